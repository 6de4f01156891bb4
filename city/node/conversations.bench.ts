import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { buildPages } from "../../scripts/build.ts";
import { killOpinions } from "../e2e/opinions-kill.ts";
import { cityWithConversation, OpinionCrowd, plannedVotes } from "../e2e/opinions-load.ts";
import { seeded } from "../e2e/simulated-files.ts";
import { serveApart } from "../e2e/votes-load.ts";

/** Opinions over HTTP at a node in its own process, each acknowledged when it is durable; then kill -9. */

const VOTES_PER_SECOND = 2_000;
const SECONDS = 10;
const PEOPLE = 600;
const AT_ONCE = 64;
const WARM_UP = 1_000;
const KILLS = 20;

export default async function bench(print: (line: string) => void): Promise<void> {
  buildPages();
  const directory = mkdtempSync(join(tmpdir(), "husting-opinions-"));
  const random = seeded(2_000);
  try {
    const codes = await cityWithConversation(directory, PEOPLE);
    const { child, port } = await serveApart(directory);
    const crowd = new OpinionCrowd(port);
    const planned = plannedVotes(codes, random);
    let acknowledged = 0;
    const tookMs: number[] = [];
    const send = async (most: number): Promise<void> => {
      let sent = 0;
      const voter = async (): Promise<void> => {
        while (sent++ < most) {
          const next = planned.next();
          if (next.done === true) return;
          const fromMs = performance.now();
          if (await crowd.vote(...next.value)) acknowledged++;
          tookMs.push(performance.now() - fromMs);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, voter));
    };
    await send(WARM_UP);
    acknowledged = 0;
    tookMs.length = 0;
    const startMs = performance.now();
    await send(VOTES_PER_SECOND * SECONDS);
    const seconds = (performance.now() - startMs) / 1000;
    crowd.close();
    child.kill("SIGKILL");
    tookMs.sort((a, b) => a - b);
    const rate = acknowledged / seconds;
    print(
      `opinions: ${acknowledged} durable at ${rate.toFixed(0)} a second (asked ${VOTES_PER_SECOND}; a large platform's published peak 65), ` +
        `half within ${tookMs[Math.floor(tookMs.length / 2)]!.toFixed(1)} ms, 99 % within ${tookMs[Math.floor(tookMs.length * 0.99)]!.toFixed(1)} ms, ` +
        `load ${loadavg()[0]!.toFixed(1)} ${rate >= VOTES_PER_SECOND ? "held" : "MISSED"}`,
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  const report = await killOpinions(KILLS, random);
  print(
    `kill -9: ${report.rounds} times, ${report.acknowledged} opinions acknowledged, ${report.lost} lost, ${report.tooMany} not sent ` +
      (report.lost + report.tooMany === 0 ? "held" : "MISSED"),
  );
}
