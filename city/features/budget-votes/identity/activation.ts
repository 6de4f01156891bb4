import { randomBytes } from "node:crypto";
import { randomDigits } from "../../votes/index.ts";
import { type ActivationFault, IDENTITY_PREFIX, isOpen } from "../activation.ts";
import { findBudget } from "../budgets.ts";
import type { BudgetParts } from "../parts.ts";
import { offersIdentity } from "../ways.ts";
import type { SignedIn } from "./cookies.ts";

/** Some hundred random bits: nobody types it in. */
const CODE_DIGITS = 30;

const refused = (fault: ActivationFault["code"]): SignedIn => ({ ok: false, fault: { code: fault } });

/**
 * Lets whoever has signed in take their token: once the person stands on the roll, by the same activation and code as
 * somebody who got a letter. A new one ends the one before. That somebody has a token already is said when they ask for
 * another: the same blinded token is signed again.
 */
export async function activateByIdentity(
  { civic, hashes, nowMs }: Pick<BudgetParts, "civic" | "hashes" | "nowMs">,
  budgetId: number,
  identity: string,
): Promise<SignedIn> {
  const activation = `${IDENTITY_PREFIX}${randomBytes(16).toString("base64url")}`;
  const code = randomDigits(CODE_DIGITS);
  return civic.transaction().execute(async (transaction): Promise<SignedIn> => {
    const budget = await findBudget(transaction, budgetId);
    if (budget === undefined || !isOpen(budget, nowMs())) return refused("not-voting");
    if (!offersIdentity(budget.activation)) return refused("way-not-offered");
    const person = await transaction
      .selectFrom("budget_roll")
      .select(["id", "used"])
      .where("budget_id", "=", budgetId)
      .where("identity_hash", "=", hashes.identity(budgetId, identity))
      .executeTakeFirst();
    if (person === undefined) return refused("identity-unknown");
    if (person.used === "paper") return refused("paper-taken");
    await transaction
      .deleteFrom("budget_activation")
      .where("roll_id", "=", person.id)
      .where("id", "like", `${IDENTITY_PREFIX}%`)
      .execute();
    await transaction
      .insertInto("budget_activation")
      .values({
        id: activation,
        budget_id: budgetId,
        roll_id: person.id,
        code_hash: hashes.code(budgetId, activation, code),
        tries: 0,
        made_at_ms: nowMs(),
      })
      .execute();
    return { ok: true, activation, code };
  });
}
