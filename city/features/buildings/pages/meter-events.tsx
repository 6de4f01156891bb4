import type { ReactNode } from "react";
import { Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import type { MeterView } from "../building-page.ts";
import { buildingMessages } from "../messages.ts";

type KeptEvent = NonNullable<MeterView["detail"]>["events"][number];

/** What the claim did about each stretch that weather and calendar do not explain. */
export function Events({ meter }: { readonly meter: MeterView }): ReactNode {
  const { language, format } = useFrame();
  const t = buildingMessages.t(language);
  const events = meter.detail?.events ?? [];
  if (events.length === 0) return null;
  return (
    <Section id={`${meter.carrier}-events`} title={t("events.title")} lead={t("events.lead")} level={3}>
      <ul>
        {events.map((event) => (
          <li key={event.id}>
            {t(event.share < 0 ? "event.less" : "event.more", {
              from: format.plainDate(event.from),
              to: format.plainDate(event.to),
              share: format.percent(Math.abs(event.share)),
            })}{" "}
            {t(`event.${doneAbout(event)}`)}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function doneAbout({ treatment, answer }: KeptEvent): "open" | "real" | "left-out" | "partly" {
  if (treatment === "left-out") return "left-out";
  if (treatment === "partly-left-out") return "partly";
  return answer === "real" ? "real" : "open";
}
