import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, DefinitionList, FormField, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { carrierName } from "../../buildings/words.ts";
import { CARRIERS } from "../intake/carriers.ts";
import { readingMessages } from "../messages.ts";
import type { ExportPage } from "../readings-pages.ts";

export function loader({ context }: LoaderFunctionArgs): ExportPage {
  return pageData<ExportPage>(context);
}

/** The columns in the file's order, under the message that explains them; docs/exporting.md has them with their types. */
const columns = [
  ["point", "point"],
  ["building, room", "building"],
  ["carrier", "carrier"],
  ["kind", "kind"],
  ["unit", "unit"],
  ["brick_class", "brick_class"],
  ["time_utc", "time_utc"],
  ["value", "value"],
  ["value_as_read", "value_as_read"],
  ["quality", "quality"],
  ["version", "version"],
  ["source, received_at_utc, reason", "source"],
] as const;

export default function Export(): ReactNode {
  const { buildings } = useLoaderData<typeof loader>();
  const { language, format } = useFrame();
  const t = readingMessages.t(language);
  const everything = { value: "", label: t("export.all") };
  const inOrder = buildings.toSorted((a, b) => format.compare(a.names[language], b.names[language]));
  return (
    <>
      <title>{`${t("export.title")} · Husting`}</title>
      <PageHeading title={t("export.title")} lead={t("export.lead")} />
      <form method="get" action="/export/readings" className="form">
        <FormField
          name="building"
          label={t("export.building")}
          control={{
            kind: "select",
            options: [
              everything,
              ...inOrder.map(({ slug, names }) => ({ value: slug, label: names[language] })),
            ],
          }}
        />
        <FormField
          name="carrier"
          label={t("wizard.carrier")}
          control={{
            kind: "select",
            options: [
              everything,
              ...CARRIERS.map((carrier) => ({ value: carrier, label: carrierName(language, carrier) })),
            ],
          }}
        />
        <FormField
          name="from"
          label={t("export.from")}
          hint={t("export.days-hint")}
          control={{ kind: "input", type: "date", width: "medium" }}
        />
        <FormField
          name="to"
          label={t("export.to")}
          hint={t("export.days-hint")}
          control={{ kind: "input", type: "date", width: "medium" }}
        />
        <FormField
          name="versions"
          label={t("export.all-versions")}
          control={{ kind: "checkbox", value: "all" }}
        />
        <FormField
          name="form"
          label={t("export.form")}
          control={{
            kind: "radio",
            defaultValue: "csv",
            options: [
              { value: "csv", label: "CSV" },
              { value: "parquet", label: "Parquet" },
            ],
          }}
        />
        <Button>{t("export.download")}</Button>
      </form>
      <Section id="columns" title={t("export.columns")} lead={t("export.columns-lead")}>
        <DefinitionList
          items={columns.map(([term, key]) => ({ term, description: t(`export.column.${key}`) }))}
        />
      </Section>
    </>
  );
}
