import { describe, expect, it } from "vitest";
import { utf8 } from "./hash.ts";
import { readLines } from "./lines.ts";
import { exampleLog, signerOf } from "./log.fixture.ts";
import { verifyLog } from "./log-verification.ts";

/** Seeded, so that a change that goes unnoticed can be looked at again (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const changes = 2000;
const city = signerOf(1);
const log = exampleLog(15, city);
const entriesFile = utf8(log.entries.map((line) => `${line}\n`).join(""));
const headsFile = utf8(log.heads.map((line) => `${line}\n`).join(""));

function verifyFiles(entries: Uint8Array, heads: Uint8Array) {
  return verifyLog({
    entries: readLines([entries]),
    heads: readLines([heads]),
    publicKeys: [city.publicKey],
  });
}

describe("a log in which one byte was changed", () => {
  it("holds before any byte is changed", async () => {
    expect(await verifyFiles(entriesFile, headsFile)).toMatchObject({ ok: true, size: 15 });
  });

  it(`is found out every time, and the line is named, in ${changes} random changes`, async () => {
    const random = randomFrom(20261123);
    const unnoticed: unknown[] = [];
    let inEntries = 0;
    for (let count = 0; count < changes; count += 1) {
      const place = random(entriesFile.length + headsFile.length);
      const inEntry = place < entriesFile.length;
      const file = inEntry ? entriesFile : headsFile;
      const offset = inEntry ? place : place - entriesFile.length;
      const flip = 1 + random(255);
      const changed = file.slice();
      changed[offset] = (changed[offset] ?? 0) ^ flip;
      // The line end belongs to the line it ends.
      const line = file.subarray(0, offset).filter((byte) => byte === 0x0a).length + 1;
      const result = await (inEntry ? verifyFiles(changed, headsFile) : verifyFiles(entriesFile, changed));
      const expected = { kind: inEntry ? "entry" : "head", sequence: line, line };
      const named = !result.ok && JSON.stringify(result.where) === JSON.stringify(expected);
      if (!named) unnoticed.push({ expected, offset, flip, result });
      if (inEntry) inEntries += 1;
    }
    expect(unnoticed).toEqual([]);
    expect(inEntries).toBeGreaterThan(changes / 3);
    expect(inEntries).toBeLessThan((changes * 2) / 3);
  });
});
