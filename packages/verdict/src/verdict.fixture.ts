import { type Answer, defaultLimits, defaultMargins, type RoomDay, type VerdictInputs } from "./inputs.ts";

/** A measure for tests: a year before, a year after, chance that is the same for the same seed. */
export interface Example {
  readonly seed?: number;
  readonly rooms?: number;
  readonly days?: number;
  /** Share of days on which a room is outside for half of its hours, by room and period. */
  readonly badDayShare?: (room: number, period: "baseline" | "reporting", outdoorC: number) => number;
  readonly colderC?: number;
  readonly savingShare?: number;
  readonly halfWidthShare?: number;
  readonly answers?: number;
  readonly dissatisfied?: { readonly baseline: number; readonly reporting: number };
}

const yearDays = 365;
export const firstBaselineDay = 19_000;
export const firstReportingDay = firstBaselineDay + yearDays + 30;

export function exampleInputs(example: Example = {}): VerdictInputs {
  const { rooms = 5, days = yearDays, colderC = 0, answers = 800 } = example;
  const chance = seeded(example.seed ?? 1);
  const names = Array.from({ length: rooms }, (_, i) => `room ${i + 1}`);
  const badDayShare = example.badDayShare ?? (() => 0.01);
  const roomDays: RoomDay[] = [];
  for (const period of ["baseline", "reporting"] as const) {
    const first = period === "baseline" ? firstBaselineDay : firstReportingDay;
    for (let d = 0; d < (period === "baseline" ? yearDays : days); d++) {
      const outdoorC =
        6 -
        11 * Math.cos((2 * Math.PI * d) / yearDays) +
        6 * (chance() - 0.5) -
        (period === "reporting" ? colderC : 0);
      for (const [i, room] of names.entries()) {
        const bad = chance() < badDayShare(i, period, outdoorC);
        roomDays.push({ room, localDay: first + d, measuredHours: 8, outsideHours: bad ? 4 : 0, outdoorC });
      }
    }
  }
  const shares = example.dissatisfied ?? { baseline: 0.2, reporting: 0.2 };
  const given: Answer[] = [];
  for (const period of ["baseline", "reporting"] as const) {
    const first = (period === "baseline" ? firstBaselineDay : firstReportingDay) + 40;
    for (let i = 0; i < answers; i++) {
      given.push({
        round: period,
        room: names[i % rooms]!,
        localDay: first + (Math.floor(i / rooms) % 10),
        dissatisfied: chance() < shares[period],
      });
    }
  }
  return {
    measure: "measure/7",
    plan: {
      chosen: { localDay: firstBaselineDay + yearDays - 5, logSequence: 41 },
      method: "husting-daily",
      leastWorthwhileSavingShare: 0.03,
      margins: defaultMargins,
      rooms: names,
      limits: defaultLimits,
    },
    start: { localDay: firstBaselineDay + yearDays, logSequence: 44 },
    periods: {
      baseline: { firstDay: firstBaselineDay, lastDay: firstBaselineDay + yearDays - 1 },
      reporting: { firstDay: firstReportingDay, lastDay: firstReportingDay + days - 1 },
    },
    energy: exampleEnergy(example.savingShare ?? 0.1, example.halfWidthShare ?? 0.06),
    rooms: names.map((room) => ({
      room,
      judgedBy: ["temperature"],
      occupiedHours: { baseline: 8 * yearDays, reporting: 8 * days },
    })),
    roomDays,
    people: {
      rounds:
        answers === 0
          ? []
          : (["baseline", "reporting"] as const).map((period) => ({
              round: period,
              period,
              wording: "thermal-1",
              season: "winter",
              invited: 2 * answers,
            })),
      answers: given,
    },
  };
}

/** Two meters of one building, whose half-widths add to the share given. */
function exampleEnergy(savingShare: number, halfWidthShare: number): VerdictInputs["energy"] {
  const calibration = { id: "example-1", date: "2026-01-01", source: "example" };
  return {
    betweenBuildings: 0.05,
    meters: ["heat", "electricity"].map((meter) => ({
      meter,
      building: "school",
      method: "husting-daily",
      avoidedKwh: savingShare * 50_000,
      counterfactualKwh: 50_000,
      halfWidthKwh: halfWidthShare * 50_000,
      parts: { driftKwh: halfWidthShare * 15_000, residualKwh: halfWidthShare * 20_000 },
      daysCounted: 360,
      daysExpected: 365,
      calibration,
    })),
  };
}

/** Uniform on [0, 1): Park & Miller's minimal standard generator. */
export function seeded(seed: number): () => number {
  let state = (Math.imul(seed, 48_271) >>> 1) % 2_147_483_647 || 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
