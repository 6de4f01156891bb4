import { isLanguage, type Language } from "./language.ts";

interface LanguageRange {
  readonly tag: string;
  readonly quality: number;
  readonly position: number;
}

/** Longer than any browser sends; what lies beyond is not read, so that a hostile header costs nothing. */
const maximumHeaderLength = 1000;

/**
 * The language to answer in, from an `Accept-Language` header (RFC 9110 §12.5.4).
 *
 * A range matches by its primary subtag, so `sv-FI` is Swedish and `zh-CN`, `zh-Hans` and `zh-TW` are all the one
 * Chinese there is. Nothing is guessed from kinship: Norwegian `nb` is not Swedish. A range with `q=0` refuses its
 * language; `*` stands for the first language of `[fallback, sv, zh, en]` that is not refused.
 *
 * @param header the header's value, or null where the client sent none
 * @param fallback the language of the node, used when nothing matches
 */
export function negotiateLanguage(header: string | null | undefined, fallback: Language): Language {
  const ranges = parseRanges(header ?? "");
  const refused = new Set(ranges.filter((range) => range.quality === 0).map((range) => primary(range.tag)));
  const wanted = ranges
    .filter((range) => range.quality > 0)
    .sort((a, b) => b.quality - a.quality || a.position - b.position);
  for (const range of wanted) {
    const candidate = primary(range.tag);
    if (isLanguage(candidate)) return candidate;
    if (candidate === "*") {
      const open = ([fallback, "sv", "zh", "en"] as const).find((language) => !refused.has(language));
      if (open !== undefined) return open;
    }
  }
  return fallback;
}

function parseRanges(header: string): LanguageRange[] {
  const ranges: LanguageRange[] = [];
  for (const [position, part] of header.slice(0, maximumHeaderLength).split(",").entries()) {
    const [tag = "", ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase());
    if (!/^(\*|[a-z]{1,8}(-[a-z0-9]{1,8})*)$/.test(tag)) continue;
    const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
    const quality = weight === undefined ? 1 : Number(weight);
    if (weight === "" || !(quality >= 0 && quality <= 1)) continue;
    ranges.push({ tag, quality, position });
  }
  return ranges;
}

function primary(tag: string): string {
  return tag.split("-", 1)[0] ?? tag;
}
