import { hashLeaf, type LogEntry, toHex, utf8 } from "@husting/openness";
import { sql } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Names } from "../buildings/index.ts";
import type { MeasureRegister } from "../measures/index.ts";
import type { VerdictBook, VerdictVersion } from "../verdicts/index.ts";
import type { CaseBook, CaseKind, OpenedCase } from "./case-book.ts";
import { caseAddress } from "./case-numbers.ts";
import { type CaseScope, scopeOf } from "./case-scope.ts";
import { type CasePart, type CaseVote, textsByEntry } from "./case-texts.ts";
import { type CaseStatus, type CaseTitle, statusesOf, titlesOf } from "./case-titles.ts";

export interface CaseFileParts {
  readonly civic: CivicDatabase;
  readonly cases: CaseBook;
  readonly measures: Pick<MeasureRegister, "bySlug">;
  readonly verdicts: Pick<VerdictBook, "versions">;
  readonly nowMs: () => number;
  readonly zone: string;
}

/** One thing that happened in a case: an entry of the log, with the texts that stand in rows of their own. */
export interface CaseDocument {
  /** Its number in the log. */
  readonly entry: number;
  /** Of the entry's line, by which it stands in the log's tree (RFC 6962). */
  readonly leafHash: string;
  /** When it happened, as its page tells it. */
  readonly atMs: number;
  /** When it was put on record. */
  readonly loggedAt: string;
  readonly act: string;
  readonly role: string;
  readonly subject: string;
  readonly facts: LogEntry["facts"];
  readonly parts: readonly CasePart[];
  readonly votes: readonly CaseVote[];
}

/** A case as it stands in lists and beside another. */
export interface ListedCase {
  readonly address: string;
  readonly label: string;
  readonly kind: CaseKind;
  /** Of what it is about. */
  readonly subject: number;
  readonly openedAtMs: number;
  readonly title: CaseTitle;
  readonly status: CaseStatus;
}

export interface CaseMeasure {
  readonly slug: string;
  readonly titles: Names;
  readonly verdicts: readonly Pick<
    VerdictVersion,
    "version" | "outcome" | "isFinal" | "sha256" | "logEntry"
  >[];
}

/** Everything public that belongs to a case, in the order in which it was put on record. */
export interface CaseFile extends ListedCase {
  /** The author's name, where they chose to be named. */
  readonly author: string | null;
  /** Where the paper lies that it came on; null where there is none. */
  readonly paperAt: string | null;
  readonly documents: readonly CaseDocument[];
  readonly related: readonly ListedCase[];
  readonly measures: readonly CaseMeasure[];
}

export async function caseFile(parts: CaseFileParts, opened: OpenedCase): Promise<CaseFile> {
  const { civic } = parts;
  const scope = await scopeOf(civic, opened);
  const [entries, texts, related, [listed]] = await Promise.all([
    entriesOf(civic, scope),
    textsByEntry(civic, scope),
    relatedCases(parts, scope),
    listCases(parts, [opened]),
  ]);
  const measures: CaseMeasure[] = [];
  for (const slug of scope.measures) {
    const measure = await parts.measures.bySlug(slug);
    if (measure !== undefined)
      measures.push({
        slug,
        titles: measure.titles,
        verdicts: (await parts.verdicts.versions(measure.id)).map(
          ({ version, outcome, isFinal, sha256, logEntry }) => ({
            version,
            outcome,
            isFinal,
            sha256,
            logEntry,
          }),
        ),
      });
  }
  const [proposal] = scope.proposals;
  const about =
    proposal === undefined
      ? undefined
      : await civic
          .selectFrom("proposal")
          .leftJoin("proposal_author", "proposal_author.proposal_id", "proposal.id")
          .select(["proposal.paper_at", "proposal_author.name", "proposal_author.shows_name"])
          .where("proposal.id", "=", proposal)
          .executeTakeFirst();
  return {
    ...listed!,
    author: about?.shows_name === 1 ? about.name : null,
    paperAt: about?.paper_at ?? null,
    documents: entries.map(({ line, entry }): CaseDocument => {
      const own = texts.get(entry.sequence);
      return {
        entry: entry.sequence,
        leafHash: toHex(hashLeaf(utf8(line))),
        atMs: own?.atMs ?? Date.parse(entry.at),
        loggedAt: entry.at,
        act: entry.act,
        role: entry.actor.role,
        subject: entry.subject,
        facts: entry.facts,
        parts: own?.parts ?? [],
        votes: own?.votes ?? [],
      };
    }),
    related,
    measures,
  };
}

/** Cases with their titles, and how they stand. */
export async function listCases(
  { civic, cases, nowMs, zone }: Pick<CaseFileParts, "civic" | "cases" | "nowMs" | "zone">,
  opened: readonly OpenedCase[],
): Promise<ListedCase[]> {
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
  const [titles, statuses] = await Promise.all([titlesOf(civic, opened), statusesOf(civic, opened, today)]);
  return opened.map((one, at) => ({
    address: caseAddress(one),
    label: cases.label(one),
    kind: one.kind,
    subject: one.subject,
    openedAtMs: one.openedAtMs,
    title: titles[at]!,
    status: statuses[at]!,
  }));
}

/** The stored lines of a case's entries, in their order. */
export async function entriesOf(
  db: CivicDatabase,
  scope: CaseScope,
): Promise<{ readonly line: string; readonly entry: LogEntry }[]> {
  const subjects = [
    ...scope.proposals.map((id) => `proposal/${id}`),
    ...scope.decisions.map((id) => `decision/${id}`),
    ...scope.promises.map((id) => `promise/${id}`),
    ...scope.questions.map((id) => `question/${id}`),
  ];
  if (subjects.length === 0) return [];
  const { rows } = await sql<{ line: string }>`SELECT line FROM log_entry
    WHERE json_extract(line, '$.subject') IN (${sql.join(subjects)}) ORDER BY sequence`.execute(db);
  return rows.map(({ line }) => ({ line, entry: JSON.parse(line) as LogEntry }));
}

async function relatedCases(parts: CaseFileParts, { related }: CaseScope): Promise<ListedCase[]> {
  const found: OpenedCase[] = [];
  for (const { kind, subject } of related) {
    const opened = await parts.cases.of(kind, subject);
    if (opened !== undefined) found.push(opened);
  }
  return listCases(parts, found);
}
