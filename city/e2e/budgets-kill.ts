import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { blindToken, type Token, voteWith } from "../demo/voter.ts";
import { BallotDesk, closeVoting, deskCode, receiptOf } from "../features/budget-votes/index.ts";
import { openNode } from "../node/node.ts";
import { cityProfiles } from "../node/profile.ts";
import { Browsers, serveBudgets } from "./budgets-load.ts";
import { officer, openBudgetOf } from "./simulated-budget.ts";

/**
 * Kills a node that signs tokens and takes ballots in, again and again, and looks whether everything it acknowledged is there,
 * once. Used by the test (a few rounds) and the bench (twenty).
 */
export interface BudgetKillReport {
  readonly rounds: number;
  readonly tokens: number;
  readonly ballots: number;
  /** Acknowledged last of a token and not published, though nothing later was sent. */
  readonly lost: number;
  /** Published more than once of a token, or by nobody. */
  readonly tooMany: number;
  /** Signed, and not marked on the roll. */
  readonly unmarked: number;
}

const AT_ONCE = 8;

interface Voter {
  readonly code: string;
  readonly made: Awaited<ReturnType<typeof blindToken>>;
  token?: Token;
  version: number;
  /** Receipt of the newest ballot that was acknowledged, and of all that were sent after it. */
  acknowledged?: string;
  sentSince: string[];
}

export async function killBudget(rounds: number, random: () => number): Promise<BudgetKillReport> {
  const directory = mkdtempSync(join(tmpdir(), "husting-budgets-kill-"));
  try {
    const node = await openNode(directory, { profile: cityProfiles.umea });
    const budget = await openBudgetOf(node, { people: rounds * 12 });
    const voters: Voter[] = [];
    for (const reference of budget.references) {
      const given = await deskCode(node.budgets, budget.id, reference);
      if (!given.ok) throw new Error(given.fault.code);
      const made = await blindToken(node, budget.id);
      voters.push({ code: given.code, made, version: 0, sentSince: [] });
    }
    await node.close();
    for (let round = 0; round < rounds; round++)
      await oneRound(directory, budget, voters.slice(0, (round + 1) * 12), random);
    const after = await openNode(directory);
    try {
      const marked = await after.civic
        .selectFrom("budget_roll")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .where("used", "=", "token")
        .executeTakeFirstOrThrow();
      const nowMs = budget.afterwards.nowMs;
      const desk = new BallotDesk(after.civic, after.budgets.box, nowMs);
      const closed = await closeVoting(
        { ...after.budgets, nowMs, desk },
        budget.id,
        budget.closingCode,
        officer,
      );
      if (!closed.ok) throw new Error(closed.fault.code);
      const { ballots } = await after.civic
        .selectFrom("budget_publication")
        .select("ballots")
        .executeTakeFirstOrThrow();
      const published = ballots
        .trim()
        .split("\n")
        .map((line) => receiptOf(JSON.parse(line)));
      const theirs = new Set<string>();
      let lost = 0;
      for (const { acknowledged, sentSince } of voters) {
        const found = published.filter((receipt) => receipt === acknowledged || sentSince.includes(receipt));
        for (const receipt of found) theirs.add(receipt);
        if (acknowledged !== undefined && found.length === 0) lost++;
        if (found.length > 1) theirs.delete(found[0]!);
      }
      const signed = voters.filter(({ token }) => token !== undefined).length;
      return {
        rounds,
        tokens: signed,
        ballots: voters.filter(({ acknowledged }) => acknowledged !== undefined).length,
        lost,
        tooMany: published.length - theirs.size,
        unmarked: Math.max(0, signed - marked.count),
      };
    } finally {
      await after.close();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function oneRound(
  directory: string,
  budget: { readonly id: number; readonly projects: readonly number[] },
  voters: readonly Voter[],
  random: () => number,
): Promise<void> {
  const { child, port } = await serveBudgets(directory);
  const exited = once(child, "exit");
  const browsers = new Browsers(port);
  let alive = true;
  let thanked = 0;
  // Killed in the midst of it, at another moment each time, however fast the machine is.
  const enough = Math.ceil(5 + random() * 40);
  let isEnough: () => void = () => {};
  const enoughThanked = new Promise<void>((resolve) => {
    isEnough = resolve;
  });
  const free = [...voters];
  const person = async (): Promise<void> => {
    while (alive) {
      // One device a voter: nobody is taken by two at once.
      const [voter] = free.splice(Math.floor(random() * free.length), 1);
      if (voter === undefined) return;
      if (await oneStep(browsers, budget, voter, random)) thanked++;
      if (thanked >= enough) isEnough();
      free.push(voter);
    }
  };
  const people = Array.from({ length: AT_ONCE }, person);
  await enoughThanked;
  child.kill("SIGKILL");
  alive = false;
  await exited;
  await Promise.all(people);
  browsers.close();
}

/** Takes a token, or votes. @returns whether it was acknowledged. */
async function oneStep(
  browsers: Browsers,
  budget: { readonly id: number; readonly projects: readonly number[] },
  voter: Voter,
  random: () => number,
): Promise<boolean> {
  if (voter.token === undefined) {
    const said = { activation: "", code: voter.code, blinded: voter.made.blinded };
    const answer = await browsers.post(`/budgets/${budget.id}/token`, said);
    if (typeof answer?.signature !== "string") return false;
    voter.token = voter.made.finish(Buffer.from(answer.signature, "base64url"));
    return true;
  }
  const project = budget.projects[Math.floor(random() * budget.projects.length)]!;
  const vote = voteWith(voter.token, { [project]: 1 }, ++voter.version);
  const receipt = receiptOf({ choices: { [project]: 1 }, nonce: String(vote.nonce) });
  voter.sentSince.push(receipt);
  const answer = await browsers.post(`/budgets/${budget.id}/ballot`, vote);
  if (answer === undefined) return false;
  voter.acknowledged = receipt;
  voter.sentSince = [];
  return true;
}
