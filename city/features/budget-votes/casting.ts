import { createHash, createHmac, type KeyObject } from "node:crypto";
import type { BallotBox, BoxOutcome, SealedBallot } from "../../stores/ballots/box.ts";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import { GroupCommit, TooManyWaiting } from "../../stores/group-commit.ts";
import { isOpen } from "./activation.ts";
import { type BallotFault, type BallotRules, readBallot } from "./ballot.ts";
import { type Budget, findBudget, onBallot, projectsOf } from "./budgets.ts";
import { ballotLine, isNonce, receiptOfLine } from "./publication.ts";
import { readBoxKey, seal } from "./seal.ts";
import { isToken, tokenKeyObject } from "./token-key.ts";

export interface SaidVote {
  /** What was signed, and its signature. */
  readonly token: Uint8Array;
  readonly signature: Uint8Array;
  /** From 1; each further vote with the token has a higher one. */
  readonly version: unknown;
  readonly choices: unknown;
  readonly nonce: unknown;
}

export type CastFault =
  | BallotFault
  | { readonly code: "not-voting" }
  | { readonly code: "token-forged" }
  | { readonly code: "vote-older"; readonly version: number }
  | { readonly code: "too-many" };

export type CastOutcome =
  | { readonly ok: true; readonly receipt: string }
  | { readonly ok: false; readonly fault: CastFault };

const refused = (fault: CastFault): CastOutcome => ({ ok: false, fault });

/** Random bytes put before 32 random bytes (RFC 9474 §4.1). */
const TOKEN_BYTES = 64;
/** A token is used so often at most. */
const MOST_VERSIONS = 10_000;
/** So long after a commit the box is rewritten at the latest, so that it keeps no order of arrival. */
const ORDER_KEPT_MS = 20_000;

/** What lies sealed in the box. */
export interface BoxedVote {
  readonly token: string;
  readonly signature: string;
  readonly choices: Readonly<Record<string, number>>;
  readonly nonce: string;
}

interface OpenBudget {
  readonly budget: Budget;
  readonly rules: BallotRules;
  readonly tokenKey: KeyObject;
  readonly boxKey: KeyObject;
  /** Of a sealed text, for every ballot of the budget alike. */
  readonly sealedBytes: number;
}

/** What a token's hash is in the box. */
export function tokenHashOf(token: Uint8Array): Buffer {
  return createHash("sha256").update(token).digest();
}

/** What a ballot of one budget belongs to: it cannot be moved to another token or budget. */
export function placeOf(budget: number, tokenHash: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`husting budget ${budget} `), tokenHash]);
}

/**
 * Takes ballots in: checks the token, seals what was chosen, and writes by group commit. A ballot is acknowledged when it is
 * durable. Nothing of it goes to any log.
 */
export class BallotDesk {
  readonly #civic: CivicDatabase;
  readonly #together: GroupCommit<SealedBallot, BoxOutcome>;
  readonly #nowMs: () => number;
  readonly #open = new Map<number, Promise<OpenBudget | undefined>>();

  constructor(civic: CivicDatabase, box: BallotBox, nowMs: () => number) {
    this.#civic = civic;
    this.#together = new GroupCommit(
      (ballots: readonly SealedBallot[]) => box.put(ballots),
      () => box.forgetOrder(),
      ORDER_KEPT_MS,
    );
    this.#nowMs = nowMs;
  }

  /** A budget has changed: it is looked up again. */
  changed(budgetId: number): void {
    this.#open.delete(budgetId);
  }

  async cast(budgetId: number, said: SaidVote): Promise<CastOutcome> {
    const open = await this.#opened(budgetId);
    if (open === undefined || !isOpen(open.budget, this.#nowMs())) return refused({ code: "not-voting" });
    const { token, signature, version, nonce } = said;
    if (token.length !== TOKEN_BYTES || !isToken(open.tokenKey, token, signature))
      return refused({ code: "token-forged" });
    if (
      !Number.isSafeInteger(version) ||
      Number(version) < 1 ||
      Number(version) > MOST_VERSIONS ||
      !isNonce(nonce)
    )
      return refused({ code: "ballot-malformed" });
    const read = readBallot(open.rules, said.choices);
    if (!read.ok) return read;
    const anonymous = { choices: read.choices, nonce };
    const line = ballotLine(anonymous);
    const tokenHash = tokenHashOf(token);
    const vote: BoxedVote = {
      token: Buffer.from(token).toString("base64url"),
      signature: Buffer.from(signature).toString("base64url"),
      ...anonymous,
    };
    const ballot: SealedBallot = {
      budget: budgetId,
      tokenHash,
      version: Number(version),
      digest: createHmac("sha256", token).update(line).digest(),
      sealed: seal(open.boxKey, JSON.stringify(vote), open.sealedBytes, placeOf(budgetId, tokenHash)),
    };
    const outcome = await this.#put(ballot);
    if (outcome === undefined) return refused({ code: "too-many" });
    if (outcome.kind === "older") return refused({ code: "vote-older", version: outcome.version });
    return { ok: true, receipt: receiptOfLine(line) };
  }

  /** Resolves when nothing waits any more; the order of what came is forgotten then. */
  idle(): Promise<void> {
    return this.#together.idle();
  }

  #opened(budgetId: number): Promise<OpenBudget | undefined> {
    const known = this.#open.get(budgetId);
    if (known !== undefined) return known;
    const opening = openBudget(this.#civic, budgetId);
    // What is not there is not remembered: numbers that were made up would fill the memory.
    this.#open.set(budgetId, opening);
    void opening.then(
      (open) => open ?? this.#open.delete(budgetId),
      () => this.#open.delete(budgetId),
    );
    return opening;
  }

  /** @returns undefined where too many wait. */
  async #put(ballot: SealedBallot): Promise<BoxOutcome | undefined> {
    try {
      return await this.#together.put(ballot);
    } catch (error) {
      if (error instanceof TooManyWaiting) return undefined;
      throw error;
    }
  }
}

async function openBudget(civic: CivicDatabase, id: number): Promise<OpenBudget | undefined> {
  const budget = await findBudget(civic, id);
  if (budget?.state !== "voting" || budget.tokenKey === null || budget.boxKey === null) return undefined;
  const rules = rulesOf(budget, onBallot(budget, await projectsOf(civic, id)));
  return {
    budget,
    rules,
    tokenKey: tokenKeyObject(budget.tokenKey),
    boxKey: readBoxKey(budget.boxKey),
    sealedBytes: sealedBytes(rules),
  };
}

/** What a ballot of a budget may be. */
export function rulesOf(budget: Budget, projects: readonly { readonly id: number }[]): BallotRules {
  return { kind: budget.ballot, most: budget.most, projects: projects.map(({ id }) => id) };
}

/** Room for the longest ballot there can be: every project with the most units. */
function sealedBytes({ projects, most }: BallotRules): number {
  const entry = Math.max(1, ...projects.map((id) => String(id).length)) + String(most ?? 1).length + 4;
  return 600 + projects.length * entry;
}
