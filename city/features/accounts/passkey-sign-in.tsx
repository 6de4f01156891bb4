import type { ReactNode } from "react";
import { Button, Section } from "../../web/design/index.ts";
import { useFrame } from "../../web/frame.ts";
import { shellMessages } from "../../web/shell-messages.ts";
import { accountMessages } from "./messages.ts";
import { PasskeyFaults } from "./passkey-faults.tsx";

/** Signing in with a passkey, on the sign-in page: shown by the script, which a browser asks for a key by. */
export function PasskeySignIn({
  next,
  script,
}: {
  readonly next: string | null;
  readonly script: { readonly src: string; readonly integrity: string };
}): ReactNode {
  const { language } = useFrame();
  const t = accountMessages.t(language);
  return (
    <>
      <div id="passkey" hidden data-do="sign-in" data-next={next ?? ""}>
        <Section id="with-passkey" title={t("signin.passkey-title")} lead={t("signin.passkey-lead")}>
          <form className="form">
            <Button variant="secondary">{t("signin.passkey")}</Button>
          </form>
          <PasskeyFaults word={shellMessages.t(language)("notice.error")} language={language} />
        </Section>
      </div>
      <script type="module" src={script.src} integrity={script.integrity} />
    </>
  );
}
