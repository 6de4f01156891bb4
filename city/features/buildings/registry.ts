import type { Selectable } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { InstallationTable } from "../../stores/civic/tables.ts";
import type { Tally } from "../../stores/votes/tally.ts";
import type { Language } from "../../web/language/language.ts";
import { forgetRooms, roomsHeard } from "../votes/index.ts";

export type Names = Readonly<Record<Language, string>>;

export interface Building {
  readonly id: number;
  readonly slug: string;
  readonly names: Names;
  readonly use: string;
  readonly yearBuilt: number | null;
  readonly floorAreaM2: number | null;
  readonly floorAreaKind: string | null;
  readonly storeys: number | null;
}

export interface Room {
  readonly id: number;
  readonly buildingId: number;
  readonly slug: string;
  readonly names: Names;
}

export interface Point {
  readonly id: number;
  readonly key: string;
  readonly buildingId: number | null;
  readonly roomId: number | null;
  readonly carrier: string;
  readonly kind: "cumulative" | "interval" | "instantaneous";
  readonly unit: string;
  readonly stepMinutes: number;
  readonly registerWidth: number | null;
  /** How often something was declared of it. */
  readonly declaration: number;
}

export interface RegisteredInstallation {
  readonly serial: string;
  readonly fromMs: number;
  readonly toMs: number | null;
  /** Registers and multiplier are decimals as text, digit for digit. */
  readonly openingRegister: string;
  readonly closingRegister: string | null;
  readonly multiplier: string;
  /** Digits before the decimal point; null where nobody knows. */
  readonly registerWidth: number | null;
  readonly ratedPowerKw: number | null;
}

/** Another point stands under this key with another meaning. */
export class PointDiffers extends Error {
  readonly key: string;
  readonly known: string;
  readonly given: string;
  constructor(key: string, known: string, given: string) {
    super(`${key} is known as ${known} and is now given as ${given}`);
    this.key = key;
    this.known = known;
    this.given = given;
  }
}

/** Buildings, rooms and metering points: what there is to measure. */
export class BuildingRegistry {
  readonly #db: CivicDatabase;

  constructor(db: CivicDatabase) {
    this.#db = db;
  }

  async buildings(): Promise<Building[]> {
    const rows = await this.#db.selectFrom("building").selectAll().orderBy("slug").execute();
    return rows.map((row) => ({
      id: row.id,
      slug: row.slug,
      names: JSON.parse(row.names),
      use: row.use,
      yearBuilt: row.year_built,
      floorAreaM2: row.floor_area_m2,
      floorAreaKind: row.floor_area_kind,
      storeys: row.storeys,
    }));
  }

  async building(slug: string): Promise<Building | undefined> {
    return (await this.buildings()).find((building) => building.slug === slug);
  }

  /** The rooms of a building, or of all. */
  async rooms(buildingId?: number): Promise<Room[]> {
    let query = this.#db.selectFrom("room").selectAll().orderBy("id");
    if (buildingId !== undefined) query = query.where("building_id", "=", buildingId);
    return (await query.execute()).map((row) => ({
      id: row.id,
      buildingId: row.building_id,
      slug: row.slug,
      names: JSON.parse(row.names),
    }));
  }

  async points(buildingId?: number | null): Promise<Point[]> {
    let query = this.#db.selectFrom("point").selectAll().orderBy("id");
    if (buildingId !== undefined)
      query = query.where("building_id", buildingId === null ? "is" : "=", buildingId);
    return (await query.execute()).map((row) => ({
      id: row.id,
      key: row.key,
      buildingId: row.building_id,
      roomId: row.room_id,
      carrier: row.carrier,
      kind: row.kind,
      unit: row.unit,
      stepMinutes: row.step_minutes,
      registerWidth: row.register_width,
      declaration: row.declaration,
    }));
  }

  /** The meters that hung at a point, the one that hangs there last. */
  async installations(pointId: number, db: CivicDatabase = this.#db): Promise<RegisteredInstallation[]> {
    const rows = await db
      .selectFrom("installation")
      .selectAll()
      .where("point_id", "=", pointId)
      .orderBy("from_ms")
      .execute();
    return rows.map(installationOf);
  }

  /** The meters that hung at each point, as `installations`; a point without a declared one is left out. */
  async allInstallations(): Promise<Map<number, RegisteredInstallation[]>> {
    const rows = await this.#db.selectFrom("installation").selectAll().orderBy("from_ms").execute();
    const of = Map.groupBy(rows, ({ point_id }) => point_id);
    return new Map([...of].map(([pointId, own]) => [pointId, own.map(installationOf)]));
  }

  /** For each point with a declared meter, the serial number of the newest. */
  async newestSerials(): Promise<Map<number, string>> {
    const rows = await this.#db
      .selectFrom("installation")
      .select(["point_id", "serial"])
      .orderBy("from_ms")
      .execute();
    return new Map(rows.map((row) => [row.point_id, row.serial]));
  }

  /** The building of this slug, made if it is new. */
  async ensureBuilding(building: Omit<Building, "id">): Promise<number> {
    await this.#db
      .insertInto("building")
      .values({
        slug: building.slug,
        names: JSON.stringify(building.names),
        use: building.use,
        year_built: building.yearBuilt,
        floor_area_m2: building.floorAreaM2,
        floor_area_kind: building.floorAreaKind,
        storeys: building.storeys,
      })
      .onConflict((conflict) => conflict.column("slug").doNothing())
      .execute();
    const row = await this.#db
      .selectFrom("building")
      .select("id")
      .where("slug", "=", building.slug)
      .executeTakeFirstOrThrow();
    return row.id;
  }

  /** Says anew what a building is called, used for and like. */
  async describe(
    db: CivicDatabase,
    buildingId: number,
    { names, use, yearBuilt, floorAreaM2, floorAreaKind, storeys }: Omit<Building, "id" | "slug">,
  ): Promise<void> {
    await db
      .updateTable("building")
      .set({
        names: JSON.stringify(names),
        use,
        year_built: yearBuilt,
        floor_area_m2: floorAreaM2,
        floor_area_kind: floorAreaKind,
        storeys,
      })
      .where("id", "=", buildingId)
      .execute();
  }

  async ensureRoom(buildingId: number, slug: string, names: Names): Promise<number> {
    await this.#db
      .insertInto("room")
      .values({ building_id: buildingId, slug, names: JSON.stringify(names) })
      .onConflict((conflict) => conflict.columns(["building_id", "slug"]).doNothing())
      .execute();
    const row = await this.#db
      .selectFrom("room")
      .select("id")
      .where("building_id", "=", buildingId)
      .where("slug", "=", slug)
      .executeTakeFirstOrThrow();
    return row.id;
  }

  /**
   * The point of this key, made if it is new.
   * @throws PointDiffers when it is known with another kind, unit or step: two meanings must not share a history.
   */
  async ensurePoint(point: Omit<Point, "id" | "declaration">): Promise<number> {
    await this.#db
      .insertInto("point")
      .values({
        key: point.key,
        building_id: point.buildingId,
        room_id: point.roomId,
        carrier: point.carrier,
        kind: point.kind,
        unit: point.unit,
        step_minutes: point.stepMinutes,
        register_width: point.registerWidth,
      })
      .onConflict((conflict) => conflict.column("key").doNothing())
      .execute();
    return (await this.knownPoint(point))!;
  }

  /**
   * The point of this key; undefined when there is none yet.
   * @throws PointDiffers when it is known with another kind, unit or step.
   */
  async knownPoint(point: Pick<Point, "key" | "kind" | "unit" | "stepMinutes">): Promise<number | undefined> {
    const known = await this.#db
      .selectFrom("point")
      .selectAll()
      .where("key", "=", point.key)
      .executeTakeFirst();
    if (known === undefined) return undefined;
    const meaning = (kind: string, unit: string, step: number): string =>
      `${kind} ${unit}, every ${step} min`;
    const was = meaning(known.kind, known.unit, known.step_minutes);
    const is = meaning(point.kind, point.unit, point.stepMinutes);
    if (was !== is) throw new PointDiffers(point.key, was, is);
    return known.id;
  }

  /**
   * Takes back a point that never had a reading, with its room and its building where they have no other. A room of which
   * people have said something, and a building that a measure is registered for, stay.
   */
  async forgetPoint(pointId: number, tally: Pick<Tally, "groups">): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => {
      // Results may have been brought up to date while the point stood: that it has none is what they say of it.
      await transaction.deleteFrom("result").where("point_id", "=", pointId).execute();
      const point = await transaction
        .deleteFrom("point")
        .where("id", "=", pointId)
        .returning(["building_id", "room_id"])
        .executeTakeFirst();
      if (point === undefined || point.building_id === null) return;
      if (point.room_id !== null) {
        const other = await transaction
          .selectFrom("point")
          .select("id")
          .where("room_id", "=", point.room_id)
          .executeTakeFirst();
        const heard = await roomsHeard(transaction, tally, [point.room_id]);
        if (other === undefined && heard === null) await forgetRooms(transaction, [point.room_id]);
      }
      let building = transaction
        .deleteFrom("building")
        .where("id", "=", point.building_id)
        .where("use", "=", "unknown");
      for (const table of ["point", "room", "measure_building"] as const)
        building = building.where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom(table).select("building_id").where("building_id", "=", point.building_id))),
        );
      await building.execute();
    });
  }

  async addInstallation(
    pointId: number,
    installation: RegisteredInstallation,
    db: CivicDatabase = this.#db,
  ): Promise<void> {
    await db
      .insertInto("installation")
      .values({
        point_id: pointId,
        serial: installation.serial,
        from_ms: installation.fromMs,
        to_ms: installation.toMs,
        opening_register: installation.openingRegister,
        closing_register: installation.closingRegister,
        multiplier: installation.multiplier,
        register_width: installation.registerWidth,
        rated_power_kw: installation.ratedPowerKw,
      })
      .onConflict((conflict) => conflict.columns(["point_id", "from_ms"]).doNothing())
      .execute();
  }
}

function installationOf(row: Selectable<InstallationTable>): RegisteredInstallation {
  return {
    serial: row.serial,
    fromMs: row.from_ms,
    toMs: row.to_ms,
    openingRegister: row.opening_register,
    closingRegister: row.closing_register,
    multiplier: row.multiplier,
    registerWidth: row.register_width,
    ratedPowerKw: row.rated_power_kw,
  };
}
