import type { CityProfileBody, PortfolioYearBody, Withdrawal } from "@husting/exchange";
import type { ReactNode } from "react";
import { DataTable, DefinitionList, Notice } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { Names } from "../../buildings/index.ts";
import { buildingUseName, carrierName, floorAreaName } from "../../buildings/words.ts";
import { Source, Standing } from "../../carbon/pages/factor-facts.tsx";
import { countedText, factorValue, periodText, placeName } from "../../carbon/words.ts";
import type { Content } from "../content.ts";
import { exchangeMessages } from "../messages.ts";
import { unreadableText } from "../words.ts";
import { MeasureVerdict } from "./measure-verdict.tsx";

interface Props {
  readonly content: Content;
  readonly sender: Names;
  /** The reader's own city, whose factors stand beside the sender's. */
  readonly reader: Names;
}

/** What a document says, in the reader's language: the same for who releases it and for who receives it. */
export function DocumentContent({ content, sender, reader }: Props): ReactNode {
  const { language } = useFrame();
  if (!content.ok) {
    return (
      <Notice kind="warn" word={shellMessages.t(language)("notice.warn")}>
        <p>{unreadableText(language, content.reason)}</p>
      </Notice>
    );
  }
  const { read } = content;
  switch (read.kind) {
    case "city-profile":
      return <Profile body={read.body} />;
    case "portfolio-year":
      return <Year body={read.body} factors={content.factors} />;
    case "measure-verdict":
      return <MeasureVerdict body={read.body} carbon={content.carbon} sender={sender} reader={reader} />;
    case "withdrawal":
      return <WithdrawalText withdrawal={read.body} />;
  }
}

function Profile({ body }: { readonly body: CityProfileBody }): ReactNode {
  const { language, format } = useFrame();
  const t = exchangeMessages.t(language);
  const { population } = body;
  return (
    <DefinitionList
      items={[
        { term: t("profile.name"), description: body.names[language] },
        { term: t("profile.country"), description: t(`country.${body.country}`) },
        { term: t("profile.zone"), description: body.zone },
        { term: t("profile.buildings"), description: format.count(body.buildings) },
        ...body.floorAreas.map(({ kind, m2, buildings }) => ({
          term: floorAreaName(language, kind),
          description: t("profile.area", { area: format.withUnit(format.number(m2), "m²"), buildings }),
        })),
        {
          term: t("profile.population"),
          description:
            population === null
              ? t("profile.population-none")
              : t("profile.population-text", {
                  persons: population.persons,
                  date: format.plainDate(population.date),
                  source: population.source,
                }),
        },
        ...(body.simulated
          ? [{ term: t("profile.simulated"), description: t("profile.simulated-text") }]
          : []),
      ]}
    />
  );
}

function Year({
  body,
  factors,
}: {
  readonly body: PortfolioYearBody;
  readonly factors: Extract<Content, { ok: true }>["factors"];
}): ReactNode {
  const { language, format } = useFrame();
  const t = exchangeMessages.t(language);
  const shell = shellMessages.t(language);
  const told = (cell: PortfolioYearBody["energy"][number]["kwh"], say: (value: number) => string): string =>
    "value" in cell ? say(cell.value) : t("withheld");
  const groupName = (use: string): string => (use === "all" ? t("year.all") : buildingUseName(language, use));
  const { degreeDays, population } = body;
  const answers = [...new Set(body.comfort.map(({ answer }) => answer))];
  return (
    <>
      <p>{t("year.lead", { year: String(body.year), k: body.k })}</p>
      <DataTable
        caption={t("year.energy")}
        scrollLabel={shell("table.scroll", { caption: t("year.energy") })}
        columns={[
          { key: "use", header: t("year.use"), cell: ({ use }) => groupName(use) },
          {
            key: "carrier",
            header: t("year.carrier"),
            cell: ({ carrier }) => carrierName(language, carrier),
          },
          {
            key: "kwh",
            header: t("year.kwh"),
            align: "number",
            cell: ({ kwh }) => told(kwh, (value) => format.energy(value)),
          },
          {
            key: "buildings",
            header: t("year.buildings"),
            align: "number",
            cell: ({ buildings }) => format.count(buildings),
          },
          {
            key: "measured",
            header: t("year.measured"),
            align: "number",
            cell: ({ measuredShare }) => format.percent(measuredShare),
          },
        ]}
        rows={body.energy}
        rowKey={({ use, carrier }) => `${use} ${carrier}`}
      />
      {body.comfort.length === 0 ? null : (
        <DataTable
          caption={t("year.comfort")}
          scrollLabel={shell("table.scroll", { caption: t("year.comfort") })}
          columns={[
            { key: "use", header: t("year.use"), cell: (use: string) => groupName(use) },
            ...answers.map((answer) => ({
              key: answer,
              header: answerName(language, answer),
              align: "number" as const,
              cell: (use: string) => {
                const cell = body.comfort.find((one) => one.use === use && one.answer === answer);
                return cell === undefined ? "" : told(cell.answers, format.count);
              },
            })),
          ]}
          rows={[...new Set(body.comfort.map(({ use }) => use))]}
          rowKey={(use) => use}
        />
      )}
      {body.floorAreas.length === 0 ? null : (
        <DataTable
          caption={t("year.areas")}
          scrollLabel={shell("table.scroll", { caption: t("year.areas") })}
          columns={[
            { key: "use", header: t("year.use"), cell: ({ use }) => groupName(use) },
            { key: "kind", header: t("year.kind"), cell: ({ kind }) => floorAreaName(language, kind) },
            {
              key: "m2",
              header: t("year.m2"),
              align: "number",
              cell: ({ m2 }) => format.withUnit(format.count(Math.round(m2)), "m²"),
            },
            {
              key: "buildings",
              header: t("year.buildings"),
              align: "number",
              cell: ({ buildings }) => format.count(buildings),
            },
          ]}
          rows={body.floorAreas}
          rowKey={({ use, kind }) => `${use} ${kind}`}
        />
      )}
      <DefinitionList
        items={[
          {
            term: t("year.degree-days"),
            description:
              degreeDays === null
                ? t("year.degree-days-none")
                : format.count(Math.round(degreeDays.kelvinDays)),
          },
          {
            term: t("profile.population"),
            description:
              population === null
                ? t("profile.population-none")
                : t("profile.population-text", {
                    persons: population.persons,
                    date: format.plainDate(population.date),
                    source: population.source,
                  }),
          },
          {
            term: t("year.factors"),
            description: factors.map(({ carrier, factor }) => (
              <div key={carrier}>
                {carrierName(language, carrier)}:{" "}
                {factor === null ? (
                  t("year.factor-broken")
                ) : (
                  <>
                    {factorValue(format, factor)}, {placeName(language, factor.place)},{" "}
                    {periodText(language, factor)}; {countedText(language, factor)}.{" "}
                    <Source factor={factor} /> <Standing factor={factor} />
                  </>
                )}
              </div>
            )),
          },
        ]}
      />
    </>
  );
}

function answerName(language: Parameters<typeof exchangeMessages.t>[0], answer: string): string {
  const key = `answer.${answer}`;
  return exchangeMessages.has(key) ? exchangeMessages.t(language)(key) : answer;
}

function WithdrawalText({ withdrawal }: { readonly withdrawal: Withdrawal }): ReactNode {
  const { language } = useFrame();
  const t = exchangeMessages.t(language);
  return (
    <>
      <p>{t("withdrawal.of", { number: withdrawal.sequence })}</p>
      <ReasonQuote reason={withdrawal.reason} />
    </>
  );
}

/** Why something was withdrawn, in the words and the language of who did it. */
export function ReasonQuote({ reason }: { readonly reason: Withdrawal["reason"] }): ReactNode {
  const { language } = useFrame();
  const t = exchangeMessages.t(language);
  return (
    <blockquote className="quote" lang={htmlLanguage[reason.language]}>
      <p>{visibleText(reason.text)}</p>
      {reason.language === language ? null : (
        <footer lang={htmlLanguage[language]}>
          {t("withdrawal.in", { language: t(`language.${reason.language}`) })}
        </footer>
      )}
    </blockquote>
  );
}
