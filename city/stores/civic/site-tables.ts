import type { Generated } from "kysely";

/** What somebody reported that keeps them from using the site, and what became of it. */
export interface AccessibilityFaultTable {
  id: Generated<number>;
  /** Address or heading of a page, as it was said. */
  page: string;
  text: string;
  /** Null where none was left, and after its time. */
  email: string | null;
  language: string;
  made_at_ms: number;
  state: "open" | "known" | "mended" | "none";
  answer: string | null;
  /** What the public page says of a known fault, in the report's language. */
  public_text: string | null;
  answered_at_ms: number | null;
  /** 1 until the answer has left. */
  letter_due: Generated<number>;
}

export interface SiteTables {
  accessibility_fault: AccessibilityFaultTable;
}
