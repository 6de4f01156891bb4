import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openNode } from "../node/node.ts";
import { Crowd, cityWithRooms, serveApart } from "./votes-load.ts";

/**
 * Kills a node that is taking votes, again and again, and looks whether each one it acknowledged is counted. Used by the
 * test (a few rounds) and the bench (twenty).
 */
export interface VoteKillReport {
  readonly rounds: number;
  readonly acknowledged: number;
  /** Acknowledged and not counted. */
  readonly lost: number;
  /** Counted and neither acknowledged nor under way when the node was killed. */
  readonly tooMany: number;
}

const AT_ONCE = 8;

export async function killVoting(rounds: number, random: () => number): Promise<VoteKillReport> {
  const directory = mkdtempSync(join(tmpdir(), "husting-votes-kill-"));
  try {
    const codes = await cityWithRooms(directory);
    /** By room and answer: nothing that is missing in one place can be made up for by another. */
    const acknowledged = new Map<string, number>();
    const unanswered = new Map<string, number>();
    for (let round = 0; round < rounds; round++) {
      const { child, port } = await serveApart(directory);
      const exited = once(child, "exit");
      const crowd = new Crowd(port, String(round));
      let alive = true;
      let thanked = 0;
      // Killed in the midst of it, at another moment each time, however fast the machine is.
      const enough = Math.ceil(5 + random() * 60);
      let isEnough: () => void = () => {};
      const enoughThanked = new Promise<void>((resolve) => {
        isEnough = resolve;
      });
      const voter = async (): Promise<void> => {
        while (alive) {
          const code = codes[Math.floor(random() * codes.length)]!;
          const answer = String(Math.floor(random() * 7) - 3);
          const page = await crowd.tap(`/v/${code}`, { answer });
          const into = page === undefined ? unanswered : acknowledged;
          const kind = `${code} ${answer}`;
          into.set(kind, (into.get(kind) ?? 0) + 1);
          if (page !== undefined && ++thanked === enough) isEnough();
        }
      };
      const voters = Array.from({ length: AT_ONCE }, voter);
      await enoughThanked;
      child.kill("SIGKILL");
      alive = false;
      await exited;
      await Promise.all(voters);
      crowd.close();
    }
    return await compare(directory, rounds, acknowledged, unanswered);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function compare(
  directory: string,
  rounds: number,
  acknowledged: ReadonlyMap<string, number>,
  unanswered: ReadonlyMap<string, number>,
): Promise<VoteKillReport> {
  const node = await openNode(directory);
  let lost = 0;
  let tooMany = 0;
  try {
    for (const { code, group } of (await node.votes.rooms.all()).values()) {
      const counts = node.votes.tally.counts(group.key);
      for (let sensation = -3; sensation <= 3; sensation++) {
        const kind = `${code} ${sensation}`;
        const counted = counts
          .filter((count) => count.sensation === sensation)
          .reduce((sum, { votes }) => sum + votes, 0);
        const due = acknowledged.get(kind) ?? 0;
        lost += Math.max(0, due - counted);
        tooMany += Math.max(0, counted - due - (unanswered.get(kind) ?? 0));
      }
    }
  } finally {
    await node.close();
  }
  const sum = [...acknowledged.values()].reduce((total, count) => total + count, 0);
  return { rounds, acknowledged: sum, lost, tooMany };
}
