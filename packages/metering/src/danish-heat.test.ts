import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import {
  addExact,
  type Decimal,
  dayStarts,
  formatDecimal,
  parseDecimal,
  subtractExact,
} from "@husting/series";
import { beforeAll, describe, expect, it } from "vitest";
import { type Consumption, consumption } from "./consumption.ts";
import type { Finding } from "./findings.ts";
import { type RegisterReadings, registerReadings, undeclaredInstallation } from "./model.ts";
import { periodTotals } from "./totals.ts";
import type { RegisterHistory, RegisterTrapKind, Trap } from "./trap.ts";
import { injectTraps } from "./traps.ts";
import { zeroRuns } from "./zero-runs.ts";

const file = join(
  process.env.HUSTING_REFERENCE_DATA ?? "../shared/data",
  "danish-heat/cumulative-hourly-sample.csv.gz",
);
const hourMs = 3_600_000;
const present = existsSync(file);

interface Row {
  readonly timeMs: number;
  readonly register: Decimal;
}

/** One district-heating meter, hourly registers 2018–2020 (doi 10.1038/s41597-022-01502-3, CC BY 4.0). */
function danishRegister(): Row[] {
  const lines = gunzipSync(readFileSync(file)).toString().trim().split("\n").slice(1);
  return lines.map((line) => {
    const [, , time = "", energyKwh = ""] = line.split(",");
    const register = parseDecimal(energyKwh, ".");
    if (!register.ok) throw new Error(register.reason.code);
    return { timeMs: Date.parse(time), register: register.value };
  });
}

function columns(rows: readonly Row[]): RegisterReadings {
  const readings = registerReadings(rows);
  if (!readings.ok) throw new Error(readings.reason.code);
  return readings.value;
}

function consumed({ installations, readings }: RegisterHistory): Consumption {
  const result = consumption(installations, readings, { unit: "kWh" });
  if (!result.ok) throw new Error(result.reason.code);
  return result.value;
}

const zero: Decimal = { mantissa: 0n, decimals: 0 };
const rows = present ? danishRegister() : [];

describe.skipIf(!present)("the Danish heat meter", () => {
  it("imports and is conserved exactly: 26 255 hours sum to closing − opening to the last digit", () => {
    const readings = columns(rows);
    const result = consumed({ installations: [undeclaredInstallation(readings)!], readings });
    const used = result.counts.reduce((sum, counts) => sum + counts, 0n);
    const moved = subtractExact(rows.at(-1)!.register, rows[0]!.register);
    expect(result.counts).toHaveLength(26_255);
    expect(formatDecimal({ mantissa: used, decimals: result.decimals })).toBe(formatDecimal(moved));
    expect(formatDecimal(moved)).toBe("51627.24268502577");
    expect([result.findings, result.questions, result.spans]).toEqual([[], [], []]);
  });

  it("its local days, of 23, 24 and 25 hours, sum to the same", () => {
    const readings = columns(rows);
    const result = consumed({ installations: [undeclaredInstallation(readings)!], readings });
    const days = dayStarts("Europe/Copenhagen", rows[0]!.timeMs, rows.at(-1)!.timeMs);
    const totals = periodTotals(result, days);
    expect(totals.every(({ measuredShare }, i) => measuredShare === 1 || i === totals.length - 1)).toBe(true);
    expect(formatDecimal(totals.reduce((sum, { amount }) => addExact(sum, amount), zero))).toBe(
      "51627.24268502577",
    );
  });

  it("its own hours without use are not taken for gaps written as zero", () => {
    const readings = columns(rows);
    const result = consumed({ installations: [undeclaredInstallation(readings)!], readings });
    expect(zeroRuns(result.series)).toEqual([]);
  });
});

const kinds = [
  "rollover",
  "reset",
  "recorded-swap",
  "unrecorded-swap",
  "dip",
  "spike",
  "stuck",
  "gap",
  "conflict",
  "disorder",
] as const satisfies readonly RegisterTrapKind[];

/** What says that a trap was seen for what it was. */
const finding: Partial<Record<RegisterTrapKind, Finding["code"]>> = {
  rollover: "rollover",
  dip: "dip",
  spike: "spike",
  stuck: "stuck-register",
  conflict: "conflicting-readings",
};

interface Score {
  set: number;
  found: number;
  reported: number;
  right: number;
}

/** Sets every kind of trap three times for each seed and counts what is found, and what is reported besides. */
function score(ratedPowerKw: number | null): {
  readonly scores: Map<string, Score>;
  readonly totalsRight: boolean;
} {
  // As a meter with three decimals shows it.
  const readings = columns(
    rows.map(({ timeMs, register }) => ({
      timeMs,
      register: { mantissa: (register.mantissa * 1000n) / 10n ** BigInt(register.decimals), decimals: 3 },
    })),
  );
  const installation = { ...undeclaredInstallation(readings)!, serial: "H", registerWidth: 6, ratedPowerKw };
  const scores = new Map<string, Score>();
  const scoreOf = (kind: string): Score => {
    const score = scores.get(kind) ?? { set: 0, found: 0, reported: 0, right: 0 };
    scores.set(kind, score);
    return score;
  };
  let totalsRight = true;
  for (let seed = 1; seed <= 10; seed++) {
    const { trapped, truth } = injectTraps({ installations: [installation], readings }, seed, kinds, 3);
    const result = consumed(trapped);
    const meets = (a: { fromMs: number; toMs: number }, b: { fromMs: number; toMs: number }): boolean =>
      a.fromMs <= b.toMs + hourMs && a.toMs >= b.fromMs - hourMs;
    const asked = (trap: Trap<RegisterTrapKind>): boolean =>
      result.questions.some((question) => {
        const kind = trap.kind === "reset" ? "reset" : "swap";
        return meets(question, trap) && question.options.some((option) => option.kind === kind);
      });
    const seen = (trap: Trap<RegisterTrapKind>): boolean => {
      const code = finding[trap.kind];
      if (code !== undefined)
        return result.findings.some((found) => found.code === code && meets(found, trap));
      if (trap.kind === "reset" || trap.kind === "unrecorded-swap") return asked(trap);
      if (trap.kind === "gap") {
        return result.spans.some(({ fromMs, toMs }) => fromMs === trap.fromMs && toMs === trap.toMs);
      }
      // A recorded swap and readings out of order are no trouble at all when they are handled.
      return !result.questions.some((question) => meets(question, trap));
    };
    for (const trap of truth) {
      const kindScore = scoreOf(trap.kind);
      kindScore.set++;
      if (seen(trap)) kindScore.found++;
    }
    for (const [kind, code] of Object.entries(finding)) {
      for (const found of result.findings.filter((one) => one.code === code)) {
        const kindScore = scoreOf(kind);
        kindScore.reported++;
        if (truth.some((trap) => trap.kind === kind && meets(found, trap))) kindScore.right++;
      }
    }
    for (const question of result.questions) {
      const kindScore = scoreOf("question");
      kindScore.reported++;
      const causes = truth.filter(({ kind }) => kind === "reset" || kind === "unrecorded-swap");
      if (causes.some((trap) => meets(question, trap))) kindScore.right++;
    }
    // Every count stands in the books once.
    for (const { opening, closing, adjustments, counted, quarantined } of result.balances) {
      const moved = adjustments.reduce(
        (sum, { amount }) => addExact(sum, amount),
        subtractExact(closing, opening),
      );
      const difference = subtractExact(moved, addExact(counted, quarantined));
      totalsRight &&= difference.mantissa === 0n;
    }
  }
  return { scores, totalsRight };
}

describe.skipIf(!present).each([
  ["rated 15 kW", 15],
  ["of unknown rating", null],
])("traps set in the Danish register of a meter %s", (_, ratedPowerKw) => {
  let scores = new Map<string, Score>();
  let totalsRight = false;
  beforeAll(() => {
    ({ scores, totalsRight } = score(ratedPowerKw));
  });

  it.each(kinds)("of kind %s are found in at least 95 of 100 cases", (kind) => {
    const { set, found } = scores.get(kind)!;
    expect(set).toBeGreaterThanOrEqual(25);
    expect(found / set).toBeGreaterThanOrEqual(0.95);
  });

  it.each([...Object.keys(finding), "question"])(
    "findings of kind %s are right in at least 95 of 100 cases",
    (kind) => {
      const { reported, right } = scores.get(kind)!;
      expect(reported).toBeGreaterThanOrEqual(25);
      expect(right / reported).toBeGreaterThanOrEqual(0.95);
    },
  );

  it("leave the books balanced to the last digit", () => {
    expect(totalsRight).toBe(true);
  });
});
