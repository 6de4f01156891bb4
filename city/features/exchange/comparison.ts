import type { PortfolioYearBody } from "@husting/exchange";

/** What two cities' years are held against each other by. */
export const COMPARED = [
  "heat-per-person-degree-day",
  "electricity-per-person",
  "carbon-own",
  "carbon-theirs",
  "heat-per-area-degree-day",
  "electricity-per-area",
  "content-share",
] as const;
export type Compared = (typeof COMPARED)[number];

export type Incomparability =
  | {
      readonly code:
        | "no-population"
        | "no-degree-days"
        | "withheld"
        | "not-told"
        | "no-factor"
        | "counts-differ"
        | "coverage";
      readonly of: "own" | "theirs";
    }
  | { readonly code: "floor-areas-differ"; readonly ownKind: string; readonly theirKind: string };

export type ComparedFigure = { readonly what: Compared } & (
  | {
      readonly comparable: true;
      readonly own: number;
      readonly theirs: number;
      readonly unit: "kWh" | "kg" | "share";
      /** Of the carbon: gas and scope that all its factors count. */
      readonly counted: { readonly gas: string; readonly scope: string } | null;
      /** Of the carbon: whether one of its factors was not read in its source. */
      readonly isUnsure: boolean;
    }
  | { readonly comparable: false; readonly reasons: readonly Incomparability[] }
);

/** Carriers that heat a building's air and water. */
const HEAT = ["district-heat", "gas"];
const ELECTRICITY = ["electricity"];
/** A sum of which less was measured is no year's use. As the verdict's coverage limits, our own choice. */
const LEAST_MEASURED = 0.75;

type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: Exclude<Incomparability["code"], "floor-areas-differ"> };

/** Holds two cities' years against each other: what can be compared, and by name what cannot. Nothing is filled in. */
export function compareYears(own: PortfolioYearBody, theirs: PortfolioYearBody): ComparedFigure[] {
  const both = (
    what: Compared,
    unit: "kWh" | "kg" | "share",
    of: (body: PortfolioYearBody) => Answer<number>,
  ): ComparedFigure => {
    const [mine, other] = [of(own), of(theirs)];
    if (mine.ok && other.ok)
      return {
        what,
        comparable: true,
        own: mine.value,
        theirs: other.value,
        unit,
        counted: null,
        isUnsure: false,
      };
    return { what, comparable: false, reasons: reasonsOf(mine, other) };
  };
  return [
    both("heat-per-person-degree-day", "kWh", (body) =>
      divided(divided(used(body, HEAT), degreeDays(body)), people(body)),
    ),
    both("electricity-per-person", "kWh", (body) => divided(used(body, ELECTRICITY), people(body))),
    carbonPerPerson("carbon-own", own, theirs, own),
    carbonPerPerson("carbon-theirs", own, theirs, theirs),
    perArea("heat-per-area-degree-day", own, theirs, (body) => divided(used(body, HEAT), degreeDays(body))),
    perArea("electricity-per-area", own, theirs, (body) => used(body, ELECTRICITY)),
    both("content-share", "share", contentShare),
  ];
}

function reasonsOf(mine: Answer<unknown>, other: Answer<unknown>): Incomparability[] {
  return [
    ...(mine.ok ? [] : [{ code: mine.code, of: "own" } as const]),
    ...(other.ok ? [] : [{ code: other.code, of: "theirs" } as const]),
  ];
}

/** Energy of some carriers over all uses, kWh. A carrier that the city does not have at all adds nothing. */
function used(body: PortfolioYearBody, carriers: readonly string[]): Answer<number> {
  const rows = body.energy.filter(({ use, carrier }) => use === "all" && carriers.includes(carrier));
  if (rows.length === 0) return no("not-told");
  let sum = 0;
  for (const { kwh, measuredShare } of rows) {
    if (!("value" in kwh)) return no("withheld");
    if (measuredShare < LEAST_MEASURED) return no("coverage");
    sum += kwh.value;
  }
  return { ok: true, value: sum };
}

function degreeDays({ degreeDays: told }: PortfolioYearBody): Answer<number> {
  return told === null || told.kelvinDays <= 0 ? no("no-degree-days") : { ok: true, value: told.kelvinDays };
}

function people({ population }: PortfolioYearBody): Answer<number> {
  return population === null ? no("no-population") : { ok: true, value: population.persons };
}

/** All energy of each city by one city's factors, so that what differs is the use and not the factor. */
function carbonPerPerson(
  what: "carbon-own" | "carbon-theirs",
  own: PortfolioYearBody,
  theirs: PortfolioYearBody,
  basis: PortfolioYearBody,
): ComparedFigure {
  const [mine, other] = [carbonOf(own, basis), carbonOf(theirs, basis)];
  if (!mine.ok || !other.ok) return { what, comparable: false, reasons: reasonsOf(mine, other) };
  const counts = new Set(
    [...mine.value.factors, ...other.value.factors].map(({ factor: { gas, scope } }) => `${gas} ${scope}`),
  );
  if (counts.size > 1) {
    const of = basis === own ? "own" : "theirs";
    return { what, comparable: false, reasons: [{ code: "counts-differ", of }] };
  }
  const factors = [...mine.value.factors, ...other.value.factors].map(({ factor }) => factor);
  const [first] = factors;
  return {
    what,
    comparable: true,
    own: mine.value.kgPerPerson,
    theirs: other.value.kgPerPerson,
    unit: "kg",
    counted: first === undefined ? null : { gas: first.gas, scope: first.scope },
    isUnsure: factors.some(({ standing }) => standing === "from-memory" || standing === "second-hand"),
  };
}

function carbonOf(
  body: PortfolioYearBody,
  basis: PortfolioYearBody,
): Answer<{ readonly kgPerPerson: number; readonly factors: PortfolioYearBody["carbon"] }> {
  const persons = people(body);
  if (!persons.ok) return persons;
  const carriers = [...new Set(body.energy.filter(({ use }) => use === "all").map(({ carrier }) => carrier))];
  if (carriers.length === 0) return no("not-told");
  const factors: PortfolioYearBody["carbon"] = [];
  let grams = 0;
  for (const carrier of carriers) {
    const factor = basis.carbon.find((one) => one.carrier === carrier);
    if (factor === undefined) return no("no-factor");
    const kwh = used(body, [carrier]);
    if (!kwh.ok) return kwh;
    factors.push(factor);
    grams += kwh.value * Number(factor.factor.gramsPerKwh);
  }
  return { ok: true, value: { kgPerPerson: grams / 1000 / persons.value, factors } };
}

function perArea(
  what: Compared,
  own: PortfolioYearBody,
  theirs: PortfolioYearBody,
  of: (body: PortfolioYearBody) => Answer<number>,
): ComparedFigure {
  const [mine, other] = [areaOf(own), areaOf(theirs)];
  if (!mine.ok || !other.ok) return { what, comparable: false, reasons: reasonsOf(mine, other) };
  if (mine.value.kind !== other.value.kind) {
    const [ownKind, theirKind] = [mine.value.kind, other.value.kind];
    return { what, comparable: false, reasons: [{ code: "floor-areas-differ", ownKind, theirKind }] };
  }
  const [a, b] = [
    divided(of(own), { ok: true, value: mine.value.m2 }),
    divided(of(theirs), { ok: true, value: other.value.m2 }),
  ];
  if (!a.ok || !b.ok) return { what, comparable: false, reasons: reasonsOf(a, b) };
  return {
    what,
    comparable: true,
    own: a.value,
    theirs: b.value,
    unit: "kWh",
    counted: null,
    isUnsure: false,
  };
}

/** The floor area of all of a city's buildings, where all of it is of one kind. */
function areaOf({ floorAreas }: PortfolioYearBody): Answer<{ readonly kind: string; readonly m2: number }> {
  const all = floorAreas.filter(({ use }) => use === "all");
  const [area] = all;
  if (area === undefined || all.length > 1) return no("not-told");
  return { ok: true, value: { kind: area.kind, m2: area.m2 } };
}

function contentShare({ comfort }: PortfolioYearBody): Answer<number> {
  const all = comfort.filter(({ use }) => use === "all");
  if (all.length === 0) return no("not-told");
  let sum = 0;
  let right = 0;
  for (const { answer, answers } of all) {
    if (!("value" in answers)) return no("withheld");
    sum += answers.value;
    if (answer === "right") right += answers.value;
  }
  return sum === 0 ? no("not-told") : { ok: true, value: right / sum };
}

function divided(value: Answer<number>, by: Answer<number>): Answer<number> {
  if (!value.ok) return value;
  if (!by.ok) return by;
  return by.value === 0 ? no("not-told") : { ok: true, value: value.value / by.value };
}

function no(code: Exclude<Incomparability["code"], "floor-areas-differ">): {
  readonly ok: false;
  readonly code: typeof code;
} {
  return { ok: false, code };
}
