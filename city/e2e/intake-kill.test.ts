import { expect, it, vi } from "vitest";
import { killRounds } from "./intake-kill.ts";
import { seeded } from "./simulated-files.ts";

vi.setConfig({ testTimeout: 120_000 });

it("a node killed while readings come in over HTTP and MQTT has each one it acknowledged exactly once", async () => {
  const report = await killRounds(4, seeded(11));
  expect(report.acknowledged).toBeGreaterThanOrEqual(1000);
  expect(report).toMatchObject({ lost: 0, wrong: 0 });
});
