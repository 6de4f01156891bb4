import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Language } from "../../web/language/index.ts";
import type { Person } from "../people/index.ts";
import { type ActFault, type ModerationAct, mayAct, openedCase, type SaidAct } from "./acts.ts";
import { ANSWERING, type Appeal, type AppealFault, waitingAppealOf, waitingAppeals } from "./appeals.ts";
import { findCase, type ModerationCase, waitingCases } from "./cases.ts";
import type { HouseRules, RuleCode } from "./house-rules.ts";
import type { KeptField, ModerationParts } from "./keepers.ts";
import { type Passage, passagesIn } from "./screening.ts";
import { languageIn, standingOf, type Tombstone } from "./standing.ts";
import { type Subject, subjectName } from "./subjects.ts";

/** A case as it stands in the queue. */
export interface ListedCase extends ModerationCase {
  readonly waitingDays: number;
}

export interface QueuePage {
  readonly cases: readonly ListedCase[];
  readonly appeals: readonly (Omit<Appeal, "reason" | "actedBy"> & { readonly isOwn: boolean })[];
  /** Whether the reader may decide on cases, and answer appeals. */
  readonly mayDecide: boolean;
  readonly mayAnswer: boolean;
}

const DAY_MS = 86_400_000;

export async function queuePage(
  { civic, nowMs, keepers }: Pick<ModerationParts, "civic" | "nowMs" | "keepers">,
  person: Person,
): Promise<QueuePage> {
  // A text can be gone with whoever wrote it: then there is nothing to decide on.
  const there = async <One extends { readonly subject: Subject }>(all: readonly One[]): Promise<One[]> => {
    const kept = await Promise.all(all.map(({ subject }) => keepers[subject.kind].find(civic, subject.ref)));
    return all.filter((_, index) => kept[index] !== undefined);
  };
  const [cases, appeals] = await Promise.all([
    waitingCases(civic).then(there),
    waitingAppeals(civic).then(there),
  ]);
  return {
    cases: cases.map((one) => ({
      ...one,
      waitingDays: Math.floor(Math.max(0, nowMs() - one.openedAtMs) / DAY_MS),
    })),
    appeals: appeals.map(({ reason: _, actedBy, ...one }) => ({ ...one, isOwn: actedBy === person.id })),
    mayDecide: mayAct("left", person.role),
    mayAnswer: ANSWERING.includes(person.role),
  };
}

/** A field of a text as an official reads it. */
export interface ReadField {
  readonly field: string;
  readonly part: KeptField["part"];
  readonly isStanding: boolean;
  readonly text: string;
  readonly passages: readonly Passage[];
}

export interface CasePage {
  readonly one: ListedCase;
  readonly path: string;
  readonly language: Language;
  /** The standing wording first. */
  readonly fields: readonly ReadField[];
  /** Whether its readers see less than what stands here. */
  readonly isHeld: boolean;
  readonly tombstone: Tombstone | null;
  readonly reports: readonly {
    readonly rule: string;
    readonly words: string | null;
    readonly language: Language;
    readonly atMs: number;
  }[];
  readonly acts: readonly DoneAct[];
  /** What the reader may do now. */
  readonly open: readonly ModerationAct[];
  readonly mark: string;
  readonly rules: readonly RuleCode[];
  /** The appeal that waits for an answer, and whether the reader may give it; null where none does. */
  readonly appeal: {
    readonly actId: number;
    readonly reason: string;
    readonly language: Language;
    readonly atMs: number;
    readonly may: "open" | "another-official" | "another-role";
  } | null;
  readonly attempt: CaseAttempt | null;
}

/** What was done before with the same text. */
export interface DoneAct {
  readonly id: number;
  readonly act: string;
  readonly rule: string;
  readonly reason: string;
  readonly language: Language;
  readonly role: string;
  readonly atMs: number;
  readonly logEntry: number;
}

/** What was filled in, and why it was not taken. */
export interface CaseAttempt {
  readonly said: Omit<SaidAct, "language"> & { readonly answer: string };
  readonly fault: ActFault | AppealFault;
}

export async function casePage(
  parts: Pick<ModerationParts, "civic" | "nowMs" | "keepers">,
  house: HouseRules,
  id: number,
  person: Person,
  attempt: CaseAttempt | null = null,
): Promise<CasePage | undefined> {
  const { civic, nowMs } = parts;
  const found = await findCase(civic, id);
  const opened = found && (await openedCase(civic, parts, found));
  if (found === undefined || opened === undefined) return undefined;
  const { kept, originals, isHidden } = opened;
  const [{ tombstone, isMasked }, reports, acts] = await Promise.all([
    standingOf(civic, found.subject),
    reportsOf(civic, id),
    actsOf(civic, subjectName(found.subject)),
  ]);
  const appeal = await waitingAppealOf(civic, id);
  const mayShow = mayAct("restored", person.role);
  // Whoever neither decides on it nor answers its appeal has no need to read what others may not.
  const isConcerned =
    mayAct("left", person.role) || (appeal !== undefined && ANSWERING.includes(person.role));
  const fields = kept.fields.flatMap(({ field, part, isStanding, text: shown }): ReadField[] => {
    const text = isConcerned ? originals.get(field) : (shown ?? undefined);
    return text === undefined || text === ""
      ? []
      : [{ field, part, isStanding, text, passages: passagesIn(text) }];
  });
  return {
    one: { ...found, waitingDays: Math.floor(Math.max(0, nowMs() - found.openedAtMs) / DAY_MS) },
    path: kept.path,
    language: kept.language,
    fields: fields.sort((a, b) => Number(b.isStanding) - Number(a.isStanding)),
    isHeld: isMasked || isHidden,
    tombstone,
    reports: isConcerned ? reports : [],
    acts: isConcerned ? acts : acts.filter(({ act }) => act !== "left"),
    open: opened.open.filter((one) => mayAct(one, person.role) && (!isHidden || mayShow)),
    mark: opened.mark,
    rules: house.rules,
    appeal:
      appeal === undefined
        ? null
        : {
            actId: appeal.actId,
            reason: appeal.reason,
            language: appeal.language,
            atMs: appeal.atMs,
            may: !ANSWERING.includes(person.role)
              ? "another-role"
              : appeal.actedBy === person.id
                ? "another-official"
                : "open",
          },
    attempt,
  };
}

async function reportsOf(civic: CivicDatabase, caseId: number): Promise<CasePage["reports"]> {
  const rows = await civic
    .selectFrom("moderation_report")
    .selectAll()
    .where("case_id", "=", caseId)
    .orderBy("id")
    .execute();
  return rows.map(({ rule, words, language, at_ms }) => ({
    ...{ rule, words, atMs: at_ms, language: languageIn(language) },
  }));
}

async function actsOf(civic: CivicDatabase, subject: string): Promise<DoneAct[]> {
  const rows = await civic
    .selectFrom("moderation_act")
    .selectAll()
    .where("subject", "=", subject)
    .orderBy("id")
    .execute();
  return rows.map(({ id, act, rule, reason, language, role, at_ms, log_entry }) => ({
    ...{ id, act, rule, reason, role, language: languageIn(language) },
    ...{ atMs: at_ms, logEntry: log_entry },
  }));
}
