import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOf } from "./bytes.fixtures.ts";
import { createTimeReader, type TimeFormat } from "./timestamps.ts";

function read(text: string, zone = "UTC", format: TimeFormat = "iso"): string {
  const reader = createTimeReader(format, zone);
  const bytes = bytesOf(`9${text}9`);
  const at = reader.read(bytes, 1, bytes.length - 1);
  return Number.isNaN(at) ? reader.fault : new Date(at).toISOString().replace(".000Z", "Z");
}

describe("reading a time stamp", () => {
  it("a stamp with an offset is an instant whatever the zone", () => {
    for (const text of [
      "2025-07-01T12:00:00Z",
      "2025-07-01T14:00+02:00",
      "2025-07-01 14:00:00+0200",
      "2025-07-01t14:00 +02",
      "2025-07-01T06:30:00.000-05:30",
    ]) {
      expect([text, read(text, "Asia/Shanghai")]).toEqual([text, "2025-07-01T12:00:00Z"]);
    }
  });

  it("a stamp without one is the zone's wall clock", () => {
    expect(read("2025-07-01 14:00", "Europe/Stockholm")).toBe("2025-07-01T12:00:00Z");
    expect(read("2025-01-01 14:00", "Europe/Stockholm")).toBe("2025-01-01T13:00:00Z");
    expect(read("2025-07-01 20:00", "Asia/Shanghai")).toBe("2025-07-01T12:00:00Z");
  });

  it("in Stockholm 02:30 on 30 March 2025 does not exist and on 26 October 2025 exists twice", () => {
    expect(read("2025-03-30 02:30", "Europe/Stockholm")).toBe("time-does-not-exist");
    expect(read("2025-10-26 02:30", "Europe/Stockholm")).toBe("time-exists-twice");
    expect(read("2025-03-30 01:59", "Europe/Stockholm")).toBe("2025-03-30T00:59:00Z");
    expect(read("2025-03-30 03:00", "Europe/Stockholm")).toBe("2025-03-30T01:00:00Z");
    expect(read("2025-10-26 03:00", "Europe/Stockholm")).toBe("2025-10-26T02:00:00Z");
    expect(read("2025-10-26 02:30+02:00", "Europe/Stockholm")).toBe("2025-10-26T00:30:00Z");
    expect(read("2025-10-26 02:30+01:00", "Europe/Stockholm")).toBe("2025-10-26T01:30:00Z");
    expect(read("2025-03-30 02:30", "Asia/Shanghai")).toBe("2025-03-29T18:30:00Z");
  });

  it("a date alone is the day's first instant, also where the clocks skip midnight", () => {
    expect(read("2025-07-01", "Europe/Stockholm")).toBe("2025-06-30T22:00:00Z");
    // Beirut went from 00:00 to 01:00 on 31 March 2024.
    expect(read("2024-03-31", "Asia/Beirut")).toBe("2024-03-30T22:00:00Z");
    expect(read("2024-03-31 00:30", "Asia/Beirut")).toBe("time-does-not-exist");
  });

  it("every format reads its own order of day and month", () => {
    const expected = "2025-02-03T04:05:00Z";
    expect(read("03/02/2025 04:05", "UTC", "dd/MM/yyyy HH:mm")).toBe(expected);
    expect(read("02/03/2025 04:05", "UTC", "MM/dd/yyyy HH:mm")).toBe(expected);
    expect(read("3.2.2025 04:05", "UTC", "dd.MM.yyyy HH:mm")).toBe(expected);
    expect(read("2025/2/3 04:05:00", "UTC", "yyyy/MM/dd HH:mm")).toBe(expected);
    expect(read("202502030405", "UTC", "yyyyMMddHHmm")).toBe(expected);
    expect(read(String(Date.UTC(2025, 1, 3, 4, 5) / 1000), "UTC", "epoch-s")).toBe(expected);
    expect(read(String(Date.UTC(2025, 1, 3, 4, 5)), "UTC", "epoch-ms")).toBe(expected);
  });

  it("seconds of the wrong unit are refused rather than read as another age", () => {
    expect(read("1738555500000", "UTC", "epoch-s")).toBe("not-a-time");
    expect(read("1738555500", "UTC", "epoch-ms")).toBe("not-a-time");
    expect(read("-5", "UTC", "epoch-s")).toBe("not-a-time");
  });

  it("days and hours that no calendar has do not exist", () => {
    for (const text of [
      "2025-02-29 00:00",
      "2025-04-31",
      "2025-01-01 24:01",
      "2025-01-01 10:60",
      "2025-01-01 25:00",
      "2025-01-01 10:20:60",
      "1900-02-29",
    ]) {
      expect([text, read(text)]).toEqual([text, "time-does-not-exist"]);
    }
    expect(read("2024-02-29 24:00")).toBe("2024-03-01T00:00:00Z");
  });

  it("what is only nearly a time is none", () => {
    for (const text of [
      "12",
      "2025",
      "2025-13-01",
      "2025-00-01",
      "2025-1-1",
      "25-01-01 10:00",
      "2025-01-01 1:00",
      "2025-01-01T10",
      "2025-01-01 10:00 am",
      "2025-01-01 10:00:00.",
      "2025-01-01 10:00+25:00",
      "2025-01-01 10:00Zx",
      "2025-01-01x10:00",
      "abc",
      "2025-01-01\u000010:00",
    ]) {
      expect([text, read(text)]).toEqual([text, "not-a-time"]);
    }
    for (const text of ["2024112", "20241102040", "2024110204050", "20241102 0405"]) {
      expect([text, read(text, "UTC", "yyyyMMddHHmm")]).toEqual([text, "not-a-time"]);
    }
    expect(read("")).toBe("empty-time");
    expect(read("  ")).toBe("empty-time");
  });

  it("milliseconds are kept and what is finer is left out", () => {
    expect(read("2025-01-01 10:00:00.1239Z")).toBe("2025-01-01T10:00:00.123Z");
    expect(read("2025-01-01 10:00:00,5")).toBe("2025-01-01T10:00:00.500Z");
  });

  it("every instant written with its offset is read back as itself", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1900-01-01"), max: new Date("2200-12-31"), noInvalidDate: true }),
        fc.integer({ min: -72, max: 72 }),
        (date, quarters) => {
          const local = new Date(date.getTime() + quarters * 900_000);
          fc.pre(local.getUTCFullYear() >= 1900 && local.getUTCFullYear() <= 2200);
          const [hours, minutes] = [Math.floor(Math.abs(quarters) / 4), (Math.abs(quarters) % 4) * 15];
          const offset = `${quarters < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
          const reader = createTimeReader("iso", "Europe/Stockholm");
          const bytes = bytesOf(local.toISOString().replace("Z", offset));
          expect(reader.read(bytes, 0, bytes.length)).toBe(date.getTime());
        },
      ),
      { numRuns: 300 },
    );
  });

  it("the zone's own calendar agrees on every hour of the years a reading may come from", () => {
    const hours = fc.integer({
      min: Date.UTC(1975, 0, 1) / 3_600_000,
      max: Date.UTC(2035, 0, 1) / 3_600_000,
    });
    fc.assert(
      fc.property(
        hours,
        fc.constantFrom("Europe/Stockholm", "Asia/Shanghai", "America/New_York"),
        (hour, zone) => {
          const zoned = Temporal.Instant.fromEpochMilliseconds(hour * 3_600_000).toZonedDateTimeISO(zone);
          const found = read(zoned.toPlainDateTime().toString({ smallestUnit: "minute" }), zone);
          const local = zoned.toPlainDateTime();
          const earlier = local.toZonedDateTime(zone, { disambiguation: "earlier" });
          const later = local.toZonedDateTime(zone, { disambiguation: "later" });
          const unique = earlier.epochMilliseconds === later.epochMilliseconds;
          expect(found).toBe(unique ? zoned.toInstant().toString() : "time-exists-twice");
        },
      ),
      { numRuns: 200 },
    );
  });
});
