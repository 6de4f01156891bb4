import { describe, expect, it } from "vitest";
import type { CurrentReadings } from "../../stores/readings/contract.ts";
import type { Point } from "../buildings/index.ts";
import { type DoneMeasure, usualPlan } from "../measures/index.ts";
import { computePoint, type PointInput } from "./compute.ts";
import type { EnergyDetail, EnergySummary } from "./results.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2023, 0, 1);
const DAYS = 730;

const point: Point = {
  id: 1,
  key: "school/district-heat",
  buildingId: 1,
  roomId: null,
  carrier: "district-heat",
  kind: "interval",
  unit: "kWh",
  stepMinutes: 60,
  registerWidth: null,
  declaration: 0,
};

const temperatureOf = (hour: number): number =>
  8 - 12 * Math.cos((hour / 8766) * 2 * Math.PI) + 3 * Math.sin(hour / 37);

/** A house that needs 2 kWh an hour and 0.5 more for each degree under 15 °C, rounded as its meter rounds. */
function heat(hour: number, factor: number): number {
  return Math.round(100 * factor * (2 + 0.5 * Math.max(0, 15 - temperatureOf(hour)))) / 100;
}

function readings(values: readonly (number | null)[], decimals = 2): CurrentReadings {
  const kept = values.flatMap((value, hour) => (value === null ? [] : [{ value, hour }]));
  return {
    atMs: Float64Array.from(kept, ({ hour }) => START + hour * HOUR),
    value: Float64Array.from(kept, ({ value }) => value),
    mantissa: Float64Array.from(kept, ({ value }) => Math.round(value * 10 ** decimals)),
    decimals: new Uint8Array(kept.length).fill(decimals),
    quality: new Uint8Array(kept.length),
  };
}

const outdoors = {
  pointId: 9,
  atMs: Float64Array.from({ length: DAYS * 24 }, (_, hour) => START + hour * HOUR),
  temperatureC: Float64Array.from({ length: DAYS * 24 }, (_, hour) => temperatureOf(hour)),
  stepMs: HOUR,
};

function input(values: readonly (number | null)[], more: Partial<PointInput> = {}): PointInput {
  return {
    point,
    installations: [],
    answers: [],
    readings: readings(values),
    measures: [],
    zone: "UTC",
    country: "none",
    ...more,
  };
}

const measure: DoneMeasure = {
  id: 1,
  slug: "night-setback",
  buildingIds: [1],
  carrier: "district-heat",
  titles: { sv: "", zh: "", en: "" },
  kind: "night-setback",
  state: "finished",
  owner: "",
  costMinor: null,
  plan: usualPlan,
  planFixed: null,
  baselineEndMs: START + 365 * DAY,
  reportingStartMs: START + 365 * DAY,
  trueEffectShare: 0.2,
};

describe("what is computed for a metering point", () => {
  const saved = Array.from({ length: DAYS * 24 }, (_, hour) => heat(hour, hour < 365 * 24 ? 1 : 0.8));

  it("a house that truly uses a fifth less after its measure is found to use a fifth less", () => {
    const { summary } = computePoint(input(saved, { measures: [measure] }), outdoors);
    const { claim, about } = summary as EnergySummary;
    expect(about).toEqual({ kind: "measure", slug: "night-setback" });
    expect(claim.ok && claim.savings.share).toBeCloseTo(0.2, 2);
  });

  it("without a measure the year is set against the year before, and is not called a saving", () => {
    const { summary } = computePoint(input(saved), outdoors);
    expect((summary as EnergySummary).about).toEqual({ kind: "year-on-year" });
  });

  it("a fortnight that was never measured lowers the share, and no total is scaled up for it", () => {
    const gap = saved.map((value, hour) => (hour >= 500 * 24 && hour < 514 * 24 ? null : value));
    const whole = computePoint(input(saved), outdoors).summary as EnergySummary;
    const { summary, detail } = computePoint(input(gap), outdoors);
    const lost = saved.slice(500 * 24, 514 * 24).reduce((sum, value) => sum + value, 0);
    expect((summary as EnergySummary).year.measuredShare).toBeCloseTo(351 / 365, 6);
    expect((summary as EnergySummary).year.kwh).toBeCloseTo(whole.year.kwh - lost, 3);
    expect((detail as EnergyDetail).months.some((month) => month.measuredShare < 0.9)).toBe(true);
  });

  it("a closed month is asked about, counted until somebody answers, and left out when the manager says so", () => {
    const closed = (hour: number): boolean => hour >= 450 * 24 && hour < 480 * 24;
    const values = saved.map((value, hour) => (closed(hour) ? Math.round(30 * value) / 100 : value));
    const open = computePoint(input(values, { measures: [measure] }), outdoors);
    const [event, ...others] = (open.detail as EnergyDetail).events;
    expect(others).toEqual([]);
    expect(event).toMatchObject({ period: "reporting", answer: null, treatment: "counted" });
    expect(Math.abs(Date.parse(event!.from) - (START + 450 * DAY))).toBeLessThanOrEqual(7 * DAY);
    const share = ({ summary }: typeof open): number => {
      const { claim } = summary as EnergySummary;
      return claim.ok ? claim.savings.share : Number.NaN;
    };
    const answers = [{ questionId: event!.id, choice: { kind: "left-out" } as const }];
    const answered = computePoint(input(values, { measures: [measure], answers }), outdoors);
    expect((answered.detail as EnergyDetail).events).toMatchObject([
      { id: event!.id, treatment: "left-out" },
    ]);
    expect(share(open)).toBeGreaterThan(0.22);
    expect(share(answered)).toBeCloseTo(0.2, 1);
    expect(Math.abs(share(answered) - 0.2)).toBeLessThan(Math.abs(share(open) - 0.2));
  });

  it("a carrier without known ordinary years has use and no claim, with the reason", () => {
    const cooling = { ...point, carrier: "cooling" };
    const { summary, detail } = computePoint(input(saved, { point: cooling }), outdoors);
    expect(summary).toMatchObject({
      type: "energy",
      claim: { ok: false, reason: { code: "carrier-not-calibrated", carrier: "cooling" } },
    });
    expect((detail as EnergyDetail).months.length).toBeGreaterThan(20);
  });

  it("a register gives the same year as the amounts it adds up", () => {
    let register = 1_000;
    const stands = [
      register,
      ...saved.map((value) => (register = Math.round((register + value) * 100) / 100)),
    ];
    const cumulative = { ...point, kind: "cumulative" as const, registerWidth: 7 };
    const byRegister = computePoint(input(stands, { point: cumulative }), outdoors).summary as EnergySummary;
    const byInterval = computePoint(input(saved), outdoors).summary as EnergySummary;
    expect(byRegister.year.kwh).toBeCloseTo(byInterval.year.kwh, 3);
  });

  it("a point without readings, or a city without weather, has a named reason and no number", () => {
    expect(computePoint(input([]), outdoors).summary).toEqual({ type: "none", code: "no-readings" });
    expect(computePoint(input(saved), undefined).summary).toEqual({
      type: "none",
      code: "no-outdoor-temperature",
    });
    // What was used in a year needs no weather.
    expect(computePoint(input(saved), undefined).years.map(({ year }) => year)).toEqual([2023, 2024]);
    const water = { ...point, unit: "m³" };
    expect(computePoint(input(saved, { point: water }), outdoors).summary).toEqual({
      type: "none",
      code: "not-energy",
    });
  });

  it("a month of readings carries no statement, with the reason", () => {
    const { summary } = computePoint(input(saved.slice(0, 30 * 24), { measures: [measure] }), outdoors);
    const { claim } = summary as EnergySummary;
    expect(claim).toMatchObject({ ok: false, reason: { code: "no-reporting-days" } });
  });
});
