import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Tally } from "../../stores/votes/tally.ts";
import { VoteDesk } from "./desk.ts";

let folder: string;
let tally: Tally;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "husting-desk-"));
  tally = new Tally(join(folder, "votes.sqlite"));
});
afterEach(() => {
  tally.close();
  rmSync(folder, { recursive: true, force: true });
});

it("a vote that comes the moment another is thanked for does not wait for a third", async () => {
  const desk = new VoteDesk(tally);
  const vote = { group: "g", halfDay: "2026-11-24/am", sensation: 0, marks: 0, channel: "tap" } as const;
  for (let cast = 0; cast < 3; cast++) await desk.vote(vote);
  expect(tally.groups()).toEqual(["g"]);
  await desk.idle();
});
