import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex, sha256, toHex, utf8 } from "./hash.ts";
import { EMPTY_ROOT, hashLeaf, hashNode, MerkleFrontier } from "./merkle.ts";
import { verifyConsistency, verifyInclusion } from "./merkle-proof.ts";
import { MerkleTree, type ProofResult } from "./merkle-tree.ts";

function treeOf(leafHashes: readonly Uint8Array[]): MerkleTree {
  const tree = new MerkleTree();
  for (const leafHash of leafHashes) tree.append(leafHash);
  return tree;
}

function bytesOf(hex: string): Uint8Array {
  return fromHex(hex) ?? new Uint8Array(0);
}

function proofOf(result: ProofResult): readonly string[] {
  if (!result.ok) throw new Error(result.reason.code);
  return result.proof;
}

function rootOf(tree: MerkleTree, size: number): string {
  const result = tree.root(size);
  if (!result.ok) throw new Error(result.reason.code);
  return result.root;
}

/** The definition of RFC 6962 §2.1, word for word. */
function definedRoot(leafHashes: readonly Uint8Array[]): Uint8Array {
  const [only] = leafHashes;
  if (only === undefined) return sha256(new Uint8Array(0));
  if (leafHashes.length === 1) return only;
  let left = 1;
  while (left * 2 < leafHashes.length) left *= 2;
  return hashNode(definedRoot(leafHashes.slice(0, left)), definedRoot(leafHashes.slice(left)));
}

const largest = 300;
const leafHashes = Array.from({ length: largest }, (_, index) => hashLeaf(utf8(`entry ${index}`)));
const leafHexes = leafHashes.map(toHex);
const definedRoots = Array.from({ length: largest + 1 }, (_, size) =>
  toHex(definedRoot(leafHashes.slice(0, size))),
);
const tree = treeOf(leafHashes);

describe("every tree up to 300 leaves", () => {
  it("a tree and a frontier have the root that RFC 6962 defines, at every size", () => {
    const frontier = new MerkleFrontier();
    expect(toHex(frontier.root())).toBe(definedRoots[0]);
    for (let size = 0; size <= largest; size += 1) {
      expect(rootOf(tree, size)).toBe(definedRoots[size]);
      expect(toHex(frontier.root())).toBe(definedRoots[size]);
      const leafHash = leafHashes[size];
      if (leafHash !== undefined) frontier.append(leafHash);
    }
  });

  it("a frontier that was stored and restored goes on as if it had not been", () => {
    let state = new MerkleFrontier().toJSON();
    for (const [index, leafHash] of leafHashes.entries()) {
      const restored = MerkleFrontier.restore(JSON.parse(JSON.stringify(state)));
      if (!restored.ok) throw new Error(restored.reason.code);
      restored.frontier.append(leafHash);
      expect(toHex(restored.frontier.root())).toBe(definedRoots[index + 1]);
      state = restored.frontier.toJSON();
    }
    expect(state.peaks.length).toBeLessThanOrEqual(Math.log2(largest) + 1);
  });

  it("every leaf is proven to be in every tree that holds it, and no other leaf in its place", () => {
    const wrong: unknown[] = [];
    for (let treeSize = 1; treeSize <= largest; treeSize += 1) {
      const root = definedRoots[treeSize] ?? "";
      for (let leafIndex = 0; leafIndex < treeSize; leafIndex += 1) {
        const proof = proofOf(tree.inclusionProof(leafIndex, treeSize));
        const claim = { leafIndex, leafHash: leafHexes[leafIndex] ?? "", treeSize, root, proof };
        if (!verifyInclusion(claim).ok) wrong.push(claim);
        const other = leafHexes[(leafIndex + 1) % largest] ?? "";
        if (leafIndex % 7 === 0 && verifyInclusion({ ...claim, leafHash: other }).ok) wrong.push(claim);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("every tree is proven to extend every smaller one, and no other root in its place", () => {
    const wrong: unknown[] = [];
    const foreign = "ab".repeat(32);
    for (let newSize = 0; newSize <= largest; newSize += 1) {
      const newRoot = definedRoots[newSize] ?? "";
      for (let oldSize = 0; oldSize <= newSize; oldSize += 1) {
        const proof = proofOf(tree.consistencyProof(oldSize, newSize));
        const claim = { oldSize, oldRoot: definedRoots[oldSize] ?? "", newSize, newRoot, proof };
        if (!verifyConsistency(claim).ok) wrong.push(claim);
        if (oldSize % 7 !== 1) continue;
        if (verifyConsistency({ ...claim, oldRoot: foreign }).ok) wrong.push(claim);
        if (verifyConsistency({ ...claim, newRoot: foreign }).ok) wrong.push(claim);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("a proof that was changed", () => {
  const sizes = fc.tuple(fc.integer({ min: 1, max: largest }), fc.integer({ min: 1, max: largest }));

  /** Each way in which one hash of a list can be lost, added, flipped in one bit or put elsewhere. */
  function changesOf(proof: readonly string[], at: number, bit: number): string[][] {
    const spare = "cd".repeat(32);
    const index = proof.length === 0 ? 0 : at % proof.length;
    const flipped = bytesOf(proof[index] ?? "");
    const byte = bit >> 3;
    if (flipped.length > 0) flipped[byte] = (flipped[byte] ?? 0) ^ (1 << (bit & 7));
    return [
      [...proof, spare],
      [spare, ...proof],
      proof.toSpliced(index, 0, spare),
      proof.toSpliced(index, 1, toHex(flipped)),
      proof.toSpliced(index, 1),
      proof.slice(0, -1),
      proof.toReversed(),
    ].filter((changed) => changed.join() !== proof.join());
  }

  it("never proves a leaf to be there", () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(255), ([a, b], at, bit) => {
        const treeSize = Math.max(a, b);
        const leafIndex = Math.min(a, b) - 1;
        const leafHash = toHex(leafHashes[leafIndex] ?? EMPTY_ROOT);
        const root = definedRoots[treeSize] ?? "";
        for (const proof of changesOf(proofOf(tree.inclusionProof(leafIndex, treeSize)), at, bit)) {
          expect(verifyInclusion({ leafIndex, leafHash, treeSize, root, proof }).ok).toBe(false);
        }
      }),
    );
  });

  it("never proves a tree to extend another", () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(255), ([a, b], at, bit) => {
        const [oldSize, newSize] = a < b ? [a, b] : [b, a];
        const [oldRoot = "", newRoot = ""] = [definedRoots[oldSize], definedRoots[newSize]];
        for (const proof of changesOf(proofOf(tree.consistencyProof(oldSize, newSize)), at, bit)) {
          expect(verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof }).ok).toBe(false);
        }
      }),
    );
  });

  it("a tree in which one old leaf was rewritten extends no tree that held the leaf", () => {
    fc.assert(
      fc.property(sizes, fc.nat(), ([a, b], at) => {
        const [oldSize, newSize] = a < b ? [a, b] : [b, a];
        const rewritten = treeOf(
          leafHashes.slice(0, newSize).with(at % oldSize, hashLeaf(utf8("another entry"))),
        );
        const proof = proofOf(rewritten.consistencyProof(oldSize, newSize));
        const oldRoot = definedRoots[oldSize] ?? "";
        const newRoot = rootOf(rewritten, newSize);
        expect(verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof }).ok).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it("proves nothing at a size or place that cannot be", () => {
    const root = definedRoots[4] ?? "";
    const leafHash = toHex(leafHashes[0] ?? EMPTY_ROOT);
    const proof = proofOf(tree.inclusionProof(0, 4));
    for (const [leafIndex, treeSize] of [
      [4, 4],
      [-1, 4],
      [0.5, 4],
      [0, 0],
      [0, Number.NaN],
    ] as const) {
      expect(verifyInclusion({ leafIndex, leafHash, treeSize, root, proof })).toEqual({
        ok: false,
        reason: { code: "impossible-sizes" },
      });
    }
    expect(verifyConsistency({ oldSize: 5, oldRoot: root, newSize: 4, newRoot: root, proof: [] })).toEqual({
      ok: false,
      reason: { code: "impossible-sizes" },
    });
    expect(verifyConsistency({ oldSize: 0, oldRoot: root, newSize: 4, newRoot: root, proof: [] })).toEqual({
      ok: false,
      reason: { code: "old-root-differs" },
    });
    expect(verifyInclusion({ leafIndex: 0, leafHash, treeSize: 4, root, proof: ["zz"] })).toEqual({
      ok: false,
      reason: { code: "not-a-hash" },
    });
  });
});

describe("what a tree has not got", () => {
  it("it cannot prove, and says so", () => {
    const small = treeOf(leafHashes.slice(0, 5));
    expect(small.root(6)).toEqual({ ok: false, reason: { code: "size-not-in-tree", size: 6, treeSize: 5 } });
    expect(small.inclusionProof(5)).toEqual({
      ok: false,
      reason: { code: "leaf-not-in-tree", leafIndex: 5, treeSize: 5 },
    });
    expect(small.inclusionProof(0, 6)).toMatchObject({ reason: { code: "size-not-in-tree" } });
    expect(small.consistencyProof(4, 3)).toMatchObject({ reason: { code: "size-not-in-tree", size: 4 } });
    expect(small.consistencyProof(-1)).toMatchObject({ reason: { code: "size-not-in-tree", size: -1 } });
  });

  it("a stored frontier that cannot be one is refused", () => {
    const peak = "ab".repeat(32);
    expect(MerkleFrontier.restore({ size: -1, peaks: [] })).toMatchObject({
      reason: { code: "frontier-size" },
    });
    expect(MerkleFrontier.restore({ size: 3, peaks: [peak] })).toEqual({
      ok: false,
      reason: { code: "frontier-peaks", have: 1, need: 2 },
    });
    expect(MerkleFrontier.restore({ size: 3, peaks: [peak, peak.toUpperCase()] })).toEqual({
      ok: false,
      reason: { code: "frontier-hash", index: 1 },
    });
  });
});
