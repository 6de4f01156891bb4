import { isJsonObject, type JsonObject, type JsonValue } from "./canonical.ts";
import { isHashHex } from "./hash.ts";
import { type LineFault, type RawLine, readCanonicalLine } from "./lines.ts";
import { hashLeaf } from "./merkle.ts";
import {
  exactly,
  isHashRecord,
  isInstantText,
  isPositiveCount,
  matching,
  misfit,
  ofShape,
  type Shape,
} from "./shape.ts";

/** Who acted: the role in clear, the person (if a person acted) only as a commitment. */
export type Actor = {
  /** A role's name, such as `energy-adviser`. */
  readonly role: string;
  /** Commitment (hexadecimal, see `commitTo`) to who it was; null when the node itself acted. */
  readonly commitment: string | null;
};

/**
 * One civic act. Its leaf in the Merkle tree is its canonical JSON, byte for byte as stored. What it says in clear is
 * public for ever: names and texts stand here only as commitments.
 */
export type LogEntry = {
  readonly version: 1;
  /** From 1, without a gap: the n-th entry is the last of the tree of size n, and stands on line n. */
  readonly sequence: number;
  /** UTC instant with milliseconds, `2026-03-29T00:59:59.999Z`; never before the entry before it. */
  readonly at: string;
  /** What was done, as `thing.verb` in lower case, such as `measure.registered`. */
  readonly act: string;
  readonly actor: Actor;
  /** Stable identifier of what it was done to, such as `measure/0198c4`. */
  readonly subject: string;
  /** What everyone may read. */
  readonly facts: JsonObject;
  /** Commitments (hexadecimal, see `commitTo`) to what lies in erasable rows, by the name of what they commit to. */
  readonly commitments: { readonly [name: string]: string };
};

/** What the caller says of an entry; the log adds version and sequence. */
export type EntryDraft = Omit<LogEntry, "version" | "sequence">;

/** Why a stored line is not an entry. `member` names the first member that does not fit, "" when it is no object. */
export type EntryLineFault = LineFault | { code: "entry-malformed"; member: string };

const actorShape = {
  role: matching(/^[a-z][a-z0-9-]*$/),
  commitment: (value) => value === null || isHashHex(value),
} satisfies Shape;

const entryShape = {
  version: exactly(1),
  sequence: isPositiveCount,
  at: isInstantText,
  act: matching(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/),
  actor: ofShape(actorShape),
  subject: matching(/^[\w./:-]{1,200}$/),
  facts: isJsonObject,
  commitments: isHashRecord,
} satisfies { [Member in keyof LogEntry]: Shape[string] };

/** Reads a stored line as an entry, with its leaf hash (RFC 6962 §2.1, over the line's bytes). */
export function readEntryLine(
  line: RawLine,
): { ok: true; entry: LogEntry; leafHash: Uint8Array } | { ok: false; reason: EntryLineFault } {
  const read = readCanonicalLine(line);
  if (!read.ok) return read;
  const { value, bytes } = read;
  if (isLogEntry(value)) return { ok: true, entry: value, leafHash: hashLeaf(bytes) };
  return { ok: false, reason: { code: "entry-malformed", member: misfit(value, entryShape) ?? "" } };
}

function isLogEntry(value: JsonValue): value is LogEntry {
  return misfit(value, entryShape) === undefined;
}
