import { intlLocale, type Language } from "./language.ts";

/** How a day or an instant is written. `day` 3 Mar 2026 · `long` Tuesday, 3 March 2026 · `month` March 2026 … */
export type DateStyle = keyof typeof dateStyles;

/** Energy units that people read; `auto` takes MWh from 10 000 kWh upwards. */
export type EnergyUnit = "kWh" | "MWh" | "auto";

const dateStyles = {
  day: { day: "numeric", month: "short", year: "numeric" },
  long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  month: { month: "long", year: "numeric" },
  shortMonth: { month: "short", year: "numeric" },
  monthOnly: { month: "short" },
  dayMonth: { day: "numeric", month: "short" },
  year: { year: "numeric" },
  dateTime: {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  },
  time: { hour: "2-digit", minute: "2-digit" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** A number with its unit is one word: it does not break across lines. */
const noBreakSpace = "\u00a0";
const minus = "\u2212";
const enDash = "\u2013";

/** What rounds to nothing has no sign: an axis has no −0. */
const noNegativeZero = { signDisplay: "negative" } as const;

/** Significant digits of a figure in running text. More would claim what no meter knows. */
const usualDigits = 3;

/** How numbers, dates and lists are written for one language in one zone. Obtained from `formats`, and shared. */
export interface Formats {
  readonly language: Language;
  readonly zone: string;
  /** A count or a figure; `significant` digits (3), or a fixed number of `decimals`. */
  number(value: number, digits?: { readonly significant?: number; readonly decimals?: number }): string;
  /** A decimal given as text, every digit of it: 81 010.30. */
  decimal(text: string): string;
  /** A whole number with grouping: 12 345. */
  count(value: number): string;
  /** Energy with its unit; one `unit` for the figures of a table keeps them comparable. */
  energy(energyKwh: number, options?: { readonly unit?: EnergyUnit; readonly significant?: number }): string;
  /** The energy's number alone, for a cell whose column names the unit. */
  energyNumber(
    energyKwh: number,
    unit: "kWh" | "MWh",
    digits?: number | { readonly decimals: number },
  ): string;
  /** Decimals that show the largest number of a column with three significant digits, for all of the column. */
  decimals(largest: number, significant?: number): number;
  /** The unit that suits the largest of some energies. */
  energyUnit(largestKwh: number): "kWh" | "MWh";
  /** A share 0–1 as percent, whole percents unless `decimals` says otherwise. 0.9996 is not 100 %. */
  percent(share: number, decimals?: number): string;
  /** A signed change: +12 %, −3 %. */
  change(share: number, decimals?: number): string;
  /** Both ends with the same decimals: 120–340; with a negative end spaced, −120 – 340. */
  interval(low: number, high: number, significant?: number): string;
  /** An energy interval with its unit once: 12–34 MWh. */
  energyInterval(lowKwh: number, highKwh: number, unit?: EnergyUnit): string;
  temperature(temperatureC: number, decimals?: number): string;
  /** Any unit after any formatted number, held together. */
  withUnit(formatted: string, unit: string): string;
  /** An instant (UTC milliseconds) as seen in the site's zone. */
  date(instantMs: number, style?: DateStyle): string;
  /** A calendar day `2026-03-03` that belongs to no zone. */
  plainDate(isoDate: string, style?: DateStyle): string;
  /** From the first instant to the last one included: 3–9 Mar 2026. Give the last day's start, not the day after. */
  period(fromMs: number, throughMs: number, style?: DateStyle): string;
  list(items: readonly string[], join?: "and" | "or"): string;
  /** Sorts names as the language sorts them (å ä ö last; Chinese by pinyin). */
  compare(a: string, b: string): number;
}

const known = new Map<string, Formats>();

/** The formats of a language in an IANA zone. One set per pair for the life of the process. */
export function formats(language: Language, zone: string): Formats {
  const key = `${language} ${zone}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const fresh = createFormats(language, zone);
  known.set(key, fresh);
  return fresh;
}

/** `create` for each distinct key once. */
function remember<Key, Value>(create: (key: Key) => Value): (key: Key) => Value {
  const values = new Map<Key, Value>();
  return (key) => {
    const found = values.get(key);
    if (found !== undefined) return found;
    const fresh = create(key);
    values.set(key, fresh);
    return fresh;
  };
}

/** How many decimals show a step of `size` with so many significant digits. */
function decimalsFor(size: number, significant: number): number {
  if (!(size > 0) || !Number.isFinite(size)) return 0;
  return Math.min(20, Math.max(0, significant - 1 - Math.floor(Math.log10(size))));
}

function createFormats(language: Language, zone: string): Formats {
  const locale = intlLocale[language];
  const bySignificant = remember(
    (significant: number) =>
      new Intl.NumberFormat(locale, { maximumSignificantDigits: significant, ...noNegativeZero }),
  );
  const byDecimals = remember(
    (decimals: number) =>
      new Intl.NumberFormat(locale, {
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
        ...noNegativeZero,
      }),
  );
  const byPercent = remember(
    (decimals: number) =>
      new Intl.NumberFormat(locale, {
        style: "percent",
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
        ...noNegativeZero,
      }),
  );
  const byChange = remember(
    (decimals: number) =>
      new Intl.NumberFormat(locale, {
        style: "percent",
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
        signDisplay: "exceptZero",
      }),
  );
  const byDate = remember(
    (style: DateStyle) =>
      new Intl.DateTimeFormat(locale, { ...dateStyles[style], timeZone: zone, hourCycle: "h23" }),
  );
  const byPlainDate = remember(
    (style: DateStyle) =>
      new Intl.DateTimeFormat(locale, { ...dateStyles[style], timeZone: "UTC", hourCycle: "h23" }),
  );
  const byJoin = remember(
    (join: "and" | "or") =>
      new Intl.ListFormat(locale, { type: join === "and" ? "conjunction" : "disjunction" }),
  );
  const collator = new Intl.Collator(locale, { numeric: true });

  // English and Chinese data write a hyphen for the sign; a real minus stands at the height of the plus everywhere.
  const signed = (text: string): string => text.replaceAll("-", minus);

  const number: Formats["number"] = (value, digits = {}) =>
    signed(
      digits.decimals === undefined
        ? bySignificant(digits.significant ?? usualDigits).format(value)
        : byDecimals(digits.decimals).format(value),
    );
  const energyUnit: Formats["energyUnit"] = (largestKwh) => (Math.abs(largestKwh) >= 10_000 ? "MWh" : "kWh");
  const scaled = (energyKwh: number, unit: "kWh" | "MWh"): number =>
    unit === "MWh" ? energyKwh / 1000 : energyKwh;
  const withUnit: Formats["withUnit"] = (formatted, unit) => `${formatted}${noBreakSpace}${unit}`;
  const chosen = (unit: EnergyUnit, largestKwh: number): "kWh" | "MWh" =>
    unit === "auto" ? energyUnit(largestKwh) : unit;

  const interval: Formats["interval"] = (low, high, significant = 2) => {
    // The width of the interval says how many digits carry anything; both ends then show the same decimals.
    const size = high > low ? high - low : Math.max(Math.abs(low), Math.abs(high));
    const decimals = decimalsFor(size, significant);
    const ends = [low, high].map((end) =>
      signed(byDecimals(decimals).format(roundTo(end, size, significant))),
    );
    return ends.join(low < 0 || high < 0 ? ` ${enDash} ` : enDash);
  };

  // 99.97 % measured must not read "100 %", nor 0.02 % read "0 %": completeness is a claim.
  const honest = (share: number, decimals: number): number => {
    const step = 10 ** -(decimals + 2);
    if (share < 1 && share > 1 - step / 2) return 1 - step;
    if (share > 0 && share < step / 2) return step;
    return share;
  };

  return {
    language,
    zone,
    number,
    decimal: (text) => {
      const mark = text.indexOf(".");
      return number(Number(text), { decimals: mark < 0 ? 0 : text.length - mark - 1 });
    },
    count: (value) => number(value, { decimals: 0 }),
    energy: (energyKwh, { unit = "auto", significant = usualDigits } = {}) => {
      const shown = chosen(unit, energyKwh);
      return withUnit(number(scaled(energyKwh, shown), { significant }), shown);
    },
    energyNumber: (energyKwh, unit, digits = usualDigits) =>
      number(scaled(energyKwh, unit), typeof digits === "number" ? { significant: digits } : digits),
    decimals: (largest, significant = usualDigits) => decimalsFor(Math.abs(largest), significant),
    energyUnit,
    percent: (share, decimals = 0) => signed(byPercent(decimals).format(honest(share, decimals))),
    change: (share, decimals = 0) => signed(byChange(decimals).format(share)),
    interval,
    energyInterval: (lowKwh, highKwh, unit = "auto") => {
      const shown = chosen(unit, Math.max(Math.abs(lowKwh), Math.abs(highKwh)));
      return withUnit(interval(scaled(lowKwh, shown), scaled(highKwh, shown)), shown);
    },
    temperature: (temperatureC, decimals = 1) => withUnit(number(temperatureC, { decimals }), "°C"),
    withUnit,
    date: (instantMs, style = "day") => {
      if (language !== "zh" || style !== "dateTime") return byDate(style).format(instantMs);
      // The Chinese pattern of Intl puts the zone between day and time, where nobody looks for it.
      const parts = byDate(style).formatToParts(instantMs);
      const zoneAt = parts.findIndex(({ type }) => type === "timeZoneName");
      const rest = parts.filter((_, i) => i !== zoneAt).map(({ value }) => value);
      return `${rest.join("").replaceAll(/ +/g, " ").trim()} ${parts[zoneAt]?.value ?? ""}`.trim();
    },
    plainDate: (isoDate, style = "day") => byPlainDate(style).format(Date.parse(`${isoDate}T00:00:00Z`)),
    period: (fromMs, throughMs, style = "day") => {
      // The Chinese range of Intl falls back to 2024/1 – 2024/12, which nobody writes in a sentence.
      if (language === "zh")
        return [fromMs, throughMs].map((end) => byDate(style).format(end)).join("\u81f3");
      return byDate(style).formatRange(fromMs, throughMs);
    },
    list: (items, join = "and") => byJoin(join).format(items),
    compare: (a, b) => collator.compare(a, b),
  };
}

/** Rounds to the step that `significant` digits of `size` leave; 1234 with a size of 500 and 2 digits is 1230. */
function roundTo(value: number, size: number, significant: number): number {
  if (!(size > 0) || !Number.isFinite(size)) return value;
  const step = 10 ** (Math.floor(Math.log10(size)) - significant + 1);
  // Below one, decimals do the rounding; a negative power of ten is not exact.
  return step >= 1 ? Math.round(value / step) * step : value;
}
