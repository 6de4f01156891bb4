import ical, { ICalEventTransparency } from "ical-generator";
import type { Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import type { CalendarEvent } from "./calendar.ts";
import { eventText } from "./event-words.ts";
import { newsMessages } from "./messages.ts";

export interface CalendarContext {
  readonly language: Language;
  readonly city: { readonly id: string; readonly names: Names };
  readonly baseUrl: string;
}

/** Calendars ask again after so long. */
const ASK_AGAIN_SECONDS = 6 * 3_600;

/**
 * A calendar (RFC 5545). Days are days of the city and belong to no zone; instants stand in UTC, which every calendar shows in its
 * reader's own time. What makes an entry is its identifier, and that it is stamped by what is on record and not by the
 * clock keeps the file the same, byte for byte, until something changes.
 */
export function calendarFile(context: CalendarContext, events: readonly CalendarEvent[]): string {
  const { language, city, baseUrl } = context;
  const t = newsMessages.t(language);
  const name = t("calendar.name", { city: city.names[language] });
  const calendar = ical({
    prodId: { company: "Husting", product: city.id, language: language.toUpperCase() },
    name,
    source: `${baseUrl}/feeds/${language}/calendar.ics`,
    url: `${baseUrl}/${language}/calendar`,
    ttl: ASK_AGAIN_SECONDS,
  });
  for (const { id, at, changes, changedAtMs, path, category, what } of events) {
    const { summary, description } = eventText(language, what);
    const changedAt = Temporal.Instant.fromEpochMilliseconds(changedAtMs);
    calendar.createEvent({
      id: `${id}@${city.id}.husting`,
      ...("date" in at
        ? { allDay: true, start: Temporal.PlainDate.from(at.date) }
        : { start: Temporal.Instant.fromEpochMilliseconds(at.instantMs) }),
      stamp: changedAt,
      lastModified: changedAt,
      sequence: changes,
      summary,
      description,
      url: `${baseUrl}/${language}${path}`,
      categories: [{ name: t(`category.${category}`) }],
      // Nobody is busy because a promise is due.
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}
