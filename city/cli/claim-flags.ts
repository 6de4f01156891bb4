import type { Carrier, DaysOffCountry } from "@husting/savings";
import { isKnownZone } from "@husting/series";
import { countryOfZone } from "../features/savings/claims/country.ts";
import type { LeftOut } from "../features/savings/claims/events.ts";
import { type ClaimMethod, claimMethods } from "../features/savings/claims/method-names.ts";
import type { ClaimPeriods } from "../features/savings/claims/series.ts";
import type { FileLayout } from "../features/savings/files/columns.ts";
import { instant, oneOf, UsageError } from "./usage.ts";

/** Flags that `husting savings`, `placebo` and `portfolio` share, and how each is read. */

export const fileUsage = `  How the files are written; with --meter- or --weather- in front, that file alone:
  --file-zone IANA           zone of times without an offset (default: the site's)
  --time-column, --value-column NAME (or 1, 2, …)    --time-format, --separator, --decimal-separator,
  --encoding                 as for husting import`;

/** Flags that say how a file is written; each also stands with `weather-` or `meter-` in front, for that file alone. */
const layoutFlags = [
  "file-zone",
  "time-column",
  "value-column",
  "time-format",
  "separator",
  "decimal-separator",
  "encoding",
] as const;
type LayoutFlag = (typeof layoutFlags)[number];
type Source = "meter" | "weather";
type LayoutName = LayoutFlag | `${Source}-${LayoutFlag}`;

export const layoutOptions = Object.fromEntries(
  layoutFlags.flatMap((flag) =>
    [flag, `meter-${flag}`, `weather-${flag}`].map((name) => [name, { type: "string" }]),
  ),
) as Record<LayoutName, { type: "string" }>;

/** How one of the files is written. */
export function layoutOf(
  values: Readonly<Partial<Record<LayoutName, string | undefined>>>,
  source: Source,
  zone: string,
): Omit<FileLayout, "unit"> {
  const flag = (name: LayoutFlag): string | undefined => values[`${source}-${name}`] ?? values[name];
  return {
    zone: flag("file-zone") ?? zone,
    timeColumn: flag("time-column"),
    valueColumn: flag("value-column"),
    timeFormat: flag("time-format"),
    separator: flag("separator"),
    decimalSeparator: flag("decimal-separator"),
    encoding: flag("encoding"),
  };
}

export function zoneNamed(zone: string): string {
  if (!isKnownZone(zone))
    throw new UsageError(`--zone ${zone} is no IANA time zone such as Europe/Stockholm.`);
  return zone;
}

export function methodNamed(name: string): ClaimMethod {
  return oneOf(name, "method", claimMethods);
}

/** The country said, or the one that the zone makes clear. */
export function countryNamed(name: string | undefined, zone: string): DaysOffCountry {
  return name === undefined ? countryOfZone(zone) : oneOf(name, "country", ["SE", "GB", "CN", "none"]);
}

export function calibrationCarrierNamed(name: string): Carrier {
  return oneOf(name, "carrier", ["electricity", "heat"]);
}

export function periodsNamed(values: {
  readonly "baseline-end"?: string | undefined;
  readonly "reporting-start"?: string | undefined;
}): ClaimPeriods {
  const baselineEndMs = instant(values["baseline-end"], "baseline-end");
  const reportingStartMs = instant(values["reporting-start"], "reporting-start");
  if (reportingStartMs < baselineEndMs) {
    throw new UsageError(
      "--reporting-start lies before --baseline-end: the reporting period follows the baseline.",
    );
  }
  return { baselineEndMs, reportingStartMs };
}

/** Dates as 2024-07-01..2024-07-31 (both included), or one date. */
export function datesLeftOut(texts: readonly string[]): LeftOut[] {
  return texts.map((text) => {
    const found = /^(\d{4}-\d{2}-\d{2})(?:\.\.(\d{4}-\d{2}-\d{2}))?$/.exec(text);
    const from = found?.[1];
    const to = found?.[2] ?? from;
    if (from === undefined || to === undefined || !isDate(from) || !isDate(to) || to < from) {
      throw new UsageError(`--leave-out ${text} is no date or dates such as 2024-07-01..2024-07-31.`);
    }
    return { from, to };
  });
}

function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

export function registerDigits(text: string | undefined): number | null {
  if (text === undefined) return null;
  const digits = Number(text);
  if (Number.isInteger(digits) && digits >= 3 && digits <= 15) return digits;
  throw new UsageError(`--register-width ${text} is no number of digits from 3 to 15.`);
}
