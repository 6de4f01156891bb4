import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openNode } from "../node/node.ts";
import { cityWithConversation, LOADED, OpinionCrowd, plannedVotes } from "./opinions-load.ts";
import { serveApart } from "./votes-load.ts";

/** Kills a node that is taking opinions, again and again, and looks whether each one it acknowledged is there, once. */
export interface OpinionKillReport {
  readonly rounds: number;
  readonly acknowledged: number;
  /** Acknowledged, and not there or another. */
  readonly lost: number;
  /** There and never sent. */
  readonly tooMany: number;
}

const AT_ONCE = 8;
const PEOPLE = 400;
const VALUES = { agree: 1, disagree: -1, pass: 0 } as const;

export async function killOpinions(rounds: number, random: () => number): Promise<OpinionKillReport> {
  const directory = mkdtempSync(join(tmpdir(), "husting-opinions-kill-"));
  try {
    const codes = await cityWithConversation(directory, PEOPLE);
    const planned = plannedVotes(codes, random);
    const acknowledged = new Map<string, number>();
    const sent = new Map<string, number>();
    for (let round = 0; round < rounds; round++) {
      const { child, port } = await serveApart(directory);
      const exited = once(child, "exit");
      const crowd = new OpinionCrowd(port);
      let alive = true;
      let taken = 0;
      const enough = Math.ceil(5 + random() * 120);
      const { promise: isEnough, resolve } = Promise.withResolvers<void>();
      const voter = async (): Promise<void> => {
        while (alive) {
          const next = planned.next();
          if (next.done === true) return resolve();
          const [code, statement, vote] = next.value;
          const key = `${code}/${statement}`;
          sent.set(key, VALUES[vote]);
          if (!(await crowd.vote(code, statement, vote))) continue;
          acknowledged.set(key, VALUES[vote]);
          if (++taken === enough) resolve();
        }
      };
      const voters = Array.from({ length: AT_ONCE }, voter);
      await isEnough;
      child.kill("SIGKILL");
      alive = false;
      await exited;
      await Promise.all(voters);
      crowd.close();
    }
    return await compare(directory, codes, rounds, acknowledged, sent);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function compare(
  directory: string,
  codes: readonly string[],
  rounds: number,
  acknowledged: ReadonlyMap<string, number>,
  sent: ReadonlyMap<string, number>,
): Promise<OpinionKillReport> {
  const node = await openNode(directory);
  try {
    const { book, takingPart } = node.conversations;
    const conversation = (await book.find(LOADED))!;
    let found = 0;
    let lost = 0;
    let tooMany = 0;
    for (const code of codes)
      for (const [statement, vote] of takingPart.said(conversation, code)) {
        const key = `${code}/${statement}`;
        if (sent.get(key) !== vote) tooMany++;
        if (acknowledged.get(key) === vote) found++;
      }
    lost = acknowledged.size - found;
    return { rounds, acknowledged: acknowledged.size, lost, tooMany };
  } finally {
    await node.close();
  }
}
