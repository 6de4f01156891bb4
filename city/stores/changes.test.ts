import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, it } from "vitest";
import { openApart } from "./apart.ts";
import { changesOf } from "./changes.ts";

const folder = mkdtempSync(join(tmpdir(), "husting-changes-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("says another thing once a row was changed, by this connection or by another, and the same as long as none was", () => {
  const path = join(folder, "one.sqlite");
  const db = openApart(path, ["CREATE TABLE t (a INTEGER)"]);
  const changes = changesOf(db);
  const seen = new Set([changes()]);
  db.prepare("SELECT count(*) FROM t").get();
  expect(seen.has(changes())).toBe(true);
  for (const act of ["INSERT INTO t VALUES (1)", "UPDATE t SET a = 2", "DELETE FROM t"]) {
    db.exec(act);
    expect(seen.has(changes()), act).toBe(false);
    seen.add(changes());
  }
  const other = new DatabaseSync(path);
  other.exec("INSERT INTO t VALUES (3)");
  expect(seen.has(changes())).toBe(false);
  seen.add(changes());
  expect(seen.has(changes())).toBe(true);
  other.close();
  db.close();
});
