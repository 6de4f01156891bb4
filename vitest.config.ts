import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import LongestFirst from "./scripts/longest-first.ts";

export default defineConfig({
  // Pages are rendered as they are served (NODE_ENV below): React's development build is another one, and slower.
  oxc: { jsx: { development: false } },
  test: {
    include: ["packages/**/*.test.ts", "city/**/*.test.ts", "scripts/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/build/**"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A worker keeps no open handle on a store that belongs to another test file.
    pool: "forks",
    // On two cores the default is one worker, which leaves the other idle while a test waits for its browser or its disk.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    env: { NODE_ENV: "production" },
    sequence: { sequencer: LongestFirst },
    setupFiles: ["scripts/property-seed.ts"],
    globalSetup: ["city/e2e/global-setup.ts"],
  },
});
