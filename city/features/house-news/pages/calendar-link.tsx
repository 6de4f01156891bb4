import type { ReactNode } from "react";
import { LinkButton } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { newsMessages } from "../messages.ts";

/**
 * The way to the city's dates in one's own calendar.
 * @param baseUrl where people reach the node: calendars ask there again and again.
 */
export function CalendarLink({ baseUrl }: { readonly baseUrl: string }): ReactNode {
  const { language } = useFrame();
  const t = newsMessages.t(language);
  const path = `/feeds/${language}/calendar.ics`;
  const url = `${baseUrl}${path}`;
  return (
    <>
      <p>
        <LinkButton href={url.replace(/^https?:/, "webcal:")}>{t("calendar.subscribe")}</LinkButton>
      </p>
      <p>{t("calendar.how")}</p>
      <p className="address-to-copy">
        <code>{url}</code>
      </p>
      <p>
        <a href={path} type="text/calendar">
          {t("calendar.download")}
        </a>
      </p>
      <p>{t("calendar.privacy")}</p>
    </>
  );
}
