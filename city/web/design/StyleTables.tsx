import type { ReactNode } from "react";
import { CoverageMeter, DataTable, Section, Tag, type Tone } from "./index.ts";
import type { StyleContext } from "./style-context.ts";

interface SampleBuilding {
  readonly name: string;
  readonly kind: string;
  readonly heatKwh: number | null;
  readonly specificKwh: number | null;
  readonly measured: number;
  readonly verdict: readonly [Tone, string] | null;
}

/** A ranked table with sums, bars and coverage, and one without rows. */
export function StyleTables({ t, shell, f }: StyleContext): ReactNode {
  const rows: readonly SampleBuilding[] = [
    {
      name: t("building.1"),
      kind: t("kind.school"),
      heatKwh: 412_300,
      specificKwh: 138,
      measured: 0.968,
      verdict: ["good", t("tag.verified")],
    },
    {
      name: t("building.5"),
      kind: t("kind.housing"),
      heatKwh: 288_000,
      specificKwh: 121,
      measured: 1,
      verdict: ["bad", t("tag.worse")],
    },
    {
      name: t("building.4"),
      kind: t("kind.sports"),
      heatKwh: 196_500,
      specificKwh: 97,
      measured: 0.74,
      verdict: ["warn", t("tag.open")],
    },
    {
      name: t("building.3"),
      kind: t("kind.library"),
      heatKwh: 87_100,
      specificKwh: 64,
      measured: 0.999,
      verdict: ["neutral", t("tag.none")],
    },
    {
      name: t("building.2"),
      kind: t("kind.preschool"),
      heatKwh: null,
      specificKwh: null,
      measured: 0,
      verdict: null,
    },
  ];
  const sort = (column: string, direction: "descending" | "none") => ({
    href: "#tables",
    label: t("table.sort", { column }),
    direction,
  });
  const scrollLabel = shell("table.scroll", { caption: t("table.caption") });
  return (
    <Section id="tables" title={t("tables")}>
      <DataTable
        caption={t("table.caption")}
        scrollLabel={scrollLabel}
        rows={rows}
        rowKey={(row) => row.name}
        columns={[
          { key: "name", header: t("table.name"), cell: (row) => <a href="#tables">{row.name}</a> },
          { key: "kind", header: t("table.kind"), cell: (row) => row.kind },
          {
            key: "heat",
            header: t("table.use"),
            align: "number",
            cell: (row) =>
              row.heatKwh === null ? shell("coverage.notMeasured") : f.energyNumber(row.heatKwh, "MWh"),
            sort: sort(t("table.use"), "none"),
          },
          {
            key: "specific",
            header: t("table.specific"),
            align: "number",
            cell: (row) =>
              row.specificKwh === null ? shell("coverage.notMeasured") : f.number(row.specificKwh),
            bar: (row) => (row.specificKwh === null ? null : row.specificKwh / 138),
            sort: sort(t("table.specific"), "descending"),
          },
          {
            key: "measured",
            header: t("table.coverage"),
            cell: (row) => (
              <CoverageMeter
                share={row.measured}
                label={t("table.coverage")}
                text={f.percent(row.measured)}
                labelHidden
              />
            ),
          },
          {
            key: "verdict",
            header: t("table.verdict"),
            cell: (row) => (row.verdict === null ? "–" : <Tag tone={row.verdict[0]}>{row.verdict[1]}</Tag>),
          },
        ]}
        totals={{ name: t("table.total"), heat: f.energyNumber(983_900, "MWh"), measured: f.percent(0.74) }}
      />
      <DataTable
        caption={t("table.empty")}
        captionHidden
        scrollLabel={shell("table.scroll", { caption: t("table.kind") })}
        rows={[] as readonly SampleBuilding[]}
        rowKey={(row) => row.name}
        columns={[
          { key: "name", header: t("table.name"), cell: (row) => row.name },
          { key: "kind", header: t("table.kind"), cell: (row) => row.kind },
        ]}
        empty={t("table.empty")}
      />
    </Section>
  );
}
