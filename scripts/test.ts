import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildPages } from "./build.ts";
import { findChromium } from "./chromium.ts";

/** `npm test`: builds the pages, finds a browser, and runs every unit, integration and browser test. */

const chromium = await findChromium();
buildPages();
const vitest = join(import.meta.dirname, "../node_modules/.bin/vitest");
const { status } = spawnSync(process.execPath, [vitest, "run", ...process.argv.slice(2)], {
  cwd: join(import.meta.dirname, ".."),
  stdio: "inherit",
  env: { ...process.env, HUSTING_CHROMIUM: chromium },
});
process.exit(status ?? 1);
