import type { RegularSeries } from "@husting/series";
import type { Climate } from "./climate.ts";
import { createRandom } from "./random.ts";
import { clearSkyWm2, createSunPosition, sunPosition } from "./solar.ts";

/** Hourly weather without gaps; every value is the mean of its hour, rounded as a station reports it. */
export interface HourlyWeather {
  /** °C, one decimal. */
  readonly temperatureC: RegularSeries;
  /** %, whole numbers. */
  readonly relativeHumidityPercent: RegularSeries;
  /** Global horizontal irradiance, W/m², whole numbers. */
  readonly globalIrradianceWm2: RegularSeries;
}

export interface WeatherWindow {
  /** Start of the first hour, a whole UTC hour. */
  readonly startMs: number;
  readonly hours: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const newYear2000Ms = Date.UTC(2000, 0, 1);
const meanYearMs = 365.2425 * dayMs;

/** Time constants of the two parts of the weather: passing lows and highs, and spells of weeks. */
const passingHours = 55;
const spellHours = 18 * 24;
/** Share of the variance of daily means that belongs to the spells. */
const spellShare = 0.35;
const cloudHours = 16;
/** Global irradiance under the thickest cloud, as a share of that under a clear sky. */
const overcastShare = 0.12;
/** The normals are of calendar days' means; averaging over a day takes this much off the hourly parts' deviation. */
const dailyMeanDamping = 0.93;

/**
 * A smooth yearly curve whose mean over each twelfth of a year is the month's normal: a Fourier series through twelve
 * means, each harmonic divided by what averaging over a month takes off it. Tabulated, one value a day.
 */
export function annualCurve(monthly: readonly number[]): Float64Array {
  const curve = new Float64Array(366);
  for (let harmonic = 0; harmonic <= 6; harmonic++) {
    let cosine = 0;
    let sine = 0;
    for (let month = 0; month < 12; month++) {
      const angle = (2 * Math.PI * harmonic * (month + 0.5)) / 12;
      cosine += monthly[month]! * Math.cos(angle);
      sine += monthly[month]! * Math.sin(angle);
    }
    const half = (Math.PI * harmonic) / 12;
    const weight =
      (harmonic === 0 || harmonic === 6 ? 1 : 2) / 12 / (harmonic === 0 ? 1 : Math.sin(half) / half);
    for (let day = 0; day < 366; day++) {
      const angle = (2 * Math.PI * harmonic * (day + 0.5)) / 366;
      curve[day]! += weight * (cosine * Math.cos(angle) + sine * Math.sin(angle));
    }
  }
  return curve;
}

/** Saturation vapour pressure over water, hPa: Magnus formula with Sonntag's coefficients (1990). */
function saturationHpa(temperatureC: number): number {
  return 6.112 * Math.exp((17.62 * temperatureC) / (243.12 + temperatureC));
}

/** Standard normal distribution function: Abramowitz and Stegun 26.2.17 (error below 7.5e-8). */
function normalShare(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const polynomial =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const upper = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
  return z < 0 ? upper : 1 - upper;
}

/** Mean share of clear-sky irradiance in each twelfth of a year that brings the irradiation to the month's normal. */
function monthlyClearness(climate: Climate): number[] {
  const clearWhM2 = new Array<number>(12).fill(0);
  const sun = createSunPosition();
  for (let hour = 0; hour < 8766; hour++) {
    sunPosition(newYear2000Ms + (hour + 0.5) * hourMs, climate.place, sun);
    clearWhM2[Math.floor((hour / 8766) * 12)]! += clearSkyWm2(sun.cosineZenith);
  }
  return clearWhM2.map((clear, month) =>
    Math.min(0.9, Math.max(0.2, (climate.globalIrradiation.values[month]! * 1000) / clear)),
  );
}

/**
 * Hourly weather that could have been: the climate's yearly course, a daily course that follows the sky, passing weather
 * and spells of weeks (two first-order autoregressive processes), and clouds that go with the temperature: a clear sky
 * is cold in winter and warm in summer. The expected irradiation and mean temperature of each month are the normals;
 * a single month differs from them, as in the world. The same climate, window and seed give the same weather.
 */
export function synthesiseWeather(climate: Climate, window: WeatherWindow, seed: string): HourlyWeather {
  const { startMs, hours } = window;
  const random = createRandom(`${seed}/weather/${climate.id}`);
  const normalC = annualCurve(climate.meanTemperature.values);
  const rangeK = annualCurve(climate.meanDailyRange.values);
  const deviationK = annualCurve(climate.temperatureDeviation.values);
  const humidity = annualCurve(climate.meanRelativeHumidity.values);
  const clearness = annualCurve(monthlyClearness(climate));
  const temperatureC = new Float64Array(hours);
  const relativeHumidityPercent = new Float64Array(hours);
  const globalIrradianceWm2 = new Float64Array(hours);
  const sun = createSunPosition();
  const passingKeep = Math.exp(-1 / passingHours);
  const spellKeep = Math.exp(-1 / spellHours);
  const cloudKeep = Math.exp(-1 / cloudHours);
  const passingKick = Math.sqrt((1 - passingKeep ** 2) * (1 - spellShare));
  const spellKick = Math.sqrt((1 - spellKeep ** 2) * spellShare);
  const cloudKick = Math.sqrt(1 - cloudKeep ** 2);
  let passing = random.normal() * Math.sqrt(1 - spellShare);
  let spell = random.normal() * Math.sqrt(spellShare);
  let cloud = random.normal();
  let moisture = random.normal();

  for (let hour = 0; hour < hours; hour++) {
    const midMs = startMs + (hour + 0.5) * hourMs;
    const years = (midMs - newYear2000Ms) / meanYearMs;
    const yearShare = years - Math.floor(years);
    const day = Math.min(365, Math.floor(yearShare * 366));
    passing = passing * passingKeep + random.normal() * passingKick;
    spell = spell * spellKeep + random.normal() * spellKick;
    cloud = cloud * cloudKeep + random.normal() * cloudKick;
    moisture = moisture * cloudKeep + random.normal() * cloudKick;
    const anomaly = passing + spell;

    const summerness = -Math.cos(2 * Math.PI * (yearShare - 0.04));
    const correlation = 0.4 * summerness;
    const sky = normalShare(correlation * anomaly + Math.sqrt(1 - correlation ** 2) * cloud);
    const meanClearness = Math.min(0.9, Math.max(0.2, clearness[day]!));
    // u^p has the mean 1 / (p + 1): p is chosen so that the month's mean clearness comes out.
    const power = (1 - overcastShare) / (meanClearness - overcastShare) - 1;
    const skyShare = overcastShare + (1 - overcastShare) * sky ** power;
    sunPosition(midMs, climate.place, sun);
    globalIrradianceWm2[hour] = Math.round(clearSkyWm2(sun.cosineZenith) * skyShare);

    const solarHour = midMs / hourMs + climate.place.longitudeDegrees / 15;
    const daily = 0.5 * rangeK[day]! * Math.cos((2 * Math.PI * (solarHour - 15)) / 24);
    const cloudlessness = Math.min(1.3, Math.max(0.4, skyShare / meanClearness));
    const meanC = normalC[day]!;
    const airC = meanC + (anomaly * deviationK[day]!) / dailyMeanDamping + daily * cloudlessness;
    temperatureC[hour] = Math.round(airC * 10) / 10;

    // Vapour follows the weather, not the time of day: the same air is damp at night and dry in the afternoon.
    const airMassC = meanC + 0.8 * anomaly * deviationK[day]!;
    const vapourHpa = saturationHpa(airMassC) * (humidity[day]! / 100) * Math.exp(0.12 * moisture);
    relativeHumidityPercent[hour] = Math.round(
      Math.min(100, Math.max(12, (100 * vapourHpa) / saturationHpa(airC))),
    );
  }
  const series = (values: Float64Array): RegularSeries => ({ startMs, stepMs: hourMs, values });
  return {
    temperatureC: series(temperatureC),
    relativeHumidityPercent: series(relativeHumidityPercent),
    globalIrradianceWm2: series(globalIrradianceWm2),
  };
}
