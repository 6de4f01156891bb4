import type { DayHours } from "@husting/indoor";

/**
 * The library of class experiments: what is tried, which energy and which hours of the day count, and for how long. What there is
 * to say of them stands in the messages, under the experiment's id.
 */
export const experimentIds = ["one-degree", "airing", "lights-out", "standby-hunt"] as const;
export type ExperimentId = (typeof experimentIds)[number];

/**
 * Which hours count: every hour, as heat given off at noon is missing at night; those of lessons, in which lamps burn; or those in
 * which nobody is there, nights and weekends, in which what is on is on for nobody.
 */
export type CountedHours = "all-day" | "lessons" | "nobody-there";

export interface Experiment {
  readonly id: ExperimentId;
  readonly energy: "heat" | "electricity";
  readonly hours: CountedHours;
  /** Days it usually takes, in whole weeks. */
  readonly usualDays: 7 | 14;
  /** Whether it says something only while the building is heated. */
  readonly needsCold: boolean;
  /** Who has to agree before it begins. */
  readonly agrees: "caretaker" | "teacher";
  /** Parts of "what to do", "keep in mind" and "what helps to predict"; each a message of its own. */
  readonly steps: number;
  readonly cares: number;
  readonly hints: number;
}

export const experiments: Readonly<Record<ExperimentId, Experiment>> = {
  "one-degree": {
    id: "one-degree",
    energy: "heat",
    hours: "all-day",
    usualDays: 14,
    needsCold: true,
    agrees: "caretaker",
    ...{ steps: 4, cares: 3, hints: 3 },
  },
  airing: {
    id: "airing",
    energy: "heat",
    hours: "all-day",
    usualDays: 14,
    needsCold: true,
    agrees: "teacher",
    ...{ steps: 4, cares: 3, hints: 3 },
  },
  "lights-out": {
    id: "lights-out",
    energy: "electricity",
    hours: "lessons",
    usualDays: 14,
    needsCold: false,
    agrees: "teacher",
    ...{ steps: 4, cares: 3, hints: 3 },
  },
  "standby-hunt": {
    id: "standby-hunt",
    energy: "electricity",
    hours: "nobody-there",
    usualDays: 14,
    needsCold: false,
    agrees: "caretaker",
    ...{ steps: 4, cares: 3, hints: 3 },
  },
};

export function isExperiment(text: string): text is ExperimentId {
  return (experimentIds as readonly string[]).includes(text);
}

/** Nobody is there before and after these hours of a working day; cleaners have come and gone. */
const SOMEBODY_THERE: DayHours = [6, 20];

/** Whether an hour of a day counts. @param lessons hours of lessons of a working day. @param weekday 0 = Monday. */
export function countsHour(
  hours: CountedHours,
  weekday: number,
  hourOfDay: number,
  lessons: readonly DayHours[],
): boolean {
  const within = ([from, to]: DayHours): boolean => hourOfDay >= from && hourOfDay < to;
  if (hours === "all-day") return true;
  if (hours === "lessons") return weekday < 5 && lessons.some(within);
  return weekday >= 5 || !within(SOMEBODY_THERE);
}
