import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Breadcrumbs,
  DataTable,
  DefinitionList,
  Notice,
  PageHeading,
  Section,
} from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { registered } from "../../records/pages/case-link.tsx";
import type { DecisionPage } from "../decision-pages.ts";
import { decisionMessages } from "../messages.ts";
import { memberName, moneyText } from "../words.ts";
import { OutcomeTag } from "./decisions.tsx";
import { DecisionWords, EasyDecision } from "./easy.tsx";
import { PromiseCard } from "./promise-card.tsx";
import { VotesTable } from "./votes-table.tsx";
import { UnitingStatements } from "./what-unites.tsx";
import { Why } from "./why.tsx";

export function loader({ context }: LoaderFunctionArgs): DecisionPage {
  return pageData<DecisionPage>(context);
}

export default function DecisionView(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, address, person } = useFrame();
  const t = decisionMessages.t(language);
  const { decision } = page;
  const title = decision.titles[language];
  const isDesk = person !== null && ["officer", "elected", "administrator"].includes(person.role);
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <Breadcrumbs
        label={shellMessages.t(language)("breadcrumbs.label")}
        items={[{ label: t("decisions.title"), href: address("/decisions") }, { label: title }]}
      />
      <PageHeading title={title} kicker={page.body.names[language]}>
        <OutcomeTag outcome={decision.outcome} />
      </PageHeading>
      <Done words={{ recorded: t("done.recorded"), asked: t("done.asked") }} />
      <EasyDecision easy={page.easy} />
      <DecisionFacts page={page} />
      {isDesk ? (
        <p>
          <a href={address(`/staff/decisions/${decision.id}`)}>{t("decision.desk")}</a>
        </p>
      ) : null}
      <Section id="promises" title={t("promises.title")}>
        {page.promises.length === 0 ? (
          <p>{t("promises.none-made")}</p>
        ) : (
          page.promises.map((promise) => <PromiseCard key={promise.id} promise={promise} />)
        )}
      </Section>
      <Why
        why={{
          ...page,
          path: `/decisions/${decision.id}`,
          body: page.body.names,
          canAsk: true,
        }}
      />
      <DecisionWords />
      <p>
        <a href={address(`/print/decisions/${decision.id}`)}>{t("decision.print")}</a>
      </p>
    </>
  );
}

/** What was decided, why, by whom; and what stands beside it since. */
export function DecisionFacts({ page }: { readonly page: DecisionPage }): ReactNode {
  const { language, format, address, logAddress } = useFrame();
  const t = decisionMessages.t(language);
  const { decision, about, currency } = page;
  const written = htmlLanguage[decision.language];
  const said = (text: string): ReactNode => (
    <span className="written" lang={written}>
      {text}
    </span>
  );
  return (
    <>
      {page.corrections.length === 0 ? null : (
        <Notice kind="warn" word={shellMessages.t(language)("notice.warn")}>
          <p>
            <a href="#corrections">{t("decision.corrected", { count: page.corrections.length })}</a>
          </p>
        </Notice>
      )}
      <DefinitionList
        items={[
          ...registered(page.case, { language, address }),
          { term: t("col.body"), description: page.body.names[language] },
          { term: t("decision.date"), description: format.plainDate(decision.date, "long") },
          { term: t("decision.case"), description: decision.caseNumber },
          ...(about === null
            ? []
            : [
                {
                  term: t("decision.about"),
                  description: <a href={address(about.path)}>{about.titles[language]}</a>,
                },
              ]),
          {
            term: t("decision.cost"),
            description:
              decision.costMinor === null
                ? t("decision.cost-none")
                : moneyText(format, decision.costMinor, currency),
          },
          ...(decision.covers === null
            ? []
            : [{ term: t("decision.covers"), description: said(decision.covers) }]),
          {
            term: t("log-entry"),
            description: <a href={logAddress(decision.logEntry)}>{format.count(decision.logEntry)}</a>,
          },
        ]}
      />
      {about?.said == null ? null : (
        <Section id="uniting" title={t("uniting.title")}>
          <UnitingStatements of={about.said} />
        </Section>
      )}
      <Section id="reasons" title={t("decision.reasons")}>
        <blockquote className="quoted" lang={written}>
          {decision.reasons}
        </blockquote>
      </Section>
      <Section id="votes" title={t("votes.title")} lead={t("votes.lead")}>
        {decision.voting === "acclamation" ? (
          <p>{t("votes.acclamation")}</p>
        ) : (
          <VotesTable counts={page.counts} />
        )}
        <h3>{t("votes.members", { date: format.plainDate(decision.date) })}</h3>
        <DataTable
          caption={t("votes.members", { date: format.plainDate(decision.date) })}
          captionHidden
          scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("votes.title") })}
          columns={[
            { key: "name", header: t("col.member"), cell: (one) => memberName(language, one) },
            { key: "party", header: t("col.party"), cell: ({ party }) => party ?? t("member.no-party") },
            { key: "side", header: t("col.side"), cell: ({ side }) => t(`side.${side}`) },
            {
              key: "vote",
              header: t("col.vote"),
              cell: ({ vote }) => (vote === null ? t("vote.none") : t(`vote.${vote}`)),
            },
          ]}
          rows={page.members}
          rowKey={({ id }) => String(id)}
          empty={t("votes.nobody")}
        />
        {decision.reservations === null ? null : (
          <>
            <h3>{t("decision.reservations")}</h3>
            <blockquote className="quoted" lang={written}>
              {decision.reservations}
            </blockquote>
          </>
        )}
      </Section>
      {page.corrections.length === 0 ? null : (
        <Section id="corrections" title={t("corrections.title")} lead={t("corrections.lead")}>
          <DataTable
            caption={t("corrections.title")}
            captionHidden
            scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("corrections.title") })}
            columns={[
              { key: "field", header: t("correct.field"), cell: ({ field }) => t(`field.${field}`) },
              {
                key: "text",
                header: t("correct.text"),
                cell: (one) => <span lang={htmlLanguage[one.language]}>{one.text}</span>,
              },
              {
                key: "reason",
                header: t("correct.reason"),
                cell: (one) => <span lang={htmlLanguage[one.language]}>{one.reason}</span>,
              },
              { key: "at", header: t("col.at"), cell: ({ atMs }) => format.date(atMs, "dateTime") },
              {
                key: "entry",
                header: t("log-entry"),
                align: "number",
                cell: ({ logEntry }) => <a href={logAddress(logEntry)}>{format.count(logEntry)}</a>,
              },
            ]}
            rows={page.corrections}
            rowKey={({ logEntry }) => String(logEntry)}
          />
        </Section>
      )}
    </>
  );
}
