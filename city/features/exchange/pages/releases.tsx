import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, DataTable, FormField, Notice, PageHeading, Section } from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { exchangeMessages } from "../messages.ts";
import type { ReleasesPage } from "../release-pages.ts";
import { documentName, kindName } from "../words.ts";
import { DocumentState } from "./document-list.tsx";

export function loader({ context }: LoaderFunctionArgs): ReleasesPage {
  return pageData<ReleasesPage>(context);
}

export default function Releases(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { drafts, released, fault } = page;
  const { language, format, address } = useFrame();
  const t = exchangeMessages.t(language);
  const shell = shellMessages.t(language);
  return (
    <>
      <title>{`${t("releases.title")} · Husting`}</title>
      <PageHeading title={t("releases.title")} lead={t("releases.lead")} />
      <Done words={{ discarded: t("releases.discarded"), gone: t("release-fault.no-such-draft") }} />
      {fault === null ? null : (
        <Notice kind="error" word={shell("notice.error")} role="alert">
          <p>{t(`prepare-fault.${fault}`)}</p>
        </Notice>
      )}
      {page.canAct ? (
        <Section id="prepare" title={t("prepare.title")} lead={t("prepare.lead")}>
          <Prepare page={page} />
        </Section>
      ) : null}
      {drafts.length === 0 ? null : (
        <Section id="drafts" title={t("drafts.title")} lead={t("drafts.lead")}>
          <DataTable
            caption={t("drafts.title")}
            captionHidden
            scrollLabel={shell("table.scroll", { caption: t("drafts.title") })}
            columns={[
              {
                key: "kind",
                header: t("col.document"),
                cell: ({ id, kind, subject }) => (
                  <a href={address(`/staff/releases/${id}`)}>
                    {kindName(language, kind)} <code>{subject}</code>
                  </a>
                ),
              },
              { key: "to", header: t("col.to"), cell: ({ partner }) => partner[language] },
              {
                key: "made",
                header: t("draft.made"),
                cell: ({ madeAtMs }) => format.date(madeAtMs, "dateTime"),
              },
            ]}
            rows={drafts}
            rowKey={({ id }) => String(id)}
          />
        </Section>
      )}
      <Section id="released" title={t("released-list.title")}>
        <DataTable
          caption={t("released-list.title")}
          captionHidden
          scrollLabel={shell("table.scroll", { caption: t("released-list.title") })}
          columns={[
            {
              key: "document",
              header: t("col.document"),
              cell: (one) => <a href={address(`/released/${one.sha256}`)}>{documentName(language, one)}</a>,
            },
            { key: "to", header: t("col.to"), cell: ({ partner }) => partner[language] },
            { key: "at", header: t("released.at"), cell: ({ atMs }) => format.date(atMs, "dateTime") },
            { key: "state", header: t("col.state"), cell: (one) => <DocumentState listed={one} /> },
          ]}
          rows={released}
          rowKey={({ sha256 }) => sha256}
          empty={t("released-list.none")}
        />
      </Section>
    </>
  );
}

/** Chooses what to make ready: nothing leaves by it. */
function Prepare({ page: { partners, measures, years } }: { readonly page: ReleasesPage }): ReactNode {
  const { language, address } = useFrame();
  const t = exchangeMessages.t(language);
  if (partners.length === 0)
    return (
      <p>
        {t("prepare.no-partner")} <a href={address("/staff/partners")}>{t("partners.title")}</a>
      </p>
    );
  const options = [
    { value: "city-profile", label: t("kind.city-profile") },
    ...years.map((year) => ({ value: `year:${year}`, label: t("prepare.year", { year: String(year) }) })),
    ...measures
      .filter(({ fault }) => fault === null)
      .map(({ slug, titles, version }) => ({
        value: `measure:${slug}`,
        label: t("prepare.measure", { title: titles[language], version }),
      })),
  ];
  const held = measures.filter(({ fault }) => fault !== null);
  return (
    <>
      <form method="post" action={address("/staff/releases")} className="form">
        <FormField
          name="to"
          label={t("col.to")}
          control={{
            kind: "select",
            options: partners.map(({ city, names }) => ({ value: city, label: names[language] })),
          }}
        />
        <FormField name="what" label={t("prepare.what")} control={{ kind: "select", options }} />
        <Button>{t("prepare.do")}</Button>
      </form>
      {held.length === 0 ? null : (
        <>
          <p>{t("prepare.held")}</p>
          <ul>
            {held.map(({ slug, titles, fault }) => (
              <li key={slug}>
                {titles[language]}: {fault === null ? "" : t(`prepare-fault.${fault.code}`)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
