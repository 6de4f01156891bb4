import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../../web/context.ts";
import {
  Breadcrumbs,
  Button,
  FormField,
  type Option,
  PageHeading,
  Section,
} from "../../../../web/design/index.ts";
import { useFrame } from "../../../../web/frame.ts";
import type { Language } from "../../../../web/language/index.ts";
import { shellMessages } from "../../../../web/shell-messages.ts";
import { BUILDING_USES, buildingUseName } from "../../../buildings/words.ts";
import { tenures } from "../facts.ts";
import { inventoryMessages } from "../messages.ts";
import type { StaffBuildingPage } from "../staff-buildings.ts";
import { Outcome } from "./outcome.tsx";
import { ShareFields, useErrorOf } from "./share-fields.tsx";

export function loader({ context }: LoaderFunctionArgs): StaffBuildingPage {
  return pageData<StaffBuildingPage>(context);
}

type Written =
  | "nameEn"
  | "nameSv"
  | "nameZh"
  | "address"
  | "requirementSource"
  | "thresholdsSource"
  | "certificateNumber";
type Counted =
  | "yearBuilt"
  | "storeys"
  | "atemp"
  | "grossArea"
  | "usefulArea"
  | "requirement"
  | "constraint"
  | "guidance";
type Chosen = "use" | "tenure" | "conditioned" | "ventilationClass" | "certificateClass";

export default function StaffBuilding(): ReactNode {
  const data = useLoaderData<typeof loader>();
  const { slug, names, country, carriers, usual, said, faults } = data;
  const { language, address } = useFrame();
  const t = inventoryMessages.t(language);
  const errorOf = useErrorOf(data);
  const write = (name: Written, hint?: string): ReactNode => (
    <FormField
      name={name}
      label={t(`field.${name}`)}
      hint={hint}
      error={errorOf(name)}
      control={{ kind: "input", autoComplete: "off", maxLength: 200, defaultValue: said[name] ?? "" }}
    />
  );
  const nameIn = (name: "nameEn" | "nameSv" | "nameZh", of: Language): ReactNode =>
    write(name, said[name] ? undefined : t("field.name-hint", { name: names[of] }));
  const count = (name: Counted): ReactNode => (
    <FormField
      name={name}
      label={t(`field.${name}`)}
      error={errorOf(name)}
      control={{
        kind: "input",
        autoComplete: "off",
        inputMode: "decimal",
        width: "short",
        defaultValue: said[name] ?? "",
      }}
    />
  );
  const choose = (name: Chosen, options: readonly Option[]): ReactNode => (
    <FormField
      name={name}
      label={t(`field.${name}`)}
      error={errorOf(name)}
      control={{ kind: "select", options, defaultValue: said[name] ?? "" }}
    />
  );
  const title = t("staff.of", { building: names[language] });
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <Breadcrumbs
        label={shellMessages.t(language)("breadcrumbs.label")}
        items={[{ label: t("staff.title"), href: address("/staff/buildings") }, { label: names[language] }]}
      />
      <PageHeading title={title} lead={t("staff.lead")} />
      <p>
        <a href={address(`/buildings/${slug}`)}>{t("staff.see")}</a>
      </p>
      <Outcome faults={faults} />
      <form method="post" action={address(`/staff/buildings/${slug}`)} className="form">
        <Section id="building" title={t("group.building")}>
          {nameIn("nameEn", "en")}
          {nameIn("nameSv", "sv")}
          {nameIn("nameZh", "zh")}
          {write("address", t("field.address-hint"))}
          {choose(
            "use",
            BUILDING_USES.map((value) => ({ value, label: buildingUseName(language, value) })),
          )}
          {count("yearBuilt")}
          {count("storeys")}
        </Section>
        <Section id="areas" title={t("group.areas")} lead={t("group.areas-lead")}>
          {count("atemp")}
          {count("grossArea")}
          {count("usefulArea")}
        </Section>
        <Section id="owner" title={t("group.owner")}>
          {choose("tenure", [
            { value: "", label: t("tenure.unsaid") },
            ...tenures.map((value) => ({ value, label: t(`tenure.${value}`) })),
          ])}
          {choose("conditioned", [
            { value: "", label: t("conditioned.unsaid") },
            { value: "yes", label: t("conditioned.yes") },
            { value: "no", label: t("conditioned.no") },
          ])}
        </Section>
        {carriers.length === 0 ? null : (
          <Section id="shares" title={t("group.shares")} lead={t("group.shares-lead")}>
            <ShareFields
              carriers={carriers}
              tried={data}
              hint={(carrier) => (usual.includes(carrier) ? t("group.shares-usual") : undefined)}
            />
          </Section>
        )}
        <Section id="standing" title={t(`group.standing.${country}`)}>
          {country === "SE" ? (
            <>
              {count("requirement")}
              {write("requirementSource")}
            </>
          ) : (
            <>
              {choose("ventilationClass", [
                { value: "", label: t("ventilation.unsaid") },
                { value: "A", label: t("ventilation.A") },
                { value: "B", label: t("ventilation.B") },
              ])}
              {count("constraint")}
              {count("guidance")}
              {write("thresholdsSource")}
            </>
          )}
        </Section>
        <Section id="certificate" title={t("group.certificate")}>
          {choose("certificateClass", [
            { value: "", label: t("certificate.none") },
            ...["A", "B", "C", "D", "E", "F", "G"].map((value) => ({ value, label: value })),
          ])}
          {write("certificateNumber")}
          <FormField
            name="certificateValidTo"
            label={t("field.certificateValidTo")}
            error={errorOf("certificateValidTo")}
            control={{
              kind: "input",
              type: "date",
              width: "medium",
              defaultValue: said.certificateValidTo ?? "",
            }}
          />
        </Section>
        <Button>{t("staff.save")}</Button>
      </form>
    </>
  );
}
