import { createWallClock } from "@husting/series";

/** Local calendar of consecutive hours, by which hourly models sort them. */
export interface HourCalendar {
  /** 0 = Monday 00–01 local time … 167 = Sunday 23–24. */
  readonly hourOfWeek: Uint8Array;
  /** 1 = January. */
  readonly month: Uint8Array;
  /** Days since 1970-01-01 of the local date. */
  readonly localDay: Int32Array;
}

const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** The calendar of `hours` hours from `startMs` in an IANA zone. An hour that a clock change repeats stands twice. */
export function hourCalendar(startMs: number, hours: number, zone: string): HourCalendar {
  const wallClock = createWallClock(zone);
  const hourOfWeek = new Uint8Array(hours);
  const month = new Uint8Array(hours);
  const localDay = new Int32Array(hours);
  let day = Number.NaN;
  let monthOfDay = 0;
  for (let i = 0; i < hours; i++) {
    const wallMs = wallClock(startMs + i * hourMs);
    const today = Math.floor(wallMs / dayMs);
    if (today !== day) {
      day = today;
      monthOfDay = new Date(wallMs).getUTCMonth() + 1;
    }
    localDay[i] = today;
    month[i] = monthOfDay;
    // 1970-01-01 was a Thursday.
    hourOfWeek[i] = ((((today + 3) % 7) + 7) % 7) * 24 + Math.floor((wallMs - today * dayMs) / hourMs);
  }
  return { hourOfWeek, month, localDay };
}
