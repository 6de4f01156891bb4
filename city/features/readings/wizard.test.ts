import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { previewOf } from "./wizard.ts";

const utf8 = { separator: ",", encoding: "utf-8" };
const shown = (text: string) => previewOf(new TextEncoder().encode(text), utf8);

describe("a look at a file", () => {
  it("shows a line whose quotes are not closed as it stands, and the others in columns", () => {
    expect(shown('time,value\n"2026-01-01,1\n2026-01-02,"a ""b"""\n')).toEqual({
      header: ["time", "value"],
      rows: [['"2026-01-01,1'], ["2026-01-02", 'a "b"']],
    });
  });

  it("leaves out empty lines, and the last one where it may be cut off", () => {
    expect(shown("\ufefftime,value\r\n\r\n1,2\r\n3,").rows).toEqual([["1", "2"]]);
    expect(shown("time,value").header).toEqual(["time", "value"]);
    expect(shown("")).toEqual({ header: [], rows: [] });
  });

  it("shows what nobody would see, and of a gzip no more than a look needs", () => {
    expect(shown("a\u202eb,c\x1b\n1,2\n").header).toEqual(["a\\u{202E}b", "c\\u{1B}"]);
    const bomb = gzipSync(`time,value\n${"1,2\n".repeat(20_000_000)}`);
    expect(previewOf(bomb.subarray(0, 64 * 1024), utf8).rows).toHaveLength(8);
  });
});
