import type { Selectable, Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { HeardProcessTable } from "../../stores/civic/heard-tables.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { Language } from "../../web/language/index.ts";
import { freeSlug, slugOf } from "../../web/slug.ts";
import type { Names } from "../buildings/index.ts";
import type { ActLog } from "../log/index.ts";
import type { Person } from "../people/index.ts";
import { isLevel, KINDS, type Level, PROPOSALS } from "./levels.ts";
import { standingTexts } from "./standing.ts";
import { MOST_SIGNS, readDay, readText, type TextFault } from "./text.ts";

/** A text in the languages it was written in; that of the city is always there. */
export type Texts = Readonly<Partial<Record<Language, string>>>;

/** What people can take part in, and how far their say reaches in it. */
export interface Process {
  readonly id: number;
  readonly slug: string;
  readonly names: Names;
  readonly kind: HeardProcessTable["kind"];
  readonly level: Level;
  readonly about: Texts;
  readonly change: Texts;
  readonly decides: Texts;
  readonly answer: Texts;
  readonly fromDate: string;
  readonly toDate: string | null;
}

/** A form about a process, every field as it was written: `nameSv`, `aboutZh`, … */
export type SaidProcess = Readonly<Record<string, string>>;

export interface ProcessFault {
  readonly field: string;
  readonly code: TextFault | "day-malformed" | "days-reversed" | "choose-one";
}

export const PROCESS_TEXTS = ["about", "change", "decides", "answer"] as const;
const languages = ["sv", "zh", "en"] as const;

/** `aboutSv` */
export function fieldOf(text: string, language: Language): string {
  return `${text}${language === "sv" ? "Sv" : language === "zh" ? "Zh" : "En"}`;
}

/** The register of processes. Each stands in the log with its level, so that no promise can be lowered unseen. */
export class ProcessBook {
  readonly #db: CivicDatabase;
  readonly #ids = new Map<string, number>();
  readonly #log: ActLog;
  readonly #language: Language;

  /** @param language of the city: texts are always written in it. */
  constructor(db: CivicDatabase, log: ActLog, language: Language) {
    this.#db = db;
    this.#log = log;
    this.#language = language;
  }

  /** Those that go on first, then by their first day, newest first; the standing one of proposals leads. */
  async all(): Promise<Process[]> {
    const rows = await this.#db
      .selectFrom("heard_process")
      .selectAll()
      .orderBy("from_date", "desc")
      .orderBy("id", "desc")
      .execute();
    const processes = rows.map(processOf);
    return [
      ...processes.filter(({ kind }) => kind === "proposals"),
      ...processes.filter(({ kind }) => kind !== "proposals"),
    ];
  }

  async bySlug(slug: string): Promise<Process | undefined> {
    const row = await this.#db
      .selectFrom("heard_process")
      .selectAll()
      .where("slug", "=", slug)
      .executeTakeFirst();
    return row && processOf(row);
  }

  /** The number of a process by its address: neither ever changes, so that it is looked up once. */
  async idOf(slug: string): Promise<number | undefined> {
    const known = this.#ids.get(slug) ?? (await this.bySlug(slug))?.id;
    if (known !== undefined) this.#ids.set(slug, known);
    return known;
  }

  /** The process of proposals, which every city has from its first day. @returns whether it is new. */
  async ensureStanding(today: string): Promise<boolean> {
    if ((await this.bySlug(PROPOSALS)) !== undefined) return false;
    await this.#db.transaction().execute((transaction) =>
      this.#put(
        transaction,
        PROPOSALS,
        {
          ...standingTexts,
          kind: "proposals",
          level: "consult",
          // Whole years are told: what came earlier in this one belongs to it.
          fromDate: `${today.slice(0, 4)}-01-01`,
          toDate: null,
        },
        null,
      ),
    );
    return true;
  }

  async open(
    said: SaidProcess,
    by: Person | null,
  ): Promise<
    { readonly ok: true; readonly slug: string } | { readonly ok: false; readonly faults: ProcessFault[] }
  > {
    const read = readProcess(said, this.#language);
    if (!read.ok) return read;
    return this.#db.transaction().execute(async (transaction) => {
      const taken = new Set(
        (await transaction.selectFrom("heard_process").select("slug").execute()).map(({ slug }) => slug),
      );
      const slug = freeSlug(slugOf(read.value.names.en) || "process", taken);
      await this.#put(transaction, slug, read.value, by);
      return { ok: true, slug };
    });
  }

  /** @returns what was wrong; an empty list where it was taken. */
  async change(process: Process, said: SaidProcess, by: Person): Promise<ProcessFault[]> {
    // What the standing process is and since when nobody decides.
    const standing =
      process.kind === "proposals" ? { kind: "other", from: process.fromDate, to: "" } : undefined;
    const read = readProcess({ ...said, ...standing }, this.#language);
    if (!read.ok) return read.faults;
    const { names, level, about, change, decides, answer, fromDate, toDate } = read.value;
    const kind = standing === undefined ? read.value.kind : process.kind;
    await this.#db.transaction().execute(async (transaction) => {
      await transaction
        .updateTable("heard_process")
        .set(rowOf({ names, kind, level, about, change, decides, answer, fromDate, toDate }))
        .where("id", "=", process.id)
        .execute();
      await this.#append(transaction, "process.changed", process.slug, { ...read.value, kind }, by);
    });
    return [];
  }

  async #put(
    transaction: Transaction<CivicTables>,
    slug: string,
    process: Omit<Process, "id" | "slug">,
    by: Person | null,
  ): Promise<void> {
    await transaction
      .insertInto("heard_process")
      .values({ slug, ...rowOf(process) })
      .execute();
    await this.#append(transaction, "process.opened", slug, process, by);
  }

  async #append(
    transaction: Transaction<CivicTables>,
    act: string,
    slug: string,
    { names, level, fromDate, toDate, about, change, decides, answer }: Omit<Process, "id" | "slug">,
    by: Person | null,
  ): Promise<void> {
    await this.#log.append(transaction, {
      act,
      role: by?.role ?? "node",
      personId: by?.id ?? null,
      subject: `process/${slug}`,
      facts: { level, from: fromDate, ...(toDate === null ? {} : { to: toDate }) },
      secret: { texts: JSON.stringify({ names, about, change, decides, answer }) },
    });
  }
}

/** A process as a form describes it; every fault at once, so that nobody mends one after another. */
function readProcess(
  said: SaidProcess,
  cityLanguage: Language,
):
  | { readonly ok: true; readonly value: Omit<Process, "id" | "slug"> }
  | { readonly ok: false; readonly faults: ProcessFault[] } {
  const faults: ProcessFault[] = [];
  const names: Record<string, string> = {};
  for (const language of languages) {
    const field = fieldOf("name", language);
    const read = readText(said[field] ?? "", MOST_SIGNS.name);
    if (read.ok) names[language] = read.value;
    else faults.push({ field, code: read.fault });
  }
  const texts = Object.fromEntries(
    PROCESS_TEXTS.map((text) => {
      const written: Record<string, string> = {};
      for (const language of languages) {
        const field = fieldOf(text, language);
        const read = readText(said[field] ?? "", MOST_SIGNS.text, true);
        if (read.ok) written[language] = read.value;
        else if (read.fault !== "missing" || language === cityLanguage)
          faults.push({ field, code: read.fault });
      }
      return [text, written];
    }),
  ) as Record<(typeof PROCESS_TEXTS)[number], Texts>;
  const kind = KINDS.find((known) => known === said.kind);
  if (kind === undefined) faults.push({ field: "kind", code: "choose-one" });
  const level = said.level ?? "";
  if (!isLevel(level)) faults.push({ field: "level", code: "choose-one" });
  const fromDate = readDay(said.from ?? "");
  if (fromDate === undefined) faults.push({ field: "from", code: "day-malformed" });
  const toDate = (said.to ?? "") === "" ? null : readDay(said.to ?? "");
  if (toDate === undefined) faults.push({ field: "to", code: "day-malformed" });
  if (toDate && fromDate && toDate < fromDate) faults.push({ field: "to", code: "days-reversed" });
  if (faults.length > 0 || kind === undefined || !isLevel(level) || !fromDate || toDate === undefined)
    return { ok: false, faults };
  return { ok: true, value: { names: names as unknown as Names, ...texts, kind, level, fromDate, toDate } };
}

function rowOf(process: Omit<Process, "id" | "slug">) {
  return {
    names: JSON.stringify(process.names),
    kind: process.kind,
    level: process.level,
    about: JSON.stringify(process.about),
    change: JSON.stringify(process.change),
    decides: JSON.stringify(process.decides),
    answer: JSON.stringify(process.answer),
    from_date: process.fromDate,
    to_date: process.toDate,
  };
}

function processOf(row: Selectable<HeardProcessTable>): Process {
  return {
    id: row.id,
    slug: row.slug,
    names: JSON.parse(row.names),
    kind: row.kind,
    level: isLevel(row.level) ? row.level : "inform",
    about: JSON.parse(row.about),
    change: JSON.parse(row.change),
    decides: JSON.parse(row.decides),
    answer: JSON.parse(row.answer),
    fromDate: row.from_date,
    toDate: row.to_date,
  };
}
