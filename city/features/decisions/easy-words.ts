import type { Transaction } from "kysely";
import type { CivicTables } from "../../stores/civic/tables.ts";
import { type Language, languages } from "../../web/language/index.ts";
import type { Person } from "../people/index.ts";
import { languageIn } from "./decisions.ts";
import { MOST } from "./outcome.ts";
import type { DecisionParts } from "./parts.ts";
import { readText, type TextFault } from "./read-text.ts";

/** What easy words are about. */
export interface EasySubject {
  readonly kind: "decision" | "promise";
  readonly id: number;
}

/** A short text in everyday words that a person wrote beside the formal one. */
export interface EasyWords {
  readonly about: EasySubject;
  readonly language: Language;
  readonly body: string;
  /** Of whoever wrote it. */
  readonly role: string;
  readonly atMs: number;
  readonly logEntry: number;
}

export type EasyFault = TextFault | "points-at-nothing";

type Reads = Pick<Transaction<CivicTables>, "selectFrom">;

/** The newest easy words of each language about everything of a kind, or about some of it. */
export async function easyWords(
  db: Reads,
  kind: EasySubject["kind"],
  ids?: readonly number[],
): Promise<EasyWords[]> {
  if (ids?.length === 0) return [];
  let query = db.selectFrom("easy_words").selectAll().where("about_kind", "=", kind).orderBy("id");
  if (ids !== undefined) query = query.where("about_id", "in", ids);
  const newest = new Map<string, EasyWords>();
  for (const row of await query.execute()) {
    const key = `${row.about_id} ${row.language}`;
    if (row.body === null) newest.delete(key);
    else
      newest.set(key, {
        about: { kind, id: row.about_id },
        language: languageIn(row.language),
        body: row.body,
        role: row.role,
        atMs: row.at_ms,
        logEntry: row.log_entry,
      });
  }
  return [...newest.values()];
}

/** Puts easy words beside a decision or one of its promises; newer ones take their place, and the log keeps that there were others. */
export async function putEasily(
  { civic, log, nowMs }: Pick<DecisionParts, "civic" | "log" | "nowMs">,
  about: EasySubject,
  said: string,
  language: Language,
  by: Person | null,
): Promise<EasyFault | null> {
  const body = readText(said, MOST.question);
  if (!body.ok) return body.fault;
  return civic.transaction().execute(async (transaction) => {
    const known = await transaction
      .selectFrom(about.kind)
      .select("id")
      .where("id", "=", about.id)
      .executeTakeFirst();
    if (known === undefined) return "points-at-nothing";
    const { entry } = await log.append(transaction, {
      act: `${about.kind}.put-easily`,
      role: by?.role ?? "node",
      personId: by?.id ?? null,
      subject: `${about.kind}/${about.id}`,
      facts: { language },
      secret: { text: body.value },
    });
    await transaction
      .insertInto("easy_words")
      .values({
        ...{ about_kind: about.kind, about_id: about.id, language, body: body.value },
        ...{ role: by?.role ?? "node", at_ms: nowMs(), log_entry: entry.sequence },
      })
      .execute();
    return null;
  });
}

/** How many decisions and promises have no easy words yet, by language. */
export async function easyWordsMissing(db: Reads): Promise<Readonly<Record<Language, number>>> {
  const [decisions, promises, ofDecisions, ofPromises] = await Promise.all([
    db.selectFrom("decision").select("id").execute(),
    db.selectFrom("promise").select("id").execute(),
    easyWords(db, "decision"),
    easyWords(db, "promise"),
  ]);
  const written = [...ofDecisions, ...ofPromises];
  const all = decisions.length + promises.length;
  return Object.fromEntries(
    languages.map((of) => [of, all - written.filter(({ language }) => language === of).length]),
  ) as Record<Language, number>;
}
