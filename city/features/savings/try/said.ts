import type { Carrier, TemperatureUnit } from "@husting/savings";
import { isKnownZone } from "@husting/series";
import { kwhConverter } from "../files/meter-file.ts";

/** The form's fields as they were written. */
export interface SaidTrial {
  readonly zone: string;
  readonly carrier: string;
  readonly kind: string;
  readonly unit: string;
  readonly registerWidth: string;
  readonly temperatureUnit: string;
  readonly timeColumn: string;
  readonly valueColumn: string;
  readonly workFrom: string;
  readonly workTo: string;
}

export const TRIAL_UNITS = ["kWh", "MWh", "Wh", "GJ"] as const;
export const TRIAL_KINDS = ["interval", "cumulative"] as const;
export const TRIAL_CARRIERS = ["electricity", "heat"] as const;

export interface ReadTrial {
  readonly zone: string;
  readonly carrier: Carrier;
  readonly kind: "interval" | "cumulative";
  readonly unit: string;
  readonly registerWidth: number | null;
  readonly temperatureUnit: TemperatureUnit;
  readonly timeColumn: string;
  readonly valueColumn: string;
  readonly baselineEndMs: number;
  readonly reportingStartMs: number;
}

export interface SaidFault {
  readonly field: keyof SaidTrial | "meter" | "weather";
  readonly code:
    | "zone-unknown"
    | "choice-unknown"
    | "unit-unknown"
    | "digits"
    | "date-malformed"
    | "ends-before-it-begins"
    | "no-file"
    | "file-too-large"
    | "too-long";
}

const LONGEST_COLUMN = 100;

/** Reads the form. Work that was done in a day ends on the day it began. */
export function readTrial(
  said: SaidTrial,
): { readonly ok: true; readonly value: ReadTrial } | { readonly ok: false; readonly fault: SaidFault } {
  const fail = (field: SaidFault["field"], code: SaidFault["code"]) =>
    ({ ok: false, fault: { field, code } }) as const;
  const zone = said.zone.trim();
  if (!isKnownZone(zone)) return fail("zone", "zone-unknown");
  const carrier = TRIAL_CARRIERS.find((known) => known === said.carrier);
  if (carrier === undefined) return fail("carrier", "choice-unknown");
  const kind = TRIAL_KINDS.find((known) => known === said.kind);
  if (kind === undefined) return fail("kind", "choice-unknown");
  const unit = said.unit.trim();
  if (typeof kwhConverter(unit) === "string") return fail("unit", "unit-unknown");
  const digits = said.registerWidth.trim();
  if (digits !== "" && !/^(?:[3-9]|1[0-5])$/u.test(digits)) return fail("registerWidth", "digits");
  if (said.temperatureUnit !== "C" && said.temperatureUnit !== "F")
    return fail("temperatureUnit", "choice-unknown");
  for (const column of ["timeColumn", "valueColumn"] as const)
    if (said[column].length > LONGEST_COLUMN) return fail(column, "too-long");
  const from = dateIn(said.workFrom);
  if (from === undefined) return fail("workFrom", "date-malformed");
  const to = said.workTo.trim() === "" ? from : dateIn(said.workTo);
  if (to === undefined) return fail("workTo", "date-malformed");
  if (Temporal.PlainDate.compare(to, from) < 0) return fail("workTo", "ends-before-it-begins");
  return {
    ok: true,
    value: {
      ...{ zone, carrier, kind, unit, temperatureUnit: said.temperatureUnit },
      registerWidth: digits === "" ? null : Number(digits),
      timeColumn: said.timeColumn.trim(),
      valueColumn: said.valueColumn.trim(),
      baselineEndMs: from.toZonedDateTime(zone).epochMilliseconds,
      // What was measured while the work went on is neither before nor after it.
      reportingStartMs: to.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds,
    },
  };
}

function dateIn(text: string): Temporal.PlainDate | undefined {
  try {
    return /^\d{4}-\d{2}-\d{2}$/u.test(text.trim()) ? Temporal.PlainDate.from(text.trim()) : undefined;
  } catch {
    return undefined;
  }
}
