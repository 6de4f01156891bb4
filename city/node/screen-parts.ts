import { readFileSync } from "node:fs";
import { join } from "node:path";
import { HoursOfUseTeller } from "../features/savings/index.ts";
import { type House, HouseTeller, ScreenBook, WorkBook } from "../features/screens/index.ts";
import type { CityNode } from "./node.ts";

/** The displays in lobbies, what hangs on them, and what they tell of their houses. */
export interface NodeScreens {
  readonly screens: ScreenBook;
  readonly works: WorkBook;
  readonly houses: HouseTeller;
}

export function screenParts(
  parts: Pick<
    CityNode,
    "civic" | "readings" | "registry" | "measures" | "log" | "city" | "verdicts" | "votes" | "nowMs"
  >,
): NodeScreens {
  const { civic, registry, log, city, nowMs } = parts;
  const { zone, country } = city;
  return {
    screens: new ScreenBook({ civic, registry, log, nowMs }),
    works: new WorkBook({ civic, log, zone, nowMs }),
    houses: new HouseTeller({
      ...parts,
      hours: new HoursOfUseTeller({ ...parts, zone, country }),
      next: () => nextThing(parts),
    }),
  };
}

/** What people can do in the city now that ends: a vote before a conversation. */
async function nextThing({ civic, nowMs }: Pick<CityNode, "civic" | "nowMs">): Promise<House["next"]> {
  const budget = await civic
    .selectFrom("budget")
    .select(["names", "closes_at_ms"])
    .where("state", "=", "voting")
    .where("closes_at_ms", ">", nowMs())
    .orderBy("closes_at_ms")
    .executeTakeFirst();
  if (budget !== undefined)
    return { kind: "budget", titles: JSON.parse(budget.names), untilMs: budget.closes_at_ms };
  const conversation = await civic
    .selectFrom("conversation")
    .select("titles")
    .where("state", "=", "open")
    .orderBy("id", "desc")
    .executeTakeFirst();
  return conversation === undefined
    ? null
    : { kind: "conversation", titles: JSON.parse(conversation.titles), untilMs: null };
}

/** What this software was built from, so that a screen notices when another one answers. */
export function builtFrom(build: string): string {
  return readFileSync(join(build, ".built-from"), "utf8").slice(0, 16);
}
