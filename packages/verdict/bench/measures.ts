import { type CalibrationRecord, counterfactual, interval90 } from "@husting/savings";
import {
  decide,
  defaultLimits,
  defaultMargins,
  type EnergyVerdict,
  type MeterSaving,
  type Outcome,
  type PeopleVerdict,
  type RoomsVerdict,
  type VerdictInputs,
} from "../src/index.ts";
import { simulateMeter } from "./building.ts";
import { chanceOf } from "./chance.ts";
import { askPeople, coolBy, furnishRooms, occupyRooms, trueDifferencePoints } from "./indoors.ts";
import type { Population } from "./population.ts";
import { reportingFrom, simulateWeather, yearDays, yearsFrom } from "./years.ts";

/** What is true of a measure; everything else of it is chance. */
export interface Scenario {
  readonly name: string;
  readonly savingShare: number;
  /** Share of its measures in which people are asked at all. */
  readonly askedShare: number;
  /** How much worse the worst room, or every room, truly gets over a year; 0 = nothing is done to the rooms. */
  readonly roomPoints: readonly [least: number, most: number];
  readonly roomsHarmed: "one" | "all";
  /** Change of the log-odds of being dissatisfied that no logger sees. */
  readonly unseen: readonly [least: number, most: number];
  /** Whether rooms are kept well inside the limits, or stray from them without any measure. */
  readonly kept: "well" | "poorly";
  readonly measures: number;
}

const unharmed = { roomPoints: [0, 0], roomsHarmed: "one", unseen: [0, 0], kept: "well" } as const;

/**
 * Where indoors got worse the saving is 25 %, so that energy hides no wrong verdict, and harm begins just past its margin.
 * Of people only those who are asked can be found harmed, so they all are there.
 */
export const scenarios: readonly Scenario[] = [
  { name: "nothing saved, nobody harmed", savingShare: 0, askedShare: 0.5, ...unharmed, measures: 200 },
  {
    name: "25 % saved, one room 2–4 points worse",
    savingShare: 0.25,
    askedShare: 0.5,
    ...unharmed,
    roomPoints: [2, 4],
    measures: 140,
  },
  {
    name: "25 % saved, all rooms worse, the worst 2–6 points",
    savingShare: 0.25,
    askedShare: 0.5,
    ...unharmed,
    roomPoints: [2, 6],
    roomsHarmed: "all",
    measures: 100,
  },
  {
    name: "25 % saved, people 10–16 points more dissatisfied",
    savingShare: 0.25,
    askedShare: 1,
    ...unharmed,
    unseen: [0.6, 0.85],
    measures: 140,
  },
  { name: "10 % saved, nobody harmed", savingShare: 0.1, askedShare: 1, ...unharmed, measures: 200 },
  {
    name: "10 % saved, nobody harmed, people not asked",
    savingShare: 0.1,
    askedShare: 0,
    ...unharmed,
    measures: 40,
  },
  {
    name: "10 % saved, nobody harmed, rooms stray anyway",
    savingShare: 0.1,
    askedShare: 1,
    ...unharmed,
    kept: "poorly",
    measures: 60,
  },
];

export const lengthsDays = [91, 182, yearDays] as const;
const roomCount = 6;
const leastWorthwhileSavingShare = 0.03;

/** One measure judged after one length of time, beside the truth. */
export interface Judged {
  readonly population: Population["name"];
  readonly scenario: string;
  readonly record: RecordName;
  readonly days: number;
  readonly asked: boolean;
  readonly outcome: Outcome;
  readonly states: {
    readonly energy: EnergyVerdict["state"];
    readonly rooms: RoomsVerdict["state"];
    readonly people: PeopleVerdict["state"];
  };
  readonly truth: {
    readonly savingShare: number;
    readonly worstRoomPoints: number;
    readonly peoplePoints: number;
  };
  /** Whether each interval holds its truth; undefined where there is no interval. */
  readonly holds: {
    readonly energy: boolean | undefined;
    readonly roomsUnderUpper: boolean | undefined;
    readonly roomsOverLower: boolean | undefined;
    readonly people: boolean | undefined;
  };
  readonly halfWidthShare: number | undefined;
}

/** The population's own calibration record, or the Cambridge one that Husting ships with. */
export type RecordName = "own" | "cambridge";

export interface Task {
  readonly record: RecordName;
  readonly population: Population;
  readonly scenario: Scenario;
  readonly index: number;
}

/** Simulates one measure and judges it after three, six and twelve months. */
export function judgeMeasure(
  { population, scenario, index, record: recordName }: Task,
  record: CalibrationRecord,
): Judged[] {
  const chance = chanceOf(`measure ${population.name} ${scenario.name} ${index}`);
  const years = yearsFrom(index % 12);
  const weather = simulateWeather(chance, years);
  const meters = Array.from({ length: population.buildings }, () => {
    const meter = simulateMeter(chance, years, weather, { ...population, savingShare: scenario.savingShare });
    const run = counterfactual("husting-daily", meter.baseline, meter.reporting);
    if (!run.ok) throw new Error(run.reason.code);
    return { ...run.value, avoidedByDayKwh: meter.avoidedByDayKwh };
  });
  const between = ([least, most]: readonly [number, number]) => least + (most - least) * chance.uniform();
  const [aimC, spreadC] = scenario.kept === "well" ? [21.6, 0.35] : [20.9, 0.4];
  const furnished = furnishRooms(chance, roomCount, aimC, spreadC);
  const points = between(scenario.roomPoints);
  const harmed = Math.floor(chance.uniform() * roomCount);
  const cooled = points > 0 ? coolBy(furnished[harmed]!, points, years, weather) : undefined;
  const rooms = furnished.map((room, i) => {
    if (cooled === undefined || (scenario.roomsHarmed === "one" && i !== harmed)) return room;
    return { ...room, changeC: cooled.changeC };
  });
  const occupied = occupyRooms(chance, rooms, years, weather);
  const asked = chance.uniform() < scenario.askedShare;
  const votes = askPeople(chance, rooms, occupied, years, {
    answers: population.answersPerPeriod,
    unseen: between(scenario.unseen),
  });
  return lengthsDays.map((days) => {
    let avoidedKwh = 0;
    let withoutKwh = 0;
    const savings = meters.map((meter, i): MeterSaving => {
      let counterfactualKwh = 0;
      let observedKwh = 0;
      for (let d = 0; d < days; d++) {
        counterfactualKwh += meter.dailyKwh[d]!;
        observedKwh += meter.observedDailyKwh[d]!;
        avoidedKwh += meter.avoidedByDayKwh[d]!;
        withoutKwh += meter.avoidedByDayKwh[d]! + meter.observedDailyKwh[d]!;
      }
      const interval = interval90(record, "husting-daily", "electricity", meter.baselineFit, {
        counterfactualKwh,
        days,
        driftKwhPerDay: meter.driftKwhPerDay,
      });
      return {
        meter: `meter ${i + 1}`,
        building: `building ${i + 1}`,
        method: "husting-daily",
        avoidedKwh: counterfactualKwh - observedKwh,
        counterfactualKwh,
        halfWidthKwh: interval.halfWidthKwh,
        parts: interval.parts,
        daysCounted: days,
        daysExpected: days,
        calibration: interval.calibration,
      };
    });
    const lastDay = years.firstDay + reportingFrom + days - 1;
    const inputs = inputsOf(years, lastDay, {
      energy: { meters: savings, betweenBuildings: record.betweenBuildings },
      roomDays: occupied.rows.filter(({ localDay }) => localDay <= lastDay),
      people: asked
        ? {
            rounds: (["baseline", "reporting"] as const).map((period) => ({
              round: period,
              period,
              wording: "thermal-1",
              season: "the same",
              invited: 2 * population.answersPerPeriod,
            })),
            answers: votes.answers,
          }
        : { rounds: [], answers: [] },
    });
    const decided = decide(inputs);
    if (!decided.ok) throw new Error(JSON.stringify(decided.reason));
    const { energy, rooms: indoors, people, outcome } = decided.value;
    const worstRoomPoints = Math.max(
      ...rooms.map((room) => trueDifferencePoints(room, days, years, weather)),
    );
    const { figures } = energy;
    const { worst } = indoors;
    const { difference } = people;
    return {
      population: population.name,
      scenario: scenario.name,
      record: recordName,
      days,
      asked,
      outcome,
      states: { energy: energy.state, rooms: indoors.state, people: people.state },
      truth: {
        savingShare: avoidedKwh / withoutKwh,
        worstRoomPoints,
        peoplePoints: votes.trueDifferencePoints,
      },
      holds: {
        energy: figures ? figures.lowerKwh <= avoidedKwh && avoidedKwh <= figures.upperKwh : undefined,
        roomsUnderUpper: worst ? worstRoomPoints <= worst.upperPoints : undefined,
        roomsOverLower: worst ? worstRoomPoints >= worst.lowerPoints : undefined,
        people: difference
          ? difference.lowerPoints <= votes.trueDifferencePoints &&
            votes.trueDifferencePoints <= difference.upperPoints
          : undefined,
      },
      halfWidthShare: figures
        ? (figures.upperKwh - figures.avoidedKwh) / figures.counterfactualKwh
        : undefined,
    };
  });
}

function inputsOf(
  years: ReturnType<typeof yearsFrom>,
  lastDay: number,
  parts: Pick<VerdictInputs, "energy" | "roomDays" | "people">,
): VerdictInputs {
  const names = Array.from({ length: roomCount }, (_, i) => `room ${i + 1}`);
  const hoursOf = (from: number, to: number) =>
    9 *
    years.works.subarray(from - years.firstDay, to + 1 - years.firstDay).reduce((sum, day) => sum + day, 0);
  const baseline = { firstDay: years.firstDay, lastDay: years.firstDay + yearDays - 1 };
  const reporting = { firstDay: years.firstDay + reportingFrom, lastDay };
  const occupiedHours = {
    baseline: hoursOf(baseline.firstDay, baseline.lastDay),
    reporting: hoursOf(reporting.firstDay, reporting.lastDay),
  };
  return {
    measure: "simulated",
    plan: {
      chosen: { localDay: baseline.lastDay, logSequence: 1 },
      method: "husting-daily",
      leastWorthwhileSavingShare,
      margins: defaultMargins,
      rooms: names,
      limits: defaultLimits,
    },
    start: { localDay: baseline.lastDay + 1, logSequence: 2 },
    periods: { baseline, reporting },
    rooms: names.map((room) => ({ room, judgedBy: ["temperature"], occupiedHours })),
    ...parts,
  };
}
