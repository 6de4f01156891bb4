import { fail, ok, type Result } from "@husting/series";

/** What a person in a room exchanges heat with, and how they are dressed and busy. */
export interface ThermalConditions {
  readonly airTemperatureC: number;
  readonly radiantTemperatureC: number;
  /** Relative to the body: room air plus what the person's own movement adds. */
  readonly airSpeedMs: number;
  readonly relativeHumidityPct: number;
  /** 1 met = 58.15 W/m² (ISO 7730), an adult sitting still. */
  readonly metabolicRateMet: number;
  /** 1 clo = 0.155 m²K/W, an indoor suit. */
  readonly clothingClo: number;
}

/** Predicted mean vote (−3 cold … +3 hot) and predicted percentage dissatisfied, %. */
export interface PredictedVote {
  readonly pmv: number;
  readonly ppd: number;
}

export type ConditionName = keyof ThermalConditions | "vapourPressurePa";

export type PmvReason =
  | { readonly code: "not-a-number"; readonly input: ConditionName }
  | {
      readonly code: "outside-validity";
      readonly input: ConditionName;
      readonly value: number;
      readonly lowest: number;
      readonly highest: number;
    }
  | { readonly code: "vote-outside-validity"; readonly pmv: number; readonly lowest: -2; readonly highest: 2 }
  | { readonly code: "no-heat-balance" };

type Span = readonly [lowest: number, highest: number];

/** Inputs for which ISO 7730:2005, clause 4.1 says that PMV may be used. */
export const iso7730Validity: Readonly<Record<ConditionName, Span>> = {
  airTemperatureC: [10, 30],
  radiantTemperatureC: [10, 40],
  airSpeedMs: [0, 1],
  relativeHumidityPct: [0, 100],
  metabolicRateMet: [0.8, 4],
  clothingClo: [0, 2],
  vapourPressurePa: [0, 2700],
};

const inputs = Object.keys(iso7730Validity) as readonly ConditionName[];

/** Water vapour pressure, Pa, from air temperature and relative humidity (the form of ISO 7730:2005, annex D). */
export function vapourPressurePa(airTemperatureC: number, relativeHumidityPct: number): number {
  return relativeHumidityPct * 10 * Math.exp(16.6536 - 4030.183 / (airTemperatureC + 235));
}

/**
 * The first input that is no number or lies outside `validity`; undefined when PMV may be worked out.
 */
export function conditionFault(
  conditions: ThermalConditions,
  validity: Readonly<Record<ConditionName, Span>>,
): PmvReason | undefined {
  for (const input of inputs) {
    const value =
      input === "vapourPressurePa"
        ? vapourPressurePa(conditions.airTemperatureC, conditions.relativeHumidityPct)
        : conditions[input];
    if (!Number.isFinite(value)) return { code: "not-a-number", input };
    const [lowest, highest] = validity[input];
    if (value < lowest || value > highest) {
      return { code: "outside-validity", input, value, lowest, highest };
    }
  }
  return undefined;
}

/**
 * PMV without any check of its inputs: NaN for inputs that admit no heat balance. For hot loops over columns that were
 * checked before; everyone else calls `predictedVote`.
 *
 * Source: ISO 7730:2005, equations (1) to (4). The standard finds the clothing surface temperature by damped
 * substitution; here it is Newton's method on the same equation, whose left side grows with the temperature, so there is
 * one root and few steps.
 */
export function pmvUnchecked(
  airTemperatureC: number,
  radiantTemperatureC: number,
  airSpeedMs: number,
  relativeHumidityPct: number,
  metabolicRateMet: number,
  clothingClo: number,
): number {
  const vapourPa = vapourPressurePa(airTemperatureC, relativeHumidityPct);
  const insulation = 0.155 * clothingClo;
  // No work is done outwards: W of the standard is zero indoors.
  const heatWm2 = metabolicRateMet * 58.15;
  const areaRatio = insulation <= 0.078 ? 1 + 1.29 * insulation : 1.05 + 0.645 * insulation;
  const forced = 12.1 * Math.sqrt(airSpeedMs);
  const radiantK = radiantTemperatureC + 273;
  const radiantK4 = radiantK * radiantK * radiantK * radiantK;
  const skinC = 35.7 - 0.028 * heatWm2;
  const resistance = insulation * areaRatio;

  let clothingC = skinC - (skinC - airTemperatureC) * Math.min(0.9, insulation * 3.5);
  let convection = forced;
  let step = 1;
  for (let i = 0; i < 60 && Math.abs(step) > 1e-6; i++) {
    const difference = clothingC - airTemperatureC;
    const free = 2.38 * Math.sqrt(Math.sqrt(Math.abs(difference)));
    convection = Math.max(free, forced);
    const clothingK = clothingC + 273;
    const clothingK3 = clothingK * clothingK * clothingK;
    const radiation = 3.96e-8 * (clothingK3 * clothingK - radiantK4);
    const balance = clothingC - skinC + resistance * (radiation + convection * difference);
    const slope = 1 + resistance * (4 * 3.96e-8 * clothingK3 + (free > forced ? 1.25 * free : forced));
    step = balance / slope;
    clothingC -= step;
  }
  if (!(Math.abs(step) <= 1e-6)) return Number.NaN;

  const clothingK = clothingC + 273;
  const skinLoss = 3.05e-3 * (5733 - 6.99 * heatWm2 - vapourPa);
  const sweatLoss = heatWm2 > 58.15 ? 0.42 * (heatWm2 - 58.15) : 0;
  const breathLoss = 1.7e-5 * heatWm2 * (5867 - vapourPa) + 0.0014 * heatWm2 * (34 - airTemperatureC);
  const radiationLoss = 3.96e-8 * areaRatio * (clothingK * clothingK * clothingK * clothingK - radiantK4);
  const convectionLoss = areaRatio * convection * (clothingC - airTemperatureC);
  const load = heatWm2 - skinLoss - sweatLoss - breathLoss - radiationLoss - convectionLoss;
  return (0.303 * Math.exp(-0.036 * heatWm2) + 0.028) * load;
}

/** Predicted percentage dissatisfied, %, of a mean vote; never under 5. ISO 7730:2005, equation (5). */
export function ppdOf(pmv: number): number {
  const square = pmv * pmv;
  return 100 - 95 * Math.exp(-0.03353 * square * square - 0.2179 * square);
}

/**
 * PMV and PPD of ISO 7730:2005. Refuses, by name, inputs outside the ranges of its clause 4.1 and votes outside
 * −2 … +2, where the standard does not stand by its figures; `"computed"` gives them all the same, for comparison with
 * other tools, and refuses only what has no answer.
 */
export function predictedVote(
  conditions: ThermalConditions,
  outsideValidity: "refused" | "computed" = "refused",
): Result<PredictedVote, PmvReason> {
  if (outsideValidity === "refused") {
    const fault = conditionFault(conditions, iso7730Validity);
    if (fault !== undefined) return fail(fault);
  }
  const pmv = pmvUnchecked(
    conditions.airTemperatureC,
    conditions.radiantTemperatureC,
    conditions.airSpeedMs,
    conditions.relativeHumidityPct,
    conditions.metabolicRateMet,
    conditions.clothingClo,
  );
  if (!Number.isFinite(pmv)) return fail({ code: "no-heat-balance" });
  if (outsideValidity === "refused" && Math.abs(pmv) > 2) {
    return fail({ code: "vote-outside-validity", pmv, lowest: -2, highest: 2 });
  }
  return ok({ pmv, ppd: ppdOf(pmv) });
}
