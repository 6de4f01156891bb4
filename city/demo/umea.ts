import { umeaClimate } from "@husting/building";
import { say } from "./parts.ts";
import type { PlannedCity } from "./plan.ts";
import { homes } from "./umea/homes.ts";
import { learning } from "./umea/learning.ts";
import { leisure } from "./umea/leisure.ts";
import { working } from "./umea/working.ts";

/** Ten houses that do not exist, in a demo city named Umeå. Figures and rhythms are plausible, not surveyed. */
export const umea: PlannedCity = {
  city: "umea",
  name: say("Umeå (demo)", "Umeå (demo)", "于默奥（演示）"),
  zone: "Europe/Stockholm",
  calendar: "sweden",
  climate: umeaClimate,
  floorAreaKind: "Atemp",
  outdoorCo2Ppm: 425,
  heatingSeasons: {},
  buildings: [...learning, ...homes, ...working, ...leisure],
};
