import { describe, expect, it } from "vitest";
import { KeepingStatements } from "./keeping-statements.ts";

describe("a connection that keeps its statements", () => {
  it("gives the same statement for the same text, and another after it was told to forget", () => {
    const db = new KeepingStatements(":memory:");
    const first = db.prepare("SELECT 1 AS one");
    expect(db.prepare("SELECT 1 AS one")).toBe(first);
    db.forgetStatements();
    expect(db.prepare("SELECT 1 AS one")).not.toBe(first);
    db.close();
  });

  it("keeps the ones used last, and a table that grew a column is read with it", () => {
    const db = new KeepingStatements(":memory:");
    db.exec("CREATE TABLE t (a INTEGER)");
    db.prepare("INSERT INTO t VALUES (?)").run(1);
    const all = db.prepare("SELECT * FROM t");
    expect(all.all()).toEqual([{ a: 1 }]);
    for (let made = 0; made < 499; made++) {
      db.prepare(`SELECT ${made}`);
      db.prepare("SELECT * FROM t");
    }
    expect(db.prepare("SELECT * FROM t")).toBe(all);
    db.exec("ALTER TABLE t ADD COLUMN b INTEGER");
    expect(db.prepare("SELECT * FROM t").all()).toEqual([{ a: 1, b: null }]);
    for (let made = 0; made < 500; made++) db.prepare(`SELECT ${made} AS x`);
    expect(db.prepare("SELECT * FROM t")).not.toBe(all);
    db.close();
  });
});
