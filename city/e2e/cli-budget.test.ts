import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it, vi } from "vitest";
import { husting } from "./command.ts";

// Processes take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), "husting-budget-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

/** Runs the command in another language than English. */
function inLanguage(language: string, ...args: string[]): { stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(import.meta.dirname, "../bin/husting.ts"), ...args], {
    encoding: "utf8",
    env: { ...process.env, HUSTING_LANGUAGE: language },
  });
}

const town = `META
key;value
budget;100
vote_type;approval
num_projects;4
num_votes;5
currency;SEK
PROJECTS
project_id;cost;name;selected
park;48;Park;1
path;41;Path;0
pool;60.50;Pool;0
palace;101;Palace;0
VOTES
voter_id;vote
a;park,path
b;park
c;path
d;pool,palace
e;
`;

describe("husting budget, on a file and no node", () => {
  it("says in words who won, why, and why the others did not", async () => {
    const { code, stdout, stderr } = await husting("budget", write("town.pb", town));
    expect(code).toBe(0);
    expect(stderr).toContain("one vote is empty");
    expect(stderr).toContain("dearer than the whole budget, and so out of the count: palace");
    for (const words of [
      "Method of Equal Shares, a project is worth its cost to whoever supports it, without completion",
      "5 voters with 5 kinds of ballot; budget 100",
      "Every voter has 20, an equal part of the budget.",
      "No project wins: 0 of 100",
      "its supporters had 40 left; 8 was missing",
    ]) {
      expect(stdout).toContain(words);
    }
  });

  it("gives one object with stable keys", async () => {
    const path = write("town.pb.gz", gzipSync(town));
    const { code, stdout, stderr } = await husting("budget", path, "--completion", "add1", "--json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const found = JSON.parse(stdout);
    expect(found).toMatchObject({
      ok: true,
      rule: { rule: "equal-shares", utility: "cost", completion: "add1", tieRule: "project-id" },
      currency: "SEK",
      budget: 100,
      voters: 5,
      ballots: 5,
      winners: ["park", "path"],
      cost: 89,
      selectedInFile: ["park"],
      notices: [
        { code: "empty-votes", voters: 1 },
        { code: "dearer-than-budget", ids: ["palace"] },
      ],
    });
    const { endowment, projects, voters } = found.explanation;
    expect(endowment).toMatchObject({
      equalPart: { exact: "20", decimal: "20.000000" },
      steps: expect.any(Number),
      beyond: { cost: 149.5, project: "pool" },
    });
    expect(projects[0]).toMatchObject({
      id: "park",
      name: "Park",
      cost: 48,
      supporters: 2,
      won: true,
      why: "bought",
      place: 1,
      price: { exact: "1/2" },
      payers: {
        full: [{ points: 1, voters: 2, each: { exact: "24", decimal: "24.000000" } }],
        last: null,
        nothingLeft: 0,
      },
    });
    expect(projects[2]).toMatchObject({ id: "pool", won: false, why: "too-little-left" });
    expect(projects[3]).toMatchObject({ id: "palace", won: false, why: "dearer-than-budget" });
    expect(voters).toHaveLength(5);
    expect(voters[3]).toMatchObject({ voters: 1, paid: {}, lost: ["palace", "pool"] });
  });

  it("counts by the rule that is asked for, and shows ties", async () => {
    const tied = write("tied.pb", town.replace("path;41", "path;48").replace("b;park", "b;"));
    const greedy = JSON.parse((await husting("budget", tied, "--rule", "greedy", "--json")).stdout);
    expect(greedy).toMatchObject({ winners: ["park", "path"], rule: { rule: "greedy", utility: "cost" } });
    const swapped = write("swapped.pb", town.replace("b;park", "b;").replace("c;path", "c;"));
    const { ties } = JSON.parse((await husting("budget", swapped, "--rule", "greedy", "--json")).stdout);
    expect(ties).toEqual([
      {
        stage: "count",
        after: 0,
        taken: "palace",
        projects: ["palace", "park", "path", "pool"],
        notElected: ["palace", "pool"],
      },
    ]);
    const phragmen = JSON.parse((await husting("budget", tied, "--rule", "phragmen", "--json")).stdout);
    expect(phragmen.explanation.endowment).toBeNull();
    expect(phragmen.winners).toContain("path");
  });

  it("says to a voter what the share bought, in the reader's language", async () => {
    const path = write("voter.pb", town);
    const english = await husting("budget", path, "--completion", "add1", "--voter", "c");
    expect(english.stdout).toMatch(
      /^Voter c had \d+ \(nobody else voted the same\)\n {2}paid [\d.]+ for path\n/,
    );
    expect((await husting("budget", path, "--voter", "nobody")).stderr).toContain("there is no voter nobody");
  });

  it.each([
    ["sv", "Metoden med lika delar", "är rangordningar"],
    ["zh", "均等份额法", "选票是排序式的"],
  ])("speaks %s", (language, rule, refusal) => {
    const counted = inLanguage(language, "budget", write("town.pb", town));
    expect(counted.stdout).toContain(rule);
    const refused = inLanguage(language, "budget", write("ordinal.pb", town.replace("approval", "ordinal")));
    expect(refused.stderr).toContain(refusal);
  });

  it.each([
    ["ordinal ballots", town.replace("approval", "ordinal"), "line 4: the ballots are ordinal"],
    ["a missing section", town.replace("VOTES\n", ""), "the section VOTES is missing"],
    ["a cost of 0", town.replace("park;48", "park;0"), "line 10: project park costs 0"],
    ["a cost of −1", town.replace("park;48", "park;-1"), "line 10: project park costs -1"],
    [
      "a project twice",
      town.replace("path;41", "park;41"),
      "line 11: project park stands here a second time",
    ],
    ["a voter twice", town.replace("c;path", "a;path"), "line 18: voter a stands here a second time"],
    ["an unknown project", town.replace("c;path", "c;pond"), "line 18: the vote names project pond"],
    ["a file cut off", town.slice(0, town.indexOf("d;pool")), "num_votes says 5, but the file has 3"],
    ["a gzip cut off", gzipSync(town).subarray(0, -20), "the gzip ends too early"],
    [
      "a gzip that is damaged",
      Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
      "the gzip is damaged",
    ],
    [
      "another encoding",
      Buffer.from(town.replace("Park", "Parkväg"), "latin1"),
      "not UTF-8 text (first seen on line 10)",
    ],
    ["something else altogether", "Dear city,\n", "line 1: this stands before the first section"],
    ["nothing", "", "it has no section META"],
  ])("%s is refused in words, with exit code 2", async (_, content, words) => {
    const { code, stdout, stderr } = await husting("budget", write("bad.pb", content));
    expect(stderr).toContain(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).not.toContain("    at ");
  });

  it("UTF-16 with its mark and Windows line ends are read", async () => {
    const text = Buffer.from(`\ufeff${town.replaceAll("\n", "\r\n")}`, "utf16le");
    const { code, stdout } = await husting("budget", write("wide.pb", text), "--rule", "greedy", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout).winners).toEqual(["park", "path"]);
  });

  it("faults come as data with --json", async () => {
    const path = write("bad.pb", town.replace("park;48", "park;0"));
    const { code, stdout } = await husting("budget", path, "--json");
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      ok: false,
      faults: [{ code: "cost-not-positive", id: "park", cost: "0", line: 10 }],
      count: 1,
    });
  });

  it("a rule that does not fit the ballots is answered with exit code 1 and what to do", async () => {
    const path = write("town.pb", town);
    const { code, stderr } = await husting("budget", path, "--utility", "additive");
    expect(code).toBe(1);
    expect(stderr).toContain("Count them with --utility cost or cardinality");
  });

  it.each([
    ["no file", [], "name one file"],
    ["a file that is not there", ["nowhere.pb"], "there is no such file"],
    ["a folder", [folder], "it cannot be read"],
    ["an unknown rule", ["x.pb", "--rule", "lottery"], "--rule lottery is not known"],
    ["an unknown completion", ["x.pb", "--completion", "add2"], "--completion add2 is not known"],
    ["a completion of greedy", ["x.pb", "--rule", "greedy", "--completion", "add1"], "--completion is for"],
    ["a utility of Phragmén", ["x.pb", "--rule", "phragmen", "--utility", "cost"], "--utility is not for"],
  ])("%s is refused in words", async (_, args, words) => {
    const { code, stderr } = await husting("budget", ...args);
    expect(stderr).toContain(words);
    expect(code).toBe(2);
    expect(stderr).not.toContain("    at ");
  });
});

const reference = resolve(
  import.meta.dirname,
  "../..",
  process.env.HUSTING_REFERENCE_DATA ?? "../shared/data",
  "budgets/poland_wieliczka_2023_green-budget.pb.gz",
);

describe.skipIf(!existsSync(reference))("husting budget, on a real vote", () => {
  it("elects Wieliczka's 30 official projects by Add1", async () => {
    const { code, stdout } = await husting("budget", reference, "--completion", "add1", "--json");
    expect(code).toBe(0);
    const { winners, selectedInFile } = JSON.parse(stdout);
    expect(winners).toHaveLength(30);
    expect(winners.toSorted()).toEqual(selectedInFile.toSorted());
  });
});
