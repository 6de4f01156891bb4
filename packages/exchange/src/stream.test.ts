import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OpenedDocument } from "./document.ts";
import { documentOf, newKey, streamOf } from "./exchange.fixture.ts";
import { type Advance, advance, placeDocument, type StreamEnd } from "./stream.ts";

/** A receiver that does what a node does, in memory. */
class Receiver {
  end: StreamEnd = { sequence: 0, sha256: null };
  readonly accepted = new Map<number, string>();
  readonly waiting = new Map<number, OpenedDocument>();
  readonly steps: Advance[] = [];
  readonly refused: string[] = [];

  take(opened: OpenedDocument): string {
    const known = {
      end: this.end,
      waiting: this.waiting,
      acceptedHash: (at: number) => this.accepted.get(at),
    };
    const placing = placeDocument(known, opened);
    if (placing.place === "refused") this.refused.push(placing.reason.code);
    if (placing.place !== "new") return placing.place;
    this.waiting.set(opened.document.sequence, opened);
    const { steps, end, refused } = advance({ end: this.end, waiting: this.waiting });
    this.end = end;
    for (const step of steps) {
      const sequence = step.kind === "document" ? step.opened.document.sequence : step.sequence;
      this.accepted.set(sequence, step.kind === "document" ? step.opened.sha256 : step.sha256);
      this.waiting.delete(sequence);
      this.steps.push(step);
    }
    if (refused !== null) {
      this.waiting.delete(refused.opened.document.sequence);
      this.refused.push(refused.reason.code);
    }
    return "new";
  }
}

const key = newKey();
// 7 takes back 2, 9 takes back 8.
const stream = await streamOf(
  key,
  9,
  new Map([
    [7, 2],
    [9, 8],
  ]),
);

describe("documents of a partner", () => {
  test("are accepted once each, in any order and however often they come", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(stream.length - 1), { maxLength: 30 }),
        fc.shuffledSubarray(stream, { minLength: 9 }),
        (early, all) => {
          const receiver = new Receiver();
          for (const index of early) receiver.take(stream[index]!);
          for (const opened of all) receiver.take(opened);
          expect(receiver.end).toEqual({ sequence: 9, sha256: stream[8]!.sha256 });
          expect(
            receiver.steps.map((step) => (step.kind === "document" ? step.opened.sha256 : step.sha256)),
          ).toEqual(stream.map(({ sha256 }) => sha256));
          expect(receiver.refused).toEqual([]);
          expect(receiver.waiting.size).toBe(0);
        },
      ),
    );
  });

  test("that were withdrawn before they came leave a place that their withdrawal fills", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          stream.filter(({ document }) => ![2, 8].includes(document.sequence)),
          { minLength: 7 },
        ),
        (sent) => {
          const receiver = new Receiver();
          for (const opened of sent) receiver.take(opened);
          expect(receiver.end.sequence).toBe(9);
          expect(receiver.steps.filter(({ kind }) => kind === "vacancy")).toMatchObject([
            { sequence: 2, sha256: stream[1]!.sha256, withdrawnBy: { document: { sequence: 7 } } },
            { sequence: 8, sha256: stream[7]!.sha256, withdrawnBy: { document: { sequence: 9 } } },
          ]);
        },
      ),
    );
  });

  test("wait for the one that is missing", () => {
    const receiver = new Receiver();
    for (const opened of stream.slice(3, 6)) receiver.take(opened);
    expect(receiver.end.sequence).toBe(0);
    expect([...receiver.waiting.keys()]).toEqual([4, 5, 6]);
  });

  test("two under one number are a contradiction, accepted or waiting", async () => {
    const others = await streamOf(key, 3, new Map([[3, 1]]));
    const receiver = new Receiver();
    for (const opened of stream.slice(0, 3)) receiver.take(opened);
    expect(receiver.take(others[2]!)).toBe("refused");
    expect(receiver.refused).toEqual(["conflicting"]);
    expect(receiver.end).toEqual({ sequence: 3, sha256: stream[2]!.sha256 });
    const early = new Receiver();
    early.take(stream[2]!);
    expect(early.take(others[2]!)).toBe("refused");
  });

  test("one that follows another history is not taken, and nothing after it", async () => {
    const rewritten = await streamOf(key, 4, new Map([[2, 1]]));
    const receiver = new Receiver();
    receiver.take(stream[0]!);
    receiver.take(stream[1]!);
    receiver.take(rewritten[2]!);
    receiver.take(rewritten[3]!);
    expect(receiver.refused).toEqual(["chain-broken"]);
    expect(receiver.end.sequence).toBe(2);
    // The true one still comes through.
    receiver.take(stream[2]!);
    expect(receiver.end.sequence).toBe(3);
  });

  test("a withdrawal of itself or of something to come fills no place", async () => {
    const { sha256 } = stream[0]!;
    const body = { sequence: 2, sha256, reason: { language: "sv" as const, text: "x" } };
    const strange = {
      document: {
        ...documentOf(2, null, { kind: "withdrawal", body }),
        format: "husting.document" as const,
        version: 1 as const,
      },
      sha256,
      sealed: "",
    };
    expect(advance({ end: { sequence: 1, sha256: null }, waiting: new Map([[3, strange]]) }).steps).toEqual(
      [],
    );
  });
});
