import type { ReactNode } from "react";
import { KeyFigure, KeyFigures, Notice, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { energiesAlike } from "../../../web/language/index.ts";
import { coverageText, shellMessages } from "../../../web/shell-messages.ts";
import { Attribution } from "../../readings/pages/attribution.tsx";
import {
  claimReasonText,
  isWeakBaseline,
  type SavingsClaim,
  savingsMessages,
  WEAK_BASELINE_CVRMSE,
} from "../../savings/index.ts";
import type { MeterView } from "../building-page.ts";
import { buildingMessages } from "../messages.ts";
import { standingTag } from "../words.ts";
import { Months, Weather } from "./meter-charts.tsx";
import { Events } from "./meter-events.tsx";
import { Model } from "./meter-model.tsx";
import { Corrections, Findings, Installations, Revisions } from "./meter-tables.tsx";

/** One metering point: what was used, what was avoided, the pictures and what weather does not explain. */
export function Meter({ meter }: { readonly meter: MeterView }): ReactNode {
  const { language, format, address } = useFrame();
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
  const { claim, year } = summary;
  const period = (from: string, to: string): string => `${format.plainDate(from)} – ${format.plainDate(to)}`;
  return (
    <>
      {claim.ok ? <Sentence meter={meter} claim={claim} /> : null}
      <p>
        {meter.measure === null ? (
          t("meter.about-year")
        ) : (
          <>
            {t("meter.about-measure", { title: meter.measure.titles[language] })}{" "}
            <a href={address(`/measures/${meter.measure.slug}`)}>{t("meter.judged")}</a>
          </>
        )}
      </p>
      {meter.measure?.trueEffectShare == null ? null : (
        <p>{t("meter.truth", { share: format.percent(meter.measure.trueEffectShare, 1) })}</p>
      )}
      {claim.ok && isWeakBaseline(claim.fit) ? (
        <Notice kind="warn" word={shell("notice.warn")} title={t("baseline.weak")}>
          <p>
            {t("baseline.weak-text", {
              cvrmse: format.percent(claim.fit.cvrmse),
              limit: format.percent(WEAK_BASELINE_CVRMSE),
            })}
          </p>
        </Notice>
      ) : null}
      {claim.ok ? null : (
        <Notice kind="info" word={shell("notice.info")} title={t("meter.no-statement")}>
          <p>{claimReasonText(language, claim.reason)}</p>
        </Notice>
      )}
      <KeyFigures>
        {claim.ok ? <Avoided claim={claim} /> : null}
        <KeyFigure
          label={t("meter.used", { period: period(year.fromDate, year.toDate) })}
          figure={{
            value: year.measuredShare > 0 ? format.energy(year.kwh) : shell("coverage.notMeasured"),
          }}
          coverage={{
            share: year.measuredShare,
            label: t("city.coverage"),
            text: coverageText(format, year.measuredShare),
          }}
        />
      </KeyFigures>
      <Revisions figures={meter.figures} />
      <Months meter={meter} />
      <Weather meter={meter} />
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
      <Events meter={meter} />
    </>
  );
}

/** How a meter's figures were made: the model behind them, and what the meter itself did. */
export function MeterDetails({ meter }: { readonly meter: MeterView }): ReactNode {
  const { summary, detail } = meter;
  if (summary === null || detail === null) return null;
  const { claim } = summary;
  return (
    <>
      {claim.ok ? <Model meter={meter} claim={claim} /> : null}
      <Findings meter={meter} />
      <Installations meter={meter} />
      <Corrections meter={meter} />
    </>
  );
}

function Sentence({ meter, claim }: { readonly meter: MeterView; readonly claim: SavingsClaim }): ReactNode {
  const { language, format } = useFrame();
  const t = savingsMessages.t(language);
  const share = format.percent(Math.abs(claim.savings.share), 1);
  // "18 % more, −4 % …": where the sentence does not say which way, the sign does.
  const signed = t(claim.savings.share >= 0 ? "direction.less" : "direction.more", { share });
  const key =
    meter.state === "less"
      ? "sentence.less"
      : meter.state === "more"
        ? "sentence.more"
        : meter.measure === null
          ? "sentence.unclear-year"
          : "sentence.unclear";
  const { verdict } = meter.measure ?? { verdict: null };
  const { tone, name } = standingTag(language, {
    state: meter.state,
    aboutMeasure: meter.measure !== null,
    verdict: verdict?.isFinal === true ? verdict.outcome : null,
    verdictSoFar: verdict?.isFinal === false ? verdict.outcome : null,
  });
  return (
    <p className="lead">
      {t(key, { share: key === "sentence.unclear" || key === "sentence.unclear-year" ? signed : share })}{" "}
      <Tag tone={tone}>{name}</Tag>
    </p>
  );
}

/** What was expected less what was measured, both of the same days, so that the three figures add up. */
function Avoided({ claim }: { readonly claim: SavingsClaim }): ReactNode {
  const { language, format } = useFrame();
  const t = buildingMessages.t(language);
  const { value, interval90, counterfactual, observed } = claim.savings;
  const { from, to, share, daysCounted } = claim.coverage.reporting;
  const energy = energiesAlike(format, [value, interval90.halfWidth]);
  return (
    <KeyFigure
      label={t("meter.avoided", { period: `${format.plainDate(from)} – ${format.plainDate(to)}` })}
      figure={{ value: energy(value) }}
      interval={t("meter.interval", {
        low: energy(interval90.low),
        high: energy(interval90.high),
      })}
      note={t("meter.difference", {
        expected: energy(counterfactual),
        measured: energy(observed),
        days: daysCounted,
      })}
      coverage={{
        share,
        label: t("city.coverage"),
        text: coverageText(format, share),
      }}
    />
  );
}
