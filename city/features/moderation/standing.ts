import type { Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import { isLanguage, type Language } from "../../web/language/index.ts";
import { readSubject, type Subject, subjectName } from "./subjects.ts";

type Reads = CivicDatabase | Transaction<CivicTables>;

/** What stands in the place of a text, or beside one that was redacted: under which rule, since when and why. */
export interface Tombstone {
  readonly standing: "hidden" | "redacted";
  readonly actId: number;
  readonly rule: string;
  readonly reason: string;
  readonly language: Language;
  readonly role: string;
  readonly atMs: number;
  readonly logEntry: number;
  readonly appeal: PublicAppeal | null;
}

/** What everybody reads of an appeal: that there is one, and how it was answered. Its reason could be the hidden text again. */
export interface PublicAppeal {
  readonly atMs: number;
  readonly answer: {
    readonly upheld: boolean;
    readonly reason: string;
    readonly language: Language;
    readonly role: string;
    readonly atMs: number;
  } | null;
}

/** How a text stands for its readers. */
export interface Standing {
  /** Null where it is neither hidden nor redacted. */
  readonly tombstone: Tombstone | null;
  /** Whether parts of it are kept back until a person has looked. */
  readonly isMasked: boolean;
}

export const UNMODERATED: Standing = { tombstone: null, isMasked: false };

/** How texts stand, by `subjectName`; those of which there is nothing to say are missing. */
export async function standingsOf(
  db: Reads,
  subjects: readonly Subject[],
): Promise<ReadonlyMap<string, Standing>> {
  const names = subjects.map(subjectName);
  if (names.length === 0) return new Map();
  const [rows, held] = await Promise.all([
    db
      .selectFrom("moderation_standing")
      .innerJoin("moderation_act", "moderation_act.id", "moderation_standing.act_id")
      .leftJoin("moderation_appeal", "moderation_appeal.act_id", "moderation_act.id")
      .select([
        "moderation_standing.subject",
        "moderation_standing.standing",
        "moderation_standing.act_id",
        "moderation_act.rule",
        "moderation_act.reason",
        "moderation_act.language",
        "moderation_act.role",
        "moderation_act.at_ms",
        "moderation_act.log_entry",
        "moderation_appeal.at_ms as appealed_at_ms",
        "moderation_appeal.upheld",
        "moderation_appeal.answer",
        "moderation_appeal.answer_language",
        "moderation_appeal.answer_role",
        "moderation_appeal.answered_at_ms",
      ])
      .where("moderation_standing.subject", "in", names)
      .execute(),
    db.selectFrom("held_text").select("subject").distinct().where("subject", "in", names).execute(),
  ]);
  const standings = new Map<string, Standing>();
  for (const { subject } of held) standings.set(subject, { tombstone: null, isMasked: true });
  for (const row of rows) {
    const isHidden = row.standing === "hidden";
    standings.set(row.subject, {
      isMasked: !isHidden && standings.has(row.subject),
      tombstone: {
        standing: isHidden ? "hidden" : "redacted",
        actId: row.act_id,
        rule: row.rule,
        reason: row.reason,
        language: languageIn(row.language),
        role: row.role,
        atMs: row.at_ms,
        logEntry: row.log_entry,
        appeal:
          row.appealed_at_ms === null
            ? null
            : {
                atMs: row.appealed_at_ms,
                answer:
                  row.answered_at_ms === null
                    ? null
                    : {
                        upheld: row.upheld === 1,
                        reason: row.answer ?? "",
                        language: languageIn(row.answer_language),
                        role: row.answer_role ?? "",
                        atMs: row.answered_at_ms,
                      },
              },
      },
    });
  }
  return standings;
}

export async function standingOf(db: Reads, subject: Subject): Promise<Standing> {
  return (await standingsOf(db, [subject])).get(subjectName(subject)) ?? UNMODERATED;
}

/** Whether a text is hidden: then it is not worded anew before it is shown again. */
export async function isHidden(db: Reads, subject: Subject): Promise<boolean> {
  return (await standingOf(db, subject)).tombstone?.standing === "hidden";
}

/** A text that was worded anew is not the redacted one any more. */
export async function forgetRedaction(
  transaction: Transaction<CivicTables>,
  subject: Subject,
): Promise<void> {
  await transaction
    .deleteFrom("moderation_standing")
    .where("subject", "=", subjectName(subject))
    .where("standing", "=", "redacted")
    .execute();
}

/** The texts of a kind that are hidden now, with what stands in their place. */
export async function hiddenOf(
  db: Reads,
  kind: Subject["kind"],
): Promise<{ readonly ref: string; readonly tombstone: Tombstone }[]> {
  const rows = await db
    .selectFrom("moderation_standing")
    .select("subject")
    .where("standing", "=", "hidden")
    .where("subject", "like", `${kind}-%`)
    .execute();
  const subjects = rows.flatMap(({ subject }) => readSubject(subject) ?? []);
  const standings = await standingsOf(db, subjects);
  return subjects.flatMap((subject) => {
    const tombstone = standings.get(subjectName(subject))?.tombstone;
    return tombstone ? [{ ref: subject.ref, tombstone }] : [];
  });
}

export function languageIn(said: string | null): Language {
  return isLanguage(said) ? said : "en";
}
