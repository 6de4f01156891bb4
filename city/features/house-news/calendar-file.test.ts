import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { languages } from "../../web/language/index.ts";
import type { CalendarEvent } from "./calendar.ts";
import { calendarFile } from "./calendar-file.ts";
import { eventText } from "./event-words.ts";

const city = { id: "umea", names: { sv: "Umeå", zh: "于默奥", en: "Umeå" } };
const context = (language: (typeof languages)[number]) => ({
  ...{ language, city, baseUrl: "https://husting.example" },
});
const read = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));

/** What people write: any signs, and often those that mean something in a calendar. */
const written = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(..."\\;,:\"'\r\n ^BEGIN室内气候🏠å"), maxLength: 200 }),
);
const event = fc.record({
  text: written,
  office: written,
  date: fc.date({ min: new Date("2000-01-01"), max: new Date("2090-01-01"), noInvalidDate: true }),
  changes: fc.nat(9),
});

describe("the calendar's file", () => {
  it("gives another program back what was put in, in lines of at most 75 octets", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 4 }), fc.constantFrom(...languages), (rows, language) => {
        const events = rows.map(({ text, office, date, changes }, at): CalendarEvent => {
          const day = date.toISOString().slice(0, 10);
          return {
            ...{ id: `promise-${at}`, at: { date: day }, changes, changedAtMs: 1_000 },
            ...{ path: `/decisions/1#promise-${at}`, category: "check" },
            what: { kind: "promise", text: { language: "zh", texts: { zh: text } }, office },
          };
        });
        const file = calendarFile(context(language), events);
        for (const line of file.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        // No line ends otherwise: nothing that people write begins a line of its own.
        expect(file.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
        const back = read(file);
        expect(back.map(({ uid }) => uid)).toEqual(events.map(({ id }) => `${id}@umea.husting`));
        for (const [at, { summary, description, startDate, sequence }] of back.entries()) {
          const put = events[at]!;
          expect({ summary, description }).toEqual(eventText(language, put.what));
          expect(startDate.isDate && startDate.toString()).toBe("date" in put.at && put.at.date);
          expect(sequence).toBe(put.changes);
        }
      }),
    );
  });

  it("an instant is the same instant, and a day no instant at all", () => {
    const names = city.names;
    const rest = { changes: 0, changedAtMs: 5_000, path: "/x", category: "take-part" } as const;
    const instantMs = Date.parse("2026-10-25T01:30:00Z");
    const [opens, ends] = read(
      calendarFile(context("en"), [
        { ...rest, id: "a", at: { instantMs }, what: { kind: "budget-opens", names } },
        { ...rest, id: "b", at: { date: "2026-10-25" }, what: { kind: "process-ends", names } },
      ]),
    );
    expect(opens!.startDate.toJSDate().getTime()).toBe(instantMs);
    expect(opens!.startDate.isDate).toBe(false);
    expect(ends!.startDate.isDate).toBe(true);
    const value = (name: string) => String(opens!.component.getFirstPropertyValue(name));
    expect(value("dtstamp")).toBe("1970-01-01T00:00:05Z");
    expect(value("last-modified")).toBe("1970-01-01T00:00:05Z");
    expect(value("url")).toBe("https://husting.example/en/x");
    expect(value("categories")).toBe("Take part");
  });

  it("is the same byte for byte until something on record changes, and holds nothing where nothing is coming", () => {
    expect(calendarFile(context("zh"), [])).toBe(calendarFile(context("zh"), []));
    expect(read(calendarFile(context("zh"), []))).toEqual([]);
  });
});
