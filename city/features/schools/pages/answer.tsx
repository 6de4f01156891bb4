import type { ReactNode } from "react";
import { ranking } from "../../../web/charts/index.ts";
import { DefinitionList, Figure } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { energiesAlike, type Formats, type Language } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { type AnswerDocument, sharesOf } from "../answer-document.ts";
import { schoolMessages } from "../messages.ts";
import type { ToldAnswer } from "../pages-data.ts";
import { type BandCounts, type BandId, bands } from "../predictions.ts";
import { outcomeText, shareText } from "../words.ts";

/** What the building answered, in a sentence. */
export function answerSentence(
  language: Language,
  format: Formats,
  { energy, outcome }: Pick<AnswerDocument, "energy" | "outcome">,
): string {
  const value = energy.ok ? shareText(language, format, sharesOf(energy).value) : "";
  return schoolMessages.t(language)(`sentence.${outcome}`, { value });
}

/** Between what it lies; or, where nothing can be told, why. */
export function answerReason(
  language: Language,
  format: Formats,
  { energy, outcome }: Pick<AnswerDocument, "energy" | "outcome">,
): string {
  const t = schoolMessages.t(language);
  if (!energy.ok) {
    const { code, ...facts } = energy.reason;
    return t(`reason.${code}`, facts);
  }
  const { low, high } = sharesOf(energy);
  const interval = t("interval.text", {
    low: shareText(language, format, low),
    high: shareText(language, format, high),
  });
  if (outcome !== "inconclusive") return interval;
  const half = format.percent(energy.halfWidthKwh / energy.expectedKwh, 1);
  return `${interval} ${t("why.within-chance", { half })}`;
}

export function roomsSentence(language: Language, { rooms }: Pick<AnswerDocument, "rooms">): string {
  const { state, judged, worse } = rooms;
  return schoolMessages.t(language)(`rooms.${state}`, { judged, worse });
}

/** The answer as the class reads it: the sentence, the picture, the figures, and where it stands on record. */
export function Answer({ answer }: { readonly answer: ToldAnswer }): ReactNode {
  const { language, format, logAddress } = useFrame();
  const t = schoolMessages.t(language);
  const { document } = answer;
  const { energy, outcome } = document;
  const energies = energy.ok
    ? energiesAlike(format, [energy.usedKwh, energy.expectedKwh, energy.avoidedKwh])
    : null;
  return (
    <div className="school-answer" data-outcome={outcome}>
      <p className="school-outcome">{outcomeText(language, outcome)}</p>
      <p className="lead">{answerSentence(language, format, document)}</p>
      <p>{answerReason(language, format, document)}</p>
      <AnswerChart document={document} />
      <DefinitionList
        items={[
          ...(energy.ok && energies !== null
            ? [
                { term: t("figures.expected"), description: energies(energy.expectedKwh) },
                { term: t("figures.used"), description: energies(energy.usedKwh) },
                {
                  term: t("figures.difference"),
                  description: t(energy.avoidedKwh < 0 ? "share.more" : "share.less", {
                    share: energies(Math.abs(energy.avoidedKwh)),
                  }),
                },
                {
                  term: t("figures.measured"),
                  description: `${t("figures.days", {
                    counted: energy.daysCounted,
                    expected: energy.daysExpected,
                  })}. ${t("figures.ordinary", { count: energy.ordinaryShares.length })}`,
                },
              ]
            : []),
          { term: t("figures.rooms"), description: roomsSentence(language, document) },
        ]}
      />
      <p className="school-record">
        {t("record.text", { date: format.date(answer.answeredAtMs, "day") })}{" "}
        <a href={logAddress(answer.logEntry)}>
          {t("record.entry", { entry: format.count(answer.logEntry) })}
        </a>{" "}
        <a href={`/class-answers/${answer.sha256}`}>{t("answers.document")}</a>
      </p>
    </div>
  );
}

function AnswerChart({ document }: { readonly document: AnswerDocument }): ReactNode {
  const { language, format } = useFrame();
  const t = schoolMessages.t(language);
  if (!document.energy.ok) return null;
  const { value, low, high } = sharesOf(document.energy);
  const half = (high - low) / 2;
  const label = (share: number): string => format.percent(share, 1);
  const chart = ranking({
    ...{ id: "answer-chart", language, title: t("chart.answer"), valueName: t("chart.saved"), label },
    intervalName: t("chart.interval"),
    intervalLabel: (from, to) => `${label(from)} – ${label(to)}`,
    items: [
      { name: t("chart.row-answer"), value, low, high },
      { name: t("chart.row-ordinary"), value: 0, low: -half, high: half },
    ],
  });
  return <SchoolFigure chart={chart} caption={t("chart.caption-answer")} />;
}

/** How many guessed what, and where the answer can lie. */
export function PredictionsChart({
  counts,
  within,
}: {
  readonly counts: BandCounts;
  readonly within: readonly BandId[];
}): ReactNode {
  const { language, format } = useFrame();
  const t = schoolMessages.t(language);
  const chart = ranking({
    ...{ id: "predictions-chart", language, title: t("chart.predicted"), valueName: t("chart.count") },
    label: (count) => format.count(count),
    items: bands.map(({ id }) => {
      const band = t(`band.${id}`);
      return { name: within.includes(id) ? t("chart.touches", { band }) : band, value: counts[id] };
    }),
  });
  return (
    <SchoolFigure
      chart={chart}
      caption={t(within.length === 0 ? "chart.caption-guesses" : "chart.caption-predicted")}
    />
  );
}

function SchoolFigure({
  chart,
  caption,
}: {
  readonly chart: ReturnType<typeof ranking>;
  readonly caption: string;
}): ReactNode {
  const { language } = useFrame();
  const shell = shellMessages.t(language);
  return (
    <Figure
      chart={chart}
      caption={caption}
      tableLabel={shell("figure.table")}
      legendLabel={shell("figure.legend")}
      scrollLabel={shell("table.scroll", { caption: chart.title })}
    />
  );
}
