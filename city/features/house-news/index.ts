export { type CalendarParts, comingEvents } from "./calendar.ts";
export { calendarFile } from "./calendar-file.ts";
export { type CityNewsParts, newsOfCity } from "./city.ts";
export { cityFeed, type Feed, type FeedContext, houseFeed } from "./feeds.ts";
export { FollowDesk } from "./follow-desk.ts";
export { type NewsParts, newsOfHouse } from "./house.ts";
export { newsMigrations } from "./migrations.ts";
export type { News } from "./news.ts";
export {
  type CalendarPage,
  type ConfirmFollowingPage,
  calendarPage,
  confirmFollowingPage,
  type HouseNewsPage,
  houseNewsPage,
  type StopFollowingPage,
} from "./pages-data.ts";
export { PendingFollows } from "./pending.ts";
export { NewsTeller } from "./telling.ts";
