import type { ReactNode } from "react";
import { Notice } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { Withdrawn } from "../document-pages.ts";
import { exchangeMessages } from "../messages.ts";
import { ReasonQuote } from "./content.tsx";

interface Props {
  readonly title: string;
  readonly text: string;
  /** Null where the withdrawal itself is not here. */
  readonly withdrawal: Withdrawn | null;
}

/** What is left of a document that was withdrawn: that it was, when, and why. */
export function Tombstone({ title, text, withdrawal }: Props): ReactNode {
  const { language, format } = useFrame();
  const t = exchangeMessages.t(language);
  return (
    <Notice kind="warn" word={shellMessages.t(language)("notice.warn")} title={title}>
      <p>{text}</p>
      {withdrawal === null ? null : (
        <>
          <p>
            {t("withdrawal.when", {
              at: format.date(withdrawal.atMs, "dateTime"),
              number: format.count(withdrawal.sequence),
            })}
          </p>
          <ReasonQuote reason={withdrawal.reason} />
        </>
      )}
    </Notice>
  );
}
