import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commitTo, opensTo, SALT_BYTES } from "./commitment.ts";
import { toHex, utf8 } from "./hash.ts";
import { exampleDraft, exampleLog, signerOf } from "./log.fixture.ts";
import { appendEntry } from "./log.ts";
import { readEntryLine } from "./log-entry.ts";
import { verifyInclusion } from "./merkle-proof.ts";
import { MerkleTree } from "./merkle-tree.ts";

const salt = new Uint8Array(SALT_BYTES).fill(7);
const salts = fc.uint8Array({ minLength: SALT_BYTES, maxLength: SALT_BYTES });

function committed(value: unknown, ownSalt: Uint8Array): string {
  const result = commitTo(value, ownSalt);
  if (!result.ok) throw new Error(result.reason.code);
  return result.commitment;
}

describe("a salted commitment", () => {
  it("is the hash of domain, salt and canonical value", () => {
    const expected = createHash("sha256")
      .update("husting commitment v1\n")
      .update(salt)
      .update('{"name":"Åsa","street":"长安路"}')
      .digest("hex");
    expect(commitTo({ street: "长安路", name: "Åsa" }, salt)).toEqual({ ok: true, commitment: expected });
  });

  it("opens to its value and salt, and to no other value or salt", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), salts, salts, (value, other, own, foreign) => {
        const commitment = committed(value, own);
        expect(opensTo(commitment, value, own)).toBe(true);
        expect(opensTo(commitment, other, own)).toBe(other === value);
        expect(opensTo(commitment, value, foreign)).toBe(toHex(foreign) === toHex(own));
      }),
    );
  });

  it("cannot be opened to a value that begins inside the salt", () => {
    // Were the salt's length free, salt + "1" with the value 2 would open a commitment to 12.
    const longer = new Uint8Array([...salt, ...utf8("1")]);
    expect(opensTo(committed(12, salt), 2, longer)).toBe(false);
    expect(commitTo(2, longer)).toEqual({ ok: false, reason: { code: "salt-length", have: 33, need: 32 } });
  });

  it("needs a value that JSON can carry", () => {
    expect(commitTo({ share: Number.NaN }, salt)).toMatchObject({
      ok: false,
      reason: { code: "no-canonical-form", fault: { code: "not-finite", pointer: "/share" } },
    });
  });
});

describe("when the salt is erased", () => {
  it("the entry is still proven, and the list of everybody who lives here tells nobody who it was", () => {
    const residents = Array.from({ length: 500 }, (_, index) => `resident ${index}`);
    const log = exampleLog(5, signerOf(1));
    const erasable = {
      name: residents[321],
      salt: new Uint8Array(SALT_BYTES).map((_, index) => index * 13 + 5),
    };
    const appended = appendEntry(
      log.position,
      { ...exampleDraft(6), commitments: { name: committed(erasable.name, erasable.salt) } },
      signerOf(1),
    );
    if (!appended.ok) throw new Error(appended.reason.code);
    const commitment = appended.entry.commitments.name ?? "";
    expect(residents.filter((name) => opensTo(commitment, name, erasable.salt))).toEqual(["resident 321"]);

    erasable.salt = new Uint8Array(SALT_BYTES);
    expect(residents.filter((name) => opensTo(commitment, name, erasable.salt))).toEqual([]);
    const tree = new MerkleTree();
    for (const line of [...log.entries, appended.line]) {
      const read = readEntryLine(line);
      if (read.ok) tree.append(read.leafHash);
    }
    const proof = tree.inclusionProof(5);
    if (!proof.ok) throw new Error(proof.reason.code);
    expect(
      verifyInclusion({
        leafIndex: 5,
        leafHash: appended.leafHash,
        treeSize: appended.head.size,
        root: appended.head.root,
        proof: proof.proof,
      }),
    ).toEqual({ ok: true });
  });
});
