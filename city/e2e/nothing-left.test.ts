import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { sheetOf, workbookOf } from "../features/readings/intake/workbook.fixtures.ts";
import { type ImportEvent, type ImportRequest, importIntoNode } from "../node/import-files.ts";
import { type CityNode, openNode } from "../node/node.ts";
import { definePoint } from "../node/points.ts";
import { cityProfiles } from "../node/profile.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), "husting-nothing-left-"));
const data = join(folder, "city");
let node: CityNode;
beforeAll(async () => {
  node = await openNode(data, { profile: cityProfiles.umea });
});
afterAll(async () => {
  await node.close();
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

async function imported(
  path: string,
  point: Partial<ImportRequest["mapping"]["point"]> = {},
): Promise<ImportEvent[]> {
  const events: ImportEvent[] = [];
  const mapping: ImportRequest["mapping"] = {
    version: 1,
    encoding: "utf-8",
    time: { column: 1, zone: "UTC", format: "iso", marks: "start", repeatedHour: "refuse" },
    value: { column: 2, unit: "kWh", decimalSeparator: "." },
    point: {
      ...{ building: "hall", carrier: "electricity", carrierNames: {}, kind: "interval" as const },
      ...{ stepMinutes: 60 as const, registerWidth: 9 },
      ...point,
    },
  };
  await importIntoNode(node, { files: [path], mapping, reason: "test", dryRun: false }, (event) =>
    events.push(event),
  );
  return events;
}

const GOOD = "time,kWh\n2026-01-01 00:00,1\n2026-01-01 00:15,2\n";
const nothing = async (): Promise<unknown[]> => [
  await node.registry.buildings(),
  await node.registry.rooms(),
  await node.registry.points(),
  await node.readings.deliveryCount(),
  await node.civic.selectFrom("result").select("point_id").execute(),
];

it("a file of which nothing was taken leaves nothing behind, and the right answers take it afterwards", async () => {
  const wrong = file("wrong.csv", "time,kWh\n01/02/2026 00:00,1\n");
  expect(await imported(wrong, { room: "cellar" })).toContainEqual(
    expect.objectContaining({ type: "taken", receipt: expect.objectContaining({ added: 0, deliveryId: 0 }) }),
  );
  expect(await nothing()).toEqual([[], [], [], 0, []]);
  const [taken] = await imported(file("right.csv", GOOD), { stepMinutes: 15 });
  expect(taken).toMatchObject({ type: "taken", receipt: { added: 2 } });
});

it("a point that is taken back while results are computed leaves no building and no result", async () => {
  await definePoint(node, {
    ...{ building: "ghost", room: "attic", carrier: "electricity", kind: "interval" },
    ...{ unit: "kWh", stepMinutes: 60, registerWidth: null },
  });
  const point = (await node.registry.points()).find(({ key }) => key === "ghost/attic/electricity")!;
  // Somebody opens a room's page meanwhile: every room has a code then.
  await node.votes.rooms.all();
  const computing = node.recompute();
  await node.registry.forgetPoint(point.id, node.votes.tally);
  await computing;
  await node.recompute();
  expect(await node.registry.building("ghost")).toBeUndefined();
  const results = await node.civic.selectFrom("result").select("point_id").execute();
  expect(results.map(({ point_id }) => point_id)).not.toContain(point.id);
});

it("a pipe is refused and keeps nobody waiting", async () => {
  const pipe = join(folder, "pipe.csv");
  expect(spawnSync("mkfifo", [pipe]).status).toBe(0);
  expect(await imported(pipe, { building: "other" })).toContainEqual(
    expect.objectContaining({
      type: "refused",
      rejection: expect.objectContaining({ code: "not-a-regular-file" }),
    }),
  );
  const book = join(folder, "pipe.xlsx");
  expect(spawnSync("mkfifo", [book]).status).toBe(0);
  expect(await imported(book, { building: "other" })).toContainEqual(
    expect.objectContaining({
      type: "refused",
      rejection: expect.objectContaining({ code: "not-a-regular-file" }),
    }),
  );
});

it("a workbook whose two cells lie a sheet apart is refused by name, by the command and in the browser", async () => {
  const bytes = workbookOf({ first: sheetOf(["XFD3", "A20000"]) });
  expect(await imported(file("apart.xlsx", bytes), { building: "other" })).toContainEqual(
    expect.objectContaining({ rejection: expect.objectContaining({ code: "too-large-to-convert" }) }),
  );
  expect(await node.uploads.keep("apart.xlsx", bytes)).toEqual({ ok: false, fault: "too-large-to-convert" });
});

it("a file can be sent under any name, and what holds no readings is refused by what it is", async () => {
  for (const name of ["..", ".", "", "../../husting.json", "a/..", " "]) {
    const kept = await node.uploads.keep(name, new TextEncoder().encode(GOOD));
    expect(kept.ok && (await node.uploads.find(kept.id))?.path.startsWith(join(data, "uploads"))).toBe(true);
  }
  const first = {
    png: [0x89, 0x50, 0x4e, 0x47],
    pdf: [0x25, 0x50, 0x44, 0x46],
    xls: [0xd0, 0xcf, 0x11, 0xe0],
  };
  for (const [name, fault] of [
    ["png", "is-picture"],
    ["pdf", "is-pdf"],
    ["xls", "is-old-office"],
  ] as const)
    expect(await node.uploads.keep(`a.${name}`, Uint8Array.from(first[name]))).toEqual({ ok: false, fault });
});

it("what a killed run left in a data directory is cleared away at the next start", async () => {
  const left = join(data, "scratch", "work-left");
  mkdirSync(left, { recursive: true });
  await node.close();
  node = await openNode(data);
  expect(existsSync(left)).toBe(false);
  await imported(file("again.csv", GOOD), { stepMinutes: 15 });
  expect(readdirSync(join(data, "scratch"))).toEqual([]);
});
