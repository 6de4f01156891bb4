import { fail, ok, type Result } from "@husting/series";

/** Rows of one section; each has the line it stood on, 0 where it was not read from a file. */
export interface PabulibTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
}

/** A `.pb` file as it stands: three sections, every column kept, nothing interpreted. */
export interface PabulibDocument {
  readonly meta: PabulibTable;
  readonly projects: PabulibTable;
  readonly votes: PabulibTable;
}

export type PabulibSection = "META" | "PROJECTS" | "VOTES";

export type FormFault =
  | { readonly code: "file-empty" }
  | { readonly code: "not-text" }
  | { readonly code: "before-sections" }
  | { readonly code: "section-missing" | "section-twice" | "section-empty"; readonly section: PabulibSection }
  | { readonly code: "column-twice"; readonly section: PabulibSection; readonly column: string }
  | { readonly code: "too-many-cells"; readonly cells: number; readonly columns: number }
  | { readonly code: "quote-not-closed" }
  | { readonly code: "line-too-long"; readonly characters: number; readonly most: number };

/** What is wrong, and on which line, counted from 1; null where the file as a whole is meant. */
export type At<Fault> = Fault & { readonly line: number | null };

/** Faults in full up to a number, and how many there are in all. */
export interface Faults<Fault> {
  readonly first: readonly At<Fault>[];
  readonly count: number;
}

/** Keeps the first hundred faults: who has more has one mistake a hundred times. */
export class FaultList<Fault> {
  readonly #first: At<Fault>[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(line: number | null, fault: Fault): void {
    if (this.#first.length < 100) this.#first.push({ ...fault, line });
    this.#count++;
  }

  get faults(): Faults<Fault> {
    return { first: this.#first, count: this.#count };
  }
}

const SECTIONS = ["META", "PROJECTS", "VOTES"] as const;
const MOST_CHARACTERS = 1_000_000;

/** Cells of a line: parted by ";", in double quotes where they hold one, a quote inside doubled. Null when a quote is not closed. */
export function splitCells(line: string): string[] | null {
  if (!line.includes('"')) return line.split(";");
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let cell = "";
    if (line[at] === '"') {
      at++;
      for (;;) {
        const quote = line.indexOf('"', at);
        if (quote < 0) return null;
        cell += line.slice(at, quote);
        at = quote + 1;
        if (line[at] !== '"') break;
        cell += '"';
        at++;
      }
    }
    // What stands after a closing quote belongs to the cell: files have names such as "Park" near the school.
    const end = line.indexOf(";", at);
    cells.push(cell + line.slice(at, end < 0 ? line.length : end));
    if (end < 0) return cells;
    at = end + 1;
  }
}

function sectionNamed(line: string): PabulibSection | undefined {
  // Spreadsheets fill short lines up with separators.
  const name = line.replace(/[;\s]+$/, "");
  return SECTIONS.find((section) => section === name);
}

interface OpenTable {
  readonly line: number;
  columns: string[] | null;
  readonly rows: string[][];
  readonly lines: number[];
}

/** Reads the three sections of a `.pb` text. Line ends of any system and a byte-order mark are taken. */
export function readPabulibTables(text: string): Result<PabulibDocument, Faults<FormFault>> {
  const faults = new FaultList<FormFault>();
  const found = new Map<PabulibSection, OpenTable>();
  let open: OpenTable | null = null;
  let section: PabulibSection = "META";
  let number = 0;
  for (const line of linesOf(text)) {
    number++;
    if (line.length > MOST_CHARACTERS) {
      faults.add(number, { code: "line-too-long", characters: line.length, most: MOST_CHARACTERS });
      continue;
    }
    // A section's name is short: no row is trimmed to see whether it is one.
    const named = line.length < 200 ? sectionNamed(line) : undefined;
    if (named !== undefined) {
      if (found.has(named)) faults.add(number, { code: "section-twice", section: named });
      section = named;
      open = { line: number, columns: null, rows: [], lines: [] };
      if (!found.has(named)) found.set(named, open);
      continue;
    }
    if (line.trim() === "") continue;
    if (line.includes("\u0000")) {
      faults.add(number, { code: "not-text" });
      continue;
    }
    if (open === null) {
      faults.add(number, { code: "before-sections" });
      // One word too early or a whole other file: the first line says enough.
      break;
    }
    const cells = splitCells(line);
    if (cells === null) faults.add(number, { code: "quote-not-closed" });
    else if (open.columns === null) {
      open.columns = cells.map((name) => name.trim());
      while (open.columns.at(-1) === "") open.columns.pop();
      for (const column of repeated(open.columns))
        faults.add(number, { code: "column-twice", section, column });
    } else {
      takeRow(open, section, cells, number, faults);
    }
  }
  if (number === 0 || (found.size === 0 && faults.count === 0)) faults.add(null, { code: "file-empty" });
  else if (open !== null) {
    for (const name of SECTIONS) {
      const table = found.get(name);
      if (table === undefined) faults.add(null, { code: "section-missing", section: name });
      else if (table.columns === null) faults.add(table.line, { code: "section-empty", section: name });
    }
  }
  if (faults.count > 0) return fail(faults.faults);
  const tableOf = (name: PabulibSection): PabulibTable => {
    const { columns, rows, lines } = found.get(name)!;
    return { columns: columns!, rows, lines };
  };
  return ok({ meta: tableOf("META"), projects: tableOf("PROJECTS"), votes: tableOf("VOTES") });
}

function takeRow(
  table: OpenTable,
  section: PabulibSection,
  cells: string[],
  line: number,
  faults: FaultList<FormFault>,
): void {
  const columns = table.columns!.length;
  while (cells.length > columns && cells.at(-1)!.trim() === "") cells.pop();
  // A description may hold the separator; META has one value on a line.
  if (section === "META" && cells.length > 2) cells.splice(1, cells.length, cells.slice(1).join(";"));
  if (cells.length > columns) {
    faults.add(line, { code: "too-many-cells", cells: cells.length, columns });
    return;
  }
  while (cells.length < columns) cells.push("");
  table.rows.push(cells);
  table.lines.push(line);
}

function* linesOf(text: string): Generator<string> {
  const marked = text.startsWith("\ufeff") ? 1 : 0;
  const separator = text.includes("\n") ? "\n" : "\r";
  let from = marked;
  while (from < text.length) {
    const at = text.indexOf(separator, from);
    const end = at < 0 ? text.length : at;
    yield separator === "\n" && text[end - 1] === "\r" && end > from
      ? text.slice(from, end - 1)
      : text.slice(from, end);
    from = end + 1;
  }
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
}
