import { type Decimal, decimalFromNumber, formatDecimal, toNumber } from "@husting/series";
import { describe, expect, it } from "vitest";
import { type Consumption, type ConsumptionOptions, consumption } from "./consumption.ts";
import {
  type Installation,
  type RegisterReading,
  registerReadings,
  undeclaredInstallation,
} from "./model.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const startMs = Date.UTC(2024, 0, 10);

function decimal(value: number): Decimal {
  const result = decimalFromNumber(value);
  if (!result.ok) throw new Error(result.reason.code);
  return result.value;
}

function meter(changes: Partial<Installation> = {}): Installation {
  return {
    serial: "A1",
    fromMs: startMs,
    toMs: null,
    openingRegister: decimal(81_000),
    closingRegister: null,
    multiplier: decimal(1),
    registerWidth: 6,
    ratedPowerKw: 40,
    ...changes,
  };
}

/** Readings an hour apart, the first an hour after the start; undefined was never received. */
function hourly(registers: readonly (number | undefined)[], fromMs = startMs): RegisterReading[] {
  return registers.flatMap((value, i) =>
    value === undefined ? [] : [{ timeMs: fromMs + (i + 1) * hourMs, register: decimal(value) }],
  );
}

function consumed(
  installations: readonly Installation[],
  rows: readonly RegisterReading[],
  options: Partial<ConsumptionOptions> = {},
): Consumption {
  const readings = registerReadings(rows);
  if (!readings.ok) throw new Error(readings.reason.code);
  const result = consumption(installations, readings.value, { unit: "kWh", ...options });
  if (!result.ok) throw new Error(result.reason.code);
  return result.value;
}

const gap = Number.NaN;
const hoursOf = (result: Consumption): number[] => Array.from(result.series.values);
const codesOf = (result: Consumption): string[] => result.findings.map(({ code }) => code);
const totalOf = (result: Consumption): string =>
  result.balances.map(({ counted }) => formatDecimal(counted)).join(" + ");
const steady = (from: number, count: number, step = 10): number[] =>
  Array.from({ length: count }, (_, i) => from + (i + 1) * step);

describe("a register read every hour", () => {
  it("gives what was used in each hour, exactly as the digits say", () => {
    const result = consumed([meter({ openingRegister: decimal(0.1) })], hourly([0.3, 0.6, 0.6]));
    expect(hoursOf(result)).toEqual([0.2, 0.3, 0]);
    expect(result.counts).toEqual([2n, 3n, 0n]);
    expect(result.series.startMs).toBe(startMs);
    expect(result.questions).toEqual([]);
  });

  it("is multiplied by its transformer ratio", () => {
    const result = consumed(
      [meter({ multiplier: decimal(40), ratedPowerKw: 400 })],
      hourly([81_000.5, 81_001]),
    );
    expect(hoursOf(result)).toEqual([20, 20]);
  });

  it("an hour without a reading is a gap, and its use is not lost but known as a total", () => {
    const result = consumed([meter()], hourly([81_010, undefined, undefined, 81_040, 81_050]));
    expect(hoursOf(result)).toEqual([10, gap, gap, gap, 10]);
    expect(result.spans).toEqual([
      {
        fromMs: startMs + hourMs,
        toMs: startMs + 4 * hourMs,
        amount: decimal(30),
        complete: true,
        estimated: false,
      },
    ]);
    expect(totalOf(result)).toBe("50");
  });

  it("a total over three hours is spread only when asked for, and is then marked estimated", () => {
    const rows = hourly([81_010, undefined, undefined, 81_041, 81_050]);
    const result = consumed([meter()], rows, { spreadUpToMs: 3 * hourMs });
    expect(hoursOf(result)).toEqual([10, 10, 10, 11, 9]);
    expect(Array.from(result.estimated)).toEqual([0, 1, 1, 1, 0]);
    expect(result.spans).toEqual([]);
    expect(consumed([meter()], rows, { spreadUpToMs: 2 * hourMs }).spans).toHaveLength(1);
  });

  it("quarters of an hour sum to the hour, and an hour that lacks its last quarter is a gap with a known part", () => {
    const rows = [81_001, 81_003, 81_006, 81_010, 81_011, 81_012, 81_013].map((value, i) => ({
      timeMs: startMs + ((i + 1) * hourMs) / 4,
      register: decimal(value),
    }));
    const result = consumed([meter()], rows);
    expect(hoursOf(result)).toEqual([10, gap]);
    expect(result.spans).toMatchObject([{ toMs: startMs + 1.75 * hourMs, amount: decimal(3) }]);
  });

  it("a reading forty seconds past is not taken for the full hour, unless such lateness is declared", () => {
    const late = hourly([81_010, 81_020, 81_030]).map((row) => ({ ...row, timeMs: row.timeMs + 40_000 }));
    expect(hoursOf(consumed([meter()], late)).every(Number.isNaN)).toBe(true);
    expect(hoursOf(consumed([meter()], late, { snapToleranceMs: 60_000 }))).toEqual([10, 10, 10]);
    expect(totalOf(consumed([meter()], late))).toBe("30");
  });

  it("readings that arrive late and out of order are put in their place", () => {
    const rows = hourly(steady(81_000, 30));
    expect(consumed([meter()], rows.toReversed())).toEqual(consumed([meter()], rows));
  });

  it("two different registers at one instant are both left out; the same one twice is one", () => {
    const rows = hourly([81_010, 81_020, 81_030]);
    const result = consumed(
      [meter()],
      [...rows, { timeMs: startMs + 2 * hourMs, register: decimal(81_025) }],
    );
    expect(hoursOf(result)).toEqual([10, gap, gap]);
    expect(codesOf(result)).toEqual(["conflicting-readings"]);
    expect(totalOf(result)).toBe("30");
    expect(hoursOf(consumed([meter()], [...rows, ...rows]))).toEqual([10, 10, 10]);
  });

  it("an estimated reading makes the hours on both its sides estimated; a forecast is no reading", () => {
    const rows = hourly([81_010, 81_020, 81_030, 81_040]);
    const estimated = consumed([meter()], rows.with(1, { ...rows[1]!, quality: 8 }));
    expect(Array.from(estimated.estimated)).toEqual([0, 1, 1, 0]);
    const forecast = consumed([meter()], rows.with(1, { ...rows[1]!, quality: 12 }));
    expect(hoursOf(forecast)).toEqual([10, gap, gap, 10]);
    expect(forecast.findings).toMatchObject([{ code: "not-a-measurement", qualityCode: 12, readings: 1 }]);
  });
});

describe("the traps of readings", () => {
  it("one 0.0 sample books nothing, where elsewhere it booked 81 MWh", () => {
    const registers = steady(81_000, 60);
    const result = consumed([meter()], hourly(registers.with(30, 0)));
    expect(totalOf(result)).toBe("600");
    expect(hoursOf(result).filter(Number.isNaN)).toHaveLength(2);
    expect(result.spans).toMatchObject([{ amount: decimal(20) }]);
    expect(result.findings).toMatchObject([
      { code: "dip", badReadings: 1, worstRegister: decimal(0), basis: "rating", told: "readings" },
    ]);
    expect(result.questions).toEqual([]);
  });

  it("one 0.0 sample books nothing on a meter of which nothing is known but its readings", () => {
    const rows = hourly(steady(81_000, 60).with(30, 0));
    const readings = registerReadings(rows);
    const installation = readings.ok ? undeclaredInstallation(readings.value) : undefined;
    const result = consumed([installation!], rows);
    expect(totalOf(result)).toBe("590");
    expect(result.findings).toMatchObject([{ code: "dip", basis: "own-history" }]);
  });

  it("a month of 0.0 samples is one dip, and the month's use is known as a total", () => {
    const registers = [...steady(81_000, 100), ...new Array<number>(720).fill(0), ...steady(88_210, 50)];
    const result = consumed([meter()], hourly(registers));
    expect(result.findings).toMatchObject([{ code: "dip", badReadings: 720 }]);
    expect(totalOf(result)).toBe("7710");
  });

  it("a device back after a month books no −1 400 kWh: the fall is quarantined and asked about", () => {
    const month = 30 * 24;
    const registers = [
      ...steady(600, 80),
      ...new Array<undefined>(month).fill(undefined),
      0,
      ...steady(0, 40),
    ];
    const result = consumed([meter({ openingRegister: decimal(600) })], hourly(registers));
    expect(hoursOf(result).every((value) => Number.isNaN(value) || value >= 0)).toBe(true);
    expect(result.quarantined).toMatchObject([{ amount: decimal(-1400) }]);
    expect(result.questions).toMatchObject([
      { break: "drop", registerBefore: decimal(1400), registerAfter: decimal(0) },
    ]);
    expect(totalOf(result)).toBe("1200");
  });

  it("a device back after a month with a higher register has used the difference over that month, not in an hour", () => {
    const registers = [
      ...steady(600, 80),
      ...new Array<undefined>(30 * 24).fill(undefined),
      ...steady(9000, 40),
    ];
    const result = consumed([meter({ openingRegister: decimal(600) })], hourly(registers));
    expect(result.spans).toMatchObject([{ amount: decimal(7610) }]);
    expect(Math.max(...hoursOf(result).filter((value) => !Number.isNaN(value)))).toBe(10);
  });

  it("a register that passes its highest number rolls over and goes on", () => {
    const result = consumed([meter({ openingRegister: decimal(999_980) })], hourly([999_990, 0, 10, 20]));
    expect(hoursOf(result)).toEqual([10, 10, 10, 10]);
    expect(result.findings).toMatchObject([{ code: "rollover", amount: decimal(10), told: "readings" }]);
    expect(result.balances[0]?.adjustments).toEqual([{ code: "rollover", amount: decimal(1_000_000) }]);
  });

  it("a rollover and a 0.0 sample just before it are told apart", () => {
    const opening = meter({ openingRegister: decimal(999_400) });
    const registers = [...steady(999_400, 58), 0, ...steady(999_990 - 10, 1), 0, 10, 20];
    const result = consumed([opening], hourly(registers));
    expect(codesOf(result)).toEqual(["dip", "rollover"]);
    expect(totalOf(result)).toBe("620");
  });

  it("a rollover is not told when the silence was long enough for a reset to look the same", () => {
    const silent = [999_990, ...new Array<undefined>(700).fill(undefined), 3000];
    const result = consumed([meter({ openingRegister: decimal(999_980) })], hourly(silent));
    expect(result.questions[0]?.options.map(({ kind }) => kind)).toContain("rollover");
    expect(codesOf(result)).toEqual([]);
  });

  it("a reset is never told from values alone: it is asked about, and counts nothing until it is answered", () => {
    const result = consumed([meter()], hourly([...steady(81_000, 60), 2, ...steady(2, 10)]));
    expect(codesOf(result)).toEqual([]);
    expect(result.questions).toMatchObject([{ break: "drop", serial: "A1" }]);
    expect(result.questions[0]?.options.map(({ kind }) => kind)).toEqual([
      "rollover",
      "reset",
      "dip",
      "swap",
      "left-out",
    ]);
    expect(totalOf(result)).toBe("700");
  });

  it("a device declared to restart from zero is taken at its word, and the hour it restarted in is known in part", () => {
    const result = consumed(
      [meter({ restartsFromZero: true })],
      hourly([...steady(81_000, 60), 2, ...steady(2, 10)]),
    );
    expect(result.questions).toEqual([]);
    expect(result.findings).toMatchObject([
      { code: "reset", told: "declaration", registerAfter: decimal(2) },
    ]);
    expect(result.spans).toMatchObject([{ complete: false, amount: decimal(2) }]);
    expect(totalOf(result)).toBe("702");
  });

  it("a recorded swap of meters keeps the year's total right", () => {
    const swapMs = startMs + 30 * hourMs;
    const old = meter({ toMs: swapMs, closingRegister: decimal(81_305) });
    const next = meter({ serial: "B2", fromMs: swapMs, openingRegister: decimal(12.5) });
    const rows = [...hourly(steady(81_000, 29)), ...hourly(steady(12.5, 30), swapMs)];
    const result = consumed([next, old], rows);
    expect(result.questions).toEqual([]);
    expect(totalOf(result)).toBe("305.0 + 300.0");
    expect(hoursOf(result)[29]).toBe(15);
    expect(result.findings).toMatchObject([{ code: "swap", told: "installation", serial: "B2" }]);
  });

  it("a reading at the moment of the swap is the meter's whose register it shows", () => {
    const swapMs = startMs + 2 * hourMs;
    const old = meter({ toMs: swapMs, closingRegister: decimal(81_020) });
    const next = meter({ serial: "B2", fromMs: swapMs, openingRegister: decimal(5) });
    for (const shown of [81_020, 5]) {
      const rows = [...hourly([81_010, shown]), ...hourly([15, 25], swapMs)];
      const result = consumed([old, next], rows);
      expect(hoursOf(result)).toEqual([10, 10, 10, 10]);
      expect(codesOf(result)).toEqual(["swap"]);
    }
  });

  it("an old meter that nobody read when it was taken out leaves a gap, not a guess", () => {
    const swapMs = startMs + 5 * hourMs;
    const result = consumed(
      [meter({ toMs: swapMs }), meter({ serial: "B2", fromMs: swapMs, openingRegister: decimal(0) })],
      [...hourly([81_010, 81_020]), ...hourly([10], swapMs)],
    );
    expect(hoursOf(result)).toEqual([10, 10, gap, gap, gap, 10]);
    expect(codesOf(result)).toEqual(["no-closing-register", "swap"]);
  });

  it("a swap that nobody recorded is asked about, upwards as well as downwards", () => {
    for (const opening of [4000, 500_000]) {
      const result = consumed([meter()], hourly([...steady(81_000, 60), ...steady(opening, 30)]));
      expect(result.questions).toHaveLength(1);
      expect(result.questions[0]?.options.map(({ kind }) => kind)).toContain("swap");
      expect(totalOf(result)).toBe("890");
    }
  });

  it("a sample far too high is a spike: neither its rise is booked nor its fall", () => {
    const result = consumed([meter()], hourly(steady(81_000, 60).with(30, 900_000).with(31, 900_001)));
    expect(result.findings).toMatchObject([
      { code: "spike", badReadings: 2, worstRegister: decimal(900_001) },
    ]);
    expect(totalOf(result)).toBe("600");
    expect(result.questions).toEqual([]);
  });

  it("a spike too small to be impossible is seen when the register falls back", () => {
    const result = consumed([meter({ ratedPowerKw: 60 })], hourly(steady(81_000, 60).with(30, 81_345)));
    expect(result.findings).toMatchObject([{ code: "spike", badReadings: 1 }]);
    expect(totalOf(result)).toBe("600");
  });

  it("a small step back that is counted on from is no bad sample, but a question", () => {
    const registers = [...steady(81_000, 60), ...steady(81_560, 30)];
    const result = consumed([meter()], hourly(registers));
    expect(result.questions).toHaveLength(1);
    expect(result.quarantined).toMatchObject([{ amount: decimal(-30) }]);
  });

  it("a register sent unchanged for days that then catches up used it over those days, not in an hour", () => {
    const stuck = new Array<number>(48).fill(81_600);
    const result = consumed([meter()], hourly([...steady(81_000, 60), ...stuck, ...steady(82_080, 30)]));
    expect(result.findings).toMatchObject([{ code: "stuck-register", amount: decimal(490) }]);
    expect(result.spans).toMatchObject([{ amount: decimal(490), toMs: startMs + 109 * hourMs }]);
    expect(result.questions).toEqual([]);
  });

  it("plausibility comes from the meter's rating: 500 kWh in an hour is much for a flat and little for a district", () => {
    const registers = [...steady(81_000, 60), ...steady(82_100, 60)];
    expect(consumed([meter({ ratedPowerKw: 40 })], hourly(registers)).questions).toMatchObject([
      { break: "jump", basis: "rating" },
    ]);
    const district = consumed([meter({ ratedPowerKw: 5000 })], hourly(registers));
    expect(district.questions).toEqual([]);
    expect(hoursOf(district)[60]).toBe(510);
  });

  it("a rating in kilowatts where megawatts were meant is called wrong, and quarantines nothing", () => {
    const result = consumed([meter({ ratedPowerKw: 0.04 })], hourly(steady(81_000, 60)));
    expect(result.findings).toMatchObject([{ code: "rating-contradicted", ratedPowerKw: 0.04, share: 1 }]);
    expect(hoursOf(result).every((value) => value === 10)).toBe(true);
  });

  it("a register that shows more digits than it is said to have is never taken to roll over", () => {
    const result = consumed([meter({ registerWidth: 4 })], hourly([81_010, 3]));
    expect(codesOf(result)).toContain("wider-than-register");
    expect(result.questions[0]?.options.map(({ kind }) => kind)).not.toContain("rollover");
  });

  it("readings from before the meter was hung up are kept out and named", () => {
    const result = consumed(
      [meter()],
      [...hourly([81_010]), { timeMs: startMs - dayMs, register: decimal(3) }],
    );
    expect(result.findings).toMatchObject([{ code: "outside-installation", readings: 1 }]);
    expect(hoursOf(result)).toEqual([10]);
  });

  it("with nothing to say what is plausible, a fall that climbs back waits whole for an answer", () => {
    const result = consumed([meter({ ratedPowerKw: null })], hourly([81_010, 0, 81_030]));
    expect(result.questions).toHaveLength(1);
    expect(hoursOf(result)).toEqual([10]);
    expect(toNumber(result.quarantined[0]!.amount)).toBe(20);
  });
});

describe("what cannot be read at all", () => {
  it("is refused with the reason", () => {
    const rows = registerReadings(hourly([1, 2]));
    if (!rows.ok) throw new Error(rows.reason.code);
    const reason = (installations: readonly Installation[], stepMs = hourMs): unknown => {
      const result = consumption(installations, rows.value, { unit: "kWh", stepMs });
      return result.ok ? "ok" : result.reason.code;
    };
    expect(reason([])).toBe("no-installation");
    expect(reason([meter(), meter({ serial: "B" })])).toBe("installations-overlap");
    expect(reason([meter({ toMs: startMs })])).toBe("installation-ends-before-it-begins");
    expect(reason([meter()], 0)).toBe("bad-step");
    expect(reason([meter({ fromMs: 0, openingRegister: decimal(0) })], 1)).toBe("too-long");
  });

  it("interval amounts declared as a register are found out", () => {
    const amounts = Array.from({ length: 100 }, (_, i) => (i * 7) % 13);
    const rows = registerReadings(hourly(amounts));
    if (!rows.ok) throw new Error(rows.reason.code);
    const opening = meter({ openingRegister: decimal(0) });
    expect(consumption([opening], rows.value, { unit: "kWh" })).toMatchObject({
      reason: { code: "not-a-register" },
    });
  });

  it("a register too long to be held exactly is refused, not rounded", () => {
    const register = { mantissa: 12_345_678_901_234_567_890n, decimals: 4 };
    expect(registerReadings([{ timeMs: 0, register }])).toEqual({
      ok: false,
      reason: { code: "register-too-long", row: 0 },
    });
  });
});
