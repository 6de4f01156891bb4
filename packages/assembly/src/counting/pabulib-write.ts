import { fail, ok, type Result } from "@husting/series";
import type { Election } from "./election.ts";
import { decimalText } from "./fraction.ts";
import type { PabulibDocument, PabulibTable } from "./pabulib-table.ts";

/** What an election itself does not hold. */
export interface PabulibFacts {
  /** Lines of META, such as description, country, unit, instance, rule; those that follow from the election are added. */
  readonly meta: readonly (readonly [key: string, value: string])[];
  /** In the order of projects; left out where there are none. */
  readonly names?: readonly string[];
  /** In the order of voters; 1, 2, 3 … where they are left out, as an anonymous vote should. */
  readonly voterIds?: readonly string[];
  /** Indices of projects that won, for the column `selected`. */
  readonly winners?: readonly number[];
}

/** An id that would not come back from a file as it was: the format parts ids by commas and knows no spaces around them. */
export interface IdNotWritable {
  readonly code: "id-not-writable";
  readonly id: string;
}

/** The document of an election, to be written with `writePabulib`. */
export function pabulibDocument(
  election: Election,
  facts: PabulibFacts,
): Result<PabulibDocument, IdNotWritable> {
  const { projects, voters, form, decimals, ballotStart, ballotProject, ballotPoints } = election;
  const unusable = [
    ...projects.map(({ id }) => ({ id, pattern: /[,\r\n]|^\s|\s$/ })),
    ...(facts.voterIds ?? []).map((id) => ({ id, pattern: /[\r\n]|^\s|\s$|^$/ })),
  ].find(({ id, pattern }) => pattern.test(id));
  if (unusable !== undefined) return fail({ code: "id-not-writable", id: unusable.id });
  const money = (smallest: number): string =>
    decimalText({ numerator: BigInt(smallest), denominator: 10n ** BigInt(decimals) }, decimals);
  const derived: readonly (readonly [string, string])[] = [
    ["num_projects", String(projects.length)],
    ["num_votes", String(voters)],
    ["budget", money(election.budget)],
    ["vote_type", form === "approval" ? "approval" : "cumulative"],
  ];
  const known = new Set(derived.map(([key]) => key));
  const { counted } = totals(election);
  const won = facts.winners === undefined ? null : new Set(facts.winners);
  return ok({
    meta: table(["key", "value"], [...facts.meta.filter(([key]) => !known.has(key)), ...derived]),
    projects: table(
      [
        "project_id",
        "cost",
        "votes",
        ...(facts.names === undefined ? [] : ["name"]),
        ...(won === null ? [] : ["selected"]),
      ],
      projects.map(({ id, cost }, p) => [
        id,
        money(cost),
        String(counted[p]),
        ...(facts.names === undefined ? [] : [facts.names[p] ?? ""]),
        ...(won === null ? [] : [won.has(p) ? "1" : "0"]),
      ]),
    ),
    votes: table(
      ["voter_id", "vote", ...(ballotPoints === null ? [] : ["points"])],
      Array.from({ length: voters }, (_, v) => {
        const [from, to] = [ballotStart[v]!, ballotStart[v + 1]!];
        const ids = Array.from(ballotProject.subarray(from, to), (p) => projects[p]!.id).join(",");
        const voter = facts.voterIds?.[v] ?? String(v + 1);
        return ballotPoints === null ? [voter, ids] : [voter, ids, ballotPoints.subarray(from, to).join(",")];
      }),
    ),
  });
}

function totals({ projects, ballotProject }: Election): { counted: Float64Array } {
  const counted = new Float64Array(projects.length);
  for (const project of ballotProject) counted[project]!++;
  return { counted };
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): PabulibTable {
  return { columns, rows, lines: rows.map(() => 0) };
}

/** The text of a `.pb` file. Every cell comes back as it was, but that a line break in it becomes a space. */
export function writePabulib({ meta, projects, votes }: PabulibDocument): string {
  const parts = [
    ["META", meta],
    ["PROJECTS", projects],
    ["VOTES", votes],
  ] as const;
  return parts
    .flatMap(([name, { columns, rows }]) => [name, line(columns), ...rows.map(line)])
    .map((text) => `${text}\n`)
    .join("");
}

function line(cells: readonly string[]): string {
  return cells.map(cell).join(";");
}

function cell(value: string): string {
  const text = value.replace(/\r\n|[\r\n]/g, " ");
  // A voter named VOTES is no section.
  return /[";]/.test(text) || /^(META|PROJECTS|VOTES)$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
