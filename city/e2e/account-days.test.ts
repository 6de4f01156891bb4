import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { findAccounts } from "../features/people/index.ts";
import { openNode } from "../node/node.ts";
import { demoProfile } from "../node/profile.ts";

it.each([
  // Late in the evening by UTC it is the next day already, in Xi'an eight hours before midnight.
  ["umea", "2026-01-15T23:30:00Z", "2026-01-16"],
  ["umea", "2026-01-15T22:30:00Z", "2026-01-15"],
  ["chanba", "2026-01-15T16:30:00Z", "2026-01-16"],
] as const)("in %s an account that is used at %s was last used on %s", async (city, at, day) => {
  const directory = mkdtempSync(join(tmpdir(), "husting-days-"));
  const node = await openNode(directory, { profile: demoProfile(city), nowMs: () => Date.parse(at) });
  await node.signIn.enterAs({ email: "somebody@days.example" }, new Headers());
  const { people } = await findAccounts(node.civic, Date.parse(at), {
    search: "days.example",
    page: 1,
    language: "en",
  });
  expect(people.map(({ lastDay }) => lastDay)).toEqual([day]);
  await node.close();
  rmSync(directory, { recursive: true, force: true });
});
