import { colonOf, formats, htmlLanguage, type Language, visibleText } from "../../web/language/index.ts";
import { escapeXml } from "../../web/xml.ts";
import type { Names } from "../buildings/index.ts";
import { actName, factText } from "../log/words.ts";
import type { CaseDocument, CaseFile } from "./case-file.ts";
import { sideKey, voteKey } from "./case-words.ts";
import type { CompleteCase } from "./complete-case.ts";
import { recordMessages } from "./messages.ts";
import { actorName, statusName, titleText } from "./words.ts";

export interface HtmlContext {
  readonly language: Language;
  readonly cityNames: Names;
  readonly zone: string;
  /** When it was made. */
  readonly atMs: number;
}

/** A case file as one page that stands by itself: it asks for nothing, holds no script, and prints. */
export function caseHtml(file: CaseFile | CompleteCase, context: HtmlContext): string {
  const { language, cityNames, zone, atMs } = context;
  const t = recordMessages.t(language);
  const format = formats(language, zone);
  const rows: [string, string][] = [
    [t("case.number"), file.label],
    [t("case.kind"), t(`kind.${file.kind}`)],
    [t("case.opened"), format.date(file.openedAtMs, "day")],
    [t("case.status"), statusName(language, file.status)],
    ...(file.kind === "proposal"
      ? ([[t("case.author"), file.author === null ? t("case.author-not-shown") : file.author]] as [
          string,
          string,
        ][])
      : []),
    ...(file.paperAt === null ? [] : ([[t("case.paper"), file.paperAt]] as [string, string][])),
    ...file.related.map((one): [string, string] => [
      t("case.related"),
      `${one.label}: ${titleText(language, one.title)}`,
    ]),
    ...file.measures.flatMap(({ titles, verdicts }): [string, string][] => [
      [t("case.measure"), titles[language]],
      ...verdicts.map(({ version, sha256 }): [string, string] => [
        t("case.verdict", { version }),
        `SHA-256 ${sha256}`,
      ]),
    ]),
    ...("people" in file
      ? file.people.map(({ what, entry, value }): [string, string] => [
          t(`person.${what}`, { entry: entry ?? 0 }),
          value ?? t("part.left-out"),
        ])
      : []),
  ];
  const title = `${file.label}: ${titleText(language, file.title)}`;
  return `<!doctype html>
<html lang="${htmlLanguage[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(title)}</title>
<style>body{font:1rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}dt{font-weight:bold}blockquote{white-space:pre-wrap;overflow-wrap:anywhere;border-left:.25rem solid #888;margin:.5rem 0;padding-left:1rem}code{overflow-wrap:anywhere}</style>
</head>
<body>
<h1>${safe(title)}</h1>
<p>${safe(t("export.html-lead", { city: cityNames[language], date: format.date(atMs, "dateTime") }))}</p>
<dl>
${rows.map(([term, value]) => `<dt>${safe(term)}</dt><dd>${safe(value)}</dd>`).join("\n")}
</dl>
${file.documents.map((document) => documentHtml(document, context)).join("\n")}
</body>
</html>
`;
}

function documentHtml(document: CaseDocument, { language, zone }: HtmlContext): string {
  const t = recordMessages.t(language);
  const format = formats(language, zone);
  const parts = document.parts.map(
    ({ name, text, language: of, isLeftOut }) =>
      `<h3>${safe(t(`part.${name}`))}</h3>
${text === null ? `<p>${safe(t(isLeftOut ? "part.left-out" : "part.erased"))}</p>` : `<blockquote lang="${htmlLanguage[of]}">${safe(text)}</blockquote>`}`,
  );
  const votes = document.votes.map(
    ({ name, party, side, vote }) =>
      `<li>${safe(t("vote.line", { name: name ?? t("vote.erased"), party: party ?? "–", side: t(sideKey(side)), vote: t(voteKey(vote)) }))}</li>`,
  );
  const facts = Object.entries(document.facts)
    .map((fact) => factText(language, format, { buildings: {} }, fact))
    .map(({ name, value }) => name + colonOf[language] + value)
    .join(" · ");
  return `<section>
<h2>${safe(actName(language, document.act))}</h2>
<p>${safe(format.date(document.atMs, "dateTime"))} · ${safe(actorName(language, document.role))} · ${safe(t("case.entry", { entry: document.entry }))} · <code>${document.leafHash}</code></p>
<p>${safe(facts)}</p>
${parts.join("\n")}${votes.length === 0 ? "" : `\n<h3>${safe(t("part.votes"))}</h3>\n<ul>${votes.join("")}</ul>`}
</section>`;
}

/** Lines stay lines; everything else that cannot be seen shows as its code. */
function safe(text: string): string {
  return escapeXml(text.split("\n").map(visibleText).join("\n"));
}
