/** A figure from which a detector speaks. A record, so that whoever reads a finding can see what it was held to. */
export interface AdviceThreshold {
  readonly value: number;
  readonly unit: "share" | "K" | "K/K" | "h" | "ppm";
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
