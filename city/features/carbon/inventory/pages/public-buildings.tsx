import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../../web/context.ts";
import {
  Breadcrumbs,
  type Column,
  DataTable,
  LinkButton,
  PageHeading,
  Section,
} from "../../../../web/design/index.ts";
import { useFrame } from "../../../../web/frame.ts";
import { shellMessages } from "../../../../web/shell-messages.ts";
import { inventoryMessages } from "../messages.ts";
import type { ListedBuilding, NotListed } from "../public-list.ts";
import type { PublicBuildingsPage } from "../public-page.ts";
import { conversionText, sourceText } from "../words.ts";

export function loader({ context }: LoaderFunctionArgs): PublicBuildingsPage {
  return pageData<PublicBuildingsPage>(context);
}

export default function PublicBuildings(): ReactNode {
  const { year, rule, conversion, isBound, listed, notListed, moreListed, moreNotListed } =
    useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = inventoryMessages.t(language);
  const shell = shellMessages.t(language);
  const least = rule.largerThanSquareMetres;
  const link = ({ slug, name }: { readonly slug: string; readonly name: string }): ReactNode => (
    <a href={`${address(`/buildings/${slug}`)}#emissions`}>{name}</a>
  );
  const energy = (kwh: number | null, share: number | null): ReactNode =>
    kwh === null ? (
      t("line.not-measured")
    ) : (
      <>
        {format.energy(kwh)}
        {share === null || share >= 0.995 ? null : (
          <div className="table-sub">{t("public.partly", { share: format.percent(share) })}</div>
        )}
      </>
    );
  const columns: Column<ListedBuilding>[] = [
    {
      key: "building",
      header: t("col.building"),
      cell: ({ building, names }) => link({ slug: building, name: names[language] }),
    },
    {
      key: "area",
      header: t("public.col.area"),
      align: "number",
      cell: ({ usefulAreaSquareMetres, areaConversion }) => (
        <>
          {format.withUnit(format.count(usefulAreaSquareMetres), "m²")}
          {areaConversion === null ? null : <div className="table-sub">{t("public.converted")}</div>}
        </>
      ),
    },
    {
      key: "heat",
      header: t("public.col.heat"),
      align: "number",
      cell: (row) => energy(row.heatKwh, row.heatMeasuredShare),
    },
    {
      key: "cooling",
      header: t("public.col.cooling"),
      align: "number",
      cell: (row) => energy(row.coolingKwh, row.coolingMeasuredShare),
    },
    {
      key: "electricity",
      header: t("public.col.electricity"),
      align: "number",
      cell: (row) => energy(row.electricityKwh, row.electricityMeasuredShare),
    },
    {
      key: "hot-water",
      header: t("public.col.hot-water"),
      align: "number",
      cell: (row) =>
        row.hotWaterKwh === null && row.isHotWaterInHeat
          ? t("public.in-heat")
          : energy(row.hotWaterKwh, row.hotWaterMeasuredShare),
    },
    {
      key: "certificate",
      header: t("public.col.certificate"),
      cell: ({ energyClass, certificateValidTo }) =>
        energyClass === null || certificateValidTo === null
          ? t("public.no-certificate")
          : t("public.certificate", { class: energyClass, date: format.plainDate(certificateValidTo) }),
    },
  ];
  const why: Column<NotListed>[] = [
    {
      key: "building",
      header: t("col.building"),
      cell: ({ slug, names }) => link({ slug, name: names[language] }),
    },
    { key: "why", header: t("public.col.why"), cell: ({ code }) => t(`public.why.${code}`, { least }) },
  ];
  return (
    <>
      <title>{`${t("public.title")} · Husting`}</title>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[{ label: t("inv.title"), href: address("/inventory") }, { label: t("public.title") }]}
      />
      <PageHeading title={t("public.title")} lead={t("public.lead", { year: String(year) })} />
      <p>
        {sourceText(language, rule.source)}, {sourceText(language, rule.clause ?? "")}. {t("public.standing")}
        {isBound ? null : ` ${t("path.not-here-list")}`}
      </p>
      <div className="tag-row">
        <LinkButton href={`/inventory/public-buildings.csv?year=${year}&language=${language}`}>
          {t("public.download")}
        </LinkButton>
        <LinkButton
          href={`/inventory/public-buildings-not-listed.csv?year=${year}&language=${language}`}
          variant="secondary"
        >
          {t("public.download-left-out")}
        </LinkButton>
        <LinkButton
          href={`/inventory/public-buildings.xlsx?year=${year}&language=${language}`}
          variant="secondary"
        >
          {t("public.download-workbook")}
        </LinkButton>
      </div>
      <Section
        id="listed"
        title={t("public.listed")}
        lead={t("public.listed-count", { count: listed.length + moreListed })}
      >
        {listed.length === 0 ? null : (
          <DataTable
            caption={t("public.listed")}
            captionHidden
            scrollLabel={shell("table.scroll", { caption: t("public.listed") })}
            columns={columns}
            rows={listed}
            rowKey={({ building }) => building}
          />
        )}
        {conversion !== null && listed.some(({ areaConversion }) => areaConversion !== null) ? (
          <p>
            {conversionText(language, conversion, format.number(conversion.value))} {t("area.apart")}
          </p>
        ) : null}
        {moreListed === 0 ? null : <p>{t("public.more", { count: moreListed })}</p>}
      </Section>
      <Section
        id="not-listed"
        title={t("public.not-listed")}
        lead={t("public.not-listed-count", { count: notListed.length + moreNotListed })}
      >
        {notListed.length === 0 ? null : (
          <DataTable
            caption={t("public.not-listed")}
            captionHidden
            scrollLabel={shell("table.scroll", { caption: t("public.not-listed") })}
            columns={why}
            rows={notListed}
            rowKey={({ slug }) => slug}
          />
        )}
        {moreNotListed === 0 ? null : <p>{t("public.more", { count: moreNotListed })}</p>}
      </Section>
    </>
  );
}
