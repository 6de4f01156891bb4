import type { ReactNode } from "react";
import { energyAgainstTemperature, energyAgainstTime, remembered } from "../../../web/charts/index.ts";
import {
  DataTable,
  DefinitionList,
  Figure,
  KeyFigure,
  KeyFigures,
  Notice,
  Section,
  Tag,
} from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { causeName, sourceName } from "../../readings/words.ts";
import {
  isWeakBaseline,
  reasonText,
  type SavingsStatement,
  savingsMessages,
  WEAK_BASELINE_CVRMSE,
} from "../../savings/index.ts";
import type { MeterView } from "../building-page.ts";
import { buildingMessages } from "../messages.ts";
import { carrierName, energyStateName, energyTone } from "../words.ts";

const drawMonths = remembered(energyAgainstTime);
const drawWeather = remembered(energyAgainstTemperature);

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
      <Months meter={meter} />
      {statement.ok ? <Weather meter={meter} statement={statement} /> : null}
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

function Months({ meter }: { readonly meter: MeterView }): ReactNode {
  const { language, zone } = useFrame();
  const t = buildingMessages.t(language);
  const shell = shellMessages.t(language);
  const months = meter.detail?.months ?? [];
  const title = t("chart.sum", { carrier: carrierName(language, meter.carrier) });
  const chart = drawMonths({
    id: `months-${meter.carrier}`,
    language,
    zone,
    title,
    step: "month",
    startsMs: months.map((month) => month.startMs),
    usedKwh: months.map((month) => month.kwh),
    measuredShare: months.map((month) => month.measuredShare),
    expected: meter.summary?.statement.ok
      ? {
          kind: meter.measure === null ? "model" : "withoutMeasure",
          kwh: months.map((month) => month.counterfactualKwh),
        }
      : undefined,
    measures:
      meter.measure === null
        ? undefined
        : [{ startMs: meter.measure.reportingStartMs, name: meter.measure.titles[language] }],
  });
  return (
    <Figure
      chart={chart}
      caption={title}
      tableLabel={shell("figure.table")}
      scrollLabel={shell("table.scroll", { caption: title })}
      legendLabel={shell("figure.legend")}
    />
  );
}

function Weather({
  meter,
  statement,
}: {
  readonly meter: MeterView;
  readonly statement: SavingsStatement;
}): ReactNode {
  const { language, zone } = useFrame();
  const shell = shellMessages.t(language);
  const days = meter.detail?.days ?? { temperatureC: [], kwh: [] };
  const title = buildingMessages.t(language)("chart.weather-title", {
    carrier: carrierName(language, meter.carrier),
  });
  const chart = drawWeather({
    id: `weather-${meter.carrier}`,
    language,
    zone,
    title,
    step: "day",
    groups: [{ kind: "all", outdoorC: days.temperatureC, energyKwh: days.kwh }],
    model: modelLine(statement, days.temperatureC),
  });
  return (
    <Figure
      chart={chart}
      caption={title}
      tableLabel={shell("figure.table")}
      scrollLabel={shell("table.scroll", { caption: title })}
      legendLabel={shell("figure.legend")}
    />
  );
}

/** The baseline's corners between the coldest and the warmest day shown. */
function modelLine(statement: SavingsStatement, temperatureC: readonly number[]) {
  const { coefficients, balancePoints } = statement.model.inTemperatureUnit;
  const heating = balancePoints.heating ?? Number.NEGATIVE_INFINITY;
  const cooling = balancePoints.cooling ?? Number.POSITIVE_INFINITY;
  const coldest = Math.min(...temperatureC);
  const warmest = Math.max(...temperatureC);
  const outdoorC = [coldest, heating, cooling, warmest]
    .filter((corner) => corner >= coldest && corner <= warmest)
    .sort((a, b) => a - b);
  const energyKwh = outdoorC.map(
    (corner) =>
      coefficients.intercept +
      (balancePoints.heating === null ? 0 : coefficients.betaHdd * Math.max(0, heating - corner)) +
      (balancePoints.cooling === null ? 0 : coefficients.betaCdd * Math.max(0, corner - cooling)),
  );
  return { outdoorC, energyKwh };
}

/** What the meter itself did that had to be told apart, and what waits for an answer. */
function Findings({ meter }: { readonly meter: MeterView }): ReactNode {
  const { language, format } = useFrame();
  const t = buildingMessages.t(language);
  const findings = meter.detail?.findings ?? [];
  const open = meter.detail?.openQuestions ?? 0;
  if (findings.length === 0 && open === 0) return null;
  const name = (code: string): string => {
    const key = `finding.${code}`;
    return buildingMessages.has(key) ? t(key) : code;
  };
  return (
    <Section id={`${meter.carrier}-findings`} title={t("meter.findings")} level={3}>
      {open === 0 ? null : <p>{t("meter.open-questions", { count: open })}</p>}
      <ul>
        {findings.slice(0, 20).map((finding) => (
          <li key={`${finding.code} ${finding.atMs}`}>
            {format.date(finding.atMs, "dateTime")}: {name(finding.code)}
          </li>
        ))}
      </ul>
    </Section>
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

function Installations({ meter }: { readonly meter: MeterView }): ReactNode {
  const { language, format } = useFrame();
  const t = buildingMessages.t(language);
  if (meter.installations.length < 2) return null;
  const register = (value: number | null): string =>
    value === null ? t("meter.in-place") : format.withUnit(format.number(value, { decimals: 3 }), meter.unit);
  return (
    <Section id={`${meter.carrier}-meters`} title={t("meter.installations")} level={3}>
      <DataTable
        caption={t("meter.installations")}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("meter.installations") })}
        columns={[
          { key: "serial", header: t("meter.serial"), cell: (row) => row.serial },
          { key: "from", header: t("meter.from"), cell: (row) => format.date(row.fromMs, "dateTime") },
          {
            key: "to",
            header: t("meter.to"),
            cell: (row) => (row.toMs === null ? t("meter.in-place") : format.date(row.toMs, "dateTime")),
          },
          {
            key: "opening",
            header: t("meter.opening"),
            align: "number",
            cell: (row) => register(row.openingRegister),
          },
          {
            key: "closing",
            header: t("meter.closing"),
            align: "number",
            cell: (row) => register(row.closingRegister),
          },
        ]}
        rows={meter.installations}
        rowKey={(row) => row.serial}
      />
    </Section>
  );
}

function Corrections({ meter }: { readonly meter: MeterView }): ReactNode {
  const { language, format } = useFrame();
  const t = buildingMessages.t(language);
  if (meter.corrections.length === 0) return null;
  return (
    <Section id={`${meter.carrier}-corrections`} title={t("meter.corrections")} level={3}>
      <DataTable
        caption={t("meter.corrections")}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("meter.corrections") })}
        columns={[
          { key: "at", header: t("meter.instant"), cell: (row) => format.date(row.atMs, "dateTime") },
          {
            key: "version",
            header: t("meter.version"),
            align: "number",
            cell: (row) => format.count(row.version + 1),
          },
          {
            key: "value",
            header: t("meter.value"),
            align: "number",
            cell: (row) => format.withUnit(format.number(row.value, { significant: 6 }), meter.unit),
          },
          { key: "source", header: t("meter.source"), cell: (row) => sourceName(language, row.source) },
          { key: "why", header: t("meter.why"), cell: (row) => causeName(language, row.reason) },
        ]}
        rows={meter.corrections}
        rowKey={(row) => `${row.atMs} ${row.version}`}
      />
    </Section>
  );
}
