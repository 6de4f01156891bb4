import type { Command } from "./main.ts";
import { runRemoval } from "./removal.ts";

export const command: Command = {
  summary: "take back a building that never had a reading, with its rooms and points",
  usage: `husting building remove SLUG --data DIR
  SLUG   the building's name in keys and addresses, such as town-hall
  A building with readings or a measure stays. The removal stands in the city's log.`,
  run: (args) => runRemoval(args, (slug) => ({ what: "building", slug })),
};
