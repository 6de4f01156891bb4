import type { Result } from "@husting/series";
import {
  type HashReason,
  type InputReason,
  type VerdictDocument,
  type VerdictInputs,
  verdictText,
} from "@husting/verdict";
import type { ReadingStore } from "../../stores/readings/contract.ts";
import { openThreads } from "../../threads/pool.ts";
import type { Point } from "../buildings/index.ts";
import { saidUses, type UseOfRoom } from "../climate/index.ts";
import type { DoneMeasure, MeasureRegister } from "../measures/index.ts";
import { metersOf, RESULT_VERSION } from "../savings/index.ts";
import type { Round } from "../votes/index.ts";
import type { VerdictBook } from "./book.ts";
import { type GatherParts, gather, localDayIn, reportingFirstDay, startOfDay } from "./gather.ts";
import { dueLook, type Look } from "./windows.ts";

export interface JudgeParts extends GatherParts {
  readonly readings: Pick<ReadingStore, "current" | "newestCommits" | "changesSince">;
  readonly measures: Pick<MeasureRegister, "done" | "steps">;
  readonly verdicts: VerdictBook;
  readonly nowMs: () => number;
}

/** What a verdict was made of, as far as that can change: compared, it says whether to judge anew. */
interface Seen {
  /** Newest commit of each point. */
  readonly commits: Readonly<Record<string, number>>;
  /** Everything else, as one text. */
  readonly rest: string;
}

/** Of the way from readings to a verdict's inputs; another way is judged anew. */
const GATHER_VERSION = "gather/1";

/**
 * Judges every measure whose next look is due, or of whose judged days something has changed since: a corrected reading,
 * an answered question, a round's answers. A verdict that comes out the same stays the version it is.
 * @returns how many verdicts are new.
 */
export async function judgeDue(parts: JudgeParts): Promise<number> {
  const dayOf = localDayIn(parts.zone);
  const today = dayOf(parts.nowMs());
  const due = (await parts.measures.done()).flatMap((measure): { measure: DoneMeasure; look: Look }[] => {
    const look = dueLook(reportingFirstDay(parts.zone, measure.reportingStartMs), today);
    return look === undefined ? [] : [{ measure, look }];
  });
  if (due.length === 0) return 0;
  const [points, commits, rounds, uses, known] = await Promise.all([
    parts.registry.points(),
    parts.readings.newestCommits(),
    parts.votes.rounds.all(),
    saidUses(parts.civic),
    parts.verdicts.allSeen(),
  ]);
  const current = { points, commits, rounds, uses };
  const stale: { measure: DoneMeasure; look: Look; seen: string }[] = [];
  for (const { measure, look } of due) {
    const seen = seenOf(parts, measure, look, current);
    const before = known.get(measure.id);
    const now = JSON.stringify(seen);
    if (before === now) continue;
    if (before !== undefined && (await isPassedBy(parts, JSON.parse(before), seen, look))) {
      await parts.verdicts.note(measure.id, now, await parts.verdicts.refusal(measure.id));
      continue;
    }
    stale.push({ measure, look, seen: now });
  }
  if (stale.length === 0) return 0;
  const threads = openThreads<null, VerdictInputs, Result<VerdictDocument, InputReason | HashReason>>(
    new URL("./decide-thread.ts", import.meta.url),
    null,
    // Verdicts are few, and decided one after the other.
    1,
  );
  let fresh = 0;
  try {
    for (const { measure, look, seen } of stale) {
      const gathered = await gather(parts, measure, look);
      if (!gathered.ok) {
        await parts.verdicts.note(measure.id, seen, { code: gathered.code });
        continue;
      }
      const decided = await threads.run(gathered.inputs);
      if (!decided.ok) {
        await parts.verdicts.note(measure.id, seen, decided.reason);
        continue;
      }
      const text = verdictText(decided.value);
      if (await parts.verdicts.put(measure, look, decided.value, text, gathered.inputs)) fresh++;
      await parts.verdicts.note(measure.id, seen);
    }
  } finally {
    await threads.close();
  }
  return fresh;
}

/** What all measures of one call share. */
interface Current {
  readonly points: readonly Point[];
  readonly commits: ReadonlyMap<number, number>;
  readonly rounds: readonly Round[];
  readonly uses: ReadonlyMap<number, UseOfRoom>;
}

function seenOf(
  parts: JudgeParts,
  measure: DoneMeasure,
  look: Look,
  { points, commits, rounds, uses }: Current,
): Seen {
  const meters = metersOf(points, measure);
  const others = points.filter(
    ({ kind, buildingId, carrier }) =>
      kind === "instantaneous" &&
      (buildingId === null ? carrier === "outdoor-temperature" : measure.buildingIds.includes(buildingId)),
  );
  const own = rounds.filter((round) => round.measure === measure.slug);
  const roomIds = new Set(others.flatMap(({ roomId }) => (roomId === null ? [] : [roomId])));
  return {
    commits: Object.fromEntries(
      [...meters, ...others].flatMap(({ id }) => {
        const commit = commits.get(id);
        return commit === undefined ? [] : [[id, commit]];
      }),
    ),
    rest: JSON.stringify([
      GATHER_VERSION,
      RESULT_VERSION,
      parts.rules.limits,
      look.days,
      measure.plan,
      measure.planFixed,
      measure.baselineEndMs,
      measure.reportingStartMs,
      meters.map(({ id, declaration }) => [id, declaration]),
      own.map((round) => {
        const { made, used } = parts.votes.rounds.counts(round);
        return [round.id, made, parts.votes.tally.roundCounts(round.id).length, used];
      }),
      [...uses].filter(([roomId]) => roomIds.has(roomId)),
    ]),
  };
}

/** Whether what has come in since lies beyond the days that are judged. */
async function isPassedBy(parts: JudgeParts, before: Seen, now: Seen, { lastDay }: Look): Promise<boolean> {
  if (before.rest !== now.rest) return false;
  const untilMs = startOfDay(parts.zone, lastDay + 1);
  // A point without a commit then has all of its readings new.
  const since = new Map(Object.keys(now.commits).map((id) => [Number(id), before.commits[id] ?? 0]));
  const changed = await parts.readings.changesSince(since);
  return [...changed.values()].every(({ fromMs }) => fromMs > untilMs);
}
