import type { VerdictDocument } from "@husting/verdict";
import type { ReactNode } from "react";
import { useFrame } from "../../../web/frame.ts";
import { verdictMessages } from "../messages.ts";
import { pointsText } from "../words.ts";

/** What invited people said before and after, or why that cannot be compared. */
export function PeopleText({
  document: { people },
  fewest,
}: {
  readonly document: VerdictDocument;
  /** So many answers are told at least. */
  readonly fewest: number;
}): ReactNode {
  const { language, format } = useFrame();
  const t = verdictMessages.t(language);
  const { reason, difference, baseline, reporting } = people;
  if (difference !== null) {
    const points = (value: number, isChange?: boolean): string =>
      pointsText(language, format, value, isChange);
    return t("people.line", {
      before: baseline.answers,
      beforeBad: baseline.dissatisfied,
      after: reporting.answers,
      afterBad: reporting.dissatisfied,
      difference: points(difference.estimatePoints),
      low: points(difference.lowerPoints),
      high: points(difference.upperPoints),
      margin: points(people.marginPoints, false),
    });
  }
  if (reason === null) return null;
  if (reason.code === "no-invited-round") {
    const when = reason.periods.length === 2 ? "both" : reason.periods[0]!;
    return t("people.reason.no-invited-round", { when });
  }
  if (reason.code === "too-few-answers") {
    // Fewer than k are told to nobody, and reach the document as none.
    const told = (answers: number): string =>
      answers < fewest ? t("people.fewer", { k: fewest }) : format.count(answers);
    const { baseline: before, reporting: after, need } = reason;
    return t("people.reason.too-few-answers", { before: told(before), after: told(after), need });
  }
  return t(`people.reason.${reason.code}`);
}
