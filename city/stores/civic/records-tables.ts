/** The number a case has in the city's register: of a proposal, a decision or a question. It is never given again. */
export interface CaseNumberTable {
  year: number;
  number: number;
  kind: "proposal" | "decision" | "question";
  /** The proposal's, decision's or question's own number. */
  subject: number;
  opened_at_ms: number;
  log_entry: number;
}

/** What the retention rules have erased so far, by rule; `logged` of it stands in the log already. */
export interface RetentionTallyTable {
  rule: string;
  erased: number;
  logged: number;
  last_at_ms: number | null;
}

export interface RecordsTables {
  case_number: CaseNumberTable;
  retention_tally: RetentionTallyTable;
}
