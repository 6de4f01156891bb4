import type { Command } from "./main.ts";
import { runRemoval } from "./removal.ts";

export const command: Command = {
  summary: "take back a metering point that never had a reading",
  usage: `husting point remove KEY --data DIR
  KEY   as it stands on the imports page, such as town-hall/electricity or town-hall/room-1/co2
  A point that has readings stays. The removal stands in the city's log.`,
  run: (args) => runRemoval(args, (key) => ({ what: "point", key })),
};
