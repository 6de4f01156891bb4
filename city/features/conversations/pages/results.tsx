import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Breadcrumbs,
  DataTable,
  DefinitionList,
  EmptyState,
  PageHeading,
  Section,
  Tag,
} from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { DecidedAbout } from "../../decisions/pages/decided-about.tsx";
import type { OpinionDocument, ToldCounts } from "../document.ts";
import { conversationMessages } from "../messages.ts";
import type { PublicStatement, ResultsPage } from "../pages-data.ts";
import { groupName } from "../words.ts";
import { OpinionMap } from "./opinion-map.tsx";
import { StatementText } from "./statement-text.tsx";

/** Who can put a decision on record. */
const DECIDING: ReadonlySet<string> = new Set(["officer", "elected", "administrator"]);

export function loader({ context }: LoaderFunctionArgs): ResultsPage {
  return pageData<ResultsPage>(context);
}

export default function Results(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, format, address, logAddress, person } = useFrame();
  const t = conversationMessages.t(language);
  const { slug, titles, questions, release, statements, decided } = page;
  const title = t("results.title", { title: titles[language] });
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <Breadcrumbs
        label={shellMessages.t(language)("breadcrumbs.label")}
        items={[
          { label: t("list.title"), href: address("/conversations") },
          { label: titles[language], href: address(`/conversations/${slug}`) },
          { label: t("results.short") },
        ]}
      />
      <PageHeading title={title} lead={questions[language].split("\n")[0]} />
      {release === null ? (
        <EmptyState title={t("told.nothing")}>
          <p>{t("results.nothing-text")}</p>
        </EmptyState>
      ) : (
        <>
          <DefinitionList
            items={[
              {
                term: t("results.as-of"),
                description: `${format.plainDate(release.document.day)} (${t(release.document.isFinal ? "results.final" : "results.so-far")})`,
              },
              { term: t("results.participants"), description: format.count(release.document.participants) },
              { term: t("results.votes"), description: format.count(release.document.votes) },
              {
                term: t("results.grouped"),
                description: t("results.grouped-of", {
                  count: release.document.grouped,
                  needed: release.document.votesToBeGrouped,
                }),
              },
              {
                term: t("results.entry"),
                description: <a href={logAddress(release.logEntry)}>{format.count(release.logEntry)}</a>,
              },
            ]}
          />
          <DecidedAbout decided={decided} />
          {release.document.isFinal && person !== null && DECIDING.has(person.role) ? (
            <p>
              <a href={address(`/staff/decisions?about=conversation:${encodeURIComponent(slug)}`)}>
                {t("decide.do")}
              </a>
            </p>
          ) : null}
          <Document document={release.document} statements={statements} />
          <p>{t("results.hash", { hash: release.sha256 })}</p>
          <p>
            <a href={`${address(`/conversation-results/${slug}`)}.json`}>{t("results.json")}</a>
          </p>
        </>
      )}
    </>
  );
}

function Document({
  document,
  statements,
}: {
  readonly document: OpinionDocument;
  readonly statements: readonly PublicStatement[];
}): ReactNode {
  const { language, format } = useFrame();
  const t = conversationMessages.t(language);
  const shell = shellMessages.t(language);
  const byNumber = new Map(statements.map((statement) => [statement.number, statement]));
  const text = (number: number): ReactNode => {
    const statement = byNumber.get(number);
    return statement === undefined ? `#${number}` : <StatementText statement={statement} />;
  };
  const letters = document.groups.map((_, index) => groupName(language, index));
  const shareOf = (counts: ToldCounts | null | undefined, side: "agree" | "disagree"): string => {
    if (counts === null || counts === undefined) return t("results.too-few");
    return format.percent(counts[side] / (counts.agree + counts.disagree + counts.pass));
  };
  const statementOf = (number: number) => document.statements.find((one) => one.number === number);
  return (
    <>
      <Section id="uniting" title={t("uniting.title")} lead={t("uniting.lead")}>
        {document.uniting.length === 0 ? (
          <p>{t(document.noGroups === null ? "uniting.none" : `no-groups.${document.noGroups}`)}</p>
        ) : (
          <DataTable
            caption={t("uniting.title")}
            captionHidden
            scrollLabel={shell("table.scroll", { caption: t("uniting.title") })}
            columns={[
              { key: "statement", header: t("col.statement"), cell: ({ statement }) => text(statement) },
              { key: "side", header: t("col.side"), cell: ({ side }) => t(`side.${side}`) },
              ...letters.map((letter, group) => ({
                key: letter,
                header: letter,
                align: "number" as const,
                cell: ({ statement, side }: OpinionDocument["uniting"][number]) =>
                  shareOf(statementOf(statement)?.groups[group], side),
              })),
            ]}
            rows={document.uniting}
            rowKey={({ statement }) => String(statement)}
          />
        )}
      </Section>
      {document.groups.length === 0 ? null : (
        <Section id="groups" title={t("groups.title")} lead={t("groups.lead")}>
          <DataTable
            caption={t("groups.title")}
            captionHidden
            scrollLabel={shell("table.scroll", { caption: t("groups.title") })}
            columns={[
              { key: "group", header: t("col.group"), cell: ({ index }) => letters[index] },
              {
                key: "size",
                header: t("col.size"),
                align: "number",
                cell: ({ group }) => format.count(group.size),
              },
              {
                key: "share",
                header: t("col.share"),
                align: "number",
                cell: ({ group }) => format.percent(group.size / document.grouped),
              },
              {
                key: "standing",
                header: t("col.standing"),
                cell: ({ group }) => (
                  <Tag tone={group.standing === "stable" ? "info" : "warn"}>
                    {t(`standing.${group.standing}`)}
                  </Tag>
                ),
              },
            ]}
            rows={document.groups.map((group, index) => ({ group, index }))}
            rowKey={({ index }) => String(index)}
          />
          <p>{t("standing.text")}</p>
          <OpinionMap groups={document.groups} />
          {document.groups.map((group, index) => (
            <section key={letters[index]} className="section">
              <h3>{t("representative.title", { group: letters[index] ?? "" })}</h3>
              {group.representative.length === 0 ? (
                <p>{t("representative.none")}</p>
              ) : (
                <ul>
                  {group.representative.map(({ statement, side }) => (
                    <li key={statement}>
                      {text(statement)} <strong>{t(`side.${side}`)}</strong>{" "}
                      {shareOf(statementOf(statement)?.groups[index], side)}
                    </li>
                  ))}
                </ul>
              )}
            </section>
          ))}
        </Section>
      )}
      {document.divisive.length === 0 ? null : (
        <Section id="divisive" title={t("divisive.title")} lead={t("divisive.lead")}>
          <ul>
            {document.divisive.map((statement) => (
              <li key={statement}>
                {text(statement)}{" "}
                {letters
                  .map((letter, group) =>
                    t("divisive.group", {
                      group: letter,
                      share: shareOf(statementOf(statement)?.groups[group], "agree"),
                    }),
                  )
                  .join(" ")}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section id="all" title={t("all.title")} lead={t("all.lead")}>
        <DataTable
          caption={t("all.title")}
          captionHidden
          scrollLabel={shell("table.scroll", { caption: t("all.title") })}
          columns={[
            {
              key: "number",
              header: t("col.number"),
              align: "number",
              cell: ({ number }) => format.count(number),
            },
            { key: "statement", header: t("col.statement"), cell: ({ number }) => text(number) },
            {
              key: "agree",
              header: t("side.agree"),
              align: "number",
              cell: ({ all }) => shareOf(all, "agree"),
            },
            {
              key: "disagree",
              header: t("side.disagree"),
              align: "number",
              cell: ({ all }) => shareOf(all, "disagree"),
            },
            {
              key: "votes",
              header: t("results.votes"),
              align: "number",
              cell: ({ all }) =>
                all === null ? t("results.too-few") : format.count(all.agree + all.disagree + all.pass),
            },
          ]}
          rows={document.statements}
          rowKey={({ number }) => String(number)}
        />
        {statements.some(({ isHidden }) => isHidden) ? (
          <>
            <h3>{t("hidden.title")}</h3>
            <ul>
              {statements
                .filter(({ isHidden }) => isHidden)
                .map(({ number, reason }) => (
                  <li key={number}>{t("hidden.one", { number, reason: reason ?? "" })}</li>
                ))}
            </ul>
          </>
        ) : null}
      </Section>
    </>
  );
}
