import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLocalResolver, createWallClock, isKnownZone, offsetSpans } from "./zone.ts";

const hourMs = 3_600_000;
const zones = [
  "Europe/Stockholm",
  "Asia/Shanghai",
  "Australia/Lord_Howe",
  "America/Sao_Paulo",
  "Pacific/Apia",
  "America/St_Johns",
  "UTC",
] as const;
const instant = fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2099, 11, 31) });

describe("wall-clock times", () => {
  it("an hour that the clocks jumped over in Stockholm is not a time", () => {
    const resolve = createLocalResolver("Europe/Stockholm");
    expect(resolve(Date.UTC(2024, 2, 31, 2, 30))).toEqual({
      kind: "skipped",
      beforeMs: Date.UTC(2024, 2, 31, 0, 30),
      afterMs: Date.UTC(2024, 2, 31, 1, 30),
      transitionMs: Date.UTC(2024, 2, 31, 1),
    });
    expect(resolve.resolveUnique(Date.UTC(2024, 2, 31, 2, 30))).toBeNaN();
  });

  it("an hour that Stockholm's clocks showed twice is two times", () => {
    const resolve = createLocalResolver("Europe/Stockholm");
    expect(resolve(Date.UTC(2024, 9, 27, 2))).toEqual({
      kind: "repeated",
      earlierMs: Date.UTC(2024, 9, 27, 0),
      laterMs: Date.UTC(2024, 9, 27, 1),
    });
    expect(resolve(Date.UTC(2024, 9, 27, 3))).toEqual({ kind: "unique", epochMs: Date.UTC(2024, 9, 27, 2) });
    expect(resolve(Date.UTC(2024, 9, 27, 1, 59))).toEqual({
      kind: "unique",
      epochMs: Date.UTC(2024, 9, 26, 23, 59),
    });
  });

  it("Shanghai has had no summer time since 1991, and had it before", () => {
    const resolve = createLocalResolver("Asia/Shanghai");
    expect(offsetSpans("Asia/Shanghai", Date.UTC(1992, 0, 1), Date.UTC(2040, 0, 1))).toHaveLength(1);
    expect(offsetSpans("Asia/Shanghai", Date.UTC(1990, 0, 1), Date.UTC(1991, 0, 1))).toHaveLength(3);
    expect(resolve(Date.UTC(2024, 2, 31, 2, 30))).toEqual({
      kind: "unique",
      epochMs: Date.UTC(2024, 2, 30, 18, 30),
    });
  });

  it("Lord Howe Island repeats and skips half an hour, not a whole one", () => {
    const resolve = createLocalResolver("Australia/Lord_Howe");
    // Clocks go back from 02:00 to 01:30 on the first Sunday of April.
    expect(resolve(Date.UTC(2024, 3, 7, 1, 45)).kind).toBe("repeated");
    expect(resolve(Date.UTC(2024, 3, 7, 1, 15)).kind).toBe("unique");
    expect(resolve(Date.UTC(2024, 9, 6, 2, 15)).kind).toBe("skipped");
    expect(resolve(Date.UTC(2024, 9, 6, 2, 30)).kind).toBe("unique");
  });

  it("midnight did not exist in São Paulo on the day summer time began", () => {
    expect(createLocalResolver("America/Sao_Paulo")(Date.UTC(2018, 10, 4, 0)).kind).toBe("skipped");
  });

  it("a whole date can be missing: Samoa had no 30 December 2011", () => {
    expect(createLocalResolver("Pacific/Apia")(Date.UTC(2011, 11, 30, 12))).toMatchObject({
      kind: "skipped",
      transitionMs: Date.UTC(2011, 11, 30, 10),
    });
  });

  it("every instant is among the readings of what its own clock shows", () => {
    for (const zone of zones) {
      const resolve = createLocalResolver(zone);
      const clock = createWallClock(zone);
      fc.assert(
        fc.property(instant, (epochMs) => {
          const resolution = resolve(clock(epochMs));
          if (resolution.kind === "unique") expect(resolution.epochMs).toBe(epochMs);
          else if (resolution.kind === "repeated") {
            expect([resolution.earlierMs, resolution.laterMs]).toContain(epochMs);
            expect(resolution.earlierMs).toBeLessThan(resolution.laterMs);
          } else expect.fail("an instant's own wall-clock time cannot be skipped");
        }),
      );
    }
  });

  it("times around every change of the clocks resolve as Temporal resolves them", () => {
    for (const zone of zones) {
      const resolve = createLocalResolver(zone);
      for (const span of offsetSpans(zone, Date.UTC(1950, 0, 1), Date.UTC(2050, 0, 1)).slice(1)) {
        for (let minutes = -180; minutes <= 180; minutes += 15) {
          const localMs = span.fromMs + span.offsetMs + minutes * 60_000;
          const plain = Temporal.Instant.fromEpochMilliseconds(localMs)
            .toZonedDateTimeISO("UTC")
            .toPlainDateTime();
          const earlierMs = plain.toZonedDateTime(zone, { disambiguation: "earlier" }).epochMilliseconds;
          const laterMs = plain.toZonedDateTime(zone, { disambiguation: "later" }).epochMilliseconds;
          const resolution = resolve(localMs);
          if (resolution.kind === "unique")
            expect([resolution.epochMs, laterMs]).toEqual([earlierMs, earlierMs]);
          else if (resolution.kind === "repeated") {
            expect([resolution.earlierMs, resolution.laterMs]).toEqual([earlierMs, laterMs]);
          } else expect([resolution.beforeMs, resolution.afterMs]).toEqual([earlierMs, laterMs]);
        }
      }
    }
  });

  it("times before 1900 and after 2100 resolve too", () => {
    const resolve = createLocalResolver("Europe/Stockholm");
    const clock = createWallClock("Europe/Stockholm");
    for (const epochMs of [Date.UTC(1870, 5, 1), Date.UTC(2150, 5, 1, 12)]) {
      expect(resolve.resolveUnique(clock(epochMs))).toBe(epochMs);
    }
    expect(clock(Date.UTC(2150, 5, 1, 12))).toBe(Date.UTC(2150, 5, 1, 14));
    expect(resolve.resolveUnique(Number.NaN)).toBeNaN();
  });
});

describe("spans of constant offset", () => {
  it("cover the asked time without holes or overlaps, and neighbours differ", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        instant,
        fc.integer({ min: 1, max: 90_000 }),
        (zone, fromMs, hours) => {
          const toMs = fromMs + hours * hourMs;
          const spans = offsetSpans(zone, fromMs, toMs);
          expect(spans[0]?.fromMs).toBe(fromMs);
          expect(spans.at(-1)?.toMs).toBe(toMs);
          for (let i = 1; i < spans.length; i++) {
            expect(spans[i]?.fromMs).toBe(spans[i - 1]?.toMs);
            expect(spans[i]?.offsetMs).not.toBe(spans[i - 1]?.offsetMs);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("of an empty time there are none", () => {
    expect(offsetSpans("Europe/Stockholm", 5, 5)).toEqual([]);
  });
});

describe("zone names", () => {
  it("are IANA names, UTC or fixed offsets, and nothing else", () => {
    for (const zone of ["Europe/Stockholm", "Asia/Shanghai", "UTC", "+01:00", "Etc/GMT-10"]) {
      expect(isKnownZone(zone)).toBe(true);
    }
    for (const zone of ["", "CEST", "Europe/Umeå", "2024-01-01T00:00Z", "1970-01-01T00:00[Asia/Shanghai]"]) {
      expect(isKnownZone(zone)).toBe(false);
    }
    expect(() => createLocalResolver("Europe/Umeå")).toThrow(RangeError);
  });
});
