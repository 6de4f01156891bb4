/** What the placebo is held to, for one part of the buildings: a table, and whether all of it holds. */
import { median, type PlaceboSummary } from "../src/index.ts";

/** One building-year of opendsm's recorded run. */
export interface PeerRow {
  readonly building: string;
  readonly carrier: string;
  readonly fitYear: number;
  readonly hourlyCvrmse: number;
  readonly dailyCvrmse: number;
  readonly hourlyNmbe: number;
  readonly dailyNmbe: number;
  readonly holds: boolean | undefined;
  readonly score: number | undefined;
}

export interface Bounds {
  readonly table: string;
  readonly held: boolean;
  /** One sentence a bound that does not hold. */
  readonly missed: readonly string[];
}

// Median CVRMSE at least this much below the best peer's.
const leastGain = 0.05;

export function holdToBounds(
  part: string,
  lines: readonly PlaceboSummary[],
  peers: readonly PeerRow[],
): Bounds {
  const rows: string[] = [];
  const missed: string[] = [];
  const add = (what: string, asked: string, ours: string, theirs: string, held: boolean) => {
    rows.push(`| ${part} | ${what} | ${asked} | ${ours} | ${theirs} | ${held ? "held" : "**missed**"} |`);
    if (!held) missed.push(`${part}, ${what}: ${ours}, peers ${theirs}`);
  };
  for (const carrier of ["electricity", "heat"] as const) {
    const theirs = peers.filter((peer) => peer.carrier === carrier);
    const rivals = lines.filter((line) => line.carrier === carrier && !line.method.startsWith("husting"));
    const bands = theirs.flatMap((peer) => peer.score ?? []);
    const scores = [
      ...rivals.map((line) => line.meanIntervalScore),
      ...rivals.flatMap((line) => line.publishedMeanScore ?? []),
      bands.reduce((sum, score) => sum + score, 0) / bands.length,
    ];
    for (const resolution of ["daily", "hourly"] as const) {
      const own = lines.find((line) => line.carrier === carrier && line.method === `husting-${resolution}`);
      if (own === undefined) continue;
      const same = rivals.filter((line) => line.method.endsWith(resolution));
      const cvrmseOf = (line: PlaceboSummary) =>
        (resolution === "daily" ? line.medianDailyCvrmse : line.medianHourlyCvrmse) ?? Number.NaN;
      const best = Math.min(
        ...same.map(cvrmseOf),
        median(theirs.map((peer) => peer[resolution === "daily" ? "dailyCvrmse" : "hourlyCvrmse"])),
      );
      const gain = 1 - cvrmseOf(own) / best;
      const what = `${carrier}, ${resolution}`;
      const ours = `${cvrmseOf(own).toFixed(3)}, ${(100 * gain).toFixed(1)} % below`;
      add(`${what}: CVRMSE`, "5 % below the best", ours, best.toFixed(3), gain >= leastGain);
      const bias = Math.min(
        ...same.map((line) => line.medianAbsoluteNmbe),
        median(theirs.map((peer) => Math.abs(peer[resolution === "daily" ? "dailyNmbe" : "hourlyNmbe"]))),
      );
      const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
      const nmbe = own.medianAbsoluteNmbe;
      add(`${what}: \\|NMBE\\|`, "not above the best", percent(nmbe), percent(bias), nmbe <= bias);
      const { share, lower, upper } = own.coverage;
      const coverage = `${percent(share)} (${percent(lower)}–${percent(upper)})`;
      add(`${what}: interval holds the year`, "90 %", coverage, "–", lower <= 0.9 && upper >= 0.9);
      const lowest = Math.min(...scores);
      const score = own.meanIntervalScore;
      add(`${what}: interval score`, "below the lowest", score.toFixed(3), lowest.toFixed(3), score < lowest);
    }
  }
  return { table: rows.join("\n"), held: missed.length === 0, missed };
}
