import type { Names } from "../buildings/index.ts";
import type { Person } from "../people/index.ts";
import { gather, type InboxParts } from "./inbox.ts";
import { kindsOf } from "./kinds.ts";
import { ACTED_ON, isWorkKind, MOST_AT_ONCE, type WorkAct, type WorkItem, type WorkKind } from "./model.ts";
import type { DoneWork, SaidWork, UndoFault, WorkBook, WorkFault } from "./work-book.ts";

/** Something that waits, and what was done with it. */
export interface ListedWork extends WorkItem {
  readonly takenBy: { readonly role: string; readonly isOwn: boolean; readonly atMs: number } | null;
}

export interface DayFilter {
  readonly kind: WorkKind | null;
  /** Slug. */
  readonly building: string | null;
}

export interface DayPage {
  readonly filter: DayFilter;
  readonly kinds: readonly { readonly kind: WorkKind; readonly waiting: number }[];
  readonly buildings: readonly { readonly slug: string; readonly names: Names; readonly waiting: number }[];
  /** Of what the filter leaves, the most urgent first, at most as many as can be ticked at once. */
  readonly items: readonly ListedWork[];
  readonly more: number;
  readonly setAside: readonly { readonly item: WorkItem; readonly until: string }[];
  /** What can be done with at least one of what stands here. */
  readonly acts: readonly WorkAct[];
  readonly lately: readonly DoneWork[];
  /** The act that was just done, to be taken back by one press. */
  readonly justDone: DoneWork | null;
  readonly today: string;
  readonly attempt: { readonly said: SaidWork; readonly fault: WorkFault } | null;
  readonly undoFault: UndoFault | null;
  /** Its single keys: where they lie, and the hash a browser holds them to. */
  readonly script: { readonly src: string; readonly integrity: string };
}

export interface DayParts extends InboxParts {
  readonly work: WorkBook;
  readonly script: DayPage["script"];
}

/** @param asked as it stands in the address. */
export function readFilter(asked: {
  readonly kind: string | null;
  readonly building: string | null;
}): DayFilter {
  const building = asked.building ?? "";
  return {
    kind: isWorkKind(asked.kind) ? asked.kind : null,
    building: /^[a-z0-9-]{1,80}$/.test(building) ? building : null,
  };
}

export async function dayPage(
  parts: DayParts,
  reader: Person,
  filter: DayFilter,
  said: Partial<Pick<DayPage, "attempt" | "undoFault">> & { readonly done?: number } = {},
): Promise<DayPage> {
  const all = await gather(parts, reader.role);
  const [handled, lately] = await Promise.all([parts.work.handled(all), parts.work.lately(reader)]);
  const waiting = all.filter((item) => handled(item).asideUntil === null);
  const shown = waiting.filter((item) => fits(item, filter));
  const items = shown.slice(0, MOST_AT_ONCE).map((item): ListedWork => {
    const { takenBy } = handled(item);
    return {
      ...item,
      takenBy: takenBy && {
        role: takenBy.role,
        isOwn: takenBy.personId === reader.id,
        atMs: takenBy.atMs,
      },
    };
  });
  const here = new Set(items.map(({ matter }) => matter.kind));
  return {
    filter,
    kinds: kindsOf(reader.role).map((kind) => ({
      kind,
      waiting: waiting.filter(({ matter }) => matter.kind === kind).length,
    })),
    buildings: buildingsOf(waiting),
    items,
    more: shown.length - items.length,
    setAside: all.flatMap((item) => {
      const until = handled(item).asideUntil;
      return until === null || !fits(item, filter) ? [] : [{ item, until }];
    }),
    acts: (Object.keys(ACTED_ON) as WorkAct[]).filter((act) => ACTED_ON[act].some((kind) => here.has(kind))),
    lately,
    justDone: lately.find(({ id, canUndo }) => id === said.done && canUndo) ?? null,
    today: parts.work.today,
    attempt: said.attempt ?? null,
    undoFault: said.undoFault ?? null,
    script: parts.script,
  };
}

function fits({ matter, building }: WorkItem, filter: DayFilter): boolean {
  return (
    (filter.kind === null || matter.kind === filter.kind) &&
    (filter.building === null || building?.slug === filter.building)
  );
}

function buildingsOf(items: readonly WorkItem[]): DayPage["buildings"] {
  const of = Map.groupBy(
    items.filter(({ building }) => building !== null),
    ({ building }) => building!.slug,
  );
  return [...of]
    .map(([slug, own]) => ({ slug, names: own[0]!.building!.names, waiting: own.length }))
    .sort((a, b) => b.waiting - a.waiting || a.slug.localeCompare(b.slug));
}
