import { type CoverageLimits, defaultLimits, defaultMargins } from "@husting/verdict";
import { hasHiddenCharacters } from "../../web/language/index.ts";

/** What is chosen about a measure before it starts, and then stands: how it will be judged. */
export interface MeasurePlan {
  readonly method: PlanMethod;
  /** Share of use that is expected to be saved; null where nobody says. */
  readonly expectedShare: number | null;
  /** The least saving that would be worth the trouble, as a share of use. */
  readonly leastWorthwhileShare: number;
  /** By how many percentage points the share of occupied hours outside the limits may grow at most. */
  readonly roomsMarginPoints: number;
  /** By how many percentage points the share of dissatisfied answers may grow at most. */
  readonly peopleMarginPoints: number;
  /** The rooms that are judged, as `building/room`; null: all rooms of the measure's buildings. */
  readonly rooms: readonly string[] | null;
  /** How much must have been measured for a part to be judged at all. */
  readonly limits: CoverageLimits;
}

export const PLAN_METHODS = ["husting-daily", "caltrack-daily"] as const;
export type PlanMethod = (typeof PLAN_METHODS)[number];

/** Margins as the joint verdict has them by default. */
export const usualPlan: MeasurePlan = {
  method: "husting-daily",
  expectedShare: null,
  leastWorthwhileShare: 0.02,
  roomsMarginPoints: defaultMargins.roomsPoints,
  peopleMarginPoints: defaultMargins.peoplePoints,
  rooms: null,
  limits: defaultLimits,
};

/** A measure as its form gives it, every field as it was written. */
export interface SaidMeasure {
  readonly titleSv: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly kind: string;
  readonly carrier: string;
  /** Slugs, in a list of the form's own. */
  readonly buildings: readonly string[];
  /** As `building/room`; null where the form has not offered any. */
  readonly rooms: readonly string[] | null;
  readonly owner: string;
  readonly cost: string;
  readonly method: string;
  readonly expected: string;
  readonly leastWorthwhile: string;
  readonly roomsMargin: string;
  readonly peopleMargin: string;
}

export type MeasureField = keyof SaidMeasure;
export interface MeasureFault {
  readonly field: MeasureField;
  readonly code:
    | "title-missing"
    | "text-not-usable"
    | "kind-unknown"
    | "carrier-unknown"
    | "building-missing"
    | "building-unknown"
    | "cost-malformed"
    | "method-unknown"
    | "share-malformed"
    | "margin-malformed";
}

export const MEASURE_KINDS = [
  "insulation",
  "windows",
  "heating-curve",
  "night-setback",
  "lower-set-point",
  "balancing",
  "ventilation-schedule",
  "heat-recovery",
  "led-lighting",
  "solar",
  "behaviour",
  "other",
] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];

/** Energies whose use a measure can change. */
export const MEASURE_CARRIERS = ["electricity", "district-heat", "gas", "cooling"] as const;

/** A new measure, understood. */
export interface NewMeasure {
  readonly titles: { readonly sv: string; readonly zh: string; readonly en: string };
  readonly kind: MeasureKind;
  readonly carrier: (typeof MEASURE_CARRIERS)[number];
  readonly buildings: readonly string[];
  readonly owner: string;
  /** In the hundredths of the city's currency; null where nobody says. */
  readonly costMinor: number | null;
  readonly plan: MeasurePlan;
}

const TEXT_AT_MOST = 200;

/** Reads the form; what cannot be is named with its field. */
export function readMeasure(
  said: SaidMeasure,
): { readonly ok: true; readonly value: NewMeasure } | { readonly ok: false; readonly fault: MeasureFault } {
  const fail = (field: MeasureField, code: MeasureFault["code"]) =>
    ({ ok: false, fault: { field, code } }) as const;
  for (const field of ["titleSv", "titleZh", "titleEn", "owner"] as const) {
    const text = said[field];
    if ([...text].length > TEXT_AT_MOST || text.includes("\n") || hasHiddenCharacters(text))
      return fail(field, "text-not-usable");
  }
  const title = said.titleEn || said.titleSv || said.titleZh;
  if (title === "") return fail("titleEn", "title-missing");
  const kind = MEASURE_KINDS.find((known) => known === said.kind);
  if (kind === undefined) return fail("kind", "kind-unknown");
  const carrier = MEASURE_CARRIERS.find((known) => known === said.carrier);
  if (carrier === undefined) return fail("carrier", "carrier-unknown");
  if (said.buildings.length === 0) return fail("buildings", "building-missing");
  const costMinor = said.cost === "" ? null : decimalIn(said.cost, 0, 1e12);
  if (costMinor === undefined) return fail("cost", "cost-malformed");
  const method = PLAN_METHODS.find((known) => known === said.method);
  if (method === undefined) return fail("method", "method-unknown");
  const expected = said.expected === "" ? null : decimalIn(said.expected, 0, 100);
  if (expected === undefined) return fail("expected", "share-malformed");
  const leastWorthwhile = decimalIn(said.leastWorthwhile, 0, 100);
  if (leastWorthwhile === undefined) return fail("leastWorthwhile", "share-malformed");
  const roomsMargin = decimalIn(said.roomsMargin, 0.1, 50);
  if (roomsMargin === undefined) return fail("roomsMargin", "margin-malformed");
  const peopleMargin = decimalIn(said.peopleMargin, 0.1, 50);
  if (peopleMargin === undefined) return fail("peopleMargin", "margin-malformed");
  return {
    ok: true,
    value: {
      titles: { sv: said.titleSv || title, zh: said.titleZh || title, en: said.titleEn || title },
      kind,
      carrier,
      buildings: [...new Set(said.buildings)],
      owner: said.owner,
      costMinor: costMinor === null ? null : Math.round(costMinor * 100),
      plan: {
        ...usualPlan,
        method,
        expectedShare: expected === null ? null : expected / 100,
        leastWorthwhileShare: leastWorthwhile / 100,
        roomsMarginPoints: roomsMargin,
        peopleMarginPoints: peopleMargin,
        rooms: said.rooms === null ? null : [...new Set(said.rooms)],
      },
    },
  };
}

/** A number as people write it, with a point or a comma, within bounds; undefined where it is none. */
function decimalIn(text: string, least: number, most: number): number | undefined {
  const plain = text.replaceAll(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  if (!/^\d{1,12}(\.\d{1,4})?$/.test(plain)) return undefined;
  const value = Number(plain);
  return value >= least && value <= most ? value : undefined;
}
