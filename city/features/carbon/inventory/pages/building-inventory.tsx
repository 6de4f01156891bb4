import type { ReactNode } from "react";
import { Section } from "../../../../web/design/index.ts";
import { useFrame } from "../../../../web/frame.ts";
import type { BuildingCarbon } from "../building-section.ts";
import { inventoryMessages } from "../messages.ts";
import { Benchmark, PrimaryEnergy } from "./standing.tsx";
import { SumTable, YearTable } from "./year-tables.tsx";

/** Roles that may say what is missing of a building, as permissions.ts has them for its form. */
const SAYING = ["adviser", "manager", "administrator"];

/** What a building emits, year by year, and how its energy stands by its country's rule. */
export function BuildingInventory({
  slug,
  emissions,
}: {
  readonly slug: string;
  readonly emissions: BuildingCarbon;
}): ReactNode {
  const { language, address, person } = useFrame();
  const t = inventoryMessages.t(language);
  const { years, primaryEnergy, benchmark } = emissions;
  return (
    <Section id="emissions" title={t("own.title")} lead={years.length === 0 ? t("own.none") : t("own.lead")}>
      {years.length === 0 ? null : (
        <>
          <YearTable years={years} ofCity={false} caption={t("own.title")} />
          <Section id="emission-sums" level={3} title={t("inv.sums")} lead={t("inv.years-lead")}>
            <SumTable years={years} />
          </Section>
        </>
      )}
      {primaryEnergy === null ? null : <PrimaryEnergy standing={primaryEnergy} />}
      {benchmark === null ? null : <Benchmark standing={benchmark} />}
      <p>
        <a href={address("/inventory")}>{t("own.city")}</a>
        {person !== null && SAYING.includes(person.role) ? (
          <>
            {" · "}
            <a href={address(`/staff/buildings/${slug}`)}>{t("own.edit")}</a>
          </>
        ) : null}
      </p>
    </Section>
  );
}
