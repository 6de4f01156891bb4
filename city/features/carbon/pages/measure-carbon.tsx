import type { ReactNode } from "react";
import { DefinitionList, KeyFigure, KeyFigures, Notice, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { carrierName } from "../../buildings/words.ts";
import { carbonMessages } from "../messages.ts";
import type { MeasureCarbon } from "../teller.ts";
import { amountTexts, factorValue, noFigureText, periodText, placeName, standingText } from "../words.ts";
import { useFactorFacts } from "./factor-facts.tsx";
import { Others } from "./other-methods.tsx";

interface Props {
  readonly slug: string;
  readonly carrier: string;
  readonly carbon: MeasureCarbon;
}

/** What a measure's energy stands for in CO2, by which factor, and what other methods would say. */
export function CarbonOfMeasure({ slug, carrier, carbon }: Props): ReactNode {
  const { language } = useFrame();
  const t = carbonMessages.t(language);
  return (
    <Section id="carbon" level={3} title={t("measure.title")}>
      {carbon.ok ? (
        <Told slug={slug} carbon={carbon} />
      ) : (
        <p>{noFigureText(language, carbon.reason.code, carrierName(language, carrier))}</p>
      )}
    </Section>
  );
}

type ToldCarbon = Extract<MeasureCarbon, { ok: true }>;

function Told({ slug, carbon }: { readonly slug: string; readonly carbon: ToldCarbon }): ReactNode {
  const { language, format, address } = useFrame();
  const t = carbonMessages.t(language);
  const { amount, isSaving } = carbon;
  const { size, low, high } = amountTexts(format, amount);
  return (
    <>
      <p>
        {t(isSaving ? "measure.saving" : amount.kg >= 0 ? "measure.less" : "measure.more", {
          value: size,
          low,
          high,
        })}{" "}
        {isSaving ? null : t("measure.no-saving")}
      </p>
      {carbon.factor.standing === "from-memory" ? (
        <Notice kind="warn" word={shellMessages.t(language)("notice.warn")}>
          <p>{t("measure.from-memory", { standing: standingText(language, carbon.factor) })}</p>
        </Notice>
      ) : null}
      <Figures carbon={carbon} />
      <p>
        {t("measure.interval")} <a href={address("/carbon")}>{t("city.how")}</a>
      </p>
      <Others others={carbon.others} />
      <Provenance slug={slug} carbon={carbon} />
    </>
  );
}

/** The claim as it was frozen, and beside it the figure by the newest factor. */
function Figures({ carbon }: { readonly carbon: ToldCarbon }): ReactNode {
  const { language, format } = useFrame();
  const t = carbonMessages.t(language);
  const { current, record } = carbon;
  const claimed = amountTexts(format, carbon.amount);
  const now = current && amountTexts(format, current.amount);
  const isSame = current?.factor.id === carbon.factor.id && record === "unchanged";
  const note = (factor: ToldCarbon["factor"]): string =>
    t("claimed.note", {
      value: factorValue(format, factor),
      place: placeName(language, factor.place),
      period: periodText(language, factor),
    });
  return (
    <>
      <KeyFigures>
        <KeyFigure
          label={t("claimed.label", { date: format.plainDate(carbon.frozenOn) })}
          figure={{ value: claimed.value }}
          interval={t("city.interval", claimed)}
          note={note(carbon.factor)}
        />
        <KeyFigure
          label={t("current.label")}
          figure={now === null ? { missing: t("current.none") } : { value: now.value }}
          interval={now === null ? undefined : t("city.interval", now)}
          note={
            current === null
              ? t("current.none-note")
              : isSame
                ? t("current.same", { period: periodText(language, current.factor) })
                : note(current.factor)
          }
        />
      </KeyFigures>
      {record === "unchanged" ? null : <p>{t(`record.${record}`)}</p>}
    </>
  );
}

function Provenance({ slug, carbon }: { readonly slug: string; readonly carbon: ToldCarbon }): ReactNode {
  const { language, format, logAddress } = useFrame();
  const t = carbonMessages.t(language);
  const facts = useFactorFacts(carbon.factor, carbon.yearsOld);
  const { fromDate, toDate } = carbon.period;
  return (
    <Section id="carbon-factor" level={4} title={t("facts.title")}>
      <DefinitionList
        items={[
          ...facts,
          {
            term: t("fact.period-of-measure"),
            description: `${format.plainDate(fromDate)} – ${format.plainDate(toDate)}`,
          },
          {
            term: t("fact.frozen"),
            description: (
              <a href={logAddress(carbon.logEntry)}>
                {t("fact.frozen-text", {
                  date: format.plainDate(carbon.frozenOn),
                  entry: format.count(carbon.logEntry),
                })}
              </a>
            ),
          },
          {
            term: t("fact.document"),
            description: <a href={`/measures/${slug}/carbon/${carbon.version}.json`}>{t("fact.download")}</a>,
          },
        ]}
      />
    </Section>
  );
}
