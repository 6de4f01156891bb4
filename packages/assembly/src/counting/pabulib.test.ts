import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { budgetsPresent, budgetText, electionOf, smallElections, valueFrom } from "./elections.fixture.ts";
import { type PabulibElection, type PabulibFaults, readPabulib } from "./pabulib-read.ts";
import { readPabulibTables, splitCells } from "./pabulib-table.ts";
import { pabulibDocument, writePabulib } from "./pabulib-write.ts";

const sound = `META
key;value
description;A vote in a park; with benches
budget;1000
vote_type;approval
num_projects;3
num_votes;4
currency;SEK
PROJECTS
project_id;cost;votes;name;selected
1;600;3;"Park; with ""benches""";1
2;400.50;2;Path;0
3;1200;0;Bridge;0
VOTES
voter_id;age;vote
a;30;1,2
b;31;2,1
c;32;1
d;33;
`;

const points = sound
  .replace("vote_type;approval", "vote_type;cumulative")
  .replace("voter_id;age;vote", "voter_id;points;vote")
  .replace("a;30;1,2", "a;3,2;1,2")
  .replace("b;31;2,1", "b;0,5;2,1")
  .replace("c;32;1", "c;4;1")
  .replace("d;33;", "d;;");

const read = (text: string): PabulibElection => valueFrom(readPabulib(text));

function faultsOf(text: string): PabulibFaults {
  const result = readPabulib(text);
  if (result.ok) throw new Error("the file was taken");
  return result.reason;
}

/** A sound file in which one thing is replaced. */
function changed(from: string, to: string, text = sound): string {
  if (!text.includes(from)) throw new Error(`${from} is not in the file`);
  return text.replace(from, to);
}

describe("reading a .pb file", () => {
  it("money is whole numbers of the smallest unit that the file names", () => {
    const { election, names, currency, selected, voterIds } = read(sound);
    expect(election.decimals).toBe(1);
    expect(election.budget).toBe(10_000);
    expect(election.projects.map(({ cost }) => cost)).toEqual([6000, 4005, 12_000]);
    expect(names).toEqual(['Park; with "benches"', "Path", "Bridge"]);
    expect([currency, selected, voterIds]).toEqual(["SEK", ["1"], ["a", "b", "c", "d"]]);
  });

  it("ballots that name the same projects in another order are the same", () => {
    const { ballotStart, ballotProject } = read(sound).election;
    expect([...ballotStart]).toEqual([0, 2, 4, 5, 5]);
    expect([...ballotProject]).toEqual([0, 1, 0, 1, 0]);
  });

  it("points stand beside their projects, and zero points are no support", () => {
    const { form, ballotProject, ballotPoints, ballotStart } = read(points).election;
    expect(form).toBe("points");
    expect([...ballotStart]).toEqual([0, 2, 3, 4, 4]);
    expect([...ballotProject]).toEqual([0, 1, 0, 0]);
    expect([...(ballotPoints ?? [])]).toEqual([3, 2, 5, 4]);
  });

  it("says what is worth knowing: empty votes, projects without votes or too dear, a wrong column of votes", () => {
    expect(read(changed("2;400.50;2", "2;400.50;7")).notices).toEqual([
      { code: "empty-votes", voters: 1 },
      { code: "without-votes", ids: ["3"] },
      { code: "dearer-than-budget", ids: ["3"] },
      { code: "votes-column-differs", ids: ["2"] },
    ]);
  });

  it.each([
    ["a byte-order mark", `\ufeff${sound}`],
    ["line ends of Windows", sound.replaceAll("\n", "\r\n")],
    ["line ends of old Macs", sound.replaceAll("\n", "\r")],
    ["empty lines", sound.replaceAll("\n", "\n\n")],
    ["no line end at the end", sound.trimEnd()],
    ["separators that a spreadsheet filled up", sound.replaceAll("\n", ";;\n")],
    ["spaces around ids", sound.replace("a;30;1,2", " a ;30; 1 , 2 ")],
  ])("%s change nothing", (_, text) => {
    const { election, voterIds, notices } = read(text);
    const original = read(sound);
    expect(election).toEqual(original.election);
    expect(voterIds).toEqual(original.voterIds);
    expect(notices).toEqual(original.notices);
  });

  it.each([
    ["nothing", "", [{ code: "file-empty", line: null }]],
    ["other text", "Dear city,\nI would like a park.\n", [{ code: "before-sections", line: 1 }]],
    [
      "a missing section PROJECTS",
      changed("PROJECTS\n", ""),
      [{ code: "section-missing", section: "PROJECTS" }],
    ],
    [
      "a missing section VOTES",
      sound.slice(0, sound.indexOf("VOTES")),
      [{ code: "section-missing", section: "VOTES", line: null }],
    ],
    [
      "META only",
      "META\nkey;value\nbudget;1\n",
      [
        { code: "section-missing", section: "PROJECTS" },
        { code: "section-missing", section: "VOTES" },
      ],
    ],
    [
      "a section twice",
      `${sound}VOTES\nvoter_id;vote\n`,
      [{ code: "section-twice", section: "VOTES", line: 20 }],
    ],
    [
      "a section of nothing",
      sound.slice(0, sound.indexOf("voter_id")),
      [{ code: "section-empty", section: "VOTES", line: 14 }],
    ],
    ["no budget", changed("budget;1000\n", ""), [{ code: "meta-missing", key: "budget", line: null }]],
    [
      "a budget said twice",
      changed("budget;1000", "budget;1000\nbudget;2000"),
      [{ code: "meta-twice", key: "budget", line: 5 }],
    ],
    [
      "a budget that is no number",
      changed("budget;1000", "budget;plenty"),
      [{ code: "number-not-read", what: "budget", found: "plenty", line: 4 }],
    ],
    [
      "a budget of 0",
      changed("budget;1000", "budget;0"),
      [{ code: "budget-not-positive", budget: "0", line: 4 }],
    ],
    [
      "a negative budget",
      changed("budget;1000", "budget;-5.5"),
      [{ code: "budget-not-positive", budget: "-5.5", line: 4 }],
    ],
    ["a cost of 0", changed("1;600;", "1;0;"), [{ code: "cost-not-positive", id: "1", cost: "0", line: 11 }]],
    [
      "a cost of −1",
      changed("1;600;", "1;-1;"),
      [{ code: "cost-not-positive", id: "1", cost: "-1", line: 11 }],
    ],
    [
      "a cost with a decimal comma",
      changed("400.50", "400,50"),
      [{ code: "number-not-read", what: "cost", found: "400,50", line: 12 }],
    ],
    [
      "a cost that is not there",
      changed("1;600;", "1;;"),
      [{ code: "number-not-read", what: "cost", found: "", line: 11 }],
    ],
    [
      "a project twice",
      changed("3;1200;0;Bridge;0", "1;1200;0;Bridge;0"),
      [{ code: "project-twice", id: "1", line: 13 }],
    ],
    ["a project without an id", changed("3;1200", ";1200"), [{ code: "project-without-id", line: 13 }]],
    [
      "an id with a comma",
      changed("3;1200", "3,4;1200"),
      [{ code: "project-id-with-comma", id: "3,4", line: 13 }],
    ],
    [
      "an unknown project in a vote",
      changed("c;32;1", "c;32;9"),
      [{ code: "project-unknown", id: "9", line: 18 }],
    ],
    [
      "a project twice in a vote",
      changed("c;32;1", "c;32;1,1"),
      [{ code: "project-twice-in-vote", id: "1", line: 18 }],
    ],
    ["a voter twice", changed("c;32;1", "a;32;1"), [{ code: "voter-twice", voter: "a", line: 18 }]],
    ["a voter without an id", changed("c;32;1", ";32;1"), [{ code: "voter-without-id", line: 18 }]],
    [
      "fewer votes than are said",
      changed("d;33;\n", ""),
      [{ code: "rows-missing", key: "num_votes", said: 4, found: 3, line: 7 }],
    ],
    [
      "more projects than are said",
      changed("num_projects;3", "num_projects;2"),
      [{ code: "rows-too-many", key: "num_projects", said: 2, found: 3, line: 6 }],
    ],
    [
      "a count that is no number",
      changed("num_votes;4", "num_votes;four"),
      [{ code: "number-not-read", what: "num_votes", found: "four", line: 7 }],
    ],
    [
      "no column of costs",
      changed("project_id;cost", "project_id;price"),
      [{ code: "column-missing", section: "PROJECTS", column: "cost", line: null }],
    ],
    [
      "no column of points",
      changed("voter_id;points", "voter_id;marks", points),
      [{ code: "column-missing", section: "VOTES", column: "points", line: null }],
    ],
    [
      "a column twice",
      changed("voter_id;age;vote", "voter_id;vote;vote"),
      [{ code: "column-twice", section: "VOTES", column: "vote", line: 15 }],
    ],
    [
      "too many cells",
      changed("c;32;1", "c;32;1;2"),
      [{ code: "too-many-cells", cells: 4, columns: 3, line: 18 }],
    ],
    ["a quote that is not closed", changed("Path", '"Path'), [{ code: "quote-not-closed", line: 12 }]],
    [
      "a line of a million characters",
      changed("Path", "x".repeat(1_000_001)),
      [{ code: "line-too-long", most: 1_000_000, line: 12 }],
    ],
    ["bytes that are no text", changed("c;32;1", "c;32;\u0000"), [{ code: "not-text", line: 18 }]],
    [
      "an unknown type of vote",
      changed("vote_type;approval", "vote_type;quadratic"),
      [{ code: "vote-type-unknown", found: "quadratic", line: 5 }],
    ],
    [
      "ordinal ballots",
      changed("vote_type;approval", "vote_type;ordinal"),
      [{ code: "ballots-ordinal", line: 5 }],
    ],
    [
      "points for what is not named",
      changed("vote_type;cumulative", "vote_type;scoring\ndefault_score;1", points),
      [{ code: "default-score", found: "1", line: 6 }],
    ],
    [
      "negative points",
      changed("a;3,2", "a;3,-2", points),
      [{ code: "points-negative", id: "2", points: -2, line: 16 }],
    ],
    [
      "points that are no number",
      changed("a;3,2", "a;3,many", points),
      [{ code: "number-not-read", what: "points", found: "many", line: 16 }],
    ],
    [
      "half points",
      changed("a;3,2", "a;3,2.5", points),
      [{ code: "points-not-whole", id: "2", points: 2.5, line: 16 }],
    ],
    [
      "fewer points than projects",
      changed("a;3,2", "a;3", points),
      [{ code: "points-missing", projects: 2, points: 1, line: 16 }],
    ],
    [
      "more points than can be added exactly",
      changed("a;3,2", `a;9007199254740991,2`, points),
      [{ code: "too-large", what: "points", line: null }],
    ],
    [
      "more money than can be added exactly",
      changed("budget;1000", "budget;9007199254740991"),
      [{ code: "too-large", what: "money", line: null }],
    ],
  ])("%s is refused, with what and where", (_, text, expected) => {
    const { first, count } = faultsOf(text);
    expect(count).toBe(expected.length);
    expect(first).toMatchObject(expected);
  });

  it("every fault is said, and of very many the first hundred", () => {
    const text = changed("c;32;1", Array.from({ length: 150 }, (_, i) => `v${i};32;9`).join("\n"));
    const { first, count } = faultsOf(text);
    expect(first).toHaveLength(100);
    // The number of votes no longer fits either.
    expect(count).toBe(151);
  });

  it("no votes at all are an election that nobody took part in", () => {
    const { election, notices } = read(
      `${sound.slice(0, sound.indexOf("a;30"))}`.replace("num_votes;4", "num_votes;0"),
    );
    expect(election.voters).toBe(0);
    expect(notices[0]).toEqual({ code: "nobody-voted" });
  });

  it("text of any kind is read or refused, never thrown at", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            "META",
            "PROJECTS",
            "VOTES",
            ";",
            '"',
            "\n",
            "\r",
            "1",
            ",",
            "-",
            "budget",
            "key",
            "vote",
            "voter_id",
            "project_id",
            "cost",
            "approval",
            "vote_type",
            "\u0000",
            "é",
          ),
        ),
        (parts) => {
          readPabulib(parts.join(""));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("writing a .pb file", () => {
  it.each(["approval", "points"] as const)("an election with %s comes back as it was", (form) => {
    fc.assert(
      fc.property(smallElections(form), fc.integer({ min: 0, max: 3 }), (plain, decimals) => {
        // An election in which nobody gave anything says nothing of its form.
        fc.pre(form === "approval" || plain.ballots.some((ballot) => Object.keys(ballot).length > 0));
        const election = electionOf(plain, decimals);
        const document = valueFrom(
          pabulibDocument(election, { meta: [["unit", "Umeå; with Ön"]], winners: [0] }),
        );
        const back = read(writePabulib(document));
        expect(back.election).toEqual(election);
        expect(back.selected).toEqual([election.projects[0]!.id]);
      }),
    );
  });

  it("every cell comes back as it was, whatever stands in it", () => {
    const cell = fc
      .string({ unit: "grapheme" })
      .map((text) => text.replace(/[\r\n]/g, " ").replaceAll("\0", " "));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const kept = rows.filter((row) => row.some((text) => text.trim() !== ""));
        const table = { columns: ["a", "b"], rows: kept, lines: [] };
        const written = writePabulib({ meta: { ...table, rows: [] }, projects: table, votes: table });
        const { projects, votes } = valueFrom(readPabulibTables(written));
        expect(projects.rows).toEqual(kept);
        expect(votes.rows).toEqual(kept);
      }),
    );
  });

  it("an id that the format cannot hold is refused", () => {
    const election = electionOf({ budget: 10, projects: [["a,b", 1]], ballots: [["a,b"]] });
    expect(pabulibDocument(election, { meta: [] })).toEqual({
      ok: false,
      reason: { code: "id-not-writable", id: "a,b" },
    });
  });

  it("a quoted cell keeps what follows the quote", () => {
    expect(splitCells('1;"Park" near; the "school"')).toEqual(["1", "Park near", ' the "school"']);
  });
});

describe.skipIf(!budgetsPresent)("real .pb files", () => {
  it.each(["poland_wieliczka_2023_green-budget", "poland_czestochowa_2020_bleszno", "poland_lodz_2022_"])(
    "%s is the same after it was written and read again",
    (name) => {
      const once = read(budgetText(`${name}.pb.gz`));
      const again = read(writePabulib(once.document));
      expect(again.election).toEqual(once.election);
      expect(again.document.votes.rows).toEqual(once.document.votes.rows);
      expect(again.document.projects.rows).toEqual(once.document.projects.rows);
      expect(again.document.meta.rows).toEqual(once.document.meta.rows);
    },
  );
});
