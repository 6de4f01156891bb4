import { sql, type Transaction } from "kysely";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { Person } from "../people/index.ts";
import { answerNewPromise } from "./follow-ups.ts";
import type { DecisionParts } from "./parts.ts";

/**
 * A proposal has become a measure: the promises that were to be answered by its verdict hang on that measure from now on, each on record.
 * The first measure counts, and another one only where the first was abandoned, so that nobody can choose the verdict they like best.
 * @param by who tied the proposal to the measure; null where the node did.
 */
export async function tiePromises(
  parts: Pick<DecisionParts, "log" | "nowMs">,
  transaction: Transaction<CivicTables>,
  { proposal, measure }: { readonly proposal: string; readonly measure: string },
  by: Person | null,
): Promise<void> {
  const found = await transaction
    .selectFrom("measure")
    .select("id")
    .where("slug", "=", measure)
    .where("state", "!=", "abandoned")
    .executeTakeFirst();
  if (found === undefined) return;
  const waiting = await transaction
    .selectFrom("promise")
    .innerJoin("decision", "decision.id", "promise.decision_id")
    .leftJoin("measure", "measure.id", "promise.measure_id")
    .select("promise.id")
    .where("decision.about_kind", "=", "proposal")
    .where("decision.about_ref", "=", proposal)
    .where("promise.by_verdict", "=", 1)
    .where((of) => of.or([of("promise.measure_id", "is", null), of("measure.state", "=", "abandoned")]))
    .orderBy("promise.id")
    .execute();
  for (const { id } of waiting) {
    await parts.log.append(transaction, {
      act: "promise.tied",
      role: by?.role ?? "node",
      personId: by?.id ?? null,
      subject: `promise/${id}`,
      facts: { answeredByVerdictOf: `measure/${measure}` },
    });
    await transaction.updateTable("promise").set({ measure_id: found.id }).where("id", "=", id).execute();
    await answerNewPromise(parts, transaction, id, found.id);
  }
}

/** The measure, not abandoned, that a proposal became first; undefined before there is one. */
export async function measureOfProposal(
  db: Pick<Transaction<CivicTables>, "selectFrom">,
  proposal: string,
): Promise<{ readonly id: number; readonly slug: string } | undefined> {
  return db
    .selectFrom("proposal_became")
    .innerJoin("measure", "measure.slug", "proposal_became.subject")
    .select(["measure.id", "measure.slug"])
    .where("proposal_became.kind", "=", "measure")
    .where(sql`CAST(proposal_id AS TEXT)`, "=", proposal)
    .where("measure.state", "!=", "abandoned")
    .orderBy("measure.id")
    .executeTakeFirst();
}
