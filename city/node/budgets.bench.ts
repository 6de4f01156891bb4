import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { buildPages } from "../../scripts/build.ts";
import { blindToken, type Token, voteWith } from "../demo/voter.ts";
import { killBudget } from "../e2e/budgets-kill.ts";
import { Browsers, serveBudgets } from "../e2e/budgets-load.ts";
import { officer, openBudgetOf } from "../e2e/simulated-budget.ts";
import { seeded } from "../e2e/simulated-files.ts";
import { closeVoting, countBudget, deskCode } from "../features/budget-votes/index.ts";
import { openNode } from "./node.ts";
import { cityProfiles } from "./profile.ts";

/** A budget of full size over HTTP at a node in its own process: tokens, ballots, closing and count; then kill -9. */

const VOTERS = 3000;
const PROJECTS = 40;
const TOKENS_PER_SECOND = 200;
const BALLOTS_PER_SECOND = 2000;
/** Each voter votes so often, one vote after the other: the last counts. */
const TIMES = 4;
/** As many are under way when a whole area votes on the last evening. */
const AT_ONCE = 512;
const KILLS = 20;

export default async function bench(print: (line: string) => void): Promise<void> {
  buildPages();
  const directory = mkdtempSync(join(tmpdir(), "husting-budgets-"));
  const random = seeded(3535);
  try {
    const first = await openNode(directory, { profile: cityProfiles.umea });
    const budget = await openBudgetOf(first, { people: VOTERS, projects: PROJECTS });
    const voters: { code: string; made: Awaited<ReturnType<typeof blindToken>>; token?: Token }[] = [];
    for (const reference of budget.references) {
      const given = await deskCode(first.budgets, budget.id, reference);
      if (given.ok) voters.push({ code: given.code, made: await blindToken(first, budget.id) });
    }
    await first.close();
    const { child, port } = await serveBudgets(directory);
    const browsers = new Browsers(port);
    const signatures: (string | undefined)[] = [];
    const cpuBeforeTokensMs = cpuMsOf(child.pid);
    const tokensTookMs = await together(voters.length, async (at) => {
      const { code, made } = voters[at]!;
      const said = { activation: "", code, blinded: made.blinded };
      const answer = await browsers.post(`/budgets/${budget.id}/token`, said);
      signatures[at] = answer?.signature as string | undefined;
    });
    for (const [at, voter] of voters.entries())
      voter.token = voter.made.finish(Buffer.from(signatures[at] ?? "", "base64url"));
    const cpuBeforeBallotsMs = cpuMsOf(child.pid);
    tell(
      "tokens signed",
      voters.length,
      tokensTookMs,
      TOKENS_PER_SECOND,
      cpuBeforeBallotsMs - cpuBeforeTokensMs,
    );
    // Made before the clock runs: a browser makes one, here one process makes all. The first of each voter is not counted in
    // the time: the node's code is compiled by then.
    const votes = voters.map(({ token }) =>
      Array.from({ length: 1 + 2 * TIMES }, (_, at) => {
        const some = budget.projects.filter(() => random() < 0.2);
        const chosen = some.length === 0 ? budget.projects.slice(0, 1) : some;
        return voteWith(token!, Object.fromEntries(chosen.map((id) => [id, 1])), 1 + at);
      }),
    );
    await together(VOTERS, (at) => browsers.post(`/budgets/${budget.id}/ballot`, votes[at]![0]!));
    const cpuBeforeVotingMs = cpuMsOf(child.pid);
    let taken = 0;
    const ballotsTookMs = await together(VOTERS, async (at) => {
      for (const vote of votes[at]!.slice(1, 1 + TIMES))
        if ((await browsers.post(`/budgets/${budget.id}/ballot`, vote)) !== undefined) taken++;
    });
    const ballotsCpuMs = cpuMsOf(child.pid) - cpuBeforeVotingMs;
    tell(
      "ballots over HTTP, tokens checked, sealed and durable",
      taken,
      ballotsTookMs,
      BALLOTS_PER_SECOND,
      ballotsCpuMs,
    );
    browsers.close();
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
    const node = await openNode(directory);
    // The same once more without the way over HTTP, in this process: what a node's desk can take by itself.
    let atDesk = 0;
    const before = process.cpuUsage();
    const deskTookMs = await together(VOTERS, async (at) => {
      for (const vote of votes[at]!.slice(1 + TIMES))
        if ((await node.budgets.desk.cast(budget.id, vote)).ok) atDesk++;
    });
    const used = process.cpuUsage(before);
    tell(
      "ballots at the desk alone",
      atDesk,
      deskTookMs,
      BALLOTS_PER_SECOND,
      (used.user + used.system) / 1000,
    );
    const fromMs = performance.now();
    const closed = await closeVoting(
      { ...budget.afterwards, ...partsOf(node) },
      budget.id,
      budget.closingCode,
      officer,
    );
    const closedMs = performance.now();
    await countBudget(node.budgets, budget.id, officer);
    const countedMs = performance.now();
    const ballots = closed.ok ? closed.reconciliation.ballots : 0;
    print(
      `closing: ${ballots} of ${VOTERS} ballots opened, checked and published in ${(closedMs - fromMs).toFixed(0)} ms, ` +
        `counted over ${PROJECTS} projects in ${(countedMs - closedMs).toFixed(0)} ms ${ballots === VOTERS ? "held" : "MISSED"}`,
    );
    await node.close();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  const report = await killBudget(KILLS, random);
  print(
    `kill -9: ${report.rounds} times, ${report.tokens} tokens and ballots of ${report.ballots} voters acknowledged, ` +
      `${report.lost} lost, ${report.tooMany} counted twice, ${report.unmarked} tokens not on the roll ` +
      (report.lost + report.tooMany + report.unmarked === 0 ? "held" : "MISSED"),
  );

  function tell(what: string, count: number, tookMs: number, bound: number, cpuMs: number): void {
    const rate = (count / tookMs) * 1000;
    print(
      `${count} ${what}: ${rate.toFixed(0)} a second (bound ${bound}) ${rate >= bound ? "held" : "MISSED"}; ` +
        `the node took ${(cpuMs / count).toFixed(2)} ms of a core for each; ` +
        `load of the machine ${loadavg()[0]!.toFixed(1)}`,
    );
  }
}

/** Time a process has had of the cores, from Linux's accounting in hundredths of a second. */
function cpuMsOf(processId: number | undefined): number {
  const fields = readFileSync(`/proc/${processId}/stat`, "utf8").split(") ").at(-1)!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Does work so many at a time. @returns how long all of it took. */
async function together(count: number, work: (at: number) => Promise<unknown>): Promise<number> {
  const fromMs = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < count) await work(next++);
    }),
  );
  return performance.now() - fromMs;
}

/** The parts of a node, for closing a budget whose time has come on the test's own clock. */
function partsOf({ budgets }: Awaited<ReturnType<typeof openNode>>) {
  const { civic, log, box, keys, together: desk, desk: ballots } = budgets;
  return { civic, log, box, keys, together: desk, desk: ballots };
}
