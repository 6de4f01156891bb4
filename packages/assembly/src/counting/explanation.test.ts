import { describe, expect, it } from "vitest";
import { addOne } from "./completion.ts";
import { type Count, type CountRule, count } from "./count.ts";
import { electionOf, type PlainElection, valueFrom } from "./elections.fixture.ts";
import { Explanation } from "./explanation.ts";
import { type Fraction, fraction } from "./fraction.ts";
import { mergeBallots } from "./profile.ts";
import { SharesCounter } from "./shares.ts";

const explain = (plain: PlainElection, rule: CountRule): Explanation =>
  new Explanation(valueFrom(count(mergeBallots(electionOf(plain)), rule)));
const idsOf = ({ profile, winners }: Count): string[] => winners.map((p) => profile.election.projects[p]!.id);
const of = (numerator: number, denominator = 1): Fraction => fraction(BigInt(numerator), BigInt(denominator));
const shares = { rule: "equal-shares", utility: "cost", completion: "none" } as const;

/** Ten voters with 10 each: a park for six, a path for the four others and one of the six, a pool that five cannot pay. */
const town: PlainElection = {
  budget: 100,
  projects: [
    ["park", 48],
    ["path", 41],
    ["pool", 60],
    ["palace", 101],
    ["pit", 5],
  ],
  ballots: [
    ...Array.from({ length: 5 }, () => ["park", "pool"]),
    ["park", "path"],
    ...Array.from({ length: 4 }, () => ["path", "palace"]),
  ],
};

describe("why a project won or lost", () => {
  const explained = explain(town, shares);

  it("a project that won: its price, and who paid the share, less, or nothing", () => {
    expect(idsOf(explained.count)).toEqual(["park", "path"]);
    expect(explained.project(0)).toEqual({
      project: 0,
      supporters: 6,
      points: 6,
      outcome: {
        code: "bought",
        place: 1,
        share: of(8),
        price: of(1, 6),
        payers: { full: [{ points: 1, voters: 6, each: of(8) }], last: null, nothingLeft: 0 },
      },
    });
    // One of the five had 2 left; the four others make up for it.
    expect(explained.project(1).outcome).toEqual({
      code: "bought",
      place: 2,
      share: of(39, 4),
      price: of(39, 164),
      payers: {
        full: [{ points: 1, voters: 4, each: of(39, 4) }],
        last: { voters: 1, together: of(2), least: of(2), most: of(2) },
        nothingLeft: 0,
      },
    });
  });

  it("a project that lost: what its supporters still had, and what was missing", () => {
    expect(explained.project(2).outcome).toEqual({
      code: "too-little-left",
      had: of(10),
      missing: of(50),
      left: null,
    });
    expect(explained.project(3).outcome).toEqual({ code: "dearer-than-budget" });
    expect(explained.project(4).outcome).toEqual({ code: "no-support" });
  });

  it("a voter reads what the share bought, what it did not, and what was left", () => {
    expect(explained.voter(5)).toEqual({
      kind: 1,
      voters: 1,
      endowment: of(10),
      paid: [
        { project: 0, amount: of(8), full: true },
        { project: 1, amount: of(2), full: false },
      ],
      left: of(0),
      wonUnpaid: [],
      lost: [],
    });
    expect(explained.voter(0)).toMatchObject({ voters: 5, left: of(2), lost: [2] });
  });

  it("a supporter who has nothing left gets the project without paying", () => {
    const explained = explain(
      {
        budget: 30,
        projects: [
          ["a", 20],
          ["b", 10],
        ],
        ballots: [["a", "b"], ["a"], ["b"]],
      },
      shares,
    );
    expect(idsOf(explained.count)).toEqual(["a", "b"]);
    expect(explained.project(1).outcome).toMatchObject({ payers: { nothingLeft: 1 } });
    expect(explained.voter(0).wonUnpaid).toEqual([1]);
  });

  it("with points the payers are told by what they gave", () => {
    const { outcome } = explain(
      { budget: 100, projects: [["a", 60]], ballots: [{ a: 1 }, { a: 2 }, { a: 1 }] },
      { ...shares, utility: "additive" },
    ).project(0);
    expect(outcome).toMatchObject({
      share: of(15),
      price: of(15),
      payers: {
        full: [
          { points: 2, voters: 1, each: of(30) },
          { points: 1, voters: 2, each: of(15) },
        ],
      },
    });
  });

  it("what was filled up greedily was paid by the city and nobody's share", () => {
    const nothingFits = explain(town, { ...shares, completion: "greedy" });
    expect(nothingFits.count.cost).toBe(89);
    expect(nothingFits.project(2).outcome).toEqual({
      code: "too-little-left",
      had: of(10),
      missing: of(50),
      left: 11,
    });
    const smaller = town.projects.map(([id, cost]) => [id, id === "pool" ? 11 : cost] as const);
    const filled = explain({ ...town, projects: smaller }, { ...shares, completion: "greedy" });
    expect(filled.count.cost).toBe(100);
    expect(filled.project(2).outcome).toEqual({ code: "fitted", place: 3, left: 11, completion: true });
    expect(filled.voter(0)).toMatchObject({ left: of(2), wonUnpaid: [2], lost: [] });
  });

  it("Add1 says how far the endowment was raised, and which project would have overspent", () => {
    const added = explain(town, { ...shares, completion: "add1" });
    const endowment = added.endowment()!;
    expect(endowment.equalPart).toEqual(of(10));
    expect(endowment.counted).toEqual(of(10 + endowment.steps));
    expect(endowment.beyond).not.toBeNull();
    expect(endowment.beyond!.endowment).toEqual(of(11 + endowment.steps));
    expect(endowment.beyond!.cost).toBeGreaterThan(100);
    expect(endowment.beyond!.project).toBe(2);
  });

  it("greedy: what was left at a project's turn", () => {
    const greedy = explain(town, { rule: "greedy", utility: "cost" });
    expect(idsOf(greedy.count)).toEqual(["park", "path"]);
    expect(greedy.project(1).outcome).toEqual({ code: "fitted", place: 2, left: 52, completion: false });
    expect(greedy.project(2).outcome).toEqual({ code: "did-not-fit", left: 11 });
    expect(greedy.endowment()).toBeNull();
    expect(greedy.voter(0)).toMatchObject({ endowment: null, paid: [], left: null, wonUnpaid: [0] });
  });

  it("Phragmén: what everybody had paid by then, and the project that ended the count", () => {
    const explained = explain(town, { rule: "phragmen" });
    expect(idsOf(explained.count)).toEqual(["park", "path"]);
    expect(explained.project(0).outcome).toMatchObject({ code: "earned", load: of(8), place: 1 });
    expect(explained.project(1).outcome).toMatchObject({ code: "earned", load: of(49, 5), place: 2 });
    expect(explained.project(2).outcome).toEqual({ code: "did-not-fit", left: 11 });
    expect(explained.voter(5).paid).toEqual([
      { project: 0, amount: of(8), full: true },
      { project: 1, amount: of(9, 5), full: true },
    ]);
    const ended = explain(
      {
        budget: 10,
        projects: [
          ["a", 6],
          ["b", 5],
          ["c", 9],
        ],
        ballots: [["a"], ["a", "c"], ["b"]],
      },
      { rule: "phragmen" },
    );
    expect(ended.project(2).outcome).toEqual({ code: "count-ended", load: of(12) });
  });
});

describe("ties", () => {
  it("are told with the equal projects, by the tie rule: ids in the order of Unicode", () => {
    const plain = {
      budget: 10,
      projects: [
        ["9", 5],
        ["10", 5],
        ["水", 5],
        ["ö", 5],
      ] as const,
      ballots: [["9", "10", "水", "ö"]],
    };
    for (const rule of [shares, { rule: "greedy", utility: "cost" }, { rule: "phragmen" }] as const) {
      const { count: counted } = explain(plain, rule);
      expect(idsOf(counted)).toEqual(["10", "9"]);
      const [first] = counted.ties;
      expect(first!.projects.map((p) => plain.projects[p]![0])).toEqual(["10", "9", "ö", "水"]);
      expect(first).toMatchObject({ stage: "count", after: 0 });
    }
  });

  it("a tie in the step that overspent is told too, for it decided where Add1 ended", () => {
    const { count: counted } = explain(
      {
        budget: 10,
        projects: [
          ["a", 6],
          ["b", 6],
        ],
        ballots: [["a"], ["b"]],
      },
      { ...shares, completion: "add1" },
    );
    expect(counted.winners).toEqual([]);
    expect(counted.ties).toEqual([{ stage: "beyond", after: 0, projects: [0, 1] }]);
  });
});

describe("rules and ballots that do not fit", () => {
  const approvals = mergeBallots(electionOf(town));
  const points = mergeBallots(electionOf({ budget: 10, projects: [["a", 6]], ballots: [{ a: 2 }] }));

  it.each([
    [points, { ...shares }, { code: "utility-does-not-fit", utility: "cost", form: "points" }],
    [
      points,
      { rule: "greedy", utility: "cardinality" },
      { code: "utility-does-not-fit", utility: "cardinality", form: "points" },
    ],
    [points, { rule: "phragmen" }, { code: "rule-needs-approvals", rule: "phragmen" }],
    [
      approvals,
      { ...shares, utility: "additive" },
      { code: "utility-does-not-fit", utility: "additive", form: "approval" },
    ],
  ] as const)("are refused with a reason: %#", (profile, rule, reason) => {
    expect(count(profile, rule)).toEqual({ ok: false, reason });
  });

  it("nobody voted: nothing is bought, and nobody has a share", () => {
    const nobody = electionOf({ budget: 10, projects: [["a", 6]], ballots: [] });
    for (const completion of ["none", "add1", "add1-exhaustive", "greedy"] as const)
      expect(valueFrom(count(mergeBallots(nobody), { ...shares, completion })).winners).toEqual([]);
    expect(valueFrom(count(mergeBallots(nobody), { rule: "phragmen" })).winners).toEqual([]);
  });
});

describe("Add1 with one dear project for one voter", () => {
  it("is at its end at once: endowments that change nothing are passed over", () => {
    const dear = explain(
      {
        budget: 1_000_000_000,
        projects: [
          ["cheap", 100],
          ["dear", 900_000_000],
        ],
        ballots: [["cheap", "dear"], ["cheap"], ["cheap"], []],
      },
      { ...shares, completion: "add1" },
    );
    expect(idsOf(dear.count)).toEqual(["cheap", "dear"]);
    // 100/3 for the cheap one, the rest for the dear one.
    expect(dear.endowment()!.counted).toEqual(of(900_000_034));
  });

  it("and is refused where it would take too long to find out", () => {
    // From 2 · 10^12 on one voter gives the last for "1" at every step, until "3" can be paid at 2.4 · 10^12.
    const endless = electionOf({
      budget: 8_000_000_000_000,
      projects: [
        ["1", 3_000_000_000_000],
        ["2", 1_000_000_000_000],
        ["3", 2_400_000_000_000],
      ],
      ballots: [["1", "2"], ["1"], ["3"], ...Array.from({ length: 5 }, () => [])],
    });
    const profile = mergeBallots(endless);
    const counter = new SharesCounter(profile, "cardinality", () => true);
    expect(addOne(counter, profile, false, 1_000_000)).toMatchObject({
      ok: false,
      reason: { code: "too-many-steps" },
    });
  });
});
