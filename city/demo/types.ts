import type { HourlyWeather } from "@husting/building";
import type { Installation } from "@husting/metering";
import type { RegularSeries } from "@husting/series";

export type DemoCityName = "umea" | "chanba";

/** A text in the three languages of the partnership. */
export type Localised = Readonly<Record<"sv" | "en" | "zh", string>>;

export type BuildingUse =
  | "school"
  | "preschool"
  | "housing"
  | "office"
  | "sports-hall"
  | "library"
  | "elderly-care"
  | "health-centre"
  | "culture"
  | "community-centre";

export type Carrier = "district-heat" | "gas" | "electricity";

export type MeasureKind =
  | "night-setback"
  | "heating-curve"
  | "ventilation-schedule"
  | "led-lighting"
  | "insulation"
  | "lower-set-point"
  | "balancing"
  | "heat-recovery"
  | "other";

/** A meter in its place for a while; a simulated one's register and rating are always known. */
export type DemoInstallation = Installation & {
  readonly registerWidth: number;
  readonly ratedPowerKw: number;
};

/**
 * Readings in ascending time. `values[i] · 10^decimals` is a whole number but for the last bit of a double. An hour
 * that was not received has no row.
 */
export interface DemoReadings {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  readonly decimals: number;
}

/** Readings that came a second time with other values. The point's readings hold what came first. */
export interface DemoCorrection {
  readonly receivedAtMs: number;
  /** Code of the reason, as `causeName` of the readings says it in words. */
  readonly reason: string;
  readonly timesMs: Float64Array;
  readonly originalValues: Float64Array;
  readonly correctedValues: Float64Array;
  readonly decimals: number;
}

export interface DemoMeteringPoint {
  /** Unique in the city: the building's id, a slash, `heat` or `electricity`. */
  readonly id: string;
  readonly carrier: Carrier;
  /**
   * `cumulative`: a register as it stood at the instant, so that n hours have n + 1 readings, the last at the end of
   * the demo. `interval`: the amount of the hour that begins at the instant.
   */
  readonly kind: "cumulative" | "interval";
  readonly unit: "kWh" | "MWh";
  readonly stepMs: number;
  readonly installations: readonly DemoInstallation[];
  readonly readings: DemoReadings;
  readonly corrections: readonly DemoCorrection[];
}

export interface DemoRoom {
  /** Unique within the building. */
  readonly id: string;
  readonly name: Localised;
  readonly floorAreaM2: number;
  /** People who use it regularly. */
  readonly regularUsers: number;
  /** Undefined for a room without a sensor. Each value is the mean of the hour that begins at the instant. */
  readonly sensor: { readonly temperatureC: DemoReadings; readonly co2Ppm: DemoReadings } | undefined;
}

/** What a measure did, known because the building was simulated with and without it in the same weather. */
export interface TrueEffect {
  /** Share of the heat and of the electricity saved from the reporting period's start to the end of the demo. */
  readonly heatShare: number;
  readonly electricityShare: number;
  readonly heatKwh: number;
  readonly electricityKwh: number;
  /** Change of the mean room temperature in occupied heating hours over all rooms, and in the room that lost most, K. */
  readonly roomTemperatureK: number;
  readonly worstRoomTemperatureK: number;
}

/** What was said of a measure before it was done, where that is not what is usual. */
export interface DemoPlan {
  readonly expectedShare?: number;
  readonly leastWorthwhileShare?: number;
}

export interface DemoMeasure {
  /** Unique in the city. */
  readonly id: string;
  readonly title: Localised;
  readonly kind: MeasureKind;
  /** The carrier on which the saving is claimed. */
  readonly carrier: Carrier;
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
  readonly baselineEndMs: number;
  readonly reportingStartMs: number;
  /** Share saved on the claimed carrier. */
  readonly trueEffectShare: number;
  readonly trueEffect: TrueEffect;
  readonly plan: DemoPlan;
  /** Whether the people in the rooms were invited to answer before it and after it. */
  readonly asksPeople: boolean;
}

/** A flaw that was put into the data, so that a test can look for it. */
export type DemoFlaw =
  | { readonly kind: "meter-swap"; readonly pointId: string; readonly atMs: number }
  | { readonly kind: "rollover"; readonly pointId: string; readonly atMs: number }
  | { readonly kind: "gap"; readonly pointId: string; readonly fromMs: number; readonly toMs: number }
  | { readonly kind: "gateway-outage"; readonly fromMs: number; readonly toMs: number }
  | {
      readonly kind: "late-correction";
      readonly pointId: string;
      readonly fromMs: number;
      readonly toMs: number;
    }
  | { readonly kind: "room-without-sensor"; readonly roomId: string };

export interface DemoBuilding {
  /** A slug, unique in the city. */
  readonly id: string;
  readonly name: Localised;
  readonly use: BuildingUse;
  readonly yearBuilt: number;
  readonly floorAreaM2: number;
  /** Heated area in Sweden, gross floor area in China: never to be compared without saying so. */
  readonly floorAreaKind: "Atemp" | "建筑面积";
  readonly storeys: number;
  readonly points: readonly DemoMeteringPoint[];
  readonly rooms: readonly DemoRoom[];
  readonly measures: readonly DemoMeasure[];
  readonly flaws: readonly DemoFlaw[];
  /** What the meters would have shown without flaws: kWh of each hour, unrounded. */
  readonly truth: { readonly heatKwh: RegularSeries; readonly electricityKwh: RegularSeries };
}

export interface DemoCity {
  readonly city: DemoCityName;
  readonly name: Localised;
  readonly zone: string;
  readonly startMs: number;
  /** Exclusive. */
  readonly endMs: number;
  readonly weather: HourlyWeather;
  readonly buildings: readonly DemoBuilding[];
}

export interface DemoOptions {
  /** Exclusive end of the demo, a whole UTC hour. */
  readonly endMs: number;
  /** Calendar years before it; 3 when not given. */
  readonly years?: number;
  readonly seed: string;
}
