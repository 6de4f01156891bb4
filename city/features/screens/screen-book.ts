import type { JsonObject } from "@husting/openness";
import type { Selectable } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { ScreensTables } from "../../stores/civic/screens-tables.ts";
import { isLanguage } from "../../web/language/index.ts";
import type { Building, BuildingRegistry } from "../buildings/index.ts";
import type { ActLog } from "../log/index.ts";
import type { Person } from "../people/index.ts";
import { randomCode } from "../votes/index.ts";
import { type Screen, type ScreenSettings, SEEN_STEP_MS, screenPages } from "./model.ts";

/** Thirty random bits: a screen's address is no secret, and is typed with a remote control. */
const CODE_LENGTH = 6;

export interface ScreenBookParts {
  readonly civic: CivicDatabase;
  readonly registry: Pick<BuildingRegistry, "buildings">;
  readonly log: ActLog;
  readonly nowMs: () => number;
}

/** Who acts; the node itself in a simulated city. */
type Actor = Pick<Person, "id" | "role"> | null;

/** The displays of a city. */
export class ScreenBook {
  readonly #parts: ScreenBookParts;

  constructor(parts: ScreenBookParts) {
    this.#parts = parts;
  }

  /** Those in use, by building and the order in which they were made. */
  async all(): Promise<Screen[]> {
    const [rows, buildings] = await Promise.all([
      this.#parts.civic
        .selectFrom("screen")
        .selectAll()
        .where("removed_at_ms", "is", null)
        .orderBy("id")
        .execute(),
      this.#parts.registry.buildings(),
    ]);
    const of = new Map(buildings.map((building) => [building.id, building]));
    return rows.flatMap((row) => {
      const building = of.get(row.building_id);
      return building === undefined ? [] : [screenOf(row, building)];
    });
  }

  async find(id: number): Promise<Screen | undefined> {
    return (await this.all()).find((screen) => screen.id === id);
  }

  async withCode(code: string): Promise<Screen | undefined> {
    return (await this.all()).find((screen) => screen.code === code);
  }

  /** What hangs in a building, for its page. */
  async ofBuilding(buildingId: number): Promise<Pick<Screen, "code" | "place">[]> {
    return (await this.all())
      .filter(({ building }) => building.id === buildingId)
      .map(({ code, place }) => ({ code, place }));
  }

  async make(
    building: Pick<Building, "id" | "slug">,
    settings: ScreenSettings,
    by: Actor,
  ): Promise<{ readonly id: number; readonly code: string }> {
    const code = randomCode(CODE_LENGTH);
    return this.#parts.civic.transaction().execute(async (transaction) => {
      const { entry } = await this.#parts.log.append(transaction, {
        act: "screen.made",
        role: by?.role ?? "node",
        personId: by?.id ?? null,
        subject: `screen/${code}`,
        facts: factsOf(building, settings),
      });
      const { id } = await transaction
        .insertInto("screen")
        .values({
          ...{ code, building_id: building.id, removed_at_ms: null, log_entry: entry.sequence },
          ...columnsOf(settings),
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      return { id, code };
    });
  }

  /** Sets a screen anew; on record where something is another than before. */
  async set(screen: Screen, settings: ScreenSettings, by: Actor): Promise<void> {
    const columns = columnsOf(settings);
    if (JSON.stringify(columns) === JSON.stringify(columnsOf(screen))) return;
    await this.#parts.civic.transaction().execute(async (transaction) => {
      const { entry } = await this.#parts.log.append(transaction, {
        act: "screen.changed",
        role: by?.role ?? "node",
        personId: by?.id ?? null,
        subject: `screen/${screen.code}`,
        facts: factsOf(screen.building, settings),
      });
      await transaction
        .updateTable("screen")
        .set({ ...columns, log_entry: entry.sequence })
        .where("id", "=", screen.id)
        .execute();
    });
  }

  /** Its address leads to a page that says that it is in use no more. */
  async remove(screen: Screen, by: Actor): Promise<void> {
    await this.#parts.civic.transaction().execute(async (transaction) => {
      await this.#parts.log.append(transaction, {
        act: "screen.removed",
        role: by?.role ?? "node",
        personId: by?.id ?? null,
        subject: `screen/${screen.code}`,
        facts: { building: screen.building.slug },
      });
      await transaction
        .updateTable("screen")
        .set({ removed_at_ms: this.#parts.nowMs() })
        .where("id", "=", screen.id)
        .execute();
      await transaction.deleteFrom("work_screen").where("screen_id", "=", screen.id).execute();
    });
  }

  /** Notes that a display has asked: when, to ten minutes, and nothing of from where. */
  async noteSeen(screenId: number): Promise<void> {
    const seenAtMs = Math.floor(this.#parts.nowMs() / SEEN_STEP_MS) * SEEN_STEP_MS;
    const known = await this.#parts.civic
      .selectFrom("screen_seen")
      .select("seen_at_ms")
      .where("screen_id", "=", screenId)
      .executeTakeFirst();
    if (known?.seen_at_ms === seenAtMs) return;
    await this.#parts.civic
      .insertInto("screen_seen")
      .values({ screen_id: screenId, seen_at_ms: seenAtMs })
      .onConflict((conflict) => conflict.column("screen_id").doUpdateSet({ seen_at_ms: seenAtMs }))
      .execute();
  }

  /** When each screen asked last; one that never has is left out. */
  async seen(): Promise<ReadonlyMap<number, number>> {
    const rows = await this.#parts.civic.selectFrom("screen_seen").selectAll().execute();
    return new Map(rows.map((row) => [row.screen_id, row.seen_at_ms]));
  }
}

function columnsOf({ place, languages, pages, look, seconds, night }: ScreenSettings) {
  return {
    ...{ place, look, seconds, languages: languages.join(" "), pages: pages.join(" ") },
    night_from: night?.from ?? null,
    night_to: night?.to ?? null,
  };
}

function factsOf(building: Pick<Building, "slug">, settings: ScreenSettings): JsonObject {
  const { languages, pages } = settings;
  return { building: building.slug, languages: languages.join(" "), screenPages: pages.join(" ") };
}

function screenOf(row: Selectable<ScreensTables["screen"]>, building: Building): Screen {
  const { id, slug, names, use } = building;
  const pages = row.pages.split(" ");
  return {
    ...{ id: row.id, code: row.code, building: { id, slug, names, use } },
    ...{ place: row.place, look: row.look, seconds: row.seconds },
    languages: row.languages.split(" ").filter(isLanguage),
    pages: screenPages.filter((page) => pages.includes(page)),
    night:
      row.night_from === null || row.night_to === null ? null : { from: row.night_from, to: row.night_to },
  };
}
