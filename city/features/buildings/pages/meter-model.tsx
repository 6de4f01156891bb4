import type { ReactNode } from "react";
import { DataTable, DefinitionList, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { energiesAlike } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { claimReasonText, type SavingsClaim, savingsMessages } from "../../savings/index.ts";
import type { MeterView } from "../building-page.ts";
import { buildingMessages } from "../messages.ts";
import { carrierName } from "../words.ts";

/** The baseline in figures a person can read, every coefficient behind them, and the published method beside it. */
export function Model({
  meter,
  claim,
}: {
  readonly meter: MeterView;
  readonly claim: SavingsClaim;
}): ReactNode {
  const { language, format } = useFrame();
  const t = buildingMessages.t(language);
  const { model, coverage, fit, savings } = claim;
  if (model.type !== "husting-daily-2") return null;
  const { reading } = model;
  const perDay = (value: number): string =>
    t("meter.per-day", { value: format.number(value, { significant: 4 }) });
  const { baseline, reporting } = coverage;
  const days = (key: "meter.baseline-days" | "meter.reporting-days", period: typeof baseline): string =>
    t(key, {
      period: `${format.plainDate(period.from)} – ${format.plainDate(period.to)}`,
      counted: period.daysCounted,
      expected: period.daysExpected,
    });
  const { calibration } = savings.interval90;
  const ofCarrier = (what: string): string =>
    t("details.of", { carrier: carrierName(language, meter.carrier), what });
  return (
    <>
      <Section id={`${meter.carrier}-model`} title={ofCarrier(t("meter.model"))} level={3}>
        <DefinitionList
          items={[
            { term: t("model.working-day"), description: perDay(reading.workingDayAt15C) },
            { term: t("model.day-off"), description: perDay(reading.dayOffAt15C) },
            { term: t("model.cold"), description: perDay(reading.perDegreeColdKwh) },
            { term: t("model.cool"), description: perDay(reading.perDegreeCoolKwh) },
            { term: t("model.warm"), description: perDay(reading.perDegreeWarmKwh) },
            { term: t("model.drift"), description: perDay(reading.driftKwh) },
          ]}
        />
        <p>{t("meter.cvrmse", { cvrmse: format.percent(fit.cvrmse, 1) })}</p>
        <p>{days("meter.baseline-days", baseline)}</p>
        <p>{days("meter.reporting-days", reporting)}</p>
        <p>
          {t("meter.calibration", {
            name: calibration.name,
            date: format.plainDate(calibration.date),
            source: calibration.source,
          })}
        </p>
        <details>
          <summary>{t("meter.coefficients")}</summary>
          <DataTable
            caption={t("meter.coefficients")}
            captionHidden
            scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("meter.coefficients") })}
            columns={[
              { key: "column", header: t("meter.column"), cell: ([name]) => <code>{name}</code> },
              {
                key: "value",
                header: t("meter.coefficient"),
                align: "number",
                cell: ([, value]) => format.number(value, { significant: 6 }),
              },
            ]}
            rows={Object.entries(model.coefficients)}
            rowKey={([name]) => name}
          />
        </details>
      </Section>
      <Published meter={meter} />
    </>
  );
}

/** The same by CalTRACK 2.0 daily. */
function Published({ meter }: { readonly meter: MeterView }): ReactNode {
  const { language, format } = useFrame();
  const t = buildingMessages.t(language);
  const published = meter.detail?.published;
  if (published === undefined) return null;
  const title = t("details.of", {
    carrier: carrierName(language, meter.carrier),
    what: t("published.title"),
  });
  if (!published.ok) {
    return (
      <Section id={`${meter.carrier}-published`} title={title} lead={t("published.lead")} level={3}>
        <p>{claimReasonText(language, published.reason)}</p>
      </Section>
    );
  }
  const { model, fit, savings } = published;
  if (!("inTemperatureUnit" in model)) return null;
  const { coefficients, balancePoints } = model.inTemperatureUnit;
  const perDay = (value: number): string =>
    t("meter.per-day", { value: format.number(value, { significant: 4 }) });
  const band = savings.publishedBand?.value ?? Number.NaN;
  const energy = energiesAlike(format, [savings.value, band]);
  return (
    <Section id={`${meter.carrier}-published`} title={title} lead={t("published.lead")} level={3}>
      <DefinitionList
        items={[
          { term: t("published.avoided"), description: energy(savings.value) },
          {
            term: t("published.band"),
            description: t("published.band-value", {
              low: energy(savings.value - band),
              high: energy(savings.value + band),
            }),
          },
          {
            term: t("meter.model-type"),
            description: savingsMessages.t(language)(`model.${model.type}`),
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
          r2: format.number(fit.rSquaredAdjusted ?? Number.NaN, { significant: 3 }),
          cvrmse: format.percent(fit.cvrmse, 1),
        })}
      </p>
    </Section>
  );
}
