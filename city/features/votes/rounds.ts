import { createHash } from "node:crypto";
import { localDate } from "@husting/series";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CodeOutcome, Tally } from "../../stores/votes/tally.ts";
import type { ActLog } from "../log/index.ts";
import type { Person } from "../people/index.ts";
import type { VoteDesk } from "./desk.ts";
import { halfDayOf, isDate, type Season, seasonName, seasonOf } from "./half-day.ts";
import { randomCode, readCode, type VotingRoom } from "./rooms.ts";
import { bitsOf, type Mark, type Sensation, WORDING } from "./wording.ts";

export const periods = ["before", "after", "other"] as const;
export type Period = (typeof periods)[number];

/** A round of invited answers: the sample a verdict uses. All of it is fixed when it is made. */
export interface Round {
  readonly id: number;
  /** Slug of the measure it is about; null where there is none. */
  readonly measure: string | null;
  /** Whether it asks before or after the measure. */
  readonly period: Period;
  readonly season: Season;
  readonly wording: number;
  /** Local dates, both counted in. */
  readonly fromDate: string;
  readonly toDate: string;
  readonly roomIds: readonly number[];
}

export interface WantedRound {
  readonly measure: string | null;
  readonly period: string;
  readonly fromDate: string;
  readonly toDate: string;
  readonly roomIds: readonly number[];
}

export type RoundFault =
  | "period-unknown"
  | "dates-not-usable"
  | "dates-across-seasons"
  | "measure-missing"
  | "measure-unknown"
  | "rooms-missing"
  | "codes-count"
  | "round-over";

/** So many invitations are made at once at most, and of one round. */
export const MOST_CODES = 500;
const MOST_CODES_OF_ROUND = 10_000;
/** Sixty random bits: nobody comes upon one by trying. */
const ROUND_CODE_LENGTH = 12;

type Made<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: RoundFault };

/** What a code of a round leads to. */
export type Invitation =
  | { readonly kind: "open"; readonly round: Round }
  | { readonly kind: "unknown" | "used" | "not-open" };

export class RoundBook {
  readonly #db: CivicDatabase;
  readonly #tally: Tally;
  readonly #desk: VoteDesk;
  readonly #log: ActLog;
  readonly #zone: string;
  readonly #nowMs: () => number;

  constructor(
    parts: {
      readonly civic: CivicDatabase;
      readonly tally: Tally;
      readonly desk: VoteDesk;
      readonly log: ActLog;
    },
    zone: string,
    nowMs: () => number,
  ) {
    this.#db = parts.civic;
    this.#tally = parts.tally;
    this.#desk = parts.desk;
    this.#log = parts.log;
    this.#zone = zone;
    this.#nowMs = nowMs;
  }

  get today(): string {
    return localDate(this.#zone, this.#nowMs());
  }

  /** Makes a round, on record. @param by null for the node itself. */
  async create(wanted: WantedRound, by: Person | null): Promise<Made<number>> {
    const { fromDate, toDate, measure } = wanted;
    const period = periods.find((known) => known === wanted.period);
    if (period === undefined) return { ok: false, fault: "period-unknown" };
    if (!isDate(fromDate) || !isDate(toDate) || toDate < fromDate)
      return { ok: false, fault: "dates-not-usable" };
    if (seasonName(fromDate) !== seasonName(toDate)) return { ok: false, fault: "dates-across-seasons" };
    if (period !== "other" && measure === null) return { ok: false, fault: "measure-missing" };
    if (wanted.roomIds.length === 0) return { ok: false, fault: "rooms-missing" };
    const row = {
      measure,
      period,
      season: seasonOf(fromDate),
      wording: WORDING,
      from_date: fromDate,
      to_date: toDate,
      made_at_ms: this.#nowMs(),
    };
    return this.#db.transaction().execute(async (transaction) => {
      if (measure !== null) {
        const known = await transaction
          .selectFrom("measure")
          .select("id")
          .where("slug", "=", measure)
          .executeTakeFirst();
        if (known === undefined) return { ok: false, fault: "measure-unknown" };
      }
      const { id } = await transaction
        .insertInto("vote_round")
        .values(row)
        .returning("id")
        .executeTakeFirstOrThrow();
      await transaction
        .insertInto("vote_round_room")
        .values([...new Set(wanted.roomIds)].map((room_id) => ({ round_id: id, room_id })))
        .execute();
      await this.#log.append(transaction, {
        act: "round.created",
        role: by?.role ?? "node",
        personId: by?.id ?? null,
        subject: `round/${id}`,
        facts: {
          ...(measure === null ? {} : { measure }),
          period,
          season: row.season,
          wording: WORDING,
          from: fromDate,
          to: toDate,
          rooms: new Set(wanted.roomIds).size,
        },
      });
      return { ok: true, value: id };
    });
  }

  /** Newest first. */
  async all(): Promise<Round[]> {
    const [rounds, rooms] = await Promise.all([
      this.#db
        .selectFrom("vote_round")
        .selectAll()
        .orderBy("from_date", "desc")
        .orderBy("id", "desc")
        .execute(),
      this.#db.selectFrom("vote_round_room").selectAll().orderBy("room_id").execute(),
    ]);
    const roomsOf = Map.groupBy(rooms, (row) => row.round_id);
    return rounds.map((row) => ({
      id: row.id,
      measure: row.measure,
      period: row.period,
      season: row.season as Season,
      wording: row.wording,
      fromDate: row.from_date,
      toDate: row.to_date,
      roomIds: (roomsOf.get(row.id) ?? []).map(({ room_id }) => room_id),
    }));
  }

  async find(id: number): Promise<Round | undefined> {
    return (await this.all()).find((round) => round.id === id);
  }

  /** Makes invitations. They are given this once: what is kept of a code is its SHA-256. */
  makeCodes(round: Round, count: number): Made<string[]> {
    if (this.today > round.toDate) return { ok: false, fault: "round-over" };
    const { made } = this.#tally.codes(round.id);
    if (!(count >= 1 && count <= MOST_CODES) || made + count > MOST_CODES_OF_ROUND)
      return { ok: false, fault: "codes-count" };
    const codes = Array.from({ length: count }, () => randomCode(ROUND_CODE_LENGTH));
    this.#tally.addCodes(round.id, codes.map(hashOf));
    return { ok: true, value: codes };
  }

  /** How many invitations were made and have been used. */
  counts(round: Round): { readonly made: number; readonly used: number } {
    return this.#tally.codes(round.id);
  }

  async withCode(typed: string): Promise<Invitation> {
    const known = this.#tally.code(hashOf(readCode(typed)));
    if (known === undefined) return { kind: "unknown" };
    if (known.used) return { kind: "used" };
    const round = await this.find(known.round);
    const { today } = this;
    const isOpen = round !== undefined && today >= round.fromDate && today <= round.toDate;
    return isOpen ? { kind: "open", round } : { kind: "not-open" };
  }

  /** Takes the one answer a code lets in; resolves when it is durable. The code is marked used, and nothing else of it is kept. */
  answer(
    typed: string,
    room: VotingRoom,
    sensation: Sensation,
    ticked: readonly Mark[],
  ): Promise<CodeOutcome> {
    return this.#desk.answer({
      codeHash: hashOf(readCode(typed)),
      group: room.group.key,
      halfDay: halfDayOf(this.#zone, this.#nowMs()),
      sensation,
      marks: bitsOf(ticked),
    });
  }
}

/** What is kept of a code: it cannot be guessed back, for the code was drawn from 2^60. */
export function hashOf(code: string): string {
  return createHash("sha256").update(code).digest("hex");
}
