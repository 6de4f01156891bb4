/** A figure from which a detector speaks. A record, so that whoever reads a finding can see what it was held to. */
export interface AdviceThreshold {
  readonly value: number;
  readonly unit:
    | "share"
    | "K"
    | "K/K"
    | "°C"
    | "h"
    | "days"
    | "weeks"
    | "ppm"
    | "rooms"
    | "times"
    | "standard errors"
    | "sensor steps";
  readonly source: string;
}

/** Our own choices, set on simulated houses and on what is customary; no standard gives them. */
const own = (value: number, unit: AdviceThreshold["unit"]): AdviceThreshold => ({
  value,
  unit,
  source: "Husting, set on simulated houses (packages/indoor/README.md)",
});

export const adviceThresholds = {
  /** From this share of the day's load on, nights and weekends look like days. */
  aroundTheClock: own(0.75, "share"),
  /** More than this share of the day's load at night is a question; a usual night takes 20 to 40 %. */
  nightLoad: own(0.5, "share"),
  /** Of the step from night to day, taken on days when nobody comes. */
  dayOffLoad: own(0.4, "share"),
  /** Heat on warm days beyond hot water, as what so many kelvin take on a cold day. */
  warmWeather: own(0.15, "K"),
  /** How far above what is wanted the middle room may be, on the mean of the heating hours in which rooms are in use. */
  overheating: own(1.3, "K"),
  /**
   * Indoors per kelvin outdoors from which a curve is worth adjusting: half a degree over ten outdoors. Mild days are sunny
   * days, which looks a little like a flat curve: more is asked of one.
   */
  curveSteep: own(0.05, "K/K"),
  curveFlat: own(0.065, "K/K"),
  /** People sit in rooms not warm yet for so long, on the middle morning. */
  setbackLate: own(3, "h"),
  /** Rooms are warm so long before anybody comes. */
  setbackEarly: own(3, "h"),
  /** Change over the period from which a carbon dioxide sensor is worth calibrating; a good one keeps ±50. */
  co2Drift: own(60, "ppm"),
  /** How far a room's mean over heating hours may be from the others'; sensors differ by half a kelvin. */
  imbalance: own(1.5, "K"),
  /** Shorter runs of one value are not looked at. */
  stuckSensor: own(36, "h"),
} as const satisfies Record<string, AdviceThreshold>;

/**
 * What the data must carry before a detector speaks, and what it takes for granted meanwhile. They decide as thresholds do
 * whether something is said.
 */
export const adviceAssumptions = {
  /** What is wanted indoors where a building's own figure is missing; Swedish offices and schools commonly ask for it. */
  commonlyWanted: own(21, "°C"),
  /** So long after people have come a room is no longer recovering from the night. */
  recovery: own(4, "h"),
  /** Of the hours asked about that must be measured. */
  loadCoverage: own(0.6, "share"),
  warmWeatherCoverage: own(0.6, "share"),
  overheatingCoverage: own(0.5, "share"),
  imbalanceCoverage: own(0.4, "share"),
  /** Days on which the building is heated. */
  heatingDays: own(30, "days"),
  loadDays: own(40, "days"),
  loadHolidays: own(4, "days"),
  /** Hours beside those with people are neither night nor day. */
  loadClear: own(2, "h"),
  /** The load of days off is this quantile of their hours: somebody comes on some of them. */
  loadDaysOff: own(0.3, "share"),
  /** What an empty building commonly takes of the day's load: the middle, and the ends of what is usual. */
  usualEmptyLoad: own(0.35, "share"),
  usualEmptyLoadHigh: own(0.5, "share"),
  usualEmptyLoadLow: own(0.2, "share"),
  /** With a smaller step from night to day there is nothing to compare days off with. */
  loadStep: own(0.15, "share"),
  /** The near end of an interval must lie beyond this. */
  curveCertain: own(0.03, "K/K"),
  co2DriftCertain: own(30, "ppm"),
  /** Outdoors, where a heating curve of the wrong slope is right all the same. */
  curveRightAt: own(5, "°C"),
  co2DriftWeeks: own(16, "weeks"),
  co2DriftHoursOfWeek: own(100, "h"),
  /** A week's lowest value is this quantile of its hours. */
  co2DriftLowest: own(0.03, "share"),
  /** Hours of a day for its mean to be taken. */
  hoursOfDay: own(18, "h"),
  /** Colder days show what heat a degree takes. */
  coldDay: own(10, "°C"),
  /** Rooms to compare one with. */
  imbalanceRooms: own(3, "rooms"),
  /** Well-controlled rooms read in halves of a degree stand still for days: a stuck one does so this many times longer. */
  stuckTimesOthers: own(3, "times"),
  /** With no other room to compare with: two weeks. */
  stuckAlone: own(24 * 14, "h"),
  /** How far the other rooms must have moved meanwhile. */
  stuckOthersMoved: own(0.5, "K"),
  stuckOthersMovedSteps: own(3, "sensor steps"),
  /** Carbon dioxide stands still in an empty house; not where people are. */
  stuckOccupied: own(10, "h"),
  /** Days, by the mean of the day and the day before, on which people, lamps and sun warm a house enough. */
  warmFrom: own(16.5, "°C"),
  warmTo: own(20, "°C"),
  /** The colder of the two must reach this: plants that look back a day rightly heat the first warm one. */
  warmCoolest: own(16, "°C"),
  /** Days on which no plant heats: what is bought then is hot water. */
  hot: own(21, "°C"),
  hotDays: own(4, "days"),
  warmDays: own(8, "days"),
  /** So many standard errors, so that chance does not ask. */
  warmErrors: own(3, "standard errors"),
} as const satisfies Record<string, AdviceThreshold>;
