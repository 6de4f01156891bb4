import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOf } from "./bytes.fixtures.ts";
import { fieldRanges, fieldText, guessSeparator, MOST_FIELDS, splitFields } from "./fields.ts";

function split(line: string, separator = ","): string[] | string {
  const bytes = bytesOf(line);
  const ranges = fieldRanges();
  const fault = splitFields(bytes, 0, bytes.length, separator.charCodeAt(0), ranges);
  return fault ?? Array.from({ length: ranges.count }, (_, i) => fieldText(bytes, ranges, i));
}

describe("splitting a line into fields", () => {
  it("takes quotes off and doubled quotes as one, and keeps separators inside them", () => {
    expect(split('a,"b,c","d ""e""",')).toEqual(["a", "b,c", 'd "e"', ""]);
    expect(split('"a";"1,5"', ";")).toEqual(["a", "1,5"]);
    expect(split(",")).toEqual(["", ""]);
    expect(split('""')).toEqual([""]);
  });

  it("leaves quotes alone in a field that does not begin with one", () => {
    expect(split('a""b,5" pipe')).toEqual(['a""b', '5" pipe']);
  });

  it("names what is wrong with quotes", () => {
    expect(split('a,"b')).toBe("quote-not-closed");
    expect(split('a,"b""')).toBe("quote-not-closed");
    expect(split('"a"b,c')).toBe("text-after-quote");
  });

  it("a line of more columns than any table has is damage", () => {
    expect(split(",".repeat(MOST_FIELDS - 1))).toHaveLength(MOST_FIELDS);
    expect(split(",".repeat(MOST_FIELDS))).toBe("too-many-fields");
  });

  it("agrees with csv-parse on every well-formed row of RFC 4180", () => {
    const separator = fc.constantFrom(",", ";", "\t", "|");
    const text = fc.string({
      unit: fc.constantFrom("a", "1", " ", "å", "度", '"', ",", ";", "\t", "|", "."),
      maxLength: 8,
    });
    const rowOf = fc.array(fc.tuple(text, fc.boolean()), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(separator, rowOf, (mark, cells) => {
        const line = cells
          .map(([cell, quoted]) =>
            quoted || /[",;\t|]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
          )
          .join(mark);
        fc.pre(line !== "");
        const [expected] = parse(line, { delimiter: mark, relax_column_count: true }) as string[][];
        expect(split(line, mark)).toEqual(expected);
        expect(split(line, mark)).toEqual(cells.map(([cell]) => cell));
      }),
      { numRuns: 300 },
    );
  });
});

describe("guessing the separator of a header", () => {
  it("is the mark that stands most often outside quotes, and a comma where there is none", () => {
    expect(guessSeparator("time;value;unit")).toBe(";");
    expect(guessSeparator('time;"a,b,c,d";value')).toBe(";");
    expect(guessSeparator("time\tvalue")).toBe("\t");
    expect(guessSeparator("time|value")).toBe("|");
    expect(guessSeparator("time,load [kWh]")).toBe(",");
    expect(guessSeparator("value")).toBe(",");
  });
});
