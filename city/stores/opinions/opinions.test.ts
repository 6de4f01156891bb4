import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { type CastOpinion, OpinionStore, type OpinionVote } from "./opinions.ts";

const folder = mkdtempSync(join(tmpdir(), "husting-opinions-"));
let number = 0;
const fresh = () => {
  const path = join(folder, `opinions-${number++}.sqlite`);
  return { path, store: new OpinionStore(path) };
};

afterAll(() => rmSync(folder, { recursive: true }));

const cast: fc.Arbitrary<CastOpinion> = fc.record({
  conversation: fc.integer({ min: 1, max: 2 }),
  participant: fc.constantFrom("a", "b", "c"),
  statement: fc.integer({ min: 1, max: 4 }),
  vote: fc.constantFrom<OpinionVote>(-1, 0, 1),
});

it("keeps the last vote of everybody on every statement, however they come in batches", () => {
  fc.assert(
    fc.property(fc.array(fc.array(cast, { maxLength: 12 }), { maxLength: 4 }), (batches) => {
      const { store } = fresh();
      const expected = new Map<string, number>();
      for (const batch of batches) {
        store.take(batch);
        for (const one of batch)
          expected.set(`${one.conversation}/${one.participant}/${one.statement}`, one.vote);
      }
      for (const conversation of [1, 2]) {
        const columns = store.votesOf(conversation);
        const people = new Set(
          [...expected.keys()]
            .filter((key) => key.startsWith(`${conversation}/`))
            .map((key) => key.split("/")[1]),
        );
        expect(columns.participants).toBe(people.size);
        expect(store.participants(conversation)).toBe(people.size);
        for (const participant of ["a", "b", "c"])
          for (const [statement, vote] of store.votesBy(conversation, participant))
            expect(expected.get(`${conversation}/${participant}/${statement}`)).toBe(vote);
        expect(columns.vote).toHaveLength(
          [...expected.keys()].filter((key) => key.startsWith(`${conversation}/`)).length,
        );
      }
      store.close();
    }),
    { numRuns: 25 },
  );
});

it("the file is the same whatever the order in which votes came, once it was opened again", () => {
  const votes: CastOpinion[] = Array.from({ length: 300 }, (_, at) => ({
    conversation: 1,
    participant: `p${(at * 7) % 60}`,
    statement: 1 + (at % 5),
    vote: ((at % 3) - 1) as OpinionVote,
  }));
  const bytesOf = (order: readonly CastOpinion[]): Buffer => {
    const { path, store } = fresh();
    for (const vote of order) store.take([vote]);
    store.close();
    new OpinionStore(path).close();
    const bytes = readFileSync(path);
    // SQLite's own counters of changes, which tell how often and not in which order.
    bytes.fill(0, 24, 28).fill(0, 40, 44).fill(0, 92, 96);
    return bytes;
  };
  const distinct = [
    ...new Map(votes.map((vote) => [`${vote.participant}/${vote.statement}`, vote])).values(),
  ];
  expect(bytesOf(distinct).equals(bytesOf([...distinct].reverse()))).toBe(true);
});

it("lets in whom it knows, and forgets all of one participant and nobody else", () => {
  const { store } = fresh();
  store.invite(1, ["x", "y", "x"]);
  expect([
    store.isInvited(1, "x"),
    store.isInvited(2, "x"),
    store.isInvited(1, "z"),
    store.invited(1),
  ]).toEqual([true, false, false, 2]);
  store.take([
    { conversation: 1, participant: "a", statement: 1, vote: 1 },
    { conversation: 1, participant: "b", statement: 1, vote: -1 },
    { conversation: 2, participant: "a", statement: 1, vote: 0 },
  ]);
  expect(store.forget(1, "a")).toBe(1);
  expect([store.participants(1), store.participants(2)]).toEqual([1, 1]);
  store.close();
});

it("takes a paper once, all of it or nothing, and tells it from nobody's answers on the web", () => {
  const { store } = fresh();
  const said = new Map<number, OpinionVote>([
    [2, -1],
    [1, 1],
  ]);
  expect([store.takePaper("number-7", 1, "nobody", said), store.papers(1)]).toEqual([true, 1]);
  expect(store.votesBy(1, "nobody")).toEqual(new Map([...said].toReversed()));
  // The same number again: neither its answers nor another participant.
  const other = new Map<number, OpinionVote>([[1, -1]]);
  expect(store.takePaper("number-7", 1, "somebody", other)).toBe(false);
  expect([store.participants(1), store.papers(1), store.hasPaper(1, "number-7")]).toEqual([1, 1, true]);
  // In another conversation it is another paper.
  expect([store.hasPaper(2, "number-7"), store.papers(2)]).toEqual([false, 0]);
  expect(() => store.takePaper("number-8", 1, "somebody", new Map([[1, 3 as OpinionVote]]))).toThrow();
  expect([store.participants(1), store.papers(1), store.hasPaper(1, "number-8")]).toEqual([1, 1, false]);
  store.close();
});
