import { localDate } from "@husting/series";
import { isLanguage } from "../../web/language/index.ts";
import type { Building, BuildingRegistry } from "../buildings/index.ts";
import type { KeyedNumbers } from "../people/index.ts";
import { isQuiet } from "../quality/index.ts";
import { STOP } from "./follow-desk.ts";
import { type NewsParts, newsOfHouse } from "./house.ts";
import { type LetterContext, newsLetter, type SendLetter } from "./letters.ts";
import { type News, recordedWithin } from "./news.ts";

export interface NewsTellerParts extends NewsParts {
  readonly registry: Pick<BuildingRegistry, "building" | "buildings" | "points">;
  readonly keys: KeyedNumbers;
  readonly letters: LetterContext;
  readonly send: SendLetter;
  readonly nowMs: () => number;
}

/**
 * What is told has been on record for so long: an act takes its time when it begins, and comes on record a moment later. None may fall
 * between two letters.
 */
const SETTLE_MS = 60_000;
/** After mail could not be sent. */
const TRY_AGAIN_MS = 5 * 60_000;
/** A telephone that lies beside a bed stays silent. */
const NIGHT = { quietFromHour: 21, quietToHour: 7 } as const;

/**
 * Sends who follows a house at most one letter a day, of what came on record since the last one. That a letter is to go and how far it
 * tells is written in one transaction, and taken away when it has gone: a crash sends one twice rather than never. Nothing is sent for
 * nothing new, and nothing at night.
 */
export class NewsTeller {
  readonly #parts: NewsTellerParts;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: NewsTellerParts) {
    this.#parts = parts;
  }

  /** One round after the other: two would tell the same thing twice. */
  tell(): Promise<void> {
    const next = this.#running.then(() => this.#round());
    this.#running = next.catch(() => {});
    return next;
  }

  /** Resolves when nothing is being sent. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #round(): Promise<void> {
    const { registry, nowMs, city } = this.#parts;
    const hour = Temporal.Instant.fromEpochMilliseconds(nowMs()).toZonedDateTimeISO(city.zone).hour;
    if (isQuiet(NIGHT, hour)) return;
    const houses = new Map((await registry.buildings()).map((building) => [building.id, building]));
    // What happened at a house is told to all who follow it.
    const known = new Map<number, News[]>();
    const newsAt = async (house: Building): Promise<News[]> => {
      const told = known.get(house.id) ?? (await newsOfHouse(this.#parts, house));
      known.set(house.id, told);
      return told;
    };
    await this.#makeReady(houses, newsAt);
    await this.#send(houses, newsAt);
  }

  /** Decides who is to get a letter, and of what. */
  async #makeReady(
    houses: ReadonlyMap<number, Building>,
    newsAt: (house: Building) => Promise<News[]>,
  ): Promise<void> {
    const { civic, city, nowMs } = this.#parts;
    const now = nowMs();
    const today = localDate(city.zone, now);
    const untilMs = now - SETTLE_MS;
    const followers = await civic
      .selectFrom("house_follower")
      .leftJoin("house_letter", "house_letter.follower_id", "house_follower.id")
      .select(["house_follower.id", "house_follower.building_id", "house_follower.told_until_ms"])
      .where("house_letter.follower_id", "is", null)
      .where(({ or, eb }) => or([eb("last_letter", "is", null), eb("last_letter", "!=", today)]))
      .orderBy("house_follower.id")
      .execute();
    for (const { id, building_id, told_until_ms } of followers) {
      const house = houses.get(building_id);
      if (house === undefined || recordedWithin(await newsAt(house), told_until_ms, untilMs).length === 0)
        continue;
      await civic.transaction().execute(async (transaction) => {
        const moved = await transaction
          .updateTable("house_follower")
          .set({ told_until_ms: untilMs, last_letter: today })
          .where("id", "=", id)
          .executeTakeFirst();
        // Whoever has ended the letters meanwhile gets none.
        if (moved.numUpdatedRows === 1n)
          await transaction
            .insertInto("house_letter")
            .values({ follower_id: id, after_ms: told_until_ms, until_ms: untilMs, failed_at_ms: null })
            .execute();
      });
    }
  }

  async #send(
    houses: ReadonlyMap<number, Building>,
    newsAt: (house: Building) => Promise<News[]>,
  ): Promise<void> {
    const { civic, keys, letters, nowMs } = this.#parts;
    const waiting = await civic
      .selectFrom("house_letter")
      .innerJoin("house_follower", "house_follower.id", "house_letter.follower_id")
      .select(["follower_id", "building_id", "email", "language", "after_ms", "until_ms"])
      .where(({ or, eb }) =>
        or([eb("failed_at_ms", "is", null), eb("failed_at_ms", "<=", nowMs() - TRY_AGAIN_MS)]),
      )
      .orderBy("follower_id")
      .execute();
    for (const row of waiting) {
      const house = houses.get(row.building_id);
      const news = house === undefined ? [] : recordedWithin(await newsAt(house), row.after_ms, row.until_ms);
      // What was taken back before it could be told is told to nobody; whoever ended the letters a moment ago gets none.
      const isWanted = news.length > 0 && (await this.#isFollowing(row.follower_id));
      const isDone =
        house === undefined ||
        !isWanted ||
        (await this.#sent(
          row.email,
          newsLetter(letters, {
            ...{ slug: house.slug, names: house.names, news },
            language: isLanguage(row.language) ? row.language : "en",
            stopKey: keys.keyOf(STOP, row.follower_id),
          }),
        ));
      if (isDone) await this.#forget(row.follower_id);
      else
        await civic
          .updateTable("house_letter")
          .set({ failed_at_ms: nowMs() })
          .where("follower_id", "=", row.follower_id)
          .execute();
    }
  }

  /** What has gone is forgotten; the day on which it went is not, for one letter goes a day. */
  async #forget(follower: number): Promise<void> {
    const { civic, city, nowMs } = this.#parts;
    await civic.transaction().execute(async (transaction) => {
      await transaction.deleteFrom("house_letter").where("follower_id", "=", follower).execute();
      await transaction
        .updateTable("house_follower")
        .set({ last_letter: localDate(city.zone, nowMs()) })
        .where("id", "=", follower)
        .execute();
    });
  }

  async #isFollowing(follower: number): Promise<boolean> {
    const row = await this.#parts.civic
      .selectFrom("house_follower")
      .select("id")
      .where("id", "=", follower)
      .executeTakeFirst();
    return row !== undefined;
  }

  async #sent(to: string, letter: Parameters<SendLetter>[1]): Promise<boolean> {
    try {
      await this.#parts.send(to, letter);
      return true;
    } catch (error) {
      console.error(
        "a letter about a house could not be sent:",
        error instanceof Error ? error.message : error,
      );
      return false;
    }
  }
}
