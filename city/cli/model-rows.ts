import type { SavingsClaim } from "../features/savings/claims/claim.ts";
import type {
  BillingSection,
  CaltrackHourlySection,
  HustingDailySection,
  HustingHourlySection,
  ModelSection,
  Pieces,
  TowtSection,
} from "../features/savings/claims/model-section.ts";
import { digits, percent } from "./figures.ts";

type DailyLineSection = Pick<BillingSection, "type" | "inTemperatureUnit">;
type Row = readonly [name: string, value: string];

/** The method in words, with the step it was used at where it has two. */
export function methodWords({ method, model }: SavingsClaim): string {
  switch (method) {
    case "caltrack-daily":
      return "CalTRACK 2.0 daily";
    case "caltrack-billing":
      return "CalTRACK 2.0 billing";
    case "caltrack-hourly":
      return "CalTRACK 2.0 hourly";
    case "towt":
      return `Time of week and temperature (LBNL), by ${"step" in model ? model.step : "hour"}`;
    case "husting-daily":
      return "Husting daily";
    case "husting-hourly":
      return "Husting hourly";
  }
}

/** A model's coefficients in lines for a terminal; --json has them all. */
export function modelRows(model: ModelSection): Row[] {
  switch (model.type) {
    case "hour-of-week-by-month":
      return caltrackHourlyRows(model);
    case "time-of-week-and-temperature":
      return towtRows(model);
    case "husting-daily-2":
      return hustingDailyRows(model);
    case "husting-hourly-2":
      return hustingHourlyRows(model);
    default:
      return lineRows(model);
  }
}

function lineRows(model: DailyLineSection): Row[] {
  const { coefficients, balancePoints, unit } = model.inTemperatureUnit;
  const degree = (value: number | null): string => (value === null ? "none" : `${digits(value)} °${unit}`);
  return [
    ["Model", model.type],
    ["Intercept", `${digits(coefficients.intercept)} kWh/day`],
    [
      "Heating slope",
      `${digits(coefficients.betaHdd)} kWh/day per °${unit} under ${degree(balancePoints.heating)}`,
    ],
    [
      "Cooling slope",
      `${digits(coefficients.betaCdd)} kWh/day per °${unit} over ${degree(balancePoints.cooling)}`,
    ],
  ];
}

function caltrackHourlyRows(model: CaltrackHourlySection): Row[] {
  return [
    ["Model", "a level for each hour of the week and bins of temperature, month by month"],
    ...model.months.map(
      ({ month, cvrmse, occupied, whenOccupied, whenUnoccupied }): Row => [
        `Month ${month}`,
        `CV(RMSE) ${percent(cvrmse)}; ${sum(occupied)} of 168 hours occupied; kWh/h per °F: ${sum(occupied) === 0 ? "" : `occupied ${pieces(whenOccupied, "°F")}; `}unoccupied ${pieces(whenUnoccupied, "°F")}`,
      ],
    ),
  ];
}

function towtRows(model: TowtSection): Row[] {
  const known = model.levelsKwh.flatMap((level) => level ?? []);
  const per = model.step === "hour" ? "kWh/h" : "kWh/day";
  const degree = `°${model.unit}`;
  return [
    ["Model", `a level for each ${model.step} of the week and a response to temperature in pieces`],
    ["Occupied", `${sum(model.occupied)} of ${model.occupied.length} ${model.step}s of the week`],
    ["Levels", `${digits(Math.min(...known))} to ${digits(Math.max(...known))} ${per} at 0 ${degree}`],
    ...(sum(model.occupied) === 0
      ? []
      : [["When occupied", `${per} per ${degree}: ${pieces(model.whenOccupied, degree)}`] as const]),
    ["When unoccupied", `${per} per ${degree}: ${pieces(model.whenUnoccupied, degree)}`],
  ];
}

function hustingDailyRows({ reading, daysDiscounted }: HustingDailySection): Row[] {
  const perDay = (value: number): string => `${digits(value)} kWh/day`;
  return [
    ["Model", "weekdays, days off, bends in the response to temperature, a weak yearly rhythm, a drift"],
    ["Working day", `${perDay(reading.workingDayAt15C)} at 15 °C`],
    ["Day off", `${perDay(reading.dayOffAt15C)} at 15 °C`],
    [
      "Each °C colder",
      `${perDay(reading.perDegreeColdKwh)} from 5 to −5 °C, ${perDay(reading.perDegreeCoolKwh)} from 15 to 5 °C`,
    ],
    ["Each °C warmer", `${perDay(reading.perDegreeWarmKwh)} from 20 to 25 °C`],
    ["Drift", `${perDay(reading.driftKwh)} from the baseline's start to its end, carried on`],
    ["Odd days", `${daysDiscounted} count less: far from all others`],
  ];
}

function hustingHourlyRows({ driftKwhPerDay, byHourOfDay, columns }: HustingHourlySection): Row[] {
  const level = (hour: number): string => {
    const value = byHourOfDay[hour]?.[0];
    return value === null || value === undefined ? "–" : digits(value);
  };
  return [
    ["Model", `${columns.length} columns fitted to each hour of the day; --json has them all`],
    ["Level, kWh/h", [0, 4, 8, 12, 16, 20].map((hour) => `${hour}–${hour + 1}: ${level(hour)}`).join(", ")],
    ["Drift", `${digits(driftKwhPerDay)} kWh/day from the baseline's start to its end, carried on`],
  ];
}

/** "−1.2 under 30, 0 to 45, 0.4 over": a slope a piece. */
function pieces({ knots, slopes }: Pieces, degree: string): string {
  if (knots.length === 0) return digits(slopes[0] ?? 0);
  return slopes
    .map((slope, k) =>
      k < knots.length
        ? `${slope.toPrecision(3)} to ${knots[k]!.toPrecision(3)} ${degree}`
        : `${slope.toPrecision(3)} over it`,
    )
    .join(", ");
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
