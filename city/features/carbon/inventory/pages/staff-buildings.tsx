import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../../web/context.ts";
import {
  Button,
  DataTable,
  FormField,
  PageHeading,
  Pagination,
  Section,
  Tag,
} from "../../../../web/design/index.ts";
import { useFrame } from "../../../../web/frame.ts";
import { shellMessages } from "../../../../web/shell-messages.ts";
import { buildingUseName } from "../../../buildings/words.ts";
import { inventoryMessages } from "../messages.ts";
import type { StaffBuildingsPage } from "../staff-buildings.ts";
import { Outcome } from "./outcome.tsx";
import { ShareFields, useErrorOf } from "./share-fields.tsx";

export function loader({ context }: LoaderFunctionArgs): StaffBuildingsPage {
  return pageData<StaffBuildingsPage>(context);
}

export default function StaffBuildings(): ReactNode {
  const data = useLoaderData<typeof loader>();
  const { buildings, page, pages, faults } = data;
  const { language, format, address } = useFrame();
  const t = inventoryMessages.t(language);
  const shell = shellMessages.t(language);
  const to = (number: number, key: "pagination.previous" | "pagination.next") => ({
    href: `${address("/staff/buildings")}?page=${number}`,
    label: shell(key),
  });
  return (
    <>
      <title>{`${t("staff.title")} · Husting`}</title>
      <PageHeading title={t("staff.title")} lead={t("staff.lead")} />
      <Outcome faults={faults} />
      <Section id="list" title={t("staff.list")}>
        <DataTable
          caption={t("staff.list")}
          captionHidden
          scrollLabel={shell("table.scroll", { caption: t("staff.list") })}
          columns={[
            {
              key: "building",
              header: t("col.building"),
              cell: ({ slug, names, use }) => (
                <>
                  <a href={address(`/staff/buildings/${slug}`)}>{names[language]}</a>
                  <div className="table-sub">{buildingUseName(language, use)}</div>
                </>
              ),
            },
            {
              key: "unsaid",
              header: t("staff.col.unsaid"),
              cell: ({ unsaid }) =>
                unsaid.length === 0 ? (
                  t("staff.all-said")
                ) : (
                  <Tag tone="warn">{format.list(unsaid.map((what) => t(`staff.unsaid.${what}`)))}</Tag>
                ),
            },
          ]}
          rows={buildings}
          rowKey={({ slug }) => slug}
        />
        {pages === 1 ? null : (
          <Pagination
            label={shell("pagination.label")}
            position={shell("pagination.position", { page, pages })}
            previous={page === 1 ? undefined : to(page - 1, "pagination.previous")}
            next={page === pages ? undefined : to(page + 1, "pagination.next")}
          />
        )}
      </Section>
      <CityForm data={data} />
    </>
  );
}

function CityForm({ data }: { readonly data: StaffBuildingsPage }): ReactNode {
  const { country, carriers, said } = data;
  const { language, address } = useFrame();
  const t = inventoryMessages.t(language);
  const errorOf = useErrorOf(data);
  const write = (
    name: "geographicFactor" | "geographicSource" | "usefulFactor" | "usefulSource",
    isNumber: boolean,
  ): ReactNode => (
    <FormField
      name={name}
      label={t(`field.${name}`)}
      error={errorOf(name)}
      control={{
        kind: "input",
        autoComplete: "off",
        defaultValue: said[name] ?? "",
        ...(isNumber ? { inputMode: "decimal", width: "short" } : { maxLength: 200 }),
      }}
    />
  );
  return (
    <Section id="city" title={t("staff.city")} lead={t("staff.city-lead")}>
      <form method="post" action={address("/staff/buildings")} className="form">
        {country === "SE" ? (
          <Section id="fgeo" level={3} title={t("group.fgeo")} lead={t("lacking.geographic-factor")}>
            {write("geographicFactor", true)}
            {write("geographicSource", false)}
          </Section>
        ) : null}
        {carriers.length === 0 ? null : (
          <Section id="shares" level={3} title={t("group.shares")} lead={t("group.shares-lead-city")}>
            <ShareFields carriers={carriers} tried={data} />
          </Section>
        )}
        <Section id="useful" level={3} title={t("group.useful")} lead={t("group.useful-lead")}>
          <FormField
            name="usefulFrom"
            label={t("field.usefulFrom")}
            error={errorOf("usefulFrom")}
            control={{
              kind: "select",
              defaultValue: said.usefulFrom ?? "",
              options: [
                { value: "", label: t("useful.unsaid") },
                { value: "Atemp", label: "Atemp" },
                { value: "建筑面积", label: "建筑面积" },
              ],
            }}
          />
          {write("usefulFactor", true)}
          {write("usefulSource", false)}
        </Section>
        <Button>{t("staff.save")}</Button>
      </form>
    </Section>
  );
}
