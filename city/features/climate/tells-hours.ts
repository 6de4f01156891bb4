import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Building, Room } from "../buildings/index.ts";
import { FEWEST_HOMES } from "./climate-page.ts";
import { saidUses, usualUse } from "./room-use.ts";

/** Whether the hours of a house's energy may be told: of a house of fewer homes they would tell when its people are away. */
export async function tellsHours(
  db: CivicDatabase,
  building: Pick<Building, "use">,
  rooms: readonly Pick<Room, "id">[],
): Promise<boolean> {
  const uses = await saidUses(db);
  const usual = usualUse(building.use).use;
  const homes = rooms.filter(({ id }) => (uses.get(id)?.use ?? usual) === "dwelling").length;
  return homes >= FEWEST_HOMES || (homes === 0 && usual !== "dwelling");
}
