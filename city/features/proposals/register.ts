import type { Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { Language } from "../../web/language/index.ts";
import type { ActLog } from "../log/index.ts";
import type { Person } from "../people/index.ts";
import { addEntry, NODE } from "./entries.ts";
import {
  findProposal,
  type ListFilter,
  listProposals,
  type Proposal,
  type ThreadEntry,
  threadOf,
} from "./proposals.ts";
import { changeState, type StateChange, type StateOutcome } from "./state-changes.ts";

/** What a proposal can become. Parts of the city that come later add theirs here. */
export interface Became {
  readonly kind: "measure" | "budget-project" | "conversation";
  /** Its slug or number, as its page is addressed. */
  readonly subject: string;
}

/** Carries on elsewhere, in the same transaction, what hangs on a proposal's becoming something. */
export type OnBecame = (
  transaction: Transaction<CivicTables>,
  proposalId: number,
  became: Became,
  by: Person | null,
) => Promise<void>;

/**
 * The proposals as other parts of the city use them: to find them, to carry them on where something was decided, and to tie
 * to them what they became.
 */
export class ProposalRegister {
  readonly #db: CivicDatabase;
  readonly #log: ActLog;
  readonly #nowMs: () => number;
  readonly #changed: () => void;
  readonly #onBecame: OnBecame;

  /**
   * @param changed called when something has happened that people are to be told.
   * @param onBecame called in the transaction that ties to a proposal what it became.
   */
  constructor(
    db: CivicDatabase,
    log: ActLog,
    nowMs: () => number,
    changed: () => void,
    onBecame: OnBecame = async () => {},
  ) {
    this.#db = db;
    this.#log = log;
    this.#nowMs = nowMs;
    this.#changed = changed;
    this.#onBecame = onBecame;
  }

  find(id: number): Promise<Proposal | undefined> {
    return findProposal(this.#db, id);
  }

  /** Newest first. */
  list(filter?: ListFilter): Promise<Proposal[]> {
    return listProposals(this.#db, filter);
  }

  /** What happened to it, oldest first. */
  thread(id: number): Promise<ThreadEntry[]> {
    return threadOf(this.#db, id);
  }

  /**
   * Takes a proposal to another state, with its reason on the page, the act in the log and the letters made ready.
   * @param by null where the node carries out what was decided elsewhere.
   * @param transaction of the decision it is part of; one of its own where there is none. The letters go out when
   * `tell` is called after it.
   */
  async setState(
    change: StateChange,
    by: Person | null,
    transaction?: Transaction<CivicTables>,
  ): Promise<StateOutcome> {
    const parts = { log: this.#log, nowMs: this.#nowMs };
    if (transaction !== undefined) return changeState(transaction, parts, change, by);
    const outcome = await this.#db.transaction().execute((own) => changeState(own, parts, change, by));
    if (outcome.ok) this.#changed();
    return outcome;
  }

  /** Ties to a proposal what it became, once; it stands in the thread, and followers are told. */
  async setBecame(
    transaction: Transaction<CivicTables>,
    proposalId: number,
    became: Became,
    by: Person | null,
    language: Language,
  ): Promise<void> {
    const added = await transaction
      .insertInto("proposal_became")
      .values({ proposal_id: proposalId, ...became })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (added.numInsertedOrUpdatedRows !== 1n) return;
    await addEntry(
      transaction,
      { log: this.#log, nowMs: this.#nowMs },
      {
        proposalId,
        kind: "became",
        state: null,
        reason: null,
        language,
        about: `${became.kind}/${became.subject}`,
        by: by === null ? NODE : { role: by.role, personId: by.id },
        act: "proposal.became",
        facts: { [became.kind]: became.subject },
      },
    );
    await this.#onBecame(transaction, proposalId, became, by);
  }

  /** What a proposal became. */
  async became(proposalId: number): Promise<Became[]> {
    const rows = await this.#db
      .selectFrom("proposal_became")
      .select(["kind", "subject"])
      .where("proposal_id", "=", proposalId)
      .execute();
    return rows.map(({ kind, subject }) => ({ kind: kind as Became["kind"], subject }));
  }

  /** The proposals that became this. */
  async origins({ kind, subject }: Became): Promise<Proposal[]> {
    const rows = await this.#db
      .selectFrom("proposal_became")
      .select("proposal_id")
      .where("kind", "=", kind)
      .where("subject", "=", subject)
      .execute();
    return rows.length === 0 ? [] : this.list({ ids: rows.map(({ proposal_id }) => proposal_id) });
  }

  /** Sends the letters that a transaction of somebody else has made ready. */
  tell(): void {
    this.#changed();
  }
}
