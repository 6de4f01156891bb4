import { parse } from "csv-parse/sync";
import { hasHiddenCharacters } from "../../web/language/index.ts";
import { bandOf } from "./dimensions.ts";
import { MOST_SIGNS } from "./text.ts";

/** Persons of one district, sex and band, added up from the file's rows. */
export interface PopulationCell {
  readonly district: string;
  readonly sex: "woman" | "man";
  readonly band: string;
  readonly persons: number;
}

/** A district as the file names it, with its names in other languages where the file has them. */
export interface FileDistrict {
  readonly name: string;
  readonly sv: string;
  readonly zh: string;
  readonly en: string;
}

export interface PopulationFile {
  readonly districts: readonly FileDistrict[];
  /** Of fifteen years and older. */
  readonly cells: readonly PopulationCell[];
  readonly persons: number;
  /** Persons under fifteen. */
  readonly younger: number;
}

/** What is wrong with a file, and where. `row` counts from 1, the heading being row 1. */
export type PopulationFault =
  | { readonly code: "not-text" | "not-readable" | "empty" | "too-many-rows" }
  | { readonly code: "column-missing"; readonly column: string }
  | {
      readonly code:
        | "district-empty"
        | "district-not-a-name"
        | "sex-unknown"
        | "age-unknown"
        | "age-in-two-bands"
        | "persons-unknown"
        | "row-twice"
        | "names-differ";
      readonly row: number;
      readonly value: string;
    }
  | { readonly code: "ages-differ"; readonly district: string; readonly sex: string; readonly value: string };

export type ReadPopulation =
  | { readonly ok: true; readonly value: PopulationFile }
  | { readonly ok: false; readonly faults: readonly PopulationFault[]; readonly more: number };

const MOST_ROWS = 100_000;
/** So many faults are named; the rest is only counted. */
const MOST_FAULTS = 20;

const columns = ["district", "sex", "age", "persons"] as const;

const sexWords: ReadonlyMap<string, PopulationCell["sex"]> = new Map([
  ...["woman", "women", "female", "f", "kvinna", "kvinnor", "k", "女", "女性"].map(
    (word) => [word, "woman"] as const,
  ),
  ...["man", "men", "male", "m", "män", "男", "男性"].map((word) => [word, "man"] as const),
]);

/**
 * Reads a population table: UTF-8 CSV with comma, semicolon or tab, the columns `district`, `sex`, `age`, `persons` in any order and
 * if wanted `district_sv`, `district_zh`, `district_en`. Nothing is guessed and nothing is left out: a row that is not understood
 * refuses the file, and so does a district or sex that lacks ages which others have, for a missing row is not a zero.
 */
export function readPopulationFile(bytes: Uint8Array): ReadPopulation {
  const text = decoded(bytes);
  if (text === undefined) return refused([{ code: "not-text" }]);
  const table = parsed(text);
  if (table === undefined) return refused([{ code: "not-readable" }]);
  const [heading, ...rows] = table;
  if (heading === undefined || rows.length === 0) return refused([{ code: "empty" }]);
  if (rows.length > MOST_ROWS) return refused([{ code: "too-many-rows" }]);
  const at = new Map(heading.map((name, index) => [name.trim().toLowerCase(), index]));
  const missing = columns.filter((column) => !at.has(column));
  if (missing.length > 0) return refused(missing.map((column) => ({ code: "column-missing", column })));
  const reading = new Reading();
  for (const [index, row] of rows.entries()) {
    const field = (name: string): string => (row[at.get(name) ?? -1] ?? "").trim().normalize("NFC");
    reading.add(index + 2, {
      ...{ district: field("district"), sex: field("sex"), age: field("age"), persons: field("persons") },
      ...{ sv: field("district_sv"), zh: field("district_zh"), en: field("district_en") },
    });
  }
  return reading.done();
}

/** One spelling for what people take for the same name. */
export function districtKey(name: string): string {
  return name.normalize("NFC").trim().replaceAll(/\s+/gu, " ").toLowerCase();
}

interface Refusal {
  readonly code: Extract<PopulationFault, { row: number }>["code"];
  readonly value: string;
}

interface ReadRow {
  readonly key: string;
  readonly sex: PopulationCell["sex"];
  readonly ages: readonly [number, number | null];
  readonly band: string;
  readonly persons: number;
}

type Row = Readonly<Record<"district" | "sex" | "age" | "persons" | "sv" | "zh" | "en", string>>;

class Reading {
  readonly #faults: PopulationFault[] = [];
  readonly #districts = new Map<string, FileDistrict>();
  readonly #cells = new Map<string, { cell: Omit<PopulationCell, "persons">; persons: number }>();
  /** Which ages were given of each district and sex. */
  readonly #ages = new Map<string, Set<string>>();
  #younger = 0;

  add(row: number, said: Row): void {
    const read = readRow(said);
    const refusal = read.ok ? this.#take(said, read) : read;
    if (refusal !== undefined)
      this.#faults.push({ code: refusal.code, row, value: refusal.value.slice(0, 60) });
  }

  #take(said: Row, { key, sex, ages, band, persons }: ReadRow): Refusal | undefined {
    const named = { name: said.district, sv: said.sv, zh: said.zh, en: said.en };
    const known = this.#districts.get(key) ?? named;
    if ([known.sv, known.zh, known.en].join("\n") !== [named.sv, named.zh, named.en].join("\n"))
      return { code: "names-differ", value: said.district };
    this.#districts.set(key, known);
    const place = JSON.stringify([key, sex]);
    const given = this.#ages.get(place) ?? new Set<string>();
    this.#ages.set(place, given);
    const age = JSON.stringify(ages);
    if (given.has(age)) return { code: "row-twice", value: `${said.district}, ${said.sex}, ${said.age}` };
    given.add(age);
    if (band === "younger") {
      this.#younger += persons;
      return undefined;
    }
    const at = JSON.stringify([key, sex, band]);
    const cell = this.#cells.get(at) ?? { cell: { district: key, sex, band }, persons: 0 };
    cell.persons += persons;
    this.#cells.set(at, cell);
    return undefined;
  }

  done(): ReadPopulation {
    if (this.#faults.length === 0) this.#compareAges();
    const cells = [...this.#cells.values()].map(({ cell, persons }) => ({ ...cell, persons }));
    const persons = cells.reduce((sum, cell) => sum + cell.persons, 0);
    if (this.#faults.length === 0 && persons === 0) this.#faults.push({ code: "empty" });
    if (this.#faults.length > 0) return refused(this.#faults);
    return {
      ok: true,
      value: { districts: [...this.#districts.values()], cells, persons, younger: this.#younger },
    };
  }

  /** Every district has the same ages for women and for men. */
  #compareAges(): void {
    const all = new Set([...this.#ages.values()].flatMap((ages) => [...ages]));
    for (const [key, { name: district }] of this.#districts)
      for (const sex of ["woman", "man"] as const) {
        const given = this.#ages.get(JSON.stringify([key, sex]));
        for (const age of all)
          if (!given?.has(age))
            this.#faults.push({ code: "ages-differ", district, sex, value: agesText(age) });
      }
  }
}

/** A row by itself. */
function readRow(said: Row): ({ readonly ok: true } & ReadRow) | ({ readonly ok: false } & Refusal) {
  const refusal = (code: Refusal["code"], value: string) => ({ ok: false, code, value }) as const;
  const key = districtKey(said.district);
  if (key === "") return refusal("district-empty", said.district);
  for (const name of [said.district, said.sv, said.zh, said.en])
    if (hasHiddenCharacters(name) || name.includes("\n") || [...name].length > MOST_SIGNS.district)
      return refusal("district-not-a-name", name);
  const sex = sexWords.get(said.sex.toLowerCase());
  if (sex === undefined) return refusal("sex-unknown", said.sex);
  const ages = readAges(said.age);
  if (ages === undefined) return refusal("age-unknown", said.age);
  const band = bandOf(...ages);
  if (band === undefined) return refusal("age-in-two-bands", said.age);
  const digits = said.persons.replaceAll(/[\s\u00a0\u202f]/gu, "");
  if (!/^\d{1,8}$/u.test(digits)) return refusal("persons-unknown", said.persons);
  return { ok: true, key, sex, ages, band, persons: Number(digits) };
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parsed(text: string): string[][] | undefined {
  const heading = text.split(/\r?\n/u, 1)[0] ?? "";
  const delimiter = [";", "\t", ","].find((sign) => heading.includes(sign)) ?? ",";
  try {
    return parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 10_000,
    });
  } catch {
    return undefined;
  }
}

/** `15-19`, `15–19`, `17`, `80+`: first and last age, the last null for "and older". */
function readAges(said: string): [number, number | null] | undefined {
  const found = /^(\d{1,3})(?:\s*[-–]\s*(\d{1,3})|(\+))?$/u.exec(said);
  if (found === null) return undefined;
  const from = Number(found[1]);
  const to = found[3] !== undefined ? null : Number(found[2] ?? found[1]);
  return to !== null && to < from ? undefined : [from, to];
}

function agesText(age: string): string {
  const [from, to] = JSON.parse(age) as [number, number | null];
  return to === null ? `${from}+` : to === from ? String(from) : `${from}-${to}`;
}

function refused(faults: readonly PopulationFault[]): ReadPopulation {
  return {
    ok: false,
    faults: faults.slice(0, MOST_FAULTS),
    more: Math.max(0, faults.length - MOST_FAULTS),
  };
}
