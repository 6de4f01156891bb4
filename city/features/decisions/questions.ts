import { createHmac, timingSafeEqual } from "node:crypto";
import type { Selectable } from "kysely";
import type { WhyQuestionTable } from "../../stores/civic/tables.ts";
import type { Language } from "../../web/language/index.ts";
import { type FloodGate, holdBack, maskedText, mustBeTold, type RepeatWatch } from "../moderation/index.ts";
import { type ClientLimiter, randomDigits } from "../votes/index.ts";
import { languageIn } from "./decisions.ts";
import { MOST } from "./outcome.ts";
import type { DecisionParts } from "./parts.ts";
import { type DeskQuestion, type PaperRefusal, recordAtDesk } from "./question-at-desk.ts";
import { type Read, readAddress, readText, type TextFault } from "./read-text.ts";
import type { QuestionSubject, SaidQuestion, WithholdReason } from "./why.ts";

/** A question that was confirmed. */
export interface Question {
  readonly id: number;
  readonly about: QuestionSubject;
  /** Null where it is the same as another, and where it was withheld. */
  readonly text: string | null;
  readonly withheld: WithholdReason | null;
  readonly language: Language;
  readonly sameAs: number | null;
  /** How it came; and of one on paper, where the paper lies. */
  readonly channel: "mail" | "desk" | "paper";
  readonly paperAt: string | null;
  readonly askedAtMs: number;
  readonly dueDate: string;
  readonly logEntry: number;
}

export interface QuestionAnswer {
  readonly questionId: number;
  readonly text: string;
  readonly language: Language;
  readonly atMs: number;
  readonly byRole: string;
  readonly logEntry: number;
}

export type AskFault =
  | TextFault
  | "address-malformed"
  | "same-unknown"
  /** Something in it is likely to point at a person; whoever sends it again has been told that others will read it. */
  | "points-at-person"
  | "too-often"
  | "letter-not-sent";

export interface AskRefusal {
  readonly field: "text" | "email" | "sameAs";
  readonly code: AskFault;
}

export type CodeFault = "code-wrong" | "code-too-old" | "already-asked" | "too-often";

/** A question whose code is on its way. Its number tells nobody anything; the key is what its asker alone has. */
export interface Awaited {
  readonly id: number;
  readonly key: string;
}

/** What the letter to somebody who asks has to say: the code, and where it is typed in. */
export interface QuestionCode {
  readonly code: string;
  readonly key: string;
  readonly about: QuestionSubject;
}

export interface QuestionParts extends DecisionParts {
  /** Of the node; keys codes and links. */
  readonly secret: string;
  readonly limiter: Pick<ClientLimiter, "admit">;
  readonly gate: Pick<FloodGate, "admits">;
  readonly repeats: RepeatWatch;
  /** Carries the code that confirms an address. */
  readonly sendCode: (to: string, sent: QuestionCode, language: Language) => Promise<void>;
}

const CODE_MS = 30 * 60_000;
const MOST_TRIES = 5;
/** Codes for one address that may wait at a time. */
const MOST_WAITING = 4;

/** "Why not?": asked by anyone with an address, answered by the office of the body that decided. */
export class QuestionBook {
  readonly #parts: QuestionParts;

  constructor(parts: QuestionParts) {
    this.#parts = parts;
  }

  /**
   * Takes a question and sends a code to its address; nothing of it is shown before the code comes back.
   * @returns under what the code is awaited.
   */
  async ask(
    about: QuestionSubject,
    said: SaidQuestion,
    language: Language,
    client: { readonly address: string; readonly browser: string },
  ): Promise<Read<Awaited, AskRefusal>> {
    const { civic, nowMs, limiter, gate, sendCode } = this.#parts;
    const refuse = (field: AskRefusal["field"], code: AskFault) =>
      ({ ok: false, fault: { field, code } }) as const;
    let sameAs: number | null = null;
    if (said.sameAs !== "") {
      const other = (await this.about(about)).find(({ id }) => String(id) === said.sameAs);
      if (other === undefined) return refuse("sameAs", "same-unknown");
      sameAs = other.sameAs ?? other.id;
    }
    // Who asks the same needs no words.
    const text = sameAs === null ? readText(said.text, MOST.question) : null;
    if (text !== null && !text.ok) return refuse("text", text.fault);
    if (text !== null && mustBeTold([text.value], said.seen ?? "")) return refuse("text", "points-at-person");
    const email = readAddress(said.email);
    if (!email.ok) return refuse("email", email.fault);
    const { waiting } = await civic
      .selectFrom("why_question")
      .select((of) => of.fn.countAll<number>().as("waiting"))
      .where("email", "=", email.value)
      .where("asked_at_ms", "is", null)
      .where("code_until_ms", ">=", nowMs())
      .executeTakeFirstOrThrow();
    if (waiting >= MOST_WAITING) return refuse("email", "too-often");
    const takeBack = limiter.admit(subjectNumber(about), client.address, client.browser);
    if (takeBack === undefined || !gate.admits("ask", client.address)) return refuse("email", "too-often");
    const { id } = await civic
      .insertInto("why_question")
      .values({
        ...{ about_kind: about.kind, about_ref: about.ref, text: text?.value ?? null, withheld: null },
        ...{ language, same_as: sameAs, email: email.value, wants_answer: said.wantsAnswer ? 1 : 0 },
        ...{ code_hash: null, code_until_ms: nowMs() + CODE_MS, asked_at_ms: null, due_date: null },
        ...{ asker_hash: null, told_answer: null, log_entry: null },
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const code = randomDigits(6);
    await civic
      .updateTable("why_question")
      .set({ code_hash: this.#keyed(`code ${id} ${code}`) })
      .where("id", "=", id)
      .execute();
    const key = this.#awaitedKey(id);
    try {
      await sendCode(email.value, { code, key, about }, language);
    } catch (error) {
      takeBack();
      await civic.deleteFrom("why_question").where("id", "=", id).execute();
      console.error("a code could not be sent:", error instanceof Error ? error.message : error);
      return refuse("email", "letter-not-sent");
    }
    return { ok: true, value: { id, key } };
  }

  /** The address that a code about this subject was sent to, as long as it holds; undefined for a key that was made up. */
  async awaited(about: QuestionSubject, key: string): Promise<string | undefined> {
    const row = await this.#rowOf(about, key);
    return row?.asked_at_ms === null && (row.code_until_ms ?? 0) >= this.#parts.nowMs()
      ? (row.email ?? undefined)
      : undefined;
  }

  /**
   * Puts a question on record when its code comes back. An address that wants no answer is forgotten with that.
   * @param about what the page is of: an answer is due as its body has set it.
   * @param key of the asker's page or letter: numbers can be counted through, and tries of others would use theirs up.
   */
  async confirm(
    about: QuestionSubject,
    key: string,
    code: string,
    { dueDate, client }: { readonly dueDate: string; readonly client: string },
  ): Promise<CodeFault | null> {
    const { civic, log, cases, gate, nowMs } = this.#parts;
    if (!gate.admits("confirm", client)) return "too-often";
    const row = await this.#rowOf(about, key);
    if (row === undefined || (row.email === null && row.asked_at_ms === null)) return "code-too-old";
    const { id } = row;
    if (row.asked_at_ms !== null || row.code_hash === null || row.email === null) return "already-asked";
    if ((row.code_until_ms ?? 0) < nowMs()) return "code-too-old";
    // Counted before it is compared, in one statement: tries at the same moment are tries all the same.
    const tried = await civic
      .updateTable("why_question")
      .set((of) => ({ tries: of("tries", "+", 1) }))
      .where("id", "=", id)
      .where("tries", "<", MOST_TRIES)
      .executeTakeFirst();
    if (tried.numUpdatedRows === 0n) return "code-too-old";
    if (!isSame(row.code_hash, this.#keyed(`code ${id} ${code.replaceAll(/\s/gu, "")}`))) return "code-wrong";
    const askerHash = this.#askerHash(row, row.email);
    return civic.transaction().execute(async (transaction) => {
      const before = await transaction
        .selectFrom("why_question")
        .select("id")
        .where("asker_hash", "=", askerHash)
        .executeTakeFirst();
      const still = await transaction
        .selectFrom("why_question")
        .select("id")
        .where("id", "=", id)
        .where("asked_at_ms", "is", null)
        .executeTakeFirst();
      // One address counts once, however often it asks the same.
      if (before !== undefined || still === undefined) return "already-asked" as const;
      // Who asks the same joins a case that has its number.
      const number = row.same_as === null ? await cases.next(transaction) : null;
      const { entry } = await log.append(transaction, {
        act: "why.asked",
        role: "public",
        personId: null,
        subject: `question/${id}`,
        facts: {
          ...(number === null ? {} : { case: cases.address(number) }),
          about: `${row.about_kind}/${row.about_ref}`,
          ...(row.same_as === null ? { due: dueDate } : { sameAs: row.same_as }),
        },
        ...(row.text === null ? {} : { secret: { text: row.text } }),
      });
      if (number !== null) await cases.open(transaction, number, "question", id, entry.sequence);
      await transaction
        .updateTable("why_question")
        .set({
          ...{ asked_at_ms: nowMs(), due_date: dueDate, log_entry: entry.sequence, asker_hash: askerHash },
          ...{ code_hash: null, code_until_ms: null },
          ...(row.text === null ? {} : { text: maskedText(row.text) }),
          ...(row.wants_answer === 1 ? {} : { email: null }),
        })
        .where("id", "=", id)
        .execute();
      if (row.text !== null)
        await holdBack(transaction, this.#parts, { kind: "question", ref: String(id) }, { text: row.text });
      return null;
    });
  }

  /** Puts on record what was asked at a desk, by somebody who is helped there, or on paper; no letter has to confirm it. */
  async askAtDesk(
    about: QuestionSubject,
    said: Pick<SaidQuestion, "text" | "sameAs">,
    asked: DeskQuestion,
  ): Promise<Read<number, AskRefusal | PaperRefusal>> {
    return recordAtDesk(this.#parts, await this.about(about), about, said, {
      ...asked,
      // Asked twice by the same person at the same desk it counts once; who joins a question needs no words.
      askerHash: this.#keyed(
        `asker ${about.kind} ${about.ref} ${said.sameAs || said.text.trim()} ${asked.who}`,
      ),
    });
  }

  /** What was asked and confirmed, oldest first; all, or of one subject. */
  async all(subject?: QuestionSubject): Promise<Question[]> {
    let query = this.#parts.civic
      .selectFrom("why_question")
      .leftJoin("why_channel", "why_channel.question_id", "why_question.id")
      .selectAll("why_question")
      .select(["why_channel.channel", "why_channel.paper_at"])
      .where("asked_at_ms", "is not", null)
      .orderBy("why_question.id");
    if (subject !== undefined)
      query = query.where("about_kind", "=", subject.kind).where("about_ref", "=", subject.ref);
    return (await query.execute()).map(questionOf);
  }

  about(subject: QuestionSubject): Promise<Question[]> {
    return this.all(subject);
  }

  /** Every answer, oldest first, by question. */
  async answers(): Promise<Map<number, QuestionAnswer[]>> {
    const rows = await this.#parts.civic.selectFrom("why_answer").selectAll().orderBy("id").execute();
    return Map.groupBy(
      rows.map((row) => ({
        questionId: row.question_id,
        text: row.text,
        language: languageIn(row.language),
        atMs: row.answered_at_ms,
        byRole: row.by_role,
        logEntry: row.log_entry,
      })),
      ({ questionId }) => questionId,
    );
  }

  /** The questions that an address has asked, told again from what is kept of it: a keyed hash for each. */
  async askedBy(email: string): Promise<number[]> {
    const rows = await this.#parts.civic
      .selectFrom("why_question")
      .select(["id", "about_kind", "about_ref", "same_as", "asker_hash"])
      .where("asker_hash", "is not", null)
      .orderBy("id")
      .execute();
    return rows.filter((row) => row.asker_hash === this.#askerHash(row, email)).map(({ id }) => id);
  }

  async #rowOf(about: QuestionSubject, key: string): Promise<Selectable<WhyQuestionTable> | undefined> {
    const id = Number(/^([1-9]\d{0,8})-/.exec(key)?.[1] ?? 0);
    if (!isSame(key, this.#awaitedKey(id))) return undefined;
    return this.#parts.civic
      .selectFrom("why_question")
      .selectAll()
      .where("id", "=", id)
      .where("about_kind", "=", about.kind)
      .where("about_ref", "=", about.ref)
      .executeTakeFirst();
  }

  #awaitedKey(id: number): string {
    return `${id}-${this.#keyed(`awaited ${id}`)}`;
  }

  /** The last part of the link that ends letters about a question. */
  stopToken(id: number): string {
    return `${id}-${this.#keyed(`stop ${id}`)}`;
  }

  /** @returns the question a link is about, asked or not; undefined where it is none of ours. */
  async ofStopToken(token: string): Promise<{ readonly id: number; readonly isTold: boolean } | undefined> {
    const id = /^([1-9]\d{0,8})-/.exec(token)?.[1];
    if (id === undefined || !isSame(token, this.stopToken(Number(id)))) return undefined;
    const row = await this.#parts.civic
      .selectFrom("why_question")
      .select("email")
      .where("id", "=", Number(id))
      .executeTakeFirst();
    return row && { id: Number(id), isTold: row.email !== null };
  }

  /** Forgets the address of who asked. */
  async stop(id: number): Promise<void> {
    await this.#parts.civic
      .updateTable("why_question")
      .set({ email: null, wants_answer: 0 })
      .where("id", "=", id)
      .execute();
  }

  #askerHash(
    row: Pick<Selectable<WhyQuestionTable>, "id" | "about_kind" | "about_ref" | "same_as">,
    email: string,
  ): string {
    return this.#keyed(`asker ${row.about_kind} ${row.about_ref} ${row.same_as ?? row.id} ${email}`);
  }

  #keyed(text: string): string {
    return createHmac("sha256", this.#parts.secret).update(`why ${text}`).digest("base64url").slice(0, 32);
  }
}

function questionOf(
  row: Selectable<WhyQuestionTable> & { channel: "desk" | "paper" | null; paper_at: string | null },
): Question {
  return {
    channel: row.channel ?? "mail",
    paperAt: row.paper_at,
    id: row.id,
    about: { kind: row.about_kind, ref: row.about_ref },
    text: row.text,
    withheld: row.withheld as WithholdReason | null,
    language: languageIn(row.language),
    sameAs: row.same_as,
    askedAtMs: row.asked_at_ms ?? 0,
    dueDate: row.due_date ?? "",
    logEntry: row.log_entry ?? 0,
  };
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** A number for the limiter: decisions by theirs, proposals by one made of what they are called. */
function subjectNumber({ kind, ref }: QuestionSubject): number {
  if (kind === "decision") return Number(ref);
  return -[...ref].reduce((sum, character) => (sum * 31 + character.codePointAt(0)!) % 2_147_483_647, 7) - 1;
}
