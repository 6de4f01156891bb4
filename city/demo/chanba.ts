import { xianClimate } from "@husting/building";
import { homes } from "./chanba/homes.ts";
import { learning } from "./chanba/learning.ts";
import { leisure } from "./chanba/leisure.ts";
import { working } from "./chanba/working.ts";
import { say } from "./parts.ts";
import type { PlannedCity } from "./plan.ts";

/** Ten houses that do not exist, in a demo city named Chan-Ba. Figures and rhythms are plausible, not surveyed. */
export const chanba: PlannedCity = {
  city: "chanba",
  name: say("Chan-Ba, Xi'an (demo)", "Chan-Ba, Xi'an (demo)", "西安浐灞（演示）"),
  zone: "Asia/Shanghai",
  calendar: "china",
  climate: xianClimate,
  floorAreaKind: "建筑面积",
  outdoorCo2Ppm: 435,
  // The city network by decree, 15 November to 15 March; own boilers when their owners find it cold.
  heatingSeasons: { "district-heat": { from: 1115, to: 315 }, gas: { from: 1101, to: 331 } },
  buildings: [...learning, ...homes, ...working, ...leisure],
};
