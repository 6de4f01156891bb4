import { fail, ok } from "@husting/series";
import { heatingCurveSlope } from "../heatingseason.ts";
import { type AdviceContext, yearsPerFrame } from "./context.ts";
import { heatOfKelvinDays } from "./heatsignature.ts";
import { confidenceOf, type Detection } from "./model.ts";
import { setbackRecoversLate } from "./setbackrecovery.ts";
import { adviceAssumptions, adviceThresholds } from "./thresholds.ts";

const askedSteep = adviceThresholds.curveSteep.value;
const askedFlat = adviceThresholds.curveFlat.value;
const certainSlope = adviceAssumptions.curveCertain.value;

/** A heating curve that lets rooms grow warmer (too steep) or cooler (too flat) the colder it is outdoors. */
export function heatingCurve(context: AdviceContext): Detection {
  const { local, meanRoomC, input, rooms, settled } = context;
  const measured = rooms.filter((room) => room.temperatureC !== undefined);
  if (measured.length === 0) return fail({ code: "no-room-sensors" });
  const found = heatingCurveSlope(local, meanRoomC, input.outdoorC, settled);
  if (!found.ok) {
    return found.reason.code === "too-few-cold-days"
      ? fail({ code: "too-few-days", days: found.reason.days, needed: found.reason.needed })
      : fail({ code: "outdoors-too-even" });
  }
  const { slopeKPerK, coverage, days } = found.value;
  const steep = slopeKPerK.value < -askedSteep && slopeKPerK.high < -certainSlope;
  const flat = slopeKPerK.value > askedFlat && slopeKPerK.low > certainSlope;
  if (!steep && !flat) return ok([]);
  // Rooms still on their way up from the night are the cooler the colder it is, whatever the curve.
  if (flat && setbackRecoversLate(context)) return fail({ code: "hidden-by-late-setback" });
  // Too steep: rooms that are right at +5 °C are warmer by the slope on every colder day.
  const kelvinDays = steep ? coldKelvinDays(context) * -slopeKPerK.value * yearsPerFrame(context) : 0;
  return ok([
    {
      code: steep ? "curve-too-steep" : "curve-too-flat",
      evidence: [
        { name: "slope", value: slopeKPerK.value, unit: "K/K" },
        { name: "slope-low", value: slopeKPerK.low, unit: "K/K" },
        { name: "slope-high", value: slopeKPerK.high, unit: "K/K" },
        { name: "cold-days", value: days, unit: "days" },
      ],
      kwhPerYear: steep ? heatOfKelvinDays(context, kelvinDays) : null,
      rooms: measured.map((room) => room.id),
      confidence: confidenceOf(
        (Math.abs(slopeKPerK.value) - (steep ? askedSteep : askedFlat)) / 0.02,
        coverage,
      ),
      coverage,
    },
  ]);
}

const rightAtC = adviceAssumptions.curveRightAt.value;

function coldKelvinDays({ input }: AdviceContext): number {
  let sum = 0;
  for (const outdoorC of input.outdoorC) if (outdoorC < rightAtC) sum += (rightAtC - outdoorC) / 24;
  return sum;
}
