import type { Outcome } from "@husting/verdict";
import type { Building, Names } from "../buildings/index.ts";
import type { Measure, MeasureRegister } from "../measures/index.ts";
import { hiddenOf } from "../moderation/index.ts";
import type { VerdictBook } from "../verdicts/index.ts";
import {
  type CommentBook,
  publishedComments,
  type Released,
  type RoomBook,
  type RoomSensors,
  type Teller,
} from "../votes/index.ts";
import { type EnergyParts, energyOf, type UsedEnergy } from "./house-energy.ts";
import { type RoomsNow, roomsNow } from "./rooms-now.ts";

/** What a screen may tell of its house. Nothing in it is of a home, or of few people. */
export interface House {
  readonly building: Pick<Building, "slug" | "names" | "use">;
  /** Up to where the meters have been heard; null where they never were. */
  readonly heardUntilMs: number | null;
  /** Null where nothing can be drawn of the last year. */
  readonly energy: UsedEnergy | null;
  readonly rooms: RoomsNow;
  /** What people said in the newest season that may be told; null before ten answers. */
  readonly said: Released | null;
  readonly comment: { readonly text: string; readonly room: Names; readonly week: string } | null;
  readonly measure: {
    readonly slug: string;
    readonly titles: Names;
    readonly state: Measure["state"];
    readonly startedMs: number | null;
    readonly doneMs: number | null;
    readonly verdict: {
      readonly outcome: Outcome;
      readonly isFinal: boolean;
      readonly lookDays: number;
    } | null;
  } | null;
  /** What stands open in the city; the house itself comes after it. */
  readonly next: {
    readonly kind: "conversation" | "budget";
    readonly titles: Names;
    readonly untilMs: number | null;
  } | null;
  readonly atMs: number;
}

export interface HouseParts extends EnergyParts {
  readonly measures: MeasureRegister;
  readonly verdicts: Pick<VerdictBook, "newest">;
  readonly votes: {
    readonly teller: Pick<Teller, "building">;
    readonly comments: CommentBook;
    readonly rooms: RoomBook;
    readonly sensors: Pick<RoomSensors, "now">;
  };
  readonly next: () => Promise<House["next"]>;
  readonly nowMs: () => number;
}

/** So long an answer stands, however often screens ask. */
const REMEMBERED_MS = 60_000;

/** What houses are like now; asked once a minute and house, however many screens hang in it. */
export class HouseTeller {
  readonly #parts: HouseParts;
  readonly #known = new Map<number, { readonly atMs: number; readonly house: Promise<House> }>();

  constructor(parts: HouseParts) {
    this.#parts = parts;
  }

  of(building: Pick<Building, "id" | "slug" | "names" | "use">): Promise<House> {
    const nowMs = this.#parts.nowMs();
    const known = this.#known.get(building.id);
    if (known !== undefined && nowMs - known.atMs >= 0 && nowMs - known.atMs < REMEMBERED_MS)
      return known.house;
    const house = houseNow(this.#parts, building, nowMs);
    this.#known.set(building.id, { atMs: nowMs, house });
    house.catch(() => this.#known.delete(building.id));
    return house;
  }
}

async function houseNow(
  parts: HouseParts,
  building: Pick<Building, "id" | "slug" | "names" | "use">,
  nowMs: number,
): Promise<House> {
  const { id, slug, names, use } = building;
  const [rooms, seasons, comments, hidden] = await Promise.all([
    parts.registry.rooms(id),
    parts.votes.teller.building(id),
    publishedComments(parts.votes, id),
    hiddenOf(parts.civic, "comment"),
  ]);
  const isHidden = new Set(hidden.map(({ ref }) => ref));
  const comment = comments.find((one) => !isHidden.has(one.id)) ?? null;
  return {
    building: { slug, names, use },
    ...(await energyOf(parts, building, rooms, nowMs)),
    rooms: await roomsNow(parts, building, rooms),
    said: seasons[0] ?? null,
    comment: comment && { text: comment.text, room: comment.room, week: comment.week },
    measure: await measureOf(parts, id),
    next: await parts.next(),
    atMs: nowMs,
  };
}

/** The measure that is under way here, else the newest that is done; none that was given up. */
async function measureOf({ measures, verdicts }: HouseParts, buildingId: number): Promise<House["measure"]> {
  const own = (await measures.all()).filter(
    ({ buildingIds, state }) => buildingIds.includes(buildingId) && state !== "abandoned",
  );
  const underWay = own.findLast(({ state }) => state === "started" || state === "finished");
  const measure = underWay ?? own.findLast(({ baselineEndMs }) => baselineEndMs !== null) ?? own.at(-1);
  if (measure === undefined) return null;
  const verdict = (await verdicts.newest()).get(measure.id);
  const { slug, titles, state, baselineEndMs, reportingStartMs } = measure;
  return {
    ...{ slug, titles, state, startedMs: baselineEndMs, doneMs: reportingStartMs },
    verdict:
      verdict === undefined
        ? null
        : { outcome: verdict.outcome, isFinal: verdict.isFinal, lookDays: verdict.lookDays },
  };
}
