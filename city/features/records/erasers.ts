import { type RawBuilder, sql, type Transaction } from "kysely";
import type { CivicTables } from "../../stores/civic/tables.ts";
import { LONG_CODE_MS, roles, sessionLimit } from "../people/index.ts";
import { eraseWorks } from "../screens/index.ts";
import { eraseAccount } from "./accounts.ts";
import { type RetentionRule, type RuleId, retentionRules } from "./retention-rules.ts";

/** Erases what a rule's period has run out for. @returns how much. */
type Eraser = (transaction: Transaction<CivicTables>, beforeMs: number) => Promise<number>;

/** The rules that erase by themselves, each with how. The periods stand with the rules and nowhere else. */
const erasers = {
  pending: async (transaction, beforeMs) =>
    (await counted(transaction, sql`DELETE FROM proposal_pending WHERE made_at_ms < ${beforeMs}`)) +
    (await counted(transaction, sql`DELETE FROM house_pending WHERE made_at_ms < ${beforeMs}`)),
  "question-pending": (transaction, beforeMs) =>
    counted(
      transaction,
      // The row holds when its code ends, which is its period after it was asked.
      sql`DELETE FROM why_question WHERE asked_at_ms IS NULL
        AND code_until_ms < ${beforeMs + periodMs(ruleOf("question-pending"))}`,
    ),
  "question-address": (transaction, beforeMs) =>
    counted(
      transaction,
      sql`UPDATE why_question SET email = NULL, wants_answer = 0 WHERE email IS NOT NULL AND asked_at_ms IS NOT NULL
        AND (SELECT MAX(answered_at_ms) FROM why_answer
             WHERE question_id = COALESCE(why_question.same_as, why_question.id)) < ${beforeMs}`,
    ),
  followers: (transaction, beforeMs) =>
    counted(
      transaction,
      // What is closed may be waiting for the answer to an appeal.
      sql`DELETE FROM proposal_follower WHERE proposal_id IN (
        SELECT id FROM proposal WHERE state IN ('done', 'declined', 'merged') AND changed_at_ms < ${beforeMs}
        AND NOT EXISTS (SELECT 1 FROM proposal_entry WHERE proposal_id = proposal.id AND at_ms >= ${beforeMs})
        AND (SELECT COUNT(*) FROM proposal_entry WHERE proposal_id = proposal.id AND kind = 'appeal')
          = (SELECT COUNT(*) FROM proposal_entry WHERE proposal_id = proposal.id AND kind = 'appeal-answer'))`,
    ),
  letters: async (transaction, beforeMs) =>
    (await counted(
      transaction,
      sql`DELETE FROM proposal_notice WHERE entry_id IN (SELECT id FROM proposal_entry WHERE at_ms < ${beforeMs})
        AND failed_at_ms IS NOT NULL`,
    )) +
    (await counted(
      transaction,
      sql`DELETE FROM house_letter WHERE until_ms < ${beforeMs} AND failed_at_ms IS NOT NULL`,
    )),
  "sign-in": async (transaction, beforeMs) => {
    let count = await counted(transaction, sql`DELETE FROM rateLimit WHERE lastRequest < ${beforeMs}`);
    const codes = beforeMs - LONG_CODE_MS;
    count += await counted(transaction, sql`DELETE FROM sign_in_code WHERE made_at_ms < ${codes}`);
    // Codes of a version before 048 lie in the library's table, which is empty else.
    count += await counted(transaction, sql`DELETE FROM verification`);
    for (const role of roles) {
      const { idleMs, wholeMs } = sessionLimit(role);
      const [idle, whole] = [idleMs, wholeMs].map((ms) => new Date(beforeMs - ms).toISOString());
      count += await counted(
        transaction,
        sql`DELETE FROM session WHERE (updatedAt < ${idle} OR createdAt < ${whole}) AND ${role} =
          COALESCE((SELECT role FROM account_role WHERE user_id = session.userId), 'resident')`,
      );
    }
    return count;
  },
  account: async (transaction, beforeMs) => {
    const before = new Date(beforeMs).toISOString();
    const { rows } = await sql<{ id: string; email: string }>`SELECT id, email FROM user
      WHERE createdAt < ${before} AND COALESCE((SELECT last_day FROM account_use WHERE user_id = user.id), '') < ${before}
      AND NOT EXISTS (SELECT 1 FROM account_role WHERE user_id = user.id AND role != 'resident')
      AND NOT EXISTS (SELECT 1 FROM session WHERE userId = user.id)`.execute(transaction);
    for (const account of rows) await eraseAccount(transaction, account);
    return rows.length;
  },
  "room-words": (transaction, beforeMs) =>
    counted(
      transaction,
      sql`DELETE FROM vote_comment WHERE published IS NULL
        AND week < ${new Date(beforeMs).toISOString().slice(0, 10)}`,
    ),
  works: eraseWorks,
  "report-words": (transaction, beforeMs) =>
    counted(
      transaction,
      sql`UPDATE moderation_report SET words = NULL WHERE words IS NOT NULL
        AND case_id IN (SELECT id FROM moderation_case WHERE closed_at_ms < ${beforeMs})`,
    ),
  "accessibility-report": (transaction, beforeMs) =>
    counted(
      transaction,
      // What the public page says of a fault that is not mended stays; whoever reported it does not.
      sql`UPDATE accessibility_fault SET email = NULL, page = '', text = '', answer = NULL
        WHERE COALESCE(answered_at_ms, made_at_ms) < ${beforeMs} AND (text != '' OR answer IS NOT NULL)`,
    ),
  "voting-roll": (transaction, beforeMs) =>
    counted(
      transaction,
      // A local day is over everywhere a day after it.
      sql`DELETE FROM budget_roll WHERE budget_id IN (SELECT id FROM budget
        WHERE state IN ('closed', 'counted') AND roll_until <= ${new Date(beforeMs).toISOString().slice(0, 10)})`,
    ),
  "voting-codes": (transaction, beforeMs) =>
    counted(
      transaction,
      sql`DELETE FROM budget_activation WHERE id NOT LIKE 'desk-%' AND made_at_ms < ${beforeMs}`,
    ),
  // Their predictions go with them.
  classes: (transaction, beforeMs) =>
    counted(
      transaction,
      sql`DELETE FROM school_class WHERE to_date < ${new Date(beforeMs).toISOString().slice(0, 10)}`,
    ),
  "demo-mail": (transaction, beforeMs) =>
    counted(transaction, sql`DELETE FROM demo_mail WHERE sent_at_ms < ${beforeMs}`),
} as const satisfies { readonly [Rule in RuleId]?: Eraser };

export type ErasingRule = keyof typeof erasers;

/**
 * Erases by every rule whose period is not longer than `longestMs`.
 * @returns the rules by which something was erased, with how much.
 */
export async function eraseByRules(
  transaction: Transaction<CivicTables>,
  nowMs: number,
  longestMs: number,
): Promise<{ readonly rule: ErasingRule; readonly count: number }[]> {
  const done: { readonly rule: ErasingRule; readonly count: number }[] = [];
  for (const rule of Object.keys(erasers) as ErasingRule[]) {
    const period = periodMs(ruleOf(rule));
    if (period > longestMs) continue;
    const count = await erasers[rule](transaction, nowMs - period);
    if (count > 0) done.push({ rule, count });
  }
  return done;
}

export function erasesByItself(rule: RuleId): rule is ErasingRule {
  return Object.hasOwn(erasers, rule);
}

function ruleOf(id: RuleId): RetentionRule {
  return retentionRules.find((rule) => rule.id === id)!;
}

/** @throws for a rule without a period, which no eraser is for. */
function periodMs({ id, kept }: RetentionRule): number {
  if (kept.kind === "days") return kept.days * 86_400_000;
  if (kept.kind === "minutes") return kept.minutes * 60_000;
  throw new Error(`the rule ${id} has no period`);
}

async function counted(transaction: Transaction<CivicTables>, query: RawBuilder<unknown>): Promise<number> {
  return Number((await query.execute(transaction)).numAffectedRows ?? 0n);
}
