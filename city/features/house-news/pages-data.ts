import type { Building, Names } from "../buildings/index.ts";
import { maskedAddress } from "../people/index.ts";
import { type CalendarEvent, type CalendarParts, comingEvents, instantOf } from "./calendar.ts";
import type { FollowDeskParts, FollowFault } from "./follow-desk.ts";
import { type NewsParts, newsOfHouse } from "./house.ts";
import type { News } from "./news.ts";
import type { PendingFollow } from "./pending.ts";

/** So many stand on a page. */
const PER_PAGE = 50;

export interface HouseNewsPage {
  readonly building: Pick<Building, "slug" | "names">;
  /** Newest first. */
  readonly news: readonly News[];
  readonly page: number;
  readonly pages: number;
  /** What was written into the form and could not be taken; null where nothing was. */
  readonly attempt: { readonly email: string; readonly fault: FollowFault } | null;
}

/** What has happened at a house; a page beyond the last is the last. Undefined where there is no such house. */
export async function houseNewsPage(
  parts: NewsParts,
  slug: string,
  asked: number,
  attempt: HouseNewsPage["attempt"] = null,
): Promise<HouseNewsPage | undefined> {
  const building = await parts.registry.building(slug);
  if (building === undefined) return undefined;
  const news = await newsOfHouse(parts, building);
  const pages = Math.max(1, Math.ceil(news.length / PER_PAGE));
  const page = Math.min(asked, pages);
  return {
    building: { slug: building.slug, names: building.names },
    news: news.slice((page - 1) * PER_PAGE, page * PER_PAGE),
    ...{ page, pages, attempt },
  };
}

export interface ConfirmFollowingPage {
  readonly id: string;
  readonly email: string;
  readonly names: Names;
  readonly fault: FollowFault | null;
}

export async function confirmFollowingPage(
  { registry, pending }: Pick<FollowDeskParts, "registry" | "pending">,
  id: string,
  fault: FollowFault | null = null,
): Promise<ConfirmFollowingPage | undefined> {
  const asked: PendingFollow | undefined = await pending.find(id);
  const house = (await registry.buildings()).find((building) => building.id === asked?.buildingId);
  return asked && house && { id, email: maskedAddress(asked.email), names: house.names, fault };
}

export interface StopFollowingPage {
  readonly key: string;
  readonly isStopped: boolean;
}

export interface CalendarPage {
  /** Where it is subscribed to. */
  readonly baseUrl: string;
  /** Today's and later ones, soonest first. */
  readonly events: readonly CalendarEvent[];
}

/** So many dates stand on the page; the calendar has them all. */
const MOST_DATES = 30;

export async function calendarPage(
  parts: CalendarParts & { readonly baseUrl: string },
): Promise<CalendarPage> {
  const { city, nowMs, baseUrl } = parts;
  const todayMs = Temporal.Instant.fromEpochMilliseconds(nowMs())
    .toZonedDateTimeISO(city.zone)
    .startOfDay().epochMilliseconds;
  const events = await comingEvents(parts);
  return {
    baseUrl,
    events: events.filter((event) => instantOf(event, city.zone) >= todayMs).slice(0, MOST_DATES),
  };
}
