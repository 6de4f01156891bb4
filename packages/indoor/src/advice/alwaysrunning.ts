import { fail, ok } from "@husting/series";
import { type AdviceContext, yearsPerFrame } from "./context.ts";
import { type LoadLevels, loadLevels } from "./loadlevels.ts";
import { confidenceOf, type Detection } from "./model.ts";
import { adviceAssumptions, adviceThresholds } from "./thresholds.ts";

const alikeShare = adviceThresholds.aroundTheClock.value;
const usualShare = {
  low: adviceAssumptions.usualEmptyLoadHigh.value,
  value: adviceAssumptions.usualEmptyLoad.value,
  high: adviceAssumptions.usualEmptyLoadLow.value,
};

/** True when neither night nor weekend is to be told from the day. */
export function isAlwaysRunning({ dayKw, nightKw, weekendKw }: LoadLevels): boolean {
  return nightKw >= alikeShare * dayKw && (Number.isNaN(weekendKw) || weekendKw >= alikeShare * dayKw);
}

/** Electricity that does not notice whether anybody is there. */
export function alwaysRunning(context: AdviceContext): Detection {
  const levels = loadLevels(context);
  if (!levels.ok) return fail(levels.reason);
  if (!(levels.value.dayKw > 0) || !isAlwaysRunning(levels.value)) return ok([]);
  const { dayKw, nightKw, weekendKw, nightHours, weekendHours, coverage } = levels.value;
  const emptyHours = (nightHours + weekendHours) * yearsPerFrame(context);
  const saving = (share: number): number => Math.max(0, nightKw - share * dayKw) * emptyHours;
  return ok([
    {
      code: "runs-around-the-clock",
      evidence: [
        { name: "day-load", value: dayKw, unit: "kW" },
        { name: "night-load", value: nightKw, unit: "kW" },
        ...(Number.isNaN(weekendKw) ? [] : [{ name: "weekend-load", value: weekendKw, unit: "kW" } as const]),
        { name: "night-share", value: nightKw / dayKw, unit: "share" },
      ],
      kwhPerYear: {
        value: saving(usualShare.value),
        low: saving(usualShare.low),
        high: saving(usualShare.high),
      },
      rooms: [],
      confidence: confidenceOf((nightKw / dayKw - alikeShare) / 0.05, coverage),
      coverage,
    },
  ]);
}
