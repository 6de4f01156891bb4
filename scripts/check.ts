import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** `npm run check`: what a submission must hold beside its tests. Every check runs, so that one run tells all. */

const ROOT = join(import.meta.dirname, "..");
const checks: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ["types", "tsc", "--noEmit", "-p", "tsconfig.json"],
  ["lint and format", "biome", "ci", "--error-on-warnings", "--colors=off", "."],
  [
    "arrows point down",
    "depcruise",
    "packages",
    "city",
    "scripts",
    "--config",
    ".dependency-cruiser.json",
    "--output-type",
    "err",
  ],
  ["nothing unused", "knip"],
];

let failed = 0;
for (const [name, command, ...args] of checks) {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, [join(ROOT, "node_modules/.bin", command), ...args], {
    cwd: ROOT,
    stdio: "inherit",
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? "holds" : "FAILS"}  ${name} (${seconds} s)`);
  if (status !== 0) failed++;
}
process.exit(failed === 0 ? 0 : 1);
