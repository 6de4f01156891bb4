import { describe, expect, it } from "vitest";
import { signerOf } from "./log.fixture.ts";
import { readLogKeys } from "./log-keys.ts";

const keys = [signerOf(1).publicKey, signerOf(2).publicKey];
const file = JSON.stringify({ city: "umea", keys });

describe("the keys beside a log", () => {
  it("are read as a node writes them", () => {
    expect(readLogKeys(file)).toEqual({ ok: true, value: { city: "umea", keys } });
    expect(readLogKeys(`${file}\n`).ok).toBe(true);
  });

  it("are another city's, another key, or refused, whichever byte is changed", () => {
    for (let at = 0; at < file.length; at += 1)
      for (const to of ["A", "z", " ", '"']) {
        if (file[at] === to) continue;
        const read = readLogKeys(file.slice(0, at) + to + file.slice(at + 1));
        if (read.ok) expect(read.value).not.toEqual({ city: "umea", keys });
      }
  });

  it.each([
    "",
    "null",
    "[]",
    "{}",
    '{"city":"umea","keys":{}}',
    '{"keys":[],"city":"umea"}',
    `${file} `,
    ` ${file}`,
  ])("are not %j", (text) => {
    expect(readLogKeys(text)).toEqual({ ok: false, reason: { code: "keys-malformed" } });
  });
});
