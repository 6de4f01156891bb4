import type { Language } from "../../web/language/index.ts";
import { intlLocale } from "../../web/language/index.ts";
import { escapeXml } from "../../web/xml.ts";

/** What stands on the picture of a link that somebody passes on. */
export interface SharedPicture {
  readonly language: Language;
  readonly title: string;
  readonly sentence: string;
  /** What the city says of itself under it: whose site this is, and whether its data is simulated. */
  readonly foot: string;
  /** How much of each storey of the house is filled, from the top; null where nothing is known. None: a house with its door. */
  readonly storeys: readonly (number | null)[];
}

/** As wide and high as those who show links ask for. */
const [WIDTH, HEIGHT] = [1200, 630] as const;
const TEXT_FROM = 480;
const TEXT_WIDTH = WIDTH - TEXT_FROM - 70;
const ink = "#14232c";
const water = "#0b5768";
const paper = "#f7f6f1";

/** The house of three storeys, with a title and a sentence beside it. */
export function sharedSvg({ language, title, sentence, foot, storeys }: SharedPicture): string {
  const titleLines = wrapped(title, 60, language).slice(0, 2);
  const sentenceFrom = 170 + titleLines.length * 72;
  const lines = wrapped(sentence, 36, language).slice(0, 6);
  const [left, top, wide, high] = [90, 220, 290, 96];
  const floors = storeys.map((share, at) => {
    const y = top + at * high;
    const fill =
      share === null
        ? `<path d="M${left} ${y + high}l97-${high}m0 ${high}l97-${high}m0 ${high}l96-${high}" stroke="#8b8f8a" stroke-width="3" fill="none"/>`
        : `<rect x="${left}" y="${y}" width="${Math.round(wide * Math.min(1, Math.max(0, share)))}" height="${high}" fill="${water}"/>`;
    return `<rect x="${left}" y="${y}" width="${wide}" height="${high}" fill="#ffffff"/>${fill}<rect x="${left}" y="${y}" width="${wide}" height="${high}" fill="none" stroke="${ink}" stroke-width="7"/>`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="Noto Sans SC">` +
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${paper}"/>` +
    `<path d="${Array.from({ length: 30 }, (_, at) => `M${at * 40} 0l20 16 20-16z`).join("")}" fill="${water}"/>` +
    `<path d="M${left - 30} ${top}L${left + wide / 2} 100L${left + wide + 30} ${top}z" fill="${ink}"/>` +
    (floors.length > 0
      ? floors.join("")
      : `<rect x="${left}" y="${top}" width="${wide}" height="${3 * high}" fill="${ink}"/><rect x="${left + wide / 2 - 45}" y="${top + 2 * high - 50}" width="90" height="${high + 50}" fill="${paper}"/>`) +
    text(titleLines, 150, 60, 72, ink) +
    text(lines, sentenceFrom, 36, 52, "#3c4b53") +
    text([foot], HEIGHT - 50, 26, 0, "#3c4b53") +
    "</svg>"
  );
}

function text(lines: readonly string[], from: number, size: number, step: number, colour: string): string {
  return lines
    .map(
      (line, at) =>
        `<text x="${TEXT_FROM}" y="${from + at * step}" font-size="${size}" fill="${colour}">${escapeXml(line)}</text>`,
    )
    .join("");
}

/** How wide a sign is, in its own height: Chinese signs are square, Latin letters about half of that. */
function widthOf(text: string): number {
  let width = 0;
  for (const sign of text)
    width += /[\u2e80-\u9fff\uff00-\uffef]/u.test(sign) ? 1 : /[A-ZÅÄÖMWmw%]/u.test(sign) ? 0.72 : 0.56;
  return width;
}

/** Lines of words that fit beside the house; a word that is too long for a line is cut. */
export function wrapped(text: string, size: number, language: Language): string[] {
  const most = TEXT_WIDTH / size;
  const words = [...new Intl.Segmenter(intlLocale[language], { granularity: "word" }).segment(text)].flatMap(
    ({ segment }) => (widthOf(segment) > most ? [...segment] : [segment]),
  );
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    // A mark that ends something does not begin a line.
    if (widthOf(line + word) > most && line !== "" && !/^[\p{P}\s]+$/u.test(word)) {
      lines.push(line.trim());
      line = word;
    } else line += word;
  }
  if (line.trim() !== "") lines.push(line.trim());
  return lines;
}
