import { overviewPage } from "../features/overview/index.ts";
import type { RouteKey } from "../features/people/index.ts";
import { decisionPartsOf } from "./decision-pages.ts";
import type { Page } from "./pages.ts";

/** A city in one year or term. */
export const overviewPages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/overview": ({ node, language, query }) =>
    overviewPage(
      {
        ...node,
        lists: node,
        currency: decisionPartsOf(node).currency,
        zone: node.city.zone,
      },
      language,
      query.get("period"),
    ),
};
