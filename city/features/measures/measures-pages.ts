import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Language } from "../../web/language/index.ts";
import type { Building, BuildingRegistry, Names } from "../buildings/index.ts";
import type { CarbonTeller, ListedCarbon, MeasureCarbon } from "../carbon/index.ts";
import type { DecidedAbout } from "../decisions/index.ts";
import type { Role, Viewer } from "../people/index.ts";
import {
  type ClaimSum,
  claimsOfMeasure,
  type NoClaim,
  type SavingsClaim,
  sumOfClaims,
} from "../savings/index.ts";
import type { PlanAsk, VerdictBook, VerdictSection, VerdictVersion } from "../verdicts/index.ts";
import {
  namedBuildings,
  openSteps,
  plannedRooms,
  type RoomOffered,
  roomsOffered,
  type Step,
  type StepFault,
} from "./life.ts";
import type { Measure, MeasureRegister, MeasureState, MeasureStep } from "./measures.ts";
import { overlapping } from "./overlaps.ts";
import { type MeasureFault, type MeasurePlan, readMeasure, type SaidMeasure } from "./plan.ts";

interface Parts {
  readonly civic: CivicDatabase;
  readonly registry: BuildingRegistry;
  readonly measures: MeasureRegister;
  readonly verdicts: Pick<VerdictBook, "newest">;
  readonly carbon: Pick<CarbonTeller, "listed" | "measure">;
}

interface Place {
  readonly slug: string;
  readonly names: Names;
}

export interface ListedMeasure {
  readonly slug: string;
  readonly titles: Names;
  readonly kind: string;
  readonly carrier: string;
  readonly state: MeasureState;
  readonly buildings: readonly Place[];
  readonly reportingStartMs: number | null;
  /** Of all its meters together; null before it is finished, and where a meter has no claim. */
  readonly effect: ClaimSum | null;
  /** What it was judged to be at the last look; null before the first. */
  readonly verdict: Pick<VerdictVersion, "outcome" | "isFinal" | "lookDays"> | null;
  /** What it has avoided of carbon; null before it is judged. */
  readonly carbon: ListedCarbon | null;
}

export interface MeasuresPage {
  /** Those under way first, then the newest. */
  readonly measures: readonly ListedMeasure[];
}

export interface MeasurePage extends ListedMeasure {
  readonly owner: string;
  readonly costMinor: number | null;
  readonly currency: string;
  readonly plan: MeasurePlan;
  readonly planFixed: Measure["planFixed"];
  /** Whether it was chosen after the work began how the measure would be judged. */
  readonly plannedAfterwards: boolean;
  readonly baselineEndMs: number | null;
  readonly trueEffectShare: number | null;
  readonly steps: readonly MeasureStep[];
  /** Other work at the same buildings that cannot be told from this. */
  readonly overlaps: readonly { readonly slug: string; readonly titles: Names }[];
  readonly claims: readonly { readonly building: Place; readonly claim: SavingsClaim | NoClaim }[];
  /** What the reader's role can do with it now. */
  readonly open: readonly Step[];
  readonly fault: StepFault | null;
  /** What elected bodies decided about it, and what was promised. */
  readonly decided: DecidedAbout;
  /** Null before it is done. */
  readonly judged: VerdictSection | null;
  /** All that is said of its avoided carbon; null before it is judged. */
  readonly carbonClaim: MeasureCarbon | null;
  /** What people had proposed that it was made of. */
  readonly proposals: readonly ProposalOfMeasure[];
}

/** A proposal, with its title in the language it was written in. */
export interface ProposalOfMeasure {
  readonly id: number;
  readonly title: string | null;
  readonly language: Language;
}

export interface NewMeasurePage {
  readonly buildings: readonly Place[];
  readonly said: SaidMeasure | null;
  readonly fault: MeasureFault | null;
  readonly currency: string;
  /** What was chosen, looked at before it goes on record; null before that. */
  readonly check: PlanCheck | null;
  /** The proposal it is made of; null where somebody at the city thought of it. */
  readonly origin: ProposalOfMeasure | null;
}

/** The rooms that can be judged, and what the plan asks for. */
export interface PlanCheck {
  readonly rooms: readonly (RoomOffered & { readonly chosen: boolean })[];
  readonly ask: PlanAsk;
}

const ORDER: readonly MeasureState[] = [
  "started",
  "approved",
  "planned",
  "finished",
  "verified",
  "abandoned",
];

export async function measuresPage(parts: Parts): Promise<MeasuresPage> {
  const [measures, buildings, verdicts] = await Promise.all([
    parts.measures.all(),
    places(parts.registry),
    parts.verdicts.newest(),
  ]);
  const known = { buildings, verdicts, carbon: await parts.carbon.listed(measures) };
  const listed = await Promise.all(measures.map((measure) => listedOf(parts.civic, measure, known)));
  return {
    measures: listed.sort(
      (a, b) =>
        ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
        (b.reportingStartMs ?? 0) - (a.reportingStartMs ?? 0),
    ),
  };
}

export async function measurePage(
  parts: Parts & {
    readonly country: string;
    readonly judgedOf: (measure: Measure) => Promise<VerdictSection | null>;
    readonly decidedOf: (measure: Measure) => Promise<DecidedAbout>;
    readonly proposalsOf: (measure: Measure) => Promise<readonly ProposalOfMeasure[]>;
  },
  slug: string,
  viewer: Viewer,
  fault: StepFault | null = null,
): Promise<MeasurePage | undefined> {
  const all = await parts.measures.all();
  const measure = all.find((candidate) => candidate.slug === slug);
  if (measure === undefined) return undefined;
  const [buildings, verdicts, carbon, judged] = await Promise.all([
    places(parts.registry),
    parts.verdicts.newest(),
    parts.carbon.listed([measure]),
    parts.judgedOf(measure),
  ]);
  const claims = await claimsOf(parts.civic, measure);
  return {
    ...(await listedOf(parts.civic, measure, { buildings, verdicts, carbon })),
    owner: measure.owner,
    costMinor: measure.costMinor,
    currency: currencyOf(parts.country),
    plan: measure.plan,
    planFixed: measure.planFixed,
    plannedAfterwards:
      measure.baselineEndMs !== null &&
      (measure.planFixed === null || measure.planFixed.atMs > measure.baselineEndMs),
    baselineEndMs: measure.baselineEndMs,
    trueEffectShare: measure.trueEffectShare,
    steps: await parts.measures.steps(measure.id),
    overlaps: overlapping(measure, all).map((other) => ({ slug: other.slug, titles: other.titles })),
    claims: claims.flatMap(({ buildingId, claim }) => {
      const building = buildings.get(buildingId);
      return building === undefined ? [] : [{ building, claim }];
    }),
    open: viewer === "public" ? [] : openSteps(measure, viewer satisfies Role),
    fault,
    decided: await parts.decidedOf(measure),
    judged,
    carbonClaim: await parts.carbon.measure(measure, judged?.newest ?? null),
    proposals: await parts.proposalsOf(measure),
  };
}

export async function newMeasurePage(
  registry: BuildingRegistry,
  country: string,
  said: SaidMeasure | null = null,
  fault: MeasureFault | null = null,
  check: PlanCheck | null = null,
): Promise<NewMeasurePage> {
  return {
    buildings: [...(await places(registry)).values()],
    said,
    fault,
    currency: currencyOf(country),
    check,
    origin: null,
  };
}

type AskOf = (buildings: readonly Building[], carrier: string, plan: MeasurePlan) => Promise<PlanAsk>;

/** The form again, understood: with the rooms of its buildings to choose from and what its margins ask for. */
export async function checkedMeasurePage(
  registry: BuildingRegistry,
  country: string,
  said: SaidMeasure,
  askOf: AskOf,
): Promise<{ readonly ok: boolean; readonly page: NewMeasurePage }> {
  const refused = async (fault: MeasureFault) =>
    ({ ok: false, page: await newMeasurePage(registry, country, said, fault) }) as const;
  const read = readMeasure(said);
  if (!read.ok) return refused(read.fault);
  const buildings = await namedBuildings(registry, read.value.buildings);
  if (buildings === undefined) return refused({ field: "buildings", code: "building-unknown" });
  const rooms = await plannedRooms(registry, buildings, read.value.plan);
  const ask = await askOf(buildings, read.value.carrier, { ...read.value.plan, rooms });
  const offered = (await roomsOffered(registry, buildings)).map((room) => ({
    ...room,
    chosen: rooms.includes(room.name),
  }));
  return { ok: true, page: await newMeasurePage(registry, country, said, null, { rooms: offered, ask }) };
}

function currencyOf(country: string): string {
  return country === "CN" ? "CNY" : "SEK";
}

/** By the measures' or the buildings' numbers. */
interface KnownOfMeasures {
  readonly buildings: ReadonlyMap<number, Place>;
  readonly verdicts: ReadonlyMap<number, VerdictVersion>;
  readonly carbon: ReadonlyMap<number, ListedCarbon>;
}

async function listedOf(
  civic: CivicDatabase,
  measure: Measure,
  { buildings, verdicts, carbon }: KnownOfMeasures,
): Promise<ListedMeasure> {
  const { slug, titles, kind, carrier, state, reportingStartMs } = measure;
  return {
    slug,
    titles,
    kind,
    carrier,
    state,
    reportingStartMs,
    buildings: measure.buildingIds.flatMap((id) => buildings.get(id) ?? []),
    effect: sumOfClaims(await claimsOf(civic, measure)) ?? null,
    verdict: verdicts.get(measure.id) ?? null,
    carbon: carbon.get(measure.id) ?? null,
  };
}

async function claimsOf(civic: CivicDatabase, measure: Measure) {
  return measure.reportingStartMs === null ? [] : claimsOfMeasure(civic, measure);
}

async function places(registry: BuildingRegistry): Promise<Map<number, Place>> {
  return new Map((await registry.buildings()).map(({ id, slug, names }) => [id, { slug, names }]));
}
