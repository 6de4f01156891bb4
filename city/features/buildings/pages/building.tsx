import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Breadcrumbs, DefinitionList, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { BuildingInventory } from "../../carbon/inventory/pages/building-inventory.tsx";
import { CarbonOfBuilding } from "../../carbon/pages/listed-carbon.tsx";
import { Indoor } from "../../climate/pages/indoor.tsx";
import { proposalMessages } from "../../proposals/messages.ts";
import { Said } from "../../votes/pages/said.tsx";
import type { BuildingPage } from "../building-page.ts";
import { buildingMessages } from "../messages.ts";
import { buildingUseName, carrierName, floorAreaName } from "../words.ts";
import { Meter } from "./meter.tsx";
import { Rooms } from "./rooms.tsx";
import { Submeters } from "./submeters.tsx";

export function loader({ context }: LoaderFunctionArgs): BuildingPage {
  return pageData<BuildingPage>(context);
}

export default function Building(): ReactNode {
  const { building, meters, submeters, rooms, homes, emissions, carbon, climate, said } =
    useLoaderData<typeof loader>();
  const { language, cityNames, format, address } = useFrame();
  const t = buildingMessages.t(language);
  const shell = shellMessages.t(language);
  const name = building.names[language];
  const unknown = t("building.not-known");
  return (
    <>
      <title>{`${name} · Husting`}</title>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[
          { label: t("city.title", { city: cityNames[language] }), href: address("") },
          { label: name },
        ]}
      />
      <PageHeading title={name} kicker={buildingUseName(language, building.use)} />
      <p>
        <a href={`${address("/propose")}?building=${building.slug}`}>
          {proposalMessages.t(language)("building.propose")}
        </a>
      </p>
      {meters.map((meter) => (
        <Section key={meter.key} id={meter.carrier} title={carrierName(language, meter.carrier)}>
          <Meter meter={meter} />
        </Section>
      ))}
      <BuildingInventory slug={building.slug} emissions={emissions} />
      <CarbonOfBuilding measures={carbon} />
      <Submeters submeters={submeters} />
      <Section
        id="rooms"
        title={t("rooms.title")}
        lead={rooms.length > 0 ? t("rooms.lead") : homes > 0 ? t("rooms.homes", { homes }) : t("rooms.none")}
      >
        {rooms.length > 0 && homes > 0 ? <p>{t("rooms.homes", { homes })}</p> : null}
        {rooms.length === 0 ? null : <Rooms rooms={rooms} />}
      </Section>
      <Indoor climate={climate} />
      <Said {...said} />
      <Section id="facts" title={t("building.facts")}>
        <DefinitionList
          items={[
            { term: t("building.year"), description: building.yearBuilt ?? unknown },
            {
              term: t("building.area"),
              description:
                building.floorAreaM2 === null
                  ? unknown
                  : `${format.withUnit(format.count(building.floorAreaM2), "m²")} (${building.floorAreaKind === null ? unknown : floorAreaName(language, building.floorAreaKind)})`,
            },
            { term: t("building.storeys"), description: building.storeys ?? unknown },
          ]}
        />
      </Section>
    </>
  );
}
