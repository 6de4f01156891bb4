import { fail, ok } from "@husting/series";
import { fitLine, median, quantile, slopeInterval } from "../statistics.ts";
import { type AdviceContext, coverageOf } from "./context.ts";
import { confidenceOf, type Detection, type Finding } from "./model.ts";
import { adviceAssumptions, adviceThresholds } from "./thresholds.ts";

const askedPpm = adviceThresholds.co2Drift.value;
const certainPpm = adviceAssumptions.co2DriftCertain.value;
const neededWeeks = adviceAssumptions.co2DriftWeeks.value;
const weekHours = 168;
const leastHoursOfWeek = adviceAssumptions.co2DriftHoursOfWeek.value;
const leastHoursShare = adviceAssumptions.co2DriftLowest.value;

/**
 * Carbon dioxide sensors whose lowest values of each week wander: an aired or empty room comes down to outdoors, which
 * does not move by as much in a year. What all rooms do together (season, outdoors) is taken off where there are three or
 * more.
 */
export function co2BaselineDrift(context: AdviceContext): Detection {
  const rooms = context.rooms.filter((room) => room.co2Ppm !== undefined);
  if (rooms.length === 0) return fail({ code: "no-room-sensors" });
  const lows = rooms.map((room) => weeklyLows(room.co2Ppm!));
  const weeks = lows[0]!.length;
  const shared =
    rooms.length < 3
      ? new Float64Array(weeks)
      : Float64Array.from({ length: weeks }, (_, week) =>
          median(lows.map((low) => low[week]!).filter((ppm) => !Number.isNaN(ppm))),
        );
  const findings: Finding[] = [];
  let judged = 0;
  let mostWeeks = 0;
  rooms.forEach((room, r) => {
    const x: number[] = [];
    const y: number[] = [];
    const own: number[] = [];
    for (let week = 0; week < weeks; week++) {
      const ppm = lows[r]![week]! - shared[week]!;
      if (Number.isNaN(ppm)) continue;
      x.push(week);
      y.push(ppm);
      own.push(lows[r]![week]!);
    }
    mostWeeks = Math.max(mostWeeks, x.length);
    const line = x.length < neededWeeks ? undefined : fitLine(x, y);
    if (line === undefined) return;
    judged++;
    const span = x[x.length - 1]! - x[0]!;
    const slope = slopeInterval(line);
    const drift = slope.value * span;
    const near = (drift > 0 ? slope.low : -slope.high) * span;
    // Seen without the others it must drift as well, or it stands still among sensors that drift.
    const ownDrift = (fitLine(x, own)?.slope ?? 0) * span * Math.sign(drift);
    if (Math.abs(drift) < askedPpm || near < certainPpm || ownDrift < askedPpm / 2) return;
    const coverage = coverageOf(room.co2Ppm!);
    findings.push({
      code: "co2-baseline-drift",
      evidence: [
        { name: "drift", value: drift, unit: "ppm" },
        { name: "over", value: span * 7, unit: "days" },
        {
          name: "middle-weekly-low",
          value: median(lows[r]!.filter((ppm) => !Number.isNaN(ppm))),
          unit: "ppm",
        },
      ],
      kwhPerYear: null,
      rooms: [room.id],
      confidence: confidenceOf((Math.abs(drift) - askedPpm) / 20, coverage),
      coverage,
    });
  });
  if (judged === 0) return fail({ code: "too-few-days", days: 7 * mostWeeks, needed: 7 * neededWeeks });
  return ok(findings);
}

/** The third percentile of each week's hours: the lowest values but for a few that noise made. */
function weeklyLows(co2Ppm: Float64Array): Float64Array {
  const weeks = Math.floor(co2Ppm.length / weekHours);
  return Float64Array.from({ length: weeks }, (_, week) => {
    const hours = co2Ppm
      .subarray(week * weekHours, (week + 1) * weekHours)
      .filter((ppm) => !Number.isNaN(ppm));
    return hours.length < leastHoursOfWeek ? Number.NaN : quantile(hours, leastHoursShare);
  });
}
