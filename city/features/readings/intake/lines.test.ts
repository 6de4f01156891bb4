import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOf } from "./bytes.fixtures.ts";
import { LineCutter, LONGEST_LINE_BYTES } from "./lines.ts";

function cut(pieces: Iterable<Uint8Array>, complete = true) {
  const lines: string[] = [];
  const overlong: [number, number][] = [];
  const decoder = new TextDecoder();
  const cutter = new LineCutter({
    line: (bytes, from, to, row) => lines.push(`${row}:${decoder.decode(bytes.subarray(from, to))}`),
    overlong: (start, row) => overlong.push([row, start.length]),
  });
  for (const piece of pieces) cutter.push(piece);
  const { cutOff } = cutter.end(complete);
  return { lines, overlong, cutOff: cutOff && decoder.decode(cutOff), row: cutter.row };
}

describe("cutting bytes into lines", () => {
  it("a line ends at LF, at CR LF and at the end of the source", () => {
    expect(cut([bytesOf("a\nb\r\n\nc")]).lines).toEqual(["1:a", "2:b", "3:", "4:c"]);
    expect(cut([bytesOf("a\n")]).lines).toEqual(["1:a"]);
    expect(cut([]).row).toBe(0);
  });

  it("the half line at the end of a source that was cut off is handed back, not read", () => {
    expect(cut([bytesOf("a\nb,1")], false)).toMatchObject({ lines: ["1:a"], cutOff: "b,1", row: 2 });
    expect(cut([bytesOf("a\n")], false)).toMatchObject({ cutOff: null, row: 1 });
  });

  it("a line at the limit is a line; one byte more is reported once and costs only itself", () => {
    const longest = "x".repeat(LONGEST_LINE_BYTES);
    const fits = cut([bytesOf(`a\n${longest}\nb`)]);
    expect(fits.lines.map((line) => line.length)).toEqual([3, LONGEST_LINE_BYTES + 2, 3]);
    const over = cut([bytesOf(`a\n${longest}x\nb`)]);
    expect(over).toMatchObject({ lines: ["1:a", "3:b"], overlong: [[2, 200]] });
    expect(cut([bytesOf(`a\n${longest}x`)])).toMatchObject({ lines: ["1:a"], overlong: [[2, 200]], row: 2 });
  });

  it("where the pieces of a source begin and end makes no difference", () => {
    const text = fc.string({ unit: fc.constantFrom("a", ",", "\n", "\r", "\r\n", "å", '"'), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(70), { maxLength: 6 }), (source, cuts) => {
        const bytes = bytesOf(source);
        const at = [0, ...cuts.map((cutAt) => Math.min(cutAt, bytes.length)), bytes.length].sort(
          (a, b) => a - b,
        );
        const pieces = at.slice(1).map((to, i) => bytes.subarray(at[i], to));
        expect(cut(pieces)).toEqual(cut([bytes]));
        expect(cut(pieces, false)).toEqual(cut([bytes], false));
      }),
    );
  });

  it("an overlong line is skipped to its end however it is cut into pieces", () => {
    const bytes = bytesOf(`a\n${"x".repeat(LONGEST_LINE_BYTES * 3)}\nb\n`);
    const whole = cut([bytes]);
    for (const size of [1000, LONGEST_LINE_BYTES, LONGEST_LINE_BYTES + 1, 100_000]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      );
      expect(cut(pieces)).toEqual(whole);
    }
  });
});
