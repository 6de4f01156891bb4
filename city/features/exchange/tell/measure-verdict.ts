import { type MeasureVerdictBody, measureVerdictSchema } from "@husting/exchange";
import { dateOf } from "@husting/indoor";
import type { DisclosureTable, JsonObject, ReleaseRecord } from "@husting/openness";
import type { VerdictDocument } from "@husting/verdict";
import type { Building, BuildingRegistry } from "../../buildings/index.ts";
import { type ClaimBook, type PortfolioParts, portfolioYear } from "../../carbon/index.ts";
import type { DoneMeasure, MeasureRegister } from "../../measures/index.ts";
import type { KeptVerdict, VerdictBook } from "../../verdicts/index.ts";
import type { Told } from "../releases.ts";
import { floorAreasByKind } from "./floor-areas.ts";
import {
  contributionsOf,
  energyOfYear,
  FEWEST_PEOPLE,
  type Guarding,
  guardTables,
  homesOf,
} from "./guarding.ts";

export interface TellingMeasures {
  readonly registry: BuildingRegistry;
  readonly measures: MeasureRegister;
  readonly verdicts: VerdictBook;
  readonly carbon: Pick<ClaimBook, "find">;
  readonly city: PortfolioParts["city"];
  readonly readings: PortfolioParts["readings"];
  readonly civic: PortfolioParts["civic"];
  readonly nowMs: () => number;
}

/** Why a measure's verdict may not be told. */
export type NotTellable =
  | { readonly code: "no-verdict" }
  /** One or a few homes: what they use is personal data. */
  | { readonly code: "few-homes"; readonly homes: number }
  /** Beside what was released before it would tell of a few homes. */
  | { readonly code: "guard-refused" };

/** Measures that have a verdict, and whether it may be told. */
export async function tellableMeasures(
  parts: TellingMeasures,
): Promise<
  { readonly measure: DoneMeasure; readonly version: number; readonly fault: NotTellable | null }[]
> {
  const [done, newest, buildings] = await Promise.all([
    parts.measures.done(),
    parts.verdicts.newest(),
    parts.registry.buildings(),
  ]);
  return Promise.all(
    done.flatMap((measure) => {
      const version = newest.get(measure.id)?.version;
      if (version === undefined) return [];
      return [
        faultOf(parts.registry, buildingsOf(buildings, measure)).then((fault) => ({
          measure,
          version,
          fault,
        })),
      ];
    }),
  );
}

/** A measure with its newest verdict: no room, no home and fewer than five people nowhere. */
export async function tellMeasureVerdict(
  parts: TellingMeasures,
  slug: string,
  guarding: Guarding,
): Promise<{ readonly ok: true; readonly told: Told } | { readonly ok: false; readonly fault: NotTellable }> {
  const measure = (await parts.measures.done()).find((one) => one.slug === slug);
  const kept = measure && (await parts.verdicts.find(measure.id));
  if (measure === undefined || kept === undefined) return { ok: false, fault: { code: "no-verdict" } };
  const buildings = buildingsOf(await parts.registry.buildings(), measure);
  const fault = await faultOf(parts.registry, buildings);
  if (fault !== null) return { ok: false, fault };
  const guarded = await guardHomes(parts, measure, kept.document, guarding);
  if (guarded === "refused") return { ok: false, fault: { code: "guard-refused" } };
  const claim = await parts.carbon.find(measure.id, kept.version);
  const body: MeasureVerdictBody = measureVerdictSchema.parse({
    measure: {
      slug: measure.slug,
      titles: measure.titles,
      kind: measure.kind,
      carrier: measure.carrier,
      owner: measure.owner,
      finishedOn: Temporal.Instant.fromEpochMilliseconds(measure.reportingStartMs)
        .toZonedDateTimeISO(parts.city.zone)
        .toPlainDate()
        .toString(),
      buildings: {
        count: buildings.length,
        uses: [...new Set(buildings.map(({ use }) => use))].sort(),
        floorAreas: floorAreasByKind(buildings),
      },
    },
    verdict: verdictBody(kept),
    carbon: claim === undefined ? { told: false, reason: "no-claim" } : { told: true, claim: claim.document },
  });
  return {
    ok: true,
    told: {
      kind: "measure-verdict",
      subject: `measure/${measure.slug}`,
      body: body as unknown as JsonObject,
      guardRecord: guarded === null ? null : JSON.stringify(guarded),
    },
  };
}

/**
 * A verdict tells what its buildings used within its days. Of houses that is remembered as if their years had been told, and refused where a year
 * that was told before would then give a few homes away by subtraction.
 * @returns what the guard has to remember; null where no house is among the buildings.
 */
async function guardHomes(
  parts: TellingMeasures,
  measure: DoneMeasure,
  { periods }: VerdictDocument,
  guarding: Guarding,
): Promise<ReleaseRecord | "refused" | null> {
  const homes = await homesOf(parts.registry);
  if (!measure.buildingIds.some((id) => homes.has(id))) return null;
  const yearOf = (localDay: number): number => Number(dateOf(localDay).slice(0, 4));
  const tables: DisclosureTable[] = [];
  for (let year = yearOf(periods.baseline.firstDay); year <= yearOf(periods.reporting.lastDay); year++) {
    const { groups } = await portfolioYear(parts, year, parts.nowMs());
    const used = groups
      .filter(({ carrier }) => carrier === measure.carrier)
      .flatMap(({ contributors }) => contributors)
      .filter(({ buildingId }) => measure.buildingIds.includes(buildingId));
    if (used.length === 0) continue;
    tables.push({
      id: `${measure.slug} ${year}`,
      kind: "sum",
      quantity: energyOfYear(measure.carrier, year),
      dimensions: [{ id: "measure", all: { id: measure.slug }, isSecret: false }],
      cells: [{ at: [measure.slug], contributions: used.flatMap((one) => contributionsOf(one, homes)) }],
    });
  }
  const result = guardTables(guarding, tables);
  const isTold = result.ok && result.tables.every(({ cells }) => cells.every((cell) => "value" in cell));
  return isTold ? result.record : "refused";
}

function buildingsOf(buildings: readonly Building[], measure: DoneMeasure): Building[] {
  return buildings.filter(({ id }) => measure.buildingIds.includes(id));
}

/** A measure at homes is told when they are enough; a house of which no home is known counts as one. */
async function faultOf(
  registry: BuildingRegistry,
  buildings: readonly Building[],
): Promise<NotTellable | null> {
  const houses = buildings.filter(({ use }) => use === "housing");
  if (houses.length === 0) return null;
  const rooms = await Promise.all(houses.map(({ id }) => registry.rooms(id)));
  const homes = rooms.reduce((sum, { length }) => sum + Math.max(1, length), 0);
  return homes < FEWEST_PEOPLE ? { code: "few-homes", homes } : null;
}

function verdictBody(kept: KeptVerdict): MeasureVerdictBody["verdict"] {
  const { document } = kept;
  const { energy, rooms, periods } = document;
  const { figures } = energy;
  const days = ({ firstDay, lastDay }: { readonly firstDay: number; readonly lastDay: number }) => ({
    firstDate: dateOf(firstDay),
    lastDate: dateOf(lastDay),
  });
  return {
    version: kept.version,
    sha256: kept.sha256,
    afterDays: kept.lookDays,
    isFinal: kept.isFinal,
    outcome: document.outcome,
    baseline: days(periods.baseline),
    reporting: days(periods.reporting),
    energy: {
      state: energy.state,
      leastWorthwhileSavingShare: energy.leastWorthwhileSavingShare,
      figures: figures && {
        avoidedKwh: figures.avoidedKwh,
        lowerKwh: figures.lowerKwh,
        upperKwh: figures.upperKwh,
        counterfactualKwh: figures.counterfactualKwh,
        daysCounted: figures.daysCounted,
      },
    },
    rooms: {
      state: rooms.state,
      marginPoints: rooms.marginPoints,
      worst: rooms.worst,
      planned: rooms.roomsPlanned,
      judged: rooms.roomsJudged,
    },
    people: peopleBody(document),
  };
}

/**
 * What people said, as intervals. The difference of two shares gives the counts away when one knows how many answered: where
 * one to four were dissatisfied, or were not, only the state is told.
 */
function peopleBody({ people }: VerdictDocument): MeasureVerdictBody["verdict"]["people"] {
  const { state, marginPoints, difference, baseline, reporting } = people;
  const isFew = (count: number): boolean => count > 0 && count < FEWEST_PEOPLE;
  const tellsOfFew = [baseline, reporting].some(
    ({ answers, dissatisfied }) => isFew(dissatisfied) || isFew(answers - dissatisfied) || isFew(answers),
  );
  return {
    state,
    marginPoints,
    difference: tellsOfFew ? null : difference,
    answers: tellsOfFew ? null : { baseline: baseline.answers, reporting: reporting.answers },
    withheld: tellsOfFew ? "few" : null,
  };
}
