import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { buildPages } from "../../scripts/build.ts";
import { killProposing } from "../e2e/proposals-kill.ts";
import { CodeHolders, cityWithCodes } from "../e2e/proposals-load.ts";
import { seeded } from "../e2e/simulated-files.ts";
import { serveApart } from "../e2e/votes-load.ts";

/** Proposals and endorsements over HTTP at a node in its own process, at an even pace, each acknowledged when it is durable; then kill -9. */

const SECONDS = 15;
const KILLS = 20;
/** Sent first and not counted in the times: the node's code is compiled by then. */
const WARM_UP = 600;

export default async function bench(print: (line: string) => void): Promise<void> {
  buildPages();
  const directory = mkdtempSync(join(tmpdir(), "husting-proposals-"));
  const random = seeded(28_000);
  try {
    const codes = await cityWithCodes(directory, 2 * WARM_UP + SECONDS * 1200);
    const { child, port } = await serveApart(directory);
    const holders = new CodeHolders(port);
    let made = 0;
    const propose = () => holders.propose(`Fler bänkar på plats ${made++}`, codes.pop()!);
    const endorse = () => holders.endorse(1 + Math.floor(random() * 20), codes.pop()!);
    for (let sent = 0; sent < WARM_UP; sent += 20)
      await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? propose() : endorse())));
    print(await paced("proposals", 200, propose));
    print(await paced("endorsements", 1000, endorse));
    print(`meanwhile on this machine: load ${loadavg()[0]!.toFixed(1)}`);
    holders.close();
    child.kill("SIGKILL");
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  const report = await killProposing(KILLS, random);
  print(
    `kill -9: ${report.rounds} times, ${report.acknowledged} acknowledged, ${report.lost} lost, ${report.tooMany} too many, ` +
      `${report.apart} apart ${report.lost + report.tooMany + report.apart === 0 ? "held" : "MISSED"}`,
  );
}

/** Sends so many a second, each when it is due, however many wait: a slow node does not slow the crowd. */
async function paced(what: string, perSecond: number, send: () => Promise<unknown>): Promise<string> {
  const wanted = perSecond * SECONDS;
  const tookMs: number[] = [];
  const underWay: Promise<void>[] = [];
  let taken = 0;
  const startMs = performance.now();
  for (let sent = 0; sent < wanted; sent++) {
    const dueMs = startMs + (sent * 1000) / perSecond;
    const earlyMs = dueMs - performance.now();
    if (earlyMs > 1) await pause(earlyMs);
    underWay.push(
      send().then((acknowledged) => {
        tookMs.push(performance.now() - dueMs);
        if (acknowledged !== undefined) taken++;
      }),
    );
  }
  await Promise.all(underWay);
  const seconds = (performance.now() - startMs) / 1000;
  tookMs.sort((a, b) => a - b);
  const at = (share: number): string =>
    tookMs[Math.min(tookMs.length - 1, Math.floor(share * tookMs.length))]!.toFixed(1);
  const rate = taken / seconds;
  const isHeld = taken === wanted && rate > 0.98 * perSecond;
  return (
    `${what}: ${taken} of ${wanted} durable at ${rate.toFixed(0)} a second (asked ${perSecond}), half within ${at(0.5)} ms, ` +
    `99 % within ${at(0.99)} ms ${isHeld ? "held" : "MISSED"}`
  );
}
