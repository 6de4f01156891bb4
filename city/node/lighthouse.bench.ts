import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import lighthouse from "lighthouse";
import { buildPages } from "../../scripts/build.ts";
import { findChromium } from "../../scripts/chromium.ts";
import { generateDemo } from "../demo/create.ts";
import { keyPages } from "../e2e/key-pages.ts";
import { serveApart } from "../e2e/votes-load.ts";
import { languages } from "../web/language/index.ts";
import { openNode } from "./node.ts";
import { demoProfile } from "./profile.ts";

/** Lighthouse, as it is without settings (a slow telephone on a slow net), of ten key pages, each in one of the three languages. */

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;
const LEAST = 95;

export default async function bench(print: (line: string) => void): Promise<void> {
  buildPages();
  const directory = mkdtempSync(join(tmpdir(), "husting-lighthouse-"));
  try {
    const node = await openNode(directory, { profile: demoProfile("umea") });
    await generateDemo(node, () => {});
    await node.recompute();
    await node.judge();
    await node.close();
    const { child, port } = await serveApart(directory);
    const debugging = await freePort();
    const browser = spawn(
      await findChromium(),
      [
        ...["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        ...[`--remote-debugging-port=${debugging}`, `--user-data-dir=${join(directory, "browser")}`],
      ],
      { stdio: "ignore" },
    );
    try {
      await listening(debugging);
      print(`load ${loadavg()[0]!.toFixed(1)}; at least ${LEAST} of 100 is asked of each`);
      let short = 0;
      for (const [at, path] of keyPages.entries()) {
        const place = `/${languages[at % languages.length]}${path}`;
        const run = await lighthouse(
          `http://127.0.0.1:${port}${place}`,
          { port: debugging, logLevel: "error", output: "json" },
          { extends: "lighthouse:default", settings: { onlyCategories: [...CATEGORIES] } },
        );
        if (run === undefined) throw new Error(`Lighthouse gave nothing for ${place}`);
        const { categories, audits } = run.lhr;
        const scores = CATEGORIES.map((id) => Math.round((categories[id]?.score ?? 0) * 100));
        const lost = CATEGORIES.flatMap((id) =>
          (categories[id]?.auditRefs ?? [])
            .filter(({ id: audit, weight }) => weight > 0 && (audits[audit]?.score ?? 1) < 0.9)
            .map(({ id: audit }) => audit),
        );
        if (scores.some((score) => score < LEAST)) short++;
        const bytes = Number(audits["total-byte-weight"]?.numericValue ?? Number.NaN);
        print(
          `  ${place}: ${CATEGORIES.map((id, which) => `${id} ${scores[which]}`).join(", ")}; ${(bytes / 1024).toFixed(1)} KiB` +
            (lost.length === 0 ? "" : `; lost by ${lost.join(", ")}`),
        );
      }
      print(short === 0 ? "  held" : `  MISSED by ${short} pages`);
    } finally {
      const ended = [once(browser, "exit"), once(child, "exit")];
      browser.kill("SIGKILL");
      child.kill("SIGKILL");
      await Promise.all(ended);
    }
  } finally {
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/json/version`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error("Chromium did not begin to listen");
}
