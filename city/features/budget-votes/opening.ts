import { createHash, randomBytes } from "node:crypto";
import { canonicalJson } from "@husting/openness";
import type { Person } from "../people/index.ts";
import { findBudget, isVotedOn, projectsOf } from "./budgets.ts";
import type { BudgetParts } from "./parts.ts";
import { rollCounts } from "./roll.ts";
import { boxKeyOf, boxSecret, makeClosingCode } from "./seal.ts";
import { offersIdentity } from "./ways.ts";

export type OpeningFault =
  | { readonly code: "budget-unknown" }
  | { readonly code: "step-not-open" }
  | { readonly code: "not-judged" }
  | { readonly code: "no-projects" }
  | { readonly code: "roll-empty" }
  | { readonly code: "identity-not-configured" }
  | { readonly code: "roll-without-identities" }
  | { readonly code: "not-prepared" }
  | { readonly code: "closing-code-wrong" }
  | { readonly code: "closes-in-the-past" };

type Refused = { readonly ok: false; readonly fault: OpeningFault };
const refused = (code: OpeningFault["code"]): Refused => ({ ok: false, fault: { code } });

/**
 * Makes the key that signs tokens, and the closing code from which the key follows that ballots are opened with. The code is
 * given this once; prepared again, another one takes its place.
 */
export async function prepareVoting(
  { civic, log, keys }: Pick<BudgetParts, "civic" | "log" | "keys">,
  budgetId: number,
  by: Person | null,
): Promise<{ readonly ok: true; readonly closingCode: string } | Refused> {
  const budget = await findBudget(civic, budgetId);
  if (budget === undefined) return refused("budget-unknown");
  if (budget.state !== "feasibility") return refused("step-not-open");
  const projects = await projectsOf(civic, budgetId);
  if (projects.some(({ feasible }) => feasible === null)) return refused("not-judged");
  if (!projects.some(isVotedOn)) return refused("no-projects");
  const closingCode = makeClosingCode();
  const tokenKey = await keys.make(budgetId);
  const isStill = await civic.transaction().execute(async (transaction) => {
    const changed = await transaction
      .updateTable("budget")
      .set({ token_key: JSON.stringify(tokenKey), box_key: boxKeyOf(boxSecret(closingCode)) })
      .where("id", "=", budgetId)
      .where("state", "=", "feasibility")
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) return false;
    await log.append(transaction, {
      act: "budget.prepared",
      role: by?.role ?? "node",
      personId: by?.id ?? null,
      subject: `budget/${budgetId}`,
      facts: {},
    });
    return true;
  });
  if (!isStill) return refused("step-not-open");
  return { ok: true, closingCode };
}

/**
 * Opens the voting, by whoever can type the closing code: nobody opens what nobody can close. From here on rules, projects and
 * roll are fixed, and both public keys stand in the log.
 */
export async function openVoting(
  { civic, log, desk, identity, nowMs }: Pick<BudgetParts, "civic" | "log" | "desk" | "identity" | "nowMs">,
  budgetId: number,
  closingCode: string,
  by: Person | null,
): Promise<{ readonly ok: true } | Refused> {
  const opened = await civic.transaction().execute(async (transaction): Promise<{ ok: true } | Refused> => {
    const budget = await findBudget(transaction, budgetId);
    if (budget === undefined) return refused("budget-unknown");
    if (budget.state !== "feasibility") return refused("step-not-open");
    const { tokenKey, boxKey } = budget;
    if (tokenKey === null || boxKey === null) return refused("not-prepared");
    if (boxKeyOf(boxSecret(closingCode)) !== boxKey) return refused("closing-code-wrong");
    if (budget.closesAtMs <= nowMs()) return refused("closes-in-the-past");
    const { onRoll, withIdentity } = await rollCounts({ civic: transaction }, budgetId);
    if (onRoll === 0) return refused("roll-empty");
    const byIdentity = offersIdentity(budget.activation);
    if (byIdentity && identity === null) return refused("identity-not-configured");
    if (byIdentity && withIdentity === 0) return refused("roll-without-identities");
    const voted = (await projectsOf(transaction, budgetId)).filter(isVotedOn);
    const seed = randomBytes(16).toString("hex");
    await transaction
      .updateTable("budget")
      .set({ state: "voting", seed })
      .where("id", "=", budgetId)
      .execute();
    await log.append(transaction, {
      act: "budget.voting",
      role: by?.role ?? "node",
      personId: by?.id ?? null,
      subject: `budget/${budgetId}`,
      facts: {
        onRoll,
        projects: voted.length,
        projectsSha256: projectsHash(voted),
        orderSeed: seed,
        tokenKeyModulus: tokenKey.n,
        tokenKeyExponent: tokenKey.e,
        boxKey,
        // Whoever runs the service can take tokens in others' names: which one it was is on record.
        ...(byIdentity && identity !== null ? { identityIssuer: identity.issuer.issuer } : {}),
      },
    });
    return { ok: true };
  });
  if (opened.ok) desk.changed(budgetId);
  return opened;
}

/** SHA-256 of the numbers and costs of what is voted on, as canonical JSON. */
export function projectsHash(
  projects: readonly { readonly id: number; readonly costMinor: number | null }[],
): string {
  const listed = projects.map(({ id, costMinor }) => ({ id, costMinor })).sort((a, b) => a.id - b.id);
  return createHash("sha256").update(canonicalJson(listed)).digest("hex");
}
