import { toHex } from "./hash.ts";
import { EMPTY_ROOT, hashNode } from "./merkle.ts";

/** Why a tree cannot prove what it was asked for. */
export type ProofRequestFault =
  | { code: "leaf-not-in-tree"; leafIndex: number; treeSize: number }
  | { code: "size-not-in-tree"; size: number; treeSize: number };

/** A proof: hashes in hexadecimal from the leaves towards the root, or why there is none. */
export type ProofResult = { ok: true; proof: readonly string[] } | { ok: false; reason: ProofRequestFault };

/**
 * An RFC 6962 Merkle tree that keeps the hash of every complete subtree (two hashes per leaf), and so tells the root
 * at any size it has ever had, and proves inclusion and consistency, in O(log n) hashes each.
 */
export class MerkleTree {
  /** `#levels[k][i]` is the root over the leaves `i·2^k` up to but not including `(i+1)·2^k`. */
  #levels: Uint8Array[][] = [[]];

  /** Number of leaves. */
  get size(): number {
    return this.#levels[0]?.length ?? 0;
  }

  /** Appends one leaf, given by its leaf hash (`hashLeaf`). */
  append(leafHash: Uint8Array): void {
    let subtree = leafHash;
    for (let level = 0; ; level += 1) {
      const row = this.#levels[level] ?? [];
      this.#levels[level] = row;
      row.push(subtree);
      const left = row.at(-2);
      if (row.length % 2 === 1 || left === undefined) return;
      subtree = hashNode(left, subtree);
    }
  }

  /** Root over the first `size` leaves, by default all (RFC 6962 §2.1). */
  root(size = this.size): { ok: true; root: string } | { ok: false; reason: ProofRequestFault } {
    if (!this.#hadSize(size)) return this.#sizeFault(size);
    return { ok: true, root: toHex(this.#rangeRoot(0, size)) };
  }

  /**
   * Audit path of the leaf at `leafIndex` (from 0) in the tree of the first `treeSize` leaves (RFC 6962 §2.1.1,
   * `PATH(m, D[n])`).
   */
  inclusionProof(leafIndex: number, treeSize = this.size): ProofResult {
    if (!this.#hadSize(treeSize)) return this.#sizeFault(treeSize);
    if (!Number.isSafeInteger(leafIndex) || leafIndex < 0 || leafIndex >= treeSize) {
      return { ok: false, reason: { code: "leaf-not-in-tree", leafIndex, treeSize } };
    }
    const siblings: Uint8Array[] = [];
    let start = 0;
    let end = treeSize;
    while (end - start > 1) {
      const middle = start + leftSize(end - start);
      if (leafIndex < middle) {
        siblings.push(this.#rangeRoot(middle, end));
        end = middle;
      } else {
        siblings.push(this.#rangeRoot(start, middle));
        start = middle;
      }
    }
    return { ok: true, proof: siblings.reverse().map(toHex) };
  }

  /**
   * Proof that the tree of the first `newSize` leaves extends the tree of the first `oldSize` (RFC 6962 §2.1.2,
   * `PROOF(m, D[n])`). Empty when the sizes are equal, and when the old tree was empty: everything extends nothing.
   */
  consistencyProof(oldSize: number, newSize = this.size): ProofResult {
    if (!this.#hadSize(newSize)) return this.#sizeFault(newSize);
    if (!Number.isSafeInteger(oldSize) || oldSize < 0 || oldSize > newSize) return this.#sizeFault(oldSize);
    if (oldSize === 0) return { ok: true, proof: [] };
    const hashes: Uint8Array[] = [];
    let start = 0;
    let end = newSize;
    while (end !== oldSize) {
      const middle = start + leftSize(end - start);
      if (oldSize <= middle) {
        hashes.push(this.#rangeRoot(middle, end));
        end = middle;
      } else {
        hashes.push(this.#rangeRoot(start, middle));
        start = middle;
      }
    }
    // A range that still begins at the first leaf is the whole old tree, whose root the verifier already has.
    if (start > 0) hashes.push(this.#rangeRoot(start, end));
    return { ok: true, proof: hashes.reverse().map(toHex) };
  }

  #hadSize(size: number): boolean {
    return Number.isSafeInteger(size) && size >= 0 && size <= this.size;
  }

  #sizeFault(size: number): { ok: false; reason: ProofRequestFault } {
    return { ok: false, reason: { code: "size-not-in-tree", size, treeSize: this.size } };
  }

  /** Root over the leaves from `start` up to but not including `end`; `start` is aligned as the recursion leaves it. */
  #rangeRoot(start: number, end: number): Uint8Array {
    const length = end - start;
    if (length === 0) return EMPTY_ROOT;
    const level = Math.log2(length);
    const kept = Number.isInteger(level) ? this.#levels[level]?.[start / length] : undefined;
    if (kept !== undefined) return kept;
    const middle = start + leftSize(length);
    return hashNode(this.#rangeRoot(start, middle), this.#rangeRoot(middle, end));
  }
}

/** Leaves under the left child of a tree of `length` > 1 leaves: the largest power of two below it (RFC 6962 §2.1). */
function leftSize(length: number): number {
  let size = 1;
  while (size * 2 < length) size *= 2;
  return size;
}
