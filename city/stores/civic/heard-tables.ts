import type { Generated } from "kysely";

/** What people can take part in. Texts are JSON `{sv?, zh?, en?}`. */
export interface HeardProcessTable {
  id: Generated<number>;
  slug: string;
  /** JSON, in all three languages. */
  names: string;
  kind: "proposals" | "consultation" | "meeting" | "round" | "other";
  /** IAP2's. */
  level: string;
  about: string;
  /** What citizens' say will change. */
  change: string;
  decides: string;
  /** When the answer comes. */
  answer: string;
  from_date: string;
  /** Null while it goes on without an end. */
  to_date: string | null;
}

/** A part of the city that a population table has named; it keeps its number when it gets names in more languages. */
export interface HeardDistrictTable {
  id: Generated<number>;
  /** The name as tables spell it, folded. */
  key: string;
  /** JSON, in all three languages. */
  names: string;
}

/** Who lives in the city on a day, as a file said. Never changed: a newer one stands beside it. */
export interface PopulationTableTable {
  id: Generated<number>;
  source: string;
  licence: string;
  /** The day the figures are of, which they hold from. */
  as_of: string;
  imported_at_ms: number;
  /** Of fifteen years and older. */
  persons: number;
  /** Younger: read, and compared with nobody. */
  younger: number;
  sha256: string;
  log_entry: number;
}

export interface PopulationRowTable {
  table_id: number;
  district_id: number;
  sex: "woman" | "man";
  band: string;
  persons: number;
}

/** What is told of who was heard, frozen; where too few had come since the last one, only that it was looked at. */
export interface HeardReleaseTable {
  id: Generated<number>;
  process_id: number;
  /** `2026` of a standing process, `whole` of another. */
  period: string;
  /** Last day that is counted in it. */
  until_date: string;
  /** Canonical JSON; null where nothing is told. */
  body: string | null;
  /** JSON: what the disclosure guard has to remember. */
  guard_record: string | null;
  log_entry: number | null;
}

/** What the city did so that more of a group are heard. */
export interface HeardOutreachTable {
  id: Generated<number>;
  process_id: number;
  on_date: string;
  dimension: string;
  category: string;
  measure: string;
  text: string;
  language: string;
  role: string;
  log_entry: number;
}

/** Forms by which counts were typed in, so that a second press counts nothing twice. */
export interface HeardBatchTable {
  form_key: string;
}

export interface HeardTables {
  heard_process: HeardProcessTable;
  heard_district: HeardDistrictTable;
  population_table: PopulationTableTable;
  population_row: PopulationRowTable;
  heard_release: HeardReleaseTable;
  heard_outreach: HeardOutreachTable;
  heard_batch: HeardBatchTable;
}
