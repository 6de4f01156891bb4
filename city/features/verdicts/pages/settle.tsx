import type { Settlement, VerdictDocument } from "@husting/verdict";
import type { ReactNode } from "react";
import { useFrame } from "../../../web/frame.ts";
import { verdictMessages } from "../messages.ts";
import type { VerdictSection } from "../verdict-section.ts";

interface Props {
  readonly document: VerdictDocument;
  readonly names: VerdictSection["roomNames"];
}

/** For what cannot be said yet: the weeks, rooms, answers or buildings that would do. */
export function Settle({ document, names }: Props): ReactNode {
  const { language } = useFrame();
  const t = verdictMessages.t(language);
  if (document.settle.length === 0) return null;
  return (
    <>
      <h3>{t("settle.title")}</h3>
      <p>{t("settle.lead")}</p>
      <ul>
        {document.settle.map((settlement) => (
          <li key={`${settlement.part}/${settlement.code}`}>
            <SettleText settlement={settlement} document={document} names={names} />
          </li>
        ))}
      </ul>
    </>
  );
}

function SettleText({ settlement, document, names }: Props & { readonly settlement: Settlement }): ReactNode {
  const { language, format } = useFrame();
  const t = verdictMessages.t(language);
  switch (settlement.code) {
    case "weeks":
      return t(`settle.${settlement.part}.weeks`, { weeks: settlement.weeks });
    case "steadier-or-more-buildings":
      return t("settle.energy.steadier-or-more-buildings", {
        count: document.energy.figures?.buildings ?? 1,
        least: format.percent(settlement.leastDetectableShare, 0),
        buildings: settlement.buildings ?? 0,
      });
    case "meters":
      return t("settle.energy.meters", { meters: format.list(settlement.meters) });
    case "rooms":
      return t("settle.rooms.rooms", {
        need: settlement.need,
        rooms: format.list(settlement.rooms.map((room) => names[room]?.[language] ?? room)),
      });
    case "answers":
      return t("settle.people.answers", { answers: settlement.reportingAnswers });
    case "ask-alike":
      return t("settle.people.ask-alike");
    case "baseline-too-thin":
      return settlement.part === "rooms"
        ? t("settle.rooms.baseline-too-thin")
        : t("settle.people.baseline-too-thin", { need: settlement.answersPerPeriod ?? 0 });
  }
}
