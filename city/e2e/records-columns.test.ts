import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { civicColumns, columnsUnder } from "../features/records/columns.ts";
import { erasesByItself } from "../features/records/erasers.ts";
import { recordMessages } from "../features/records/messages.ts";
import { planOf, retentionPlans } from "../features/records/retention-plans.ts";
import { retentionRules } from "../features/records/retention-rules.ts";
import { openNode } from "../node/node.ts";
import { cityProfiles } from "../node/profile.ts";

let home: string;
let inDatabase: Map<string, string[]>;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "husting-columns-"));
  const node = await openNode(join(home, "city"), { profile: cityProfiles.umea });
  // Shadow tables belong to their virtual table: what is in one is in the other.
  const tables = await sql<{ name: string }>`SELECT name FROM pragma_table_list
    WHERE schema = 'main' AND type != 'shadow' AND name NOT IN ('sqlite_schema') ORDER BY name`.execute(
    node.civic,
  );
  inDatabase = new Map();
  for (const { name } of tables.rows) {
    const columns = await sql<{ name: string }>`SELECT name FROM pragma_table_info(${name})`.execute(
      node.civic,
    );
    inDatabase.set(
      name,
      columns.rows.map((column) => column.name),
    );
  }
  await node.close();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("every column of the civic database", () => {
  it("is kept by a rule, or said to be free of personal data, and none twice", () => {
    const listed = Object.entries(civicColumns).flatMap(([table, rules]) =>
      Object.values(rules).flatMap((columns) => (columns ?? []).map((column) => `${table}.${column}`)),
    );
    const kept = [...inDatabase].flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`));
    const how =
      "name it in features/records/columns.ts, under the rule it is kept by or as free of personal data";
    expect(
      kept.filter((column) => !listed.includes(column)),
      how,
    ).toEqual([]);
    expect(
      listed.filter((column) => !kept.includes(column)),
      "is in no table any more",
    ).toEqual([]);
    expect(new Set(listed).size).toBe(listed.length);
  });

  it("that sounds like a person is not said to be free of personal data", () => {
    const free = Object.entries(civicColumns).flatMap(([table, { free: columns }]) =>
      (columns ?? []).map((column) => `${table}.${column}`),
    );
    expect(free.filter((column) => /email|address|person|user|author|phone/i.test(column))).toEqual([
      // How many live in the city and its parts, as population statistics say.
      "population_table.persons",
      "population_row.persons",
      // How many people are said to use a room regularly.
      "vote_room.regular_users",
    ]);
  });
});

describe("every rule", () => {
  it("holds for columns, has a source in every plan, and words in every language", () => {
    for (const { id, basis } of retentionRules) {
      expect(columnsUnder(id), id).not.toEqual([]);
      expect(recordMessages.has(`rule.${id}`), id).toBe(true);
      for (const plan of retentionPlans) expect(planOf(plan.id).sources[basis], id).not.toEqual([]);
    }
  });

  it("that says the node erases is carried out by it, and no other is", () => {
    for (const { id, afterwards } of retentionRules)
      expect(erasesByItself(id), id).toBe(afterwards === "erased");
  });

  it("that erases has a period", () => {
    for (const { id, kept, afterwards } of retentionRules)
      if (afterwards === "erased") expect(["days", "minutes"], id).toContain(kept.kind);
  });
});
