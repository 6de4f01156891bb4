import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CivicDatabase, openCivic } from "../../stores/civic/database.ts";
import { HeardCounts } from "../../stores/heard/counts.ts";
import { ActLog, logMigrations, openCityKey } from "../log/index.ts";
import type { Person } from "../people/index.ts";
import { heardMigrations } from "./migrations.ts";
import { PopulationBook } from "./population.ts";
import { ProcessBook, type SaidProcess } from "./processes.ts";
import { ReleaseBook } from "./releases.ts";

/** Who was heard, over files of its own. */
export interface Bench {
  readonly folder: string;
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  readonly counts: HeardCounts;
  readonly processes: ProcessBook;
  readonly population: PopulationBook;
  readonly releases: ReleaseBook;
  readonly clock: { day: string };
  readonly today: () => string;
  /** Acts of the log with their facts, oldest first. */
  acts(): Promise<{ readonly act: string; readonly facts: Readonly<Record<string, unknown>> }[]>;
  close(): Promise<void>;
}

export const officer: Person = { id: "officer", role: "officer", email: "officer@umea.example" };

export async function openBench(): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), "husting-heard-"));
  const opened = await openCivic(join(folder, "civic.sqlite"), { ...logMigrations, ...heardMigrations });
  const civic = opened.db;
  const clock = { day: "2026-11-20" };
  const today = (): string => clock.day;
  const nowMs = (): number => Date.parse(`${clock.day}T09:00:00Z`);
  const log = new ActLog("umea", openCityKey(join(folder, "key.json")).signer, nowMs);
  const counts = new HeardCounts(join(folder, "heard.sqlite"));
  const processes = new ProcessBook(civic, log, "sv");
  const population = new PopulationBook(civic, log, nowMs, today);
  return {
    ...{ folder, civic, log, counts, processes, population, clock, today },
    releases: new ReleaseBook({ civic, log, counts, processes, population, today, secret: "of the test" }),
    async acts() {
      const rows = await civic.selectFrom("log_entry").select("line").orderBy("sequence").execute();
      return rows.map(({ line }) => JSON.parse(line));
    },
    async close() {
      counts.close();
      await opened.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const aConsultation: SaidProcess = {
  ...{ kind: "consultation", level: "involve", from: "2026-01-10", to: "" },
  ...{ nameSv: "Samråd", nameZh: "征求意见", nameEn: "Consultation" },
  ...{ aboutSv: "Om värmen.", changeSv: "Ordningen.", decidesSv: "Nämnden.", answerSv: "I juni." },
};

/** Two districts, both sexes, every band, with as many in each row. */
export function populationCsv(persons = 100, districts: readonly string[] = ["Norr", "Söder"]): string {
  const ages = ["0-14", "15-29", "30-44", "45-64", "65-79", "80+"];
  const rows = districts.flatMap((district) =>
    ["woman", "man"].flatMap((sex) => ages.map((age) => `${district},${sex},${age},${persons}`)),
  );
  return ["district,sex,age,persons", ...rows].join("\n");
}

export const aSource = {
  ...{ source: "A table", licence: "CC0 1.0", asOf: "2025-12-31", total: "", newDistricts: "" },
};

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
