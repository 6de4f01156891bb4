import { co2Bound, defaultOutdoorCo2Ppm, limitsAt } from "@husting/indoor";
import { localDate } from "@husting/series";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import { roomUseOf } from "./room-use.ts";
import { type CityRules, limitsOf } from "./rules.ts";

/**
 * What a room's carbon dioxide is held against today, in ppm; null where the city's limits set none for its use. One that is set
 * above outdoors is told with usual outdoor air.
 */
export async function co2LimitPpm(
  parts: {
    readonly civic: CivicDatabase;
    readonly rules: Pick<CityRules, "limits">;
    readonly zone: string;
    readonly nowMs: () => number;
  },
  room: Parameters<typeof roomUseOf>[1],
): Promise<number | null> {
  const use = await roomUseOf(parts.civic, room);
  const limits = limitsAt(limitsOf(parts.rules), localDate(parts.zone, parts.nowMs()), use);
  return co2Bound(defaultOutdoorCo2Ppm)(limits)?.value ?? null;
}
