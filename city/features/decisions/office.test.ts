import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Body,
  countVotes,
  type Holder,
  inOffice,
  type Term,
  termOn,
  type Vote,
  votes,
} from "./office.ts";

const day = (offset: number): string =>
  Temporal.PlainDate.from("2022-01-01").add({ days: offset }).toString();
const body = (fromDate: string, toDate: string | null): Body => ({
  ...{ id: 1, slug: "council", names: { sv: "", zh: "", en: "" }, office: "", officeEmail: null },
  ...{ answerDays: 30, fromDate, toDate, successorId: null },
});
const span = fc
  .tuple(fc.nat(800), fc.nat(400))
  .map(([from, length]) => ({ fromDate: day(from), toDate: day(from + length) }));
/** Two terms, one after the other, and people who enter and leave within them. */
const register = fc
  .tuple(
    fc.integer({ min: 1, max: 400 }),
    fc.nat(30),
    fc.array(fc.tuple(fc.boolean(), fc.nat(399), fc.nat(399)), { maxLength: 20 }),
  )
  .map(([length, gap, people]) => {
    const terms: Term[] = [
      { id: 1, bodyId: 1, fromDate: day(0), toDate: day(length) },
      { id: 2, bodyId: 1, fromDate: day(length + 1 + gap), toDate: day(2 * length + 1 + gap) },
    ];
    const holders = people.map(([isSecond, a, b], id): Holder => {
      const start = isSecond ? length + 1 + gap : 0;
      const [from, to] = [a % (length + 1), b % (length + 1)].sort((x, y) => x - y);
      return {
        ...{
          id,
          termId: isSecond ? 2 : 1,
          name: `Person ${id}`,
          party: null,
          side: "majority",
          seat: "member",
        },
        ...{ fromDate: day(start + from!), toDate: day(start + to!) },
      };
    });
    return { terms, holders };
  });

describe("who was in office on a day", () => {
  it("is whoever had entered and had not left, in the term of that day, and nobody else", () => {
    fc.assert(
      fc.property(register, fc.nat(900), ({ terms, holders }, offset) => {
        const date = day(offset);
        const found = inOffice(body(day(0), null), terms, holders, date);
        expect(found.map(({ id }) => id)).toEqual(
          holders.filter((holder) => holder.fromDate <= date && date <= holder.toDate).map(({ id }) => id),
        );
      }),
    );
  });

  it("is nobody where the body did not stand, and in between terms", () => {
    fc.assert(
      fc.property(register, fc.nat(900), span, ({ terms, holders }, offset, stood) => {
        const date = day(offset);
        const of = body(stood.fromDate, stood.toDate);
        if (date < stood.fromDate || date > stood.toDate || termOn(of, terms, date) === undefined)
          expect(inOffice(of, terms, holders, date)).toEqual([]);
      }),
    );
  });

  it("changes by one member when one leaves, and not before the day after the last", () => {
    const term: Term = { id: 1, bodyId: 1, fromDate: day(0), toDate: day(100) };
    const one: Holder = {
      ...{ id: 1, termId: 1, name: "A", party: null, side: "opposition", seat: "member" },
      ...{ fromDate: day(0), toDate: day(50) },
    };
    const on = (date: string) => inOffice(body(day(0), null), [term], [one], date).length;
    expect([on(day(50)), on(day(51))]).toEqual([1, 0]);
  });
});

it("the votes of the sides add up to the votes of all, and nobody is counted twice", () => {
  const member = fc.record({
    side: fc.constantFrom("majority", "opposition", "neither" as const),
    vote: fc.constantFrom(...votes),
  });
  fc.assert(
    fc.property(fc.array(member), (members) => {
      const cast = new Map<number, Vote>(members.map(({ vote }, id) => [id, vote]));
      const counts = countVotes(
        members.map(({ side }, id) => ({ id, side })),
        cast,
      );
      for (const vote of votes)
        expect(counts.majority[vote] + counts.opposition[vote] + counts.neither[vote]).toBe(counts.all[vote]);
      expect(votes.reduce((sum, vote) => sum + counts.all[vote], 0)).toBe(members.length);
    }),
  );
});
