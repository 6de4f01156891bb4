import { type PublicList, type PublicListParts, publicList } from "./public-list.ts";

/** As many rows as a page shows of each list; the files have all. */
const MOST_ROWS = 100;

export interface PublicBuildingsPage extends PublicList {
  /** Whether the directive holds where the city lies. */
  readonly isBound: boolean;
  readonly moreListed: number;
  readonly moreNotListed: number;
}

export async function publicBuildingsPage(
  parts: PublicListParts & { readonly city: { readonly country: "SE" | "CN" } },
  year: number | null,
): Promise<PublicBuildingsPage | undefined> {
  const list = await publicList(parts, year);
  if (list === undefined) return undefined;
  return {
    ...list,
    listed: list.listed.slice(0, MOST_ROWS),
    notListed: list.notListed.slice(0, MOST_ROWS),
    isBound: parts.city.country === "SE",
    moreListed: Math.max(0, list.listed.length - MOST_ROWS),
    moreNotListed: Math.max(0, list.notListed.length - MOST_ROWS),
  };
}
