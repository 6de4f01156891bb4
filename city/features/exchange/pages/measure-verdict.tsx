import type { MeasureVerdictBody } from "@husting/exchange";
import type { ReactNode } from "react";
import { DefinitionList, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import type { Names } from "../../buildings/index.ts";
import { buildingUseName, carrierName, floorAreaName } from "../../buildings/words.ts";
import { kindName } from "../../measures/words.ts";
import { verdictMessages } from "../../verdicts/messages.ts";
import { VerdictPicture } from "../../verdicts/pages/verdict.tsx";
import { energySentence, outcomeName, pointsText, verdictTone } from "../../verdicts/words.ts";
import type { CarbonOfBoth } from "../content.ts";
import { exchangeMessages } from "../messages.ts";
import { CarbonOfBothCities } from "./carbon-of-both.tsx";

interface Props {
  readonly body: MeasureVerdictBody;
  readonly carbon: CarbonOfBoth | null;
  readonly sender: Names;
  readonly reader: Names;
}

/** A measure and what it came to: what was done, meters, rooms and people against their lines, and the carbon. */
export function MeasureVerdict({ body, carbon, sender, reader }: Props): ReactNode {
  const { language, format } = useFrame();
  const t = exchangeMessages.t(language);
  const { measure, verdict } = body;
  const sentence =
    verdict.outcome === "inconclusive"
      ? t("verdict.inconclusive")
      : verdictMessages.t(language)(`sentence.${verdict.outcome}`, {
          least: format.percent(verdict.energy.leastWorthwhileSavingShare, 0),
        });
  return (
    <>
      <p>
        <Tag tone={verdictTone(verdict)}>{outcomeName(language, verdict.outcome)}</Tag>
      </p>
      <p className="lead">{sentence}</p>
      <p>{t(verdict.isFinal ? "verdict.final" : "verdict.interim", { days: verdict.afterDays })}</p>
      <VerdictPicture verdict={verdict} />
      <ul>
        <li>{energyText(language, format, verdict)}</li>
        <li>{roomsText(language, format, verdict)}</li>
        <li>{peopleText(language, format, verdict)}</li>
      </ul>
      {carbon === null ? null : (
        <CarbonOfBothCities
          carbon={carbon}
          isSaving={verdictTone(verdict) === "good"}
          sender={sender}
          reader={reader}
        />
      )}
      <h3>{t("verdict.measure")}</h3>
      <DefinitionList
        items={[
          { term: t("measure.kind"), description: kindName(language, measure.kind) },
          { term: t("measure.carrier"), description: carrierName(language, measure.carrier) },
          ...(measure.owner === "" ? [] : [{ term: t("measure.owner"), description: measure.owner }]),
          { term: t("measure.finished"), description: format.plainDate(measure.finishedOn) },
          {
            term: t("measure.buildings"),
            description: t("measure.buildings-text", {
              count: measure.buildings.count,
              uses: format.list(measure.buildings.uses.map((use) => buildingUseName(language, use))),
            }),
          },
          ...measure.buildings.floorAreas.map(({ kind, m2 }) => ({
            term: floorAreaName(language, kind),
            description: format.withUnit(format.number(m2), "m²"),
          })),
          {
            term: t("measure.periods"),
            description: `${daysText(format, verdict.baseline)}; ${daysText(format, verdict.reporting)}`,
          },
          { term: t("measure.hash"), description: <code>{verdict.sha256}</code> },
        ]}
      />
    </>
  );
}

type Verdict = MeasureVerdictBody["verdict"];
type Format = ReturnType<typeof useFrame>["format"];
type Language = ReturnType<typeof useFrame>["language"];

function daysText(format: Format, { firstDate, lastDate }: Verdict["baseline"]): string {
  return `${format.plainDate(firstDate)} – ${format.plainDate(lastDate)}`;
}

function energyText(language: Language, format: Format, { energy }: Verdict): string {
  return energy.figures === null
    ? exchangeMessages.t(language)("verdict.energy-none")
    : energySentence(language, format, energy.figures);
}

function roomsText(language: Language, format: Format, { rooms }: Verdict): string {
  if (rooms.worst === null) return verdictMessages.t(language)("rooms.none");
  const points = (value: number, isChange?: boolean): string => pointsText(language, format, value, isChange);
  return exchangeMessages.t(language)("verdict.rooms", {
    judged: rooms.judged,
    planned: rooms.planned,
    difference: points(rooms.worst.estimatePoints),
    low: points(rooms.worst.lowerPoints),
    high: points(rooms.worst.upperPoints),
    margin: points(rooms.marginPoints, false),
  });
}

function peopleText(language: Language, format: Format, { people }: Verdict): string {
  const t = exchangeMessages.t(language);
  const state = verdictMessages.t(language)(
    people.state === "not-measured" ? "state.not-measured.people" : `state.${people.state}`,
  );
  if (people.withheld) return t("verdict.people-few", { state });
  if (people.difference === null || people.answers === null) return t("verdict.people-none", { state });
  const points = (value: number, isChange?: boolean): string => pointsText(language, format, value, isChange);
  return t("verdict.people", {
    before: people.answers.baseline,
    after: people.answers.reporting,
    difference: points(people.difference.estimatePoints),
    low: points(people.difference.lowerPoints),
    high: points(people.difference.upperPoints),
    margin: points(people.marginPoints, false),
  });
}
