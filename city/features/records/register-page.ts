import { sql } from "kysely";
import { csvText } from "../../web/csv.ts";
import { formats, type Language } from "../../web/language/index.ts";
import { gramsOf } from "../proposals/index.ts";
import { caseOf, type OpenedCase } from "./case-book.ts";
import { type CaseFileParts, type ListedCase, listCases } from "./case-file.ts";
import { readCaseNumber } from "./case-numbers.ts";
import { recordMessages } from "./messages.ts";
import { statusName, titleText } from "./words.ts";

export interface RegisterPage {
  /** Years that have cases, newest first. */
  readonly years: readonly number[];
  /** Null where every year is shown. */
  readonly year: number | null;
  readonly search: string;
  readonly cases: readonly ListedCase[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
}

export interface RegisterAsked {
  readonly year: string | null;
  readonly search: string | null;
  readonly page: number;
}

const PER_PAGE = 50;
const LONGEST_SEARCH = 200;
/** More than this is no answer to a search. */
const MOST_FOUND = 1_000;

type Parts = Pick<CaseFileParts, "civic" | "cases" | "nowMs" | "zone">;

/** The register of a year, newest first; by number or by words of a title where something is searched for. */
export async function registerPage(parts: Parts, asked: RegisterAsked): Promise<RegisterPage> {
  const { civic } = parts;
  const years = (
    await civic.selectFrom("case_number").select("year").distinct().orderBy("year", "desc").execute()
  ).map(({ year }) => year);
  const wanted = /^[12]\d{3}$/.test(asked.year ?? "") ? Number(asked.year) : null;
  const year = wanted !== null && years.includes(wanted) ? wanted : null;
  const search = (asked.search ?? "").slice(0, LONGEST_SEARCH).trim();
  const found = search === "" ? null : await searchedCases(parts, search, year);
  const count = found === null ? await countOf(parts, year) : found.length;
  const pages = Math.max(1, Math.ceil(count / PER_PAGE));
  const page = Math.min(asked.page, pages);
  const offset = (page - 1) * PER_PAGE;
  const shown =
    found === null ? await casesOf(parts, year, PER_PAGE, offset) : found.slice(offset, offset + PER_PAGE);
  return { years, year, search, cases: await listCases(parts, shown), count, page, pages };
}

/** The register as a table for other programs; every case of a year, or of all. */
export async function registerCsv(parts: Parts, asked: string | null, language: Language): Promise<string> {
  const t = recordMessages.t(language);
  const year = /^[12]\d{3}$/.test(asked ?? "") ? Number(asked) : null;
  const format = formats(language, parts.zone);
  const header = [
    "case.number",
    "case.number-plain",
    "case.kind",
    "case.opened",
    "case.title",
    "case.status",
  ] as const;
  const lines = [header.map((key) => t(key))];
  for (let offset = 0; ; offset += PER_PAGE * 10) {
    const some = await casesOf(parts, year, PER_PAGE * 10, offset);
    for (const one of await listCases(parts, some))
      lines.push([
        one.label,
        one.address,
        t(`kind.${one.kind}`),
        format.date(one.openedAtMs, "day"),
        titleText(language, one.title),
        statusName(language, one.status),
      ]);
    if (some.length < PER_PAGE * 10) break;
  }
  return csvText(lines);
}

async function casesOf(
  { civic }: Parts,
  year: number | null,
  limit: number,
  offset: number,
): Promise<OpenedCase[]> {
  let query = civic.selectFrom("case_number").selectAll();
  if (year !== null) query = query.where("year", "=", year);
  const rows = await query
    .orderBy("year", "desc")
    .orderBy("number", "desc")
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(caseOf);
}

async function countOf({ civic }: Parts, year: number | null): Promise<number> {
  let query = civic.selectFrom("case_number").select(({ fn }) => fn.countAll<number>().as("count"));
  if (year !== null) query = query.where("year", "=", year);
  return (await query.executeTakeFirstOrThrow()).count;
}

/** The case whose number it is; else those in whose words every piece of the search stands. */
async function searchedCases(parts: Parts, search: string, year: number | null): Promise<OpenedCase[]> {
  const number = readCaseNumber(search);
  const numbered = number === undefined ? undefined : await parts.cases.find(number);
  if (numbered !== undefined) return [numbered];
  const grams = [...gramsOf(search)];
  if (grams.length === 0) return [];
  const match = grams.map((gram) => `"${gram}"`).join(" AND ");
  const like = search.toLowerCase();
  const { civic } = parts;
  const proposals = await sql<{ id: number }>`SELECT rowid AS id FROM proposal_search
    WHERE proposal_search MATCH ${match} LIMIT ${MOST_FOUND}`.execute(civic);
  const decisions = await civic.selectFrom("decision").select(["id", "titles", "case_number"]).execute();
  const questions = await civic
    .selectFrom("why_question")
    .select(["id", "text"])
    .where("asked_at_ms", "is not", null)
    .where("same_as", "is", null)
    .where("text", "is not", null)
    .execute();
  const found: readonly (readonly [OpenedCase["kind"], readonly number[]])[] = [
    ["proposal", proposals.rows.map(({ id }) => id)],
    [
      "decision",
      decisions
        .filter((one) => `${one.titles} ${one.case_number}`.toLowerCase().includes(like))
        .map(({ id }) => id),
    ],
    ["question", questions.filter(({ text }) => text?.toLowerCase().includes(like)).map(({ id }) => id)],
  ];
  const cases: OpenedCase[] = [];
  for (const [kind, subjects] of found) {
    if (subjects.length === 0) continue;
    let query = civic
      .selectFrom("case_number")
      .selectAll()
      .where("kind", "=", kind)
      .where("subject", "in", subjects.slice(0, MOST_FOUND));
    if (year !== null) query = query.where("year", "=", year);
    cases.push(...(await query.execute()).map(caseOf));
  }
  return cases.sort((a, b) => b.year - a.year || b.number - a.number).slice(0, MOST_FOUND);
}
