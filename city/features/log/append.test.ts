import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { opensTo, verifyLog } from "@husting/openness";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type OpenedCivic, openCivic } from "../../stores/civic/database.ts";
import { type Act, ActLog, logMigrations, openCityKey } from "./index.ts";

const act: Act = {
  act: "role.granted",
  role: "administrator",
  personId: "person-7",
  subject: "people",
  facts: { role: "officer" },
  secret: { person: "eva@example.org" },
};

describe("the city's log in its database", () => {
  let directory: string;
  let civic: OpenedCivic;
  let log: ActLog;
  let nowMs: number;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), "husting-log-"));
    civic = await openCivic(join(directory, "civic.sqlite"), logMigrations);
    nowMs = Date.UTC(2026, 0, 1);
    log = new ActLog("umea", openCityKey(join(directory, "key.json")).signer, () => nowMs);
  });
  afterEach(async () => {
    await civic.close();
    rmSync(directory, { recursive: true });
  });

  const append = () => civic.db.transaction().execute((transaction) => log.append(transaction, act));
  const verify = async () => {
    const rows = await civic.db.selectFrom("log_entry").selectAll().orderBy("sequence").execute();
    const publicKeys = [openCityKey(join(directory, "key.json")).signer.publicKey];
    return verifyLog({
      entries: rows.map((row) => row.line),
      heads: rows.map((row) => row.head_line),
      publicKeys,
    });
  };

  it("an act that is rolled back has never been on record", async () => {
    await append();
    const failing = civic.db.transaction().execute(async (transaction) => {
      await log.append(transaction, act);
      throw new Error("the act itself failed");
    });
    await expect(failing).rejects.toThrow("the act itself failed");
    await append();
    expect(await verify()).toMatchObject({ ok: true, size: 2 });
  });

  it("a clock that steps back does not make time run backwards in the log", async () => {
    await append();
    nowMs -= 60_000;
    await append();
    expect(await verify()).toMatchObject({ ok: true, size: 2, lastAt: "2026-01-01T00:00:00.000Z" });
  });

  it("a name is only committed to, and erasing what opens it leaves the proof intact", async () => {
    const { entry, line } = await append();
    expect(line).not.toContain("eva");
    const opening = await civic.db
      .selectFrom("log_opening")
      .selectAll()
      .where("name", "=", "person")
      .executeTakeFirstOrThrow();
    expect(opening.commitment).toBe(entry.commitments.person);
    expect(opensTo(opening.commitment, opening.value, new Uint8Array(opening.salt))).toBe(true);
    await civic.db.deleteFrom("log_opening").where("person_id", "=", "person-7").execute();
    expect(await verify()).toMatchObject({ ok: true, size: 1 });
  });

  it("the database itself refuses to change or delete an entry", async () => {
    await append();
    await expect(civic.db.updateTable("log_entry").set({ line: "{}" }).execute()).rejects.toThrow(
      "append-only",
    );
    await expect(civic.db.deleteFrom("log_entry").execute()).rejects.toThrow("append-only");
  });

  it("the private key is readable by the node's own user only, and stays the same", () => {
    const path = join(directory, "key.json");
    const first = openCityKey(path).signer.publicKey;
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(openCityKey(path).signer.publicKey).toEqual(first);
    expect(JSON.parse(readFileSync(path, "utf8"))).toHaveProperty("d");
  });
});
