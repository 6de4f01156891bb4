import type { Selectable, Transaction } from "kysely";
import type { ConversationTable } from "../../stores/civic/conversation-tables.ts";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import {
  isLanguage,
  type Language,
  languages,
  readSaidText,
  type SaidText,
} from "../../web/language/index.ts";
import { freeSlug, slugOf } from "../../web/slug.ts";
import type { Names } from "../buildings/index.ts";
import type { ActLog } from "../log/index.ts";
import type { Person } from "../people/index.ts";
import {
  accesses,
  type ConversationFault,
  type ConversationRow,
  FEWEST_STATEMENTS,
  isOver,
  MOST,
  moderations,
  type Statement,
  showings,
} from "./model.ts";

export interface BookParts {
  readonly civic: CivicDatabase;
  readonly log: ActLog;
}

/** A form of a new conversation, every field as it was written. */
export type SaidConversation = Readonly<Record<string, string>>;

export type Made =
  | { readonly ok: true; readonly slug: string }
  | { readonly ok: false; readonly fault: ConversationFault };

/** A conversation and its statements, in the order of their numbers. */
export interface Known {
  readonly conversation: ConversationRow;
  readonly statements: readonly Statement[];
}

type Reads = CivicDatabase | Transaction<CivicTables>;

/** Ends a transaction that leaves nothing then. */
class Refused extends Error {
  readonly fault: ConversationFault;
  constructor(fault: ConversationFault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** The conversations of a city, their statements, and what officials do with them. */
export class ConversationBook {
  readonly #parts: BookParts;
  /** By slug, until something changes: a vote is not to read hundreds of statements. */
  #known = new Map<string, Promise<Known | undefined>>();

  constructor(parts: BookParts) {
    this.#parts = parts;
  }

  /** A conversation with its statements, as it stands. */
  view(slug: string): Promise<Known | undefined> {
    const known = this.#known.get(slug);
    if (known !== undefined) return known;
    const read = this.#read(slug);
    this.#known.set(slug, read);
    // What does not exist, or could not be read, is asked for anew.
    const forget = (): void => void this.#known.delete(slug);
    read.then((found) => found ?? forget(), forget);
    return read;
  }

  async #read(slug: string): Promise<Known | undefined> {
    const conversation = await this.find(slug);
    return conversation && { conversation, statements: await this.statements(conversation.id) };
  }

  /** Newest first; drafts among them. */
  async all(): Promise<ConversationRow[]> {
    const rows = await this.#parts.civic
      .selectFrom("conversation")
      .selectAll()
      .orderBy("id", "desc")
      .execute();
    return rows.map(rowOf);
  }

  async find(slug: string, db: Reads = this.#parts.civic): Promise<ConversationRow | undefined> {
    const row = await db.selectFrom("conversation").selectAll().where("slug", "=", slug).executeTakeFirst();
    return row && rowOf(row);
  }

  /** In the order of their numbers. */
  async statements(conversationId: number, db: Reads = this.#parts.civic): Promise<Statement[]> {
    const [rows, wordings] = await Promise.all([
      db
        .selectFrom("conversation_statement")
        .selectAll()
        .where("conversation_id", "=", conversationId)
        .orderBy("number")
        .execute(),
      db
        .selectFrom("conversation_wording")
        .innerJoin("conversation_statement", "conversation_statement.id", "conversation_wording.statement_id")
        .select([
          "conversation_wording.statement_id",
          "conversation_wording.language",
          "conversation_wording.text",
        ])
        .where("conversation_id", "=", conversationId)
        .execute(),
    ]);
    const texts = Map.groupBy(wordings, ({ statement_id }) => statement_id);
    return rows.map((row) => ({
      id: row.id,
      number: row.number,
      origin: row.origin,
      state: row.state,
      language: isLanguage(row.language) ? row.language : "en",
      reason: row.reason,
      texts: Object.fromEntries(
        (texts.get(row.id) ?? []).flatMap(({ language, text }) => (text === null ? [] : [[language, text]])),
      ),
    }));
  }

  make(said: SaidConversation, by: Person): Promise<Made> {
    return attempt(async () => {
      const titles = inLanguages(said, "title", MOST.title);
      const questions = inLanguages(said, "question", MOST.question, false);
      const moderation = chosen(said, "moderation", moderations);
      const access = chosen(said, "access", accesses);
      const shows = chosen(said, "shows", showings);
      const stem = slugOf(titles.en);
      const { civic, log } = this.#parts;
      return civic.transaction().execute(async (transaction) => {
        const known = await transaction.selectFrom("conversation").select(["slug", "titles"]).execute();
        const taken = new Set(known.map(({ slug }) => slug));
        if (taken.has(stem) || known.some((one) => JSON.parse(one.titles).en === titles.en))
          throw new Refused({ code: "slug-taken" });
        const slug = freeSlug(stem || "conversation", taken);
        const { entry } = await log.append(transaction, {
          act: "conversation.made",
          role: by.role,
          personId: by.id,
          subject: `conversation/${slug}`,
          facts: { moderation, access, shows },
          secret: { title: JSON.stringify(titles), question: JSON.stringify(questions) },
        });
        await transaction
          .insertInto("conversation")
          .values({
            ...{ slug, titles: JSON.stringify(titles), questions: JSON.stringify(questions) },
            ...{ moderation, access, shows, state: "draft", log_entry: entry.sequence },
          })
          .execute();
        return slug;
      });
    });
  }

  /** Opens what was made, from the state it was seen in. */
  open(slug: string, by: Person): Promise<ConversationFault | null> {
    return this.#change(slug, async (transaction, conversation) => {
      if (conversation.state !== "draft")
        throw new Refused({ code: "state-changed", state: conversation.state });
      const shown = (await this.statements(conversation.id, transaction)).filter(
        ({ state }) => state === "shown",
      );
      if (shown.length < FEWEST_STATEMENTS)
        throw new Refused({ code: "too-few-statements", fewest: FEWEST_STATEMENTS });
      await this.#setState(transaction, conversation, "open", { statements: shown.length }, by);
    });
  }

  /** Nothing more comes in from then on. */
  close(slug: string, by: Person): Promise<ConversationFault | null> {
    return this.#change(slug, async (transaction, conversation) => {
      if (conversation.state !== "open")
        throw new Refused({ code: "state-changed", state: conversation.state });
      await this.#setState(transaction, conversation, "closed", {}, by);
    });
  }

  /**
   * An elected body has decided about a conversation that is over: it moves on in the decision's own transaction. One that was decided about before
   * stays so, for several bodies may take up what was said.
   * @returns whether it is over, and could follow.
   */
  async decide(
    transaction: Transaction<CivicTables>,
    slug: string,
    { decision, outcome }: { readonly decision: number; readonly outcome: string },
  ): Promise<boolean> {
    const conversation = await this.find(slug, transaction);
    if (conversation === undefined || !isOver(conversation.state)) return false;
    // Whoever reads it before the transaction ends keeps `closed` a little longer, which takes as little as `decided`.
    this.#known.delete(slug);
    const told = await transaction
      .selectFrom("conversation_release")
      .select("sha256")
      .where("conversation_id", "=", conversation.id)
      .orderBy("id", "desc")
      .limit(1)
      .executeTakeFirst();
    await transaction
      .updateTable("conversation")
      .set({ state: "decided" })
      .where("id", "=", conversation.id)
      .execute();
    await this.#parts.log.append(transaction, {
      act: "conversation.decided",
      role: "node",
      personId: null,
      subject: `conversation/${slug}`,
      // What lay before the body, by its hash.
      facts: { decision, outcome, ...(told === undefined ? {} : { sha256: told.sha256 }) },
    });
    return true;
  }

  /** A statement from whoever begins the conversation: shown at once. */
  seed(slug: string, said: string, language: Language, by: Person): Promise<ConversationFault | null> {
    return this.#change(slug, (transaction, conversation) =>
      this.#add(transaction, conversation, said, language, {
        ...{ origin: "seed", state: "shown", role: by.role, personId: by.id },
      }),
    );
  }

  /** A statement from somebody who takes part. Who it is, is kept nowhere. @param waits whether somebody has to read it first. */
  write(slug: string, said: string, language: Language, waits: boolean): Promise<ConversationFault | null> {
    return this.#change(slug, async (transaction, conversation) => {
      if (conversation.state !== "open") throw new Refused({ code: "not-open" });
      const state = waits || conversation.moderation === "strict" ? "waiting" : "shown";
      await this.#add(transaction, conversation, said, language, {
        ...{ origin: "participant", state, role: "public", personId: null },
      });
    });
  }

  /** Shows a statement, or hides it with a reason that everybody can read. */
  moderate(
    slug: string,
    asked: {
      readonly number: number;
      readonly expected: string;
      readonly to: "shown" | "hidden";
      readonly reason: string;
    },
    by: Person,
  ): Promise<ConversationFault | null> {
    return this.#change(slug, async (transaction, conversation) => {
      const statement = await this.#statement(transaction, conversation, asked.number);
      if (statement.state !== asked.expected || statement.state === asked.to)
        throw new Refused({ code: "statement-state-changed" });
      const reason =
        asked.to === "hidden"
          ? taken(readSaidText("reason", asked.reason, { most: MOST.reason, isOneLine: true }))
          : null;
      await transaction
        .updateTable("conversation_statement")
        .set({ state: asked.to, reason })
        .where("id", "=", statement.id)
        .execute();
      await this.#parts.log.append(transaction, {
        act: `statement.${asked.to}`,
        role: by.role,
        personId: by.id,
        subject: `conversation/${conversation.slug}`,
        facts: { statement: statement.number },
        ...(reason === null ? {} : { secret: { reason } }),
      });
    });
  }

  /** Erases what a hidden statement said, with what opens the log; that there was one stays. */
  erase(slug: string, number: number, by: Person): Promise<ConversationFault | null> {
    return this.#change(slug, async (transaction, conversation) => {
      const statement = await this.#statement(transaction, conversation, number);
      if (statement.state !== "hidden") throw new Refused({ code: "statement-state-changed" });
      const wordings = await transaction
        .updateTable("conversation_wording")
        .set({ text: null })
        .where("statement_id", "=", statement.id)
        .returning("log_entry")
        .execute();
      const entries = wordings.map(({ log_entry }) => log_entry);
      if (entries.length > 0)
        await transaction
          .deleteFrom("log_opening")
          .where("sequence", "in", entries)
          .where("name", "=", "text")
          .execute();
      await this.#parts.log.append(transaction, {
        act: "statement.erased",
        role: by.role,
        personId: by.id,
        subject: `conversation/${conversation.slug}`,
        facts: { statement: number },
      });
    });
  }

  /** Puts a statement beside itself in another language; a person did it. */
  translate(
    slug: string,
    asked: { readonly number: number; readonly language: Language; readonly text: string },
    by: Person,
  ): Promise<ConversationFault | null> {
    return this.#change(slug, async (transaction, conversation) => {
      const statement = await this.#statement(transaction, conversation, asked.number);
      if (statement.language === asked.language)
        throw new Refused({ code: "choice-unknown", field: "language" });
      const text = taken(readSaidText("text", asked.text, { most: MOST.statement, isOneLine: true }));
      const { entry } = await this.#parts.log.append(transaction, {
        act: "statement.translated",
        role: by.role,
        personId: by.id,
        subject: `conversation/${conversation.slug}`,
        facts: { statement: statement.number, language: asked.language },
        secret: { text },
      });
      const { language } = asked;
      await transaction
        .insertInto("conversation_wording")
        .values({ statement_id: statement.id, language, text, log_entry: entry.sequence })
        .onConflict((conflict) => conflict.doUpdateSet({ text, log_entry: entry.sequence }))
        .execute();
    });
  }

  async #add(
    transaction: Transaction<CivicTables>,
    conversation: ConversationRow,
    said: string,
    language: Language,
    as: {
      readonly origin: Statement["origin"];
      readonly state: Statement["state"];
      readonly role: string;
      readonly personId: string | null;
    },
  ): Promise<void> {
    if (isOver(conversation.state)) throw new Refused({ code: "not-open" });
    const text = taken(readSaidText("statement", said, { most: MOST.statement, isOneLine: true }));
    const known = await this.statements(conversation.id, transaction);
    if (known.length >= MOST.statements)
      throw new Refused({ code: "too-many-statements", most: MOST.statements });
    const same = known.find(({ texts }) => languages.some((other) => sameWords(texts[other], text)));
    if (same !== undefined) throw new Refused({ code: "statement-known", number: same.number });
    const number = 1 + (known.at(-1)?.number ?? 0);
    const { entry } = await this.#parts.log.append(transaction, {
      act: "statement.added",
      role: as.role,
      personId: as.personId,
      subject: `conversation/${conversation.slug}`,
      facts: { statement: number, origin: as.origin, state: as.state, language },
      secret: { text },
    });
    const { id } = await transaction
      .insertInto("conversation_statement")
      .values({
        ...{ conversation_id: conversation.id, number, origin: as.origin, state: as.state, language },
        ...{ reason: null, log_entry: entry.sequence },
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await transaction
      .insertInto("conversation_wording")
      .values({ statement_id: id, language, text, log_entry: entry.sequence })
      .execute();
  }

  async #statement(
    transaction: Transaction<CivicTables>,
    conversation: ConversationRow,
    number: number,
  ): Promise<Statement> {
    const found = (await this.statements(conversation.id, transaction)).find((one) => one.number === number);
    if (found === undefined) throw new Refused({ code: "statement-unknown" });
    return found;
  }

  async #setState(
    transaction: Transaction<CivicTables>,
    conversation: ConversationRow,
    state: ConversationRow["state"],
    facts: Readonly<Record<string, number>>,
    by: Person,
  ): Promise<void> {
    await transaction.updateTable("conversation").set({ state }).where("id", "=", conversation.id).execute();
    await this.#parts.log.append(transaction, {
      act: `conversation.${state}`,
      role: by.role,
      personId: by.id,
      subject: `conversation/${conversation.slug}`,
      facts,
    });
  }

  async #change(
    slug: string,
    work: (transaction: Transaction<CivicTables>, conversation: ConversationRow) => Promise<void>,
  ): Promise<ConversationFault | null> {
    try {
      return await this.#parts.civic.transaction().execute(async (transaction) => {
        const conversation = await this.find(slug, transaction);
        if (conversation === undefined) throw new Refused({ code: "not-open" });
        await work(transaction, conversation);
        return null;
      });
    } catch (error) {
      if (error instanceof Refused) return error.fault;
      throw error;
    } finally {
      this.#known.delete(slug);
    }
  }
}

async function attempt(work: () => Promise<string>): Promise<Made> {
  try {
    return { ok: true, slug: await work() };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, fault: error.fault };
    throw error;
  }
}

function taken(read: SaidText<string>): string {
  if (!read.ok) throw new Refused(read.fault);
  return read.text;
}

/** One text in three languages; where only some are written, the first of them stands for the others. */
function inLanguages(said: SaidConversation, field: string, most: number, isOneLine = true): Names {
  const written = Object.fromEntries(
    languages.map((language) => [language, said[`${field}-${language}`] ?? ""]),
  );
  const first = Object.values(written).find((text) => text.trim() !== "") ?? "";
  return Object.fromEntries(
    languages.map((language) => [
      language,
      taken(
        readSaidText(`${field}-${language}`, (written[language] ?? "").trim() || first, { most, isOneLine }),
      ),
    ]),
  ) as unknown as Names;
}

function chosen<Choice extends string>(
  said: SaidConversation,
  field: string,
  choices: readonly Choice[],
): Choice {
  const found = choices.find((choice) => choice === said[field]);
  if (found === undefined) throw new Refused({ code: "choice-unknown", field });
  return found;
}

/** Whether two statements differ in capitals, spaces and marks only. */
function sameWords(known: string | undefined, said: string): boolean {
  const words = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");
  return known !== undefined && words(known) === words(said);
}

function rowOf(row: Selectable<ConversationTable>): ConversationRow {
  return {
    id: row.id,
    slug: row.slug,
    titles: JSON.parse(row.titles),
    questions: JSON.parse(row.questions),
    moderation: row.moderation,
    access: row.access,
    shows: row.shows,
    state: row.state,
    logEntry: row.log_entry,
  };
}
