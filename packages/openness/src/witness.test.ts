import { describe, expect, it } from "vitest";
import { canonicalJson } from "./canonical.ts";
import { keyIdOf } from "./keys.ts";
import { exampleDraft, exampleLog, logOf, type StoredLog, signerOf } from "./log.fixture.ts";
import { readEntryLine } from "./log-entry.ts";
import { readHeadLine, type SignedHead } from "./log-head.ts";
import { verifyLog } from "./log-verification.ts";
import { MerkleTree } from "./merkle-tree.ts";
import { type TrustedKeys, trustKeys } from "./signature.ts";
import { checkSuccession, coSignHead } from "./witness.ts";

const city = signerOf(1);
const partner = signerOf(2);
const log = exampleLog(20, city);
/** The owner of the log writes entry 7 anew, recomputes everything after it and signs it with the right key. */
const rewritten = logOf(
  Array.from({ length: 20 }, (_, index) =>
    index === 6 ? { ...exampleDraft(7), facts: { decided: "never" } } : exampleDraft(index + 1),
  ),
  city,
);

function headOf(stored: StoredLog, size: number): SignedHead {
  const read = readHeadLine(stored.heads[size - 1] ?? "");
  if (!read.ok) throw new Error(read.reason.code);
  return read.head;
}

function witnessedLine(size: number, stored = log, witness = partner): string {
  return canonicalJson(coSignHead(headOf(stored, size), "2026-04-01T00:00:00.000Z", witness));
}

function verify(stored: StoredLog, witnessedHeads: string[], witness = partner) {
  return verifyLog({
    entries: stored.entries,
    heads: stored.heads,
    publicKeys: [city.publicKey],
    witnessedHeads,
    witnessKeys: [witness.publicKey],
  });
}

function proofBetween(stored: StoredLog, oldSize: number, newSize: number): readonly string[] {
  const tree = new MerkleTree();
  for (const line of stored.entries) {
    const read = readEntryLine(line);
    if (read.ok) tree.append(read.leafHash);
  }
  const result = tree.consistencyProof(oldSize, newSize);
  if (!result.ok) throw new Error(result.reason.code);
  return result.proof;
}

async function trusted(signer = city): Promise<TrustedKeys> {
  const result = await trustKeys([signer.publicKey]);
  if (!result.ok) throw new Error(result.reason.code);
  return result.keys;
}

describe("a log that its own owner wrote anew and signed", () => {
  it("holds by itself: nobody can tell without somebody else's memory", async () => {
    expect(await verify(rewritten, [])).toMatchObject({ ok: true, size: 20 });
  });

  it("is found out by one earlier head that a partner co-signed", async () => {
    expect(await verify(rewritten, [witnessedLine(12)])).toEqual({
      ok: false,
      where: { kind: "witnessed-head", line: 1 },
      reason: {
        code: "history-rewritten",
        size: 12,
        witnessedRoot: headOf(log, 12).root,
        root: headOf(rewritten, 12).root,
        firstChanged: { from: 1, to: 12 },
      },
      intact: 12,
    });
  });

  it("is narrowed down by the heads of several days, in whatever order they come", async () => {
    const lines = [18, 5, 12, 7, 6].map((size) => witnessedLine(size));
    expect(await verify(rewritten, lines)).toMatchObject({
      ok: false,
      where: { kind: "witnessed-head", line: 4 },
      reason: { code: "history-rewritten", size: 7, firstChanged: { from: 7, to: 7 } },
    });
  });

  it("agrees with the heads from before the place that was rewritten", async () => {
    expect(await verify(rewritten, [witnessedLine(6)])).toMatchObject({
      ok: true,
      witnessed: [{ size: 6, keyId: keyIdOf(partner.publicKey), at: "2026-04-01T00:00:00.000Z" }],
    });
  });

  it("and then cut off at its end is found out by a head that saw more", async () => {
    const cut = { ...log, entries: log.entries.slice(0, 11), heads: log.heads.slice(0, 11) };
    expect(await verify(cut, [])).toMatchObject({ ok: true, size: 11 });
    expect(await verify(cut, [witnessedLine(6), witnessedLine(12)])).toEqual({
      ok: false,
      where: { kind: "witnessed-head", line: 2 },
      reason: { code: "entries-missing-since-witnessed", witnessedSize: 12, size: 11 },
      intact: 11,
    });
    const gone = { ...log, entries: [], heads: [] };
    expect(await verify(gone, [witnessedLine(1)])).toMatchObject({
      reason: { code: "entries-missing-since-witnessed", witnessedSize: 1, size: 0 },
    });
  });
});

describe("a witnessed head", () => {
  it("counts only with the witness's own, trusted signature", async () => {
    const line = witnessedLine(12);
    expect(await verify(log, [line])).toMatchObject({ ok: true, witnessed: [{ size: 12 }] });
    expect(await verify(log, [line.replace("2026-04-01", "2026-04-02")])).toMatchObject({
      where: { kind: "witnessed-head", line: 1 },
      reason: { code: "signature-invalid", keyId: keyIdOf(partner.publicKey) },
    });
    expect(await verify(log, [line], signerOf(3))).toMatchObject({ reason: { code: "unknown-key" } });
    expect(await verify(log, [`${line} `])).toMatchObject({ reason: { code: "not-canonical" } });
    expect(await verify(log, [canonicalJson(headOf(log, 3))])).toMatchObject({
      reason: { code: "witnessed-head-malformed", member: "kind" },
    });
  });

  it("cannot accuse a city of a head that the city never signed", async () => {
    const forged = canonicalJson(
      coSignHead({ ...headOf(log, 12), root: "ab".repeat(32) }, "2026-04-01T00:00:00.000Z", partner),
    );
    expect(await verify(log, [forged])).toMatchObject({
      reason: { code: "witnessed-head-not-by-city", keyId: keyIdOf(city.publicKey) },
    });
  });

  it("is no witness when the city signed it itself", async () => {
    expect(await verify(log, [witnessedLine(12, log, city)], city)).toMatchObject({
      where: { kind: "key", of: "witness" },
      reason: { code: "witness-is-the-city", keyId: keyIdOf(city.publicKey) },
    });
  });

  it("of another city's log says nothing of this one", async () => {
    const other = exampleLog(30, city, "chanba");
    for (const size of [12, 30]) {
      expect(await verify(log, [witnessedLine(size, other)])).toMatchObject({
        reason: { code: "city-differs", expected: "umea", found: "chanba" },
      });
    }
  });
});

describe("a partner asked to sign a new head", () => {
  it("sees from the proof alone that it only adds to the last one", async () => {
    for (const [oldSize, newSize] of [
      [1, 20],
      [7, 12],
      [16, 20],
      [20, 20],
    ] as const) {
      const proof = proofBetween(log, oldSize, newSize);
      const step = {
        previous: headOf(log, oldSize),
        next: headOf(log, newSize),
        proof,
        cityKeys: await trusted(),
      };
      expect(await checkSuccession(step)).toEqual({ ok: true });
    }
  });

  it("sees that it does not, whatever proof comes with it", async () => {
    const previous = headOf(log, 12);
    const next = headOf(rewritten, 20);
    const cityKeys = await trusted();
    for (const proof of [proofBetween(rewritten, 12, 20), proofBetween(log, 12, 20), []]) {
      expect(await checkSuccession({ previous, next, proof, cityKeys })).toMatchObject({
        ok: false,
        reason: { code: "not-an-extension" },
      });
    }
  });

  it("sees when it is smaller, older, another city's or not signed by the city", async () => {
    const previous = headOf(log, 12);
    const cityKeys = await trusted();
    const check = (next: SignedHead, keys = cityKeys) =>
      checkSuccession({ previous, next, proof: [], cityKeys: keys });
    expect(await check(headOf(log, 11))).toMatchObject({ reason: { code: "head-shrank" } });
    expect(await check(headOf(exampleLog(12, city, "chanba"), 12))).toMatchObject({
      reason: { code: "city-differs" },
    });
    expect(await check(headOf(log, 13), await trusted(partner))).toMatchObject({
      reason: { code: "unknown-key" },
    });
    const early = logOf(
      Array.from({ length: 13 }, () => exampleDraft(1)),
      city,
    );
    expect(await check(headOf(early, 13))).toMatchObject({ reason: { code: "time-runs-backwards" } });
  });
});
