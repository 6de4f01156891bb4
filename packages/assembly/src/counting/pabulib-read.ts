import { fail, ok, parseDecimal, type Result } from "@husting/series";
import {
  type BallotFault,
  type BallotForm,
  type Election,
  ElectionBuilder,
  type ElectionFault,
  type ProjectFault,
} from "./election.ts";
import {
  FaultList,
  type Faults,
  type FormFault,
  type PabulibDocument,
  type PabulibSection,
  type PabulibTable,
  readPabulibTables,
} from "./pabulib-table.ts";

export type PabulibFault =
  | FormFault
  | ProjectFault
  | BallotFault
  | ElectionFault
  | { readonly code: "column-missing"; readonly section: PabulibSection; readonly column: string }
  | { readonly code: "meta-missing" | "meta-twice"; readonly key: string }
  | { readonly code: "number-not-read"; readonly what: string; readonly found: string }
  /** META says how many rows there are; a file that has others was cut off or changed. */
  | {
      readonly code: "rows-missing" | "rows-too-many";
      readonly key: string;
      readonly said: number;
      readonly found: number;
    }
  /** Preferences in order say which is better, not how much: none of the rules here counts them. */
  | { readonly code: "ballots-ordinal" }
  | { readonly code: "vote-type-unknown"; readonly found: string }
  /** Points for everything that a ballot does not name. */
  | { readonly code: "default-score"; readonly found: string }
  | { readonly code: "voter-twice"; readonly voter: string }
  | { readonly code: "voter-without-id" }
  | { readonly code: "project-id-with-comma"; readonly id: string };

export type PabulibFaults = Faults<PabulibFault>;

/** What is worth knowing of a file that can be counted. */
export type PabulibNotice =
  | { readonly code: "nobody-voted" }
  | { readonly code: "empty-votes"; readonly voters: number }
  | { readonly code: "without-votes"; readonly ids: readonly string[] }
  | { readonly code: "dearer-than-budget"; readonly ids: readonly string[] }
  /** The column `votes` of PROJECTS says otherwise than the ballots, which are counted. */
  | { readonly code: "votes-column-differs"; readonly ids: readonly string[] };

export interface PabulibElection {
  readonly document: PabulibDocument;
  readonly election: Election;
  readonly notices: readonly PabulibNotice[];
  /** In the order of the election's voters. */
  readonly voterIds: readonly string[];
  /** In the order of the election's projects; their ids where the file has no names. */
  readonly names: readonly string[];
  readonly currency: string | null;
  /** Ids that the file itself marks as selected; null where it has no such column. */
  readonly selected: readonly string[] | null;
}

const FORMS: Readonly<Record<string, BallotForm>> = {
  approval: "approval",
  "choose-1": "approval",
  cumulative: "points",
  scoring: "points",
};

/**
 * Reads an election from the text of a Pabulib file (https://pabulib.org/format). Everything that is wrong is said with its line; a file with a fault is
 * not counted, for an election in which some votes are missing has other winners.
 */
export function readPabulib(text: string): Result<PabulibElection, PabulibFaults> {
  const tables = readPabulibTables(text);
  if (!tables.ok) return tables;
  const document = tables.value;
  const faults = new FaultList<PabulibFault>();
  const meta = readMeta(document.meta, faults);
  const form = formOf(meta, faults);
  const columns = columnsOf(document, form, faults);
  if (faults.count > 0 || form === null || columns === null) return fail(faults.faults);

  const builder = new ElectionBuilder(form);
  readProjects(document.projects, columns, builder, faults);
  const voterIds = readVotes(document.votes, columns, builder, faults);
  for (const [key, { rows }] of [
    ["num_projects", document.projects],
    ["num_votes", document.votes],
  ] as const) {
    const said = meta.get(key);
    if (said === undefined || said.value === "") continue;
    const number = Number(said.value);
    if (!/^\d+$/.test(said.value))
      faults.add(said.line, { code: "number-not-read", what: key, found: said.value });
    else if (number !== rows.length) {
      const code = number > rows.length ? "rows-missing" : "rows-too-many";
      faults.add(said.line, { code, key, said: number, found: rows.length });
    }
  }
  const budget = meta.get("budget")!;
  const amount = parseDecimal(budget.value, ".");
  if (!amount.ok) {
    faults.add(budget.line, { code: "number-not-read", what: "budget", found: budget.value });
    return fail(faults.faults);
  }
  const built = builder.build(amount.value);
  if (!built.ok) {
    const isBudget = built.reason.code === "budget-not-positive";
    faults.add(isBudget ? budget.line : null, built.reason);
  }
  if (faults.count > 0 || !built.ok) return fail(faults.faults);
  const election = built.value;
  const cells = (column: number): string[] | null =>
    column < 0 ? null : document.projects.rows.map((row) => row[column]!.trim());
  const { projects } = election;
  const selected = cells(columns.selected);
  return ok({
    document,
    election,
    notices: noticesOf(election, cells(columns.votes)),
    voterIds,
    names: cells(columns.name)?.map((name, i) => name || projects[i]!.id) ?? projects.map(({ id }) => id),
    currency: meta.get("currency")?.value || null,
    selected: selected === null ? null : projects.filter((_, i) => selected[i] === "1").map(({ id }) => id),
  });
}

interface MetaValue {
  readonly value: string;
  readonly line: number;
}

function readMeta({ rows, lines }: PabulibTable, faults: FaultList<PabulibFault>): Map<string, MetaValue> {
  const meta = new Map<string, MetaValue>();
  rows.forEach(([key = "", value = ""], i) => {
    const name = key.trim();
    if (meta.has(name)) faults.add(lines[i]!, { code: "meta-twice", key: name });
    meta.set(name, { value: value.trim(), line: lines[i]! });
  });
  for (const key of ["budget", "vote_type"]) {
    if ((meta.get(key)?.value ?? "") === "")
      faults.add(meta.get(key)?.line ?? null, { code: "meta-missing", key });
  }
  return meta;
}

function formOf(meta: ReadonlyMap<string, MetaValue>, faults: FaultList<PabulibFault>): BallotForm | null {
  const type = meta.get("vote_type");
  if (type === undefined || type.value === "") return null;
  const name = type.value.toLowerCase();
  if (name === "ordinal") {
    faults.add(type.line, { code: "ballots-ordinal" });
    return null;
  }
  if (!Object.hasOwn(FORMS, name)) {
    faults.add(type.line, { code: "vote-type-unknown", found: type.value });
    return null;
  }
  const score = meta.get("default_score");
  if (name === "scoring" && score !== undefined && score.value !== "" && Number(score.value) !== 0)
    faults.add(score.line, { code: "default-score", found: score.value });
  return FORMS[name]!;
}

interface Columns {
  readonly project: number;
  readonly cost: number;
  readonly name: number;
  readonly votes: number;
  readonly selected: number;
  readonly voter: number;
  readonly vote: number;
  readonly points: number;
}

function columnsOf(
  { projects, votes }: PabulibDocument,
  form: BallotForm | null,
  faults: FaultList<PabulibFault>,
): Columns | null {
  let complete = true;
  const required = (table: PabulibTable, section: PabulibSection, column: string): number => {
    const at = table.columns.indexOf(column);
    if (at < 0) {
      faults.add(null, { code: "column-missing", section, column });
      complete = false;
    }
    return at;
  };
  const columns = {
    project: required(projects, "PROJECTS", "project_id"),
    cost: required(projects, "PROJECTS", "cost"),
    name: projects.columns.indexOf("name"),
    votes: projects.columns.indexOf("votes"),
    selected: projects.columns.indexOf("selected"),
    voter: required(votes, "VOTES", "voter_id"),
    vote: required(votes, "VOTES", "vote"),
    points: form === "points" ? required(votes, "VOTES", "points") : -1,
  };
  return complete ? columns : null;
}

function readProjects(
  { rows, lines }: PabulibTable,
  columns: Columns,
  builder: ElectionBuilder,
  faults: FaultList<PabulibFault>,
): void {
  rows.forEach((row, i) => {
    const id = row[columns.project]!.trim();
    const line = lines[i]!;
    if (id.includes(",")) faults.add(line, { code: "project-id-with-comma", id });
    const text = row[columns.cost]!.trim();
    const cost = parseDecimal(text, ".");
    if (!cost.ok) faults.add(line, { code: "number-not-read", what: "cost", found: text });
    const fault = builder.addProject(id, cost.ok ? cost.value : { mantissa: 1n, decimals: 0 });
    if (fault !== null) faults.add(line, fault);
  });
}

function readVotes(
  { rows, lines }: PabulibTable,
  columns: Columns,
  builder: ElectionBuilder,
  faults: FaultList<PabulibFault>,
): string[] {
  const seen = new Set<string>();
  const voters: string[] = [];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const line = lines[i]!;
    const voter = row[columns.voter]!.trim();
    if (voter === "") faults.add(line, { code: "voter-without-id" });
    else if (seen.has(voter)) faults.add(line, { code: "voter-twice", voter });
    seen.add(voter);
    voters.push(voter);
    const ids = listed(row[columns.vote]!);
    const points = columns.points < 0 ? undefined : pointsIn(row[columns.points]!, line, faults);
    if (points === null) continue;
    const fault = builder.addBallot(ids, points);
    if (fault !== null) faults.add(line, fault);
  }
  return voters;
}

function listed(cell: string): string[] {
  const text = cell.trim();
  if (text === "") return [];
  return text.includes(" ") ? text.split(",").map((part) => part.trim()) : text.split(",");
}

function pointsIn(cell: string, line: number, faults: FaultList<PabulibFault>): number[] | null {
  const points: number[] = [];
  for (const part of listed(cell)) {
    if (!/^[+-]?\d+(\.\d+)?$/.test(part)) {
      faults.add(line, { code: "number-not-read", what: "points", found: part });
      return null;
    }
    points.push(Number(part));
  }
  return points;
}

function noticesOf(election: Election, saidVotes: readonly string[] | null): PabulibNotice[] {
  const { projects, voters, ballotStart, ballotProject, budget } = election;
  const notices: PabulibNotice[] = [];
  if (voters === 0) notices.push({ code: "nobody-voted" });
  let empty = 0;
  for (let v = 0; v < voters; v++) if (ballotStart[v] === ballotStart[v + 1]) empty++;
  if (empty > 0) notices.push({ code: "empty-votes", voters: empty });
  const counted = new Float64Array(projects.length);
  for (const project of ballotProject) counted[project]!++;
  const idsWhere = (holds: (project: number) => boolean): string[] =>
    projects.filter((_, p) => holds(p)).map(({ id }) => id);
  const add = (
    code: "without-votes" | "dearer-than-budget" | "votes-column-differs",
    ids: string[],
  ): void => {
    if (ids.length > 0) notices.push({ code, ids });
  };
  add("without-votes", voters === 0 ? [] : idsWhere((p) => counted[p] === 0));
  add(
    "dearer-than-budget",
    idsWhere((p) => projects[p]!.cost > budget),
  );
  if (saidVotes !== null)
    add(
      "votes-column-differs",
      idsWhere((p) => saidVotes[p] !== "" && Number(saidVotes[p]) !== counted[p]),
    );
  return notices;
}
