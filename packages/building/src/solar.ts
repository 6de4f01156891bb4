/** Compass directions of a vertical surface's outward normal, and the horizontal. */
export const orientations = ["north", "east", "south", "west", "horizontal"] as const;
export type Orientation = (typeof orientations)[number];

/** Hourly irradiance in W/m² on each orientation; one value per hour, the mean of the hour. */
export type FacadeIrradiance = Readonly<Record<Orientation, Float64Array>>;

export interface Place {
  readonly latitudeDegrees: number;
  /** East positive. */
  readonly longitudeDegrees: number;
}

/** Where the sun stands, as cosines and sines so that a surface's angle of incidence is one sum of products. */
export interface SunPosition {
  /** Cosine of the zenith angle; negative when the sun is below the horizon. */
  cosineZenith: number;
  sineDeclination: number;
  cosineDeclination: number;
  sineHourAngle: number;
  cosineHourAngle: number;
  /** Irradiance on a surface normal to the sun's rays outside the atmosphere, W/m². */
  extraterrestrialWm2: number;
}

const dayMs = 86_400_000;
const newYear2000Ms = Date.UTC(2000, 0, 1);
const meanYearMs = 365.2425 * dayMs;
const radians = Math.PI / 180;
const solarConstantWm2 = 1361;
/** Below this (1.7° over the horizon) the measured global irradiance is taken as diffuse: its quotient has no meaning. */
const lowestBeamCosine = 0.03;

/**
 * The sun's position at an instant, written into `out`. Declination and equation of time by Spencer's Fourier series
 * (1971), as given by Duffie and Beckman, *Solar Engineering of Thermal Processes*, 4th ed., eq. 1.6.1b and 1.5.3;
 * zenith angle by eq. 1.6.5; good to about 0.1°.
 */
export function sunPosition(epochMs: number, place: Place, out: SunPosition): void {
  const years = (epochMs - newYear2000Ms) / meanYearMs;
  const angle = 2 * Math.PI * (years - Math.floor(years));
  const sine = Math.sin(angle);
  const cosine = Math.cos(angle);
  const sine2 = 2 * sine * cosine;
  const cosine2 = 2 * cosine * cosine - 1;
  const declination =
    0.006918 -
    0.399912 * cosine +
    0.070257 * sine -
    0.006758 * cosine2 +
    0.000907 * sine2 -
    0.002697 * Math.cos(3 * angle) +
    0.00148 * Math.sin(3 * angle);
  const equationOfTimeHours =
    (229.18 * (0.000075 + 0.001868 * cosine - 0.032077 * sine - 0.014615 * cosine2 - 0.040849 * sine2)) / 60;
  const solarHours = (epochMs % dayMs) / 3_600_000 + place.longitudeDegrees / 15 + equationOfTimeHours;
  const hourAngle = (solarHours - 12) * 15 * radians;
  out.sineDeclination = Math.sin(declination);
  out.cosineDeclination = Math.cos(declination);
  out.sineHourAngle = Math.sin(hourAngle);
  out.cosineHourAngle = Math.cos(hourAngle);
  out.cosineZenith =
    Math.sin(place.latitudeDegrees * radians) * out.sineDeclination +
    Math.cos(place.latitudeDegrees * radians) * out.cosineDeclination * out.cosineHourAngle;
  out.extraterrestrialWm2 = solarConstantWm2 * (1 + 0.033 * cosine);
}

export function createSunPosition(): SunPosition {
  return {
    cosineZenith: 0,
    sineDeclination: 0,
    cosineDeclination: 0,
    sineHourAngle: 0,
    cosineHourAngle: 0,
    extraterrestrialWm2: 0,
  };
}

/**
 * Global horizontal irradiance under a cloudless sky, W/m²: Haurwitz (1945), 1098·cos z·exp(−0.057 / cos z).
 */
export function clearSkyWm2(cosineZenith: number): number {
  return cosineZenith <= 0 ? 0 : 1098 * cosineZenith * Math.exp(-0.057 / cosineZenith);
}

/**
 * The diffuse share of global irradiance for a clearness index (global / extraterrestrial, both horizontal):
 * Erbs, Klein and Duffie, Solar Energy 28 (1982) 293–302.
 */
export function diffuseShare(clearness: number): number {
  if (clearness <= 0.22) return 1 - 0.09 * clearness;
  if (clearness > 0.8) return 0.165;
  return (
    0.9511 - 0.1604 * clearness + 4.388 * clearness ** 2 - 16.638 * clearness ** 3 + 12.336 * clearness ** 4
  );
}

/**
 * Irradiance on four vertical facades and the horizontal from hourly global horizontal irradiance: split by
 * `diffuseShare`, the sky taken as isotropic (Liu and Jordan 1963; Duffie and Beckman eq. 2.15.1 with a slope of 90°),
 * the ground reflecting `groundReflectance` of the global irradiance. The sun stands where it is at mid-hour.
 * @param startMs the start of the first hour
 * @param globalWm2 one mean value per hour, none of them a gap
 */
export function facadeIrradiance(
  startMs: number,
  globalWm2: Float64Array,
  place: Place,
  groundReflectance = 0.2,
): FacadeIrradiance {
  const hours = globalWm2.length;
  const north = new Float64Array(hours);
  const east = new Float64Array(hours);
  const south = new Float64Array(hours);
  const west = new Float64Array(hours);
  const sun = createSunPosition();
  const sineLatitude = Math.sin(place.latitudeDegrees * radians);
  const cosineLatitude = Math.cos(place.latitudeDegrees * radians);
  for (let hour = 0; hour < hours; hour++) {
    const global = globalWm2[hour]!;
    if (!(global > 0)) continue;
    sunPosition(startMs + hour * 3_600_000 + 1_800_000, place, sun);
    const { cosineZenith } = sun;
    let diffuse = global;
    let beamNormal = 0;
    if (cosineZenith > lowestBeamCosine) {
      diffuse = global * diffuseShare(global / (sun.extraterrestrialWm2 * cosineZenith));
      beamNormal = (global - diffuse) / cosineZenith;
    }
    // Cosines of incidence on the south- and west-facing vertical; the opposite facades have the negatives.
    const onSouth =
      sun.cosineDeclination * sineLatitude * sun.cosineHourAngle - sun.sineDeclination * cosineLatitude;
    const onWest = sun.cosineDeclination * sun.sineHourAngle;
    const isotropic = 0.5 * diffuse + 0.5 * groundReflectance * global;
    north[hour] = isotropic + beamNormal * Math.max(0, -onSouth);
    south[hour] = isotropic + beamNormal * Math.max(0, onSouth);
    east[hour] = isotropic + beamNormal * Math.max(0, -onWest);
    west[hour] = isotropic + beamNormal * Math.max(0, onWest);
  }
  return { north, east, south, west, horizontal: globalWm2 };
}
