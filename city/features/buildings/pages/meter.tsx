import type { ReactNode } from "react";
import { DefinitionList, KeyFigure, KeyFigures, Notice, Section, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { Attribution } from "../../readings/pages/attribution.tsx";
import {
  isWeakBaseline,
  reasonText,
  type SavingsStatement,
  savingsMessages,
  WEAK_BASELINE_CVRMSE,
} from "../../savings/index.ts";
import type { MeterView } from "../building-page.ts";
import { buildingMessages } from "../messages.ts";
import { energyStateName, energyTone } from "../words.ts";
import { Months, Weather } from "./meter-charts.tsx";
import { Corrections, Findings, Installations, Revisions } from "./meter-tables.tsx";

/** One metering point: what was used, what was avoided, the picture, the model and what the meter itself did. */
export function Meter({ meter }: { readonly meter: MeterView }): ReactNode {
  const { language, format } = useFrame();
  const t = buildingMessages.t(language);
  const shell = shellMessages.t(language);
  const { summary, detail } = meter;
  if (summary === null || detail === null) {
    return (
      <Notice kind="warn" word={shell("notice.warn")}>
        <p>{t("meter.nothing")}</p>
      </Notice>
    );
  }
  const { statement, year } = summary;
  const period = (from: string, to: string): string => `${format.plainDate(from)} – ${format.plainDate(to)}`;
  return (
    <>
      {statement.ok ? <Sentence meter={meter} statement={statement} /> : null}
      <p>
        {meter.measure === null
          ? t("meter.about-year")
          : t("meter.about-measure", { title: meter.measure.titles[language] })}
      </p>
      {meter.measure?.trueEffectShare == null ? null : (
        <p>{t("meter.truth", { share: format.percent(meter.measure.trueEffectShare, 1) })}</p>
      )}
      {statement.ok && isWeakBaseline(statement.fit) ? (
        <Notice kind="warn" word={shell("notice.warn")} title={t("baseline.weak")}>
          <p>
            {t("baseline.weak-text", {
              cvrmse: format.percent(statement.fit.cvrmse),
              limit: format.percent(WEAK_BASELINE_CVRMSE),
            })}
          </p>
        </Notice>
      ) : null}
      {statement.ok ? null : (
        <Notice kind="info" word={shell("notice.info")} title={t("meter.no-statement")}>
          <p>{reasonText(language, statement.reason)}</p>
        </Notice>
      )}
      <KeyFigures>
        {statement.ok ? <Avoided statement={statement} /> : null}
        <KeyFigure
          label={t("meter.used", { period: period(year.fromDate, year.toDate) })}
          figure={{ value: format.energy(year.kwh) }}
          coverage={{
            share: year.measuredShare,
            label: t("city.coverage"),
            text: shell("coverage.share", { share: format.percent(year.measuredShare) }),
          }}
        />
      </KeyFigures>
      <Revisions figures={meter.figures} />
      <Months meter={meter} />
      {statement.ok ? <Weather meter={meter} statement={statement} /> : null}
      {meter.weather === null ? null : (
        <p>
          {t("meter.weather")}{" "}
          {meter.weather.station === null ? (
            <code>{meter.weather.key}</code>
          ) : (
            <>
              {meter.weather.station.name}, <Attribution attribution={meter.weather.station.attribution} />
            </>
          )}
        </p>
      )}
      {statement.ok ? <Model meter={meter} statement={statement} /> : null}
      <Findings meter={meter} />
      <Installations meter={meter} />
      <Corrections meter={meter} />
    </>
  );
}

function Sentence({
  meter,
  statement,
}: {
  readonly meter: MeterView;
  readonly statement: SavingsStatement;
}): ReactNode {
  const { language, format } = useFrame();
  const t = savingsMessages.t(language);
  const share = format.percent(Math.abs(statement.savings.share), 1);
  // "18 % more, −4 % …": where the sentence does not say which way, the sign does.
  const signed = t(statement.savings.share >= 0 ? "direction.less" : "direction.more", { share });
  const key =
    meter.state === "less"
      ? "sentence.less"
      : meter.state === "more"
        ? "sentence.more"
        : meter.measure === null
          ? "sentence.unclear-year"
          : "sentence.unclear";
  return (
    <p className="lead">
      {t(key, { share: key === "sentence.unclear" || key === "sentence.unclear-year" ? signed : share })}{" "}
      <Tag tone={energyTone[meter.state]}>
        {energyStateName(language, meter.state, meter.measure !== null)}
      </Tag>
    </p>
  );
}

/** What was expected less what was measured, both of the same days, so that the three figures add up. */
function Avoided({ statement }: { readonly statement: SavingsStatement }): ReactNode {
  const { language, format } = useFrame();
  const t = buildingMessages.t(language);
  const shell = shellMessages.t(language);
  const { value, publishedBand, counterfactual, observed } = statement.savings;
  const { from, to, share, daysCounted } = statement.coverage.reporting;
  const largest = Math.max(Math.abs(value), publishedBand.value);
  const unit = format.energyUnit(largest);
  const decimals = format.decimals(unit === "MWh" ? largest / 1000 : largest);
  const energy = (kwh: number): string => format.withUnit(format.energyNumber(kwh, unit, { decimals }), unit);
  return (
    <KeyFigure
      label={t("meter.avoided", { period: `${format.plainDate(from)} – ${format.plainDate(to)}` })}
      figure={{ value: energy(value) }}
      interval={t("meter.interval", {
        low: energy(value - publishedBand.value),
        high: energy(value + publishedBand.value),
      })}
      note={t("meter.difference", {
        expected: energy(counterfactual),
        measured: energy(observed),
        days: daysCounted,
      })}
      coverage={{
        share,
        label: t("city.coverage"),
        text: shell("coverage.share", { share: format.percent(share) }),
      }}
    />
  );
}

function Model({
  meter,
  statement,
}: {
  readonly meter: MeterView;
  readonly statement: SavingsStatement;
}): ReactNode {
  const { language, format } = useFrame();
  const t = buildingMessages.t(language);
  const { coefficients, balancePoints } = statement.model.inTemperatureUnit;
  const perDay = (value: number): string =>
    t("meter.per-day", { value: format.number(value, { significant: 4 }) });
  const { baseline, reporting } = statement.coverage;
  const days = (key: "meter.baseline-days" | "meter.reporting-days", period: typeof baseline): string =>
    t(key, {
      period: `${format.plainDate(period.from)} – ${format.plainDate(period.to)}`,
      counted: period.daysCounted,
      expected: period.daysExpected,
    });
  return (
    <Section id={`${meter.carrier}-model`} title={t("meter.model")} level={3}>
      <DefinitionList
        items={[
          {
            term: t("meter.model-type"),
            description: savingsMessages.t(language)(`model.${statement.model.type}`),
          },
          { term: t("meter.intercept"), description: perDay(coefficients.intercept) },
          ...(balancePoints.heating === null
            ? []
            : [
                {
                  term: t("meter.heating-slope", { balance: format.temperature(balancePoints.heating) }),
                  description: perDay(coefficients.betaHdd),
                },
              ]),
          ...(balancePoints.cooling === null
            ? []
            : [
                {
                  term: t("meter.cooling-slope", { balance: format.temperature(balancePoints.cooling) }),
                  description: perDay(coefficients.betaCdd),
                },
              ]),
        ]}
      />
      <p>
        {t("meter.fit", {
          r2: format.number(statement.fit.rSquaredAdjusted, { significant: 3 }),
          cvrmse: format.percent(statement.fit.cvrmse, 1),
        })}
      </p>
      <p>{days("meter.baseline-days", baseline)}</p>
      <p>{days("meter.reporting-days", reporting)}</p>
    </Section>
  );
}
