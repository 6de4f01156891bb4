import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Button,
  DataTable,
  FormField,
  Notice,
  PageHeading,
  Prose,
  Section,
} from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { type Language, visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { heardMessages } from "../messages.ts";
import type { ImportFault } from "../population.ts";
import type { PopulationPage } from "../staff-pages.ts";

export function loader({ context }: LoaderFunctionArgs): PopulationPage {
  return pageData<PopulationPage>(context);
}

const EXAMPLE = `district,sex,age,persons
Ålidhem,woman,15-19,412
Ålidhem,man,15-19,430
Ålidhem,woman,80+,201
Ålidhem,man,80+,148`;

export default function PopulationView(): ReactNode {
  const { tables, said, faults, more } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = heardMessages.t(language);
  const shell = shellMessages.t(language);
  return (
    <>
      <title>{`${t("population.title")} · Husting`}</title>
      <PageHeading title={t("population.title")} lead={t("population.lead")} />
      <Done words={{ imported: t("population.done") }} />
      {faults.length === 0 ? null : (
        <Notice kind="error" role="alert" word={shell("notice.error")}>
          <p>{t("population.refused")}</p>
          <ul>
            {faults.map((fault) => {
              const words = faultWords(language, fault);
              return <li key={words}>{words}</li>;
            })}
          </ul>
          {more === 0 ? null : <p>{t("population.more", { count: more })}</p>}
        </Notice>
      )}
      <Section id="import" title={t("population.import")}>
        <Prose>
          <p>{t("population.columns")}</p>
          <pre>
            <code>{EXAMPLE}</code>
          </pre>
          <ul>
            <li>{t("population.sexes")}</li>
            <li>{t("population.ages")}</li>
            <li>{t("population.whole")}</li>
            <li>{t("population.names")}</li>
          </ul>
        </Prose>
        <form
          method="post"
          action={address("/staff/population")}
          encType="multipart/form-data"
          className="form"
        >
          <FormField
            name="file"
            label={t("population.file")}
            hint={t("population.file-hint")}
            required={t("required")}
            control={{ kind: "input", type: "file" }}
          />
          <FormField
            name="source"
            label={t("population.source")}
            hint={t("population.source-hint")}
            required={t("required")}
            control={{ kind: "input", autoComplete: "off", defaultValue: said.source }}
          />
          <FormField
            name="licence"
            label={t("population.licence")}
            hint={t("population.licence-hint")}
            required={t("required")}
            control={{ kind: "input", autoComplete: "off", defaultValue: said.licence }}
          />
          <FormField
            name="asOf"
            label={t("population.as-of")}
            hint={t("population.as-of-hint")}
            required={t("required")}
            control={{ kind: "input", type: "date", width: "short", defaultValue: said.asOf }}
          />
          <FormField
            name="total"
            label={t("population.total")}
            hint={t("population.total-hint")}
            control={{ kind: "input", inputMode: "numeric", width: "short", defaultValue: said.total }}
          />
          <FormField
            name="newDistricts"
            label={t("population.new-districts")}
            control={{ kind: "checkbox", value: "yes", defaultChecked: said.newDistricts === "yes" }}
          />
          <Button>{t("population.do")}</Button>
        </form>
      </Section>
      <Section id="tables" title={t("population.tables")} lead={t("population.tables-lead")}>
        <DataTable
          caption={t("population.tables")}
          captionHidden
          scrollLabel={shell("table.scroll", { caption: t("population.tables") })}
          columns={[
            { key: "as-of", header: t("population.as-of"), cell: ({ asOf }) => format.plainDate(asOf) },
            {
              key: "source",
              header: t("population.source"),
              cell: ({ source, licence }) => (
                <>
                  {visibleText(source)}
                  <div className="table-sub">{visibleText(licence)}</div>
                </>
              ),
            },
            {
              key: "persons",
              header: t("population.persons"),
              align: "number",
              cell: ({ persons }) => format.count(persons),
            },
            {
              key: "younger",
              header: t("population.younger"),
              align: "number",
              cell: ({ younger }) => format.count(younger),
            },
            {
              key: "entry",
              header: t("release.record"),
              align: "number",
              cell: ({ logEntry }) => format.count(logEntry),
            },
          ]}
          rows={tables}
          rowKey={({ id }) => String(id)}
          empty={t("population.none")}
        />
      </Section>
    </>
  );
}

/** What is wrong, where, and what to do. */
function faultWords(language: Language, fault: ImportFault): string {
  const t = heardMessages.t(language) as (key: string, facts?: object) => string;
  const shown = "value" in fault ? visibleText(fault.value) : "";
  const words = t(`import.${fault.code}`, { ...fault, value: shown });
  return "row" in fault ? `${t("import.row", { row: fault.row })} ${words}` : words;
}
