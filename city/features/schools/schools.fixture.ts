import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CivicDatabase, openCivic } from "../../stores/civic/database.ts";
import { BuildingRegistry, buildingMigrations } from "../buildings/index.ts";
import { climateMigrations } from "../climate/index.ts";
import { ActLog, logMigrations, openCityKey } from "../log/index.ts";
import type { Person } from "../people/index.ts";
import { ClassBook, type SaidClass } from "./class-book.ts";
import { schoolMigrations } from "./migrations.ts";

/** Classes over a database of their own, in a city with a metered school and one without meters. */
export interface Bench {
  readonly civic: CivicDatabase;
  readonly book: ClassBook;
  readonly clock: { day: string };
  entries(): Promise<{ readonly act: string; readonly facts: Readonly<Record<string, unknown>> }[]>;
  close(): Promise<void>;
}

export const teacher: Person = { id: "teacher", role: "teacher", email: "teacher@umea.example" };

export const aClass: SaidClass = {
  ...{ building: "school", name: "5B", experiment: "standby-hunt", from: "2026-12-07" },
  ...{ days: "14", most: "30", agreed: "yes" },
};

export async function openBench(): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), "husting-schools-"));
  const opened = await openCivic(join(folder, "civic.sqlite"), {
    ...buildingMigrations,
    ...climateMigrations,
    ...logMigrations,
    ...schoolMigrations,
  });
  const civic = opened.db;
  const clock = { day: "2026-12-01" };
  const nowMs = (): number => Date.parse(`${clock.day}T09:00:00Z`);
  const log = new ActLog("umea", openCityKey(join(folder, "key.json")).signer, nowMs);
  const registry = new BuildingRegistry(civic);
  for (const slug of ["school", "shed"]) {
    const buildingId = await registry.ensureBuilding({
      ...{ slug, names: { sv: slug, zh: slug, en: slug }, use: "school", yearBuilt: 1970 },
      ...{ floorAreaM2: 1000, floorAreaKind: "Atemp", storeys: 2 },
    });
    if (slug === "school")
      await registry.ensurePoint({
        ...{ key: "school/electricity", buildingId, roomId: null, carrier: "electricity" },
        ...{ kind: "interval", unit: "kWh", stepMinutes: 60, registerWidth: null },
      });
  }
  return {
    ...{ civic, clock, book: new ClassBook({ civic, registry, log, zone: "Europe/Stockholm", nowMs }) },
    async entries() {
      const rows = await civic.selectFrom("log_entry").select("line").orderBy("sequence").execute();
      return rows.map(({ line }) => JSON.parse(line));
    },
    async close() {
      await opened.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
