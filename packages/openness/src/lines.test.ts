import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8 } from "./hash.ts";
import { MAX_LINE_BYTES, readCanonicalLine, readLines } from "./lines.ts";

async function linesOf(chunks: Iterable<Uint8Array>): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLines(chunks)) lines.push(new TextDecoder().decode(line));
  return lines;
}

function chunksOf(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

describe("the lines of a file", () => {
  it("are the same however the file was cut into chunks", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: "binary" }).map((text) => text.replaceAll("\n", "å"))),
        fc.array(fc.nat()),
        async (lines, cuts) => {
          const file = utf8(lines.map((line) => `${line}\n`).join(""));
          expect(await linesOf(chunksOf(file, cuts))).toEqual(
            lines.map((line) => line.replace(/^\ufeff/, "")),
          );
        },
      ),
    );
  });

  it("include a last line without its line end, and an empty line", async () => {
    expect(await linesOf([utf8("a\n\nb")])).toEqual(["a", "", "b"]);
    expect(await linesOf([utf8("a\n")])).toEqual(["a"]);
    expect(await linesOf([utf8("\n")])).toEqual([""]);
    expect(await linesOf([])).toEqual([]);
  });

  it("keep no more of an endless line than shows that it is too long", async () => {
    function* flood(): Generator<Uint8Array> {
      const chunk = new Uint8Array(1_000_000).fill(0x31);
      for (let count = 0; count < 200; count += 1) yield chunk;
      yield utf8("\n2\n");
    }
    const lines: Uint8Array[] = [];
    for await (const line of readLines(flood())) lines.push(line);
    expect(lines.map((line) => line.length)).toEqual([MAX_LINE_BYTES + 1, 1]);
    expect(readCanonicalLine(lines[0] ?? "")).toEqual({
      ok: false,
      reason: { code: "line-too-long", maxBytes: MAX_LINE_BYTES },
    });
  });
});

describe("a stored line", () => {
  it("is read alike as bytes and as text", () => {
    const text = '{"å":"\u{1f600}"}';
    const fromText = readCanonicalLine(text);
    expect(readCanonicalLine(utf8(text))).toEqual(fromText);
    expect(fromText).toEqual({ ok: true, value: { å: "\u{1f600}" }, bytes: utf8(text) });
  });

  it.each([
    ["half a character", [0x22, 0xc3, 0x22]],
    ["a character that was cut off before its last byte", [0x22, 0xf1, 0xbf, 0xbd, 0x22]],
    ["a surrogate", [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ["a character in more bytes than it needs", [0x22, 0xc1, 0xa1, 0x22]],
  ])("with %s is refused, not mended", (_, bytes) => {
    expect(readCanonicalLine(Uint8Array.from(bytes))).toEqual({ ok: false, reason: { code: "not-utf-8" } });
  });

  it("with a byte order mark is not JSON", () => {
    expect(readCanonicalLine(Uint8Array.of(0xef, 0xbb, 0xbf, 0x31))).toEqual({
      ok: false,
      reason: { code: "not-json" },
    });
  });

  it("may be as long as the limit", () => {
    const longest = `"${"a".repeat(MAX_LINE_BYTES - 2)}"`;
    expect(readCanonicalLine(longest).ok).toBe(true);
    expect(readCanonicalLine(`${longest} `).ok).toBe(false);
  });
});
