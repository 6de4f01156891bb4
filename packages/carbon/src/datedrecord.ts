import type { Provenance } from "./provenance.ts";

/** A figure of a rule, in force from and to a date (ISO 8601; `null`: not known, or still in force), both ends included. */
export interface DatedRecord extends Provenance {
  readonly id: string;
  /** Where in the source; `null` where the place is not known. */
  readonly clause: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** True when a record is in force on a date (`YYYY-MM-DD`). */
export function inForce(record: DatedRecord, date: string): boolean {
  return (record.validFrom ?? date) <= date && date <= (record.validTo ?? date);
}
