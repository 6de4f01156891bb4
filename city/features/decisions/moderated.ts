import type { Names } from "../buildings/index.ts";
import type { TextKeeper } from "../moderation/index.ts";
import { moderationMessages } from "../moderation/messages.ts";
import { eventText } from "../moderation/words.ts";
import { languageIn } from "./decisions.ts";
import type { Letter } from "./letters.ts";
import type { DecisionMailParts } from "./reminders.ts";

/** The words of "why not?" questions as moderation deals with them. */
export function questionKeeper(): TextKeeper {
  return {
    async find(db, ref) {
      const row = await db
        .selectFrom("why_question")
        .selectAll()
        .where("id", "=", Number(ref))
        .where("asked_at_ms", "is not", null)
        .where("same_as", "is", null)
        .executeTakeFirst();
      if (row === undefined || row.log_entry === null) return undefined;
      const page = row.about_kind === "decision" ? "decisions" : "proposals";
      return {
        path: `/${page}/${row.about_ref}#question-${row.id}`,
        language: languageIn(row.language),
        // Who wants no answer by mail cannot be reached.
        canAppeal: row.email !== null,
        isPublic: true,
        fields: [
          {
            ...{ field: "text", part: "text", text: row.text, isStanding: true },
            opening: { sequence: row.log_entry, name: "text" },
          },
        ],
      };
    },
    async write(transaction, ref, texts) {
      for (const text of texts.values())
        await transaction.updateTable("why_question").set({ text }).where("id", "=", Number(ref)).execute();
    },
    redact(transaction, ref, texts) {
      return this.write(transaction, ref, texts);
    },
    async tell(transaction, _, { event, actId }) {
      if (event === "appealed") return;
      await transaction
        .insertInto("moderation_notice")
        .values({ act_id: actId, kind: event, failed_at_ms: null })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}

/** Tells askers what was done with their question, why, and how to have another official look again. Tried again until it is sent. */
export async function tellModerated(parts: DecisionMailParts): Promise<void> {
  const { civic, questions, send, nowMs } = parts;
  const waiting = await civic
    .selectFrom("moderation_notice")
    .innerJoin("moderation_act", "moderation_act.id", "moderation_notice.act_id")
    .leftJoin("moderation_appeal", "moderation_appeal.act_id", "moderation_act.id")
    .select([
      "moderation_notice.act_id",
      "moderation_notice.kind",
      "moderation_act.subject",
      "moderation_act.rule",
      "moderation_act.reason",
      "moderation_appeal.answer",
    ])
    .where((of) => of.or([of("failed_at_ms", "is", null), of("failed_at_ms", "<", nowMs() - TRY_AGAIN_MS)]))
    .execute();
  for (const notice of waiting) {
    const id = Number(/^question-(\d+)$/.exec(notice.subject)?.[1] ?? 0);
    const row = await civic
      .selectFrom("why_question")
      .select(["email", "language"])
      .where("id", "=", id)
      .executeTakeFirst();
    const mine = civic
      .deleteFrom("moderation_notice")
      .where("act_id", "=", notice.act_id)
      .where("kind", "=", notice.kind);
    if (row?.email == null) {
      await mine.execute();
      continue;
    }
    const language = languageIn(row.language);
    const isAnswer = notice.kind.startsWith("appeal-");
    const letter = moderatedLetter(parts, {
      ...{ event: notice.kind, rule: notice.rule, language },
      reason: isAnswer ? (notice.answer ?? "") : notice.reason,
      canAppeal: notice.kind === "hidden" || notice.kind === "redacted",
      page: `${parts.baseUrl}/${language}/why/${questions.stopToken(id)}`,
    });
    try {
      await send(row.email, letter);
      await mine.execute();
    } catch (error) {
      console.error("a letter about a question failed:", error instanceof Error ? error.message : error);
      await civic
        .updateTable("moderation_notice")
        .set({ failed_at_ms: nowMs() })
        .where("act_id", "=", notice.act_id)
        .where("kind", "=", notice.kind)
        .execute();
    }
  }
}

const TRY_AGAIN_MS = 5 * 60_000;

function moderatedLetter(
  { cityNames }: { readonly cityNames: Names },
  told: {
    readonly event: string;
    readonly rule: string;
    readonly reason: string;
    readonly language: keyof Names;
    readonly canAppeal: boolean;
    readonly page: string;
  },
): Letter {
  const { event, rule, reason, language, canAppeal, page } = told;
  const t = moderationMessages.t(language);
  const lines = [
    eventText(language, event, rule, "question"),
    "",
    t("letter.reasons"),
    reason,
    "",
    t(canAppeal ? "letter.appeal" : "letter.page"),
    page,
    "",
    t("letter.stop"),
  ];
  return { subject: t("letter.subject", { city: cityNames[language] }), text: `${lines.join("\n")}\n` };
}
