import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { seeded } from "./seeded.fixture.ts";

const folder = join(process.env.HUSTING_REFERENCE_DATA ?? "../shared/data", "votes-indoor");

export const votesPresent = existsSync(folder);

/** A thermal sensation vote with what was measured beside it. */
export interface MeasuredVote {
  readonly buildingId: string;
  /** −3 to 3, rounded to a whole category, halves to the even one. */
  readonly category: number;
  readonly pmv: number;
  readonly operativeC: number;
  /** Mean outdoors: of the month where given, else at the time. NaN where neither is. */
  readonly outdoorC: number;
}

/** Votes of the ASHRAE Global Thermal Comfort Database II (CC0) that come with the PMV of their measured conditions. */
export function measuredVotes(sample: "sample-250-per-country" | "sweden-china"): MeasuredVote[] {
  const [header, ...lines] = gunzipSync(readFileSync(join(folder, `${sample}.csv.gz`)))
    .toString()
    .trim()
    .split("\n");
  const names = header!.split(",");
  return lines.flatMap((line) => {
    const cells = line.split(",");
    const number = (name: string): number => {
      const cell = cells[names.indexOf(name)];
      return cell === undefined || cell === "" ? Number.NaN : Number(cell);
    };
    const pmv = number("pmv");
    const airC = number("ta");
    if (Number.isNaN(pmv) || Number.isNaN(airC)) return [];
    const radiantC = Number.isNaN(number("tr")) ? airC : number("tr");
    const monthC = number("t_mot_isd");
    return [
      {
        buildingId: cells[names.indexOf("building_id")]!,
        category: categoryOf(number("thermal_sensation")),
        pmv,
        operativeC: (airC + radiantC) / 2,
        outdoorC: Number.isNaN(monthC) ? number("t_out") : monthC,
      },
    ];
  });
}

export function categoryOf(vote: number): number {
  const floor = Math.floor(vote);
  const rest = vote - floor;
  const whole = rest === 0.5 ? floor + (floor % 2 === 0 ? 0 : 1) : Math.round(vote);
  return Math.min(3, Math.max(-3, whole));
}

const folds = 5;
const classes = 7;
const iterations = 60;

/**
 * Categories predicted for votes of buildings that the predictor never saw: multinomial logistic regression on operative
 * and outdoor temperature, fitted on four fifths of the buildings at a time. Böhning's bound (1992) on the curvature makes
 * every step a fixed linear solve.
 */
export function predictedAcrossBuildings(votes: readonly MeasuredVote[], seed: number): Int8Array {
  const random = seeded(seed);
  const buildings = [...new Set(votes.map((vote) => vote.buildingId))].sort();
  const order = buildings.map((id) => ({ id, key: random.uniform() })).sort((a, b) => a.key - b.key);
  const foldOf = new Map(order.map(({ id }, i) => [id, i % folds]));
  const rows = votes.map(features);
  const predicted = new Int8Array(votes.length);
  for (let fold = 0; fold < folds; fold++) {
    const training = votes.flatMap((vote, i) => (foldOf.get(vote.buildingId) === fold ? [] : [i]));
    const weights = fit(rows, votes, training);
    votes.forEach((vote, i) => {
      if (foldOf.get(vote.buildingId) !== fold) return;
      const scores = scoresOf(rows[i]!, weights);
      predicted[i] = scores.indexOf(Math.max(...scores)) - 3;
    });
  }
  return predicted;
}

function features({ operativeC, outdoorC }: MeasuredVote): number[] {
  const warm = operativeC - 24;
  const season = Number.isNaN(outdoorC) ? 0 : (outdoorC - 15) / 10;
  return [1, warm, (warm * warm) / 10, season, Number.isNaN(outdoorC) ? 1 : 0, warm * season];
}

function scoresOf(row: readonly number[], weights: readonly number[][]): number[] {
  const scores = new Array<number>(weights.length);
  for (let c = 0; c < weights.length; c++) {
    let sum = 0;
    for (let k = 0; k < row.length; k++) sum += weights[c]![k]! * row[k]!;
    scores[c] = sum;
  }
  return scores;
}

function fit(
  rows: readonly number[][],
  votes: readonly MeasuredVote[],
  training: readonly number[],
): number[][] {
  const width = rows[0]!.length;
  const curvature = Array.from({ length: width }, (_, j) =>
    Array.from({ length: width }, (_, k) =>
      training.reduce((sum, i) => sum + 0.5 * rows[i]![j]! * rows[i]![k]!, j === k ? 1 : 0),
    ),
  );
  const weights = Array.from({ length: classes }, () => new Array<number>(width).fill(0));
  for (let step = 0; step < iterations; step++) {
    const slopes = weights.map((column) => column.map((weight) => weight));
    for (const i of training) {
      const scores = scoresOf(rows[i]!, weights);
      const most = Math.max(...scores);
      const powers = scores.map((score) => Math.exp(score - most));
      const total = powers.reduce((a, b) => a + b, 0);
      for (let c = 0; c < classes; c++) {
        const error = powers[c]! / total - (votes[i]!.category + 3 === c ? 1 : 0);
        for (let k = 0; k < width; k++) slopes[c]![k]! += error * rows[i]![k]!;
      }
    }
    slopes.forEach((slope, c) => {
      solve(curvature, slope).forEach((change, k) => {
        weights[c]![k]! -= change;
      });
    });
  }
  return weights;
}

/** Gauss and Jordan, for a small positive definite matrix. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  rows.forEach((pivotRow, p) => {
    const pivot = pivotRow[p]!;
    for (let k = p; k < pivotRow.length; k++) pivotRow[k]! /= pivot;
    rows.forEach((row, r) => {
      if (r === p) return;
      const factor = row[p]!;
      for (let k = p; k < row.length; k++) row[k]! -= factor * pivotRow[k]!;
    });
  });
  return rows.map((row) => row[row.length - 1]!);
}

/** 90 % interval of the difference in hits to "always neutral", buildings drawn with replacement. */
export function gainInterval(
  votes: readonly MeasuredVote[],
  predicted: ArrayLike<number>,
  seed: number,
): { readonly gain: number; readonly low: number; readonly high: number } {
  const random = seeded(seed);
  const byBuilding = new Map<string, { gain: number; votes: number }>();
  votes.forEach(({ buildingId, category }, i) => {
    const sum = byBuilding.get(buildingId) ?? { gain: 0, votes: 0 };
    sum.gain += (predicted[i] === category ? 1 : 0) - (category === 0 ? 1 : 0);
    sum.votes++;
    byBuilding.set(buildingId, sum);
  });
  const sums = [...byBuilding.values()];
  const share = (drawn: readonly { gain: number; votes: number }[]): number =>
    drawn.reduce((sum, one) => sum + one.gain, 0) / drawn.reduce((sum, one) => sum + one.votes, 0);
  const draws = Array.from({ length: 1000 }, () => share(sums.map(() => random.pick(sums)))).sort(
    (a, b) => a - b,
  );
  return { gain: share(sums), low: draws[50]!, high: draws[949]! };
}
