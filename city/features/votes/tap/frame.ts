import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import { htmlLanguage, type Language, languages } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { voteMessages } from "../messages.ts";

/** What hono's `html` gives: text that is escaped already. */
export type Piece = ReturnType<typeof html>;

export interface Framed {
  readonly language: Language;
  /** Address of this page, without the language. */
  readonly path: string;
  readonly city: string;
  readonly isSimulated: boolean;
  readonly title: string;
  readonly body: Piece;
  /** What else stands in the address, and is kept in another language. */
  readonly query?: Readonly<Record<string, string>>;
  /** Style of this page alone; the policy has to name it (`styleSource`). */
  readonly style?: string;
  /** What is said of privacy, where it is not about an answer. */
  readonly privacy?: string;
}

/** The colours of the house's stylesheet (web/design/husting.css), and no more of it than a tap needs. */
const STYLE = `:root{color-scheme:light dark;--paper:#f8f6f1;--surface:#fff;--ink:#14232c;--soft:#4b5b63;--edge:#75828a;--water:#0b5768;--error:#99263c;--focus:#0a5bd0;--cold:#285a86;--right:#75828a;--warm:#99263c}
@media (prefers-color-scheme:dark){:root{--paper:#0f191f;--surface:#16232b;--ink:#e9ebe6;--soft:#aab7bb;--edge:#74868f;--water:#86cad6;--error:#f2a1a8;--focus:#8fbcff;--cold:#a3cbf0;--right:#74868f;--warm:#f2a1a8}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:34rem;padding:.75rem 1rem 2rem;background:var(--paper);color:var(--ink);font:1.0625rem/1.45 system-ui,-apple-system,"Segoe UI","Noto Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;overflow-wrap:anywhere}
header,footer,.soft{color:var(--soft);font-size:.9375rem}
header,nav{display:flex;flex-wrap:wrap;gap:.25rem 1rem;justify-content:space-between}
nav *{display:inline-block;padding:.5rem 0;min-width:2.75rem}
a{color:var(--water)}
h1{font-size:1.5rem;line-height:1.2;margin:.25rem 0 .75rem}
h2{font-size:1.125rem;margin:1.5rem 0 .25rem}
p{margin:.5rem 0}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
button,select,textarea,input[type=text]{font:inherit;color:inherit;background:var(--surface);border:1px solid var(--edge);border-radius:.5rem}
button{display:block;width:100%;min-height:3rem;padding:.5rem 1rem;margin:.5rem 0;text-align:start;cursor:pointer}
button.cold{border-inline-start:.75rem solid var(--cold)}
button.right{border-inline-start:.75rem solid var(--right)}
button.warm{border-inline-start:.75rem solid var(--warm)}
button.only{width:auto}
textarea,select,input[type=text]{display:block;width:100%;padding:.5rem;min-height:3rem}
fieldset{border:0;margin:0;padding:0}
legend,.label{padding:0;font-weight:600;display:block;margin-top:.5rem}
.tick{display:flex;gap:.75rem;align-items:center;min-height:2.75rem}
.tick input{width:1.5rem;height:1.5rem;margin:0}
summary{min-height:2.75rem;padding:.5rem 0;color:var(--water);cursor:pointer}
.error{border-inline-start:.375rem solid var(--error);padding:.25rem .75rem;background:var(--surface)}
dl{margin:.5rem 0}dt{font-weight:600}dd{margin:0 0 .5rem}
svg{display:block;width:100%;height:.75rem;margin:.25rem 0 .5rem}
svg.cold{fill:var(--cold)}svg.right{fill:var(--right)}svg.warm{fill:var(--warm)}`;

/** A style within a page, as the content security policy names it. */
export function styleSource(style: string): string {
  return `'sha256-${createHash("sha256").update(style).digest("base64")}'`;
}

/** The style that all of these pages have. */
export const TAP_STYLE = styleSource(STYLE);

/** A whole page in one answer: no file beside it, no script, nothing that is kept on the phone. */
export function framed(page: Framed): Piece {
  const { language, path, query, city, isSimulated, title, body, style, privacy } = page;
  const t = voteMessages.t(language);
  const shell = shellMessages.t(language);
  return html`<!doctype html>
<html lang="${htmlLanguage[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} · Husting</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style>${raw(STYLE)}</style>${style === undefined ? "" : html`<style>${raw(style)}</style>`}
</head>
<body>
<header><a href="/${language}">Husting · ${city}</a>${isSimulated ? html`<span>${shell("demo.title")}</span>` : ""}</header>
<main>
${body}
</main>
<footer>
<nav aria-label="${shell("language.label")}">${languages.map((other) =>
    other === language
      ? html`<span lang="${htmlLanguage[other]}" aria-current="true">${shell(`language.${other}`)}</span>`
      : html`<a href="${path}?${new URLSearchParams({ ...query, language: other }).toString()}" lang="${htmlLanguage[other]}" hreflang="${htmlLanguage[other]}">${shell(`language.${other}`)}</a>`,
  )}</nav>
<p>${privacy ?? t("tap.privacy")}</p>
</footer>
</body>
</html>`;
}
