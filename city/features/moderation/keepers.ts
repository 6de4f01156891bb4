import type { Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { Language } from "../../web/language/index.ts";
import type { ActLog } from "../log/index.ts";
import type { Person } from "../people/index.ts";
import type { RuleCode } from "./house-rules.ts";
import type { SubjectKind } from "./subjects.ts";

/** A piece of a text, as its row holds it. */
export interface KeptField {
  /** Its name among the pieces of the text. */
  readonly field: string;
  readonly part: "title" | "body" | "street" | "name" | "reason" | "text";
  /** What everybody reads of it; null where nothing is shown. */
  readonly text: string | null;
  /** Of the wording that stands, and not of an earlier one or of one beside it. */
  readonly isStanding: boolean;
  /** What opens the log's commitment to it. */
  readonly opening: { readonly sequence: number; readonly name: string } | null;
}

export interface KeptText {
  /** Where it stands, without the language. */
  readonly path: string;
  readonly language: Language;
  readonly fields: readonly KeptField[];
  /** Whether its author has a page or an address where they are told, and can appeal. */
  readonly canAppeal: boolean;
  /** Whether it stands where everybody reads it, or would but for a house rule: an author can keep their name to themselves. */
  readonly isPublic: boolean;
}

/** What became of a text. */
export type ToldEvent = "hidden" | "redacted" | "restored" | "appealed" | "appeal-upheld" | "appeal-rejected";

export interface Told {
  readonly event: ToldEvent;
  readonly rule: RuleCode;
  /** For people to read; null where it is the author's to tell. */
  readonly reason: string | null;
  readonly language: Language;
  readonly role: string;
  readonly personId: string | null;
  readonly logEntry: number;
  readonly actId: number;
}

/** Where texts of one kind are kept. The feature that keeps them gives one; moderation knows no table of theirs. */
export interface TextKeeper {
  /** Undefined where there is no such text, or none that was ever public. */
  find(db: CivicDatabase | Transaction<CivicTables>, ref: string): Promise<KeptText | undefined>;
  /** Sets what everybody reads of fields; null shows nothing. Whatever is made of them, such as an index, follows. */
  write(
    transaction: Transaction<CivicTables>,
    ref: string,
    texts: ReadonlyMap<string, string | null>,
  ): Promise<void>;
  /** As `write`, after a redaction: what stood is erased, and where wordings are kept a new one says so. */
  redact(
    transaction: Transaction<CivicTables>,
    ref: string,
    texts: ReadonlyMap<string, string>,
    told: Told,
  ): Promise<void>;
  /** Tells the author, and whoever follows; part of the transaction. */
  tell(transaction: Transaction<CivicTables>, ref: string, told: Told): Promise<void>;
}

export interface ModerationParts {
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  readonly nowMs: () => number;
  readonly keepers: Readonly<Record<SubjectKind, TextKeeper>>;
  /** Called when something has been done that people are to be told. */
  readonly changed: () => void;
}

/** Who did it, for the log. */
export interface Doer {
  readonly role: string;
  readonly personId: string | null;
}

export const doerOf = ({ role, id }: Person): Doer => ({ role, personId: id });
