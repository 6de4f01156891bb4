import { carbonOfEstimate } from "../features/carbon/index.ts";
import {
  type AdviceCarbon,
  actOnAdvice,
  adviceOrders,
  advicePage,
  buildingAdvicePage,
  type ClimateRoomsPageParts,
  climateBuildingsPage,
  climateRoomsPage,
  readRoomFilter,
  roomsCsv,
  roomsWorkbook,
  type SaidOfRoom,
} from "../features/climate/index.ts";
import { licenceText } from "../features/open-data/index.ts";
import type { RouteKey, Viewer } from "../features/people/index.ts";
import type { Language } from "../web/language/index.ts";
import { WORKBOOK_TYPE } from "../web/workbook.ts";
import { pageNumber, text } from "./fields.ts";
import { type CityNode, localYear } from "./node.ts";
import type { Action, Page } from "./pages.ts";

/** Pages of the staff about how it is in the rooms and what could be put right. */
export const climatePages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/staff/climate": ({ node, query, viewer }) => {
    const page = pageNumber(query.get("page"));
    if (query.get("by") === "buildings") return climateBuildingsPage(node, page);
    return climateRoomsPage(climateRoomParts(node), readRoomFilter(query), page, viewer);
  },
  "GET /:lang/staff/advice": ({ node, viewer, query }) => {
    const order = adviceOrders.find((known) => known === query.get("order")) ?? "carbon";
    return advicePage(adviceParts(node), viewer, order);
  },
  "GET /:lang/staff/advice/:slug": ({ node, last, viewer }) => buildingAdvicePage(node, last, viewer),
};

/** What rooms are ranked with: with what people said of them, as everybody is told it. */
export function climateRoomParts(node: CityNode): ClimateRoomsPageParts {
  const { zone, country, rules } = node.city;
  const { rooms, teller } = node.votes;
  return {
    ...{ ...node, zone, country, rules },
    async saidOf(roomIds) {
      const known = await rooms.all();
      const said = await Promise.all(
        roomIds.map(async (id): Promise<readonly [number, SaidOfRoom][]> => {
          const room = known.get(id);
          if (room === undefined) return [];
          const { told, rooms: together } = await teller.others(room);
          return [
            [
              id,
              {
                regularUsers: room.regularUsers,
                told: told && {
                  answers: told.votes,
                  tooColdShare: told.feelings.cold / told.votes,
                  tooWarmShare: told.feelings.warm / told.votes,
                  rooms: together.length,
                },
              },
            ],
          ];
        }),
      );
      return new Map(said.flat());
    },
  };
}

/** The rooms that a query asks for, as a file. */
export async function downloadRooms(
  node: CityNode,
  query: URLSearchParams,
  { form, language, viewer }: RoomsAsked,
): Promise<Response> {
  const [page, years] = await Promise.all([
    climateRoomsPage(climateRoomParts(node), readRoomFilter(query), null, viewer),
    climateBuildingsPage(node, 1, null),
  ]);
  const periods = new Map(
    years.buildings.flatMap(({ slug, summary }) =>
      summary?.period == null ? [] : [[slug, summary.period] as const],
    ),
  );
  const file = { page, periods, language, zone: node.city.zone };
  const headers = {
    "content-type": form === "xlsx" ? WORKBOOK_TYPE : "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="husting-${node.city.id}-rooms.${form}"`,
  };
  if (form === "csv") return new Response(roomsCsv(file), { headers });
  const licence = licenceText(language, node.city.openData);
  return new Response(await roomsWorkbook(file, node.nowMs(), licence), { headers });
}

interface RoomsAsked {
  readonly form: "csv" | "xlsx";
  readonly language: Language;
  readonly viewer: Viewer;
}

/** What the ranked advice of a city is made with. */
export function adviceParts(node: CityNode): CityNode & AdviceCarbon {
  const year = localYear(node);
  return {
    ...node,
    carbonOf(carrier, kwh) {
      const counted = carbonOfEstimate(node.factors, carrier, kwh, year);
      return counted.ok ? counted.value : null;
    },
  };
}

export const climateActions: Partial<Record<RouteKey, Action>> = {
  "POST /:lang/staff/advice/:slug": async ({ node, language, person, viewer, last }, form) => {
    const building = await node.registry.building(last);
    if (building === undefined || person === null) return undefined;
    const said = { do: text(form, "do"), key: text(form, "key"), reason: text(form, "reason") };
    const acted = await actOnAdvice({ ...node, zone: node.city.zone }, building, said, person);
    if (!acted.ok) return { kind: "again", data: await buildingAdvicePage(node, last, viewer, acted.fault) };
    return {
      kind: "go",
      to:
        acted.measure === null
          ? `/${language}/staff/advice/${last}?done=dismissed`
          : `/${language}/measures/${acted.measure}`,
    };
  },
};
