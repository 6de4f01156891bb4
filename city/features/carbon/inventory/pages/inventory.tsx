import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../../web/context.ts";
import {
  type Column,
  CoverageMeter,
  DataTable,
  EmptyState,
  LinkButton,
  PageHeading,
  Pagination,
  Section,
} from "../../../../web/design/index.ts";
import { useFrame } from "../../../../web/frame.ts";
import { coverageText, shellMessages } from "../../../../web/shell-messages.ts";
import { buildingUseName, carrierName } from "../../../buildings/words.ts";
import { countedText, massesAlike } from "../../words.ts";
import type { InventoryPage, RankedBuilding } from "../inventory-page.ts";
import { inventoryMessages } from "../messages.ts";
import { Path } from "./path.tsx";
import { SumTable, YearTable } from "./year-tables.tsx";

export function loader({ context }: LoaderFunctionArgs): InventoryPage {
  return pageData<InventoryPage>(context);
}

export default function Inventory(): ReactNode {
  const data = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = inventoryMessages.t(language);
  const { years, olderYears, year, path, isBound } = data;
  return (
    <>
      <title>{`${t("inv.title")} · Husting`}</title>
      <PageHeading title={t("inv.title")} lead={t("inv.lead")} />
      <p>
        <LinkButton href={address("/inventory/public-buildings")}>{t("inv.public")}</LinkButton>
      </p>
      {year === null ? (
        <EmptyState title={t("inv.none")}>
          <p>{t("inv.none-text")}</p>
        </EmptyState>
      ) : (
        <>
          <Section id="sums" title={t("inv.sums")} lead={t("inv.sums-lead")}>
            <SumTable years={years} />
            <p>
              {olderYears === 0 ? null : `${t("inv.older", { years: olderYears })} `}
              <a href={address("/carbon")}>{t("inv.how")}</a>
            </p>
          </Section>
          <Section id="years" title={t("inv.years")} lead={t("inv.years-lead")}>
            <YearTable years={years} ofCity caption={t("inv.years")} />
          </Section>
          <Missing missing={data.missing} year={year} />
          <Path path={path} isBound={isBound} />
          <Ranking data={data} year={year} />
        </>
      )}
    </>
  );
}

function Missing({
  missing,
  year,
}: {
  readonly missing: InventoryPage["missing"];
  readonly year: number;
}): ReactNode {
  const t = inventoryMessages.t(useFrame().language);
  const lines = (
    [
      ["missing.not-measured", missing.notMeasured],
      ["missing.partly", missing.partlyMeasured],
      ["missing.nearly", missing.nearlyWhole],
      ["missing.no-factor", missing.noFactor],
      ["missing.without-meters", missing.withoutMeters],
    ] as const
  ).filter(([, count]) => count > 0);
  return (
    <Section id="missing" title={t("missing.title", { year: String(year) })}>
      {lines.length === 0 ? (
        <p>{t("missing.none")}</p>
      ) : (
        <ul>
          {lines.map(([key, count]) => (
            <li key={key}>{t(key, { count })}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Ranking({ data, year }: { readonly data: InventoryPage; readonly year: number }): ReactNode {
  const { language, format, address } = useFrame();
  const t = inventoryMessages.t(language);
  const shell = shellMessages.t(language);
  const { buildings, kind, kinds, page, pages, years } = data;
  const to = (next: { readonly year?: number; readonly kind?: string; readonly page?: number }): string => {
    const query = new URLSearchParams({ year: String(next.year ?? year) });
    const by = next.kind ?? kind;
    if (by !== null) query.set("by", by);
    if (next.page !== undefined && next.page > 1) query.set("page", String(next.page));
    return `${address("/inventory")}?${query}#ranking`;
  };
  const nameOf = (one: (typeof kinds)[number]): string => `${one.gas}-${one.scope}`;
  const chosen = kinds.find((one) => nameOf(one) === kind);
  const title = t("rank.title", { year: String(year) });
  const ofKind = ({ totals }: RankedBuilding) => totals.find((one) => nameOf(one) === kind);
  const mass =
    chosen === undefined
      ? String
      : massesAlike(
          format,
          chosen.gas,
          buildings.flatMap((row) => (ofKind(row) ? [Number(ofKind(row)!.kilograms)] : [])),
        );
  const largest = Math.max(0, ...buildings.map((row) => Number(ofKind(row)?.kilograms ?? 0)));
  const unit = format.energyUnit(Math.max(0, ...buildings.map(({ kwh }) => kwh ?? 0)));
  const columns: Column<RankedBuilding>[] = [
    {
      key: "building",
      header: t("col.building"),
      cell: ({ slug, names, use }) => (
        <>
          <a href={`${address(`/buildings/${slug}`)}#emissions`}>{names[language]}</a>
          <div className="table-sub">{buildingUseName(language, use)}</div>
        </>
      ),
    },
    {
      key: "co2",
      header: t("col.co2"),
      align: "number",
      cell: (row) => {
        const total = ofKind(row);
        return total === undefined ? t("line.no-figure") : mass(Number(total.kilograms));
      },
      bar: (row) => {
        const total = ofKind(row);
        return total === undefined || largest === 0 ? null : Number(total.kilograms) / largest;
      },
    },
    {
      key: "energy",
      header: t("col.energy"),
      align: "number",
      cell: ({ kwh }) => (kwh === null ? t("line.not-measured") : format.energy(kwh, { unit })),
    },
    {
      key: "measured",
      header: t("col.measured"),
      cell: ({ names, measuredShare }) => (
        <CoverageMeter
          share={measuredShare}
          label={names[language]}
          text={coverageText(format, measuredShare)}
          labelHidden
        />
      ),
    },
    { key: "missing", header: t("col.missing"), cell: missingOf },
  ];
  return (
    <Section
      id="ranking"
      title={title}
      lead={
        chosen === undefined ? t("rank.lead-none") : t("rank.lead", { kind: countedText(language, chosen) })
      }
    >
      <Choice label={t("rank.year")}>
        {years.map((one) => ({
          key: String(one.year),
          label: String(one.year),
          href: to({ year: one.year }),
          current: one.year === year,
        }))}
      </Choice>
      {kinds.length < 2 ? null : (
        <Choice label={t("rank.by")}>
          {kinds.map((one) => ({
            key: nameOf(one),
            label: countedText(language, one),
            href: to({ kind: nameOf(one) }),
            current: nameOf(one) === kind,
          }))}
        </Choice>
      )}
      <DataTable
        caption={title}
        captionHidden
        scrollLabel={shell("table.scroll", { caption: title })}
        columns={columns}
        rows={buildings}
        rowKey={({ slug }) => slug}
      />
      {pages === 1 ? null : (
        <Pagination
          label={shell("pagination.label")}
          position={shell("pagination.position", { page, pages })}
          previous={
            page === 1 ? undefined : { href: to({ page: page - 1 }), label: shell("pagination.previous") }
          }
          next={
            page === pages ? undefined : { href: to({ page: page + 1 }), label: shell("pagination.next") }
          }
        />
      )}
    </Section>
  );

  function missingOf({ notMeasured, notCounted, measuredShare, kwh }: RankedBuilding): string {
    if (kwh === null && notMeasured.length === 0 && measuredShare === 0) return t("rank.no-meters");
    const list = (carriers: RankedBuilding["notMeasured"]): string =>
      format.list(carriers.map((carrier) => carrierName(language, carrier)));
    const parts = [
      ...(notMeasured.length === 0 ? [] : [t("rank.not-measured", { carriers: list(notMeasured) })]),
      ...(notCounted.length === 0 ? [] : [t("rank.not-counted", { carriers: list(notCounted) })]),
    ];
    return parts.length === 0 ? "–" : parts.join("; ");
  }
}

/** A few links of which one is where the reader stands. */
function Choice({
  label,
  children,
}: {
  readonly label: string;
  readonly children: readonly {
    readonly key: string;
    readonly label: string;
    readonly href: string;
    readonly current: boolean;
  }[];
}): ReactNode {
  return (
    <p>
      {label}{" "}
      {children.map((one, i) => (
        <span key={one.key}>
          {i === 0 ? null : " · "}
          {one.current ? (
            <strong aria-current="true">{one.label}</strong>
          ) : (
            <a href={one.href}>{one.label}</a>
          )}
        </span>
      ))}
    </p>
  );
}
