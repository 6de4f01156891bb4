import type { Outcome } from "@husting/verdict";
import type { Transaction } from "kysely";
import type { CivicTables } from "../../stores/civic/tables.ts";
import { isLanguage, type Language } from "../../web/language/index.ts";
import type { Person } from "../people/index.ts";
import { isVerified, type RecordedVerdict } from "../verdicts/index.ts";
import { type EvidenceKind, evidenceKinds, MOST } from "./outcome.ts";
import type { DecisionParts } from "./parts.ts";
import { type AnswerState, officeStates } from "./promise-state.ts";
import { optional, readDate, readLine, readText, type TextFault } from "./read-text.ts";

type Parts = Pick<DecisionParts, "log" | "nowMs">;

/** A promise as it was made. */
export interface Promised {
  readonly id: number;
  readonly decisionId: number;
  readonly text: string;
  readonly measurable: string | null;
  readonly language: Language;
  readonly dueDate: string;
  readonly office: string;
  /** Whether a final verdict answers it. */
  readonly byVerdict: boolean;
  /** The measure whose final verdict answers it; null also while a proposal has not become one. */
  readonly measureId: number | null;
  readonly logEntry: number;
}

/** What was said of a promise, by its office or by a verdict. Nothing is taken back; the newest counts. */
export interface PromiseAnswer {
  readonly promiseId: number;
  readonly state: AnswerState;
  readonly text: string | null;
  readonly language: Language;
  readonly evidence: { readonly kind: EvidenceKind; readonly what: string } | null;
  readonly doneDate: string | null;
  readonly atMs: number;
  readonly byRole: string;
  /** The verdict that answered; null where an office did. */
  readonly verdict: {
    readonly version: number;
    readonly outcome: Outcome;
    readonly sha256: string;
  } | null;
  readonly logEntry: number;
}

export interface SaidAnswer {
  readonly state: string;
  readonly doneDate: string;
  readonly text: string;
  readonly evidenceKind: string;
  readonly evidence: string;
}

export type AnswerFault =
  | TextFault
  | "state-unknown"
  | "date-malformed"
  | "date-in-future"
  | "date-missing"
  | "date-without-kept"
  | "evidence-missing"
  | "evidence-kind-unknown"
  | "evidence-no-link"
  | "evidence-no-measure"
  /** What a verdict answers no office can call kept. */
  | "kept-by-verdict-only"
  | "answered-by-verdict";

export interface AnswerRefusal {
  readonly field: keyof SaidAnswer;
  readonly code: AnswerFault;
}

/** All, or those of some decisions. */
export async function promisesOf(
  { civic }: Pick<DecisionParts, "civic">,
  decisionIds?: readonly number[],
): Promise<Promised[]> {
  if (decisionIds?.length === 0) return [];
  let query = civic.selectFrom("promise").selectAll().orderBy("due_date").orderBy("id");
  if (decisionIds !== undefined) query = query.where("decision_id", "in", decisionIds);
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.id,
    decisionId: row.decision_id,
    text: row.text,
    measurable: row.measurable,
    language: isLanguage(row.language) ? row.language : "en",
    dueDate: row.due_date,
    office: row.office,
    byVerdict: row.by_verdict === 1,
    measureId: row.measure_id,
    logEntry: row.log_entry,
  }));
}

/** Every answer, oldest first, by promise; of all promises, or of some. */
export async function answersOf(
  { civic }: Pick<DecisionParts, "civic">,
  promiseIds?: readonly number[],
): Promise<Map<number, PromiseAnswer[]>> {
  if (promiseIds?.length === 0) return new Map();
  let query = civic.selectFrom("promise_answer").selectAll().orderBy("id");
  if (promiseIds !== undefined) query = query.where("promise_id", "in", promiseIds);
  const rows = await query.execute();
  const answers = rows.map(
    (row): PromiseAnswer => ({
      promiseId: row.promise_id,
      state: row.state as AnswerState,
      text: row.text,
      language: isLanguage(row.language) ? row.language : "en",
      evidence:
        row.evidence === null ? null : { kind: row.evidence_kind as EvidenceKind, what: row.evidence },
      doneDate: row.done_date,
      atMs: row.answered_at_ms,
      byRole: row.by_role,
      verdict:
        row.verdict_sha256 === null
          ? null
          : {
              version: row.verdict_version ?? 0,
              outcome: row.verdict_outcome as Outcome,
              sha256: row.verdict_sha256,
            },
      logEntry: row.log_entry,
    }),
  );
  return Map.groupBy(answers, ({ promiseId }) => promiseId);
}

/**
 * An office says what became of its promise, with what shows it. Whether it was kept in time follows from the day on which
 * it was done.
 */
export async function answerPromise(
  parts: DecisionParts,
  promised: Promised,
  said: SaidAnswer,
  today: string,
  language: Language,
  by: Person | null,
): Promise<AnswerRefusal | null> {
  const refuse = (field: keyof SaidAnswer, code: AnswerFault) => ({ field, code }) as const;
  const state = officeStates.find((known) => known === said.state);
  if (state === undefined) return refuse("state", "state-unknown");
  if (state === "kept" && promised.byVerdict) return refuse("state", "kept-by-verdict-only");
  if (promised.byVerdict && (await isAnsweredByVerdict(parts, promised.id)))
    return refuse("state", "answered-by-verdict");
  const done = optional(said.doneDate, readDate);
  if (!done.ok) return refuse("doneDate", done.fault);
  if (state === "kept" && done.value === null) return refuse("doneDate", "date-missing");
  if (state !== "kept" && done.value !== null) return refuse("doneDate", "date-without-kept");
  if (done.value !== null && done.value > today) return refuse("doneDate", "date-in-future");
  const text = readText(said.text, MOST.question);
  if (!text.ok) return refuse("text", text.fault);
  const evidence = optional(said.evidence, (line) => readLine(line, 500));
  if (!evidence.ok) return refuse("evidence", evidence.fault);
  const kind = evidenceKinds.find((known) => known === said.evidenceKind);
  if (evidence.value === null && state !== "broken") return refuse("evidence", "evidence-missing");
  if (evidence.value !== null) {
    if (kind === undefined) return refuse("evidenceKind", "evidence-kind-unknown");
    if (kind === "link" && !isLink(evidence.value)) return refuse("evidence", "evidence-no-link");
    if (kind === "measure" && (await parts.measures.bySlug(evidence.value)) === undefined)
      return refuse("evidence", "evidence-no-measure");
  }
  await parts.civic.transaction().execute(async (transaction) => {
    const last = await transaction
      .selectFrom("promise_answer")
      .selectAll()
      .where("promise_id", "=", promised.id)
      .orderBy("id", "desc")
      .executeTakeFirst();
    // A button that was pressed twice says one thing.
    if (
      last?.state === state &&
      last.text === text.value &&
      last.evidence === evidence.value &&
      last.done_date === done.value
    )
      return;
    const { entry } = await parts.log.append(transaction, {
      act: "promise.answered",
      role: by?.role ?? "node",
      personId: by?.id ?? null,
      subject: `promise/${promised.id}`,
      facts: {
        state,
        due: promised.dueDate,
        ...(done.value === null ? {} : { done: done.value }),
        ...(evidence.value === null ? {} : { evidence: kind! }),
      },
      secret: { text: text.value, ...(evidence.value === null ? {} : { evidence: evidence.value }) },
    });
    await transaction
      .insertInto("promise_answer")
      .values({
        ...{ promise_id: promised.id, state, text: text.value, language, done_date: done.value },
        ...{ evidence_kind: evidence.value === null ? null : kind!, evidence: evidence.value },
        ...{ answered_at_ms: parts.nowMs(), by_role: by?.role ?? "node", log_entry: entry.sequence },
        ...{ verdict_version: null, verdict_outcome: null, verdict_sha256: null },
      })
      .execute();
  });
  return null;
}

async function isAnsweredByVerdict(
  { civic }: Pick<DecisionParts, "civic">,
  promiseId: number,
): Promise<boolean> {
  const found = await civic
    .selectFrom("promise_answer")
    .select("id")
    .where("promise_id", "=", promiseId)
    .where("verdict_sha256", "is not", null)
    .executeTakeFirst();
  return found !== undefined;
}

/** What a final verdict says of the promise that hung on it. */
export function answerOfVerdict(outcome: Outcome): AnswerState {
  if (isVerified(outcome)) return "kept";
  return outcome === "inconclusive" ? "open" : "broken";
}

/** Answers the promises that hang on a measure, in the transaction that records its final verdict; a later one answers anew. */
export async function answerByVerdict(
  parts: Parts,
  transaction: Transaction<CivicTables>,
  verdict: RecordedVerdict,
): Promise<void> {
  if (!verdict.isFinal) return;
  const promises = await transaction
    .selectFrom("promise")
    .select("id")
    .where("measure_id", "=", verdict.measure.id)
    .orderBy("id")
    .execute();
  const { version, sha256, document } = verdict;
  for (const { id } of promises)
    await putVerdict(parts, transaction, id, { version, sha256, outcome: document.outcome });
}

/** Answers a promise that is made after its measure was judged for good. */
export async function answerNewPromise(
  parts: Parts,
  transaction: Transaction<CivicTables>,
  promiseId: number,
  measureId: number,
): Promise<void> {
  const judged = await transaction
    .selectFrom("verdict")
    .select(["version", "sha256", "outcome"])
    .where("measure_id", "=", measureId)
    .where("is_final", "=", 1)
    .orderBy("version", "desc")
    .executeTakeFirst();
  if (judged === undefined) return;
  await putVerdict(parts, transaction, promiseId, { ...judged, outcome: judged.outcome as Outcome });
}

async function putVerdict(
  { log, nowMs }: Parts,
  transaction: Transaction<CivicTables>,
  promiseId: number,
  { version, sha256, outcome }: NonNullable<PromiseAnswer["verdict"]>,
): Promise<void> {
  const last = await transaction
    .selectFrom("promise_answer")
    .select("verdict_sha256")
    .where("promise_id", "=", promiseId)
    .orderBy("id", "desc")
    .executeTakeFirst();
  if (last?.verdict_sha256 === sha256) return;
  const state = answerOfVerdict(outcome);
  const { entry } = await log.append(transaction, {
    act: "promise.answered",
    role: "node",
    personId: null,
    subject: `promise/${promiseId}`,
    facts: { state, verdict: outcome, version, sha256 },
  });
  await transaction
    .insertInto("promise_answer")
    .values({
      ...{ promise_id: promiseId, state, text: null, language: "en", done_date: null },
      ...{ evidence_kind: null, evidence: null, answered_at_ms: nowMs(), by_role: "node" },
      ...{ verdict_version: version, verdict_outcome: outcome, verdict_sha256: sha256 },
      log_entry: entry.sequence,
    })
    .execute();
}

function isLink(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.username === "" &&
    url.password === "" &&
    !/\s/.test(text)
  );
}
