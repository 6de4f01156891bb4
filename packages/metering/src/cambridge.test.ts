import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { RegularSeries } from "@husting/series";
import { beforeAll, describe, expect, it } from "vitest";
import { flatlines, setAside, spikes } from "./checks.ts";
import type { SeriesFinding } from "./findings.ts";
import type { SeriesTrapKind } from "./trap.ts";
import { injectTraps } from "./traps.ts";
import { zeroRuns } from "./zero-runs.ts";

const folder = join(process.env.HUSTING_REFERENCE_DATA ?? "../shared/data", "cambridge");
const present = existsSync(folder);
const hourMs = 3_600_000;

/** Hourly kWh of a Cambridge University building (MIT); its publishers wrote missing hours as 0. */
function read(name: string): RegularSeries {
  const lines = gunzipSync(readFileSync(join(folder, name)))
    .toString()
    .trim()
    .split("\n")
    .slice(1);
  const values = Float64Array.from(lines, (line) => {
    const text = line.slice(line.indexOf(",") + 1);
    return text === "" ? Number.NaN : Number(text);
  });
  return { startMs: Date.parse(`${lines[0]!.slice(0, 10)}T00:00Z`), stepMs: hourMs, values };
}

function metersOf(carrier: string): string[] {
  return readdirSync(folder).filter((name) => /^b\d+-/.test(name) && name.includes(carrier));
}

type Checked = Exclude<SeriesTrapKind, "gap">;
const checks = { "zero-run": zeroRuns, flatline: flatlines, spike: spikes } as const satisfies Record<
  Checked,
  (series: RegularSeries) => SeriesFinding[]
>;
const checked: readonly Checked[] = ["zero-run", "flatline", "spike"];

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

const meets = (a: Span, b: Span): boolean => a.fromMs < b.toMs && a.toMs > b.fromMs;

interface Score {
  set: number;
  found: number;
  reported: number;
  right: number;
}

/**
 * Sets traps in every meter of a carrier, once for each seed. What a check reports in the series as published is left out of its precision:
 * nobody knows which of it is true.
 */
function score(carrier: string, seeds: readonly number[]): Record<Checked, Score> {
  const scores = Object.fromEntries(
    checked.map((kind): [Checked, Score] => [kind, { set: 0, found: 0, reported: 0, right: 0 }]),
  ) as Record<Checked, Score>;
  for (const name of metersOf(carrier)) {
    const series = read(name);
    const published = new Map(checked.map((kind) => [kind, checks[kind](series)]));
    for (const seed of seeds) {
      const { trapped, truth } = injectTraps(series, seed, [...checked, "gap"], 8);
      for (const kind of checked) {
        const found = checks[kind](trapped);
        const traps = truth.filter((trap) => trap.kind === kind);
        const fresh = found.filter((one) => !published.get(kind)!.some((known) => meets(known, one)));
        scores[kind].set += traps.length;
        scores[kind].found += traps.filter((trap) => found.some((one) => meets(one, trap))).length;
        scores[kind].reported += fresh.length;
        scores[kind].right += fresh.filter((one) => traps.some((trap) => meets(one, trap))).length;
      }
    }
  }
  return scores;
}

const nothing: Score = { set: 0, found: 0, reported: 0, right: 0 };
const none = { "zero-run": nothing, flatline: nothing, spike: nothing };

describe.skipIf(!present)("traps set in the Cambridge meters", () => {
  const seeds = [7, 11, 13];
  let electricity = none;
  let gas = none;
  beforeAll(() => {
    electricity = score("electricity", seeds);
    gas = score("gas", seeds);
  });

  function expectFound({ set, found, reported, right }: Score, recall: number): void {
    expect(set).toBeGreaterThanOrEqual(600);
    expect(found / set).toBeGreaterThanOrEqual(recall);
    expect(right / reported).toBeGreaterThanOrEqual(0.95);
  }

  it.each(checked)("of kind %s are found, and rightly, in at least 95 of 100 cases", (kind) => {
    const [one, other] = [electricity[kind], gas[kind]];
    const all: Score = {
      set: one.set + other.set,
      found: one.found + other.found,
      reported: one.reported + other.reported,
      right: one.right + other.right,
    };
    expectFound(all, 0.95);
    expectFound(one, 0.95);
  });

  it.each(["flatline", "spike"] as const)("of kind %s are found as well in gas alone", (kind) => {
    expectFound(gas[kind], 0.95);
  });

  it("of zeros are found in nine of ten cases in gas alone, for gas goes to zero by itself", () => {
    expectFound(gas["zero-run"], 0.9);
  });
});

describe.skipIf(!present)("the zeros the Cambridge publishers wrote for missing hours", () => {
  it("are suspect gaps, not savings: 1 006 hours of nothing in a lit building", () => {
    const series = read("b12-electricity.csv.gz");
    const found = zeroRuns(series);
    expect(found).toMatchObject([{ code: "zero-run", steps: 1006 }]);
    const aside = setAside(series, found);
    expect(aside.values.some((value) => value === 0)).toBe(false);
    expect(aside.values.filter(Number.isNaN)).toHaveLength(1006);
  });

  it("are told from a boiler that is off every summer", () => {
    const series = read("b36-gas.csv.gz");
    const summers = zeroRuns(series).filter(({ fromMs, toMs }) => toMs - fromMs > 2000 * hourMs);
    expect(summers).toEqual([]);
    expect(series.values.filter((value) => value === 0).length).toBeGreaterThan(30_000);
  });

  it("leave a gas meter's own zeros alone: a third of all hours is zero, one in thirty is suspect", () => {
    let hours = 0;
    let zeros = 0;
    let suspect = 0;
    for (const name of metersOf("gas")) {
      const series = read(name);
      hours += series.values.length;
      zeros += series.values.filter((value) => value === 0).length;
      for (const { fromMs, toMs } of zeroRuns(series)) suspect += (toMs - fromMs) / hourMs;
    }
    expect(zeros / hours).toBeGreaterThan(0.3);
    expect(suspect / hours).toBeLessThan(0.033);
  });
});
