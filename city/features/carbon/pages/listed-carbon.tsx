import type { ReactNode } from "react";
import { type Column, DataTable, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { Names } from "../../buildings/index.ts";
import { carbonMessages } from "../messages.ts";
import type { ListedCarbon } from "../teller.ts";
import { amountTexts } from "../words.ts";

/** A measure's avoided CO2 in a cell, with the energy it is of, and marked where its factor is not read in its source. */
export function CarbonCell({ carbon }: { readonly carbon: ListedCarbon | null }): ReactNode {
  const { language, format } = useFrame();
  const t = carbonMessages.t(language);
  if (carbon === null) return "";
  const { amount, of, standing } = carbon;
  if (amount === null || of === null) return t("list.none");
  const known = `list.${standing}`;
  return (
    <>
      {t("amount", amountTexts(format, amount))}
      <div className="table-sub">
        {t("list.of", { energy: format.energy(of.kwh), days: of.lookDays })}
        {carbonMessages.has(known) ? `; ${t(known)}` : ""}
      </div>
    </>
  );
}

/** A building's measure with what it has avoided. */
export interface MeasureLine {
  readonly slug: string;
  readonly titles: Names;
  /** How many buildings the measure is of. */
  readonly buildings: number;
  readonly carbon: ListedCarbon;
}

/** The CO2 of a building's judged measures; nothing where none is judged. */
export function CarbonOfBuilding({ measures }: { readonly measures: readonly MeasureLine[] }): ReactNode {
  const { language, address } = useFrame();
  const t = carbonMessages.t(language);
  if (measures.length === 0) return null;
  const title = t("building.title");
  const columns: Column<MeasureLine>[] = [
    {
      key: "measure",
      header: t("col.measure"),
      cell: ({ slug, titles, buildings }) => (
        <>
          <a href={address(`/measures/${slug}`)}>{titles[language]}</a>
          {buildings < 2 ? null : <div className="table-sub">{t("building.shared", { buildings })}</div>}
        </>
      ),
    },
    { key: "co2", header: t("col.co2"), cell: ({ carbon }) => <CarbonCell carbon={carbon} /> },
    {
      key: "kind",
      header: t("col.kind"),
      cell: ({ carbon }) => t(carbon.isSaving ? "is-saving.yes" : "is-saving.no"),
    },
  ];
  return (
    <Section id="carbon" title={title} lead={t("building.lead")}>
      <DataTable
        caption={title}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption: title })}
        columns={columns}
        rows={measures}
        rowKey={({ slug }) => slug}
      />
    </Section>
  );
}
