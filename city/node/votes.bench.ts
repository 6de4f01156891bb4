import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { buildPages } from "../../scripts/build.ts";
import { seeded } from "../e2e/simulated-files.ts";
import { killVoting } from "../e2e/votes-kill.ts";
import { Crowd, cityWithRooms, serveApart } from "../e2e/votes-load.ts";

/** Votes over HTTP at a node in its own process, at an even pace, each acknowledged when it is durable; then kill -9. */

const VOTES_PER_MINUTE = 10_000;
const SECONDS = 30;
const P99_BOUND_MS = 50;
const KILLS = 20;
/** Sent first and not counted in the times: the node's code is compiled by then. */
const WARM_UP = 300;

export default async function bench(print: (line: string) => void): Promise<void> {
  buildPages();
  const directory = mkdtempSync(join(tmpdir(), "husting-votes-"));
  const random = seeded(10_000);
  try {
    const { codes } = await cityWithRooms(directory);
    const { child, port } = await serveApart(directory);
    const crowd = new Crowd(port, "bench");
    const vote = async (): Promise<boolean> => {
      const answer = String(Math.floor(random() * 7) - 3);
      const page = await crowd.tap(`/v/${codes[Math.floor(random() * codes.length)]}`, { answer });
      return page?.includes("your answer is counted") === true;
    };
    for (let sent = 0; sent < WARM_UP; sent += 10) await Promise.all(Array.from({ length: 10 }, vote));
    const wanted = (VOTES_PER_MINUTE / 60) * SECONDS;
    const everyMs = 60_000 / VOTES_PER_MINUTE;
    const tookMs: number[] = [];
    let counted = 0;
    const underWay: Promise<void>[] = [];
    const startMs = performance.now();
    for (let sent = 0; sent < wanted; sent++) {
      // A vote is sent when it is due, however many wait: a slow node does not slow the crowd.
      const dueMs = startMs + sent * everyMs;
      const earlyMs = dueMs - performance.now();
      if (earlyMs > 1) await pause(earlyMs);
      underWay.push(
        vote().then((isCounted) => {
          tookMs.push(performance.now() - dueMs);
          if (isCounted) counted++;
        }),
      );
    }
    await Promise.all(underWay);
    const minutes = (performance.now() - startMs) / 60_000;
    crowd.close();
    child.kill("SIGKILL");
    tookMs.sort((a, b) => a - b);
    const at = (share: number): number =>
      tookMs[Math.min(tookMs.length - 1, Math.floor(share * tookMs.length))]!;
    const rate = counted / minutes;
    const held = counted === wanted && rate > VOTES_PER_MINUTE * 0.98 && at(0.99) < P99_BOUND_MS;
    print(
      `votes: ${counted} of ${wanted} counted at ${rate.toFixed(0)} a minute (asked ${VOTES_PER_MINUTE}), ` +
        `half within ${at(0.5).toFixed(1)} ms, 99 % within ${at(0.99).toFixed(1)} ms (bound ${P99_BOUND_MS} ms), ` +
        `slowest ${at(1).toFixed(0)} ms ${held ? "held" : "MISSED"}`,
    );
    print(`meanwhile on this machine: load ${loadavg()[0]!.toFixed(1)}, ${diskText(directory)}`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  const report = await killVoting(KILLS, random);
  print(
    `kill -9: ${report.rounds} times, ${report.acknowledged} votes acknowledged, ${report.lost} lost, ` +
      `${report.tooMany} counted twice, ${report.apart} codes of a round apart from their answers ` +
      (report.lost + report.tooMany + report.apart === 0 ? "held" : "MISSED"),
  );
}

/** How long the disk takes for four kilobytes by itself: no vote can be durable sooner. */
function diskText(directory: string): string {
  const file = openSync(join(directory, "disk"), "w");
  const tookMs = Array.from({ length: 500 }, () => {
    writeSync(file, Buffer.alloc(4096));
    const fromMs = performance.now();
    fdatasyncSync(file);
    return performance.now() - fromMs;
  }).sort((a, b) => a - b);
  closeSync(file);
  return `a write of 4 kB durable after ${tookMs[250]!.toFixed(1)} ms (median), 99 % within ${tookMs[495]!.toFixed(1)} ms`;
}
