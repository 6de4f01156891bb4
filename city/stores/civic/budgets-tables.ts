import type { Generated } from "kysely";

/** A participatory budget: what is shared out, by which rule, and how far it is. */
export interface BudgetTable {
  id: Generated<number>;
  /** JSON `{sv, zh, en}`. */
  names: string;
  area: string;
  /** In the hundredths of `currency`. */
  amount_minor: number;
  currency: string;
  ballot: string;
  /** Projects of a ballot, or points: what the kind of ballot sets a limit to; null where it sets none. */
  most: number | null;
  /** JSON: how ballots are counted. */
  rule: string;
  state: string;
  /** How people on the roll show that they may vote online. */
  activation: string;
  opens_at_ms: number;
  closes_at_ms: number;
  /** The local day after which the roll is erased. */
  roll_until: string;
  /** JSON Web Key: public half of the key that signs tokens; null before voting is prepared. */
  token_key: string | null;
  /** Base64url: public half of the key ballots are sealed with. */
  box_key: string | null;
  /** By which the order of projects was drawn. */
  seed: string | null;
  papers_printed: number;
  made_at_ms: number;
}

export interface BudgetProjectTable {
  id: Generated<number>;
  budget_id: number;
  /** JSON `{sv, zh, en}`. */
  names: string;
  cost_minor: number | null;
  /** 1, 0, or null while nobody has judged it. */
  feasible: number | null;
  reason: string | null;
  reason_language: string | null;
  proposal_id: number | null;
}

/** Somebody who may vote. Personal data: reference, address and identity are keyed hashes, and the row is erased by the budget's day. */
export interface BudgetRollTable {
  id: Generated<number>;
  budget_id: number;
  reference_hash: string;
  email_hash: string | null;
  /** Of what an e-identity service calls the person; null where nobody said it, or the budget does not ask for it. */
  identity_hash: string | null;
  used: "token" | "paper" | null;
  /** Of the blinded message that was signed: the same one is signed again, for an answer that was lost on its way. */
  blinded_hash: string | null;
}

/** A code that waits to be typed in, or a sign-in with an e-identity that waits to be made use of. */
export interface BudgetActivationTable {
  id: string;
  budget_id: number;
  /** Null where the address is on no roll: the page answers alike. */
  roll_id: number | null;
  code_hash: string;
  tries: number;
  made_at_ms: number;
}

/** One reading of one paper ballot; which person was handed it stands nowhere. */
export interface BudgetPaperTable {
  budget_id: number;
  serial: number;
  /** 1 and 2 by different people, 3 where these differ. */
  reading: number;
  person_id: string;
  /** JSON: units by project; null for a paper that is void. */
  choices: string | null;
}

/** What was published of a budget when it was closed, and later its result. */
export interface BudgetPublicationTable {
  budget_id: number;
  ballots: string;
  root: string;
  /** Canonical JSON. */
  reconciliation: string;
  /** Canonical JSON; null before the count. */
  result: string | null;
}

export interface BudgetTables {
  budget: BudgetTable;
  budget_project: BudgetProjectTable;
  budget_roll: BudgetRollTable;
  budget_activation: BudgetActivationTable;
  budget_paper: BudgetPaperTable;
  budget_publication: BudgetPublicationTable;
}
