import { fail, ok } from "@husting/series";
import { isAlwaysRunning } from "./alwaysrunning.ts";
import { type AdviceContext, yearsPerFrame } from "./context.ts";
import { loadLevels } from "./loadlevels.ts";
import { type AdviceCode, confidenceOf, type Detection, type Evidence, type Finding } from "./model.ts";
import { adviceAssumptions, adviceThresholds } from "./thresholds.ts";

const nightShareAsked = adviceThresholds.nightLoad.value;
const dayOffStepAsked = adviceThresholds.dayOffLoad.value;
const leastStepShare = adviceAssumptions.loadStep.value;
const usualNightShare = {
  low: adviceAssumptions.usualEmptyLoadHigh.value,
  value: adviceAssumptions.usualEmptyLoad.value,
  high: adviceAssumptions.usualEmptyLoadLow.value,
};

/**
 * Electricity at night, at weekends and on holidays beyond what an empty building takes. Silent about what
 * `alwaysRunning` says already.
 */
export function offHours(context: AdviceContext): Detection {
  const levels = loadLevels(context);
  if (!levels.ok) return fail(levels.reason);
  const { dayKw, nightKw, weekendKw, holidayKw, coverage } = levels.value;
  if (!(dayKw > 0) || isAlwaysRunning(levels.value)) return ok([]);
  const years = yearsPerFrame(context);
  const findings: Finding[] = [];
  const level = (name: string, value: number): Evidence => ({ name, value, unit: "kW" });

  if (nightKw > nightShareAsked * dayKw) {
    const saving = (share: number): number =>
      Math.max(0, nightKw - share * dayKw) * levels.value.nightHours * years;
    findings.push({
      code: "night-load",
      evidence: [
        level("day-load", dayKw),
        level("night-load", nightKw),
        { name: "night-share", value: nightKw / dayKw, unit: "share" },
      ],
      kwhPerYear: {
        value: saving(usualNightShare.value),
        low: saving(usualNightShare.low),
        high: saving(usualNightShare.high),
      },
      rooms: [],
      confidence: confidenceOf((nightKw / dayKw - nightShareAsked) / 0.05, coverage),
      coverage,
    });
  }

  const step = dayKw - nightKw;
  if (step < leastStepShare * dayKw) return ok(findings);
  const daysOff = (code: AdviceCode, name: string, kw: number, hours: number): void => {
    const share = (kw - nightKw) / step;
    if (!(share > dayOffStepAsked)) return;
    const kwh = (kw - nightKw) * hours * years;
    findings.push({
      code,
      evidence: [
        level("day-load", dayKw),
        level("night-load", nightKw),
        level(name, kw),
        { name: "share-of-the-step-to-day", value: share, unit: "share" },
      ],
      // At best nothing but the night's load remains; at worst half of what is above it is needed.
      kwhPerYear: { value: 0.8 * kwh, low: 0.5 * kwh, high: kwh },
      rooms: [],
      confidence: confidenceOf((share - dayOffStepAsked) / 0.1, coverage),
      coverage,
    });
  };
  daysOff("weekend-load", "weekend-load", weekendKw, levels.value.weekendHours);
  daysOff("holiday-load", "holiday-load", holidayKw, levels.value.holidayHours);
  return ok(findings);
}
