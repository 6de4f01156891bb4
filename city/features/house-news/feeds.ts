import { type AtomEntry, atomFeed, newestAtMs } from "../../web/atom.ts";
import { formats, type Language } from "../../web/language/index.ts";
import type { Building, Names } from "../buildings/index.ts";
import { newsMessages } from "./messages.ts";
import type { News } from "./news.ts";
import { newsText } from "./words.ts";

export interface FeedContext {
  readonly language: Language;
  readonly city: { readonly id: string; readonly names: Names; readonly zone: string };
  readonly baseUrl: string;
}

export interface Feed {
  readonly text: string;
  /** When the newest of it was put on record; null where there is nothing in it. */
  readonly newestAtMs: number | null;
}

/** What happened at a house. */
export function houseFeed(
  context: FeedContext,
  house: Pick<Building, "slug" | "names">,
  news: readonly News[],
): Feed {
  const { language } = context;
  return feed(context, {
    name: `houses/${house.slug}`,
    title: newsMessages.t(language)("feed.house-title", { name: house.names[language] }),
    page: `/house-news/${house.slug}`,
    news,
  });
}

/** What happened in the city as a whole. */
export function cityFeed(context: FeedContext, news: readonly News[]): Feed {
  const { language, city } = context;
  const title = newsMessages.t(language)("feed.city-title", { city: city.names[language] });
  return feed(context, { name: "city", title, page: "", news });
}

function feed(
  { language, city, baseUrl }: FeedContext,
  of: {
    readonly name: string;
    readonly title: string;
    readonly page: string;
    readonly news: readonly News[];
  },
): Feed {
  const format = formats(language, city.zone);
  // What stands in another language is another text, and no reader may take it for one it has shown.
  const urn = (id: string): string => `urn:husting:${city.id}:${language}:${id}`;
  const entries = of.news.map((item): AtomEntry => {
    const text = newsText(language, format, item);
    return {
      id: urn(item.id),
      title: text,
      atMs: item.recordedAtMs,
      url: `${baseUrl}/${language}${item.path}`,
      text: `${format.date(item.happenedAtMs, "long")}: ${text}`,
    };
  });
  const text = atomFeed({
    id: urn(`feed/${of.name}`),
    language,
    title: `${of.title} · Husting ${city.names[language]}`,
    author: city.names[language],
    selfUrl: `${baseUrl}/feeds/${language}/${of.name}.atom`,
    pageUrl: `${baseUrl}/${language}${of.page}`,
    entries,
  });
  return { text, newestAtMs: newestAtMs(entries) };
}
