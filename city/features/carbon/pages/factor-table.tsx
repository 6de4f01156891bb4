import type { FactorRecord } from "@husting/carbon";
import type { ReactNode } from "react";
import { type Column, DataTable } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { carrierName } from "../../buildings/words.ts";
import { carbonMessages } from "../messages.ts";
import { factorValue, licenceText, periodText, placeName, shortTexts } from "../words.ts";
import { Source, Standing } from "./factor-facts.tsx";

interface Props {
  readonly title: string;
  readonly records: readonly FactorRecord[];
  /** Ids of the city's own. */
  readonly own: readonly string[];
}

/** Emission factors with all that is known of each. */
export function FactorTable({ title, records, own }: Props): ReactNode {
  const { language, format } = useFrame();
  const t = carbonMessages.t(language);
  const columns: Column<FactorRecord>[] = [
    {
      key: "factor",
      header: t("fact.factor"),
      cell: (factor) => (
        <>
          {carrierName(language, factor.carrier)}, {placeName(language, factor.place)}
          <div className="table-sub">
            {periodText(language, factor)} · <code>{factor.id}</code>
            {own.includes(factor.id) ? ` · ${t("page.own")}` : ""}
          </div>
        </>
      ),
    },
    {
      key: "value",
      header: t("col.value"),
      align: "number",
      cell: (factor) => factorValue(format, factor),
    },
    {
      key: "counted",
      header: t("fact.counted"),
      cell: (factor) => <Counted factor={factor} />,
    },
    {
      key: "source",
      header: t("fact.source"),
      cell: (factor) => (
        <>
          <Source factor={factor} />
          <div className="table-sub">
            {factor.licence.kind === "not-stated"
              ? licenceText(language, factor.licence)
              : factor.licence.name}
          </div>
        </>
      ),
    },
    { key: "known", header: t("col.known"), cell: (factor) => <Known factor={factor} /> },
  ];
  return (
    <DataTable
      caption={title}
      captionHidden
      scrollLabel={shellMessages.t(language)("table.scroll", { caption: title })}
      columns={columns}
      rows={records}
      rowKey={({ id }) => id}
    />
  );
}

function Counted({ factor }: { readonly factor: FactorRecord }): ReactNode {
  const { counted, basis } = shortTexts(useFrame().language, factor);
  return (
    <>
      {counted}
      <div className="table-sub">{basis}</div>
    </>
  );
}

function Known({ factor }: { readonly factor: FactorRecord }): ReactNode {
  const { inferred } = shortTexts(useFrame().language, factor);
  return (
    <>
      <Standing factor={factor} />
      {inferred === undefined ? null : <div className="table-sub">{inferred}</div>}
    </>
  );
}
