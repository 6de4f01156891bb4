import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  DataTable,
  DefinitionList,
  EmptyState,
  PageHeading,
  Prose,
  Section,
} from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { floorAreaName } from "../../buildings/words.ts";
import type { ComparedFigure, Incomparability } from "../comparison.ts";
import { exchangeMessages } from "../messages.ts";
import type { SisterCityPage } from "../sister-city.ts";
import { durationText } from "../words.ts";
import { ConnectionText } from "./connection.tsx";
import { DocumentList } from "./document-list.tsx";
import { Fingerprint } from "./fingerprint.tsx";

export function loader({ context }: LoaderFunctionArgs): SisterCityPage {
  return pageData<SisterCityPage>(context);
}

export default function SisterCity(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language } = useFrame();
  const t = exchangeMessages.t(language);
  if (page.sister === null) {
    return (
      <>
        <title>{`${t("sister.none-title")} · Husting`}</title>
        <PageHeading title={t("sister.none-title")} />
        <EmptyState title={t("sister.none")}>
          <p>{t("sister.none-text")}</p>
        </EmptyState>
      </>
    );
  }
  return <Sister page={page} sister={page.sister} />;
}

type Sister = NonNullable<SisterCityPage["sister"]>;

function Sister({ page, sister }: { readonly page: SisterCityPage; readonly sister: Sister }): ReactNode {
  const { language, address } = useFrame();
  const t = exchangeMessages.t(language);
  const { partner, connection, witnessing } = sister;
  const [own, city] = [page.own[language], partner.names[language]];
  const title = t("sister.title", { own, city });
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <PageHeading title={title} lead={t("sister.lead", { own, city })} />
      <p>
        {partner.state === "ended"
          ? t("sister.ended")
          : connection.fetchedAtMs === null
            ? t("sister.never")
            : t("sister.age", { age: durationText(language, page.nowMs - connection.fetchedAtMs) })}
      </p>
      <ConnectionText connection={connection} witnessing={witnessing} city={city} />
      {page.partners.length < 2 ? null : (
        <ul>
          {page.partners.map(({ city: slug, names }) => (
            <li key={slug}>
              <a href={address(`/partner?city=${slug}`)}>{names[language]}</a>
            </li>
          ))}
        </ul>
      )}
      <Section id="theirs" title={t("sister.theirs", { city })}>
        <DocumentList
          caption={t("sister.theirs", { city })}
          documents={sister.theirs}
          place="/received"
          empty={t("sister.theirs-none")}
        />
      </Section>
      <Comparison page={page} sister={sister} />
      <Section id="ours" title={t("sister.ours", { city })}>
        <DocumentList
          caption={t("sister.ours", { city })}
          documents={sister.ours}
          place="/released"
          empty={t("sister.ours-none")}
        />
      </Section>
      <Trust page={page} sister={sister} />
    </>
  );
}

function Comparison({ page, sister }: { readonly page: SisterCityPage; readonly sister: Sister }): ReactNode {
  const { language, format, address } = useFrame();
  const t = exchangeMessages.t(language);
  const { comparison, partner } = sister;
  const [own, city] = [page.own[language], partner.names[language]];
  if (comparison === null)
    return (
      <Section id="compare" title={t("sister.compare")}>
        <p>{t("sister.compare-none")}</p>
      </Section>
    );
  const nameOf = (figure: ComparedFigure): string => {
    if (figure.what === "carbon-own") return t("compare.carbon-own", { city: own });
    return figure.what === "carbon-theirs" ? t("compare.carbon-own", { city }) : t(`compare.${figure.what}`);
  };
  const why = (figure: ComparedFigure, reason: Incomparability): string =>
    reason.code === "floor-areas-differ"
      ? t("cannot.floor-areas-differ", {
          what: nameOf(figure),
          own,
          city,
          ownKind: floorAreaName(language, reason.ownKind),
          theirKind: floorAreaName(language, reason.theirKind),
        })
      : t(`cannot.${reason.code}`, { what: nameOf(figure), city: reason.of === "own" ? own : city });
  const rows = comparison.figures.flatMap((figure) => (figure.comparable ? [figure] : []));
  const isUnsure = rows.some((figure) => figure.isUnsure);
  const said = (value: number, { unit, counted }: (typeof rows)[number]): string => {
    if (unit === "share") return format.percent(value);
    return format.withUnit(format.number(value), counted === null ? unit : `kg\u00a0${counted.gas}`);
  };
  const missing = comparison.figures.flatMap((figure) =>
    figure.comparable ? [] : figure.reasons.map((reason) => ({ figure, reason })),
  );
  return (
    <Section
      id="compare"
      title={t("sister.compare")}
      lead={t("sister.compare-lead", { year: String(comparison.year) })}
    >
      <DataTable
        caption={t("sister.compare")}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("sister.compare") })}
        columns={[
          { key: "what", header: t("compare.what"), cell: (figure) => nameOf(figure) },
          {
            key: "own",
            header: own,
            align: "number",
            cell: (figure) => said(figure.own, figure),
          },
          {
            key: "theirs",
            header: city,
            align: "number",
            cell: (figure) => said(figure.theirs, figure),
          },
        ]}
        rows={rows}
        rowKey={({ what }) => what}
      />
      <p>
        {t("sister.compare-from")} <a href={address(`/released/${comparison.ownSha256}`)}>{own}</a>,{" "}
        <a href={address(`/received/${comparison.theirSha256}`)}>{city}</a>
      </p>
      {isUnsure ? <p>{t("compare.unsure")}</p> : null}
      {missing.length === 0 ? null : (
        <>
          <h3>{t("sister.cannot")}</h3>
          <ul>
            {missing.map(({ figure, reason }) => (
              <li key={`${figure.what} ${reason.code} ${"of" in reason ? reason.of : ""}`}>
                {why(figure, reason)}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Trust({ page, sister }: { readonly page: SisterCityPage; readonly sister: Sister }): ReactNode {
  const { language } = useFrame();
  const t = exchangeMessages.t(language);
  const { partner, witnessing, fingerprint } = sister;
  const city = partner.names[language];
  const entries = (size: number | null): string =>
    size === null ? t("witness.none") : t("witness.entries", { count: size });
  return (
    <Section id="trust" title={t("sister.trust")} lead={t("sister.trust-text")}>
      <DefinitionList
        items={[
          { term: t("witness.theirs", { city }), description: entries(witnessing.theirsSize) },
          { term: t("witness.ours", { city }), description: entries(witnessing.oursSize) },
          ...(fingerprint === null
            ? []
            : [{ term: t("sister.key", { city }), description: <Fingerprint groups={fingerprint} /> }]),
          {
            term: t("sister.key", { city: page.own[language] }),
            description: <Fingerprint groups={page.ownFingerprint} />,
          },
        ]}
      />
      <Prose>
        <p>{t("sister.verify")}</p>
        <pre>
          <code>npx husting verify-log URL --witness URL</code>
        </pre>
      </Prose>
    </Section>
  );
}
