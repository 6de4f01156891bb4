import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  type Column,
  CoverageMeter,
  DataTable,
  EmptyState,
  KeyFigure,
  KeyFigures,
  PageHeading,
  Section,
  Tag,
} from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { coverageText, shellMessages } from "../../../web/shell-messages.ts";
import { CityCarbonFigures, CityCarbonNotes } from "../../carbon/pages/city-carbon.tsx";
import { DemoAccounts } from "../../people/demo-accounts.tsx";
import type { BuildingRow, CityPage, Order } from "../city-page.ts";
import { buildingMessages } from "../messages.ts";
import { buildingUseName, carrierName, standingTag } from "../words.ts";
import { FindForm } from "./find-form.tsx";

export function loader({ context }: LoaderFunctionArgs): CityPage {
  return pageData<CityPage>(context);
}

export default function City(): ReactNode {
  const { totals, buildings, order, demoAccounts, demoRoom } = useLoaderData<typeof loader>();
  const { language, cityNames, format, address } = useFrame();
  const t = buildingMessages.t(language);
  const shell = shellMessages.t(language);
  const title = t("city.title", { city: cityNames[language] });
  const notMeasured = shell("coverage.notMeasured");
  const latest = totals.carriers
    .map((carrier) => carrier.latestTo)
    .sort()
    .at(-1);
  // A year that ended on another day than the others' is dated; the usual one stands in the key figures.
  const otherYear = (row: BuildingRow): string | undefined =>
    row.carriers.map((carrier) => carrier.yearTo).find((to) => to !== latest);
  const longest = Math.max(1, ...buildings.map((row) => row.yearKwh ?? 0));
  const unit = format.energyUnit(longest);
  const sort = (key: Order, direction: "ascending" | "descending") => ({
    href: `${address("")}?order=${key}`,
    label: t("order.action", { column: t(`order.${key}`) }),
    direction: order === key ? direction : ("none" as const),
  });
  const columns: Column<BuildingRow>[] = [
    {
      key: "building",
      header: t("col.building"),
      sort: sort("name", "ascending"),
      cell: (row) => (
        <>
          <a href={address(`/buildings/${row.slug}`)}>{row.names[language]}</a>
          {row.use === "unknown" ? null : (
            <div className="table-sub">{buildingUseName(language, row.use)}</div>
          )}
        </>
      ),
    },
    {
      key: "use",
      header: t("col.use"),
      align: "number",
      sort: sort("use", "descending"),
      cell: (row) => {
        if (row.yearKwh === null) return row.measuredShare === null ? t("none.readings") : notMeasured;
        const to = otherYear(row);
        return (
          <>
            {format.energy(row.yearKwh, { unit })}
            {to === undefined ? null : (
              <div className="table-sub">{t("year.to", { date: format.plainDate(to) })}</div>
            )}
          </>
        );
      },
      bar: (row) => (row.yearKwh === null ? null : row.yearKwh / longest),
    },
    {
      key: "intensity",
      header: t("col.intensity"),
      align: "number",
      sort: sort("intensity", "descending"),
      cell: (row) =>
        row.kwhPerM2 === null
          ? row.yearKwh === null
            ? notMeasured
            : t("none.area")
          : format.withUnit(format.number(row.kwhPerM2, { significant: 3 }), "kWh/m²"),
    },
    {
      key: "measured",
      header: t("col.measured"),
      sort: sort("measured", "ascending"),
      cell: (row) =>
        row.measuredShare === null ? (
          t("none.readings")
        ) : (
          <CoverageMeter
            share={row.measuredShare}
            label={row.names[language]}
            text={coverageText(format, row.measuredShare)}
            labelHidden
          />
        ),
    },
    {
      key: "saving",
      header: t("col.saving"),
      sort: sort("saving", "descending"),
      cell: (row) =>
        row.carriers.map((carrier) => {
          const { tone, name } = standingTag(language, carrier);
          return (
            <div key={carrier.carrier} className="table-line">
              {carrierName(language, carrier.carrier)}{" "}
              {carrier.avoidedShare === null ? "" : format.percent(carrier.avoidedShare)}{" "}
              <Tag tone={tone}>{name}</Tag>
              {carrier.weakBaseline ? <div className="table-sub">{t("baseline.weak")}</div> : null}
            </div>
          );
        }),
    },
  ];
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <link rel="alternate" type="application/atom+xml" title={title} href={`/feeds/${language}/city.atom`} />
      <PageHeading title={title} lead={t("city.lead")} />
      {totals.buildings === 0 ? null : <FindForm />}
      {totals.buildings === 0 ? (
        <EmptyState title={t("city.none")}>
          <p>{t("city.none-text")}</p>
        </EmptyState>
      ) : (
        <>
          <KeyFigures>
            {totals.carriers.map((total) => (
              <KeyFigure
                key={total.carrier}
                label={t("city.use", { carrier: carrierName(language, total.carrier) })}
                figure={{ value: total.yearKwh === null ? notMeasured : format.energy(total.yearKwh) }}
                note={
                  total.earliestTo === total.latestTo
                    ? t("city.use-note", { meters: total.meters, to: format.plainDate(total.latestTo) })
                    : t("city.use-note-mixed", {
                        meters: total.meters,
                        from: format.plainDate(total.earliestTo),
                        to: format.plainDate(total.latestTo),
                      })
                }
                coverage={{
                  share: total.measuredShare,
                  label: t("city.coverage"),
                  text: coverageText(format, total.measuredShare),
                }}
              />
            ))}
            <KeyFigure
              label={t("city.measures")}
              figure={{
                value: t("city.measures-value", {
                  verified: totals.measuresVerified,
                  done: totals.measuresDone,
                }),
              }}
              note={t("city.measures-note", {
                less: totals.measuresLess,
                stated: totals.measuresStated,
                weak: totals.measuresLessWeak,
              })}
            />
            <CityCarbonFigures carbon={totals.carbon} />
          </KeyFigures>
          <CityCarbonNotes carbon={totals.carbon} />
          <Section id="buildings" title={t("city.table")}>
            <DataTable
              caption={t("city.table")}
              captionHidden
              scrollLabel={shell("table.scroll", { caption: t("city.table") })}
              columns={columns}
              rows={buildings}
              rowKey={(row) => row.slug}
            />
          </Section>
        </>
      )}
      <DemoAccounts accounts={demoAccounts} roomCode={demoRoom} action={address("/sign-in")} />
    </>
  );
}
