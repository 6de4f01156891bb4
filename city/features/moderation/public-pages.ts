import type { Language } from "../../web/language/index.ts";
import type { HouseRules, LegalDuty, RuleCode } from "./house-rules.ts";
import type { ModerationParts } from "./keepers.ts";
import { type ReportFault, readMark, type SaidReport } from "./reports.ts";
import { standingOf } from "./standing.ts";
import { readSubject, type SubjectKind, subjectName } from "./subjects.ts";

/** What may stand in a city's texts, what may not, and what that rests on. */
export interface HouseRulesPage {
  readonly rules: readonly RuleCode[];
  readonly duties: readonly LegalDuty[];
}

export function houseRulesPage({ rules, duties }: HouseRules): HouseRulesPage {
  return { rules, duties };
}

/** Where anybody tells that a text breaks a rule. */
export interface ReportPage {
  readonly subject: string;
  readonly kind: SubjectKind;
  readonly path: string;
  readonly language: Language;
  /** What everybody reads of it: the wording that stands. */
  readonly texts: readonly string[];
  readonly isHidden: boolean;
  readonly rules: readonly RuleCode[];
  readonly said: SaidReport;
  readonly fault: ReportFault | null;
}

/** @returns undefined where there is no such text. */
export async function reportPage(
  { civic, keepers }: Pick<ModerationParts, "civic" | "keepers">,
  { rules }: HouseRules,
  name: string,
  attempt?: { readonly said: SaidReport; readonly fault: ReportFault },
): Promise<ReportPage | undefined> {
  const subject = readSubject(name);
  const kept = subject && (await keepers[subject.kind].find(civic, subject.ref));
  if (subject === undefined || kept?.isPublic !== true) return undefined;
  const { tombstone } = await standingOf(civic, subject);
  return {
    subject: subjectName(subject),
    kind: subject.kind,
    path: kept.path,
    language: kept.language,
    texts: kept.fields.flatMap(({ isStanding, text }) => (isStanding && text ? [text] : [])),
    isHidden: tombstone?.standing === "hidden",
    rules,
    // What was read now is what a second press is about.
    said: { ...(attempt?.said ?? { rule: "", words: "" }), mark: readMark(kept) },
    fault: attempt?.fault ?? null,
  };
}
