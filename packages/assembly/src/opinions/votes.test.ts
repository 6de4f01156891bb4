import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shownVotes, voteTable } from "./votes.ts";

describe("a table of votes", () => {
  it("holds the last vote of each participant on each statement, whatever came before", () => {
    const cast = fc.record({ who: fc.nat(5), what: fc.nat(6), vote: fc.integer({ min: -1, max: 1 }) });
    fc.assert(
      fc.property(fc.array(cast, { maxLength: 80 }), (votes) => {
        const last = new Map(votes.map(({ who, what, vote }) => [`${who} ${what}`, vote]));
        const made = voteTable(6, 7, {
          participant: votes.map(({ who }) => who),
          statement: votes.map(({ what }) => what),
          vote: votes.map(({ vote }) => vote),
        });
        if (!made.ok) throw new Error(made.reason.code);
        const { start, statement, vote, replaced } = made.value;
        const held = new Map<string, number>();
        for (let i = 0; i < 6; i++) {
          for (let at = start[i]!; at < start[i + 1]!; at++) held.set(`${i} ${statement[at]}`, vote[at]!);
        }
        expect(held).toEqual(last);
        expect(vote.length).toBe(last.size);
        expect(replaced).toBe(votes.length - last.size);
        const shown = shownVotes(made.value, Uint8Array.of(1, 0, 0, 0, 0, 0, 0));
        expect([...shown].reduce((sum, count) => sum + count, 0)).toBe(
          [...last.keys()].filter((key) => !key.endsWith(" 0")).length,
        );
      }),
    );
  });

  it.each([
    ["an unknown statement", [0, 0], [0, 9], [1, 1], { code: "statement-not-known", at: 1, found: 9 }],
    ["an unknown participant", [4], [0], [1], { code: "participant-not-known", at: 0, found: 4 }],
    ["a vote of two", [0], [0], [2], { code: "vote-not-known", at: 0, found: 2 }],
    ["half a vote", [0], [0], [0.5], { code: "vote-not-known", at: 0, found: 0.5 }],
    [
      "a column that ends early",
      [0, 0],
      [0],
      [1, 1],
      { code: "columns-differ", participant: 2, statement: 1, vote: 2 },
    ],
  ])("%s is refused by name", (_, participant, statement, vote, reason) => {
    expect(voteTable(2, 3, { participant, statement, vote })).toEqual({ ok: false, reason });
  });
});
