import { adviceThresholds } from "@husting/indoor";
import type { ReactNode } from "react";
import { ranking } from "../../../web/charts/index.ts";
import { CoverageMeter, DefinitionList, Section } from "../../../web/design/index.ts";
import { Drawn } from "../../../web/drawn.tsx";
import { useFrame } from "../../../web/frame.ts";
import { type ClimateOfAll, type ClimateView, FEWEST_HOMES } from "../climate-page.ts";
import { climateMessages } from "../messages.ts";
import { Limits } from "./limits.tsx";
import { RoomTable } from "./room-table.tsx";

/** How it was indoors over the last year, against the limits that hold there. */
export function Indoor({ climate }: { readonly climate: ClimateView | null }): ReactNode {
  const { language } = useFrame();
  const t = climateMessages.t(language);
  const title = t("indoor.title");
  if (climate === null) {
    return (
      <Section id="indoor" title={title} lead={t("indoor.none")}>
        {null}
      </Section>
    );
  }
  const { building, homes, rooms, limits } = climate;
  return (
    <Section id="indoor" title={title}>
      {building === null ? null : <Answer climate={climate} building={building} />}
      {homes.rooms === 0 ? null : (
        <p>
          {building === null
            ? t("indoor.homes-untold", { fewest: FEWEST_HOMES, measured: homes.measured })
            : t("indoor.homes-together", { rooms: homes.rooms })}{" "}
          {t("indoor.homes-signs")}
        </p>
      )}
      {rooms.length === 0 ? null : (
        <>
          <OutsideChart rooms={rooms} />
          <RoomTable rooms={rooms} />
        </>
      )}
      {building === null ? null : <More building={building} />}
      <Limits limits={limits} />
    </Section>
  );
}

function Answer({
  climate,
  building,
}: {
  readonly climate: ClimateView;
  readonly building: ClimateOfAll;
}): ReactNode {
  const { language, format } = useFrame();
  const t = climateMessages.t(language);
  const { tooCold, tooWarm, tooMuchCo2, outside } = building;
  if (outside === null) return <p className="lead">{t("indoor.unjudged")}</p>;
  const share = format.percent(outside.coverage.share);
  return (
    <>
      <p className="lead">
        {t("indoor.answer", {
          from: format.plainDate(climate.period.fromDate),
          to: format.plainDate(climate.period.toDate),
          rooms: outside.roomsMeasured,
          cold: format.percent(tooCold?.meanShareOutside ?? 0),
          warm: format.percent(tooWarm?.meanShareOutside ?? 0),
        })}{" "}
        {tooMuchCo2 === null
          ? t("indoor.stuffy-unknown")
          : t("indoor.stuffy", { share: format.percent(tooMuchCo2.meanShareOutside) })}
      </p>
      <p>
        {outside.meanShareOutside === 0
          ? t("indoor.all-well")
          : outside.worst === null
            ? null
            : t("indoor.worst", {
                room: outside.worst.names[language],
                share: format.percent(outside.worst.shareOutside),
              })}{" "}
        {outside.spread === null || outside.meanShareOutside === 0
          ? null
          : t("indoor.spread", { points: format.number(100 * outside.spread, { significant: 2 }) })}
      </p>
      <CoverageMeter
        share={outside.coverage.share}
        label={t("indoor.title")}
        labelHidden
        text={t("indoor.measure", { share })}
      />
    </>
  );
}

function OutsideChart({ rooms }: Pick<ClimateView, "rooms">): ReactNode {
  const { language, format } = useFrame();
  const t = climateMessages.t(language);
  const title = t("indoor.chart");
  const items = rooms
    .map(({ names, outside }) => ({
      name: names[language],
      value: outside.ok ? outside.value.shareOutside : null,
    }))
    .toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1));
  // A drawing of nothing but empty bars says less than the sentence above it.
  if (!items.some(({ value }) => value !== null && value > 0)) return null;
  return (
    <Drawn
      title={title}
      chart={ranking({
        id: "indoor-outside",
        language,
        title,
        valueName: t("indoor.chart-value"),
        items,
        label: (share) => format.percent(share),
      })}
    />
  );
}

function More({ building }: { readonly building: ClimateOfAll }): ReactNode {
  const { language, format } = useFrame();
  const t = climateMessages.t(language);
  const unknown = t("more.unknown");
  const over = (
    spread: ClimateOfAll["degreeHours"],
    write: (value: number) => string,
    say: (mean: string, rooms: number) => string,
  ): string => {
    if (spread === null) return unknown;
    const text = say(write(spread.mean), spread.rooms);
    if (spread.lowest === null || spread.highest === null || spread.rooms < 2) return text;
    return t("more.from-to", { text, lowest: write(spread.lowest), highest: write(spread.highest) });
  };
  return (
    <Section id="indoor-more" level={3} title={t("more.title")}>
      <DefinitionList
        items={[
          { term: t("more.curve"), description: curveText(building) },
          {
            term: t("more.heated"),
            description: over(
              building.overheatingShare,
              (share) => format.percent(share),
              (share) => t("more.heated-value", { share }),
            ),
          },
          {
            term: t("more.air"),
            description: over(
              building.airChangesPerHour,
              (perHour) => format.number(perHour, { significant: 2 }),
              (mean, rooms) => t("more.air-value", { mean, rooms }),
            ),
          },
          {
            term: t("more.degree-hours"),
            description: over(
              building.degreeHours,
              (degreeHours) => format.withUnit(format.count(degreeHours), "K·h"),
              (mean) => t("more.degree-hours-value", { mean }),
            ),
          },
        ]}
      />
    </Section>
  );

  function curveText({ curve }: ClimateOfAll): string {
    if (!curve.ok) {
      const { reason } = curve;
      if (reason.code === "too-few-cold-days")
        return t("more.why.too-few-cold-days", { days: reason.days, needed: reason.needed });
      return reason.code === "outdoors-too-even" ? t("more.why.outdoors-too-even") : unknown;
    }
    const { value, low, high } = curve.value.slopeKPerK;
    const write = (kPerK: number): string => format.number(kPerK, { decimals: 2 });
    // The slope is told the other way round: per degree that it gets colder.
    const colder = { value: write(-value), low: write(-high), high: write(-low) };
    if (value < -adviceThresholds.curveSteep.value && high < 0) return t("more.curve-warmer", colder);
    if (value > adviceThresholds.curveFlat.value && low > 0)
      return t("more.curve-cooler", { value: write(value), low: write(low), high: write(high) });
    return t("more.curve-even", colder);
  }
}
