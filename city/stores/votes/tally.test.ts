import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Counted, Tally } from "./tally.ts";

let directory: string;
let path: string;
let tally: Tally;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "husting-tally-"));
  path = join(directory, "votes.sqlite");
  tally = new Tally(path);
});
afterEach(() => {
  tally.close();
  rmSync(directory, { recursive: true });
});

const vote = (sensation: number, more: Partial<Counted> = {}): Counted => ({
  group: "rooms:1",
  halfDay: "2026-11-24/am",
  sensation,
  marks: 0,
  channel: "tap",
  ...more,
});
const answer = (codeHash: string, sensation: number) => ({
  codeHash,
  group: "rooms:1",
  halfDay: "2026-11-24/am",
  sensation,
  marks: 0,
});

describe("votes are counted", () => {
  it("equal votes are one count, whether they come together or one after another", () => {
    tally.take({ votes: [vote(-1), vote(-1), vote(2)], answers: [] });
    tally.take({ votes: [vote(-1)], answers: [] });
    expect(tally.counts("rooms:1").map(({ sensation, votes }) => [sensation, votes])).toEqual([
      [-1, 3],
      [2, 1],
    ]);
  });

  it("what is counted is there when the file is opened anew", () => {
    tally.take({ votes: [vote(3)], answers: [] });
    tally.close();
    tally = new Tally(path);
    expect(tally.counts("rooms:1")).toEqual([{ ...vote(3), votes: 1 }]);
  });

  it("a batch with a vote that cannot be is not counted at all", () => {
    expect(() => tally.take({ votes: [vote(0), vote(4)], answers: [] })).toThrow("CHECK");
    expect(tally.counts("rooms:1")).toEqual([]);
  });
});

describe("the order in which votes came is not kept", () => {
  it("the same votes in any order and any grouping leave the same file", () => {
    const bytesAfter = (batches: readonly (readonly number[])[]): string => {
      const file = join(directory, `${JSON.stringify(batches)}.sqlite`);
      const other = new Tally(file);
      for (const batch of batches) other.take({ votes: batch.map((said) => vote(said)), answers: [] });
      other.close();
      // Opened once more it is rewritten in the order of its keys.
      new Tally(file).close();
      const bytes = readFileSync(file);
      // SQLite counts the changes of a file in its head (file format, 1.3): how many commits there were, not which.
      for (const at of [24, 40, 92]) bytes.writeUInt32BE(0, at);
      return bytes.toString("hex");
    };
    const first = bytesAfter([[-2], [0], [3], [0]]);
    expect(bytesAfter([[0], [3], [0], [-2]])).toBe(first);
    expect(
      bytesAfter([
        [3, 0],
        [-2, 0],
      ]),
    ).toBe(first);
  });

  it("nothing is left in the write-ahead log once the order is forgotten", () => {
    tally.take({ votes: [vote(1)], answers: [] });
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    tally.forgetOrder();
    expect(statSync(`${path}-wal`).size).toBe(0);
  });
});

describe("a code lets one answer in", () => {
  it("the first is taken, the second is not, and neither is one without a code", () => {
    tally.addCodes(7, ["a", "b"]);
    const outcomes = tally.take({ votes: [], answers: [answer("a", 1), answer("a", 2), answer("x", 1)] });
    expect(outcomes).toEqual(["taken", "used", "unknown"]);
    expect(tally.take({ votes: [], answers: [answer("a", 3)] })).toEqual(["used"]);
    expect(tally.codes(7)).toEqual({ made: 2, used: 1 });
    expect(tally.roundCounts(7).map(({ sensation, answers }) => [sensation, answers])).toEqual([[1, 1]]);
  });

  it("answers of a round are not among the votes", () => {
    tally.addCodes(7, ["a"]);
    tally.take({ votes: [], answers: [answer("a", 1)] });
    expect(tally.counts("rooms:1")).toEqual([]);
    expect(tally.groups()).toEqual([]);
  });

  it("a batch that fails uses no code", () => {
    tally.addCodes(7, ["a"]);
    expect(() => tally.take({ votes: [], answers: [answer("a", 9)] })).toThrow("CHECK");
    expect(tally.code("a")).toEqual({ round: 7, used: false });
  });
});
