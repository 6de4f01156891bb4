import type { Generated } from "kysely";

/** What somebody did with several things of an inbox at once. */
export interface WorkActTable {
  id: Generated<number>;
  act: "aside" | "seen" | "taken";
  /** Why it was set aside, and until which local day (which is not in it); null for other acts. */
  reason: string | null;
  until_date: string | null;
  role: string;
  /** Account of whoever did it. */
  person_id: string | null;
  at_ms: number;
  log_entry: number;
  undone_at_ms: number | null;
  undone_role: string | null;
  undone_entry: number | null;
}

/** One of the things, and how large it was then. */
export interface WorkItemTable {
  act_id: number;
  item: string;
  kind: string;
  figure: number;
}

export interface WorkdayTables {
  work_act: WorkActTable;
  work_item: WorkItemTable;
}
