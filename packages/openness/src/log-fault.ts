import type { KeyFault } from "./keys.ts";
import type { EntryLineFault } from "./log-entry.ts";
import type { HeadLineFault } from "./log-head.ts";
import type { SignatureFault } from "./signature.ts";
import type { WitnessLineFault } from "./witness.ts";

/** Where the first thing stands that does not fit. Lines and sequences count from 1. */
export type FaultPlace =
  | { kind: "entry"; sequence: number; line: number }
  | { kind: "head"; sequence: number; line: number }
  | { kind: "witnessed-head"; line: number }
  | { kind: "key"; of: "city" | "witness" };

/** Why an entry does not fit. */
export type EntryFault =
  | EntryLineFault
  | { code: "sequence-differs"; expected: number; found: number }
  | { code: "time-runs-backwards"; previousAt: string; at: string }
  /** The entries before fit, and the city signed another root with this one: it is not the entry the city signed. */
  | { code: "root-differs"; signedRoot: string; root: string }
  /** A head signs for an entry that is not there. */
  | { code: "entry-missing" }
  /** The entry is there, and no head signs for it. */
  | { code: "head-missing" };

/** Why a head does not fit. */
export type HeadFault =
  | HeadLineFault
  | SignatureFault
  | { code: "city-differs"; expected: string; found: string }
  | { code: "size-differs"; expected: number; found: number }
  | { code: "time-runs-backwards"; previousAt: string; at: string }
  | { code: "before-its-entry"; entryAt: string; at: string };

/** Why a log and a head that somebody else co-signed do not go together. */
export type WitnessFault =
  | WitnessLineFault
  | SignatureFault
  /** One of the city's own keys is given as a witness's: nobody bears witness for himself. */
  | { code: "witness-is-the-city"; keyId: string }
  /** The head that was witnessed is not signed by any of the city's keys given. */
  | { code: "witnessed-head-not-by-city"; keyId: string }
  | { code: "city-differs"; expected: string; found: string }
  /**
   * The city signed one root before the witness and another one now, for the same size. The first entry that is not
   * the one witnessed is one of `firstChanged.from` … `firstChanged.to`; earlier ones agree with an earlier witness.
   */
  | {
      code: "history-rewritten";
      size: number;
      witnessedRoot: string;
      root: string;
      firstChanged: { from: number; to: number };
    }
  /** The witness saw more entries than there are now. */
  | { code: "entries-missing-since-witnessed"; witnessedSize: number; size: number };

/** Why a log does not hold. */
export type LogFault = EntryFault | HeadFault | WitnessFault | KeyFault;

/** The first thing that does not fit, where it stands and why. */
export type LocatedFault = { readonly where: FaultPlace; readonly reason: LogFault };
