import { expect, it, vi } from "vitest";
import { seeded } from "./simulated-files.ts";
import { killVoting } from "./votes-kill.ts";

vi.setConfig({ testTimeout: 180_000 });

it("a node killed while people vote has counted each answer it thanked for, and no other, and no code is used without its answer", async () => {
  const report = await killVoting(4, seeded(20));
  expect(report.acknowledged).toBeGreaterThan(50);
  expect(report).toMatchObject({ lost: 0, tooMany: 0, apart: 0 });
});
