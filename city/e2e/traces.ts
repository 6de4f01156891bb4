import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { CityNode } from "../node/node.ts";

/** Tables in which people's words, acts and letters lie; what only counts or waits for a code is told apart by the tests that touch it. */
const KEPT =
  /^(proposal|decision|promise|why_|measure|elected_body|body_term|office_holder|log_|demo_mail|desk_code|user$|account)/;

/** Everything that an act could have left, as one text a table: two of them are the same where nothing was done between. */
export async function tracesIn({ civic }: Pick<CityNode, "civic">): Promise<Record<string, string>> {
  const tables = await sql<{
    name: string;
  }>`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`
    .execute(civic)
    .then(({ rows }) => rows.map(({ name }) => name).filter((name) => KEPT.test(name)));
  const traces: Record<string, string> = {};
  for (const table of tables) {
    const { rows } = await sql<unknown>`SELECT * FROM ${sql.table(table)}`.execute(civic);
    const hash = createHash("sha256").update(JSON.stringify(rows, plain)).digest("hex").slice(0, 16);
    traces[table] = `${rows.length} rows, ${hash}`;
  }
  return traces;
}

const plain = (_: string, value: unknown): unknown => (typeof value === "bigint" ? String(value) : value);

/** What a page says is wrong, as it is read: of its fields and of its notices. */
export function faultsSaid(html: string): string {
  const said = [
    ...html.matchAll(/class="field-error"[^>]*>(.*?)<\/p>/gsu),
    ...html.matchAll(/class="notice" data-kind="error"[^>]*>(.*?)<\/div><\/div>/gsu),
  ].map(([, inner]) => (inner ?? "").replaceAll(/<!--.*?-->|<[^>]+>/gu, " "));
  return said.join(" ").replaceAll("&#x27;", "'").replaceAll("&quot;", '"').replaceAll(/\s+/gu, " ").trim();
}
