import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Count } from "../../stores/votes/tally.ts";
import { released, together } from "./released.ts";

const count = (halfDay: string, sensation: number, votes: number, marks = 0): Count => ({
  group: "rooms:1",
  halfDay,
  sensation,
  marks,
  channel: "tap",
  votes,
});

describe("what may be told", () => {
  it("nine votes are not told, ten are", () => {
    expect(released([count("2026-11-20/am", 0, 9)], "2026-11-24/am")).toEqual([]);
    const [told] = released([count("2026-11-20/am", 0, 9), count("2026-11-21/am", -2, 1)], "2026-11-24/am");
    expect(told).toMatchObject({
      season: "2026-autumn",
      votes: 10,
      feelings: { cold: 1, right: 9, warm: 0 },
    });
  });

  it("the half-day under way is not told, however many have voted in it", () => {
    expect(released([count("2026-11-24/am", 0, 500)], "2026-11-24/am")).toEqual([]);
    expect(released([count("2026-11-24/am", 0, 500)], "2026-11-24/pm")).toHaveLength(1);
  });

  it("January belongs to the winter that began in December", () => {
    const told = released([count("2026-12-20/am", 0, 10), count("2027-01-20/am", 0, 10)], "2027-02-01/am");
    expect(told).toMatchObject([{ season: "2026-winter", votes: 20 }]);
  });

  it("plus and minus two are too warm and too cold, plus and minus one are right", () => {
    const counts = [-3, -2, -1, 0, 1, 2, 3].map((said) => count("2026-11-20/am", said, 2));
    expect(released(counts, "2026-11-24/am")[0]?.feelings).toEqual({ cold: 4, right: 6, warm: 4 });
  });

  it("what was ticked is counted by itself", () => {
    const told = released(
      [count("2026-11-20/am", 0, 8, 0b1001), count("2026-11-20/am", 1, 4)],
      "2026-11-24/am",
    );
    expect(told[0]?.marks).toEqual({ stuffy: 8, noisy: 0, dark: 0, draughty: 8 });
  });

  it("between any two moments the figures stay the same or grow by ten votes at least", () => {
    const halfDays = Array.from({ length: 20 }, (_, day) => `2026-10-${String(day + 1).padStart(2, "0")}/am`);
    const votes = fc.array(fc.record({ at: fc.nat(19), sensation: fc.integer({ min: -3, max: 3 }) }), {
      maxLength: 120,
    });
    fc.assert(
      fc.property(votes, (cast) => {
        let before = 0;
        for (const now of [...halfDays, "2026-11-24/am"]) {
          // What is known at a moment: the votes cast up to then.
          const known = cast.filter(({ at }) => halfDays[at]! <= now);
          const told = released(
            known.map(({ at, sensation }) => count(halfDays[at]!, sensation, 1)),
            now,
          );
          const sum = told[0]?.votes ?? 0;
          expect(sum === before || sum - before >= 10).toBe(true);
          before = sum;
        }
      }),
    );
  });

  it("groups are added season by season, the newest first", () => {
    const one = released([count("2026-11-20/am", 0, 10)], "2027-01-24/am");
    const other = released([count("2026-11-20/am", 2, 10), count("2026-12-20/am", 0, 12)], "2027-01-24/am");
    expect(together([...one, ...other]).map(({ season, votes }) => [season, votes])).toEqual([
      ["2026-winter", 12],
      ["2026-autumn", 20],
    ]);
  });
});
