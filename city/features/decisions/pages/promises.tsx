import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  DataTable,
  EmptyState,
  KeyFigure,
  KeyFigures,
  PageHeading,
  Pagination,
  Section,
} from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { commaOf, htmlLanguage } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { BoardPage, BoardPromise, BoardTerm } from "../board.ts";
import { decisionMessages } from "../messages.ts";
import { promiseStates } from "../promise-state.ts";
import { promiseStateWord } from "../words.ts";
import { DecisionWords, PromiseLink } from "./easy.tsx";
import { StateTag } from "./promise-card.tsx";

export function loader({ context }: LoaderFunctionArgs): BoardPage {
  return pageData<BoardPage>(context);
}

export default function Board(): ReactNode {
  const { today, all, bodies, page, pages } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = decisionMessages.t(language);
  const shell = shellMessages.t(language);
  const at = (number: number): string => address(`/promises?page=${number}`);
  const made = promiseStates.reduce((sum, state) => sum + all[state], 0);
  return (
    <>
      <title>{`${t("board.title")} · Husting`}</title>
      <PageHeading title={t("board.title")} lead={t("board.lead", { date: format.plainDate(today) })} />
      <p>
        <a href={address("/decisions")}>{t("decisions.title")}</a>
        {" · "}
        <a href={address("/overview")}>{t("overview")}</a>
        {" · "}
        <a href={`/promises.csv?language=${language}`} type="text/csv">
          {t("board.csv")}
        </a>
        {" · "}
        <a href={`/promises.atom?language=${language}`} type="application/atom+xml">
          {t("feed")}
        </a>
      </p>
      {made === 0 ? (
        <EmptyState title={t("board.none")}>
          <p>{t("board.none-text")}</p>
        </EmptyState>
      ) : (
        <KeyFigures>
          {promiseStates.map((state) => (
            <KeyFigure
              key={state}
              label={promiseStateWord(language, state)}
              figure={{ value: format.count(all[state]) }}
              note={t(`state.${state}-means`)}
            />
          ))}
        </KeyFigures>
      )}
      {bodies
        .filter(({ terms }) => terms.length > 0)
        .map((body) => (
          <Section
            key={body.slug}
            id={`body-${body.slug}`}
            title={body.names[language]}
            lead={
              body.toDate === null
                ? undefined
                : body.successor === null
                  ? t("body.dissolved", { date: format.plainDate(body.toDate) })
                  : t("body.succeeded", {
                      date: format.plainDate(body.toDate),
                      successor: body.successor[language],
                    })
            }
          >
            {body.terms.map((term) => (
              <Term key={term.fromDate} slug={body.slug} term={term} />
            ))}
          </Section>
        ))}
      {pages === 1 ? null : (
        <Pagination
          label={shell("pagination.label")}
          position={shell("pagination.position", { page, pages })}
          previous={page > 1 ? { href: at(page - 1), label: shell("pagination.previous") } : undefined}
          next={page < pages ? { href: at(page + 1), label: shell("pagination.next") } : undefined}
        />
      )}
      <DecisionWords />
    </>
  );
}

function Term({ slug, term }: { readonly slug: string; readonly term: BoardTerm }): ReactNode {
  const { language, format } = useFrame();
  const t = decisionMessages.t(language);
  const title = t("term.title", { from: format.plainDate(term.fromDate), to: format.plainDate(term.toDate) });
  const told = promiseStates.filter((state) => term.counts[state] > 0);
  const last = ({ answers }: BoardPromise): string => {
    const newest = answers.at(-1);
    return newest === undefined ? t("answer.none") : format.date(newest.atMs, "day");
  };
  return (
    <Section id={`term-${slug}-${term.fromDate}`} level={3} title={title}>
      {told.length === 0 ? (
        <p>{t("term.no-promises")}</p>
      ) : (
        <>
          <p>
            {format.list(
              told.map((state) => `${promiseStateWord(language, state)} ${format.count(term.counts[state])}`),
            )}
          </p>
          <DataTable
            caption={title}
            captionHidden
            scrollLabel={shellMessages.t(language)("table.scroll", { caption: title })}
            columns={[
              {
                key: "promise",
                header: t("col.promise"),
                cell: (promise) => <PromiseLink promise={promise} />,
              },
              { key: "state", header: t("col.state"), cell: (promise) => <StateTag promise={promise} /> },
              { key: "due", header: t("promise.due"), cell: ({ dueDate }) => format.plainDate(dueDate) },
              {
                key: "office",
                header: t("promise.office"),
                cell: ({ office, language: written }) => <span lang={htmlLanguage[written]}>{office}</span>,
              },
              { key: "answered", header: t("col.answered"), cell: last },
              {
                key: "decided",
                header: t("col.decision"),
                cell: ({ decision }) =>
                  format.plainDate(decision.date) + commaOf[language] + decision.caseNumber,
              },
            ]}
            rows={term.promises}
            rowKey={({ id }) => String(id)}
          />
        </>
      )}
    </Section>
  );
}
