import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formats, languages } from "../../web/language/index.ts";
import type { Measure } from "../measures/index.ts";
import { figureNews, stepNews, verdictNews } from "./measure-news.ts";
import { type News, newestFirst, recordedWithin } from "./news.ts";
import { proposalNews } from "./proposal-news.ts";
import { foreignQuote, newsText } from "./words.ts";

const titles = { sv: "Lågenergilampor", zh: "节能灯", en: "LED lamps" };
const measure = {
  ...{ id: 1, slug: "led", buildingIds: [1], carrier: "electricity", titles, state: "finished" },
  ...{ baselineEndMs: 1_000, reportingStartMs: 2_000 },
} as unknown as Measure;
const format = formats("en", "Europe/Stockholm");
const english = (news: readonly News[]): string[] => news.map((item) => newsText("en", format, item));

describe("what became of a measure", () => {
  it("work is told by the day on which it was done, and found by the moment it came on record", () => {
    const news = stepNews(measure, [
      { state: "planned", atMs: 500, logEntry: 1, decisionId: null },
      { state: "started", atMs: 1_500, logEntry: 2, decisionId: null },
    ]);
    expect(news.map(({ id, happenedAtMs, recordedAtMs }) => [id, happenedAtMs, recordedAtMs])).toEqual([
      ["measure/led/planned", 500, 500],
      ["measure/led/started", 1_000, 1_500],
      // Of before the system: nobody put it on record, and it was done all the same.
      ["measure/led/finished", 2_000, 2_000],
    ]);
  });

  it("that it is verified is told once, by its verdict", () => {
    const steps = [{ state: "verified", atMs: 9, logEntry: 1, decisionId: null }] as const;
    expect(stepNews(measure, steps).map(({ id }) => id)).not.toContain("measure/led/verified");
  });

  it("each look is told, the last as the verdict, and a look that was judged again as such", () => {
    const version = (number: number, lookDays: number) => ({
      ...{ version: number, lookDays, isFinal: lookDays === 365, outcome: "inconclusive" as const },
      ...{ sha256: "", judgedAtMs: number, logEntry: number },
    });
    const news = verdictNews(measure, [version(3, 365), version(2, 90), version(1, 90)]);
    expect(english(news)).toEqual([
      "The verdict on “LED lamps” after 365 days: Not settled.",
      "“LED lamps” was judged again, because readings or answers had changed: Not settled.",
      "“LED lamps” was judged after 90 days: Not settled.",
    ]);
  });

  it("of figures that are corrected all day long one line a day is told", () => {
    const corrected = (version: number, atMs: number) => ({
      ...{ pointId: 7, measure: "led", version, cause: "readings" as const, atMs },
    });
    const at = { building: "school", dayOf: (ms: number) => String(Math.floor(ms / 100)) };
    const news = figureNews([corrected(2, 110), corrected(3, 120), corrected(4, 250)], [measure], at);
    expect(news.map(({ id, path }) => [id, path])).toEqual([
      ["figure/7/led/1", "/buildings/school#electricity"],
      ["figure/7/led/2", "/buildings/school#electricity"],
    ]);
  });
});

describe("what became of a proposal", () => {
  const entry = (id: number, kind: string, state: string | null, role = "officer") => ({
    ...{ id, kind, state, role, atMs: id },
  });
  const proposal = (titles: object, ...entries: object[]) =>
    proposalNews({ id: 4, language: "sv", titles, entries } as never);

  it("a step that a body's decision took is told by the decision alone", () => {
    const news = proposal(
      { sv: "Bänkar" },
      entry(1, "state", "received", "author"),
      entry(2, "state", "accepted", "node"),
      entry(3, "moderated", null),
      entry(4, "took-in", null),
      entry(5, "state", "done"),
    );
    expect(english(news)).toEqual(["Somebody proposed: “Bänkar”.", "What “Bänkar” proposed is done."]);
  });

  it("one whose title nobody may read any more is called by its number", () => {
    expect(english(proposal({}, entry(1, "state", "declined")))).toEqual([
      "The proposal “no. 4” was declined.",
    ]);
  });

  it("a title is told in the reader's language where a person has translated it, and else says whose language it is in", () => {
    const [news] = proposal({ sv: "Bänkar", en: "Benches" }, entry(1, "appeal", null));
    expect(newsText("en", format, news!)).toContain("“Benches”");
    expect(foreignQuote("en", news!)).toBeNull();
    expect(foreignQuote("zh", news!)).toEqual({ text: "Bänkar", language: "sv" });
  });

  it("what people wrote is one line, however they wrote it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (title) => {
        const [news] = proposal({ sv: title }, entry(1, "state", "received"));
        for (const language of languages)
          expect(newsText(language, formats(language, "Asia/Shanghai"), news!)).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});

describe("the order of news, and what a letter tells", () => {
  const some = fc
    .uniqueArray(
      fc.record({ id: fc.uuid(), happenedAtMs: fc.integer({ max: 50, min: 0 }), recordedAtMs: fc.nat(50) }),
      { selector: ({ id }) => id },
    )
    .map((rows) => rows.map((row) => ({ ...row, path: "", what: {} }) as unknown as News));

  it("does not depend on the order in which news are gathered", () => {
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat(1_000)), (news, by) => {
        const ranks = new Map(news.map((item) => [item, by.next().value]));
        const shuffled = [...news].sort((a, b) => ranks.get(a)! - ranks.get(b)!);
        expect(newestFirst(shuffled)).toEqual(newestFirst(news));
      }),
    );
  });

  it("letters one after the other tell everything once, wherever one ends", () => {
    fc.assert(
      fc.property(some, fc.array(fc.nat(60)), (news, ends) => {
        const bounds = [-1, ...ends.sort((a, b) => a - b), 100];
        const told = bounds.slice(1).flatMap((until, at) => recordedWithin(news, bounds[at]!, until));
        expect(newestFirst(told)).toEqual(newestFirst(news));
      }),
    );
  });
});
