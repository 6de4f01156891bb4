import type { ReactNode } from "react";
import { type Column, CoverageMeter, DataTable, Tag } from "../../../../web/design/index.ts";
import { useFrame } from "../../../../web/frame.ts";
import { coverageText, shellMessages } from "../../../../web/shell-messages.ts";
import { carrierName } from "../../../buildings/words.ts";
import { countedText, massesAlike, noFigureText, standingText } from "../../words.ts";
import type { TotalView } from "../carbon-views.ts";
import type { CarrierLine, YearLines } from "../inventory-page.ts";
import { inventoryMessages } from "../messages.ts";
import { WHOLE_SHARE } from "../whole-year.ts";

type Row = CarrierLine & Pick<YearLines, "year" | "isOver">;

/** The newest years stand open; what is older is a line to open, so that a telephone is not all table. */
const OPEN_YEARS = 2;

/** Years by energy, newest first. */
export function YearTable(props: {
  readonly years: readonly YearLines[];
  readonly ofCity: boolean;
  readonly caption: string;
}): ReactNode {
  const t = inventoryMessages.t(useFrame().language);
  const older = props.years.slice(OPEN_YEARS);
  return (
    <>
      <YearsByEnergy {...props} years={props.years.slice(0, OPEN_YEARS)} />
      {older.length === 0 ? null : (
        <details>
          <summary>
            {t("inv.older-years", { from: String(older.at(-1)!.year), to: String(older[0]!.year) })}
          </summary>
          <YearsByEnergy {...props} years={older} caption={`${props.caption}, ${t("inv.older-word")}`} />
        </details>
      )}
    </>
  );
}

/** Use, how much of it was measured, how much of it was measured, what it emits and by which factor. */
function YearsByEnergy({
  years,
  ofCity,
  caption,
}: {
  readonly years: readonly YearLines[];
  readonly ofCity: boolean;
  readonly caption: string;
}): ReactNode {
  const { language, format } = useFrame();
  const t = inventoryMessages.t(language);
  const rows = years.flatMap(({ year, isOver, lines }) =>
    lines.map((line): Row => ({ ...line, year, isOver })),
  );
  const largestKwh = Math.max(0, ...rows.map(({ kwh }) => kwh ?? 0));
  const unit = format.energyUnit(largestKwh);
  const decimals = format.decimals(unit === "MWh" ? largestKwh / 1000 : largestKwh);
  const name = ({ year, carrier }: Row): string =>
    t("line.name", { year: String(year), carrier: carrierName(language, carrier) });
  const columns: Column<Row>[] = [
    { key: "what", header: t("col.what"), cell: name },
    {
      key: "energy",
      header: t("col.energy"),
      align: "number",
      cell: ({ kwh }) =>
        kwh === null
          ? t("line.not-measured")
          : format.withUnit(format.energyNumber(kwh, unit, { decimals }), unit),
    },
    {
      key: "measured",
      header: t("col.measured"),
      cell: (row) => (
        <>
          <CoverageMeter
            share={row.measuredShare}
            label={name(row)}
            text={coverageText(format, row.measuredShare)}
            labelHidden
          />
          <Standing isOver={row.isOver} measuredShare={row.measuredShare} />
        </>
      ),
    },
    ...(ofCity
      ? [
          {
            key: "buildings",
            header: t("col.buildings"),
            align: "number",
            cell: ({ buildings, buildingsMeasured }: Row) =>
              t("line.of", { measured: buildingsMeasured, all: buildings }),
          } as const,
        ]
      : []),
    { key: "co2", header: t("col.co2"), align: "number", cell: (row) => <Emitted row={row} rows={rows} /> },
    { key: "factor", header: t("col.factor"), cell: (row) => <Factor row={row} /> },
  ];
  return (
    <DataTable
      caption={caption}
      captionHidden
      scrollLabel={shellMessages.t(language)("table.scroll", { caption })}
      columns={columns}
      rows={rows}
      rowKey={({ year, carrier }) => `${year} ${carrier}`}
    />
  );
}

/** A year that is under way, or not measured whole, says so: it is to be set against no other. */
export function Standing({
  isOver,
  measuredShare,
}: {
  readonly isOver: boolean;
  readonly measuredShare: number;
}): ReactNode {
  const t = inventoryMessages.t(useFrame().language);
  if (!isOver) return <Tag tone="info">{t("line.under-way")}</Tag>;
  if (measuredShare === 0) return null;
  return measuredShare < WHOLE_SHARE ? <Tag tone="warn">{t("line.part")}</Tag> : null;
}

function Emitted({ row, rows }: { readonly row: Row; readonly rows: readonly Row[] }): ReactNode {
  const { language, format } = useFrame();
  const t = inventoryMessages.t(language);
  if (row.carbon === null) return t("line.no-figure");
  const { gas } = row.carbon.factor;
  // One unit for all of a gas, so that the years can be read down the column.
  const alike = rows.flatMap(({ carbon }) => (carbon?.factor.gas === gas ? [Number(carbon.kilograms)] : []));
  return massesAlike(format, gas, alike)(Number(row.carbon.kilograms));
}

function Factor({ row }: { readonly row: Row }): ReactNode {
  const { language, format, address } = useFrame();
  const t = inventoryMessages.t(language);
  if (row.carbon === null)
    return row.kwh === null || row.notCounted === null
      ? "–"
      : noFigureText(language, row.notCounted, carrierName(language, row.carrier));
  const { factor, factorYearsOff } = row.carbon;
  return (
    <>
      <a href={address("/carbon")}>
        {format.withUnit(format.decimal(factor.gramsPerKwh), `g\u00a0${factor.gas}/kWh`)}
      </a>
      <div className="table-sub">
        {countedText(language, factor)}; {factor.year}
        {factorYearsOff > 0
          ? `, ${t("line.factor-off", { years: factorYearsOff })}`
          : factorYearsOff < 0
            ? `, ${t("line.factor-young", { years: -factorYearsOff })}`
            : ""}
        ; {standingText(language, { standing: factor.standing })}
      </div>
    </>
  );
}

/** Sums by year, one a gas and scope. */
export function SumTable({ years }: { readonly years: readonly YearLines[] }): ReactNode {
  const { language, format } = useFrame();
  const t = inventoryMessages.t(language);
  const kinds = new Map<string, Pick<TotalView, "gas" | "scope">>();
  for (const { totals } of years) for (const total of totals) kinds.set(`${total.gas} ${total.scope}`, total);
  const columns: Column<YearLines>[] = [
    { key: "year", header: t("col.year"), cell: ({ year }) => String(year) },
    ...[...kinds.values()].map(({ gas, scope }): Column<YearLines> => {
      const of = ({ totals }: YearLines) => totals.find((one) => one.gas === gas && one.scope === scope);
      const all = years.flatMap((year) => (of(year) === undefined ? [] : [Number(of(year)!.kilograms)]));
      const write = massesAlike(format, gas, all);
      return {
        key: `${gas} ${scope}`,
        header: countedText(language, { gas, scope }),
        align: "number",
        cell: (year) => {
          const total = of(year);
          return total === undefined ? t("line.no-figure") : write(Number(total.kilograms));
        },
      };
    }),
    {
      key: "figures",
      header: t("col.figures"),
      align: "number",
      cell: ({ withFigure, expected }) => `${format.count(withFigure)} / ${format.count(expected)}`,
    },
    {
      key: "measured",
      header: t("col.measured"),
      cell: ({ year, isOver, measuredShare }) => (
        <>
          <CoverageMeter
            share={measuredShare}
            label={String(year)}
            text={coverageText(format, measuredShare)}
            labelHidden
          />
          <Standing isOver={isOver} measuredShare={measuredShare} />
        </>
      ),
    },
  ];
  return (
    <DataTable
      caption={t("inv.sums")}
      captionHidden
      scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("inv.sums") })}
      columns={columns}
      rows={years}
      rowKey={({ year }) => String(year)}
    />
  );
}
