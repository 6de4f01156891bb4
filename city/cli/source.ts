import type { SourceFault } from "../features/readings/index.ts";
import { orderSource, type SourceAnswer, type SourceOrder } from "../node/control.ts";
import { DataDirectoryError } from "../node/data-directory.ts";
import { visibleText } from "../web/language/visible.ts";
import type { Command } from "./main.ts";
import { onNode } from "./on-node.ts";
import { readArguments, required, UsageError } from "./usage.ts";

const faults: Record<SourceFault, string> = {
  "name-not-usable":
    'a name has up to 60 letters, digits, spaces, ".", "_" and "-", a letter or digit first.',
  "name-taken": "there is a source of this name that may send; revoke it first, or use another name.",
  "scope-not-usable": "--buildings takes names as they stand in the points' keys, with commas between.",
  "not-known": "no source of this name may send.",
};

export const command: Command = {
  summary: "give another system a token to send readings with, or take it back",
  usage: `husting source add NAME --data DIR [--buildings SLUG,SLUG…]
husting source list --data DIR
husting source revoke NAME --data DIR
  The token is shown once. A source without --buildings may write every point. Readings go to POST /api/v1/readings or,
  over MQTT, to the node's broker (docs/sending.md).`,
  async run(args) {
    const { values, positionals } = readArguments(args, {
      data: { type: "string" },
      buildings: { type: "string", default: "*" },
    });
    const [what, name] = positionals;
    const order = orderOf(what, name, values.buildings);
    try {
      return say(order, await onNode(required(values.data, "data"), "/source", order, orderSource));
    } catch (error) {
      if (!(error instanceof DataDirectoryError)) throw error;
      console.error(error.message);
      return 2;
    }
  },
};

function orderOf(what: string | undefined, name: string | undefined, scope: string): SourceOrder {
  if (what === "list") return { do: "list" };
  if (what !== "add" && what !== "revoke") throw new UsageError("say add, list or revoke.");
  if (name === undefined) throw new UsageError(`say which source to ${what}.`);
  return what === "add" ? { do: "add", name, scope } : { do: "revoke", name };
}

function say(order: SourceOrder, answer: SourceAnswer): number {
  if (!answer.ok) {
    console.error(`${"name" in order ? visibleText(order.name) : ""}: ${faults[answer.fault]}`);
    return 2;
  }
  if ("token" in answer) {
    console.log(answer.token);
    console.error("Keep it: it is not shown again. It is sent as Authorization: Bearer TOKEN.");
    if (answer.unknownBuildings.length > 0) {
      const names = answer.unknownBuildings.join(", ");
      console.error(
        `There is no building called ${names} yet: check the spelling, or let the source make its points there.`,
      );
    }
  } else if ("sources" in answer) {
    for (const { name, scope, createdAtMs, revokedAtMs } of answer.sources) {
      const since = new Date(createdAtMs).toISOString();
      const until = revokedAtMs === null ? "" : `, revoked ${new Date(revokedAtMs).toISOString()}`;
      console.log(`${name}: writes ${scope === "*" ? "every point" : scope}, since ${since}${until}`);
    }
  } else console.log(`${"name" in order ? order.name : ""} may not send any more.`);
  return 0;
}
