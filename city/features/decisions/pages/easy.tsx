import type { ReactNode } from "react";
import { Explained, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage } from "../../../web/language/index.ts";
import { roleName } from "../../people/words.ts";
import type { BoardPromise } from "../board.ts";
import type { EasyWords } from "../easy-words.ts";
import { decisionMessages } from "../messages.ts";

/** So much of easy words stands in a list. */
const LONGEST_LINE = 160;

/** The easy words in the reader's language; undefined where nobody wrote any. */
export function easyIn(easy: readonly EasyWords[], language: string): EasyWords | undefined {
  return easy.find((one) => one.language === language);
}

/** A promise in a list, in easy words where somebody wrote them; it leads to where it was made. */
export function PromiseLink({
  promise: { id, decisionId, text, easy, language: written },
}: {
  readonly promise: Pick<BoardPromise, "id" | "decisionId" | "text" | "easy" | "language">;
}): ReactNode {
  const { language, address } = useFrame();
  const plain = easyIn(easy, language);
  return (
    <a
      href={address(`/decisions/${decisionId}#promise-${id}`)}
      lang={htmlLanguage[plain?.language ?? written]}
    >
      {plain?.body ?? text}
    </a>
  );
}

/** The easy words of a decision, before what was decided, with who wrote them. */
export function EasyDecision({ easy }: { readonly easy: readonly EasyWords[] }): ReactNode {
  const { language } = useFrame();
  const t = decisionMessages.t(language);
  const own = easyIn(easy, language);
  if (own === undefined) return null;
  return (
    <Section id="easy" title={t("easy.title")}>
      <p className="written easy-words" lang={htmlLanguage[own.language]}>
        {own.body}
      </p>
      <p className="field-hint">
        <WhoWroteEasily easy={own} word="easy.by" />
      </p>
    </Section>
  );
}

/** The easy words of a promise, before what was promised. */
export function EasyPromise({ easy }: { readonly easy: readonly EasyWords[] }): ReactNode {
  const { language } = useFrame();
  const own = easyIn(easy, language);
  if (own === undefined) return null;
  return (
    <>
      <p className="written easy-words" lang={htmlLanguage[own.language]}>
        {own.body}
      </p>
      <p className="field-hint">
        <WhoWroteEasily easy={own} word="easy.promise-by" />
      </p>
    </>
  );
}

function WhoWroteEasily({
  easy: { role, atMs },
  word,
}: {
  readonly easy: EasyWords;
  readonly word: "easy.by" | "easy.promise-by";
}): ReactNode {
  const { language, format } = useFrame();
  return decisionMessages.t(language)(word, { who: roleName(language, role), at: format.date(atMs, "day") });
}

/** The beginning of easy words, under a title in a list. */
export function EasyLine({ easy }: { readonly easy: EasyWords | undefined }): ReactNode {
  if (easy === undefined) return null;
  const line = easy.body.replaceAll(/\s+/gu, " ");
  return (
    <p className="field-hint" lang={htmlLanguage[easy.language]}>
      {[...line].length > LONGEST_LINE ? `${[...line].slice(0, LONGEST_LINE - 2).join("")} …` : line}
    </p>
  );
}

/** What the words on pages of decisions and promises mean. */
export function DecisionWords(): ReactNode {
  const { language } = useFrame();
  const t = decisionMessages.t(language);
  const words = ["decision", "promise", "why", "reservation", "log"] as const;
  return (
    <Explained
      title={t("words.title")}
      words={words.map((word) => ({ word: t(`words.${word}`), means: t(`words.${word}-is`) }))}
    />
  );
}
