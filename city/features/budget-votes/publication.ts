import {
  canonicalJson,
  hashLeaf,
  isJsonObject,
  MerkleTree,
  parseCanonical,
  toHex,
  utf8,
} from "@husting/openness";
import { type BallotRules, type Choices, readBallot } from "./ballot.ts";

/** A ballot as it is published: what was chosen, and random signs by which whoever cast it finds it. */
export interface AnonymousBallot {
  readonly choices: Choices;
  /** 32 hexadecimal digits. */
  readonly nonce: string;
}

export interface Publication {
  /** A line a ballot, in the order of their hashes. */
  readonly text: string;
  /** Of the Merkle tree over the lines (RFC 6962). */
  readonly root: string;
}

const NONCE = /^[0-9a-f]{32}$/;

export function isNonce(value: unknown): value is string {
  return typeof value === "string" && NONCE.test(value);
}

export function ballotLine({ choices, nonce }: AnonymousBallot): string {
  return canonicalJson({ choices: { ...choices }, nonce });
}

/** The hash under which a ballot stands in the published list. */
export function receiptOf(ballot: AnonymousBallot): string {
  return receiptOfLine(ballotLine(ballot));
}

/** The same of a ballot's line. */
export function receiptOfLine(line: string): string {
  return toHex(hashLeaf(utf8(line)));
}

/** Puts ballots in the order of their hashes: in which order they came ends here. */
export function publish(ballots: readonly AnonymousBallot[]): Publication {
  const hashed = ballots.map((ballot) => {
    const line = ballotLine(ballot);
    const hash = hashLeaf(utf8(line));
    return { line, hash, hex: toHex(hash) };
  });
  hashed.sort((a, b) => (a.hex < b.hex ? -1 : a.hex > b.hex ? 1 : 0));
  const tree = new MerkleTree();
  for (const { hash } of hashed) tree.append(hash);
  return { text: hashed.map(({ line }) => `${line}\n`).join(""), root: rootOf(tree) };
}

export type PublicationFault =
  | { readonly code: "line-malformed"; readonly line: number }
  | { readonly code: "ballot-not-allowed"; readonly line: number }
  | { readonly code: "order-broken"; readonly line: number }
  | { readonly code: "last-line-cut" }
  | { readonly code: "root-differs"; readonly have: string };

export type CheckedPublication =
  | { readonly ok: true; readonly ballots: readonly AnonymousBallot[] }
  | { readonly ok: false; readonly fault: PublicationFault };

/** Checks published ballots against their root and the rules, and gives them. */
export function checkPublication(text: string, root: string, rules: BallotRules): CheckedPublication {
  const fail = (fault: PublicationFault): CheckedPublication => ({ ok: false, fault });
  const lines = text.split("\n");
  if (lines.pop() !== "") return fail({ code: "last-line-cut" });
  const tree = new MerkleTree();
  const ballots: AnonymousBallot[] = [];
  let before = "";
  for (const [index, line] of lines.entries()) {
    const parsed = parseCanonical(line);
    const value = parsed.ok ? parsed.value : null;
    if (value === null || !isJsonObject(value) || !isNonce(value.nonce))
      return fail({ code: "line-malformed", line: index + 1 });
    const read = readBallot(rules, value.choices);
    if (!read.ok) return fail({ code: "ballot-not-allowed", line: index + 1 });
    const ballot = { choices: read.choices, nonce: value.nonce };
    if (ballotLine(ballot) !== line) return fail({ code: "line-malformed", line: index + 1 });
    const hash = hashLeaf(utf8(line));
    const hex = toHex(hash);
    if (hex < before) return fail({ code: "order-broken", line: index + 1 });
    before = hex;
    tree.append(hash);
    ballots.push(ballot);
  }
  const have = rootOf(tree);
  return have === root ? { ok: true, ballots } : fail({ code: "root-differs", have });
}

export interface InclusionProof {
  /** From 0. */
  readonly leafIndex: number;
  readonly leafHash: string;
  readonly treeSize: number;
  readonly root: string;
  readonly proof: readonly string[];
  /** The ballot as it is published. */
  readonly line: string;
}

/** The tree over a published list, with the place of each ballot by its receipt. */
interface PublishedTree {
  readonly tree: MerkleTree;
  readonly lines: readonly string[];
  readonly placeOf: ReadonlyMap<string, number>;
}

/** So many lists are looked up in at a time at most; another one is put together again. */
const MOST_TREES = 4;
const trees = new Map<string, PublishedTree>();

/** Proves that a ballot is among the published, under their root; undefined where none has this receipt. */
export function proveInclusion(text: string, root: string, receipt: string): InclusionProof | undefined {
  const published = treeOver(text, root);
  const leafIndex = published?.placeOf.get(receipt);
  if (published === undefined || leafIndex === undefined) return undefined;
  const { tree, lines } = published;
  const proof = tree.inclusionProof(leafIndex);
  if (!proof.ok) return undefined;
  const treeSize = tree.size;
  return { leafIndex, leafHash: receipt, treeSize, root, proof: proof.proof, line: lines[leafIndex]! };
}

function treeOver(text: string, root: string): PublishedTree | undefined {
  const known = trees.get(root);
  if (known !== undefined) return known;
  const lines = text.split("\n").slice(0, -1);
  const tree = new MerkleTree();
  const placeOf = new Map<string, number>();
  for (const [place, line] of lines.entries()) {
    const hash = hashLeaf(utf8(line));
    tree.append(hash);
    placeOf.set(toHex(hash), place);
  }
  // What does not fit its root any more proves nothing.
  if (rootOf(tree) !== root) return undefined;
  const published = { tree, lines, placeOf };
  const [oldest] = trees.keys();
  if (trees.size >= MOST_TREES && oldest !== undefined) trees.delete(oldest);
  trees.set(root, published);
  return published;
}

function rootOf(tree: MerkleTree): string {
  const root = tree.root();
  if (!root.ok) throw new Error(root.reason.code);
  return root.root;
}
