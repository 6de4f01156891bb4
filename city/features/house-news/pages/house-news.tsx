import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Breadcrumbs,
  Button,
  EmptyState,
  FormField,
  PageHeading,
  Pagination,
  Section,
} from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { newsMessages } from "../messages.ts";
import type { HouseNewsPage } from "../pages-data.ts";
import { errorOf } from "./follow-error.ts";
import { HouseFeedLink } from "./house-news-section.tsx";
import { NewsList } from "./news-list.tsx";

export function loader({ context }: LoaderFunctionArgs): HouseNewsPage {
  return pageData<HouseNewsPage>(context);
}

export default function HouseNewsOf(): ReactNode {
  const { building, news, page, pages, attempt } = useLoaderData<typeof loader>();
  const { language, cityNames, address } = useFrame();
  const t = newsMessages.t(language);
  const shell = shellMessages.t(language);
  const name = building.names[language];
  const house = address(`/buildings/${building.slug}`);
  const at = (number: number): string => address(`/house-news/${building.slug}?page=${number}`);
  const title = t("page.title", { name });
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <HouseFeedLink slug={building.slug} />
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[
          { label: t("stop.city", { city: cityNames[language] }), href: address("") },
          { label: name, href: house },
          { label: t("house.title") },
        ]}
      />
      <PageHeading title={title} lead={t("house.lead")} />
      <Done words={{ follows: t("follow.done") }} />
      {news.length === 0 ? (
        <EmptyState title={t("page.none")}>
          <p>{t("page.none-text")}</p>
        </EmptyState>
      ) : (
        <NewsList news={news} />
      )}
      {pages === 1 ? null : (
        <Pagination
          label={shell("pagination.label")}
          position={shell("pagination.position", { page, pages })}
          previous={page > 1 ? { href: at(page - 1), label: shell("pagination.previous") } : undefined}
          next={page < pages ? { href: at(page + 1), label: shell("pagination.next") } : undefined}
        />
      )}
      <p>
        <a href={house}>{t("page.back")}</a>
      </p>
      <Section id="follow" title={t("follow.title")} lead={t("follow.lead")}>
        <form method="post" action={`${address(`/house-news/${building.slug}`)}#follow`} className="form">
          <FormField
            name="email"
            label={t("follow.email")}
            hint={t("follow.email-hint")}
            required={t("field.required")}
            error={errorOf(language, attempt?.fault)}
            control={{
              kind: "input",
              type: "email",
              autoComplete: "email",
              defaultValue: attempt?.email,
              width: "medium",
            }}
          />
          <Button>{t("follow.do")}</Button>
        </form>
      </Section>
      <Section id="feeds" title={t("follow.others")}>
        <p>
          <a href={`/feeds/${language}/houses/${building.slug}.atom`} type="application/atom+xml">
            {t("feed.house")}
          </a>
        </p>
        <p>
          <a href={address("/calendar")}>{t("calendar.title")}</a>
        </p>
      </Section>
    </>
  );
}
