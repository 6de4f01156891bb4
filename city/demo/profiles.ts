import { createRandom, type Profiles } from "@husting/building";
import { type CalendarName, type DayLevels, dayLevels, type LocalHours } from "./calendars.ts";

/** Share of the people from an hour of the day to another. */
type Stretch = readonly [fromHour: number, toHour: number, share: number];

interface ProfileShape {
  readonly weekday: readonly Stretch[];
  readonly saturday: readonly Stretch[];
  readonly sunday: readonly Stretch[];
  /** The level of the day that it follows. */
  readonly follows: Exclude<keyof DayLevels, "weekday"> | "always";
  /** How much one day differs from the next, standard deviation. */
  readonly variation: number;
}

export type ProfileName =
  | "school"
  | "classroom"
  | "canteen"
  | "preschool"
  | "office"
  | "meeting"
  | "dwelling"
  | "bedroom"
  | "livingRoom"
  | "sports"
  | "library"
  | "care"
  | "clinic"
  | "culture"
  | "taps";

const none: readonly Stretch[] = [];
const nights: readonly Stretch[] = [
  [0, 7, 1],
  [22, 24, 1],
];
const home = {
  weekday: [
    [0, 6, 0.95],
    [6, 8, 0.8],
    [8, 15, 0.35],
    [15, 17, 0.55],
    [17, 22, 0.85],
    [22, 24, 0.95],
  ],
  saturday: [
    [0, 9, 0.95],
    [9, 12, 0.75],
    [12, 17, 0.6],
    [17, 24, 0.85],
  ],
  sunday: [
    [0, 9, 0.95],
    [9, 17, 0.7],
    [17, 24, 0.9],
  ],
  follows: "home",
  variation: 0.04,
} as const satisfies ProfileShape;

/** Who is where when: everyday rhythms, from memory of such houses and not from any survey. */
const common: Readonly<
  Record<Exclude<ProfileName, "school" | "classroom" | "canteen" | "office">, ProfileShape>
> = {
  preschool: {
    weekday: [
      [6, 7, 0.1],
      [7, 8, 0.5],
      [8, 15, 0.85],
      [15, 16, 0.55],
      [16, 17, 0.25],
      [17, 18, 0.08],
    ],
    saturday: none,
    sunday: none,
    follows: "preschool",
    variation: 0.07,
  },
  meeting: {
    weekday: [
      [9, 10, 0.5],
      [10, 12, 0.6],
      [13, 15, 0.65],
      [15, 16, 0.3],
    ],
    saturday: none,
    sunday: none,
    follows: "work",
    variation: 0.3,
  },
  dwelling: home,
  bedroom: { weekday: nights, saturday: nights, sunday: nights, follows: "home", variation: 0.04 },
  livingRoom: {
    weekday: [
      [6, 8, 0.4],
      [8, 16, 0.15],
      [16, 22, 0.75],
    ],
    saturday: [
      [8, 12, 0.5],
      [12, 17, 0.35],
      [17, 23, 0.8],
    ],
    sunday: [
      [8, 17, 0.45],
      [17, 22, 0.8],
    ],
    follows: "home",
    variation: 0.15,
  },
  sports: {
    weekday: [
      [8, 15, 0.25],
      [16, 18, 0.6],
      [18, 21, 0.8],
      [21, 22, 0.4],
    ],
    saturday: [[9, 18, 0.55]],
    sunday: [[9, 18, 0.5]],
    follows: "leisure",
    variation: 0.2,
  },
  library: {
    weekday: [
      [9, 12, 0.35],
      [12, 17, 0.65],
      [17, 19, 0.4],
    ],
    saturday: [[11, 16, 0.6]],
    sunday: [[11, 16, 0.45]],
    follows: "leisure",
    variation: 0.15,
  },
  care: {
    weekday: [
      [0, 7, 0.85],
      [7, 21, 1],
      [21, 24, 0.85],
    ],
    saturday: [
      [0, 7, 0.85],
      [7, 21, 0.95],
      [21, 24, 0.85],
    ],
    sunday: [
      [0, 7, 0.85],
      [7, 21, 1],
      [21, 24, 0.85],
    ],
    follows: "always",
    variation: 0.03,
  },
  clinic: {
    weekday: [
      [7, 8, 0.3],
      [8, 12, 0.85],
      [12, 13, 0.5],
      [13, 16, 0.8],
      [16, 17, 0.35],
    ],
    saturday: [[9, 12, 0.15]],
    sunday: none,
    follows: "work",
    variation: 0.1,
  },
  culture: {
    weekday: [
      [10, 17, 0.2],
      [17, 19, 0.4],
      [19, 22, 0.55],
    ],
    saturday: [
      [11, 17, 0.45],
      [17, 22, 0.7],
    ],
    sunday: [[12, 18, 0.45]],
    follows: "leisure",
    variation: 0.3,
  },
  taps: {
    weekday: [
      [0, 5, 0.08],
      [5, 6, 0.3],
      [6, 9, 0.9],
      [9, 16, 0.35],
      [16, 21, 0.85],
      [21, 24, 0.4],
    ],
    saturday: [
      [0, 7, 0.08],
      [7, 11, 0.8],
      [11, 16, 0.5],
      [16, 21, 0.8],
      [21, 24, 0.4],
    ],
    sunday: [
      [0, 7, 0.08],
      [7, 11, 0.8],
      [11, 16, 0.5],
      [16, 21, 0.85],
      [21, 24, 0.4],
    ],
    follows: "home",
    variation: 0.08,
  },
};

const weekdays = (weekday: readonly Stretch[], follows: ProfileShape["follows"]): ProfileShape => ({
  weekday,
  saturday: none,
  sunday: none,
  follows,
  variation: 0.06,
});

const shapes: Readonly<Record<CalendarName, Readonly<Record<ProfileName, ProfileShape>>>> = {
  sweden: {
    ...common,
    school: weekdays(
      [
        [7, 8, 0.3],
        [8, 14, 0.8],
        [14, 16, 0.4],
        [16, 17, 0.15],
      ],
      "school",
    ),
    classroom: weekdays(
      [
        [8, 11, 0.9],
        [11, 12, 0.4],
        [12, 14, 0.9],
        [14, 15, 0.5],
      ],
      "school",
    ),
    canteen: weekdays(
      [
        [7, 10, 0.05],
        [10, 11, 0.5],
        [11, 13, 0.85],
        [13, 14, 0.2],
      ],
      "school",
    ),
    office: weekdays(
      [
        [7, 8, 0.3],
        [8, 12, 0.75],
        [12, 13, 0.45],
        [13, 16, 0.7],
        [16, 17, 0.35],
        [17, 18, 0.1],
      ],
      "work",
    ),
  },
  china: {
    ...common,
    school: weekdays(
      [
        [7, 8, 0.5],
        [8, 12, 0.85],
        [12, 14, 0.5],
        [14, 17, 0.85],
        [17, 18, 0.35],
      ],
      "school",
    ),
    classroom: weekdays(
      [
        [8, 12, 0.92],
        [12, 14, 0.3],
        [14, 17, 0.9],
        [17, 18, 0.4],
      ],
      "school",
    ),
    canteen: weekdays(
      [
        [7, 8, 0.3],
        [11, 13, 0.8],
        [17, 18, 0.2],
      ],
      "school",
    ),
    office: weekdays(
      [
        [8, 9, 0.4],
        [9, 12, 0.85],
        [12, 14, 0.5],
        [14, 18, 0.85],
        [18, 19, 0.35],
        [19, 21, 0.12],
      ],
      "work",
    ),
  },
};

function dayShares(stretches: readonly Stretch[]): Float64Array {
  const shares = new Float64Array(24);
  for (const [fromHour, toHour, share] of stretches) shares.fill(share, fromHour, toHour);
  return shares;
}

/**
 * All profiles of a city for a stretch of hours: the everyday shape, the day's level (weekends, holidays, leave), and
 * a little chance from day to day, the same for the same seed.
 */
export function occupancyProfiles(calendar: CalendarName, local: LocalHours, seed: string): Profiles {
  const hours = local.epochDay.length;
  const levels = new Map<number, DayLevels>();
  for (const day of local.epochDay) {
    if (!levels.has(day)) levels.set(day, dayLevels(calendar, day));
  }
  const profiles: Record<string, Float64Array> = {};
  for (const [name, shape] of Object.entries(shapes[calendar])) {
    const random = createRandom(`${seed}/profile/${name}`);
    const weekday = dayShares(shape.weekday);
    const saturday = dayShares(shape.saturday);
    const sunday = dayShares(shape.sunday);
    const profile = new Float64Array(hours);
    let day = Number.NaN;
    let level = 0;
    let shares = weekday;
    for (let hour = 0; hour < hours; hour++) {
      if (local.epochDay[hour] !== day) {
        day = local.epochDay[hour]!;
        const today = levels.get(day)!;
        shares = today.weekday === 7 ? sunday : today.weekday === 6 ? saturday : weekday;
        const usual = shape.follows === "always" ? 1 : today[shape.follows];
        level = usual * Math.max(0.2, 1 + shape.variation * random.normal());
      }
      profile[hour] = Math.min(1, level * shares[local.hourOfDay[hour]!]!);
    }
    profiles[name] = profile;
  }
  return profiles;
}
