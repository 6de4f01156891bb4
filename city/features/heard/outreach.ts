import type { CivicDatabase } from "../../stores/civic/database.ts";
import { isLanguage, type Language } from "../../web/language/index.ts";
import type { ActLog } from "../log/index.ts";
import type { Person } from "../people/index.ts";
import type { DimensionId } from "./dimensions.ts";
import { OUTREACH_MEASURES, type OutreachMeasure } from "./measures.ts";
import type { District } from "./population.ts";
import type { Process } from "./processes.ts";
import { boxesOf } from "./slips.ts";
import { MOST_SIGNS, readDay, readText, type TextFault } from "./text.ts";

/** What the city did so that more of a group are heard. */
export interface Outreach {
  readonly onDate: string;
  readonly dimension: DimensionId;
  readonly category: string;
  readonly measure: OutreachMeasure;
  readonly text: string;
  readonly language: Language;
  readonly logEntry: number;
}

export interface SaidOutreach {
  readonly day: string;
  /** `age 15-29` */
  readonly group: string;
  readonly measure: string;
  readonly text: string;
}

export interface OutreachFault {
  readonly field: keyof SaidOutreach;
  readonly code: TextFault | "day-malformed" | "day-in-the-future" | "choose-one";
}

export interface OutreachContext {
  /** Of the words. */
  readonly language: Language;
  /** In which the log names a part of the city. */
  readonly cityLanguage: Language;
  readonly districts: readonly District[];
}

export async function outreachOf(civic: CivicDatabase, process: Process): Promise<Outreach[]> {
  const rows = await civic
    .selectFrom("heard_outreach")
    .selectAll()
    .where("process_id", "=", process.id)
    .orderBy("on_date", "desc")
    .orderBy("id", "desc")
    .execute();
  return rows.map((row) => ({
    onDate: row.on_date,
    dimension: row.dimension as DimensionId,
    category: row.category,
    measure: row.measure as OutreachMeasure,
    text: row.text,
    language: isLanguage(row.language) ? row.language : "en",
    logEntry: row.log_entry,
  }));
}

/** Puts on record what was done; the words stand on the page, and the log holds what they commit to. */
export async function recordOutreach(
  {
    civic,
    log,
    today,
  }: { readonly civic: CivicDatabase; readonly log: ActLog; readonly today: () => string },
  process: Process,
  said: SaidOutreach,
  { language, cityLanguage, districts }: OutreachContext,
  by: Person | null,
): Promise<OutreachFault[]> {
  const faults: OutreachFault[] = [];
  const onDate = readDay(said.day);
  if (onDate === undefined) faults.push({ field: "day", code: "day-malformed" });
  else if (onDate > today()) faults.push({ field: "day", code: "day-in-the-future" });
  const [dimension, category] = said.group.split(" ");
  const isKnown = boxesOf(districts.map(({ id }) => id)).some(
    ([known, categories]) => known === dimension && categories.includes(category ?? ""),
  );
  if (!isKnown || dimension === undefined || category === undefined)
    faults.push({ field: "group", code: "choose-one" });
  const measure = OUTREACH_MEASURES.find((known) => known === said.measure);
  if (measure === undefined) faults.push({ field: "measure", code: "choose-one" });
  const text = readText(said.text, MOST_SIGNS.text, true);
  if (!text.ok) faults.push({ field: "text", code: text.fault });
  if (faults.length > 0 || !text.ok || !onDate || !measure || !dimension || !category) return faults;
  const district = dimension === "district" ? districts.find(({ id }) => id === category) : undefined;
  await civic.transaction().execute(async (transaction) => {
    const { entry } = await log.append(transaction, {
      act: "outreach.recorded",
      role: by?.role ?? "node",
      personId: by?.id ?? null,
      subject: `process/${process.slug}`,
      facts: { date: onDate, dimension, group: district?.names[cityLanguage] ?? category, outreach: measure },
      secret: { text: text.value },
    });
    await transaction
      .insertInto("heard_outreach")
      .values({
        ...{ process_id: process.id, on_date: onDate, dimension, category, measure, text: text.value },
        ...{ language, role: by?.role ?? "node", log_entry: entry.sequence },
      })
      .execute();
  });
  return [];
}
