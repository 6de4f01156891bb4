import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openNode } from "../node/node.ts";
import { CodeHolders, cityWithCodes } from "./proposals-load.ts";
import { serveApart } from "./votes-load.ts";

/**
 * Kills a node that is taking proposals and endorsements, again and again, and looks whether each one it acknowledged is there,
 * once. Used by the test (a few rounds) and the bench (twenty).
 */
export interface ProposalKillReport {
  readonly rounds: number;
  readonly acknowledged: number;
  /** Acknowledged and not there. */
  readonly lost: number;
  /** There and neither acknowledged nor under way when the node was killed, or there twice. */
  readonly tooMany: number;
  /** Used codes that nothing came of, counts that do not fit their rows, proposals without their log entry. */
  readonly apart: number;
}

const AT_ONCE = 8;
const CODES_A_ROUND = 600;

export async function killProposing(rounds: number, random: () => number): Promise<ProposalKillReport> {
  const directory = mkdtempSync(join(tmpdir(), "husting-proposals-kill-"));
  try {
    const codes = await cityWithCodes(directory, rounds * CODES_A_ROUND);
    const proposed = { acknowledged: new Set<string>(), unanswered: new Set<string>() };
    const endorsed = { acknowledged: 0, unanswered: 0 };
    for (let round = 0; round < rounds; round++) {
      const { child, port } = await serveApart(directory);
      const exited = once(child, "exit");
      const holders = new CodeHolders(port);
      const left = codes.splice(0, CODES_A_ROUND);
      let alive = true;
      let thanked = 0;
      // Killed in the midst of it, at another moment each time, however fast the machine is.
      const enough = Math.ceil(5 + random() * 150);
      let isEnough: () => void = () => {};
      const enoughThanked = new Promise<void>((resolve) => {
        isEnough = resolve;
      });
      const person = async (): Promise<void> => {
        while (alive && left.length > 0) {
          const code = left.pop()!;
          let isTaken: boolean;
          if (random() < 0.3) {
            isTaken = (await holders.propose(`Titel ${code}`, code)) !== undefined;
            (isTaken ? proposed.acknowledged : proposed.unanswered).add(`Titel ${code}`);
          } else {
            isTaken = (await holders.endorse(1 + Math.floor(random() * 20), code)) !== undefined;
            endorsed[isTaken ? "acknowledged" : "unanswered"]++;
          }
          if (isTaken && ++thanked === enough) isEnough();
        }
      };
      const people = Array.from({ length: AT_ONCE }, person);
      await enoughThanked;
      child.kill("SIGKILL");
      alive = false;
      await exited;
      await Promise.all(people);
      holders.close();
    }
    const there = await lookAt(directory);
    const lost = [...proposed.acknowledged].filter((title) => there.titles.get(title) !== 1).length;
    const strange = [...there.titles].filter(
      ([title, times]) =>
        times > 1 ||
        (title.startsWith("Titel ") && !proposed.acknowledged.has(title) && !proposed.unanswered.has(title)),
    ).length;
    return {
      rounds,
      acknowledged: proposed.acknowledged.size + endorsed.acknowledged,
      lost: lost + Math.max(0, endorsed.acknowledged - there.endorsements),
      tooMany: strange + Math.max(0, there.endorsements - endorsed.acknowledged - endorsed.unanswered),
      apart: there.apart,
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function lookAt(directory: string) {
  const node = await openNode(directory);
  try {
    const proposals = await node.proposals.register.list();
    const titles = new Map<string, number>();
    for (const { title } of proposals) titles.set(title ?? "", (titles.get(title ?? "") ?? 0) + 1);
    const count = async (table: "proposal_endorsement" | "desk_code" | "log_entry"): Promise<number> => {
      let query = node.civic.selectFrom(table).select(({ fn }) => fn.countAll<number>().as("count"));
      if (table === "desk_code") query = query.where("used" as never, "=", 1 as never);
      // A new city's log begins with an entry of its own.
      if (table === "log_entry")
        query = query.where("line" as never, "like", '%"proposal.received"%' as never);
      return (await query.executeTakeFirstOrThrow()).count;
    };
    const [rows, used, entries] = [
      await count("proposal_endorsement"),
      await count("desk_code"),
      await count("log_entry"),
    ];
    const counted = proposals.reduce((sum, { endorsements }) => sum + endorsements, 0);
    return {
      titles,
      endorsements: rows,
      apart:
        Math.abs(counted - rows) +
        Math.abs(used - rows - proposals.length) +
        Math.abs(entries - proposals.length),
    };
  } finally {
    await node.close();
  }
}
