import { escapeXml } from "../xml.ts";
import { replacements } from "./paint.ts";

/** What a drawing says to a reader who does not see it. */
export interface Alternative {
  /** Unique on the page; letters, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The id of a drawing on the same page that carries these words, so that a reader of text meets them once. */
  readonly saidBy?: string | undefined;
}

/** The opening tag, title and description of a drawing that is one image to a screen reader. */
export function openSvg(alternative: Alternative, width: number, height: number, className: string): string {
  const { id, title, description, saidBy } = alternative;
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(id)) throw new Error(`"${id}" cannot be the id of a chart`);
  const words = saidBy ?? id;
  return (
    `<svg class="${className}" viewBox="0 0 ${width} ${height}" role="img" ` +
    `aria-labelledby="${words}-title ${words}-desc" xmlns="http://www.w3.org/2000/svg">` +
    (saidBy === undefined
      ? `<title id="${id}-title">${escapeXml(title)}</title><desc id="${id}-desc">${escapeXml(description)}</desc>`
      : "")
  );
}

/**
 * Turns what ECharts drew into what a page of this house may carry: no style element, no style attribute (the
 * content security policy allows neither), no fixed size, no hover classes, no ids counted by the process; the tokens
 * of the style sheet for colours; and a title and a description.
 */
export function finishSvg(drawn: string, alternative: Alternative, width: number, height: number): string {
  const { id } = alternative;
  const colours = replacements(id);
  const body = drawn
    .replace(/^\s*<svg[^>]*>/, "")
    .replace(/<\/svg>\s*$/, "")
    .replaceAll(/<style[\s\S]*?<\/style>/g, "")
    .replaceAll(/<defs\s*>\s*<\/defs>/g, "")
    // The first rectangle is ECharts' background, which the page has already.
    .replace(/<rect [^>]*fill="none"[^>]*><\/rect>/, "")
    // ECharts escapes `<`, `>` and quotes in text, so what looks like a tag is one.
    .replaceAll(/<[a-z][^>]*>/g, (tag) => plainTag(tag, colours))
    .replaceAll("<path></path>", "")
    .replaceAll(/><\/(?:path|rect|circle|polyline|polygon|line)>/g, "/>")
    .replaceAll(/ d="([MLZ\d.\s-]+)"/g, (_, path: string) => ` d="${relative(path)}"`)
    .replaceAll(/\s*\n\s*/g, "");
  const hatch = body.includes(`url(#${id}-hatch)`)
    ? `<defs><pattern id="${id}-hatch" width="6" height="6" patternUnits="userSpaceOnUse">` +
      `<path d="M-1 1 1-1M0 6 6 0M5 7 7 5" stroke="var(--chart-gap)" stroke-width="1" fill="none"/></pattern></defs>`
    : "";
  return `${openSvg(alternative, width, height, "chart")}${hatch}${body}</svg>`;
}

function plainTag(tag: string, colours: ReadonlyMap<string, string>): string {
  // ECharts lays an unpainted path behind letters to catch the mouse; its closing tag is taken away with it.
  if (tag.startsWith("<path") && tag.includes(' fill="none"') && !tag.includes(" stroke=")) return "<path>";
  return tag
    .replaceAll(/ (?:class|ecmeta_\w+|pointer-events|xmlns:xlink|xml:space)="[^"]*"/g, "")
    .replaceAll(/ style="([^"]*)"/g, (_, style: string) => attributesOf(style))
    .replaceAll(/"(#00fe[0-9a-f]{2})"/g, (quoted, colour: string) => {
      const token = colours.get(colour);
      return token === undefined ? quoted : `"${token}"`;
    });
}

/** Size and weight of letters as attributes; their family is the page's. */
function attributesOf(style: string): string {
  const size = /font-size:\s*([\d.]+)px/.exec(style)?.[1];
  const weight = /font-weight:\s*(\w+)/.exec(style)?.[1];
  return `${size === undefined ? "" : ` font-size="${size}"`}${weight === undefined ? "" : ` font-weight="${weight}"`}`;
}

/**
 * The same polyline told by steps instead of places, in tenths of a unit: a year of days in half the letters. The
 * steps are taken between rounded places, so that no error adds up.
 */
function relative(path: string): string {
  let told = "";
  let x = 0;
  let y = 0;
  let implied = "";
  for (const [, command = "", toX = "", toY = ""] of path.matchAll(
    /([MLZ])(?:\s*(-?[\d.]+)\s+(-?[\d.]+))?/g,
  )) {
    if (command === "Z") {
      told += "Z";
      continue;
    }
    const nextX = Math.round(Number(toX) * 10);
    const nextY = Math.round(Number(toY) * 10);
    if (command === "M") {
      told += `M${short(nextX)}${apart(short(nextY))}`;
    } else {
      const stepX = short(nextX - x);
      told += `${implied === "l" ? apart(stepX) : `l${stepX}`}${apart(short(nextY - y))}`;
    }
    implied = command === "M" ? "" : "l";
    x = nextX;
    y = nextY;
  }
  return told;
}

/** Tenths as a decimal number without what goes without saying: -.5, 12, 3.4. */
function short(tenths: number): string {
  const number = String(tenths / 10);
  if (number.startsWith("0.")) return number.slice(1);
  return number.startsWith("-0.") ? `-${number.slice(2)}` : number;
}

/** A sign separates numbers by itself. */
function apart(number: string): string {
  return number.startsWith("-") ? number : ` ${number}`;
}
