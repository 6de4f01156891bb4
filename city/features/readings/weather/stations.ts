import type { CivicDatabase } from "../../../stores/civic/database.ts";
import type { ActLog } from "../../log/index.ts";
import type { Person } from "../../people/index.ts";
import type { WeatherFaultCode } from "./client.ts";
import type { Part, StationFacts, WeatherProvider } from "./provider.ts";

/** A place whose weather the node fetches by itself. */
export interface WeatherStation extends StationFacts {
  readonly id: number;
  readonly provider: WeatherProvider["id"];
  /** The service's own name of the place: a station number, or coordinates. */
  readonly code: string;
  /** First day wanted, as 2019-01-01. */
  readonly fromDate: string;
  readonly pointId: number;
  /** When each part was last fetched; null when it never was. */
  readonly fetchedMs: Readonly<Record<Part, number | null>>;
  /** Not to be asked before this; 0 where the service said nothing. */
  readonly notBeforeMs: number;
  /** Why the last try gave nothing. */
  readonly fault: WeatherFaultCode | null;
}

export type NewStation = Pick<
  WeatherStation,
  "provider" | "code" | "fromDate" | "pointId" | keyof StationFacts
>;

/** The places whose weather is fetched, on record like every other source of readings. */
export class StationBook {
  readonly #db: CivicDatabase;
  readonly #log: ActLog;
  readonly #nowMs: () => number;

  constructor(db: CivicDatabase, log: ActLog, nowMs: () => number) {
    this.#db = db;
    this.#log = log;
    this.#nowMs = nowMs;
  }

  /** Those that are fetched, in the order in which they were added. */
  async all(): Promise<WeatherStation[]> {
    const rows = await this.#db.selectFrom("weather_station").selectAll().orderBy("id").execute();
    return rows.map((row) => ({
      id: row.id,
      provider: row.provider,
      code: row.code,
      name: row.name,
      latitude: row.latitude,
      longitude: row.longitude,
      fromDate: row.from_date,
      pointId: row.point_id,
      fetchedMs: { whole: row.whole_ms, recent: row.recent_ms, newest: row.newest_ms },
      notBeforeMs: row.not_before_ms,
      fault: row.fault,
    }));
  }

  /** A place that is known already is kept as it is. */
  add(station: NewStation, by: Person): Promise<void> {
    const { provider, code, name, latitude, longitude, fromDate, pointId } = station;
    return this.#db.transaction().execute(async (transaction) => {
      const row = await transaction
        .insertInto("weather_station")
        .values({ provider, code, name, latitude, longitude, from_date: fromDate, point_id: pointId })
        .onConflict((conflict) => conflict.columns(["provider", "code"]).doNothing())
        .returning("id")
        .executeTakeFirst();
      if (row === undefined) return;
      await this.#log.append(transaction, {
        act: "weather-station.added",
        role: by.role,
        personId: by.id,
        subject: `weather-station/${row.id}`,
        facts: { service: provider, station: `${name} (${code})`, from: fromDate },
      });
    });
  }

  /** It is fetched no more; its readings stay. */
  remove(id: number, by: Person): Promise<void> {
    return this.#db.transaction().execute(async (transaction) => {
      const row = await transaction
        .deleteFrom("weather_station")
        .where("id", "=", id)
        .returning(["provider", "code", "name"])
        .executeTakeFirst();
      if (row === undefined) return;
      await this.#log.append(transaction, {
        act: "weather-station.removed",
        role: by.role,
        personId: by.id,
        subject: `weather-station/${id}`,
        facts: { service: row.provider, station: `${row.name} (${row.code})` },
      });
    });
  }

  /** A part was fetched, and with it the smaller ones after it. */
  async fetched(id: number, parts: readonly Part[]): Promise<void> {
    const atMs = this.#nowMs();
    await this.#db
      .updateTable("weather_station")
      .set({
        fault: null,
        not_before_ms: 0,
        ...Object.fromEntries(parts.map((part) => [`${part}_ms`, atMs] as const)),
      })
      .where("id", "=", id)
      .execute();
  }

  async failed(id: number, fault: WeatherFaultCode, notBeforeMs: number): Promise<void> {
    await this.#db
      .updateTable("weather_station")
      .set({ fault, not_before_ms: notBeforeMs })
      .where("id", "=", id)
      .execute();
  }
}
