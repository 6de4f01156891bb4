import { saidFacts } from "../carbon/index.ts";
import { type RoomBook, readCode } from "../votes/index.ts";
import { type BuildingRow, cityPage } from "./city-page.ts";

export interface FoundHouse extends BuildingRow {
  /** As people write it; null where nobody has said. */
  readonly address: string | null;
}

export interface FindPage {
  readonly search: string;
  /** Every house where nothing was searched for, by name. */
  readonly houses: readonly FoundHouse[];
  /** What was typed is the code on a room's wall. */
  readonly code: string | null;
}

const LONGEST_SEARCH = 200;

/** Letters as they are compared: without case, accents and width, so that "alvagen 2" finds "Älvägen 2". */
export function plainLetters(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/**
 * Whether each word of a search stands in one of the texts; a number only as a whole number: 8 is not in 18. Chinese is written
 * without spaces, and is one word.
 */
export function holdsWords(search: string, texts: readonly string[]): boolean {
  const all = plainLetters(texts.join("\n"));
  return plainLetters(search)
    .split(/[\s,，、]+/u)
    .every((word) => {
      for (let at = all.indexOf(word); at !== -1; at = all.indexOf(word, at + 1)) {
        const [before, after] = [all.slice(at - 1, at), all.slice(at + word.length, at + word.length + 1)];
        const cutsNumber =
          (/^\d/u.test(word) && /\d/u.test(before)) || (/\d$/u.test(word) && /\d/u.test(after));
        if (!cutsNumber) return true;
      }
      return false;
    });
}

/** Houses by name, address or the code on a wall. */
export async function findPage(
  parts: Parameters<typeof cityPage>[0] & { readonly votes: { readonly rooms: RoomBook } },
  asked: string,
): Promise<FindPage> {
  const search = asked.slice(0, LONGEST_SEARCH).trim();
  const [{ buildings }, facts, registered, room] = await Promise.all([
    cityPage(parts, "name"),
    saidFacts(parts.civic),
    parts.registry.buildings(),
    search === "" ? undefined : parts.votes.rooms.withCode(readCode(search)),
  ]);
  const addresses = new Map(registered.map(({ id, slug }) => [slug, facts.get(id)?.address]));
  const houses = buildings.map((row): FoundHouse => ({ ...row, address: addresses.get(row.slug) ?? null }));
  return {
    search,
    houses: houses.filter(({ names, slug, address }) =>
      holdsWords(search, [...Object.values(names), slug, address ?? ""]),
    ),
    code: room === undefined ? null : readCode(search),
  };
}
