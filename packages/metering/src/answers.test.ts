import { type Decimal, formatDecimal } from "@husting/series";
import { describe, expect, it } from "vitest";
import { type Consumption, consumption } from "./consumption.ts";
import type { Answer } from "./findings.ts";
import type { Installation, RegisterReadings } from "./model.ts";

const hourMs = 3_600_000;
const startMs = Date.UTC(2024, 5, 1);
const whole = (mantissa: number): Decimal => ({ mantissa: BigInt(mantissa), decimals: 0 });
const meter: Installation = {
  serial: "K/7",
  fromMs: startMs,
  toMs: null,
  openingRegister: whole(50_000),
  closingRegister: null,
  multiplier: whole(1),
  registerWidth: 6,
  ratedPowerKw: 40,
};

function hourly(registers: readonly number[]): RegisterReadings {
  return {
    behaviour: "cumulative",
    timesMs: Float64Array.from(registers, (_, i) => startMs + (i + 1) * hourMs),
    mantissas: Float64Array.from(registers),
    decimals: new Uint8Array(registers.length),
    quality: new Uint8Array(registers.length),
  };
}

const steady = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => from + (i + 1) * 10);

function consumed(registers: readonly number[], answers: readonly Answer[] = []): Consumption {
  const result = consumption([meter], hourly(registers), { unit: "kWh", answers });
  if (!result.ok) throw new Error(result.reason.code);
  return result.value;
}

const totalOf = (result: Consumption): string =>
  result.balances.map(({ counted }) => formatDecimal(counted)).join();
const fallen = [...steady(50_000, 60), 4, ...steady(4, 20)];
const jumped = [...steady(50_000, 60), ...steady(90_000, 20)];
const idOf = (registers: readonly number[]): string => consumed(registers).questions[0]!.id;
const answer = (registers: readonly number[], choice: Answer["choice"]): Answer => ({
  questionId: idOf(registers),
  choice,
});

describe("a question", () => {
  it("says what each answer would count, so that it can be answered in one click", () => {
    expect(consumed(fallen).questions[0]?.options).toEqual([
      { kind: "rollover", amount: whole(949_404) },
      { kind: "reset", amount: whole(4) },
      { kind: "dip", amount: null, resumesAtMs: null },
      { kind: "swap" },
      { kind: "left-out" },
    ]);
    expect(consumed(jumped).questions[0]?.options).toEqual([
      { kind: "real", amount: whole(39_410) },
      { kind: "spike", amount: null, resumesAtMs: null },
      { kind: "swap" },
      { kind: "left-out" },
    ]);
  });

  it("about the newest reading says that the next ones may settle it, and they do", () => {
    const early = consumed([...steady(50_000, 60), 0]);
    expect(early.questions).toMatchObject([{ mayResolveItself: true }]);
    const later = consumed([...steady(50_000, 60), 0, 50_620]);
    expect(later.questions).toEqual([]);
    expect(totalOf(later)).toBe("620");
    expect(consumed(fallen).questions).toMatchObject([{ mayResolveItself: false }]);
  });

  it("has the same id however many readings come after it", () => {
    expect(idOf(fallen)).toBe(idOf([...fallen, ...steady(204, 500)]));
  });
});

describe("an answer", () => {
  it("reset counts what the register shows since, and says that more may have been used", () => {
    const result = consumed(fallen, [answer(fallen, { kind: "reset" })]);
    expect(totalOf(result)).toBe("804");
    expect(result.questions).toEqual([]);
    expect(result.quarantined).toEqual([]);
    expect(result.spans).toMatchObject([{ complete: false, amount: whole(4) }]);
    expect(result.findings).toMatchObject([{ code: "reset", told: "answer" }]);
  });

  it("rollover counts across the highest number", () => {
    const result = consumed(fallen, [answer(fallen, { kind: "rollover" })]);
    expect(totalOf(result)).toBe(String(600 + 949_404 + 200));
  });

  it("swap counts from the new meter's opening register, and to the old one's closing register where it is known", () => {
    const open = { kind: "swap", openingRegister: whole(1), closingRegister: null } as const;
    const unread = consumed(fallen, [answer(fallen, open)]);
    expect(totalOf(unread)).toBe("803");
    expect(unread.spans).toMatchObject([{ complete: false }]);
    const read = consumed(fallen, [answer(fallen, { ...open, closingRegister: whole(50_607) })]);
    expect(totalOf(read)).toBe("810");
    expect(read.spans).toEqual([]);
    expect(read.findings).toMatchObject([{ code: "swap", told: "answer" }]);
  });

  it("real counts a rise that the rating would not allow", () => {
    expect(totalOf(consumed(jumped, [answer(jumped, { kind: "real" })]))).toBe(String(600 + 39_410 + 190));
  });

  it("dip leaves the readings out until the register fits again", () => {
    const result = consumed(fallen, [answer(fallen, { kind: "dip" })]);
    expect(totalOf(result)).toBe("600");
    expect(result.findings).toMatchObject([{ code: "dip", badReadings: 21, told: "answer" }]);
    const back = consumed([...fallen, 51_200], [answer(fallen, { kind: "dip" })]);
    expect(totalOf(back)).toBe("1200");
  });

  it("spike leaves the readings before a fall out", () => {
    const high = [...steady(50_000, 60), 50_618, 50_612, ...steady(50_612, 20)];
    const question = consumed(high).questions[0];
    expect(question?.options).toContainEqual({
      kind: "spike",
      amount: whole(12),
      resumesAtMs: startMs + 62 * hourMs,
    });
    const result = consumed(high, [{ questionId: question!.id, choice: { kind: "spike" } }]);
    expect(totalOf(result)).toBe("812");
    expect(result.quarantined).toEqual([]);
  });

  it("left out settles the question and counts nothing", () => {
    const result = consumed(fallen, [answer(fallen, { kind: "left-out" })]);
    expect(result.questions).toEqual([]);
    expect(result.quarantined).toMatchObject([{ amount: whole(-50_596) }]);
    expect(totalOf(result)).toBe("800");
  });

  it("can be undone: withdrawing it gives exactly what was before, and it can be given again", () => {
    const given = answer(fallen, { kind: "reset" });
    const withdrawn: Answer = { questionId: given.questionId, choice: { kind: "withdrawn" } };
    expect(consumed(fallen, [given, withdrawn])).toEqual(consumed(fallen));
    expect(consumed(fallen, [given, withdrawn, given])).toEqual(consumed(fallen, [given]));
  });

  it("changed to another one counts by the last", () => {
    const changed = [answer(fallen, { kind: "rollover" }), answer(fallen, { kind: "left-out" })];
    expect(consumed(fallen, changed)).toEqual(consumed(fallen, changed.slice(1)));
  });

  it("that cannot be true of the break is not used, and the question stays", () => {
    const tooHigh: Answer["choice"] = { kind: "swap", openingRegister: whole(5), closingRegister: null };
    for (const choice of [tooHigh, { kind: "real" } as const]) {
      const result = consumed(fallen, [answer(fallen, choice)]);
      expect(result.questions).toHaveLength(1);
      expect(result.findings).toMatchObject([
        { code: "answer-not-used", fromMs: startMs + 60 * hourMs, toMs: startMs + 61 * hourMs },
      ]);
    }
  });

  it("to a break that later readings have settled or corrected is said to be no longer used", () => {
    const corrected = steady(50_000, 81);
    expect(consumed(corrected, [answer(fallen, { kind: "reset" })]).findings).toMatchObject([
      { code: "answer-not-used" },
    ]);
  });
});
