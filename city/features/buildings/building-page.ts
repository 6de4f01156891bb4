import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { ReadingStore, ReadingVersion } from "../../stores/readings/contract.ts";
import {
  type BuildingCarbon,
  type BuildingCarbonParts,
  buildingCarbon,
  type CarbonTeller,
  saidFacts,
} from "../carbon/index.ts";
import type { MeasureLine } from "../carbon/pages/listed-carbon.tsx";
import { type ClimateView, climateView, saidUses, usualUse } from "../climate/index.ts";
import type { DecisionBook } from "../decisions/index.ts";
import { type News, newsOfHouse } from "../house-news/index.ts";
import type { DoneMeasure, MeasureRegister } from "../measures/index.ts";
import { hiddenOf, type Tombstone } from "../moderation/index.ts";
import type { Attributed, WeatherParts } from "../readings/index.ts";
import {
  type EnergyDetail,
  type EnergySummary,
  type PublishedFigure,
  publishedFigures,
  type ResultDetail,
  type ResultSummary,
  type RoomDetail,
  type RoomSummary,
} from "../savings/index.ts";
import type { ScreenBook } from "../screens/index.ts";
import type { VerdictBook, VerdictVersion } from "../verdicts/index.ts";
import {
  type CommentBook,
  commentPlaces,
  type PublishedComment,
  publishedComments,
  type Released,
  type RoomBook,
  type Teller,
} from "../votes/index.ts";
import { type EnergyState, energyState } from "./city-page.ts";
import type { Building, BuildingRegistry, Names, RegisteredInstallation } from "./registry.ts";
import { type HouseStory, houseStory } from "./story.ts";

export interface MeterView {
  readonly key: string;
  readonly carrier: string;
  readonly kind: "cumulative" | "interval" | "instantaneous";
  readonly unit: string;
  readonly state: EnergyState;
  readonly summary: EnergySummary | null;
  readonly detail: EnergyDetail | null;
  readonly measure:
    | (Pick<DoneMeasure, "slug" | "titles" | "baselineEndMs" | "reportingStartMs" | "trueEffectShare"> & {
        /** What it was judged to be at the last look; null before the first. */
        readonly verdict: Pick<VerdictVersion, "outcome" | "isFinal" | "lookDays"> | null;
      })
    | null;
  /** What was published of the measure's effect, newest first; empty without a measure. */
  readonly figures: readonly PublishedFigure[];
  readonly installations: readonly RegisteredInstallation[];
  /** The outdoor temperature it is set against; null when there is none. */
  readonly weather: {
    readonly key: string;
    /** Null where nobody's terms ask for it: a file of one's own, a simulation. */
    readonly station: { readonly name: string; readonly attribution: Attributed } | null;
  } | null;
  /** Versions of instants that were corrected, oldest version first within an instant. */
  readonly corrections: readonly ReadingVersion[];
}

export interface RoomView {
  readonly slug: string;
  readonly names: Names;
  readonly temperature: { readonly summary: RoomSummary; readonly detail: RoomDetail } | null;
  readonly co2: { readonly summary: RoomSummary; readonly detail: RoomDetail } | null;
}

/** A meter in a room: what it counts is a part of what the building's own meters count, and in no total. */
export interface Submeter {
  readonly key: string;
  readonly room: Names;
  readonly carrier: string;
  readonly year: EnergySummary["year"] | null;
}

export interface BuildingPage {
  readonly building: Omit<Building, "id">;
  /** Streets and numbers of its entrances; null where nobody has said. */
  readonly address: string | null;
  readonly story: HouseStory;
  /** The building's own: those in no room. */
  readonly meters: readonly MeterView[];
  readonly submeters: readonly Submeter[];
  /** Those that nobody lives in: what a single home is like is nobody else's business. */
  readonly rooms: readonly RoomView[];
  /** Rooms that people live in. */
  readonly homes: number;
  /** What it emitted, year by year, and how its energy stands by its country's rule. */
  readonly emissions: BuildingCarbon;
  /** What its judged measures have avoided of carbon. */
  readonly carbon: readonly MeasureLine[];
  /** How it was indoors against the limits; null where nothing is known of it. */
  readonly climate: ClimateView | null;
  /** The newest that has happened there. */
  readonly news: readonly News[];
  /** Displays that hang in it. */
  readonly screens: Awaited<ReturnType<ScreenBook["ofBuilding"]>>;
  /** What people say of it, as far as it may be told, newest season first. */
  readonly said: {
    readonly seasons: readonly Released[];
    readonly comments: readonly PublishedComment[];
    /** What a house rule keeps from view, at its place. */
    readonly hidden: readonly (Omit<PublishedComment, "text"> & { readonly tombstone: Tombstone })[];
  };
}

export interface BuildingPageParts {
  readonly civic: CivicDatabase;
  readonly readings: ReadingStore;
  readonly registry: BuildingRegistry;
  readonly measures: MeasureRegister;
  readonly verdicts: Pick<VerdictBook, "newest" | "versions">;
  readonly decisions: DecisionBook;
  readonly carbon: Pick<CarbonTeller, "listed">;
  readonly screens: { readonly screens: Pick<ScreenBook, "ofBuilding"> };
  readonly city: BuildingCarbonParts["city"];
  readonly nowMs: () => number;
  readonly weather: Pick<WeatherParts, "providers" | "stations">;
  readonly votes: {
    readonly teller: Pick<Teller, "building">;
    readonly comments: CommentBook;
    readonly rooms: RoomBook;
  };
}

/** So much of what has happened stands on the page; the rest has a page of its own. */
const NEWEST = 5;

/** One building: its energy against weather, its statements, what was measured and what was not. */
export async function buildingPage(
  parts: BuildingPageParts,
  slug: string,
): Promise<BuildingPage | undefined> {
  const building = await parts.registry.building(slug);
  if (building === undefined) return undefined;
  const [points, rooms, measures, cityPoints, stations, rows, verdicts, facts, everyMeasure] =
    await Promise.all([
      parts.registry.points(building.id),
      parts.registry.rooms(building.id),
      parts.measures.done(),
      parts.registry.points(null),
      parts.weather.stations.all(),
      parts.civic.selectFrom("result").selectAll().where("building_id", "=", building.id).execute(),
      parts.verdicts.newest(),
      saidFacts(parts.civic, building.id),
      parts.measures.all(),
    ]);
  const results = new Map(
    rows.map((row) => {
      const summary: ResultSummary = JSON.parse(row.summary);
      const detail: ResultDetail = JSON.parse(row.detail);
      return [row.point_id, { summary, detail }];
    }),
  );

  const weatherOf = (energy: EnergySummary): MeterView["weather"] => {
    const point = cityPoints.find(({ id }) => id === energy.weatherPointId);
    const station = stations.find(({ pointId }) => pointId === energy.weatherPointId);
    return (
      (point && {
        key: point.key,
        station: station
          ? { name: station.name, attribution: parts.weather.providers[station.provider].attribution }
          : null,
      }) ??
      null
    );
  };
  const meters: MeterView[] = [];
  const submeters: Submeter[] = [];
  for (const point of points) {
    if (point.kind === "instantaneous") continue;
    const result = results.get(point.id);
    const energy = result?.summary.type === "energy" ? result.summary : null;
    const room = rooms.find(({ id }) => id === point.roomId);
    if (room !== undefined) {
      const { key, carrier } = point;
      submeters.push({ key, room: room.names, carrier, year: energy?.year ?? null });
      continue;
    }
    const slug = energy?.about.kind === "measure" ? energy.about.slug : undefined;
    const measure = measures.find((candidate) => candidate.slug === slug);
    meters.push({
      key: point.key,
      carrier: point.carrier,
      kind: point.kind,
      unit: point.unit,
      state: energy === null ? "none" : energyState(energy),
      summary: energy,
      detail: energy === null ? null : (result?.detail as EnergyDetail),
      measure:
        measure === undefined ? null : { ...publicPart(measure), verdict: verdicts.get(measure.id) ?? null },
      figures: slug === undefined ? [] : await publishedFigures(parts.civic, point.id, slug),
      installations: await parts.registry.installations(point.id),
      weather: energy === null ? null : weatherOf(energy),
      corrections: await parts.readings.corrections(point.id, 5),
    });
  }
  const roomResult = (roomId: number, carrier: string): RoomView["temperature"] => {
    const point = points.find((candidate) => candidate.roomId === roomId && candidate.carrier === carrier);
    const result = point && results.get(point.id);
    if (result?.summary.type !== "room") return null;
    return { summary: result.summary, detail: result.detail as RoomDetail };
  };
  const uses = await saidUses(parts.civic);
  const isHome = (roomId: number): boolean => (uses.get(roomId) ?? usualUse(building.use)).use === "dwelling";
  const shown = rooms.filter(({ id }) => !isHome(id));
  const { id: _, ...described } = building;
  const [climate, seasons] = await Promise.all([
    climateView(parts.civic, building, rooms),
    parts.votes.teller.building(building.id),
  ]);
  const own = everyMeasure.filter(({ buildingIds }) => buildingIds.includes(building.id));
  return {
    building: described,
    address: facts.get(building.id)?.address ?? null,
    story: houseStory(meters, climate, seasons, own, verdicts),
    meters,
    submeters,
    rooms: shown.map((room) => ({
      slug: room.slug,
      names: room.names,
      temperature: roomResult(room.id, "indoor-temperature"),
      co2: roomResult(room.id, "co2"),
    })),
    homes: rooms.length - shown.length,
    emissions: await buildingCarbon(parts, building),
    carbon: await carbonOf(parts, building.id, measures),
    climate,
    news: (await newsOfHouse(parts, building)).slice(0, NEWEST),
    screens: await parts.screens.screens.ofBuilding(building.id),
    said: {
      seasons,
      comments: await publishedComments(parts.votes, building.id),
      hidden: await hiddenComments(parts, building.id),
    },
  };
}

async function hiddenComments(
  { civic, votes }: Pick<BuildingPageParts, "civic" | "votes">,
  buildingId: number,
): Promise<BuildingPage["said"]["hidden"]> {
  const hidden = await hiddenOf(civic, "comment");
  if (hidden.length === 0) return [];
  const places = await commentPlaces(votes, buildingId);
  return hidden.flatMap(({ ref, tombstone }) => {
    const place = places.get(ref);
    return place === undefined ? [] : [{ id: ref, ...place, tombstone }];
  });
}

async function carbonOf(
  { carbon }: Pick<BuildingPageParts, "carbon">,
  buildingId: number,
  measures: readonly DoneMeasure[],
): Promise<MeasureLine[]> {
  const own = measures.filter(({ buildingIds }) => buildingIds.includes(buildingId));
  const lines = await carbon.listed(own);
  return own.flatMap(({ id, slug, titles, buildingIds }) => {
    const line = lines.get(id);
    return line === undefined ? [] : [{ slug, titles, buildings: buildingIds.length, carbon: line }];
  });
}

function publicPart({ slug, titles, baselineEndMs, reportingStartMs, trueEffectShare }: DoneMeasure) {
  return { slug, titles, baselineEndMs, reportingStartMs, trueEffectShare };
}
