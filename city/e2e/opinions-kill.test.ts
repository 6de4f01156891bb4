import { expect, it, vi } from "vitest";
import { killOpinions } from "./opinions-kill.ts";
import { seeded } from "./simulated-files.ts";

vi.setConfig({ testTimeout: 180_000 });

it("no opinion that was acknowledged is lost by kill -9, and none is there that was not sent", async () => {
  const report = await killOpinions(3, seeded(37));
  expect(report).toMatchObject({ rounds: 3, lost: 0, tooMany: 0 });
  expect(report.acknowledged).toBeGreaterThan(15);
});
