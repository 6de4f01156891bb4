import { fromHex, HASH_BYTES, sha256, toHex } from "./hash.ts";

const leafPrefix = Uint8Array.of(0x00);
const nodePrefix = Uint8Array.of(0x01);

/** Root of the tree that has no leaves: the hash of nothing (RFC 6962 §2.1). */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array(0));

/** Hash of one leaf's data: `SHA-256(0x00 || data)` (RFC 6962 §2.1). */
export function hashLeaf(data: Uint8Array): Uint8Array {
  return sha256(leafPrefix, data);
}

/** Hash of two subtrees under one node: `SHA-256(0x01 || left || right)` (RFC 6962 §2.1). */
export function hashNode(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(nodePrefix, left, right);
}

/** What has to be kept of a tree in order to go on appending: one hash per one-bit of its size. */
export type FrontierState = {
  /** Number of leaves. */
  readonly size: number;
  /** Roots of the complete subtrees, largest (leftmost) first, in hexadecimal. */
  readonly peaks: readonly string[];
};

/** Why a stored frontier cannot be one. */
export type FrontierFault =
  | { code: "frontier-size"; size: number }
  | { code: "frontier-peaks"; have: number; need: number }
  | { code: "frontier-hash"; index: number };

/**
 * The growing edge of an RFC 6962 Merkle tree: appends a leaf and tells the root while remembering only the roots of
 * the complete subtrees, O(log n) of them.
 */
export class MerkleFrontier {
  #size = 0;
  /** Roots of the complete subtrees, largest first; one per one-bit of the size. */
  #peaks: Uint8Array[] = [];

  /** The frontier that `toJSON` once gave. */
  static restore(
    state: FrontierState,
  ): { ok: true; frontier: MerkleFrontier } | { ok: false; reason: FrontierFault } {
    if (!Number.isSafeInteger(state.size) || state.size < 0) {
      return { ok: false, reason: { code: "frontier-size", size: state.size } };
    }
    const need = onesOf(state.size);
    if (state.peaks.length !== need) {
      return { ok: false, reason: { code: "frontier-peaks", have: state.peaks.length, need } };
    }
    const frontier = new MerkleFrontier();
    frontier.#size = state.size;
    for (const [index, hex] of state.peaks.entries()) {
      const peak = fromHex(hex);
      if (peak?.length !== HASH_BYTES) return { ok: false, reason: { code: "frontier-hash", index } };
      frontier.#peaks.push(peak);
    }
    return { ok: true, frontier };
  }

  /** Number of leaves appended so far. */
  get size(): number {
    return this.#size;
  }

  /** Appends one leaf, given by its leaf hash (`hashLeaf`). */
  append(leafHash: Uint8Array): void {
    let subtree = leafHash;
    // Each trailing one-bit of the size is a complete subtree as large as the one being carried: they merge.
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = this.#peaks.pop();
      if (left === undefined) break;
      subtree = hashNode(left, subtree);
    }
    this.#peaks.push(subtree);
    this.#size += 1;
  }

  /** Root over all leaves so far (RFC 6962 §2.1); `EMPTY_ROOT` when there are none. */
  root(): Uint8Array {
    let root = this.#peaks.at(-1) ?? EMPTY_ROOT;
    for (let index = this.#peaks.length - 2; index >= 0; index -= 1) {
      const left = this.#peaks[index];
      if (left !== undefined) root = hashNode(left, root);
    }
    return root;
  }

  /** State to store, from which `restore` goes on. */
  toJSON(): FrontierState {
    return { size: this.#size, peaks: this.#peaks.map(toHex) };
  }
}

function onesOf(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}
