import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { BuildingRegistry, Names } from "../buildings/index.ts";
import { tellsHours } from "../climate/index.ts";
import type { Person, Viewer } from "../people/index.ts";
import { type AnswerDocument, type AnswerOutcome, sharesOf } from "./answer-document.ts";
import type { ClassAnswers, KeptAnswer } from "./answers.ts";
import type {
  ClassAct,
  ClassBook,
  ClassFault,
  PredictionFault,
  SaidClass,
  SchoolClass,
} from "./class-book.ts";
import type { ClassCodeFault } from "./class-codes.ts";
import { plusDays } from "./days.ts";
import { type ExperimentId, experimentIds, experiments, isExperiment } from "./experiments.ts";
import { metersFor } from "./meters.ts";
import { type BandCounts, type BandId, bandsWithin, FEWEST_TOLD, sumOf } from "./predictions.ts";

export interface SchoolParts {
  readonly civic: CivicDatabase;
  readonly registry: Pick<BuildingRegistry, "buildings" | "points" | "rooms">;
  readonly classes: ClassBook;
  readonly answers: ClassAnswers;
  /** Where the city's pages are, for what is printed. */
  readonly baseUrl: string;
}

/** Days after its last day after which a class is erased, as the retention rules have it. */
export const KEPT_DAYS = 180;
/** So many answers stand on an experiment's page. */
const MOST_ANSWERS = 20;

export interface LibraryPage {
  readonly experiments: readonly ExperimentId[];
}

export async function libraryPage(): Promise<LibraryPage> {
  return { experiments: experimentIds };
}

/** What is told of an answer in a list; its class is not. */
export interface ListedAnswer {
  readonly building: { readonly slug: string; readonly names: Names };
  readonly fromDate: string;
  readonly toDate: string;
  readonly outcome: AnswerOutcome;
  readonly share: { readonly value: number; readonly low: number; readonly high: number } | null;
  readonly sha256: string;
  readonly logEntry: number;
}

export interface ExperimentPage {
  readonly experiment: ExperimentId;
  readonly answers: readonly ListedAnswer[];
}

export async function experimentPage(parts: SchoolParts, id: string): Promise<ExperimentPage | undefined> {
  if (!isExperiment(id)) return undefined;
  const [kept, buildings] = await Promise.all([
    parts.answers.to(id, MOST_ANSWERS),
    parts.registry.buildings(),
  ]);
  const known = new Map(buildings.map((building) => [building.id, building]));
  return {
    experiment: id,
    answers: kept.flatMap((answer): ListedAnswer[] => {
      const building = known.get(answer.buildingId);
      if (building === undefined) return [];
      const { energy } = answer.document;
      return [
        {
          building: { slug: building.slug, names: building.names },
          ...{ fromDate: answer.fromDate, toDate: answer.toDate, outcome: answer.outcome },
          share: energy.ok ? sharesOf(energy) : null,
          ...{ sha256: answer.sha256, logEntry: answer.logEntry },
        },
      ];
    }),
  };
}

export interface SheetPage {
  readonly experiment: ExperimentId;
  readonly for: "teacher" | "pupils";
  readonly address: string;
}

/** A sheet to print, for whoever has no class too. */
export async function sheetPage(
  { baseUrl }: Pick<SchoolParts, "baseUrl">,
  id: string,
  reader: SheetPage["for"],
): Promise<SheetPage | undefined> {
  if (!isExperiment(id)) return undefined;
  return { experiment: id, for: reader, address: addressIn(baseUrl, "/schools") };
}

export interface CodePage {
  readonly said: string;
  readonly fault: ClassCodeFault | null;
}

export const emptyCodePage: CodePage = { said: "", fault: null };

/** What was recorded of an answer. */
export interface ToldAnswer {
  readonly document: AnswerDocument;
  readonly answeredAtMs: number;
  readonly sha256: string;
  readonly logEntry: number;
  /** Bands in which the answer can lie. */
  readonly within: readonly BandId[];
}

export interface ClassPage {
  readonly code: string;
  readonly name: string;
  readonly building: { readonly slug: string; readonly names: Names };
  readonly experiment: ExperimentId;
  readonly fromDate: string;
  readonly toDate: string;
  readonly isStopped: boolean;
  readonly state: "open" | "running" | "over" | "answered";
  readonly askedOn: string;
  readonly predictions: number;
  /** Null before it begins, and where there are too few to be told. */
  readonly counts: BandCounts | null;
  readonly answer: ToldAnswer | null;
  readonly fault: PredictionFault | null;
}

/** A class as its own page tells it, to whoever has its code. */
export async function classPage(
  parts: SchoolParts,
  code: string,
  fault: PredictionFault | null = null,
): Promise<ClassPage | undefined> {
  const of = await parts.classes.byCode(code);
  if (of === undefined) return undefined;
  const [buildings, counts, answer] = await Promise.all([
    parts.registry.buildings(),
    parts.classes.counts(of.id),
    parts.answers.of(of.id),
  ]);
  const building = buildings.find(({ id }) => id === of.buildingId);
  if (building === undefined) return undefined;
  const state = parts.classes.stateOf(of);
  const predictions = sumOf(counts);
  return {
    ...{ code, name: of.name, experiment: of.experiment, fromDate: of.fromDate, toDate: of.toDate },
    building: { slug: building.slug, names: building.names },
    isStopped: of.isStopped,
    state: answer === undefined ? state : "answered",
    askedOn: parts.answers.dueOn(of),
    predictions,
    counts: state !== "open" && predictions >= FEWEST_TOLD ? counts : null,
    answer: answer === undefined ? null : told(answer),
    fault,
  };
}

function told({ document, answeredAtMs, sha256, logEntry }: KeptAnswer): ToldAnswer {
  const { energy } = document;
  const share = energy.ok ? sharesOf(energy) : null;
  return {
    ...{ document, answeredAtMs, sha256, logEntry },
    within: share === null ? [] : bandsWithin(share.low, share.high),
  };
}

/** The diploma of a class whose building has answered. */
export async function diplomaPage(parts: SchoolParts, code: string): Promise<ClassPage | undefined> {
  const page = await classPage(parts, code);
  return page?.answer === null ? undefined : page;
}

export interface ListedClass {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly experiment: ExperimentId;
  readonly building: Names;
  readonly fromDate: string;
  readonly toDate: string;
  readonly state: ClassPage["state"];
  readonly predictions: number;
}

export interface StaffClassesPage {
  readonly classes: readonly ListedClass[];
  /** Buildings with meters, and for which experiments. */
  readonly buildings: readonly { readonly slug: string; readonly names: Names }[];
  readonly said: Partial<SaidClass>;
  readonly fault: ClassFault | null;
  readonly earliest: string;
  readonly mayMake: boolean;
}

/** A teacher's own classes; an administrator sees all of them. */
export async function staffClassesPage(
  parts: SchoolParts,
  viewer: Pick<Person, "id" | "role">,
  said: Partial<SaidClass> = {},
  fault: ClassFault | null = null,
): Promise<StaffClassesPage> {
  const [all, buildings, points] = await Promise.all([
    parts.classes.all(),
    parts.registry.buildings(),
    parts.registry.points(),
  ]);
  const names = new Map(buildings.map((building) => [building.id, building.names]));
  const classes: ListedClass[] = [];
  for (const of of all.filter((one) => maySee(viewer, one))) {
    const answered = (await parts.answers.of(of.id)) !== undefined;
    const building = names.get(of.buildingId);
    if (building === undefined) continue;
    classes.push({
      ...{ id: of.id, code: of.code, name: of.name, experiment: of.experiment },
      ...{ building, fromDate: of.fromDate, toDate: of.toDate },
      state: answered ? "answered" : parts.classes.stateOf(of),
      predictions: sumOf(await parts.classes.counts(of.id)),
    });
  }
  const metered: typeof buildings = [];
  for (const building of buildings)
    if (
      experimentIds.some(
        (experiment) => metersFor(points, building.id, experiments[experiment].energy).length > 0,
      ) &&
      (await tellsHours(parts.civic, building, await parts.registry.rooms(building.id)))
    )
      metered.push(building);
  return {
    classes,
    // Schools first: that is where classes are.
    buildings: metered
      .toSorted((a, b) => Number(b.use === "school") - Number(a.use === "school"))
      .map(({ slug, names: own }) => ({ slug, names: own })),
    said,
    fault,
    earliest: plusDays(parts.classes.today, 1),
    mayMake: viewer.role === "teacher",
  };
}

export interface StaffClassPage extends ListedClass {
  readonly address: string;
  readonly most: number;
  readonly erasedOn: string;
  readonly acts: readonly ClassAct[];
  /** What was asked for could not be done. */
  readonly notDone: boolean;
}

export async function staffClassPage(
  parts: SchoolParts,
  viewer: Pick<Person, "id" | "role">,
  id: number,
  notDone = false,
): Promise<StaffClassPage | undefined> {
  const of = await parts.classes.find(id);
  if (of === undefined || !maySee(viewer, of)) return undefined;
  const building = (await parts.registry.buildings()).find((one) => one.id === of.buildingId);
  if (building === undefined) return undefined;
  const answered = (await parts.answers.of(id)) !== undefined;
  return {
    ...{ id, code: of.code, name: of.name, experiment: of.experiment, building: building.names },
    ...{ fromDate: of.fromDate, toDate: of.toDate, most: of.most },
    state: answered ? "answered" : parts.classes.stateOf(of),
    predictions: sumOf(await parts.classes.counts(id)),
    address: addressIn(parts.baseUrl, "/class"),
    erasedOn: plusDays(of.toDate, KEPT_DAYS),
    acts: parts.classes.openActs(of, viewer.role),
    notDone,
  };
}

function maySee(
  { id, role }: { readonly id: string; readonly role: Viewer },
  { personId }: Pick<SchoolClass, "personId">,
): boolean {
  return role === "administrator" || (role === "teacher" && personId === id);
}

/** An address as it is read from paper, without what a browser adds by itself. */
function addressIn(baseUrl: string, path: string): string {
  return `${baseUrl.replace(/^https?:\/\//, "")}${path}`;
}
