/** Simulated meters of the speed benches; the same seed gives the same meter. */
import { type BillingInput, type DailyInput, type HourlyInput, hourCalendar } from "../src/index.ts";

/** A year of a simulated meter: heating under 53 °F, cooling over 68 °F, repeatable noise. */
export function dailyMeter(seed: number, cooling: boolean): DailyInput {
  const days = 365;
  const useKwh = new Float64Array(days);
  const temperature = new Float64Array(days);
  let state = seed >>> 0 || 1;
  for (let i = 0; i < days; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const noise = state / 2 ** 32 - 0.5;
    const t = 54 - 27 * Math.cos((2 * Math.PI * i) / 365) + 18 * noise;
    temperature[i] = t;
    useKwh[i] =
      13 + 1.1 * Math.max(0, 53 - t) + (cooling ? 2.5 * Math.max(0, t - 68) : 0) + 8 * (noise + 0.5);
  }
  return { useKwh, temperature, temperatureUnit: "F", candidates: { cooling } };
}

/** The same meter's twelve bills. */
export function billsOf(days: DailyInput): BillingInput {
  const firstDay = Int32Array.from({ length: 13 }, (_, i) => Math.round((i * 365) / 12));
  const useKwh = Float64Array.from({ length: 12 }, (_, i) =>
    days.useKwh.subarray(firstDay[i]!, firstDay[i + 1]!).reduce((sum, v) => sum + v, 0),
  );
  return { useKwh, firstDay, temperature: days.temperature, temperatureUnit: "F" };
}

/** A year of hours: working hours, heating, repeatable noise. */
export function hourlyMeter(
  seed: number,
): HourlyInput & { readonly calendar: ReturnType<typeof hourCalendar> } {
  const hours = 8760;
  const calendar = hourCalendar(Date.UTC(2021, 0, 1), hours, "Europe/Stockholm");
  const temperature = new Float64Array(hours);
  const useKwh = new Float64Array(hours);
  let state = seed >>> 0 || 1;
  for (let i = 0; i < hours; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const noise = state / 2 ** 32 - 0.5;
    const hour = calendar.hourOfWeek[i]! % 24;
    const t = 7 - 12 * Math.cos((2 * Math.PI * i) / hours) + 5 * Math.sin(i / 3.8) + 4 * noise;
    temperature[i] = t;
    useKwh[i] = 10 + (hour > 7 && hour < 18 ? 6 : 0) + 0.6 * Math.max(0, 15 - t) + 3 * (noise + 0.5);
  }
  return { useKwh, temperature, temperatureUnit: "C", calendar };
}
