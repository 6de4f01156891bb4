/** A time that the city is looked at for: whole local days, both ends included. */
export interface Period {
  readonly fromDate: string;
  readonly toDate: string;
  readonly kind: "year" | "term";
}

/** As it stands in an address: `2026`, or `2022-10-15..2026-10-14`. */
export function periodName({ kind, fromDate, toDate }: Period): string {
  return kind === "year" ? fromDate.slice(0, 4) : `${fromDate}..${toDate}`;
}

export function yearPeriod(year: number): Period {
  const name = String(year).padStart(4, "0");
  return { kind: "year", fromDate: `${name}-01-01`, toDate: `${name}-12-31` };
}

/** The same span before it: the year before, or as many days as the term has. */
export function periodBefore(period: Period): Period {
  if (period.kind === "year") return yearPeriod(Number(period.fromDate.slice(0, 4)) - 1);
  const from = Temporal.PlainDate.from(period.fromDate);
  const days = from.until(Temporal.PlainDate.from(period.toDate), { largestUnit: "days" }).days;
  const toDate = from.subtract({ days: 1 });
  return { kind: "term", fromDate: toDate.subtract({ days }).toString(), toDate: toDate.toString() };
}

export interface OfferedPeriods {
  /** Newest first. */
  readonly years: readonly Period[];
  readonly terms: readonly Period[];
}

/**
 * The periods there is something to tell of: every year since the first day on record, and every term that has begun.
 * @param firstDate the first day on record, as `2024-03-01`; @param terms of all bodies, which often have the same.
 */
export function offeredPeriods(
  firstDate: string,
  today: string,
  terms: readonly { readonly fromDate: string; readonly toDate: string }[],
): OfferedPeriods {
  const first = Math.min(Number(firstDate.slice(0, 4)), Number(today.slice(0, 4)));
  const last = Number(today.slice(0, 4));
  const begun = terms.filter(({ fromDate }) => fromDate <= today);
  const named = new Map(
    begun.map(({ fromDate, toDate }): [string, Period] => [
      `${fromDate}..${toDate}`,
      { kind: "term", fromDate, toDate },
    ]),
  );
  return {
    years: Array.from({ length: last - first + 1 }, (_, back) => yearPeriod(last - back)),
    terms: [...named.values()].sort((a, b) => b.fromDate.localeCompare(a.fromDate)),
  };
}

/** The offered period of this name; the year under way where there is none. */
export function chosenPeriod({ years, terms }: OfferedPeriods, asked: string | null): Period {
  return [...years, ...terms].find((period) => periodName(period) === asked) ?? years[0]!;
}

export function isWithin(date: string, { fromDate, toDate }: Period): boolean {
  return fromDate <= date && date <= toDate;
}
