import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOf, mappingOf, parsePieces, parseText } from "./bytes.fixtures.ts";
import { UnreadableFile } from "./parser.ts";

const GOOD = "2025-01-01 00:00";

function refusalOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof UnreadableFile) return error.rejection;
    throw error;
  }
  return "taken";
}

/** Parses rows under the header "time,value" and gives the rejections in short. */
const rejected = (rows: string, mapping = mappingOf()) =>
  parseText(`time,value\n${rows}`, mapping).rejections.map(({ row, column, found, code }) => [
    row,
    column,
    found,
    code,
  ]);

describe("a file of readings, row by row", () => {
  it("good rows are taken with their line numbers, and blank lines are no rows", () => {
    const { rows, rejections } = parseText(`time,value\r\n\r\n${GOOD},1.20\r\n"2025-01-01 01:00","3"`);
    expect(rows).toEqual(["3: 2025-01-01T00:00:00.000Z = 120e-2", "4: 2025-01-01T01:00:00.000Z = 3e-0"]);
    expect(rejections).toEqual([]);
  });

  it("a bad row is named by row, column and what stands there, and costs only itself", () => {
    const { rows, rejections } = parseText(
      `time,value\n${GOOD},abc\n${GOOD},2\n99,3\n2025-01-01 02:00,\n,4\n${GOOD},5`,
    );
    expect(rows.map((row) => row[0])).toEqual(["3", "7"]);
    expect(rejections).toEqual([
      { row: 2, column: "value", found: "abc", code: "not-a-number" },
      { row: 4, column: "time", found: "99", code: "not-a-time" },
      { row: 5, column: "value", found: "", code: "empty-value" },
      { row: 6, column: "time", found: "", code: "empty-time" },
    ]);
  });

  it("an hour that does not exist or exists twice is listed and the hours around it are kept", () => {
    const mapping = mappingOf({ time: { zone: "Europe/Stockholm" } });
    const text =
      "2025-03-30 01:30,1\n2025-03-30 02:30,2\n2025-03-30 03:30,3\n2025-10-26 02:30,4\n2025-10-26 03:30,5";
    expect(rejected(text, mapping)).toEqual([
      [3, "time", "2025-03-30 02:30", "time-does-not-exist"],
      [5, "time", "2025-10-26 02:30", "time-exists-twice"],
    ]);
    expect(parseText(`time,value\n${text}`, mapping).rows).toHaveLength(3);
  });

  it("rows with too few or too many columns, and quotes out of place, are listed", () => {
    expect(rejected(`${GOOD}\n${GOOD},1,5\n"${GOOD},1\n"${GOOD}"x,1\n;;;`)).toEqual([
      [2, "", GOOD, "too-few-columns"],
      [3, "", `${GOOD},1,5`, "too-many-columns"],
      [4, "", `"${GOOD},1`, "quote-not-closed"],
      [5, "", `"${GOOD}"x,1`, "text-after-quote"],
      [6, "", ";;;", "too-few-columns"],
    ]);
  });

  it("a decimal comma between semicolons is read where it was declared and refused where it was not", () => {
    const text = `time;value\n${GOOD};1,5`;
    expect(parseText(text, mappingOf({ value: { decimalSeparator: "," } })).rows).toEqual([
      "2: 2025-01-01T00:00:00.000Z = 15e-1",
    ]);
    expect(parseText(text).rejections).toEqual([
      { row: 2, column: "value", found: "1,5", code: "not-a-number" },
    ]);
  });

  it("NUL bytes in a row are damage: the row is listed with its damage made visible", () => {
    expect(rejected(`${GOOD},\u00005\n\u0000\u0000\u0000,1\n${GOOD},5`)).toEqual([
      [2, "value", "␀5", "not-a-number"],
      [3, "time", "␀␀␀", "not-a-time"],
    ]);
  });

  it("a byte-order mark is no part of the first column's name, however the file is cut", () => {
    const bytes = bytesOf(`\ufefftime,value\n${GOOD},1`);
    for (const size of [1, 2, 3, 4, 1000]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      );
      expect(parsePieces(pieces).rows).toHaveLength(1);
    }
  });

  it("a stamp at the end of its interval is moved to its start; a day's by 23, 24 or 25 hours", () => {
    const hourly = mappingOf({ time: { marks: "end" } });
    expect(parseText(`time,value\n${GOOD},1`, hourly).rows).toEqual(["2: 2024-12-31T23:00:00.000Z = 1e-0"]);
    const daily = mappingOf({
      time: { marks: "end", zone: "Europe/Stockholm" },
      point: { stepMinutes: 1440 },
    });
    expect(parseText("time,value\n2025-03-31,1\n2025-10-27,2\n2025-07-02 00:00,3", daily).rows).toEqual([
      "2: 2025-03-29T23:00:00.000Z = 1e-0",
      "3: 2025-10-25T22:00:00.000Z = 2e-0",
      "4: 2025-06-30T22:00:00.000Z = 3e-0",
    ]);
  });

  it("in a file without a header the first row is a reading, not lost as a header", () => {
    const mapping = mappingOf({ time: { column: 1 }, value: { column: 2 } });
    expect(parseText(`${GOOD},1\n2025-01-01 01:00,2`, mapping).rows).toHaveLength(2);
    expect(parseText(`time,value\n${GOOD},1`, mapping).rows).toHaveLength(1);
  });
});

describe("a file that cannot be what the mapping says is refused as a whole", () => {
  it("a column it does not have, by name and by number, with the columns it has", () => {
    expect(refusalOf(() => parseText(`time,load\n${GOOD},1`))).toEqual({
      row: 1,
      column: "value",
      found: "time | load",
      code: "column-not-found",
    });
    const third = mappingOf({ value: { column: 3 } });
    expect(refusalOf(() => parseText(`time,value\n${GOOD},1`, third))).toMatchObject({
      column: "3",
      code: "column-not-found",
    });
  });

  it("a column whose name stands twice, because either could be meant", () => {
    expect(refusalOf(() => parseText(`time,value,value\n${GOOD},1,2`))).toMatchObject({
      column: "value",
      code: "column-stands-twice",
    });
    const byNumber = mappingOf({ value: { column: 3 } });
    expect(parseText(`time,value,value\n${GOOD},1,2`, byNumber).rows).toEqual([
      "2: 2025-01-01T00:00:00.000Z = 2e-0",
    ]);
  });

  it("nothing in it, or nothing but blank lines", () => {
    expect(refusalOf(() => parsePieces([]))).toMatchObject({ code: "file-empty" });
    expect(refusalOf(() => parseText("\n\r\n\n"))).toMatchObject({ code: "file-empty" });
    expect(refusalOf(() => parseText("\ufeff"))).toMatchObject({ code: "file-empty" });
  });

  it("bytes that are no text, UTF-16 that was not declared, and lines that end in CR alone", () => {
    expect(refusalOf(() => parsePieces([Uint8Array.of(0x50, 0x4b, 3, 4, 0x14, 0, 8, 0)]))).toMatchObject({
      code: "not-text",
    });
    const wide = new Uint8Array(new Uint16Array([..."time,value\n"].map((c) => c.charCodeAt(0))).buffer);
    expect(refusalOf(() => parsePieces([wide]))).toMatchObject({ code: "not-text" });
    expect(refusalOf(() => parseText(`time,value\r${GOOD},1\r`))).toMatchObject({
      code: "line-ends-not-known",
    });
  });

  it("a header that is cut off, badly quoted or endless", () => {
    expect(refusalOf(() => parsePieces([bytesOf("time,val")], mappingOf(), "gzip-cut-off"))).toMatchObject({
      code: "gzip-cut-off",
      found: "time,val",
    });
    expect(refusalOf(() => parseText('"time,value\n'))).toMatchObject({ code: "quote-not-closed" });
    expect(refusalOf(() => parseText("x".repeat(100_000)))).toMatchObject({ code: "line-too-long" });
  });
});

describe("a source of any size", () => {
  it("a line of two gigabytes costs its own row only, and no more memory than a piece of it", () => {
    const piece = new Uint8Array(1 << 20).fill(120);
    let most = 0;
    function* source(): Generator<Uint8Array> {
      yield bytesOf(`time,value\n${GOOD},1\n`);
      for (let i = 0; i < 2048; i++) {
        yield piece;
        if (i % 256 === 0) most = Math.max(most, process.memoryUsage().arrayBuffers);
      }
      yield bytesOf(`\n2025-01-01 01:00,2\n`);
    }
    const before = process.memoryUsage().arrayBuffers;
    const { rows, rejections } = parsePieces(source());
    expect(rows.map((row) => row[0])).toEqual(["2", "4"]);
    expect(rejections).toEqual([{ row: 3, column: "", found: "x".repeat(200), code: "line-too-long" }]);
    expect(most - before).toBeLessThan(64 << 20);
  });

  it("more rows than one batch holds are all handed on", () => {
    const lines = Array.from(
      { length: 70_001 },
      (_, i) => `${new Date(Date.UTC(2000, 0, 1) + i * 3_600_000).toISOString()},${i}`,
    );
    const { rows, parser } = parseText(`time,value\n${lines.join("\n")}`);
    expect(rows).toHaveLength(70_001);
    expect(rows.at(-1)).toMatch(/^70002: .* = 70000e-0$/);
    expect(parser.accepted).toBe(70_001);
  });
});

describe("nothing is lost in silence", () => {
  const cell = fc.oneof(
    fc.constantFrom(
      GOOD,
      "2025-03-30 02:30",
      "2025-10-26 02:30",
      "1",
      "2.50",
      "1,5",
      "",
      "x",
      '"q"',
      '"',
      " ",
      "\u0000",
      "度",
    ),
    fc.string({ maxLength: 6 }).map((text) => text.replaceAll("\n", "")),
  );
  const line = fc.array(cell, { maxLength: 4 }).map((cells) => cells.join(","));
  const source = fc
    .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom("\n", "\r\n"))
    .map(([lines, end]) => lines.join(end));
  const mapping = mappingOf({ time: { zone: "Europe/Stockholm" } });

  /** Lines under the header, counted apart from the parser: all but the blank ones. */
  const dataLines = (bytes: Uint8Array): number =>
    new TextDecoder("latin1")
      .decode(bytes)
      .split("\n")
      .filter((text) => text !== "" && text !== "\r").length - 1;

  const balances = (bytes: Uint8Array): void => {
    const { rows, rejections } = parsePieces([bytes], mapping);
    expect(rows.length + rejections.length).toBe(dataLines(bytes));
  };

  it("every line that is not blank is either a reading or a rejection", () => {
    fc.assert(
      fc.property(source, (text) => balances(bytesOf(`time,value\n${text}`))),
      { numRuns: 400 },
    );
  });

  it("also when any bytes of a good file are overwritten", () => {
    const good = bytesOf(
      `time,value\n${Array.from({ length: 20 }, (_, i) => `2025-01-01 ${String(i).padStart(2, "0")}:00,${i}.5`).join("\n")}\n`,
    );
    const header = "time,value\n".length;
    const hits = fc.array(
      fc.tuple(fc.integer({ min: header, max: good.length - 1 }), fc.integer({ min: 0, max: 255 })),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(hits, (mutations) => {
        const bytes = good.slice();
        for (const [at, byte] of mutations) bytes[at] = byte;
        balances(bytes);
      }),
      { numRuns: 400 },
    );
  });

  it("a source cut off anywhere keeps its whole rows and names the row it was cut in", () => {
    const good = bytesOf(`time,value\n${GOOD},1\n2025-01-01 01:00,22\n2025-01-01 02:00,333\n`);
    for (let length = "time,value\n".length; length <= good.length; length++) {
      const bytes = good.subarray(0, length);
      const { rows, rejections } = parsePieces([bytes], mapping, "gzip-cut-off");
      const wholeLines = bytes.filter((byte) => byte === 10).length;
      expect(rows).toHaveLength(wholeLines - 1);
      expect(rejections.map(({ row, code }) => [row, code])).toEqual([[wholeLines + 1, "gzip-cut-off"]]);
    }
  });
});

describe("what cannot be", () => {
  it("a value outside the possible range is rejected by its row; the bounds themselves are taken", () => {
    const mapping = mappingOf({ point: { kind: "instantaneous", carrier: "outdoor-temperature" } });
    const text = ["-95", "-95.01", "60", "212", "-400"]
      .map((value, i) => `2025-01-01 0${i}:00,${value}`)
      .join("\n");
    const { rows, rejections } = parsePieces([bytesOf(`time,value\n${text}`)], mapping, null, {
      low: -95,
      high: 60,
    });
    expect(rows).toHaveLength(2);
    expect(rejections.map(({ row, found, code }) => [row, found, code])).toEqual([
      [3, "-95.01", "below-possible"],
      [5, "212", "above-possible"],
      [6, "-400", "below-possible"],
    ]);
  });

  it("an interval that overlaps the one before it would count use twice, and is rejected", () => {
    const text = "time,value\n2025-01-01 06:00,1\n2025-01-01 06:30,1\n2025-01-01 07:00,1\n";
    expect(parseText(text).rejections).toEqual([
      { row: 3, column: "time", found: "2025-01-01 06:30", code: "overlaps-row-before" },
    ]);
    expect(parseText(text, mappingOf({ point: { stepMinutes: 30 } })).rejections).toEqual([]);
    expect(parseText(text, mappingOf({ point: { kind: "cumulative" } })).rejections).toEqual([]);
  });

  it("hours that begin at half past are hours like others", () => {
    const text = "time,value\n2025-01-01 06:30,1\n2025-01-01 07:30,1\n";
    expect(parseText(text).rejections).toEqual([]);
  });
});

it("a reading is of a time from 1900 on, and of no later one than the clock allows", () => {
  const text = "time,value\n1899-12-31 23:00,1\n1900-01-01 00:00,2\n2026-01-02 00:00,3\n2026-01-02 01:00,4\n";
  const { rows, rejections } = parsePieces([bytesOf(text)], mappingOf(), null, null, Date.UTC(2026, 0, 2));
  expect(rows).toEqual(["3: 1900-01-01T00:00:00.000Z = 2e-0", "4: 2026-01-02T00:00:00.000Z = 3e-0"]);
  expect(rejections.map(({ row, code }) => [row, code])).toEqual([
    [2, "time-too-early"],
    [5, "time-in-future"],
  ]);
});
