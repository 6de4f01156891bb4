import type { ReactNode } from "react";
import { Notice } from "../../web/design/index.ts";
import type { Language } from "../../web/language/index.ts";
import { accountMessages } from "./messages.ts";

/** Every fault that the script may have to tell: its words stand in the page, and it shows them. */
const SCRIPT_FAULTS = [
  "passkey-refused",
  "passkey-stale",
  "passkey-unknown",
  "passkey-too-many",
  "passkey-name",
  "passkey-broken-off",
  "too-many-tries",
  "no-answer",
] as const;

export function PasskeyFaults({
  word,
  language,
}: {
  readonly word: string;
  readonly language: Language;
}): ReactNode {
  const t = accountMessages.t(language);
  return (
    <div id="passkey-faults" hidden role="alert" tabIndex={-1}>
      <Notice kind="error" word={word}>
        {SCRIPT_FAULTS.map((code) => (
          <p key={code} hidden data-fault={code}>
            {t(`fault.${code}`)}
          </p>
        ))}
      </Notice>
    </div>
  );
}
