import { type Coverage, fail, ok, type Result } from "@husting/series";
import { median, quantile } from "../statistics.ts";
import { type AdviceContext, coverageOf } from "./context.ts";
import type { SilentReason } from "./model.ts";
import { adviceAssumptions } from "./thresholds.ts";

/** A meter's middle load, kW, by when it is; NaN where there were too few hours of a kind. */
export interface LoadLevels {
  /** Hours with people on days with people. */
  readonly dayKw: number;
  /** Hours without people, two hours clear of them, around days with people. */
  readonly nightKw: number;
  /**
   * At the hours of the day at which people come on workdays, but on Saturdays and Sundays without any: what seven of ten
   * such hours reach, so that a few busy days off are no habit.
   */
  readonly weekendKw: number;
  /** The same on Mondays to Fridays without any: holidays, closures, breaks. */
  readonly holidayKw: number;
  readonly nightHours: number;
  readonly weekendHours: number;
  readonly holidayHours: number;
  readonly holidays: number;
  readonly coverage: Coverage;
}

const leastCoverage = adviceAssumptions.loadCoverage.value;
const neededDays = adviceAssumptions.loadDays.value;
const neededHolidays = adviceAssumptions.loadHolidays.value;
const clearHours = adviceAssumptions.loadClear.value;
const daysOffShare = adviceAssumptions.loadDaysOff.value;

/** Load levels of the electricity meter, or why there are none. A building that is never empty has no off hours. */
export function loadLevels(context: AdviceContext): Result<LoadLevels, SilentReason> {
  const { input, local, occupied } = context;
  const load = input.electricityKwh;
  if (load === undefined) return fail({ code: "no-electricity-meter" });
  const coverage = coverageOf(load);
  if (coverage.share < leastCoverage) {
    return fail({ code: "too-little-measured", coverage, leastShare: leastCoverage });
  }
  const workHours = new Uint8Array(24);
  const firstDay = local.localDay[0]!;
  const peopleOnDay = new Uint8Array(local.localDay[local.localDay.length - 1]! - firstDay + 1);
  occupied.forEach((value, i) => {
    if (value !== 1) return;
    peopleOnDay[local.localDay[i]! - firstDay] = 1;
    if (local.weekday[i]! < 5) workHours[local.hourOfDay[i]!] = 1;
  });
  const days = peopleOnDay.reduce((sum, value) => sum + value, 0);
  if (days < neededDays) return fail({ code: "too-few-days", days, needed: neededDays });
  if (!workHours.includes(0)) return fail({ code: "never-empty" });

  const kinds = {
    day: [] as number[],
    night: [] as number[],
    weekend: [] as number[],
    holiday: [] as number[],
  };
  const holidayDays = new Set<number>();
  const hours = { night: 0, weekend: 0, holiday: 0 };
  for (let i = 0; i < load.length; i++) {
    const day = local.localDay[i]! - firstDay;
    const hour = local.hourOfDay[i]!;
    let kind: keyof typeof kinds | undefined;
    if (peopleOnDay[day] === 1) {
      if (occupied[i] === 1) kind = "day";
      else if (clearOfPeople(occupied, i)) kind = "night";
    } else if (workHours[hour] === 1) {
      kind = local.weekday[i]! < 5 ? "holiday" : "weekend";
    }
    if (kind === undefined) continue;
    if (kind !== "day") hours[kind]++;
    if (Number.isNaN(load[i]!)) continue;
    if (kind === "holiday") holidayDays.add(day);
    kinds[kind].push(load[i]!);
  }
  if (kinds.night.length < neededDays * 3) return fail({ code: "never-empty" });
  const enoughOf = (values: readonly number[], needed: number): number =>
    values.length >= needed ? quantile(values, daysOffShare) : Number.NaN;
  return ok({
    dayKw: median(kinds.day),
    nightKw: median(kinds.night),
    weekendKw: enoughOf(kinds.weekend, 80),
    holidayKw: holidayDays.size >= neededHolidays ? quantile(kinds.holiday, daysOffShare) : Number.NaN,
    nightHours: hours.night,
    weekendHours: hours.weekend,
    holidayHours: hours.holiday,
    holidays: holidayDays.size,
    coverage,
  });
}

function clearOfPeople(occupied: Uint8Array, at: number): boolean {
  for (let i = Math.max(0, at - clearHours); i <= Math.min(occupied.length - 1, at + clearHours); i++) {
    if (occupied[i] === 1) return false;
  }
  return true;
}
