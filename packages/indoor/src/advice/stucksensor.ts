import { fail, ok } from "@husting/series";
import type { AdviceContext } from "./context.ts";
import { confidenceOf, type Detection, type Finding } from "./model.ts";

/** Sensors that showed one and the same value for longer than their room can have kept it: one finding a room. */
export function stuckSensors({ input, stuck }: AdviceContext): Detection {
  const measured = input.rooms.filter((room) => room.temperatureC !== undefined || room.co2Ppm !== undefined);
  if (measured.length === 0) return fail({ code: "no-room-sensors" });
  const findings: Finding[] = [];
  for (const room of measured) {
    const runs = stuck.filter((run) => run.roomId === room.id);
    if (runs.length === 0) continue;
    const longest = runs.reduce((best, run) => (run.hours > best.hours ? run : best));
    const hours = runs.reduce((sum, run) => sum + run.hours, 0);
    const span = longest.to - longest.from;
    const coverage = { measured: longest.hours, expected: span, share: longest.hours / span };
    findings.push({
      code: "stuck-sensor",
      evidence: [
        { name: "longest-run", value: longest.hours, unit: "h" },
        { name: "all-runs", value: hours, unit: "h" },
        { name: "shown", value: longest.value, unit: longest.quantity === "co2Ppm" ? "ppm" : "°C" },
      ],
      kwhPerYear: null,
      rooms: [room.id],
      confidence: confidenceOf(longest.hours / 24 - 1, coverage),
      coverage,
    });
  }
  return ok(findings);
}
