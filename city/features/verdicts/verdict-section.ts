import { dateOf } from "@husting/indoor";
import type { VerdictDocument } from "@husting/verdict";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { BuildingRegistry, Names } from "../buildings/index.ts";
import type { Measure } from "../measures/index.ts";
import { claimsOfMeasure, isWeakBaseline, type PointClaim } from "../savings/index.ts";
import { FEWEST_VOTES } from "../votes/index.ts";
import type { VerdictBook, VerdictVersion } from "./book.ts";
import { localDayIn, reportingFirstDay } from "./gather.ts";
import { homeNames, homeSlug } from "./homes.ts";
import type { Refusal } from "./refusal.ts";
import { nextLook } from "./windows.ts";

/** What a page says of a measure's verdict. */
export interface VerdictSection {
  /** Null before the first look, and where there can be none. */
  readonly newest: (VerdictVersion & { readonly document: VerdictDocument }) | null;
  /** Why there is no verdict although its time has come. */
  readonly refusal: Refusal | null;
  /** When it is judged next; null after the last look. */
  readonly next: { readonly onDate: string; readonly afterDays: number; readonly isFinal: boolean } | null;
  /** Newest first. */
  readonly versions: readonly VerdictVersion[];
  /** Names of rooms as the document has them, `building/room`. */
  readonly roomNames: Readonly<Record<string, Names>>;
  /** So many answers are told at least; of a period with fewer the document has none. */
  readonly fewestAnswers: number;
  /** CV(RMSE) of the worst baseline where it is so weak that its building's page says so; null where none is. */
  readonly weakBaseline: number | null;
}

interface SectionParts {
  readonly civic: CivicDatabase;
  readonly registry: BuildingRegistry;
  readonly verdicts: VerdictBook;
  readonly city: { readonly zone: string };
  readonly nowMs: () => number;
}

/** @returns null for a measure that is not done. */
export async function verdictSection(parts: SectionParts, measure: Measure): Promise<VerdictSection | null> {
  if (measure.reportingStartMs === null || measure.state === "abandoned") return null;
  const { zone } = parts.city;
  const kept = await parts.verdicts.find(measure.id);
  const next = nextLook(reportingFirstDay(zone, measure.reportingStartMs), localDayIn(zone)(parts.nowMs()));
  return {
    newest: kept === undefined ? null : withoutText(kept),
    refusal: (await parts.verdicts.refusal(measure.id)) ?? null,
    next:
      next === undefined ? null : { onDate: dateOf(next.onDay), afterDays: next.days, isFinal: next.isFinal },
    versions: await parts.verdicts.versions(measure.id),
    fewestAnswers: FEWEST_VOTES,
    weakBaseline: weakestOf(await claimsOfMeasure(parts.civic, measure)),
    roomNames: await namesOfRooms(parts, measure.buildingIds),
  };
}

function weakestOf(claims: readonly PointClaim[]): number | null {
  const weak = claims.flatMap(({ claim }) =>
    claim.ok && isWeakBaseline(claim.fit) ? [claim.fit.cvrmse] : [],
  );
  return weak.length === 0 ? null : Math.max(...weak);
}

function withoutText({ text: _, ...kept }: NonNullable<Awaited<ReturnType<VerdictBook["find"]>>>) {
  return kept;
}

async function namesOfRooms(
  { civic, registry }: Pick<SectionParts, "civic" | "registry">,
  buildingIds: readonly number[],
): Promise<Record<string, Names>> {
  const buildings = (await registry.buildings()).filter(({ id }) => buildingIds.includes(id));
  const homes = await civic.selectFrom("verdict_home").selectAll().execute();
  const signs = new Map(homes.map((home) => [home.room_id, home.signs]));
  const rooms = await Promise.all(
    buildings.map(async ({ id, slug }) =>
      (await registry.rooms(id)).map((room) => {
        const home = signs.get(room.id);
        return home === undefined
          ? ([`${slug}/${room.slug}`, room.names] as const)
          : ([`${slug}/${homeSlug(home)}`, homeNames(home)] as const);
      }),
    ),
  );
  return Object.fromEntries(rooms.flat());
}
