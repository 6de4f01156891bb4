import type { ReactNode } from "react";
import { energyAgainstTime } from "../../../../web/charts/index.ts";
import { DefinitionList, KeyFigure, KeyFigures, Section } from "../../../../web/design/index.ts";
import { Drawn } from "../../../../web/drawn.tsx";
import { useFrame } from "../../../../web/frame.ts";
import { formats } from "../../../../web/language/index.ts";
import { claimReasonText } from "../../claims/reasons.ts";
import type { SaidTrial } from "../said.ts";
import type { TrialStatement } from "../statement.ts";
import { trialMessages } from "../trial-messages.ts";

interface Props {
  readonly statement: TrialStatement;
  readonly said: SaidTrial;
}

/** The statement, as it is printed: what was avoided, how sure that is, and how to work it out again. */
export function TrialSheet({ statement, said }: Props): ReactNode {
  const { language } = useFrame();
  const t = trialMessages.t(language);
  const { claim, published, months, zone, measured, hasCityWeather } = statement;
  const format = formats(language, zone);
  const { savings, coverage, fit } = claim;
  const { interval90 } = savings;
  const largest = Math.max(Math.abs(savings.value), interval90.halfWidth);
  const unit = format.energyUnit(largest);
  const decimals = format.decimals(unit === "MWh" ? largest / 1000 : largest);
  const energy = (kwh: number): string => format.withUnit(format.energyNumber(kwh, unit, { decimals }), unit);
  const { plainDate: date } = format;
  const period = ({ from, to, daysCounted, daysExpected }: typeof coverage.baseline): string =>
    t("period", { from: date(from), to: date(to), daysCounted, daysExpected });
  const isClear = interval90.low > 0 || interval90.high < 0;
  const sentence = !isClear ? "unclear" : savings.value > 0 ? "less" : "more";
  return (
    <>
      <Section
        id="statement"
        title={t("statement")}
        lead={t(`sentence.${sentence}`, { share: format.percent(Math.abs(savings.share)) })}
      >
        <KeyFigures>
          <KeyFigure
            label={t("avoided")}
            figure={{ value: format.energyNumber(savings.value, unit, { decimals }), unit }}
            interval={t("interval", { low: energy(interval90.low), high: energy(interval90.high) })}
          />
          <KeyFigure label={t("expected")} figure={{ value: energy(savings.counterfactual) }} />
          <KeyFigure label={t("measured")} figure={{ value: energy(savings.observed) }} />
        </KeyFigures>
        <p>{t("not-a-saving")}</p>
      </Section>
      {months.length === 0 ? null : <Months months={months} zone={zone} />}
      <Section id="basis" title={t("basis")}>
        <DefinitionList
          items={[
            {
              term: t("basis.file"),
              description: t("basis.file-text", { from: date(measured.fromDate), to: date(measured.toDate) }),
            },
            { term: t("basis.before"), description: period(coverage.baseline) },
            { term: t("basis.after"), description: period(coverage.reporting) },
            {
              term: t("basis.weather"),
              description: t(hasCityWeather ? "basis.weather-city" : "basis.weather-file"),
            },
            {
              term: t("basis.method"),
              description: `${claim.methodVersion}, CV(RMSE) ${format.percent(fit.cvrmse)}`,
            },
            {
              term: t("basis.interval"),
              description: t("basis.interval-text", {
                name: interval90.calibration.name,
                date: interval90.calibration.date,
              }),
            },
            {
              term: "CalTRACK 2.0",
              description: published.ok
                ? energy(published.savings.value)
                : claimReasonText(language, published.reason),
            },
            {
              term: t("basis.events"),
              description:
                claim.events === null || claim.events.length === 0
                  ? t("basis.events-none")
                  : claim.events
                      .map(({ from, to, share }) =>
                        t(share < 0 ? "basis.event-less" : "basis.event-more", {
                          from: date(from),
                          to: date(to),
                          share: format.percent(Math.abs(share)),
                        }),
                      )
                      .join(" "),
            },
          ]}
        />
        <p>{t("repeat")}</p>
        <pre>
          <code>{commandOf(said, claim.method)}</code>
        </pre>
      </Section>
    </>
  );
}

function Months({ months, zone }: Pick<TrialStatement, "months" | "zone">): ReactNode {
  const { language } = useFrame();
  const t = trialMessages.t(language);
  const title = t("months");
  const chart = energyAgainstTime({
    ...{ id: "tried-months", language, zone, title, step: "month" },
    startsMs: months.map(({ startMs }) => startMs),
    usedKwh: months.map(({ kwh }) => kwh),
    measuredShare: months.map(({ measuredShare }) => measuredShare),
    expected: { kind: "withoutMeasure", kwh: months.map(({ counterfactualKwh }) => counterfactualKwh) },
  });
  return <Drawn chart={chart} title={title} />;
}

/** What anybody types to get the same from the same files. */
function commandOf(said: SaidTrial, method: string): string {
  const from = Temporal.PlainDate.from(said.workFrom);
  const to = said.workTo === "" ? from : Temporal.PlainDate.from(said.workTo);
  const at = (day: Temporal.PlainDate): string => {
    const start = day.toZonedDateTime(said.zone);
    return `${day}T${start.toPlainTime().toString({ smallestUnit: "minute" })}${start.offset}`;
  };
  return [
    `npx husting savings --meter METER --weather WEATHER --zone ${said.zone} --method ${method}`,
    `--baseline-end ${at(from)} --reporting-start ${at(to.add({ days: 1 }))}`,
    `--carrier ${said.carrier}${said.carrier === "heat" ? " --heating-only" : ""} --unit ${said.unit} --kind ${said.kind}`,
    ...(said.registerWidth === "" ? [] : [`--register-width ${said.registerWidth}`]),
    ...(said.temperatureUnit === "C" ? [] : ["--temperature-unit F"]),
    ...(said.timeColumn === "" ? [] : [`--meter-time-column '${said.timeColumn.replaceAll("'", "'\\''")}'`]),
    ...(said.valueColumn === ""
      ? []
      : [`--meter-value-column '${said.valueColumn.replaceAll("'", "'\\''")}'`]),
  ].join(" \\\n  ");
}
