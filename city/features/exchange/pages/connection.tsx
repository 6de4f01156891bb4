import type { ReactNode } from "react";
import { Notice } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { exchangeMessages } from "../messages.ts";
import type { Connection, Witnessing } from "../partner-pages.ts";
import { durationText, refusalText } from "../words.ts";

interface Props {
  readonly connection: Connection;
  readonly witnessing: Witnessing;
  readonly city: string;
}

/** What is wrong between two cities, each in plain words; nothing where nothing is. */
export function ConnectionText({ connection, witnessing, city }: Props): ReactNode {
  const { language, format } = useFrame();
  const t = exchangeMessages.t(language);
  const shell = shellMessages.t(language);
  const { fault, fetchedAtMs, clockAheadMs } = connection;
  const { contradiction } = witnessing;
  return (
    <>
      {contradiction === null ? null : (
        <Notice kind="error" word={shell("notice.error")} title={t("contradiction.title", { city })}>
          <p>{refusalText(language, format, contradiction.fault)}</p>
          <p>{t("contradiction.text", { at: format.date(contradiction.atMs, "dateTime") })}</p>
        </Notice>
      )}
      {fault === null ? null : (
        <Notice kind="warn" word={shell("notice.warn")} title={t("connection.fault", { city })}>
          <p>
            {fault.code === "refused"
              ? t("fetch.refused", { status: fault.status })
              : t(`fetch.${fault.code}`, { city })}
          </p>
          <p>
            {fetchedAtMs === null
              ? t("connection.fault-never")
              : t("connection.fault-since", { at: format.date(fetchedAtMs, "dateTime") })}
          </p>
        </Notice>
      )}
      {clockAheadMs === null ? null : (
        <Notice kind="warn" word={shell("notice.warn")}>
          <p>
            {t(clockAheadMs > 0 ? "clock.ahead" : "clock.behind", {
              city,
              by: durationText(language, clockAheadMs),
            })}
          </p>
        </Notice>
      )}
    </>
  );
}
