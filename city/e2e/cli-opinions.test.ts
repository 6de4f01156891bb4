import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { countVotes, groupAwareConsensus } from "@husting/assembly";
import { parse } from "csv-parse/sync";
import { afterAll, describe, expect, it, vi } from "vitest";
import { readExport } from "../features/opinions/index.ts";
import { ended, husting, startIn } from "./command.ts";

// Processes take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

/** Two camps of ten, of one mind on the first statement and of two on the seven others. */
function conversation(vote: (i: number, j: number) => number, participants = 20): string {
  const root = mkdtempSync(join(tmpdir(), "husting-opinions-"));
  roots.push(root);
  const rows = Array.from({ length: participants * 8 }, (_, at) => {
    const [i, j] = [at >> 3, at & 7];
    return `${at},${j},p${i},${vote(i, j)}`;
  });
  writeFileSync(join(root, "votes.csv"), `timestamp,comment-id,voter-id,vote\n${rows.join("\n")}\n`);
  const statements = Array.from({ length: 8 }, (_, j) => `${j},1,Statement number ${j}`);
  writeFileSync(join(root, "comments.csv"), `comment-id,moderated,comment-body\n${statements.join("\n")}\n`);
  return root;
}

const camps = (i: number, j: number) => (j === 0 ? 1 : i < 10 === j % 2 > 0 ? 1 : -1);

describe("husting opinions, on an exported conversation", () => {
  it("tells what unites, then the groups, then what divides, in three languages", async () => {
    const root = conversation(camps);
    for (const [language, unites, group, stable] of [
      ["en", "What unites all groups", "Group A: 10 participants", "stable"],
      ["sv", "Vad som förenar alla grupper", "Grupp A: 10 deltagare", "stabil"],
      ["zh", "各组的共同点", "A 组：10 人", "稳定"],
    ] as const) {
      const { code, stdout, stderr } = await ended(startIn(language, "opinions", root));
      expect([code, stderr]).toEqual([0, ""]);
      const order = [unites, "#0 Statement number 0", group, stable, "#1 Statement number 1"].map((words) =>
        stdout.indexOf(words),
      );
      expect(order.every((at) => at >= 0)).toBe(true);
      expect(order).toEqual(order.toSorted((left, right) => left - right));
      expect(stdout).not.toMatch(/NaN|undefined/);
    }
    const { stdout } = await husting("opinions", root, "--json", "--statements", "2", "--resamplings", "20");
    const found = JSON.parse(stdout);
    expect(found).toMatchObject({
      participants: 20,
      grouped: 20,
      votes: 160,
      resamplings: 20,
      published: null,
    });
    expect(found.uniting).toMatchObject([{ statement: "0", side: "agree" }]);
    expect(found.groups.map(({ size, standing }: Record<string, unknown>) => [size, standing])).toEqual([
      [10, "stable"],
      [10, "stable"],
    ]);
    expect(found.divisive).toHaveLength(2);
    expect(found.statementsInOrder[0]).toMatchObject({
      statement: "0",
      all: { agree: 20, disagree: 0, seen: 20 },
    });
    // Who stands where is in no report.
    expect(stdout).not.toContain("p13");
  });

  it.each([
    [
      "one participant",
      () => conversation(camps, 1),
      "1 participant has voted on at least 7 statements; groups are told from 10 on",
    ],
    ["everyone passing", () => conversation(() => 0), "Everybody voted alike"],
    ["nobody", () => conversation(camps, 0), "no vote on a statement that is shown"],
  ])("says in words why there is no picture of %s, with exit code 1", async (_, make, words) => {
    const { code, stdout } = await husting("opinions", make());
    expect(code).toBe(1);
    expect(stdout).toContain(words);
    expect(JSON.parse((await husting("opinions", make(), "--json")).stdout).groups).toBeNull();
  });

  it("names rows it leaves out", async () => {
    const root = conversation((i, j) => (i === 3 && j === 2 ? 5 : camps(i, j)));
    const { code, stdout, stderr } = await husting("opinions", root);
    expect(code).toBe(0);
    expect(stderr).toContain(
      "votes.csv, row 28: a vote is −1 (disagree), 0 (pass) or 1 (agree) (5). The row was left out.",
    );
    expect(stdout).toContain("159 votes");
  });

  it.each([
    ["no directory", [], "name one directory"],
    [
      "one that is not there",
      ["/nowhere/at-all"],
      "/nowhere/at-all is no directory that can be read (ENOENT)",
    ],
    ["a number that is none", ["x", "--resamplings", "many"], "--resamplings many is no whole number"],
  ])("%s is refused in words, with exit code 2", async (_, args, words) => {
    const { code, stderr } = await husting("opinions", ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});

const reference = resolve(
  import.meta.dirname,
  "../..",
  process.env.HUSTING_REFERENCE_DATA ?? "../shared/data",
  "opinions",
);

describe.skipIf(!existsSync(reference))("husting opinions on conversations that were published", () => {
  it.each([
    ["bg2050-volunteers", [100, 8]],
    ["vtaiwan.uberx", [330, 889]],
    ["fixtures/25ptpt-3gp-no-strict-with-meta", [11, 10, 6]],
    ["fixtures/50ptpt-3gp-strict-no-meta", [16, 15, 12]],
    ["fixtures/below-100-ptpts", [11, 3, 9]],
  ])("%s: no larger sum of squares than the published groups on the same plane", async (name, sizes) => {
    const { code, stdout } = await husting(
      "opinions",
      join(reference, name),
      "--json",
      "--resamplings",
      "10",
    );
    expect(code).toBe(0);
    const { published, groups } = JSON.parse(stdout);
    expect(published.sizes).toEqual(sizes);
    expect(published.sameNumber.ours).toBeLessThanOrEqual(published.sameNumber.theirs);
    expect(published.adjustedRandIndex).toBeLessThanOrEqual(1);
    for (const { size } of groups) expect(size).toBeGreaterThanOrEqual(5);
  });

  it("has the published consensus of a conversation's statements by its published groups", async () => {
    const folder = join(reference, "bg2050-volunteers");
    const read = readExport(folder, false);
    if (!read.ok) throw new Error(read.fault.code);
    const { table, participants, statements, published } = read.value;
    const counts = countVotes(
      table,
      participants.map((name) => Number(published!.groupOf.get(name) ?? -1)),
      2,
    );
    const rows: Record<string, string>[] = parse(gunzipSync(readFileSync(join(folder, "comments.csv.gz"))), {
      columns: true,
    });
    let compared = 0;
    for (const row of rows) {
      const theirs = Number(row["group-informed-consensus"]);
      const ours = groupAwareConsensus(
        counts,
        statements.findIndex(({ id }) => id === row["comment-id"]),
      ).agree;
      expect(Math.abs(ours - theirs)).toBeLessThan(1e-6);
      compared++;
    }
    expect(compared).toBe(371);
  });
});
