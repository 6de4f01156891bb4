import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { smoothThrough, stretches } from "./display/curve.ts";
import { stonesOf } from "./display/pictures.ts";
import type { House } from "./house.ts";
import { leastFontShare } from "./legible.ts";
import { isNight, isSilent, screenPages } from "./model.ts";
import { languageOrders, readSettings, usualSettings } from "./settings-form.ts";
import { slidesOf } from "./slides.ts";
import { MOST, nothingSaid, readDates, readWork, type Work } from "./works/work.ts";

const empty: House = {
  ...{ building: { slug: "a", names: { sv: "a", zh: "a", en: "a" }, use: "school" }, heardUntilMs: null },
  ...{ energy: null, said: null, comment: null, measure: null, next: null, atMs: 0 },
  rooms: { rooms: [], all: null, atMs: null, silentSinceMs: null },
};
const work = (id: number): Work => ({
  ...{ id, kind: "poem", state: "published", age: "not-said", language: "sv", title: null, body: "a" },
  ...{ alternative: null, picture: null, fromDate: null, untilDate: null, screenIds: [1], submittedBy: null },
  ...{ changedAtMs: 0, logEntry: 1 },
});

describe("what a screen turns", () => {
  it("is never nothing, tells no page without anything to tell, and shows every work within a round", () => {
    fc.assert(
      fc.property(
        fc.subarray([...screenPages], { minLength: 1 }),
        fc.constantFrom(...languageOrders),
        fc.integer({ min: 0, max: 15 }),
        (pages, order, count) => {
          const languages = order.split(" ") as ("sv" | "zh" | "en")[];
          const works = Array.from({ length: count }, (_, id) => work(id));
          const slides = slidesOf({ languages, pages }, empty, works);
          expect(slides.length).toBeGreaterThan(0);
          expect(slides.map(({ page }) => page)).not.toContain("rooms");
          expect(slides.every(({ language }) => languages.includes(language))).toBe(true);
          const shown = new Set(slides.flatMap((slide) => (slide.page === "works" ? [slide.work.id] : [])));
          expect(shown.size).toBe(pages.includes("works") ? Math.min(12, count) : 0);
        },
      ),
    );
  });

  it("stands in one language after the other, so that nobody waits a round for their own", () => {
    const slides = slidesOf({ languages: ["zh", "sv"], pages: ["energy", "act", "works"] }, empty, [work(7)]);
    expect(slides.map(({ page, language }) => `${page} ${language}`)).toEqual([
      ...["energy zh", "energy sv", "works zh", "act zh", "act sv", "works sv"],
    ]);
  });
});

describe("a hill", () => {
  it("is nowhere higher or lower than the points it goes through", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 2, maxLength: 40 }),
        (values) => {
          const path = smoothThrough(values.map((value, at) => [at * 10, value]));
          const heights = path
            .split("C")
            .slice(1)
            .flatMap((piece) =>
              piece
                .split(" ")
                .map(Number)
                .filter((_, at) => at % 2 === 1),
            );
          expect(Math.max(...heights)).toBeLessThanOrEqual(Math.max(...values) + 0.1);
          expect(Math.min(...heights)).toBeGreaterThanOrEqual(Math.min(...values) - 0.1);
        },
      ),
    );
  });

  it("ends where nothing was measured, and begins again after it", () => {
    expect(stretches([1, null, 0, 2, null])).toEqual([
      [0, 1],
      [2, 4],
    ]);
  });
});

describe("a hundred stones", () => {
  it("are a hundred, and each share is within one stone of its own", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5000 }), { minLength: 3, maxLength: 3 }), (votes) => {
        const all = votes.reduce((sum, one) => sum + one, 0);
        const stones = stonesOf(votes);
        expect(stones.reduce((sum, one) => sum + one, 0)).toBe(all === 0 ? 0 : 100);
        votes.forEach((one, at) => {
          if (all > 0) expect(Math.abs(stones[at]! - (one / all) * 100)).toBeLessThanOrEqual(1);
        });
      }),
    );
  });
});

describe("a screen's settings", () => {
  it("are taken as they usually are", () => {
    expect(readSettings({ ...usualSettings, place: " Entrén " })).toMatchObject({
      ok: true,
      settings: { place: "Entrén", seconds: 15, night: { from: 22, to: 6 } },
    });
  });

  it.each([
    [{ place: "" }, "place-missing"],
    [{ place: "x".repeat(61) }, "place-too-long"],
    [{ place: "a\u202eb" }, "place-characters"],
    [{ languages: "sv de" }, "languages-unknown"],
    [{ pages: ["news"] }, "pages-none"],
    [{ look: "green" }, "look-unknown"],
    [{ seconds: "1" }, "seconds-not-usable"],
    [{ seconds: "1e2" }, "seconds-not-usable"],
    [{ nightFrom: "22", nightTo: "" }, "night-not-usable"],
    [{ nightFrom: "24", nightTo: "6" }, "night-not-usable"],
  ])("that say %o are refused: %s", (said, code) => {
    const read = readSettings({ ...usualSettings, place: "Entrén", ...said });
    expect(!read.ok && read.fault.code).toBe(code);
  });

  it("make a night that may go over midnight", () => {
    const dark = (night: { from: number; to: number } | null) =>
      Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => isNight(night, hour));
    expect(dark({ from: 22, to: 2 })).toEqual([0, 1, 22, 23]);
    expect(dark({ from: 1, to: 3 })).toEqual([1, 2]);
    expect(dark(null)).toEqual([]);
  });

  it("call a screen silent that has not asked for three quarters of an hour, or never", () => {
    expect([isSilent(null, 0), isSilent(0, 44 * 60_000), isSilent(0, 46 * 60_000)]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe("a child's work", () => {
  const poem = { ...nothingSaid, kind: "poem", language: "sv", body: "Snö", agreed: "yes", nameless: "yes" };

  it("is taken with its words as they were written", () => {
    expect(readWork({ ...poem, body: "Snö\r\npå taket\n" })).toMatchObject({
      ok: true,
      work: { kind: "poem", body: "Snö\npå taket", title: null, alternative: null },
    });
  });

  it.each([
    [{ kind: "film" }, "kind-unknown"],
    [{ language: "de" }, "language-unknown"],
    [{ age: "9" }, "age-unknown"],
    [{ body: "" }, "body-missing"],
    [{ body: "å".repeat(MOST.body + 1) }, "body-too-long"],
    [{ body: "雪".repeat(MOST.body / 2 + 1) }, "body-too-long"],
    [{ body: Array(14).join("rad\n") }, "body-too-many-lines"],
    [{ body: "a\u2066b" }, "characters"],
    [{ title: "t".repeat(MOST.title + 1) }, "title-too-long"],
    [{ agreed: "" }, "not-agreed"],
    [{ nameless: "" }, "not-nameless"],
    [{ kind: "picture", body: "" }, "alternative-missing"],
    [{ kind: "picture", alternative: "Ett hus" }, "picture-and-poem"],
  ])("that says %o is refused: %s", (said, code) => {
    const read = readWork({ ...poem, ...said });
    expect(!read.ok && read.fault.code).toBe(code);
  });

  it.each([
    ["2026-03-01", "2026-03-31", null],
    ["2026-02-30", "2026-03-31", "dates-not-usable"],
    ["soon", "later", "dates-not-usable"],
    ["2026-03-31", "2026-03-01", "dates-backwards"],
    ["2026-01-01", "2026-02-01", "dates-past"],
    ["2026-03-01", "2026-12-01", "dates-too-long"],
  ])("from %s until %s: %s", (from, until, fault) => {
    expect(readDates(from, until, "2026-03-01")).toBe(fault);
  });
});

it("letters of a twentieth of the shorter side are legible at five metres on a display of 55 inches", () => {
  expect(leastFontShare()).toBeGreaterThan(0.048);
  expect(leastFontShare()).toBeLessThan(0.05);
});
