import type { Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { Read, TextFault } from "./read-text.ts";

/** A form about bodies and who holds office, every field as it was written. */
export type SaidOffice = Readonly<Record<string, string>>;

export type OfficeFault =
  | TextFault
  | "date-malformed"
  | "address-malformed"
  | "days-malformed"
  /** The last day comes before the first. */
  | "dates-reversed"
  | "terms-overlap"
  /** A term lies outside the days on which its body stands, or an office outside its term. */
  | "outside-term"
  | "term-unknown"
  | "holder-unknown"
  | "side-unknown"
  | "seat-unknown"
  | "already-in-office"
  /** Somebody voted after the day on which the office is said to have ended. */
  | "voted-after"
  /** The body decided something after the day that is said to be its last. */
  | "decided-after"
  | "successor-unknown"
  | "already-dissolved"
  | "name-taken";

export interface OfficeRefusal {
  readonly field: string;
  readonly code: OfficeFault;
}

/** Ends an attempt within its transaction, which leaves nothing then; it goes no further than `attempt`. */
export class Refused extends Error {
  readonly refusal: OfficeRefusal;
  constructor(field: string, code: OfficeFault) {
    super(code);
    this.refusal = { field, code };
  }
}

export type Outcome<Value> = Read<Value, OfficeRefusal>;

/** A field as it was read, or the end of the attempt. */
export function taken<Value>(field: string, read: Read<Value, OfficeFault>): Value {
  if (!read.ok) throw new Refused(field, read.fault);
  return read.value;
}

/** One transaction; what is refused within it leaves nothing. */
export async function attempt<Value>(
  civic: CivicDatabase,
  act: (transaction: Transaction<CivicTables>) => Promise<Value>,
): Promise<Outcome<Value>> {
  try {
    return { ok: true, value: await civic.transaction().execute(act) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, fault: error.refusal };
    throw error;
  }
}
