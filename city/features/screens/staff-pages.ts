import type { BuildingRegistry, Names } from "../buildings/index.ts";
import type { Person } from "../people/index.ts";
import { isSilent, type Screen } from "./model.ts";
import type { ScreenBook } from "./screen-book.ts";
import { type SaidSettings, type SettingsFault, saidOf, usualSettings } from "./settings-form.ts";
import type { PictureFault } from "./works/picture.ts";
import { nothingSaid, type PublishFault, type SaidWork, type Work, type WorkFault } from "./works/work.ts";
import type { WorkBook } from "./works/work-book.ts";

export interface StaffParts {
  readonly screens: ScreenBook;
  readonly works: WorkBook;
  readonly registry: Pick<BuildingRegistry, "buildings">;
  /** Where screens are opened. */
  readonly baseUrl: string;
  readonly nowMs: () => number;
}

/** A screen as its list shows it. */
export interface ListedScreen extends Pick<Screen, "id" | "code" | "place"> {
  readonly building: Names;
  /** When it asked last, to ten minutes; null for never. */
  readonly seenAtMs: number | null;
  readonly isSilent: boolean;
}

export interface ScreensPage {
  readonly screens: readonly ListedScreen[];
  readonly buildings: readonly { readonly slug: string; readonly names: Names }[];
  readonly said: SaidSettings;
  readonly fault: SettingsFault | null;
}

export async function screensPage(
  { screens, registry, nowMs }: StaffParts,
  said: SaidSettings = usualSettings,
  fault: SettingsFault | null = null,
): Promise<ScreensPage> {
  const [all, seen, buildings] = await Promise.all([screens.all(), screens.seen(), registry.buildings()]);
  const listed = all.map(({ id, code, place, building }): ListedScreen => {
    const seenAtMs = seen.get(id) ?? null;
    return { id, code, place, building: building.names, seenAtMs, isSilent: isSilent(seenAtMs, nowMs()) };
  });
  return {
    // Whoever has to do something about one finds it first.
    screens: listed.toSorted((a, b) => Number(b.isSilent) - Number(a.isSilent)),
    buildings: buildings.map(({ slug, names }) => ({ slug, names })),
    ...{ said, fault },
  };
}

export interface ScreenPage {
  readonly screen: Pick<Screen, "id" | "code" | "place"> & { readonly building: Names };
  readonly address: string;
  readonly seenAtMs: number | null;
  readonly isSilent: boolean;
  readonly hanging: number;
  readonly said: SaidSettings;
  readonly fault: SettingsFault | null;
}

export async function screenPage(
  { screens, works, baseUrl, nowMs }: StaffParts,
  id: number,
  said: SaidSettings | null = null,
  fault: SettingsFault | null = null,
): Promise<ScreenPage | undefined> {
  const screen = await screens.find(id);
  if (screen === undefined) return undefined;
  const { code, place, building } = screen;
  const seenAtMs = (await screens.seen()).get(id) ?? null;
  return {
    screen: { id, code, place, building: building.names },
    address: `${baseUrl}/screen/${code}`,
    ...{ seenAtMs, isSilent: isSilent(seenAtMs, nowMs()) },
    hanging: (await works.on(id)).length,
    said: said ?? saidOf(screen, building.slug),
    fault,
  };
}

/** `over`: it has hung its time. */
export type ShownState = Work["state"] | "over";

export interface WorksPage {
  readonly works: readonly (Pick<Work, "id" | "kind" | "title" | "language" | "fromDate" | "untilDate"> & {
    readonly state: ShownState;
  })[];
  readonly said: SaidWork;
  readonly fault: { readonly field: keyof SaidWork; readonly code: WorkFault } | null;
  readonly pictureFault: PictureFault | null;
}

export async function worksPage(
  { works }: Pick<StaffParts, "works">,
  said: SaidWork = nothingSaid,
  fault: WorksPage["fault"] = null,
  pictureFault: PictureFault | null = null,
): Promise<WorksPage> {
  return {
    works: (await works.all()).map((work) => {
      const { id, kind, title, language, fromDate, untilDate } = work;
      return { id, kind, title, language, fromDate, untilDate, state: stateOf(work, works.today) };
    }),
    ...{ said, fault, pictureFault },
  };
}

export interface WorkPage {
  readonly work: Omit<Work, "submittedBy" | "screenIds">;
  readonly state: ShownState;
  /** Whether whoever looks brought it, and so may not hang it up. */
  readonly isOwn: boolean;
  readonly mayPublish: boolean;
  readonly screens: readonly {
    readonly id: number;
    readonly place: string;
    readonly building: Names;
    readonly hasIt: boolean;
  }[];
  readonly from: string;
  readonly until: string;
  readonly fault: PublishFault | "not-allowed" | null;
}

export interface SaidHanging {
  readonly screenIds: readonly number[];
  readonly from: string;
  readonly until: string;
}

/** So long a work hangs unless somebody says otherwise. */
const USUAL_DAYS = 60;

export async function workPage(
  { works, screens }: Pick<StaffParts, "works" | "screens">,
  id: number,
  person: Person | null,
  said: SaidHanging | null = null,
  fault: WorkPage["fault"] = null,
): Promise<WorkPage | undefined> {
  const found = await works.find(id);
  if (found === undefined) return undefined;
  const { submittedBy, screenIds, ...work } = found;
  const { today } = works;
  const until = new Date(Date.parse(`${today}T00:00:00Z`) + USUAL_DAYS * 86_400_000);
  const chosen = said?.screenIds ?? screenIds;
  return {
    ...{ work, state: stateOf(found, today), fault },
    isOwn: person !== null && submittedBy === person.id,
    mayPublish: mayPublish(person),
    screens: (await screens.all()).map(({ id: screenId, place, building }) => ({
      ...{ id: screenId, place, building: building.names },
      hasIt: chosen.includes(screenId),
    })),
    from: said?.from ?? found.fromDate ?? today,
    until: said?.until ?? found.untilDate ?? until.toISOString().slice(0, 10),
  };
}

/** Works belong to schools and to culture: whoever runs the node takes down, and hangs nothing up. */
export function mayPublish(person: Pick<Person, "role"> | null): boolean {
  return person?.role === "teacher" || person?.role === "officer";
}

function stateOf({ state, untilDate }: Work, today: string): ShownState {
  return state === "published" && untilDate !== null && untilDate < today ? "over" : state;
}
