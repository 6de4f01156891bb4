import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { DataTable, PageHeading, Pagination, Section, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { colonOf } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { DecisionsPage, ListedDecision } from "../decision-pages.ts";
import { decisionMessages } from "../messages.ts";
import { promiseStates } from "../promise-state.ts";
import { outcomeWord, promiseStateWord } from "../words.ts";
import { DecisionWords, EasyLine, easyIn } from "./easy.tsx";

export function loader({ context }: LoaderFunctionArgs): DecisionsPage {
  return pageData<DecisionsPage>(context);
}

export default function Decisions(): ReactNode {
  const { bodies, body, decisions, page, pages } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = decisionMessages.t(language);
  const shell = shellMessages.t(language);
  const at = (number: number): string =>
    address(`/decisions?page=${number}${body === null ? "" : `&body=${encodeURIComponent(body)}`}`);
  return (
    <>
      <title>{`${t("decisions.title")} · Husting`}</title>
      <PageHeading title={t("decisions.title")} lead={t("decisions.lead")} />
      <p>
        <a href={address("/promises")}>{t("board.title")}</a>
        {" · "}
        <a href={`/decisions.atom?language=${language}`} type="application/atom+xml">
          {t("feed")}
        </a>
      </p>
      {bodies.length < 2 ? null : (
        <nav aria-label={t("decisions.by-body")}>
          <ul>
            <li>
              {body === null ? (
                <strong aria-current="true">{t("decisions.all")}</strong>
              ) : (
                <a href={address("/decisions")}>{t("decisions.all")}</a>
              )}
            </li>
            {bodies.map(({ slug, names }) => (
              <li key={slug}>
                {slug === body ? (
                  <strong aria-current="true">{names[language]}</strong>
                ) : (
                  <a href={address(`/decisions?body=${encodeURIComponent(slug)}`)}>{names[language]}</a>
                )}
              </li>
            ))}
          </ul>
        </nav>
      )}
      <Section id="list" title={t("decisions.list")}>
        <DataTable
          caption={t("decisions.list")}
          captionHidden
          scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("decisions.list") })}
          columns={[
            {
              key: "title",
              header: t("col.decision"),
              cell: ({ id, titles, easy }) => (
                <>
                  <a href={address(`/decisions/${id}`)}>{titles[language]}</a>
                  <EasyLine easy={easyIn(easy, language)} />
                </>
              ),
            },
            { key: "outcome", header: t("col.outcome"), cell: (one) => <OutcomeTag outcome={one.outcome} /> },
            { key: "body", header: t("col.body"), cell: (one) => one.body.names[language] },
            { key: "date", header: t("col.date"), cell: ({ date }) => format.plainDate(date) },
            { key: "promises", header: t("col.promises"), cell: (one) => <Promised listed={one} /> },
            {
              key: "why",
              header: t("col.why"),
              cell: ({ unanswered }) =>
                unanswered === 0 ? t("why.none-open") : t("why.unanswered-count", { count: unanswered }),
            },
          ]}
          rows={decisions}
          rowKey={({ id }) => String(id)}
          empty={t("decisions.none")}
        />
        {pages === 1 ? null : (
          <Pagination
            label={shell("pagination.label")}
            position={shell("pagination.position", { page, pages })}
            previous={page > 1 ? { href: at(page - 1), label: shell("pagination.previous") } : undefined}
            next={page < pages ? { href: at(page + 1), label: shell("pagination.next") } : undefined}
          />
        )}
      </Section>
      <DecisionWords />
    </>
  );
}

/** A decision is no verdict: none of its outcomes is green. */
export function OutcomeTag({ outcome }: { readonly outcome: string }): ReactNode {
  const { language } = useFrame();
  return <Tag tone={outcome === "accepted" ? "info" : "neutral"}>{outcomeWord(language, outcome)}</Tag>;
}

function Promised({ listed: { promises } }: { readonly listed: ListedDecision }): ReactNode {
  const { language, format } = useFrame();
  const t = decisionMessages.t(language);
  const told = promiseStates.filter((state) => promises[state] > 0);
  if (told.length === 0) return t("promises.none-made");
  return (
    <>
      {told.map((state) => (
        <div key={state}>
          {promiseStateWord(language, state)}
          {colonOf[language]}
          {format.count(promises[state])}
        </div>
      ))}
    </>
  );
}
