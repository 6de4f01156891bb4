import { fromHex, HASH_BYTES, toHex } from "./hash.ts";
import { EMPTY_ROOT, hashNode } from "./merkle.ts";

/** Why a proof does not prove what it says. */
export type ProofFault =
  | { code: "impossible-sizes" }
  | { code: "not-a-hash" }
  | { code: "wrong-proof-length"; have: number }
  | { code: "old-root-differs" }
  | { code: "root-differs" };

/** Outcome of checking a proof. */
export type ProofCheck = { ok: true } | { ok: false; reason: ProofFault };

/** A claim that a leaf stands at an index of a tree. Hashes in hexadecimal, as they travel. */
export type InclusionClaim = {
  /** From 0. */
  readonly leafIndex: number;
  readonly leafHash: string;
  readonly treeSize: number;
  readonly root: string;
  /** Hashes from the leaf's sibling towards the root. */
  readonly proof: readonly string[];
};

/** A claim that one tree is the beginning of another. Hashes in hexadecimal, as they travel. */
export type ConsistencyClaim = {
  readonly oldSize: number;
  readonly oldRoot: string;
  readonly newSize: number;
  readonly newRoot: string;
  readonly proof: readonly string[];
};

/** Checks an RFC 6962 audit path, by the algorithm of RFC 9162 §2.1.3.2. */
export function verifyInclusion(claim: InclusionClaim): ProofCheck {
  const { leafIndex, treeSize } = claim;
  if (!isCount(leafIndex) || !isCount(treeSize) || leafIndex >= treeSize) return fault("impossible-sizes");
  const proof = hashesOf(claim.proof);
  const [leafHash] = hashesOf([claim.leafHash]) ?? [];
  if (proof === undefined || leafHash === undefined) return fault("not-a-hash");
  const walk = new Walk(leafIndex, treeSize - 1);
  let root = leafHash;
  for (const sibling of proof) {
    if (walk.atTop()) return wrongLength(proof);
    root = walk.siblingIsLeft() ? hashNode(sibling, root) : hashNode(root, sibling);
    walk.climb();
  }
  if (!walk.atTop()) return wrongLength(proof);
  return toHex(root) === claim.root ? { ok: true } : fault("root-differs");
}

/** Checks an RFC 6962 consistency proof, by the algorithm of RFC 9162 §2.1.4.2. */
export function verifyConsistency(claim: ConsistencyClaim): ProofCheck {
  const { oldSize, newSize, oldRoot, newRoot } = claim;
  if (!isCount(oldSize) || !isCount(newSize) || oldSize > newSize) return fault("impossible-sizes");
  const proof = hashesOf(claim.proof);
  const [oldRootHash] = hashesOf([oldRoot]) ?? [];
  if (proof === undefined || oldRootHash === undefined) return fault("not-a-hash");
  if (oldSize === newSize || oldSize === 0) {
    if (proof.length > 0) return wrongLength(proof);
    if (oldSize === 0 && oldRoot !== toHex(EMPTY_ROOT)) return fault("old-root-differs");
    return oldSize !== newSize || oldRoot === newRoot ? { ok: true } : fault("root-differs");
  }
  const walk = new Walk(oldSize - 1, newSize - 1);
  walk.skipOnes();
  // A complete old tree is itself the first node of the proof, and is not sent.
  const complete = walk.atLeftEdge();
  const first = complete ? oldRootHash : proof[0];
  if (first === undefined) return wrongLength(proof);
  let oldHash = first;
  let newHash = first;
  for (const sibling of complete ? proof : proof.slice(1)) {
    if (walk.atTop()) return wrongLength(proof);
    if (walk.siblingIsLeft()) {
      oldHash = hashNode(sibling, oldHash);
      newHash = hashNode(sibling, newHash);
    } else {
      newHash = hashNode(newHash, sibling);
    }
    walk.climb();
  }
  if (!walk.atTop()) return wrongLength(proof);
  if (toHex(oldHash) !== oldRoot) return fault("old-root-differs");
  return toHex(newHash) === newRoot ? { ok: true } : fault("root-differs");
}

/**
 * The way from a node up to the root: the node's index and the last index on its level. Arithmetic instead of bit
 * operators, which would end at 2^31 leaves.
 */
class Walk {
  #index: number;
  #last: number;

  constructor(index: number, last: number) {
    this.#index = index;
    this.#last = last;
  }

  atTop(): boolean {
    return this.#last === 0;
  }

  atLeftEdge(): boolean {
    return this.#index === 0;
  }

  siblingIsLeft(): boolean {
    return this.#index % 2 === 1 || this.#index === this.#last;
  }

  /** To the parent, past the levels on which a lone last node has no sibling. */
  climb(): void {
    if (this.siblingIsLeft()) {
      while (this.#index % 2 === 0 && this.#index !== 0) this.#up();
    }
    this.#up();
  }

  /** Up while the node is a right child. */
  skipOnes(): void {
    while (this.#index % 2 === 1) this.#up();
  }

  #up(): void {
    this.#index = Math.floor(this.#index / 2);
    this.#last = Math.floor(this.#last / 2);
  }
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function hashesOf(hexes: readonly string[]): Uint8Array[] | undefined {
  const hashes: Uint8Array[] = [];
  for (const hex of hexes) {
    const hash = fromHex(hex);
    if (hash?.length !== HASH_BYTES) return undefined;
    hashes.push(hash);
  }
  return hashes;
}

function fault(code: "impossible-sizes" | "not-a-hash" | "old-root-differs" | "root-differs"): ProofCheck {
  return { ok: false, reason: { code } };
}

function wrongLength(proof: readonly Uint8Array[]): ProofCheck {
  return { ok: false, reason: { code: "wrong-proof-length", have: proof.length } };
}
