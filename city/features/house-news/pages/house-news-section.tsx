import type { ReactNode } from "react";
import { Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { newsMessages } from "../messages.ts";
import type { News } from "../news.ts";
import { NewsList } from "./news-list.tsx";

/** On a building's page: the newest that has happened there, and the way to all of it and to letters. */
export function HouseNews({
  slug,
  news,
}: {
  readonly slug: string;
  readonly news: readonly News[];
}): ReactNode {
  const { language, address } = useFrame();
  const t = newsMessages.t(language);
  return (
    <Section id="news" title={t("house.title")} lead={t(news.length === 0 ? "house.none" : "house.lead")}>
      <HouseFeedLink slug={slug} />
      {news.length === 0 ? null : <NewsList news={news} />}
      <p>
        <a href={address(`/house-news/${slug}`)}>{t("house.all")}</a>
      </p>
    </Section>
  );
}

/** In the head of a page about a house: where programs that read feeds find its own. */
export function HouseFeedLink({ slug }: { readonly slug: string }): ReactNode {
  const { language } = useFrame();
  return (
    <link
      rel="alternate"
      type="application/atom+xml"
      title={newsMessages.t(language)("house.title")}
      href={`/feeds/${language}/houses/${slug}.atom`}
    />
  );
}
