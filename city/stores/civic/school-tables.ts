import type { Generated } from "kysely";

/** Classes that try something with their school's building; no pupil stands in any of them. */
export interface SchoolTables {
  school_class: SchoolClassTable;
  school_prediction: SchoolPredictionTable;
  school_answer: SchoolAnswerTable;
}

export interface SchoolClassTable {
  id: Generated<number>;
  code: string;
  building_id: number;
  name: string;
  experiment: string;
  /** First and last local date of the experiment. */
  from_date: string;
  to_date: string;
  /** So many predictions are taken. */
  most: number;
  /** The teacher whose class it is. */
  person_id: string | null;
  /** 1 where it was ended before its last day. */
  stopped: number;
  /** The entry of its beginning, which closed the predictions. */
  begun_entry: number | null;
  log_entry: number;
}

/** How many predicted what; who and when is kept nowhere. */
export interface SchoolPredictionTable {
  class_id: number;
  band: string;
  count: number;
}

/** What the building answered, as it was recorded once. */
export interface SchoolAnswerTable {
  id: Generated<number>;
  class_id: number;
  building_id: number;
  experiment: string;
  from_date: string;
  to_date: string;
  outcome: string;
  document: string;
  sha256: string;
  answered_at_ms: number;
  log_entry: number;
}
