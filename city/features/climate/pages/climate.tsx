import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { LinkButton, PageHeading, Pagination, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { climateMessages } from "../messages.ts";
import type { ClimateBuildingsPage } from "../ranking-page.ts";
import type { RoomsPage } from "../rooms-page.ts";
import { BuildingRanking } from "./building-ranking.tsx";
import { Limits } from "./limits.tsx";
import { filterQuery, RoomFilterForm, RoomRanking } from "./room-ranking.tsx";

export function loader({ context }: LoaderFunctionArgs): RoomsPage | ClimateBuildingsPage {
  return pageData<RoomsPage | ClimateBuildingsPage>(context);
}

export default function Climate(): ReactNode {
  const data = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = climateMessages.t(language);
  const shell = shellMessages.t(language);
  const { by, page, pages } = data;
  const query = by === "rooms" ? filterQuery(data.filter) : new URLSearchParams({ by });
  const to = (number: number, key: "pagination.previous" | "pagination.next") => ({
    href: `${address("/staff/climate")}?${new URLSearchParams([...query, ["page", String(number)]])}`,
    label: shell(key),
  });
  return (
    <>
      <title>{`${t("climate.title")} · Husting`}</title>
      <PageHeading title={t("climate.title")} lead={t("climate.lead")} />
      <p>
        <LinkButton href={`${address("/staff/climate")}${by === "rooms" ? "?by=buildings" : ""}`}>
          {t(by === "rooms" ? "climate.show-buildings" : "climate.show-rooms")}
        </LinkButton>
      </p>
      {by === "rooms" ? <RoomFilterForm page={data} /> : null}
      <Section id="ranking" title={t(by === "rooms" ? "climate.by-rooms" : "climate.by-buildings")}>
        {by === "rooms" ? <RoomRanking page={data} /> : <BuildingRanking buildings={data.buildings} />}
        {pages === 1 ? null : (
          <Pagination
            label={shell("pagination.label")}
            position={shell("pagination.position", { page, pages })}
            previous={page === 1 ? undefined : to(page - 1, "pagination.previous")}
            next={page === pages ? undefined : to(page + 1, "pagination.next")}
          />
        )}
      </Section>
      {by === "rooms" ? <Limits limits={data.limits} /> : null}
    </>
  );
}
