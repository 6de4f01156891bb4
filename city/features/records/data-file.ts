import { canonicalJson } from "@husting/openness";
import { htmlLanguage, type Language, visibleText } from "../../web/language/index.ts";
import { escapeXml } from "../../web/xml.ts";
import type { Names } from "../buildings/index.ts";
import { isErasable, type KeptItem } from "./kept-items.ts";
import { recordMessages } from "./messages.ts";

/** Everything that is kept of somebody as one page that stands by itself, to read, print and keep. */
export function keptHtml(items: readonly KeptItem[], language: Language, cityNames: Names): string {
  const t = recordMessages.t(language);
  const title = t("data.file-title", { city: cityNames[language] });
  return `<!doctype html>
<html lang="${htmlLanguage[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(title)}</title>
<style>body{font:1rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}dt{font-weight:bold}dd{white-space:pre-wrap;overflow-wrap:anywhere}</style>
</head>
<body>
<h1>${safe(title)}</h1>
<p>${safe(t("data.file-lead"))}</p>
${items.length === 0 ? `<p>${safe(t("data.nothing"))}</p>` : items.map((item) => itemHtml(item, language)).join("\n")}
</body>
</html>
`;
}

/** The same for programs. */
export function keptJson(items: readonly KeptItem[]): string {
  const told = items.map((item) => ({ ...item, isErasable: isErasable(item) }));
  return `${canonicalJson(JSON.parse(JSON.stringify({ format: "husting-kept/1", items: told })))}\n`;
}

function itemHtml(item: KeptItem, language: Language): string {
  const t = recordMessages.t(language);
  const about =
    item.about === null ? "" : `<dt>${safe(t("data.about"))}</dt><dd>${safe(item.about.label)}</dd>`;
  const values = item.values.map(
    ({ field, value }) => `<dt>${safe(t(`field.${field}`))}</dt><dd>${safe(value)}</dd>`,
  );
  return `<h2>${safe(t(`kept.${item.kind}`))}</h2>
<p>${safe(t(`why.${item.kind}`))}</p>
<dl>${about}${values.join("")}</dl>`;
}

function safe(text: string): string {
  return escapeXml(text.split("\n").map(visibleText).join("\n"));
}
