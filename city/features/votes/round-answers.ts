import type { Tally } from "../../stores/votes/tally.ts";
import { roomsIn } from "./groups.ts";
import type { Round } from "./rounds.ts";
import { isDissatisfied } from "./wording.ts";

/** One invited answer, as a verdict uses it. */
export interface RoundAnswer {
  /** Who is counted together: one room, or rooms of few people together. It is the cluster of a bootstrap. */
  readonly place: string;
  readonly roomIds: readonly number[];
  /** Local date and half of it. */
  readonly date: string;
  readonly half: "am" | "pm";
  /** ASHRAE −3 to +3. */
  readonly sensation: number;
  /** |sensation| ≥ 2 (ISO 7730). */
  readonly dissatisfied: boolean;
}

/** The answers of an invited round, sorted by place, half-day and sensation: in which order they came is not known. */
export function roundAnswers(tally: Tally, roundId: number): RoundAnswer[] {
  return tally.roundCounts(roundId).flatMap(({ group, halfDay, sensation, answers }) => {
    const [date = "", half] = halfDay.split("/");
    const one: RoundAnswer = {
      place: group,
      roomIds: roomsIn(group),
      date,
      half: half === "am" ? "am" : "pm",
      sensation,
      dissatisfied: isDissatisfied(sensation),
    };
    return Array.from({ length: answers }, () => one);
  });
}

export type NotComparable =
  | "wording-differs"
  | "season-differs"
  | "measure-differs"
  | "not-before-and-after"
  | "order-wrong";

/**
 * Whether two rounds may be set against each other: the same words, the same season, the same measure, one before it and
 * one after. Gives every reason against; none where they may.
 */
export function comparable(before: Round, after: Round): NotComparable[] {
  const reasons: readonly (readonly [NotComparable, boolean])[] = [
    ["wording-differs", before.wording !== after.wording],
    ["season-differs", before.season !== after.season],
    ["measure-differs", before.measure === null || before.measure !== after.measure],
    ["not-before-and-after", before.period !== "before" || after.period !== "after"],
    ["order-wrong", before.toDate >= after.fromDate],
  ];
  return reasons.filter(([, holds]) => holds).map(([reason]) => reason);
}
