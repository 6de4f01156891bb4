import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import type { Rejection } from "../../../stores/readings/contract.ts";
import { bytesOf, mappingOf, rowsIn } from "./bytes.fixtures.ts";
import { type FileOutcome, parseFile } from "./file.ts";
import type { Mapping } from "./mapping.ts";
import { UnreadableFile } from "./parser.ts";

const directory = mkdtempSync(join(tmpdir(), "husting-file-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

interface Read {
  readonly rows: string[];
  readonly rejections: Rejection[];
  readonly outcome: FileOutcome | Rejection;
}

async function read(path: string, mapping: Mapping = mappingOf()): Promise<Read> {
  const rows: string[] = [];
  const rejections: Rejection[] = [];
  const sink = {
    batch: (columns: Parameters<typeof rowsIn>[0]) => rows.push(...rowsIn(columns)),
    reject: (rejection: Rejection) => rejections.push(rejection),
  };
  try {
    return { rows, rejections, outcome: await parseFile(path, mapping, sink) };
  } catch (error) {
    if (error instanceof UnreadableFile) return { rows, rejections, outcome: error.rejection };
    throw error;
  }
}

function readBytes(bytes: Uint8Array, mapping?: Mapping): Promise<Read> {
  const path = join(directory, "file.csv");
  writeFileSync(path, bytes);
  return read(path, mapping);
}

const TEXT = "time,value\n2025-01-01 00:00,1.5\n2025-01-01 01:00,2\n";
const ROWS = ["2: 2025-01-01T00:00:00.000Z = 15e-1", "3: 2025-01-01T01:00:00.000Z = 2e-0"];

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), littleEndian);
  return bytes;
}

/** Rows of pseudo-random values, so that the gzip of them is of many pieces; the same at every run. */
function longText(count: number): string {
  const lines = ["time,value"];
  for (let i = 0, state = 1; i < count; i++) {
    state = (state * 48_271) % 2_147_483_647;
    lines.push(`${new Date(Date.UTC(2000, 0, 1) + i * 3_600_000).toISOString()},${state / 1000}`);
  }
  return `${lines.join("\n")}\n`;
}

describe("a file in any dress", () => {
  it("plain or gzip, with or without a byte-order mark, holds the same readings", async () => {
    for (const bytes of [
      bytesOf(TEXT),
      bytesOf(`\ufeff${TEXT}`),
      gzipSync(TEXT),
      gzipSync(`\ufeff${TEXT}`),
    ]) {
      const { rows, rejections, outcome } = await readBytes(bytes);
      expect(rows).toEqual(ROWS);
      expect(rejections).toEqual([]);
      const contentHash = createHash("sha256").update(bytes).digest("hex");
      expect(outcome).toEqual({ accepted: 2, contentHash, cutOff: false });
    }
  });

  it("UTF-16 is known by its mark, or by the mapping where it has none", async () => {
    for (const littleEndian of [true, false]) {
      expect((await readBytes(utf16(`\ufeff${TEXT}`, littleEndian))).rows).toEqual(ROWS);
      expect((await readBytes(gzipSync(utf16(`\ufeff${TEXT}`, littleEndian)))).rows).toEqual(ROWS);
      const declared = mappingOf({ encoding: littleEndian ? "utf-16le" : "utf-16be" });
      expect((await readBytes(utf16(TEXT, littleEndian), declared)).rows).toEqual(ROWS);
      expect((await readBytes(utf16(TEXT, littleEndian))).outcome).toMatchObject({ code: "not-text" });
    }
  });

  it("UTF-16 that ends in half a character does not lose the row it is in", async () => {
    const bytes = utf16(`\ufeff${TEXT.trimEnd()}`, true);
    const { rows, rejections } = await readBytes(bytes.subarray(0, bytes.length - 1));
    expect(rows).toEqual(ROWS.slice(0, 1));
    expect(rejections).toEqual([{ row: 3, column: "value", found: "\ufffd", code: "not-a-number" }]);
  });

  it("a Chinese header in GB18030 is found by its name, and a UTF-8 mark overrules the mapping", async () => {
    const mapping = mappingOf({ encoding: "gb18030", time: { column: "时间" }, value: { column: "电量" } });
    // 时间,电量 in GB18030.
    const header = Uint8Array.of(0xca, 0xb1, 0xbc, 0xe4, 0x2c, 0xb5, 0xe7, 0xc1, 0xbf, 0x0a);
    const body = bytesOf("2025-01-01 00:00,1.5\n");
    expect((await readBytes(Buffer.concat([header, body]), mapping)).rows).toEqual(ROWS.slice(0, 1));
    expect((await readBytes(bytesOf("\ufeff时间,电量\n2025-01-01 00:00,1.5"), mapping)).rows).toEqual(
      ROWS.slice(0, 1),
    );
    const undeclared = mappingOf({ time: { column: "时间" }, value: { column: "电量" } });
    expect((await readBytes(Buffer.concat([header, body]), undeclared)).outcome).toMatchObject({
      column: "时间",
      code: "column-not-found",
    });
  });

  it("several gzips in one file are one text", async () => {
    const bytes = Buffer.concat([gzipSync(TEXT.slice(0, 20)), gzipSync(TEXT.slice(20))]);
    expect((await readBytes(bytes)).rows).toEqual(ROWS);
  });
});

describe("a file that is damaged", () => {
  it("an empty file, an empty gzip, a missing file and a directory are refused by name of what is wrong", async () => {
    expect((await readBytes(new Uint8Array(0))).outcome).toMatchObject({ code: "file-empty" });
    expect((await readBytes(gzipSync(""))).outcome).toMatchObject({ code: "file-empty" });
    expect((await readBytes(Uint8Array.of(0x1f, 0x8b))).outcome).toMatchObject({ code: "gzip-cut-off" });
    expect((await read(join(directory, "nothing.csv"))).outcome).toMatchObject({ code: "file-not-found" });
    expect((await read(directory)).outcome).toMatchObject({ code: "file-is-a-directory" });
  });

  it("a gzip cut off anywhere keeps every row that can be unzipped and not the half one", async () => {
    const text = longText(30_000);
    const zipped = gzipSync(text);
    let fewest = 0;
    for (const share of [0.02, 0.3, 0.31, 0.7, 0.95, 0.9999]) {
      const { rows, rejections, outcome } = await readBytes(
        zipped.subarray(0, Math.floor(zipped.length * share)),
      );
      expect(outcome).toMatchObject({ accepted: rows.length });
      expect(rejections).toEqual([
        { row: rows.length + 2, column: "", found: expect.any(String), code: "gzip-cut-off" },
      ]);
      expect(rows.length).toBeGreaterThanOrEqual(fewest);
      // Deflate packs evenly here: no more than a block of 64 KiB may be lost at the cut.
      fewest = Math.floor(30_000 * share) - 3000;
      expect(rows.length).toBeGreaterThan(fewest);
    }
    const allButChecksum = await readBytes(zipped.subarray(0, zipped.length - 4));
    expect(allButChecksum.rows).toHaveLength(30_000);
  });

  it("a gzip whose checksum or body is wrong is refused as a whole", async () => {
    const zipped = gzipSync(longText(20_000));
    const wrongSum = Uint8Array.from(zipped);
    wrongSum[wrongSum.length - 6]! ^= 0xff;
    expect((await readBytes(wrongSum)).outcome).toMatchObject({ code: "gzip-damaged" });
    const wrongHead = Uint8Array.from(zipped);
    wrongHead[2] = 99;
    expect((await readBytes(wrongHead)).outcome).toMatchObject({ code: "gzip-damaged" });
    for (const at of [0.2, 0.5, 0.8]) {
      const wrong = Uint8Array.from(zipped);
      wrong.fill(0xff, Math.floor(zipped.length * at), Math.floor(zipped.length * at) + 64);
      expect((await readBytes(wrong)).outcome).toMatchObject({ code: "gzip-damaged" });
    }
  });

  it("a line of fifty megabytes, plain or zipped to almost nothing, costs its own row only", async () => {
    const bytes = Buffer.concat([
      bytesOf(`${TEXT}`),
      Buffer.alloc(50 << 20, "9"),
      bytesOf("\n2025-01-01 02:00,3"),
    ]);
    for (const form of [bytes, gzipSync(bytes, { level: 1 })]) {
      const { rows, rejections } = await readBytes(form);
      expect(rows).toEqual([...ROWS, "5: 2025-01-01T02:00:00.000Z = 3e-0"]);
      expect(rejections).toEqual([{ row: 4, column: "", found: "9".repeat(200), code: "line-too-long" }]);
    }
  });
});
