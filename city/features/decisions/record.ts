import type { Transaction } from "kysely";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { Language } from "../../web/language/index.ts";
import type { Person } from "../people/index.ts";
import { answerNewPromise } from "./follow-ups.ts";
import { countVotes } from "./office.ts";
import type { DecisionParts } from "./parts.ts";
import type { NewDecision } from "./said-decision.ts";
import { measureOfProposal } from "./tying.ts";

/** What a decision is about has moved on: the transaction that was to record it leaves nothing. */
export class CannotFollow extends Error {}

/** Puts a decision that was understood on record, with its promises. @returns its number. */
export async function putDecision(
  parts: DecisionParts,
  transaction: Transaction<CivicTables>,
  decided: NewDecision,
  language: Language,
  by: Person | null,
): Promise<number> {
  const { log, cases, nowMs, onDecided } = parts;
  const { body, about, outcome, members, votes, promises } = decided;
  const { id } = await transaction
    .insertInto("decision")
    .values({
      body_id: body.id,
      meeting_date: decided.date,
      case_number: decided.caseNumber,
      about_kind: about.kind,
      about_ref: about.ref,
      titles: JSON.stringify(decided.titles),
      language,
      outcome,
      reasons: decided.reasons,
      cost_minor: decided.costMinor,
      covers: decided.covers,
      voting: decided.voting,
      reservations: decided.reservations,
      recorded_at_ms: nowMs(),
      // Until its entry has a number, a moment from now.
      log_entry: 0,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const counts = countVotes(members, votes);
  const number = await cases.next(transaction);
  const { entry } = await log.append(transaction, {
    act: "decision.recorded",
    role: by?.role ?? "node",
    personId: by?.id ?? null,
    subject: `decision/${id}`,
    facts: {
      case: cases.address(number),
      body: body.slug,
      date: decided.date,
      caseNumber: decided.caseNumber,
      about: about.ref === null ? about.kind : `${about.kind}/${about.ref}`,
      outcome,
      ...(decided.costMinor === null ? {} : { costMinor: decided.costMinor }),
      voting: decided.voting,
      inOffice: members.filter(({ seat }) => seat === "member").length,
      ...(decided.voting === "recorded"
        ? {
            ...counts.all,
            substitutes: members.filter(({ id, seat }) => seat === "substitute" && votes.has(id)).length,
            majorityFor: counts.majority.for,
            majorityAgainst: counts.majority.against,
            oppositionFor: counts.opposition.for,
            oppositionAgainst: counts.opposition.against,
          }
        : {}),
      promises: promises.length,
    },
    secret: {
      title: JSON.stringify(decided.titles),
      reasons: decided.reasons,
      ...(decided.covers === null ? {} : { covers: decided.covers }),
      ...(decided.reservations === null ? {} : { reservations: decided.reservations }),
      ...(votes.size === 0 ? {} : { votes: JSON.stringify([...votes]) }),
    },
  });
  const logEntry = entry.sequence;
  await cases.open(transaction, number, "decision", id, logEntry);
  await transaction.updateTable("decision").set({ log_entry: logEntry }).where("id", "=", id).execute();
  for (const [holder, vote] of votes)
    await transaction
      .insertInto("decision_vote")
      .values({ decision_id: id, holder_id: holder, vote })
      .execute();
  for (const promise of promises) await putPromise(parts, transaction, id, decided, promise, language, by);
  const followed = await onDecided?.(transaction, {
    ...{ reasons: decided.reasons, language },
    ...{ decisionId: id, about, outcome, logEntry },
    ...{ meetingDate: decided.date, body: body.slug },
  });
  if (followed === "cannot-follow") throw new CannotFollow();
  return id;
}

async function putPromise(
  parts: DecisionParts,
  transaction: Transaction<CivicTables>,
  decisionId: number,
  { about }: NewDecision,
  promise: NewDecision["promises"][number],
  language: Language,
  by: Person | null,
): Promise<void> {
  const measure = promise.byVerdict ? await judgedMeasure(transaction, about) : null;
  const { id } = await transaction
    .insertInto("promise")
    .values({
      ...{ decision_id: decisionId, text: promise.text, measurable: promise.measurable, language },
      ...{ due_date: promise.dueDate, office: promise.office, office_email: promise.officeEmail },
      ...{ by_verdict: promise.byVerdict ? 1 : 0, measure_id: measure?.id ?? null, log_entry: 0 },
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const { entry } = await parts.log.append(transaction, {
    act: "promise.made",
    role: by?.role ?? "node",
    personId: by?.id ?? null,
    subject: `promise/${id}`,
    facts: {
      decision: decisionId,
      due: promise.dueDate,
      ...(promise.byVerdict && measure === null ? { answeredByVerdictOf: `proposal/${about.ref}` } : {}),
      ...(measure === null ? {} : { answeredByVerdictOf: `measure/${measure.slug}` }),
    },
    secret: {
      text: promise.text,
      office: promise.office,
      ...(promise.measurable === null ? {} : { measurable: promise.measurable }),
    },
  });
  await transaction.updateTable("promise").set({ log_entry: entry.sequence }).where("id", "=", id).execute();
  // A measure that was judged before the promise was made has its answer already.
  if (measure !== null) await answerNewPromise(parts, transaction, id, measure.id);
}

/** The measure whose verdict will answer what is promised; null where a proposal has not become one yet. */
async function judgedMeasure(
  transaction: Transaction<CivicTables>,
  { kind, ref }: NewDecision["about"],
): Promise<{ readonly id: number; readonly slug: string } | null> {
  if (ref === null) return null;
  if (kind === "proposal") return (await measureOfProposal(transaction, ref)) ?? null;
  if (kind !== "measure") return null;
  return transaction
    .selectFrom("measure")
    .select(["id", "slug"])
    .where("slug", "=", ref)
    .executeTakeFirstOrThrow();
}
