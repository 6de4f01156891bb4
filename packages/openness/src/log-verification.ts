import { toHex } from "./hash.ts";
import type { PublicKeyJwk } from "./keys.ts";
import type { Lines, RawLine } from "./lines.ts";
import { readEntryLine } from "./log-entry.ts";
import type { EntryFault, FaultPlace, HeadFault, LocatedFault, LogFault } from "./log-fault.ts";
import { readHeadLine, type SignedHead } from "./log-head.ts";
import { type FrontierState, MerkleFrontier } from "./merkle.ts";
import { type SignatureCheck, type TrustedKeys, trustKeys } from "./signature.ts";
import { readTestimonies, type Testimony } from "./testimony.ts";

/** Where a verification came to: what has to be known of the entries before in order to go on with those after. */
export type LogCheckpoint = {
  readonly city: string | null;
  /** The growing edge of the tree over the entries that fit; its size is their number. */
  readonly frontier: FrontierState;
  /** Instants of the last entry and of the last head. */
  readonly entryAt: string | null;
  readonly headAt: string | null;
};

/** A log as it is stored, and whom the reader trusts. */
export type LogMaterial = {
  /** One line per entry, exactly as stored. */
  readonly entries: Lines;
  /** One line per signed head, exactly as stored; the n-th head signs for the first n entries. */
  readonly heads: Lines;
  /** The city's public keys, had from elsewhere and compared (`fingerprint`): no log can vouch for its own keys. */
  readonly publicKeys: readonly PublicKeyJwk[];
  /** The city whose log this should be; by default the one its first head names. */
  readonly city?: string;
  /**
   * Goes on after entries that the reader has verified before: `entries` and `heads` then begin with the one after, and heads that
   * others co-signed before are not asked for again.
   * @throws RangeError when its frontier is none.
   */
  readonly after?: LogCheckpoint;
  /** Heads co-signed by others (`coSignHead`), one line each, in any order. */
  readonly witnessedHeads?: Lines;
  /** Public keys of those others; none of them may be the city's own. */
  readonly witnessKeys?: readonly PublicKeyJwk[];
};

/** What verifying a log found. */
export type Verification =
  | {
      readonly ok: true;
      /** Null when the log is empty and the caller named no city. */
      readonly city: string | null;
      /** Number of entries. An empty log holds: whether it should be empty only a witness can tell. */
      readonly size: number;
      /** Root over all entries, in hexadecimal. */
      readonly root: string;
      /** Instant of the last entry. */
      readonly lastAt: string | null;
      /** The heads of others that this log agrees with, smallest first. */
      readonly witnessed: readonly { readonly size: number; readonly keyId: string; readonly at: string }[];
      /** From where a later verification can go on. */
      readonly checkpoint: LogCheckpoint;
    }
  | {
      readonly ok: false;
      readonly where: FaultPlace;
      readonly reason: LogFault;
      /** Number of entries before the fault that fit, each with its head. */
      readonly intact: number;
    };

/** So many signatures are checked at a time: on other threads where the platform can, and in bounded memory. */
const windowSize = 256;

/**
 * Verifies a whole log from its stored lines: every line canonical, the sequence without gap, time never backwards,
 * every entry under a head of its own whose root is that of the entries up to it, every signature by a trusted key, and
 * agreement with the heads that others co-signed. Names the first entry or head that does not fit, and why.
 *
 * It finds every change made without the city's key. A city that rewrites its log and signs it anew is found by a head
 * that somebody else kept (`witnessedHeads`) and by nothing else; so is a log cut off at its end.
 * @throws whatever the iterables throw.
 */
export async function verifyLog(material: LogMaterial): Promise<Verification> {
  const cityKeys = await trustKeys(material.publicKeys);
  if (!cityKeys.ok) {
    return { ok: false, where: { kind: "key", of: "city" }, reason: cityKeys.reason, intact: 0 };
  }
  const witnesses = await readTestimonies(
    material.witnessedHeads ?? [],
    material.witnessKeys ?? [],
    cityKeys.keys,
  );
  if (!witnesses.ok) return { ok: false, ...witnesses.fault, intact: 0 };
  const { after = START } = material;
  const unheard = witnesses.testimonies.filter(({ head }) => head.size > after.frontier.size);
  const walk = new LogWalk({ ...after, city: material.city ?? after.city }, unheard);
  const entries = iteratorOf(material.entries);
  const heads = iteratorOf(material.heads);
  try {
    for (;;) {
      const window = await readWindow(entries, heads, cityKeys.keys);
      for (const step of window) {
        const fault = walk.take(step);
        if (fault !== undefined) return { ok: false, ...fault, intact: walk.intact };
      }
      if (window.length < windowSize) return walk.end();
    }
  } finally {
    await entries.return?.();
    await heads.return?.();
  }
}

const START: LogCheckpoint = {
  city: null,
  frontier: new MerkleFrontier().toJSON(),
  entryAt: null,
  headAt: null,
};

type HeadRead = { ok: true; head: SignedHead } | { ok: false; reason: HeadFault };

/** An entry and the head that should sign for it; undefined where the lines have ended. */
type Step = { readonly entry: RawLine | undefined; readonly head: HeadRead | undefined };

type LineIterator = Iterator<RawLine> | AsyncIterator<RawLine>;

function iteratorOf(lines: Lines): LineIterator {
  return Symbol.asyncIterator in lines ? lines[Symbol.asyncIterator]() : lines[Symbol.iterator]();
}

async function readWindow(entries: LineIterator, heads: LineIterator, keys: TrustedKeys): Promise<Step[]> {
  const pairs: { entry: RawLine | undefined; head: Promise<HeadRead> | undefined }[] = [];
  while (pairs.length < windowSize) {
    const entry = await entries.next();
    const head = await heads.next();
    if (entry.done && head.done) break;
    pairs.push({
      entry: entry.done ? undefined : entry.value,
      head: head.done ? undefined : readAndCheckHead(head.value, keys),
    });
  }
  return Promise.all(pairs.map(async ({ entry, head }) => ({ entry, head: await head })));
}

async function readAndCheckHead(line: RawLine, keys: TrustedKeys): Promise<HeadRead> {
  const read = readHeadLine(line);
  if (!read.ok) return read;
  const signature: SignatureCheck = await keys.check(read.head);
  return signature.ok ? read : signature;
}

/** Goes along the log entry by entry and remembers what the next one has to continue. */
class LogWalk {
  #city: string | null;
  #intact: number;
  readonly #frontier: MerkleFrontier;
  #root: string;
  #entryAt: string | null;
  #headAt: string | null;
  readonly #testimonies: readonly Testimony[];
  /** Number of testimonies that the log has been found to agree with. */
  #agreed = 0;

  constructor({ city, frontier, entryAt, headAt }: LogCheckpoint, testimonies: readonly Testimony[]) {
    const restored = MerkleFrontier.restore(frontier);
    if (!restored.ok) throw new RangeError(`No log goes on from here: ${restored.reason.code}`);
    this.#city = city;
    this.#frontier = restored.frontier;
    this.#intact = restored.frontier.size;
    this.#root = toHex(this.#frontier.root());
    this.#entryAt = entryAt;
    this.#headAt = headAt;
    this.#testimonies = testimonies;
  }

  /** Number of entries that fit, each with its head. */
  get intact(): number {
    return this.#intact;
  }

  /** Takes the next entry with its head, and gives the first thing about them that does not fit. */
  take(step: Step): LocatedFault | undefined {
    const sequence = this.#intact + 1;
    const entryFault = step.entry === undefined ? undefined : this.#takeEntry(step.entry, sequence);
    if (entryFault !== undefined) return entryPlace(sequence, entryFault);
    if (step.head === undefined) return entryPlace(sequence, { code: "head-missing" });
    if (!step.head.ok) return headPlace(sequence, step.head.reason);
    if (step.entry === undefined) return entryPlace(sequence, { code: "entry-missing" });
    const { head } = step.head;
    const headFault = this.#takeHead(head, sequence);
    if (headFault !== undefined) return headPlace(sequence, headFault);
    if (head.root !== this.#root) {
      return entryPlace(sequence, { code: "root-differs", signedRoot: head.root, root: this.#root });
    }
    this.#intact = sequence;
    return this.#hearTestimonies(sequence);
  }

  /** The verdict once all entries and heads have been taken. */
  end(): Verification {
    const unheard = this.#testimonies[this.#agreed];
    if (unheard !== undefined) {
      const where = { kind: "witnessed-head", line: unheard.line } as const;
      const reason = this.#otherCity(unheard) ?? {
        code: "entries-missing-since-witnessed",
        witnessedSize: unheard.head.size,
        size: this.#intact,
      };
      return { ok: false, where, reason, intact: this.#intact };
    }
    return {
      ok: true,
      city: this.#city,
      size: this.#intact,
      root: this.#root,
      lastAt: this.#entryAt,
      witnessed: this.#testimonies.map(({ head, witnessKeyId, witnessedAt }) => ({
        size: head.size,
        keyId: witnessKeyId,
        at: witnessedAt,
      })),
      checkpoint: {
        city: this.#city,
        frontier: this.#frontier.toJSON(),
        entryAt: this.#entryAt,
        headAt: this.#headAt,
      },
    };
  }

  #takeEntry(line: RawLine, sequence: number): EntryFault | undefined {
    const read = readEntryLine(line);
    if (!read.ok) return read.reason;
    const { entry, leafHash } = read;
    if (entry.sequence !== sequence) {
      return { code: "sequence-differs", expected: sequence, found: entry.sequence };
    }
    if (this.#entryAt !== null && entry.at < this.#entryAt) {
      return { code: "time-runs-backwards", previousAt: this.#entryAt, at: entry.at };
    }
    this.#entryAt = entry.at;
    this.#frontier.append(leafHash);
    this.#root = toHex(this.#frontier.root());
    return undefined;
  }

  /** Everything about a head but its root: where the root differs it is the entry that is not the one signed for. */
  #takeHead(head: SignedHead, sequence: number): HeadFault | undefined {
    this.#city ??= head.city;
    if (head.city !== this.#city) return { code: "city-differs", expected: this.#city, found: head.city };
    if (head.size !== sequence) return { code: "size-differs", expected: sequence, found: head.size };
    if (head.root !== this.#root) return undefined;
    if (this.#headAt !== null && head.at < this.#headAt) {
      return { code: "time-runs-backwards", previousAt: this.#headAt, at: head.at };
    }
    if (this.#entryAt !== null && head.at < this.#entryAt) {
      return { code: "before-its-entry", entryAt: this.#entryAt, at: head.at };
    }
    this.#headAt = head.at;
    return undefined;
  }

  #hearTestimonies(size: number): LocatedFault | undefined {
    for (;;) {
      const testimony = this.#testimonies[this.#agreed];
      if (testimony === undefined || testimony.head.size !== size) return undefined;
      const where = { kind: "witnessed-head", line: testimony.line } as const;
      const otherCity = this.#otherCity(testimony);
      if (otherCity !== undefined) return { where, reason: otherCity };
      if (testimony.head.root !== this.#root) {
        const from = (this.#testimonies[this.#agreed - 1]?.head.size ?? 0) + 1;
        const reason = {
          code: "history-rewritten",
          size,
          witnessedRoot: testimony.head.root,
          root: this.#root,
          firstChanged: { from, to: size },
        } as const;
        return { where, reason };
      }
      this.#agreed += 1;
    }
  }

  #otherCity(testimony: Testimony): LogFault | undefined {
    if (this.#city === null || testimony.head.city === this.#city) return undefined;
    return { code: "city-differs", expected: this.#city, found: testimony.head.city };
  }
}

function entryPlace(sequence: number, reason: EntryFault): LocatedFault {
  return { where: { kind: "entry", sequence, line: sequence }, reason };
}

function headPlace(sequence: number, reason: HeadFault): LocatedFault {
  return { where: { kind: "head", sequence, line: sequence }, reason };
}
