import { studentQuantile } from "@husting/savings";
import type { PointsInterval } from "./margin.ts";
import { z95 } from "./power.ts";
import type { DrawBelow } from "./random.ts";
import type { MatchedRoom } from "./roomdays.ts";
import { type RoomScores, scoreRoom } from "./roomscores.ts";

/** A fortnight: it keeps weekdays together, and a cold spell or a stuck valve seldom lasts longer. */
export const blockDays = 14;
export const roomDraws = 2000;

export interface RoomSpread {
  /** Each room's difference, reporting minus baseline at equal outdoor temperature, percentage points. */
  readonly estimatePoints: Float64Array;
  /** Standard error of each room's difference by the bootstrap. */
  readonly standardErrorPoints: Float64Array;
  /** The 90 % interval of the largest true difference among the rooms. */
  readonly worst: PointsInterval;
}

/**
 * Block bootstrap by day of every room's difference, and of the largest of them.
 *
 * Resampling: blocks of fourteen consecutive days, from the period's days laid in a circle so that each day is as likely
 * as any other (Künsch 1989; Politis & Romano 1992). All rooms take the same days, so what rooms share stays shared. A
 * draw adds up the days' influence values (the bootstrap of the linear approximation, Davison & Hinkley 1997, §2.7.4): a
 * stratum of few days can then never be drawn empty. Deviations are stretched by Student's t over the normal and
 * √(m/(m − 1)) for the m blocks of the shorter period, for percentiles of few blocks are too narrow (Hesterberg, The
 * American Statistician 69(4), 2015).
 *
 * The largest of k estimates exceeds the largest truth on average, for it picks the luckiest error. So the two ends are
 * taken apart, each on its safe side:
 * - upper end: the 95th percentile of the largest difference within each draw. It carries the pick twice and is never
 *   under any single room's own 95th percentile; as one room is the truly worst, whose own bound would do
 *   (intersection–union test, Berger, Technometrics 24(4), 1982), `held` is wrong in at most 5 %. Its deviations are
 *   those of `upwardReach`, for rare hours deceive.
 * - lower end: the largest of estimate − c·standard error, with c the 95th percentile of the largest studentised
 *   deviation within each draw (Romano & Wolf, Econometrica 73(4), 2005). All rooms' lower bounds then hold at once, so
 *   `harmed` is wrong in at most 5 % however many rooms were looked at.
 *
 * @param rooms at least one, each with matched days. @param lengths days of each period.
 */
export function bootstrapRooms(
  rooms: readonly MatchedRoom[],
  lengths: { readonly baseline: number; readonly reporting: number },
  draw: DrawBelow,
): RoomSpread {
  const k = rooms.length;
  const scores = rooms.map((room) => scoreRoom(room, lengths));
  const estimate = Float64Array.from(scores, ({ differencePoints }) => differencePoints);
  const { deviations, variances } = drawDeviations(scores, lengths, draw);
  const standardError = variances.baseline.map((variance, i) =>
    Math.sqrt(variance + variances.reporting[i]!),
  );
  const blocks = Math.max(2, Math.floor(Math.min(lengths.baseline, lengths.reporting) / blockDays));
  const stretch = (studentQuantile(0.95, blocks - 1) / z95) * Math.sqrt(blocks / (blocks - 1));
  const reach = upwardReach(scores, variances, rooms, lengths, stretch * z95);
  const largest = new Float64Array(roomDraws);
  const studentised = new Float64Array(roomDraws);
  for (let d = 0; d < roomDraws; d++) {
    let most = Number.NEGATIVE_INFINITY;
    let mostStudentised = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < k; i++) {
      // A room that was never outside in either period has no spread: its bound is the same in every draw.
      const spread = standardError[i]! > 0;
      const deviation = stretch * (spread ? deviations[d * k + i]! / standardError[i]! : z95);
      most = Math.max(most, estimate[i]! + reach.shift + deviation * reach.scale[i]!);
      if (spread) mostStudentised = Math.max(mostStudentised, deviation);
    }
    largest[d] = most;
    studentised[d] = mostStudentised;
  }
  const worst = Math.max(...estimate);
  const c = percentile95(studentised);
  let lower = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < k; i++) {
    lower = Math.max(lower, standardError[i]! > 0 ? estimate[i]! - c * standardError[i]! : estimate[i]!);
  }
  return {
    estimatePoints: estimate,
    standardErrorPoints: standardError,
    // The estimate stands inside its interval, whatever the draws: then more harm can never pass for held.
    worst: {
      estimatePoints: worst,
      lowerPoints: Math.min(lower, worst),
      upperPoints: Math.max(percentile95(largest), worst),
    },
  };
}

/** Of a day on which a room is outside at all: the least share of its hours that we suppose. */
export const leastShareOfBadDay = 0.5;

/**
 * How far up a room's difference may reach. Hours outside come in rare spells; a period that was spared a few of them
 * looks better than it is and surer than it is, and a plain percentile then says `held` wrongly in one case of ten
 * (simulated, at the margin). So the variance is not taken where the estimate stands but where the bound does, with a
 * variance that grows with the share outside, κ a point: the score interval (Wilson 1927; of rates, Rao 1948), whose
 * bound is estimate + z²κ/2 + z·√(variance + z²κ²/4). κ is the rooms' own, all together; at least that of single days
 * outside for half of their hours. Without any hour outside this is the rule of three: 2.7 such days might have been.
 * @param z quantile of the bound, stretched. @returns percentage points, `scale` in place of a standard error.
 */
function upwardReach(
  scores: readonly RoomScores[],
  variances: { readonly baseline: Float64Array; readonly reporting: Float64Array },
  rooms: readonly MatchedRoom[],
  lengths: { readonly baseline: number; readonly reporting: number },
  z: number,
): { readonly shift: number; readonly scale: Float64Array } {
  const longer = lengths.baseline / lengths.reporting;
  let variance = 0;
  let points = 0;
  for (const [i, room] of scores.entries()) {
    variance += variances.reporting[i]! + variances.baseline[i]! * longer;
    points += room.reportingPoints + room.baselinePoints;
  }
  const fewestDays = Math.min(...rooms.map(({ reporting }) => reporting.day.length));
  const kappa = Math.max(points > 0 ? variance / points : 0, (100 * leastShareOfBadDay) / fewestDays);
  const scale = Float64Array.from(scores, (room, i) => {
    // A room's own variance is small when chance spared it; what its share outside implies is not.
    const implied = kappa * (room.reportingPoints + room.baselinePoints / longer);
    const own = variances.baseline[i]! + variances.reporting[i]!;
    return Math.sqrt(Math.max(own, implied) + (z * z * kappa * kappa) / 4);
  });
  return { shift: (z * z * kappa) / 2, scale };
}

/** Every draw's deviation of every room, draw by draw, and their variances; both periods are drawn on their own. */
function drawDeviations(
  scores: readonly RoomScores[],
  lengths: { readonly baseline: number; readonly reporting: number },
  draw: DrawBelow,
) {
  const k = scores.length;
  const deviations = new Float64Array(k * roomDraws);
  const variances = { baseline: new Float64Array(k), reporting: new Float64Array(k) };
  const own = new Float64Array(k);
  for (const period of ["baseline", "reporting"] as const) {
    const n = lengths[period];
    const running = runningSums(scores, period, n);
    for (let d = 0; d < roomDraws; d++) {
      own.fill(0);
      for (let drawn = 0; drawn < n; drawn += blockDays) {
        const from = draw(n);
        const to = from + Math.min(blockDays, n - drawn);
        for (let i = 0; i < k; i++) own[i]! += running[to * k + i]! - running[from * k + i]!;
      }
      for (let i = 0; i < k; i++) {
        deviations[d * k + i]! += own[i]!;
        variances[period][i]! += own[i]! ** 2 / roomDraws;
      }
    }
  }
  return { deviations, variances };
}

/** Sums of the scores before each day, room by room, a block's length past the end: the days are a circle. */
function runningSums(
  scores: readonly RoomScores[],
  period: "baseline" | "reporting",
  days: number,
): Float64Array {
  const k = scores.length;
  const sums = new Float64Array((days + blockDays + 1) * k);
  for (let day = 0; day < days + blockDays; day++) {
    for (let i = 0; i < k; i++)
      sums[(day + 1) * k + i] = sums[day * k + i]! + scores[i]![period][day % days]!;
  }
  return sums;
}

/** The rank that 95 of a hundred draws stay under. */
function percentile95(values: Float64Array): number {
  const sorted = values.slice().sort();
  return sorted[Math.min(sorted.length - 1, Math.ceil(0.95 * (sorted.length + 1)) - 1)]!;
}
