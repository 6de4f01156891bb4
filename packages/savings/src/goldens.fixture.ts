/** Reads the shared reference files of openeemeter's samples; used by tests only. */
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const data = `${process.env.HUSTING_REFERENCE_DATA ?? "../shared/data"}/caltrack`;

export const goldensPresent = existsSync(`${data}/golden-eemeter-3.2.0.json`);

export interface Golden {
  sample: string;
  method: string;
  model_type: string;
  model_params: Record<string, number>;
  r_squared_adj: number;
  totals_metrics: Record<string, number>;
  avgs_metrics: Record<string, number>;
  segments: Record<string, Record<string, number>>;
  sum_counterfactual: number;
  sum_base_load: number;
  sum_heating: number;
  sum_cooling: number;
  metered_savings: number;
  insample_cvrmse: number;
  insample_nmbe: number;
  error_bands_90pct: Record<string, number>;
}

export function text(name: string): string {
  const bytes = readFileSync(`${data}/${name}`);
  return name.endsWith(".gz") ? gunzipSync(bytes).toString() : bytes.toString();
}

export function table(name: string): Record<string, string>[] {
  const [head, ...lines] = text(name).trim().split(/\r?\n/);
  const names = head!.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [names[i]!, cell])));
}

export function number(cell: string | undefined): number {
  return cell === undefined || cell === "" ? Number.NaN : Number(cell);
}

export function relative(actual: number, expected: number): number {
  return Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-300);
}

export function golden(sample: string): Golden {
  const all: Golden[] = Object.values(JSON.parse(text("golden-eemeter-3.2.0.json")));
  const found = all.find((g) => g.sample === sample);
  if (found === undefined) throw new Error(`no golden for ${sample}`);
  return found;
}

const dayMs = 86_400_000;

/** Mean temperature (°F) by day of 24 hours from the given instant, of a sample's hourly temperatures. */
export function dailyMeansF(temperatureFile: string, from: string, days: number): Float64Array {
  const start = Date.parse(from);
  const sums = new Float64Array(days);
  const counts = new Float64Array(days);
  for (const row of table(temperatureFile)) {
    const day = Math.floor((Date.parse(row.dt!) - start) / dayMs);
    if (day < 0 || day >= days || row.tempF === "") continue;
    sums[day]! += Number(row.tempF);
    counts[day]! += 1;
  }
  return sums.map((sum, i) => sum / counts[i]!);
}

/** Whether each candidate has its published status, and the largest relative difference of what it estimates. */
export function compareCandidates(
  ours: readonly {
    type: string;
    status: "qualified" | "disqualified" | "not-attempted";
    heatingBalanceF: number | undefined;
    coolingBalanceF: number | undefined;
    estimate: { rSquaredAdjusted: number; intercept: number; betaHdd: number; betaCdd: number } | undefined;
  }[],
  file: string,
): { compared: number; published: number; otherStatus: string[]; worst: number } {
  const theirs = table(file);
  const name = { qualified: "QUALIFIED", disqualified: "DISQUALIFIED", "not-attempted": "NOT ATTEMPTED" };
  const published = new Map<string, Record<string, string>>(
    theirs.map((row) => {
      const heating = /hdd_(\d+)/.exec(row.formula!)?.[1] ?? "";
      const cooling = /cdd_(\d+)/.exec(row.formula!)?.[1] ?? "";
      return [`${row.model_type} ${heating} ${cooling}`, row] as const;
    }),
  );
  const otherStatus: string[] = [];
  let worst = 0;
  let compared = 0;
  for (const candidate of ours) {
    const key = `${candidate.type} ${candidate.heatingBalanceF ?? ""} ${candidate.coolingBalanceF ?? ""}`;
    const row = published.get(key);
    if (row === undefined || row.status !== name[candidate.status]) otherStatus.push(key);
    const estimate = candidate.estimate;
    if (row === undefined || estimate === undefined) continue;
    compared++;
    worst = Math.max(worst, relative(estimate.intercept, number(row.intercept)));
    if (candidate.type !== "intercept_only")
      worst = Math.max(worst, relative(estimate.rSquaredAdjusted, number(row.r2adj)));
    if (candidate.heatingBalanceF !== undefined)
      worst = Math.max(worst, relative(estimate.betaHdd, number(row.beta_hdd)));
    if (candidate.coolingBalanceF !== undefined)
      worst = Math.max(worst, relative(estimate.betaCdd, number(row.beta_cdd)));
  }
  return { compared, published: theirs.length, otherStatus, worst };
}
