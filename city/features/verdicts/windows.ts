/**
 * When a measure is judged. Whoever looks often enough finds what he hopes for at some time, so the looks are few and
 * fixed: after each quarter, and for good after a year. Only the last is the verdict; those before it say how it stands.
 */
export const LOOKS_AFTER_DAYS = [90, 180, 270, 365] as const;

/** Readings of the last day come late at times: so many days are waited for them. */
export const GRACE_DAYS = 3;

export interface Look {
  /** Local days of reporting period that are judged. */
  readonly days: number;
  /** Days since 1970-01-01; the last of them is counted in. */
  readonly lastDay: number;
  /** Whether the year is over and this is the verdict. */
  readonly isFinal: boolean;
}

/** The newest look that is due. @param firstDay first local day of the reporting period. @param today local day now. */
export function dueLook(firstDay: number, today: number): Look | undefined {
  const passed = LOOKS_AFTER_DAYS.filter((days) => firstDay + days + GRACE_DAYS <= today);
  return lookAfter(firstDay, passed.at(-1));
}

/** The look that comes next; undefined after the last. */
export function nextLook(firstDay: number, today: number): (Look & { readonly onDay: number }) | undefined {
  const next = LOOKS_AFTER_DAYS.find((days) => firstDay + days + GRACE_DAYS > today);
  const look = lookAfter(firstDay, next);
  return look && { ...look, onDay: firstDay + look.days + GRACE_DAYS };
}

/** Every look at a measure, with the day on which it is due. */
export function allLooks(firstDay: number): (Look & { readonly onDay: number })[] {
  return LOOKS_AFTER_DAYS.map((days) => ({
    ...lookAfter(firstDay, days)!,
    onDay: firstDay + days + GRACE_DAYS,
  }));
}

function lookAfter(firstDay: number, days: number | undefined): Look | undefined {
  if (days === undefined) return undefined;
  return { days, lastDay: firstDay + days - 1, isFinal: days === LOOKS_AFTER_DAYS.at(-1) };
}
