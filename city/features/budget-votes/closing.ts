import { randomBytes } from "node:crypto";
import { canonicalJson, type JsonObject } from "@husting/openness";
import type { Person } from "../people/index.ts";
import { readBallot } from "./ballot.ts";
import { type Budget, findBudget, onBallot, projectsOf } from "./budgets.ts";
import { type BoxedVote, placeOf, rulesOf, tokenHashOf } from "./casting.ts";
import { readPapers } from "./papers.ts";
import type { BudgetParts } from "./parts.ts";
import { type AnonymousBallot, isNonce, publish } from "./publication.ts";
import { rollCounts } from "./roll.ts";
import { boxKeyOf, boxSecret, unseal } from "./seal.ts";
import { isToken, tokenKeyObject } from "./token-key.ts";

export type ClosingFault =
  | { readonly code: "budget-unknown" }
  | { readonly code: "step-not-open" }
  | { readonly code: "voting-goes-on" }
  | { readonly code: "closing-code-wrong" }
  | { readonly code: "papers-open"; readonly count: number }
  /** More papers were entered than were handed out to people on the roll. */
  | { readonly code: "papers-too-many"; readonly have: number; readonly most: number }
  /** More ballots lie in the box than tokens were signed. */
  | { readonly code: "ballots-too-many"; readonly have: number; readonly most: number };

/** What was on the roll against what came in. Public, and under the same hash in the log. */
export interface Reconciliation {
  readonly onRoll: number;
  readonly tokensIssued: number;
  readonly ballotsOnline: number;
  /** In the box, and not to be opened or without a token of the city: counted nowhere. */
  readonly ballotsRefused: number;
  readonly papersPrinted: number;
  readonly papersHandedOut: number;
  readonly papersCounted: number;
  readonly papersVoid: number;
  readonly ballots: number;
}

export type Closed =
  | { readonly ok: true; readonly reconciliation: Reconciliation }
  | { readonly ok: false; readonly fault: ClosingFault };

const refused = (fault: ClosingFault): Closed => ({ ok: false, fault });

/**
 * Ends the voting when its time has come: opens the sealed ballots with the closing code, puts them and the papers together, and
 * publishes them in the order of their hashes, with their root and the reconciliation in the log. The key that signed tokens is
 * destroyed, and the box is emptied.
 */
export async function closeVoting(
  parts: Pick<BudgetParts, "civic" | "log" | "box" | "desk" | "keys" | "nowMs" | "together">,
  budgetId: number,
  closingCode: string,
  by: Person | null,
): Promise<Closed> {
  const { civic, log, box, desk, nowMs } = parts;
  const before = await findBudget(civic, budgetId);
  if (before === undefined) return refused({ code: "budget-unknown" });
  if (before.state !== "voting") return refused({ code: "step-not-open" });
  if (nowMs() < before.closesAtMs) return refused({ code: "voting-goes-on" });
  const secret = boxSecret(closingCode);
  if (boxKeyOf(secret) !== before.boxKey) return refused({ code: "closing-code-wrong" });
  // What was acknowledged before the end is durable before the box is read.
  await parts.together.idle();
  await desk.idle();
  const opened = openBox(before, onBallot(before, await projectsOf(civic, budgetId)), box, secret);
  const closed = await civic.transaction().execute(async (transaction): Promise<Closed> => {
    const budget = await findBudget(transaction, budgetId);
    if (budget?.state !== "voting") return refused({ code: "step-not-open" });
    const papers = await readPapers(transaction, budgetId);
    const roll = await rollCounts({ civic: transaction }, budgetId);
    if (papers.open.length > 0) return refused({ code: "papers-open", count: papers.open.length });
    const entered = papers.ballots.length + papers.voided;
    if (entered > roll.papers) return refused({ code: "papers-too-many", have: entered, most: roll.papers });
    const online = opened.ballots.length;
    if (online > roll.tokens) return refused({ code: "ballots-too-many", have: online, most: roll.tokens });
    const fromPaper = papers.ballots.map((choices) => ({ choices, nonce: randomBytes(16).toString("hex") }));
    const publication = publish([...opened.ballots, ...fromPaper]);
    const reconciliation: Reconciliation = {
      onRoll: roll.onRoll,
      tokensIssued: roll.tokens,
      ballotsOnline: online,
      ballotsRefused: opened.refused,
      papersPrinted: budget.papersPrinted,
      papersHandedOut: roll.papers,
      papersCounted: papers.ballots.length,
      papersVoid: papers.voided,
      ballots: online + papers.ballots.length,
    };
    await transaction
      .insertInto("budget_publication")
      .values({
        budget_id: budgetId,
        ballots: publication.text,
        root: publication.root,
        reconciliation: canonicalJson({ ...reconciliation } satisfies JsonObject),
        result: null,
      })
      .execute();
    await transaction.updateTable("budget").set({ state: "closed" }).where("id", "=", budgetId).execute();
    // Who read which paper is kept no longer than until the papers are counted, and codes open nothing any more.
    await transaction.deleteFrom("budget_paper").where("budget_id", "=", budgetId).execute();
    await transaction.deleteFrom("budget_activation").where("budget_id", "=", budgetId).execute();
    await log.append(transaction, {
      act: "budget.closed",
      role: by?.role ?? "node",
      personId: by?.id ?? null,
      subject: `budget/${budgetId}`,
      facts: { ...reconciliation, ballotsRoot: publication.root },
    });
    return { ok: true, reconciliation };
  });
  if (!closed.ok) return closed;
  desk.changed(budgetId);
  clearAway(parts, budgetId);
  return closed;
}

/** Empties the boxes of budgets that were closed, where a crash came between. */
export async function clearClosed(parts: Pick<BudgetParts, "civic" | "box" | "keys">): Promise<void> {
  const rows = await parts.civic
    .selectFrom("budget")
    .select("id")
    .where("state", "in", ["closed", "counted"])
    .execute();
  for (const { id } of rows) clearAway(parts, id);
}

function clearAway({ box, keys }: Pick<BudgetParts, "box" | "keys">, budgetId: number): void {
  box.empty(budgetId);
  keys.destroy(budgetId);
}

function openBox(
  budget: Budget,
  projects: readonly { readonly id: number }[],
  box: BudgetParts["box"],
  secret: ReturnType<typeof boxSecret>,
): { readonly ballots: AnonymousBallot[]; readonly refused: number } {
  const rules = rulesOf(budget, projects);
  const tokenKey = tokenKeyObject(budget.tokenKey!);
  const ballots: AnonymousBallot[] = [];
  let refusedCount = 0;
  for (const { tokenHash, sealed } of box.ballots(budget.id)) {
    const text = unseal(secret, sealed, placeOf(budget.id, tokenHash));
    const ballot = text === undefined ? undefined : checkedVote(JSON.parse(text) as BoxedVote);
    if (ballot === undefined) refusedCount++;
    else ballots.push(ballot);

    function checkedVote({ token, signature, choices, nonce }: BoxedVote): AnonymousBallot | undefined {
      // Whoever could write into the box, but not sign tokens, gets nothing counted.
      const bytes = Buffer.from(token, "base64url");
      const isOwn = Buffer.compare(tokenHashOf(bytes), tokenHash) === 0;
      const read = readBallot(rules, choices);
      if (!isOwn || !read.ok || !isNonce(nonce)) return undefined;
      return isToken(tokenKey, bytes, Buffer.from(signature, "base64url"))
        ? { choices: read.choices, nonce }
        : undefined;
    }
  }
  return { ballots, refused: refusedCount };
}
