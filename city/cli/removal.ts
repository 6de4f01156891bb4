import type { RemovalFault, RemovalOrder } from "../features/buildings/index.ts";
import { voteMessages } from "../features/votes/messages.ts";
import { orderRemoval } from "../node/control.ts";
import { DataDirectoryError } from "../node/data-directory.ts";
import { onNode } from "./on-node.ts";
import { readArguments, required, UsageError } from "./usage.ts";
import { commandLanguage } from "./words.ts";

/** `husting point remove` and `husting building remove`: the same order, named otherwise. */
export async function runRemoval(
  args: readonly string[],
  orderOf: (name: string) => RemovalOrder,
): Promise<number> {
  const { values, positionals } = readArguments(args, { data: { type: "string" } });
  const [what, name, ...more] = positionals;
  if (what !== "remove") throw new UsageError("say remove.");
  if (name === undefined || more.length > 0) throw new UsageError("name one to remove.");
  try {
    const answer = await onNode(required(values.data, "data"), "/remove", orderOf(name), orderRemoval);
    if (answer.ok) {
      console.log(`${name} is removed${answer.points > 1 ? `, with its ${answer.points} points` : ""}.`);
      return 0;
    }
    console.error(`${name}: ${faultText(answer.fault)}`);
    return 2;
  } catch (error) {
    if (!(error instanceof DataDirectoryError)) throw error;
    console.error(error.message);
    return 2;
  }
}

function faultText(fault: RemovalFault): string {
  switch (fault.code) {
    case "not-known":
      return "there is none of this name.";
    case "has-readings":
      return `there are readings of ${fault.keys.join(", ")}; readings are never taken back (docs/importing.md says what can be done).`;
    case "has-weather":
      return "a weather station is fetched into it; stop fetching it first, under Weather stations.";
    case "has-measures":
      return "a measure is registered for it.";
    case "has-votes":
    case "has-comments":
    case "has-rounds":
      return voteMessages.t(commandLanguage())(`removal.${fault.code}`);
  }
}
