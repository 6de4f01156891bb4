import type { Language } from "../../web/language/index.ts";
import type { House } from "./house.ts";
import type { Screen, ScreenPageName } from "./model.ts";
import type { Work } from "./works/work.ts";

/** One picture a screen shows for some seconds. */
export type Slide =
  | { readonly page: Exclude<ScreenPageName, "works">; readonly language: Language }
  | { readonly page: "works"; readonly language: Language; readonly work: Work };

/** So many works at most take turns. */
const MOST_WORKS = 12;

/**
 * What a screen turns, in its order. A page about the house stands in each language, one after the other, so that nobody waits a
 * whole round for their own; a work stands once, in the language it was made in, between two pages. Pages with nothing to tell
 * are left out. It is never empty.
 */
export function slidesOf(
  screen: Pick<Screen, "languages" | "pages">,
  house: House,
  works: readonly Work[],
): Slide[] {
  const { languages, pages } = screen;
  const told = pages.filter((page) => page !== "works" && hasSomething(page, house)) as Exclude<
    ScreenPageName,
    "works"
  >[];
  const shown = pages.includes("works") ? works.slice(0, MOST_WORKS) : [];
  // A screen of works alone tells of its house where there are none.
  const own = told.length === 0 && shown.length === 0 ? (["energy"] as const) : told;
  if (own.length === 0)
    return shown.map((work, at) => ({ page: "works", language: languages[at % languages.length]!, work }));
  const rounds = Math.max(1, Math.ceil(shown.length / own.length));
  let turned = 0;
  return Array.from({ length: rounds }).flatMap(() =>
    own.flatMap((page): Slide[] => {
      const slides = languages.map((language): Slide => ({ page, language }));
      if (shown.length === 0) return slides;
      const work = shown[turned % shown.length]!;
      const language = languages[turned++ % languages.length]!;
      return [...slides, { page: "works", language, work }];
    }),
  );
}

function hasSomething(page: ScreenPageName, house: House): boolean {
  if (page === "rooms")
    return house.rooms.atMs !== null && (house.rooms.rooms.length > 0 || house.rooms.all !== null);
  if (page === "people") return house.said !== null || house.comment !== null;
  if (page === "measure") return house.measure !== null;
  return true;
}
