import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Breadcrumbs, DefinitionList, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { inventoryMessages } from "../../carbon/inventory/messages.ts";
import { BuildingInventory } from "../../carbon/inventory/pages/building-inventory.tsx";
import { carbonMessages } from "../../carbon/messages.ts";
import { CarbonOfBuilding } from "../../carbon/pages/listed-carbon.tsx";
import { climateMessages } from "../../climate/messages.ts";
import { Indoor } from "../../climate/pages/indoor.tsx";
import { HouseNews } from "../../house-news/pages/house-news-section.tsx";

import { screenMessages } from "../../screens/messages.ts";
import { voteMessages } from "../../votes/messages.ts";

import { Said } from "../../votes/pages/said.tsx";
import type { BuildingPage } from "../building-page.ts";
import { buildingMessages } from "../messages.ts";
import { buildingUseName, carrierName, floorAreaName, storySentence } from "../words.ts";
import { HouseAtAGlance } from "./house-story.tsx";
import { Meter, MeterDetails } from "./meter.tsx";
import { Rooms } from "./rooms.tsx";
import { Submeters } from "./submeters.tsx";

export function loader({ context }: LoaderFunctionArgs): BuildingPage {
  return pageData<BuildingPage>(context);
}

export default function Building(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { building, meters, submeters, rooms, homes, emissions, carbon, climate, said } = page;
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
      <PageHeading
        title={name}
        kicker={[
          buildingUseName(language, building.use),
          ...(page.address === null ? [] : [page.address]),
        ].join(" · ")}
        lead={storySentence(format, page.story)}
      />
      <HouseAtAGlance story={page.story} slug={building.slug} />
      <HouseNews slug={building.slug} news={page.news} />
      <Contents page={page} />
      {meters.map((meter) => (
        <Section key={meter.key} id={meter.carrier} title={carrierName(language, meter.carrier)}>
          <Meter meter={meter} />
        </Section>
      ))}
      <BuildingInventory slug={building.slug} emissions={emissions} />
      <CarbonOfBuilding measures={carbon} />
      <Indoor climate={climate} />
      <Section
        id="rooms"
        title={t("rooms.title")}
        lead={rooms.length > 0 ? t("rooms.lead") : homes > 0 ? t("rooms.homes", { homes }) : t("rooms.none")}
      >
        {rooms.length > 0 && homes > 0 ? <p>{t("rooms.homes", { homes })}</p> : null}
        {rooms.length === 0 ? null : <Rooms rooms={rooms} />}
      </Section>
      <Said {...said} />
      <Screens screens={page.screens} />
      <Submeters submeters={submeters} />
      <Section id="facts" title={t("building.facts")}>
        <DefinitionList
          items={[
            ...(page.address === null ? [] : [{ term: t("building.address"), description: page.address }]),
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
      {meters.length === 0 ? null : (
        <Section id="details" title={t("details.title")} lead={t("details.lead")}>
          {meters.map((meter) => (
            <MeterDetails key={meter.key} meter={meter} />
          ))}
        </Section>
      )}
    </>
  );
}

/** What its displays show, for whoever does not stand before one. */
function Screens({ screens }: Pick<BuildingPage, "screens">): ReactNode {
  const { language } = useFrame();
  const t = screenMessages.t(language);
  if (screens.length === 0) return null;
  return (
    <Section id="screens" title={t("building.title")} lead={t("building.lead")}>
      <ul>
        {screens.map(({ code, place }) => (
          <li key={code}>
            <a href={`/screen/${code}?hold=yes`}>{t("building.link", { place })}</a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Links to the page's sections, in their order. */
function Contents({ page }: { readonly page: BuildingPage }): ReactNode {
  const { language } = useFrame();
  const t = buildingMessages.t(language);
  const { meters, carbon, submeters } = page;
  const links: (readonly [id: string, name: string])[] = [
    ...meters.map(({ carrier }) => [carrier, carrierName(language, carrier)] as const),
    ["emissions", inventoryMessages.t(language)("own.title")],
    ...(carbon.length === 0 ? [] : [["carbon", carbonMessages.t(language)("building.title")] as const]),
    ["indoor", climateMessages.t(language)("indoor.title")],
    ["rooms", t("rooms.title")],
    ["said", voteMessages.t(language)("said.title")],
    ...(page.screens.length === 0
      ? []
      : [["screens", screenMessages.t(language)("building.title")] as const]),
    ...(submeters.length === 0 ? [] : [["submeters", t("submeters.title")] as const]),
    ["facts", t("building.facts")],
    ...(meters.length === 0 ? [] : [["details", t("details.title")] as const]),
  ];
  return (
    <nav aria-label={t("contents.label")}>
      <ul className="contents">
        {[...new Map(links)].map(([id, name]) => (
          <li key={id}>
            <a href={`#${id}`}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
