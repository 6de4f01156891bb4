import { expect, it } from "vitest";
import { killProposing } from "./proposals-kill.ts";
import { seeded } from "./simulated-files.ts";

it("what was acknowledged survives kill -9, once: proposals, endorsements, their codes and their log", async () => {
  const report = await killProposing(3, seeded(28));
  expect(report.acknowledged).toBeGreaterThan(14);
  expect(report).toMatchObject({ lost: 0, tooMany: 0, apart: 0 });
}, 180_000);
