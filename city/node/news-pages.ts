import {
  calendarFile,
  calendarPage,
  cityFeed,
  comingEvents,
  confirmFollowingPage,
  type Feed,
  houseFeed,
  houseNewsPage,
  newsOfCity,
  newsOfHouse,
  type StopFollowingPage,
} from "../features/house-news/index.ts";
import type { RouteKey } from "../features/people/index.ts";
import type { Language } from "../web/language/index.ts";
import { pageNumber, text } from "./fields.ts";
import type { CityNode } from "./node.ts";
import type { Action, Page } from "./pages.ts";

/** What has happened at a house and what is coming in the city, and how to follow both. */
export const newsPages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/house-news/:slug": ({ node, last, query }) =>
    houseNewsPage(node, last, pageNumber(query.get("page"))),
  "GET /:lang/confirm-following/:id": ({ node, last }) =>
    confirmFollowingPage({ ...node, pending: node.houseNews.pending }, last),
  // Whoever opens the page has not stopped anything yet: scanners of mail open every link.
  "GET /:lang/stop-following/:key": async ({ last }): Promise<StopFollowingPage> => ({
    key: last,
    isStopped: false,
  }),
  "GET /:lang/calendar": ({ node }) => calendarPage({ ...node, baseUrl: node.houseNews.baseUrl }),
};

export const newsActions: Partial<Record<RouteKey, Action>> = {
  "POST /:lang/house-news/:slug": async ({ node, language, last, client }, form) => {
    const email = text(form, "email");
    const asked = await node.houseNews.desk.ask(last, email, language, client);
    if (asked === undefined) return undefined;
    if (asked.ok) return { kind: "go", to: `/${language}/confirm-following/${asked.id}` };
    return { kind: "again", data: await houseNewsPage(node, last, 1, { email, fault: asked.fault }) };
  },
  "POST /:lang/confirm-following/:id": async ({ node, language, last, client }, form) => {
    const { desk, pending } = node.houseNews;
    const done = await desk.confirm(last, text(form, "code"), client);
    if (done?.ok) return { kind: "go", to: `/${language}/house-news/${done.slug}?done=follows` };
    const data = done && (await confirmFollowingPage({ ...node, pending }, last, done.fault));
    return data && { kind: "again", data };
  },
  "POST /:lang/stop-following/:key": async ({ node, last }) => {
    await node.houseNews.desk.stop(last);
    const data: StopFollowingPage = { key: last, isStopped: true };
    return { kind: "again", data, status: 200 };
  },
};

/** The feed of a house, or of the city; undefined where there is no such house. */
export async function newsFeed(
  node: CityNode,
  language: Language,
  slug: string | null,
): Promise<Feed | undefined> {
  const context = { language, city: node.city, baseUrl: node.houseNews.baseUrl };
  if (slug === null) return cityFeed(context, await newsOfCity(node));
  const house = await node.registry.building(slug);
  return house && houseFeed(context, house, await newsOfHouse(node, house));
}

/** What is coming in the city, for calendars. */
export async function newsCalendar(node: CityNode, language: Language): Promise<string> {
  const context = { language, city: node.city, baseUrl: node.houseNews.baseUrl };
  return calendarFile(context, await comingEvents(node));
}
