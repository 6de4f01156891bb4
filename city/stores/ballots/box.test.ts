import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BallotBox, type SealedBallot } from "./box.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "husting-box-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function ballotOf(voter: number, version = 1, text = `voter ${voter} version ${version}`): SealedBallot {
  const hash = (of: string): Buffer => createHash("sha256").update(of).digest();
  const sealed = Buffer.concat(Array.from({ length: 24 }, (_, part) => hash(`${text} ${part}`)));
  return { budget: 1, tokenHash: hash(`token ${voter}`), version, digest: hash(text), sealed };
}

/** The file, without the counters in SQLite's header that say how often it was written (file format, §1.3). */
function bytesOf(path: string): Buffer {
  const bytes = readFileSync(path);
  for (const [from, to] of [
    [24, 28],
    [40, 44],
    [92, 100],
  ] as const)
    bytes.fill(0, from, to);
  return bytes;
}

describe("the ballot box", () => {
  it("is the same file byte for byte in whatever order and portions the ballots came", () => {
    const ballots = Array.from({ length: 400 }, (_, voter) => ballotOf(voter));
    const files = [1, 7, 400].map((portion) => {
      const path = join(folder, `${portion}.sqlite`);
      const box = new BallotBox(path);
      const order = ballots
        .map((ballot) => ({ ballot, at: randomBytes(4).readUInt32LE() }))
        .sort((a, b) => a.at - b.at)
        .map(({ ballot }) => ballot);
      for (let at = 0; at < order.length; at += portion) box.put(order.slice(at, at + portion));
      box.close();
      return bytesOf(path);
    });
    expect(files[1]!.equals(files[0]!)).toBe(true);
    expect(files[2]!.equals(files[0]!)).toBe(true);
  });

  it("keeps the highest version only, takes the same ballot twice as one, and says which stands", () => {
    const box = new BallotBox(join(folder, "box.sqlite"));
    expect(box.put([ballotOf(1), ballotOf(1, 2), ballotOf(2)])).toEqual([
      { kind: "taken" },
      { kind: "taken" },
      { kind: "taken" },
    ]);
    expect(box.put([ballotOf(1, 2), ballotOf(1, 1), ballotOf(1, 2, "something else")])).toEqual([
      { kind: "same" },
      { kind: "older", version: 2 },
      { kind: "older", version: 2 },
    ]);
    const kept = [...box.ballots(1)].map(({ sealed }) => Buffer.from(sealed).toString("hex"));
    const expected = [ballotOf(1, 2), ballotOf(2)].map(({ sealed }) => Buffer.from(sealed).toString("hex"));
    expect(kept.toSorted()).toEqual(expected.toSorted());
    box.close();
  });

  it("leaves nothing of what was replaced, nor of what was emptied out", () => {
    const path = join(folder, "box.sqlite");
    const box = new BallotBox(path);
    box.put([ballotOf(1)]);
    box.put([ballotOf(1, 2)]);
    box.forgetOrder();
    expect(readFileSync(path).includes(ballotOf(1).sealed.subarray(0, 64))).toBe(false);
    expect(readFileSync(path).includes(ballotOf(1, 2).sealed.subarray(0, 64))).toBe(true);
    box.empty(1);
    expect(readFileSync(path).includes(ballotOf(1, 2).sealed.subarray(0, 64))).toBe(false);
    expect([...box.ballots(1)]).toEqual([]);
    box.close();
  });
});
