import { describe, expect, it } from "vitest";
import { canonicalJson, type JsonValue } from "./canonical.ts";
import { toHex, utf8 } from "./hash.ts";
import { keyIdOf } from "./keys.ts";
import { readLines } from "./lines.ts";
import { exampleDraft, exampleLog, logOf, type StoredLog, signerOf } from "./log.fixture.ts";
import { signHead } from "./log-head.ts";
import { type Verification, verifyLog } from "./log-verification.ts";
import { EMPTY_ROOT } from "./merkle.ts";
import { signDocument } from "./signature.ts";

const city = signerOf(1);
const cityKeyId = keyIdOf(city.publicKey);
const log = exampleLog(12, city);

function verify(stored: { entries: string[]; heads: string[] }, name?: string): Promise<Verification> {
  const { entries, heads } = stored;
  return verifyLog({
    entries,
    heads,
    publicKeys: [city.publicKey],
    ...(name === undefined ? {} : { city: name }),
  });
}

function changedEntry(sequence: number, change: { [member: string]: JsonValue }): StoredLog {
  const line = log.entries[sequence - 1] ?? "";
  return {
    ...log,
    entries: log.entries.with(sequence - 1, canonicalJson({ ...JSON.parse(line), ...change })),
  };
}

function withHead(sequence: number, line: string): StoredLog {
  return { ...log, heads: log.heads.with(sequence - 1, line) };
}

const atEntry = (sequence: number) => ({ kind: "entry", sequence, line: sequence });
const atHead = (sequence: number) => ({ kind: "head", sequence, line: sequence });

describe("a log as it was written", () => {
  it("holds, at every size it ever had", async () => {
    for (let size = 0; size <= 12; size += 1) {
      const part = { entries: log.entries.slice(0, size), heads: log.heads.slice(0, size) };
      const last = size === 0 ? undefined : JSON.parse(part.heads[size - 1] ?? "");
      expect(await verify(part)).toEqual({
        ok: true,
        city: size === 0 ? null : "umea",
        size,
        root: last?.root ?? toHex(EMPTY_ROOT),
        lastAt: last?.at ?? null,
        witnessed: [],
        checkpoint: expect.objectContaining({ headAt: last?.at ?? null }),
      });
    }
  });

  it("is verified alike in one go and in two, wherever the first ends", async () => {
    const whole = await verify(log);
    for (let size = 0; size <= 12; size += 1) {
      const first = await verify({ entries: log.entries.slice(0, size), heads: log.heads.slice(0, size) });
      if (!first.ok) throw new Error(first.reason.code);
      const rest = await verifyLog({
        entries: log.entries.slice(size),
        heads: log.heads.slice(size),
        publicKeys: [city.publicKey],
        after: first.checkpoint,
      });
      expect(rest).toEqual(whole);
    }
  });

  it("does not go on from entries that it does not follow", async () => {
    const first = await verify({ entries: log.entries.slice(0, 5), heads: log.heads.slice(0, 5) });
    if (!first.ok) throw new Error(first.reason.code);
    const rest = { entries: log.entries.slice(6), heads: log.heads.slice(6), publicKeys: [city.publicKey] };
    expect(await verifyLog({ ...rest, after: first.checkpoint })).toMatchObject({ ok: false, intact: 5 });
    const broken = { ...first.checkpoint, frontier: { size: 3, peaks: [] } };
    await expect(verifyLog({ ...rest, after: broken })).rejects.toThrow(RangeError);
  });

  it("holds when it is read as bytes from files, and when it is longer than one window of signatures", async () => {
    const long = exampleLog(600, city);
    const file = (lines: readonly string[]) => readLines([utf8(lines.map((line) => `${line}\n`).join(""))]);
    const material = { entries: file(long.entries), heads: file(long.heads), publicKeys: [city.publicKey] };
    expect(await verifyLog(material)).toMatchObject({ ok: true, size: 600 });
    const exactWindow = { entries: long.entries.slice(0, 512), heads: long.heads.slice(0, 512) };
    expect(await verify(exactWindow)).toMatchObject({ ok: true, size: 512 });
  });

  it("holds after the city changed its key, for whoever trusts both", async () => {
    const second = signerOf(2);
    const drafts = Array.from({ length: 4 }, (_, index) => exampleDraft(index + 1));
    const before = logOf(drafts.slice(0, 2), city);
    const whole = { ...before, heads: [...before.heads, ...logOf(drafts, second).heads.slice(2)] };
    const { entries } = logOf(drafts, city);
    const publicKeys = [city.publicKey, second.publicKey];
    expect(await verifyLog({ entries, heads: whole.heads, publicKeys })).toMatchObject({ ok: true, size: 4 });
    expect(await verifyLog({ entries, heads: whole.heads, publicKeys: [city.publicKey] })).toEqual({
      ok: false,
      where: atHead(3),
      reason: { code: "unknown-key", keyId: keyIdOf(second.publicKey) },
      intact: 2,
    });
  });
});

describe("the first entry that does not fit", () => {
  it("is named when its content was replaced by other, well-formed content", async () => {
    for (let sequence = 1; sequence <= 12; sequence += 1) {
      expect(await verify(changedEntry(sequence, { facts: { costSek: 1 } }))).toMatchObject({
        ok: false,
        where: atEntry(sequence),
        reason: { code: "root-differs", signedRoot: JSON.parse(log.heads[sequence - 1] ?? "").root },
        intact: sequence - 1,
      });
    }
  });

  it("is named when all heads after it were lost", async () => {
    const changed = changedEntry(5, { facts: {} });
    expect(await verify({ ...changed, heads: log.heads.slice(0, 4) })).toMatchObject({
      where: atEntry(5),
      reason: { code: "head-missing" },
    });
  });

  it("is named when an entry was taken out, put in, doubled or exchanged", async () => {
    const { entries, heads } = log;
    const [third = "", fourth = ""] = [entries[2], entries[3]];
    expect(await verify({ heads, entries: entries.toSpliced(2, 1) })).toMatchObject({
      where: atEntry(3),
      reason: { code: "sequence-differs", expected: 3, found: 4 },
    });
    expect(await verify({ heads, entries: entries.toSpliced(3, 0, third) })).toMatchObject({
      where: atEntry(4),
      reason: { code: "sequence-differs", expected: 4, found: 3 },
    });
    expect(await verify({ heads, entries: entries.with(2, fourth).with(3, third) })).toMatchObject({
      where: atEntry(3),
    });
    expect(await verify({ heads: heads.toSpliced(2, 1), entries: entries.toSpliced(2, 1) })).toMatchObject({
      where: atEntry(3),
      intact: 2,
    });
  });

  it("is named when the end was cut off entries or heads alone", async () => {
    const { entries, heads } = log;
    expect(await verify({ heads, entries: entries.slice(0, 9) })).toEqual({
      ok: false,
      where: atEntry(10),
      reason: { code: "entry-missing" },
      intact: 9,
    });
    expect(await verify({ entries, heads: heads.slice(0, 9) })).toEqual({
      ok: false,
      where: atEntry(10),
      reason: { code: "head-missing" },
      intact: 9,
    });
  });

  it.each([
    ["not JSON", (line: string) => line.slice(1), { code: "not-json" }],
    ["spelt otherwise", (line: string) => line.replace(",", ", "), { code: "not-canonical" }],
    [
      "of another version",
      (line: string) => line.replace('"version":1', '"version":2'),
      { code: "entry-malformed", member: "version" },
    ],
    [
      "with a member too many",
      (line: string) => line.replace(/}$/, ',"z":1}'),
      { code: "entry-malformed", member: "z" },
    ],
    [
      "at another hour, before the last",
      (line: string) => line.replace("T06:", "T04:"),
      { code: "time-runs-backwards" },
    ],
    [
      "at another hour, after the next",
      (line: string) => line.replace("T06:", "T23:"),
      { code: "root-differs" },
    ],
    [
      "with a member that names a prototype",
      (line: string) => line.replace('"act"', '"__proto__"'),
      { code: "entry-malformed", member: "act" },
    ],
  ])("is named with its reason when it is %s", async (_, change, reason) => {
    const line = log.entries[5] ?? "";
    expect(change(line)).not.toBe(line);
    const entries = log.entries.with(5, change(line));
    expect(await verify({ heads: log.heads, entries })).toMatchObject({
      where: atEntry(6),
      reason,
      intact: 5,
    });
  });
});

describe("the first head that does not fit", () => {
  const rootAt = (size: number) =>
    Uint8Array.from(Buffer.from(JSON.parse(log.heads[size - 1] ?? "").root, "hex"));
  const signed = (size: number, change: { city?: string; size?: number; at?: string }, signer = city) =>
    canonicalJson(
      signHead({ city: "umea", size, root: rootAt(size), at: exampleDraft(size).at, ...change }, signer),
    );

  it("is the untouched head's own double when nothing was changed", () => {
    expect(signed(7, {})).toBe(log.heads[6]);
  });

  it.each([
    [
      "has a false signature",
      (log.heads[6] ?? "").replace("T07:", "T08:"),
      { code: "signature-invalid", keyId: cityKeyId },
    ],
    ["is by a stranger", signed(7, {}, signerOf(2)), { code: "unknown-key" }],
    [
      "is another city's",
      signed(7, { city: "chanba" }),
      { code: "city-differs", expected: "umea", found: "chanba" },
    ],
    ["is of another size", signed(8, {}), { code: "size-differs", expected: 7, found: 8 }],
    [
      "was signed before the last one",
      signed(7, { at: exampleDraft(5).at }),
      { code: "time-runs-backwards" },
    ],
    [
      "has its members in another order",
      `{"version":1,${(log.heads[6] ?? "").slice(1).replace(',"version":1', "")}`,
      { code: "not-canonical" },
    ],
    [
      "has its signature in upper case",
      (log.heads[6] ?? "").replace(
        /"signature":"[0-9a-f]+"/,
        (text) => `"signature":${text.slice(12).toUpperCase()}`,
      ),
      { code: "head-malformed", member: "signature" },
    ],
    [
      "is a document of another kind",
      canonicalJson(signDocument({ ...JSON.parse(log.heads[6] ?? ""), kind: "husting.measure" }, city)),
      { code: "head-malformed", member: "kind" },
    ],
  ])("is named when it %s", async (_, line, reason) => {
    expect(await verify(withHead(7, line))).toMatchObject({ ok: false, where: atHead(7), reason, intact: 6 });
  });

  it("is named when it was signed before its entry", async () => {
    const first = signed(1, { at: "2026-02-28T23:00:00.000Z" });
    expect(await verify(withHead(1, first))).toMatchObject({
      where: atHead(1),
      reason: { code: "before-its-entry" },
    });
  });

  it("is named when the reader asked for another city", async () => {
    expect(await verify(log, "chanba")).toMatchObject({
      where: atHead(1),
      reason: { code: "city-differs", expected: "chanba", found: "umea" },
    });
  });

  it("is not looked for when a key given is no key", async () => {
    const publicKeys = [{ ...city.publicKey, x: "AAAA" }];
    expect(await verifyLog({ entries: log.entries, heads: log.heads, publicKeys })).toEqual({
      ok: false,
      where: { kind: "key", of: "city" },
      reason: { code: "not-an-ed25519-jwk", member: "x" },
      intact: 0,
    });
  });
});
