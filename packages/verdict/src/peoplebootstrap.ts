import { studentQuantile } from "@husting/savings";
import type { Answer, Period } from "./inputs.ts";
import type { DrawBelow } from "./random.ts";

export const peopleDraws = 1000;

/** The answers of one room on one day of one period. */
interface Cell {
  readonly period: Period;
  readonly room: string;
  readonly day: string;
  readonly answers: number;
  readonly dissatisfied: number;
}

export interface PeopleSpread {
  /** Share dissatisfied, reporting minus baseline, in shares of one. */
  readonly difference: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
  /** How much larger the variance is than of as many answers that know nothing of each other (Kish 1965), at least 1. */
  readonly designEffect: number;
}

export interface PeopleClusters {
  readonly rooms: number;
  readonly days: { readonly baseline: number; readonly reporting: number };
}

/** How many rooms and days the answers come from. */
export function clustersOf(answers: readonly (Answer & { readonly period: Period })[]): PeopleClusters {
  const days = (period: Period) =>
    new Set(answers.filter((answer) => answer.period === period).map(({ localDay }) => localDay)).size;
  return {
    rooms: new Set(answers.map(({ room }) => room)).size,
    days: { baseline: days("baseline"), reporting: days("reporting") },
  };
}

/**
 * Bootstrap clustered by room and day of the difference in shares dissatisfied. People in one room share its climate,
 * people on one day its weather; the two cross, so neither set of clusters will do alone. Three bootstraps draw rooms
 * (each with both its periods), days and room-days with replacement, and their variances combine as room + day −
 * room-day (Cameron, Gelbach & Miller, J. Business & Economic Statistics 29(2), 2011, eq. 2.11), never less than the
 * largest of the three (MacKinnon, Nielsen & Webb, same journal 39(2), 2021). The interval is ± Student's t with one
 * degree of freedom less than the scarcer clusters. Drawing rooms and days in one weight (Owen 2007) was left: it
 * triples the variance where answers hardly hang together.
 * @param answers both periods, at least two rooms, and two days in each period.
 */
export function bootstrapPeople(
  answers: readonly (Answer & { readonly period: Period })[],
  draw: DrawBelow,
): PeopleSpread {
  const cells = cellsOf(answers);
  const n = { baseline: 0, reporting: 0 };
  const dissatisfied = { baseline: 0, reporting: 0 };
  for (const cell of cells) {
    n[cell.period] += cell.answers;
    dissatisfied[cell.period] += cell.dissatisfied;
  }
  const share = {
    baseline: dissatisfied.baseline / n.baseline,
    reporting: dissatisfied.reporting / n.reporting,
  };
  const difference = share.reporting - share.baseline;
  const variance = (clusters: readonly (readonly Cell[])[][]) => clusterVariance(clusters, difference, draw);
  const inPeriods = (key: (cell: Cell) => string) =>
    (["baseline", "reporting"] as const).map((period) => [
      ...Map.groupBy(
        cells.filter((cell) => cell.period === period),
        key,
      ).values(),
    ]);
  const byRoom = variance([[...Map.groupBy(cells, ({ room }) => room).values()]]);
  const byDay = variance(inPeriods(({ day }) => day));
  const byCell = variance(inPeriods(({ room, day }) => `${day} ${room}`));
  const alone =
    (share.baseline * (1 - share.baseline)) / n.baseline +
    (share.reporting * (1 - share.reporting)) / n.reporting;
  // Never less than answers that know nothing of each other: clusters cannot make a sample larger than it is.
  const combined = Math.max(byRoom + byDay - byCell, byRoom, byDay, byCell, alone);
  const { rooms, days } = clustersOf(answers);
  // The scarcest clusters rule; consecutive days resemble each other, so the two periods' are not added up.
  const freedom = Math.min(rooms, days.baseline, days.reporting) - 1;
  const half = studentQuantile(0.95, freedom) * Math.sqrt(combined);
  return {
    difference,
    standardError: Math.sqrt(combined),
    lower: difference - half,
    upper: difference + half,
    designEffect: alone > 0 ? combined / alone : 1,
  };
}

function cellsOf(answers: readonly (Answer & { readonly period: Period })[]): Cell[] {
  const groups = Map.groupBy(answers, ({ period, room, localDay }) => `${period} ${localDay} ${room}`);
  return [...groups.values()].map((group) => ({
    period: group[0]!.period,
    room: group[0]!.room,
    day: String(group[0]!.localDay),
    answers: group.length,
    dissatisfied: group.reduce((sum, answer) => sum + (answer.dissatisfied ? 1 : 0), 0),
  }));
}

/**
 * Variance of the difference when the clusters of each set are drawn with replacement, times G/(G − 1) for the G
 * clusters of the smallest set: a bootstrap of few clusters is too narrow by that much.
 */
function clusterVariance(
  sets: readonly (readonly (readonly Cell[])[])[],
  otherwise: number,
  draw: DrawBelow,
): number {
  const sums = sets.map((clusters) =>
    clusters.map((cells) => {
      const sum = { baseline: { n: 0, bad: 0 }, reporting: { n: 0, bad: 0 } };
      for (const cell of cells) {
        sum[cell.period].n += cell.answers;
        sum[cell.period].bad += cell.dissatisfied;
      }
      return sum;
    }),
  );
  let total = 0;
  let squares = 0;
  for (let d = 0; d < peopleDraws; d++) {
    let n0 = 0;
    let bad0 = 0;
    let n1 = 0;
    let bad1 = 0;
    for (const clusters of sums) {
      for (let i = 0; i < clusters.length; i++) {
        const { baseline, reporting } = clusters[draw(clusters.length)]!;
        n0 += baseline.n;
        bad0 += baseline.bad;
        n1 += reporting.n;
        bad1 += reporting.bad;
      }
    }
    // Rooms that all answered in one period only leave nothing to compare.
    const drawn = n0 > 0 && n1 > 0 ? bad1 / n1 - bad0 / n0 : otherwise;
    total += drawn;
    squares += drawn * drawn;
  }
  const mean = total / peopleDraws;
  const fewest = Math.min(...sums.map((clusters) => clusters.length));
  return (Math.max(0, squares / peopleDraws - mean * mean) * fewest) / (fewest - 1);
}
