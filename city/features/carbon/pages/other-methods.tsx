import type { ReactNode } from "react";
import { type Column, DataTable, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { OtherMethod, OtherMethods } from "../carbon-figures.ts";
import { carbonMessages } from "../messages.ts";
import { comparisonText, factorValue, massesAlike, periodText, placeName } from "../words.ts";
import { Source, Standing } from "./factor-facts.tsx";

/** What the same energy is by every other method known, and which of them count the same thing. */
export function Others({ others }: { readonly others: OtherMethods | null }): ReactNode {
  const { language, format } = useFrame();
  const t = carbonMessages.t(language);
  const title = t("others.title");
  const rows =
    others === null ? [] : [...others.methods, ...others.openDatabase.methods].sort((a, b) => a.kg - b.kg);
  if (others === null || rows.length === 0) {
    return (
      <Section id="carbon-others" level={4} title={title}>
        <p>{t(others === null ? "others.other-place" : "others.none")}</p>
      </Section>
    );
  }
  const { lowest, highest } = others;
  const kg = [lowest.kg, highest.kg];
  const mass = (of: typeof lowest): string => massesAlike(format, of.gas, kg)(of.kg);
  const columns: Column<OtherMethod>[] = [
    {
      key: "method",
      header: t("col.method"),
      cell: ({ factor }) => (
        <>
          <Source factor={factor} />
          <div className="table-sub">
            {placeName(language, factor.place)}, {periodText(language, factor)}
            {factor.licence.kind === "open-database" ? ` · ${t("others.open-database")}` : ""}
          </div>
        </>
      ),
    },
    {
      key: "value",
      header: t("col.value"),
      align: "number",
      cell: ({ factor }) => factorValue(format, factor),
    },
    {
      key: "amount",
      header: t("col.amount"),
      align: "number",
      cell: (row) => mass({ kg: row.kg, gas: row.factor.gas }),
    },
    {
      key: "same",
      header: t("col.same"),
      cell: (row) => (
        <>
          {comparisonText(language, format, row)}
          {row.restsOnInferred.length === 0 ? null : <div className="table-sub">{t("inferred.short")}</div>}
        </>
      ),
    },
    { key: "known", header: t("col.known"), cell: ({ factor }) => <Standing factor={factor} /> },
  ];
  return (
    <Section
      id="carbon-others"
      level={4}
      title={title}
      lead={t("others.line", { low: mass(lowest), high: mass(highest) })}
    >
      <details>
        <summary>{t("others.each")}</summary>
        <DataTable
          caption={title}
          captionHidden
          scrollLabel={shellMessages.t(language)("table.scroll", { caption: title })}
          columns={columns}
          rows={rows}
          rowKey={({ factor }) => factor.id}
        />
      </details>
      {others.openDatabase.attributions.map((words) => (
        <p key={words}>
          {t("others.open-database")}: {words}
        </p>
      ))}
    </Section>
  );
}
