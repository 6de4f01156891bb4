import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, DataTable, FormField, Notice, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { colonOf, commaOf, visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { LENGTHS, LONGEST_NAME } from "../class-book.ts";
import { shownCode } from "../class-codes.ts";
import { experimentIds } from "../experiments.ts";
import { schoolMessages } from "../messages.ts";
import type { StaffClassesPage } from "../pages-data.ts";
import { classFaultText, experimentText } from "../words.ts";

export function loader({ context }: LoaderFunctionArgs): StaffClassesPage {
  return pageData<StaffClassesPage>(context);
}

/** A teacher's classes, and the form that makes one. */
export default function StaffClasses(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = schoolMessages.t(language);
  const shell = shellMessages.t(language);
  return (
    <>
      <title>{`${t("staff.title")} · Husting`}</title>
      <PageHeading title={t("staff.title")} lead={t("staff.lead")} />
      <DataTable
        caption={t("staff.title")}
        captionHidden
        scrollLabel={shell("table.scroll", { caption: t("staff.title") })}
        columns={[
          {
            key: "class",
            header: t("staff.class"),
            cell: ({ id, name, building }) => (
              <>
                <a href={address(`/staff/classes/${id}`)}>{visibleText(name)}</a>
                {commaOf[language] + building[language]}
              </>
            ),
          },
          { key: "code", header: t("staff.code"), cell: ({ code }) => <code>{shownCode(code)}</code> },
          {
            key: "experiment",
            header: t("staff.experiment"),
            cell: ({ experiment, fromDate, toDate }) =>
              `${experimentText(language, experiment, "title")}${colonOf[language]}${t("class.days", {
                from: format.plainDate(fromDate),
                to: format.plainDate(toDate),
              })}`,
          },
          { key: "state", header: t("staff.state"), cell: ({ state }) => t(`state.${state}`) },
          {
            key: "guesses",
            header: t("staff.guesses"),
            align: "number",
            cell: ({ predictions }) => format.count(predictions),
          },
        ]}
        rows={page.classes}
        rowKey={({ id }) => String(id)}
        empty={t("staff.none")}
      />
      {page.mayMake ? <NewClass page={page} /> : null}
      <p>
        <a href={address("/schools")}>{t("schools.title")}</a>
      </p>
    </>
  );
}

const fieldOf: Readonly<Record<string, string>> = {
  "text-missing": "name",
  "text-too-long": "name",
  "text-hidden-characters": "name",
  "name-personal": "name",
  "building-unknown": "building",
  "building-not-metered": "building",
  "building-busy": "from",
  "experiment-unknown": "experiment",
  "from-malformed": "from",
  "from-not-ahead": "from",
  "from-too-far": "from",
  "days-unknown": "days",
  "most-out-of-range": "most",
  "agreement-missing": "agreed",
};

function NewClass({ page }: { readonly page: StaffClassesPage }): ReactNode {
  const { buildings, said, fault, earliest } = page;
  const { language, format, address } = useFrame();
  const t = schoolMessages.t(language);
  const shell = shellMessages.t(language);
  const errorAt = (field: string) =>
    fault !== null && fieldOf[fault.code] === field
      ? { word: shell("notice.error"), text: classFaultText(language, format, fault) }
      : undefined;
  return (
    <Section id="new" title={t("staff.new")}>
      <form method="post" action={`${address("/staff/classes")}#new`} className="form">
        {fault === null ? null : (
          <Notice kind="error" word={shell("notice.error")} role="alert">
            <p>{classFaultText(language, format, fault)}</p>
          </Notice>
        )}
        <FormField
          name="building"
          label={t("staff.building")}
          hint={t("staff.building-hint")}
          error={errorAt("building")}
          control={{
            kind: "select",
            defaultValue: said.building,
            options: buildings.map(({ slug, names }) => ({ value: slug, label: names[language] })),
          }}
        />
        <FormField
          name="name"
          label={t("staff.name")}
          hint={t("staff.name-hint")}
          error={errorAt("name")}
          control={{
            kind: "input",
            autoComplete: "off",
            maxLength: LONGEST_NAME,
            width: "short",
            defaultValue: said.name,
          }}
        />
        <FormField
          name="experiment"
          label={t("staff.experiment")}
          error={errorAt("experiment")}
          control={{
            kind: "radio",
            defaultValue: said.experiment ?? experimentIds[0],
            options: experimentIds.map((id) => ({ value: id, label: experimentText(language, id, "title") })),
          }}
        />
        <FormField
          name="from"
          label={t("staff.from")}
          hint={t("staff.from-hint")}
          error={errorAt("from")}
          control={{ kind: "input", type: "date", min: earliest, width: "short", defaultValue: said.from }}
        />
        <FormField
          name="days"
          label={t("staff.length")}
          error={errorAt("days")}
          control={{
            kind: "radio",
            defaultValue: said.days ?? "14",
            options: LENGTHS.map((days) => ({ value: String(days), label: t("staff.days", { days }) })),
          }}
        />
        <FormField
          name="most"
          label={t("staff.most")}
          hint={t("staff.most-hint")}
          error={errorAt("most")}
          control={{ kind: "input", inputMode: "numeric", width: "short", defaultValue: said.most ?? "30" }}
        />
        <FormField
          name="agreed"
          label={t("staff.agreed")}
          error={errorAt("agreed")}
          control={{ kind: "checkbox", defaultChecked: said.agreed === "yes" }}
        />
        <Button>{t("staff.make")}</Button>
      </form>
    </Section>
  );
}
