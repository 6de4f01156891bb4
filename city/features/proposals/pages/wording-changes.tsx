import type { ReactNode } from "react";
import { Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, type Language, visibleText } from "../../../web/language/index.ts";
import { moderationMessages } from "../../moderation/messages.ts";
import type { Piece } from "../differing.ts";
import { proposalMessages } from "../messages.ts";
import type { WordingChange } from "../proposal-page.ts";
import { doerName } from "../words.ts";
import { Paragraphs } from "./proposal-text.tsx";

/** How the wording changed, newest first. What went and what came is said in words too, for who does not see the marks. */
export function WordingChanges({
  changes,
  language: of,
  isHidden,
}: {
  readonly changes: readonly WordingChange[];
  readonly language: Language;
  /** Under a house rule: then what there was is not shown here either. */
  readonly isHidden: boolean;
}): ReactNode {
  const { language, format } = useFrame();
  const t = proposalMessages.t(language);
  if (changes.length === 0) return null;
  return (
    <Section id="changes" title={t("changes.title")} lead={t("changes.lead")}>
      {changes.map(({ version, role, reason, atMs, title, body }) => (
        <details key={version}>
          <summary>
            {t("changes.of", {
              version,
              who: doerName(language, role),
              at: format.date(atMs, "dateTime"),
            })}
          </summary>
          {reason === null ? null : <Paragraphs text={reason} language={language} />}
          {title === null || body === null ? (
            <p>{isHidden ? moderationMessages.t(language)("hidden-words") : t("text.erased")}</p>
          ) : (
            <>
              <p className="written" lang={htmlLanguage[of]}>
                <strong>
                  <Pieces pieces={title} />
                </strong>
              </p>
              <p className="written" lang={htmlLanguage[of]}>
                <Pieces pieces={body} />
              </p>
            </>
          )}
        </details>
      ))}
    </Section>
  );
}

function Pieces({ pieces }: { readonly pieces: readonly Piece[] }): ReactNode {
  const t = proposalMessages.t(useFrame().language);
  return pieces.map(({ kind, text }, index) => {
    const shown = text.split("\n").map(visibleText).join("\n");
    // biome-ignore lint/suspicious/noArrayIndexKey: stretches of a text have no other name.
    if (kind === "same") return <span key={index}>{shown}</span>;
    const Mark = kind === "added" ? "ins" : "del";
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above.
      <Mark key={index}>
        <span className="visually-hidden">{t(`changes.${kind}`)} </span>
        {shown}
      </Mark>
    );
  });
}
