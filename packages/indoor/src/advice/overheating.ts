import { fail, ok } from "@husting/series";
import { overheatingWhileHeated } from "../heatingseason.ts";
import { meanOf, median } from "../statistics.ts";
import { type AdviceContext, coverageOf, yearsPerFrame } from "./context.ts";
import { heatOfKelvinDays } from "./heatsignature.ts";
import { confidenceOf, type Detection } from "./model.ts";
import { adviceAssumptions, adviceThresholds } from "./thresholds.ts";

const allowedK = adviceThresholds.overheating.value;
const leastCoverage = adviceAssumptions.overheatingCoverage.value;
const neededHeatingDays = adviceAssumptions.heatingDays.value;

/** A building whose rooms are, taken together, warmer than wanted while heat is bought. One warm room is imbalance. */
export function overheatedWhileHeated(context: AdviceContext): Detection {
  const { rooms, meanRoomC, wantedC, settled } = context;
  const heating = context.heating.map((value, i) => value & settled[i]!);
  if (!rooms.some((room) => room.temperatureC !== undefined)) return fail({ code: "no-room-sensors" });
  const days = context.heating.reduce((sum, value) => sum + value, 0) / 24;
  if (days < neededHeatingDays) return fail({ code: "too-few-days", days, needed: neededHeatingDays });
  const coverage = coverageOf(meanRoomC, heating);
  if (coverage.share < leastCoverage) {
    return fail({ code: "too-little-measured", coverage, leastShare: leastCoverage });
  }
  const warm: string[] = [];
  const means: number[] = [];
  for (const room of rooms) {
    if (room.temperatureC === undefined) continue;
    const found = overheatingWhileHeated(room.temperatureC, heating, wantedC + allowedK, leastCoverage);
    if (!found.ok) continue;
    means.push(found.value.meanC);
    if (found.value.meanC > wantedC + allowedK) warm.push(room.id);
  }
  const middleC = median(means);
  if (!(middleC > wantedC + allowedK)) return ok([]);
  const excessK = meanOf(means) - wantedC;
  return ok([
    {
      code: "overheated-while-heated",
      evidence: [
        { name: "middle-room-mean", value: middleC, unit: "°C" },
        { name: "wanted", value: wantedC, unit: "°C" },
        { name: "rooms-too-warm", value: warm.length, unit: "rooms" },
        { name: "heated-days", value: days, unit: "days" },
      ],
      kwhPerYear: heatOfKelvinDays(context, Math.max(0, excessK) * days * yearsPerFrame(context)),
      rooms: warm,
      confidence: confidenceOf((middleC - wantedC - allowedK) / 0.3, coverage),
      coverage,
    },
  ]);
}
