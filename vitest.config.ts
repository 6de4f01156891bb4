import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/**/*.test.ts", "city/**/*.test.ts", "scripts/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/build/**"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A worker keeps no open handle on a store that belongs to another test file.
    pool: "forks",
    setupFiles: ["scripts/property-seed.ts"],
    globalSetup: ["city/e2e/global-setup.ts"],
  },
});
