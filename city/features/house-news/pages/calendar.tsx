import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import type { CalendarEvent } from "../calendar.ts";
import { eventText } from "../event-words.ts";
import { newsMessages } from "../messages.ts";
import type { CalendarPage } from "../pages-data.ts";
import { CalendarLink } from "./calendar-link.tsx";
import { WithQuote } from "./news-list.tsx";

export function loader({ context }: LoaderFunctionArgs): CalendarPage {
  return pageData<CalendarPage>(context);
}

export default function Calendar(): ReactNode {
  const { baseUrl, events } = useLoaderData<typeof loader>();
  const { language, cityNames } = useFrame();
  const t = newsMessages.t(language);
  const city = cityNames[language];
  const feed = `/feeds/${language}/city.atom`;
  return (
    <>
      <title>{`${t("calendar.title")} · Husting`}</title>
      <link rel="alternate" type="application/atom+xml" title={t("feed.city-title", { city })} href={feed} />
      <PageHeading title={t("calendar.title")} lead={t("calendar.lead", { city })} />
      <CalendarLink baseUrl={baseUrl} />
      <Section id="coming" title={t("calendar.coming")}>
        {events.length === 0 ? <p>{t("calendar.none")}</p> : <Dates events={events} />}
      </Section>
      <Section id="feeds" title={t("calendar.feeds")}>
        <p>
          <a href={feed} type="application/atom+xml">
            {t("feed.city", { city })}
          </a>
        </p>
      </Section>
    </>
  );
}

function Dates({ events }: { readonly events: readonly CalendarEvent[] }): ReactNode {
  const { language, format, address } = useFrame();
  return (
    <ol className="news">
      {events.map(({ id, at, path, what }) => {
        const { summary, description } = eventText(language, what);
        return (
          <li key={id}>
            {"date" in at ? (
              <time dateTime={at.date}>{format.plainDate(at.date)}</time>
            ) : (
              <time dateTime={new Date(at.instantMs).toISOString()}>
                {format.date(at.instantMs, "dateTime")}
              </time>
            )}
            <span>
              <a href={address(path)}>
                <WithQuote text={summary} of={{ what }} />
              </a>
              <br />
              {description}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
