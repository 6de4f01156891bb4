import type { ReactNode } from "react";
import { Notice, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, type Language, visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { ReportLink } from "../../moderation/pages/report-link.tsx";
import { MaskedText, TombstoneText } from "../../moderation/pages/tombstone.tsx";
import { proposalMessages } from "../messages.ts";
import type { ProposalPage, ShownText } from "../proposal-page.ts";
import { doerName } from "../words.ts";

/** Paragraphs as people write them, in the language they are in. */
export function Paragraphs({
  text,
  language,
}: {
  readonly text: string;
  readonly language: Language;
}): ReactNode {
  return (
    <div className="written" lang={htmlLanguage[language]}>
      {text.split(/\n{2,}/u).map((paragraph, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text's paragraphs have no other name.
        <p key={index}>{paragraph.split("\n").map(visibleText).join("\n")}</p>
      ))}
    </div>
  );
}

/** The text of a proposal: who wrote what stands here, and the original one press away. */
export function ProposalText({
  page,
}: {
  readonly page: Pick<ProposalPage, "id" | "language" | "shown" | "readable" | "easy" | "moderation">;
}): ReactNode {
  const { language, address } = useFrame();
  const t = proposalMessages.t(language);
  const { shown, readable, easy } = page;
  const { tombstone, isMasked } = page.moderation.wording;
  const name = (of: Language): string => shellMessages.t(language)(`language.${of}`);
  return (
    <>
      {easy === null ? null : (
        <Section id="easy" title={t("easy.title")}>
          <Paragraphs text={easy.body ?? ""} language={easy.language} />
          <p className="field-hint">
            <WhoWrote text={easy} original={page.language} />
          </p>
        </Section>
      )}
      <Section id="text" title={t("text.title")}>
        {shown.kind === "translation" ? (
          <Notice kind="info" word={shellMessages.t(language)("notice.info")}>
            <p>
              <WhoWrote text={shown} original={page.language} />{" "}
              <a href={`${address(`/proposals/${page.id}`)}?text=original`}>
                {t("text.read-original", { language: name(page.language) })}
              </a>
            </p>
          </Notice>
        ) : shown.language === language ? null : (
          <p className="field-hint">{t("text.only-original", { language: name(shown.language) })}</p>
        )}
        {tombstone === null ? null : <TombstoneText tombstone={tombstone} kind="proposal" />}
        {isMasked ? (
          <p className="field-hint">
            <MaskedText />
          </p>
        ) : null}
        {shown.body !== null ? (
          <>
            <Paragraphs text={shown.body} language={shown.language} />
            <p>
              <ReportLink kind="proposal" of={String(page.id)} />
            </p>
          </>
        ) : tombstone === null ? (
          <p>{t("text.erased")}</p>
        ) : null}
        {readable
          .filter(({ isOriginal }) => !isOriginal || shown.kind !== "translation")
          .map(({ language: other }) => (
            <p key={other}>
              <a href={`${address(`/proposals/${page.id}`)}?text=${other}`}>
                {t("text.read-in", { language: name(other) })}
              </a>
            </p>
          ))}
      </Section>
    </>
  );
}

function WhoWrote({ text, original }: { readonly text: ShownText; readonly original: Language }): ReactNode {
  const { language, format } = useFrame();
  const t = proposalMessages.t(language);
  const said = {
    who: doerName(language, text.role),
    at: format.date(text.atMs, "day"),
    language: shellMessages.t(language)(`language.${original}`),
  };
  return (
    <>
      {t(text.kind === "easy" ? "easy.by" : "text.translated", said)}
      {text.isOlder ? ` ${t("text.older")}` : null}
    </>
  );
}
