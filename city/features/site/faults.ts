import type { CivicDatabase } from "../../stores/civic/database.ts";
import {
  formats,
  isLanguage,
  type Language,
  readSaidText,
  type SaidTextFault,
} from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import type { ActLog } from "../log/index.ts";
import type { FloodGate } from "../moderation/index.ts";
import { type Person, readAddress } from "../people/index.ts";
import { siteMessages } from "./messages.ts";

/** In characters as people count them. */
export const MOST = { page: 300, text: 2000, answer: 2000, publicText: 500 } as const;

export interface SaidReport {
  readonly page: string;
  readonly text: string;
  readonly email: string;
}

export type ReportFault =
  | SaidTextFault<"page" | "text">
  | { readonly code: "address-malformed"; readonly field: "email" }
  | { readonly code: "too-many" };

/** What an official makes of a report. */
export const OUTCOMES = ["known", "mended", "none"] as const;
export type FaultOutcome = (typeof OUTCOMES)[number];

export interface SaidAnswer {
  readonly outcome: string;
  readonly answer: string;
  readonly publicText: string;
}

export type AnswerFault = SaidTextFault<"answer" | "publicText"> | { readonly code: "gone" };

export interface ReportedFault {
  readonly id: number;
  readonly page: string;
  readonly text: string;
  readonly wantsAnswer: boolean;
  readonly language: Language;
  readonly madeAtMs: number;
  readonly state: "open" | FaultOutcome;
  readonly answer: string | null;
  readonly publicText: string | null;
}

/** A known fault as everybody may read it: in an official's words, not in those of whoever reported it. */
export interface KnownFault {
  readonly text: string;
  readonly language: Language;
  readonly sinceMs: number;
}

export interface FaultParts {
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  readonly gate: Pick<FloodGate, "admits">;
  readonly cityNames: Names;
  readonly baseUrl: string;
  readonly zone: string;
  readonly send: (to: string, letter: { readonly subject: string; readonly text: string }) => Promise<void>;
  readonly nowMs: () => number;
}

/**
 * What people report that keeps them from using the site. Reports are not public and are in no log: they may tell of somebody's
 * health. That there was one, and what an official called it, is on record.
 */
export class FaultBook {
  readonly #parts: FaultParts;

  constructor(parts: FaultParts) {
    this.#parts = parts;
  }

  /** @returns what keeps the report from being taken; null once it is. */
  async report(
    said: SaidReport,
    from: { readonly client: string; readonly language: Language },
  ): Promise<ReportFault | null> {
    const page = readSaidText("page", said.page, { most: MOST.page, isOneLine: true, isRequired: false });
    if (!page.ok) return page.fault;
    const text = readSaidText("text", said.text, { most: MOST.text });
    if (!text.ok) return text.fault;
    const email = said.email.trim() === "" ? null : readAddress(said.email);
    if (email === undefined) return { code: "address-malformed", field: "email" };
    const { civic, log, gate, nowMs } = this.#parts;
    if (!gate.admits("report", from.client)) return { code: "too-many" };
    await civic.transaction().execute(async (transaction) => {
      await transaction
        .insertInto("accessibility_fault")
        .values({
          ...{ page: page.text, text: text.text, email },
          ...{ language: from.language, made_at_ms: nowMs(), state: "open" },
        })
        .execute();
      await log.append(transaction, {
        ...{ act: "accessibility.reported", role: "public", personId: null, subject: "site" },
        facts: {},
      });
    });
    return null;
  }

  async answer(id: number, said: SaidAnswer, person: Person): Promise<AnswerFault | null> {
    const answer = readSaidText("answer", said.answer, { most: MOST.answer });
    if (!answer.ok) return answer.fault;
    const outcome = OUTCOMES.find((one) => one === said.outcome) ?? "none";
    const publicText = readSaidText("publicText", outcome === "known" ? said.publicText : "", {
      most: MOST.publicText,
      isRequired: outcome === "known",
    });
    if (!publicText.ok) return publicText.fault;
    const { civic, log, nowMs } = this.#parts;
    return civic.transaction().execute(async (transaction) => {
      // A known fault is answered again once it is mended.
      const changed = await transaction
        .updateTable("accessibility_fault")
        .set(({ eb }) => ({
          ...{ state: outcome, answer: answer.text, public_text: publicText.text || null },
          answered_at_ms: nowMs(),
          letter_due: eb.case().when("email", "is", null).then(0).else(1).end(),
        }))
        .where("id", "=", id)
        .where("state", "in", ["open", "known"])
        .executeTakeFirst();
      if (changed.numUpdatedRows !== 1n) return { code: "gone" } as const;
      await log.append(transaction, {
        ...{ act: "accessibility.answered", role: person.role, personId: person.id, subject: "site" },
        facts: { accessibilityFault: outcome },
        ...(publicText.text === "" ? {} : { secret: { text: publicText.text } }),
      });
      return null;
    });
  }

  /** Open ones first, the oldest of them on top; then the newest answered. */
  async all(): Promise<ReportedFault[]> {
    const rows = await this.#parts.civic
      .selectFrom("accessibility_fault")
      .selectAll()
      .orderBy(({ eb }) => eb("state", "!=", "open"))
      .orderBy(({ eb, ref }) =>
        eb
          .case()
          .when("state", "=", "open")
          .then(ref("made_at_ms"))
          .else(eb.neg(ref("answered_at_ms")))
          .end(),
      )
      .execute();
    return rows.map((row) => ({
      ...{ id: row.id, page: row.page, text: row.text, wantsAnswer: row.email !== null },
      ...{ language: languageOf(row.language), madeAtMs: row.made_at_ms, state: row.state },
      ...{ answer: row.answer, publicText: row.public_text },
    }));
  }

  async known(): Promise<KnownFault[]> {
    const rows = await this.#parts.civic
      .selectFrom("accessibility_fault")
      .select(["public_text", "language", "answered_at_ms"])
      .where("state", "=", "known")
      .orderBy("answered_at_ms")
      .execute();
    return rows.flatMap(({ public_text, language, answered_at_ms }) =>
      public_text === null || answered_at_ms === null
        ? []
        : [{ text: public_text, language: languageOf(language), sinceMs: answered_at_ms }],
    );
  }

  /** Sends the answers that wait; one that fails is tried again the next time. */
  async sendDue(): Promise<void> {
    const { civic, send, cityNames, baseUrl, zone } = this.#parts;
    const due = await civic
      .selectFrom("accessibility_fault")
      .select(["id", "email", "language", "made_at_ms", "answer"])
      .where("letter_due", "=", 1)
      .execute();
    for (const { id, email, language: of, made_at_ms, answer } of due) {
      if (email === null || answer === null) continue;
      const language = languageOf(of);
      const t = siteMessages.t(language);
      const link = `${baseUrl}/${language}/accessibility`;
      try {
        await send(email, {
          subject: t("letter.subject"),
          // What was reported is not repeated: anybody may have given this address.
          text: t("letter.body", {
            ...{ answer, city: cityNames[language], link },
            day: formats(language, zone).date(made_at_ms),
          }),
        });
      } catch (error) {
        // A mail server's answer names the address.
        const code = error instanceof Error && "code" in error ? error.code : "unknown";
        console.error(`an answer about accessibility could not be sent: ${code}`);
        continue;
      }
      await civic.updateTable("accessibility_fault").set({ letter_due: 0 }).where("id", "=", id).execute();
    }
  }
}

function languageOf(text: string): Language {
  return isLanguage(text) ? text : "en";
}
