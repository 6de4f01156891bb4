import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { roundAnswers } from "../features/votes/index.ts";
import { openNode } from "../node/node.ts";
import { Crowd, cityWithRooms, serveApart, type Ways } from "./votes-load.ts";

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
  /** Codes of a round that are used without an answer, or the other way round. */
  readonly apart: number;
}

const AT_ONCE = 8;

export async function killVoting(rounds: number, random: () => number): Promise<VoteKillReport> {
  const directory = mkdtempSync(join(tmpdir(), "husting-votes-kill-"));
  try {
    const ways = await cityWithRooms(directory);
    const { codes, invitations } = ways;
    let invited = 0;
    /** Invitations whose answer was acknowledged. */
    let thankedInvited = 0;
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
          if (random() < 0.2 && invited < invitations.length) {
            const page = await crowd.tap(`/r/${invitations[invited++]}`, { answer: "1" });
            if (page !== undefined) thankedInvited++;
            continue;
          }
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
    return await compare(directory, { rounds, acknowledged, unanswered, ways, thankedInvited });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function compare(
  directory: string,
  sent: {
    readonly rounds: number;
    readonly acknowledged: ReadonlyMap<string, number>;
    readonly unanswered: ReadonlyMap<string, number>;
    readonly ways: Ways;
    readonly thankedInvited: number;
  },
): Promise<VoteKillReport> {
  const { rounds, acknowledged, unanswered, ways, thankedInvited } = sent;
  const node = await openNode(directory);
  let lost = 0;
  let tooMany = 0;
  let apart = 0;
  try {
    const { used } = node.votes.tally.codes(ways.round);
    apart = Math.abs(used - roundAnswers(node.votes.tally, ways.round).length);
    lost += Math.max(0, thankedInvited - used);
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
  const sum = [...acknowledged.values()].reduce((total, count) => total + count, thankedInvited);
  return { rounds, acknowledged: sum, lost, tooMany, apart };
}
