import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { DefinitionList, Notice, PageHeading, Prose, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { carrierName } from "../../buildings/words.ts";
import type { CarbonPage, UsedFactor } from "../carbon-page.ts";
import { carbonMessages } from "../messages.ts";
import { noFigureText, periodText, placeName } from "../words.ts";
import { useFactorFacts } from "./factor-facts.tsx";
import { FactorTable } from "./factor-table.tsx";

export function loader({ context }: LoaderFunctionArgs): CarbonPage {
  return pageData<CarbonPage>(context);
}

const rules = ["claim", "saving", "interval", "sums", "none"] as const;

export default function Carbon(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, format } = useFrame();
  const t = carbonMessages.t(language);
  const fromMemory = page.used.filter(({ factor }) => factor?.standing === "from-memory");
  return (
    <>
      <title>{`${t("page.title")} · Husting`}</title>
      <PageHeading title={t("page.title")} lead={t("page.lead")} />
      <Section id="used" title={t("page.used", { year: String(page.year) })} lead={t("page.used-lead")}>
        {fromMemory.length === 0 ? null : (
          <Notice kind="warn" word={shellMessages.t(language)("notice.warn")}>
            <p>
              {t("page.chosen-memory", {
                carriers: format.list(fromMemory.map(({ carrier }) => carrierName(language, carrier))),
              })}
            </p>
          </Notice>
        )}
        {page.used.map((used) => (
          <Used key={used.carrier} used={used} />
        ))}
      </Section>
      <Section id="rules" title={t("page.rules")}>
        <Prose>
          <ul>
            {rules.map((rule) => (
              <li key={rule}>{t(`page.rule.${rule}`)}</li>
            ))}
          </ul>
        </Prose>
      </Section>
      <NotKnown page={page} />
      <Section id="records" title={t("page.records")} lead={t("page.records-lead")}>
        <FactorTable title={t("page.records")} records={page.records} own={page.own} />
        {page.attributions.length === 0 ? null : (
          <p>{t("page.attributions", { attributions: format.list(page.attributions) })}</p>
        )}
      </Section>
      <Section id="open-database" title={t("page.open-database")} lead={t("page.open-database-lead")}>
        <FactorTable title={t("page.open-database")} records={page.openDatabase.records} own={page.own} />
        {page.openDatabase.attributions.map((words) => (
          <p key={words}>{words}</p>
        ))}
      </Section>
    </>
  );
}

function Used({ used: { carrier, factor, yearsOld, reason } }: { readonly used: UsedFactor }): ReactNode {
  const { language } = useFrame();
  const name = carrierName(language, carrier);
  return (
    <Section id={`used-${carrier}`} level={3} title={name}>
      {reason === null ? null : <p>{noFigureText(language, reason, name)}</p>}
      {factor === null ? null : <Facts factor={factor} yearsOld={yearsOld} />}
    </Section>
  );
}

function Facts({
  factor,
  yearsOld,
}: {
  readonly factor: NonNullable<UsedFactor["factor"]>;
  readonly yearsOld: number | null;
}): ReactNode {
  return <DefinitionList items={useFactorFacts(factor, yearsOld)} />;
}

/** What would have to be read before anyone relies on it. */
function NotKnown({ page }: { readonly page: CarbonPage }): ReactNode {
  const { language } = useFrame();
  const t = carbonMessages.t(language);
  const all = [...page.records, ...page.openDatabase.records];
  const memory = all.filter(({ standing }) => standing === "from-memory");
  const second = all.filter(({ standing }) => standing === "second-hand").length;
  const sources = [
    ...new Set(
      memory.map((factor) =>
        t("page.unknown.source", {
          source: factor.source,
          place: placeName(language, factor.place),
          period: periodText(language, factor),
        }),
      ),
    ),
  ];
  return (
    <Section id="not-known" title={t("page.unknown")}>
      <Prose>
        <ul>
          {memory.length === 0 ? null : (
            <li>
              {t("page.unknown.memory", { memory: memory.length, records: all.length })}
              <ul>
                {sources.map((source) => (
                  <li key={source}>{source}</li>
                ))}
              </ul>
            </li>
          )}
          {second === 0 ? null : <li>{t("page.unknown.second", { second })}</li>}
          <li>{t("page.unknown.inferred")}</li>
          <li>{t("page.unknown.hour")}</li>
        </ul>
      </Prose>
    </Section>
  );
}
