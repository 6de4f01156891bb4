import { expect, it, vi } from "vitest";
import { killBudget } from "./budgets-kill.ts";
import { seeded } from "./simulated-files.ts";

vi.setConfig({ testTimeout: 300_000 });

it("a node killed while people take tokens and vote has kept each ballot it thanked for, once, and signed no token twice", async () => {
  const report = await killBudget(4, seeded(35));
  expect(report.ballots).toBeGreaterThan(10);
  expect(report).toMatchObject({ lost: 0, tooMany: 0, unmarked: 0 });
});
