import type { Airing, HeatingCurve, Ventilation } from "./description.ts";

/** Volumetric heat capacity of air: 1.2 kJ/(m³·K), so 1.2 W per l/s and K (ISO 13790:2008 §9.3.1). */
export const airWPerLsK = 1.2;

/** Exponent of a radiator's output in its excess temperature (EN 442-2, usual value). */
const radiatorExponent = 1.3;
/** How far a controller lowers the water for each K that the rooms are to be cooler at night: the usual rule of three. */
const waterKPerRoomK = 3;
/** The room temperature for which curves are drawn. */
const curveRoomC = 20;

/**
 * Mean radiator water temperature less 20 °C, K, that the heating curve gives at an outdoor temperature. With a
 * steepness of 1 and no shift the radiators then give heat in proportion to how far it is below the balance
 * temperature: the bend 1/1.3 answers the radiators' exponent.
 */
export function waterExcessK(curve: HeatingCurve, outdoorC: number, setbackK: number): number {
  const span = curve.balanceOutdoorC - curve.designOutdoorC;
  const load = Math.min(1.15, (curve.balanceOutdoorC - outdoorC) / span);
  if (load <= 0) return 0;
  const excessK = curve.steepness * curve.ratedExcessK * load ** (1 / radiatorExponent) + curve.shiftK;
  return Math.max(0, excessK - waterKPerRoomK * setbackK);
}

/** Output of fully open radiators, as a share of their rating, in a room of `airC`. */
export function radiatorShare(curve: HeatingCurve, excessK: number, airC: number): number {
  const ratio = (excessK + curveRoomC - airC) / curve.ratedExcessK;
  return excessK <= 0 || ratio <= 0 ? 0 : ratio ** radiatorExponent;
}

/**
 * Temperature of the air after heat recovery, before any heating coil. When the rooms are too warm, no more is
 * recovered than the supply air is to have, so that nothing is thrown away only to be heated again.
 */
export function recoveredAirC(
  ventilation: Ventilation,
  outdoorC: number,
  extractC: number,
  tooWarm: boolean,
): number {
  const fullC = outdoorC + ventilation.heatRecovery * (extractC - outdoorC);
  if (!tooWarm || outdoorC >= extractC) return fullC;
  return Math.min(fullC, Math.max(outdoorC, ventilation.supplyAirC ?? outdoorC));
}

/** Electric power of fans, W, that bring `flowLs` at full speed and run at a share of it. */
export function fanPowerW(ventilation: Ventilation, flowLs: number, share: number): number {
  return share <= 0 ? 0 : ventilation.fanWPerLs * flowLs * Math.max(0.1, share ** 3);
}

/**
 * How far open people have the windows, 0 to 1: not at all up to `openAboveC`, wide open 3 K above it when it is mild
 * out and a crack when it is cold, for nobody airs a room down to frost; and a little when the air is stuffy. Nobody
 * opens a window to warmer air because it is too warm.
 */
export function windowOpening(airing: Airing, airC: number, outdoorC: number, co2Ppm: number): number {
  const coolerOutK = airC - outdoorC;
  const mildness = Math.min(1, 6 / Math.max(6, coolerOutK));
  const warmth = coolerOutK > 0 ? (mildness * (airC - airing.openAboveC)) / 3 : 0;
  const stuffiness = (0.25 * Math.max(0.25, mildness) * (co2Ppm - airing.openAboveCo2Ppm)) / 600;
  return Math.min(1, Math.max(0, Math.min(mildness, warmth), Math.min(0.25, stuffiness)));
}
