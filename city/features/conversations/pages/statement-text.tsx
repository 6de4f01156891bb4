import type { ReactNode } from "react";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, visibleText } from "../../../web/language/index.ts";
import { conversationMessages } from "../messages.ts";
import { textFor } from "../model.ts";
import type { PublicStatement } from "../pages-data.ts";

/** A statement in the reader's language where somebody has written it so; else as it was written, and said to be. */
export function StatementText({
  statement,
}: {
  readonly statement: Pick<PublicStatement, "texts" | "language" | "number"> & {
    readonly isHidden?: boolean;
  };
}): ReactNode {
  const { language } = useFrame();
  const t = conversationMessages.t(language);
  const shown = textFor(statement, language);
  if (statement.isHidden === true || shown.text === null) return <em>{t("statement.hidden-short")}</em>;
  return (
    <>
      <span lang={htmlLanguage[shown.language]}>{visibleText(shown.text)}</span>
      {shown.isTranslated ? <small> {t("statement.translated")}</small> : null}
    </>
  );
}
