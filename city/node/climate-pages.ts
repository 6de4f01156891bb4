import { carbonOfEstimate } from "../features/carbon/index.ts";
import {
  type AdviceCarbon,
  actOnAdvice,
  adviceOrders,
  advicePage,
  buildingAdvicePage,
  climateRankingPage,
} from "../features/climate/index.ts";
import type { RouteKey } from "../features/people/index.ts";
import { pageNumber, text } from "./fields.ts";
import { type CityNode, localYear } from "./node.ts";
import type { Action, Page } from "./pages.ts";

/** Pages of the staff about how it is in the rooms and what could be put right. */
export const climatePages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/staff/climate": ({ node, query, viewer }) => {
    const by = query.get("by") === "buildings" ? "buildings" : "rooms";
    return climateRankingPage(node, by, pageNumber(query.get("page")), viewer);
  },
  "GET /:lang/staff/advice": ({ node, viewer, query }) => {
    const order = adviceOrders.find((known) => known === query.get("order")) ?? "carbon";
    return advicePage(adviceParts(node), viewer, order);
  },
  "GET /:lang/staff/advice/:slug": ({ node, last, viewer }) => buildingAdvicePage(node, last, viewer),
};

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
