import { fail, ok } from "@husting/series";
import { setbackRecovery } from "../setback.ts";
import { type AdviceContext, coverageOf, yearsPerFrame } from "./context.ts";
import { heatOfKelvinDays } from "./heatsignature.ts";
import { confidenceOf, type Detection } from "./model.ts";
import { adviceThresholds } from "./thresholds.ts";

const lateHours = adviceThresholds.setbackLate.value;
const earlyHours = -adviceThresholds.setbackEarly.value;

/** Night setback that ends too late for the people, or so early that much of it is lost. */
export function setbackRecoveries(context: AdviceContext): Detection {
  const { rooms, local, input, meanRoomC, heating, occupied } = context;
  if (!rooms.some((room) => room.temperatureC !== undefined)) return fail({ code: "no-room-sensors" });
  // All rooms together: their mean is finer than the steps of one sensor, and the setback is the building's.
  const found = setbackRecovery(local, meanRoomC, occupied, input.outdoorC);
  if (!found.ok) {
    const { reason } = found;
    return fail(
      reason.code === "too-few-mornings"
        ? { code: "too-few-days", days: reason.mornings, needed: reason.needed }
        : { code: reason.code },
    );
  }
  const { medianHours: hours, medianDepthK: depthK, mornings } = found.value;
  const coverage = coverageOf(meanRoomC, heating);
  const late = hours >= lateHours;
  if (!late && hours > earlyHours) return ok([]);
  const lateRooms = rooms.filter((room) => {
    if (!late || room.temperatureC === undefined) return false;
    const own = setbackRecovery(local, room.temperatureC, room.occupied, input.outdoorC);
    return own.ok && own.value.medianHours >= lateHours;
  });
  // Heated early, a room is warmer by about half of the setback's depth over the hours it need not be warm.
  const kelvinDays = ((-hours - 1) / 24) * (depthK / 2) * mornings * yearsPerFrame(context);
  return ok([
    {
      code: late ? "setback-recovers-late" : "setback-recovers-early",
      evidence: [
        { name: "hours-after-people-come", value: hours, unit: "h" },
        { name: "setback-depth", value: depthK, unit: "K" },
        { name: "mornings", value: mornings, unit: "days" },
      ],
      kwhPerYear: late ? null : heatOfKelvinDays(context, kelvinDays),
      rooms: lateRooms.map((room) => room.id),
      confidence: confidenceOf(late ? hours - lateHours + 0.5 : earlyHours - hours + 0.5, coverage),
      coverage,
    },
  ]);
}

/** True when the rooms together come back late from the setback. */
export function setbackRecoversLate({ local, meanRoomC, occupied, input }: AdviceContext): boolean {
  const found = setbackRecovery(local, meanRoomC, occupied, input.outdoorC);
  return found.ok && found.value.medianHours >= lateHours;
}
