import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openControl } from "../node/control.ts";
import { definePoint } from "../node/points.ts";
import { husting } from "./command.ts";
import { type RunningCity, runCity } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const directory = mkdtempSync(join(tmpdir(), "husting-export-"));
let city: RunningCity;
let control: { close: () => Promise<void> };
beforeAll(async () => {
  city = await runCity();
  control = await openControl(city.node);
});
afterAll(async () => {
  await control.close();
  await city.close();
  rmSync(directory, { recursive: true, force: true });
});

async function parquet(path: string, sql: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const result = await connection.runAndReadAll(sql.replace("FILE", `'${path}'`));
  connection.closeSync();
  instance.closeSync();
  return result.getRows();
}

it("husting export writes Parquet that any reader opens, with every point's newest readings and its schema's name", async () => {
  const path = join(directory, "city.parquet");
  const { code, stdout } = await husting("export", path, "--data", city.directory);
  expect(code).toBe(0);
  const extents = [...(await city.node.readings.extents()).values()];
  const readings = extents.reduce((sum, extent) => sum + extent.readings, 0);
  expect(stdout).toContain(`${readings} readings of ${extents.length} points`);
  expect(await parquet(path, "SELECT count(*)::INTEGER, count(DISTINCT point)::INTEGER FROM FILE")).toEqual([
    [readings, extents.length],
  ]);
  const [[schema]] = (await parquet(
    path,
    "SELECT decode(value) FROM parquet_kv_metadata(FILE) WHERE decode(key) = 'schema'",
  )) as [[string]];
  expect(schema).toBe("husting.readings/1");
  const rooms = await parquet(
    path,
    "SELECT DISTINCT brick_class FROM FILE WHERE carrier = 'indoor-temperature' AND room IS NOT NULL",
  );
  expect(rooms).toEqual([["Zone_Air_Temperature_Sensor"]]);
});

it("the browser's download is the command's file, for a selection", async () => {
  const path = join(directory, "heat.csv");
  const flags = ["--building", "algkronan-skola", "--carrier", "district-heat"];
  const days = ["--from", "2026-01-01T00:00+01:00", "--to", "2026-02-01T00:00+01:00"];
  expect((await husting("export", path, "--data", city.directory, ...flags, ...days)).code).toBe(0);
  const cookie = await city.signInAs("researcher");
  const query = "building=algkronan-skola&carrier=district-heat&from=2026-01-01&to=2026-01-31&form=csv";
  const answer = await fetch(`${city.baseUrl}/export/readings?${query}`, { headers: { cookie } });
  expect(answer.headers.get("content-disposition")).toContain('filename="husting-umea.csv"');
  const text = await answer.text();
  expect(text).toBe(readFileSync(path, "utf8"));
  expect(text.split("\n")).toHaveLength(31 * 24 + 2);
});

it("the page explains every column of the file it gives", async () => {
  const cookie = await city.signInAs("researcher");
  const query = "building=algkronan-skola&carrier=electricity&from=2026-01-01&to=2026-01-01&form=csv";
  const file = await (
    await fetch(`${city.baseUrl}/export/readings?${query}`, { headers: { cookie } })
  ).text();
  const page = await (await fetch(`${city.baseUrl}/sv/staff/export`, { headers: { cookie } })).text();
  const explained = [...page.matchAll(/<dt>([^<]+)<\/dt>/g)].flatMap(([, term = ""]) => term.split(", "));
  expect(explained).toEqual(file.split("\n")[0]!.split(","));
});

it("what is no selection is refused or empty, and nobody without a role gets any", async () => {
  expect((await husting("export", join(directory, "a.txt"), "--data", city.directory)).code).toBe(2);
  for (const [path, why] of [
    [join(directory, "no-folder", "a.csv"), "there is no such folder"],
    [join(directory, "folder.csv"), "this is a folder"],
  ] as const) {
    mkdirSync(join(directory, "folder.csv"), { recursive: true });
    const { code, stderr } = await husting("export", path, "--data", city.directory);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${path}: ${why}`)]);
  }
  expect((await fetch(`${city.baseUrl}/export/readings`, { redirect: "manual" })).status).toBe(303);
  const cookie = await city.signInAs("resident");
  expect((await fetch(`${city.baseUrl}/export/readings`, { headers: { cookie } })).status).toBe(403);
});

it("a selection that nothing fits is a file with the columns and no row, from the command and in the browser", async () => {
  const cookie = await city.signInAs("researcher");
  for (const [building, days] of [
    ["nowhere", ""],
    ["algkronan-skola", "&from=1950-01-01&to=1950-01-02"],
  ]) {
    for (const form of ["csv", "parquet"]) {
      const path = join(directory, `nothing.${form}`);
      const flags = days === "" ? [] : ["--from", "1950-01-01T00:00Z", "--to", "1950-01-02T00:00Z"];
      const { code, stdout } = await husting(
        ...["export", path, "--data", city.directory, "--building", building!, ...flags],
      );
      expect([code, stdout]).toEqual([1, expect.stringContaining("has the columns and no row")]);
      const query = `building=${building}${days}&form=${form}`;
      const answer = await fetch(`${city.baseUrl}/export/readings?${query}`, { headers: { cookie } });
      writeFileSync(path, Buffer.from(await answer.arrayBuffer()));
      expect(await parquet(path, "SELECT count(point)::INTEGER FROM FILE")).toEqual([[0]]);
    }
  }
});

it("a date, a form or a carrier that cannot be read selects nothing, and is named", async () => {
  const cookie = await city.signInAs("researcher");
  for (const [query, code] of [
    ["from=hej", "date-not-readable"],
    ["to=2026-13-01", "date-not-readable"],
    ["form=xlsx", "form-not-known"],
    ["carrier=steam", "carrier-not-known"],
  ]) {
    const answer = await fetch(`${city.baseUrl}/export/readings?${query}`, { headers: { cookie } });
    expect([answer.status, (await answer.json()).error.code]).toEqual([400, code]);
  }
});

it("a CSV holds no text that a spreadsheet would run, and Parquet has it as it was", async () => {
  await definePoint(city.node, {
    ...{ building: "formula-hall", room: null, carrier: "electricity", kind: "interval" },
    ...{ unit: "kWh", stepMinutes: 60, registerWidth: null },
  });
  const { id } = city.node.points.book.get("formula-hall/electricity")!;
  const writer = await city.node.readings.begin({
    ...{ pointId: id, source: "=cmd|'/c calc'!A1.csv", receivedAtMs: 0, reason: "-1+1" },
  });
  await writer.append({
    ...{ atMs: Float64Array.of(0), mantissa: Float64Array.of(5), row: Float64Array.of(2) },
    ...{ decimals: Uint8Array.of(0), quality: Uint8Array.of(0) },
  });
  await writer.commit("");
  for (const [form, quote] of [
    ["csv", "'"],
    ["parquet", ""],
  ]) {
    const path = join(directory, `formula.${form}`);
    const { stdout } = await husting(
      ...["export", path, "--data", city.directory, "--building", "formula-hall"],
    );
    expect(stdout).toContain("1 reading of 1 point written");
    expect(await parquet(path, "SELECT source, reason FROM FILE")).toEqual([
      [`${quote}=cmd|'/c calc'!A1.csv`, `${quote}-1+1`],
    ]);
  }
});

it("an export can be imported again and changes nothing", async () => {
  const path = join(directory, "again.csv");
  const flags = ["--building", "algkronan-skola", "--carrier", "district-heat"];
  await husting("export", path, "--data", city.directory, ...flags);
  const { id } = city.node.points.book.get("algkronan-skola/heat")!;
  const before = await city.node.readings.current(id);
  const [, ...lines] = readFileSync(path, "utf8").trim().split("\n");
  const cookie = await city.node.sources.add("again", "*");
  if (!cookie.ok) throw new Error(cookie.fault);
  const body = lines.map((line) => {
    const [point, , , , , , , time, , value] = line.split(",");
    return JSON.stringify({ point, time, value });
  });
  writeFileSync(join(directory, "again.ndjson"), body.join("\n"));
  const answer = await fetch(`${city.baseUrl}/api/v1/readings`, {
    method: "POST",
    headers: { authorization: `Bearer ${cookie.token}`, "content-type": "application/x-ndjson" },
    body: body.join("\n"),
  });
  expect(await answer.json()).toMatchObject({
    added: 0,
    corrected: 0,
    rejected: 0,
    repeated: before.atMs.length,
  });
});
