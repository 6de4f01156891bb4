import type { Language } from "../../web/language/index.ts";
import { openCase, waitingCases } from "./cases.ts";
import type { FloodGate } from "./flood.ts";
import { forgetHeld } from "./held.ts";
import { type HouseRules, isRule } from "./house-rules.ts";
import type { KeptText, ModerationParts } from "./keepers.ts";
import { markOf } from "./screening.ts";
import { isHidden } from "./standing.ts";
import { type Subject, subjectName } from "./subjects.ts";
import { readText, type TextFault } from "./texts.ts";

export interface SaidReport {
  readonly rule: string;
  readonly words: string;
  /** Of what was read when the report was begun. */
  readonly mark: string;
}

export type ReportFault =
  | TextFault
  | { readonly code: "rule-unknown" }
  | { readonly code: "too-many" }
  | { readonly code: "is-hidden" }
  /** The text was changed while the report was written. */
  | { readonly code: "text-changed" };

/** So many reports on one text are kept with their words; beyond it they are counted. */
const MOST_WITH_WORDS = 50;

/** A mark of what everybody reads of a text. */
export function readMark({ fields }: KeptText): string {
  return markOf(fields.flatMap(({ field, text }) => [field, text]));
}

/**
 * Takes a report from anybody. It is not public, and nothing is kept of whoever sent it. One client's second report on the same
 * text is answered like the first, and not counted.
 */
export async function report(
  { civic, nowMs, gate }: ModerationParts & { readonly gate: FloodGate },
  house: HouseRules,
  subject: Subject,
  kept: KeptText,
  said: SaidReport,
  from: { readonly client: string; readonly language: Language },
): Promise<ReportFault | null> {
  if (!isRule(house, said.rule)) return { code: "rule-unknown" };
  const { rule } = said;
  const words = readText("words", said.words, false);
  if (!words.ok) return words.fault;
  if (said.mark !== readMark(kept)) return { code: "text-changed" };
  if (!gate.admits("report", from.client)) return { code: "too-many" };
  if (!gate.isFirst(subjectName(subject), from.client)) return null;
  return civic.transaction().execute(async (transaction) => {
    // What is hidden is decided on by appeal.
    if (await isHidden(transaction, subject)) return { code: "is-hidden" } as const;
    const id = await openCase(transaction, nowMs(), subject, { rule, found: [], reports: 1 });
    const { count } = await transaction
      .selectFrom("moderation_report")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("case_id", "=", id)
      .executeTakeFirstOrThrow();
    await transaction
      .insertInto("moderation_report")
      .values({
        case_id: id,
        rule,
        words: words.text === "" || count >= MOST_WITH_WORDS ? null : words.text,
        language: from.language,
        at_ms: nowMs(),
      })
      .execute();
    return null;
  });
}

/** Words of reports are for whoever decides and whoever looks at an appeal; then they are erased. */
/** Closes the cases of texts that are gone. */
export async function closeGone({
  civic,
  nowMs,
  keepers,
}: Pick<ModerationParts, "civic" | "nowMs" | "keepers">): Promise<void> {
  for (const { id, subject } of await waitingCases(civic)) {
    if ((await keepers[subject.kind].find(civic, subject.ref)) !== undefined) continue;
    // Without an act: nobody decided anything.
    await civic.updateTable("moderation_case").set({ closed_at_ms: nowMs() }).where("id", "=", id).execute();
    await forgetHeld(civic, subject);
  }
}
