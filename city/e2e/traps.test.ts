import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type BuildingPage, buildingPage } from "../features/buildings/index.ts";
import { giveAnswer } from "../features/meters/answers.ts";
import { exchangeMeter, installationKey, takeBackExchange } from "../features/meters/exchange.ts";
import { mappingSchema } from "../features/readings/intake/mapping.ts";
import { type ImportEvent, importIntoNode } from "../node/import-files.ts";
import { type CityNode, openNode } from "../node/node.ts";
import { cityProfiles } from "../node/profile.ts";

/**
 * The traps that lie between a meter and a number, each as it comes into a node: a file, and what its building's page
 * then says. `@husting/metering` tests the same traps by themselves, in all their variants.
 */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 1);
const HOURS = 120 * 24;
const manager = { id: "manager", email: "manager@example.org", role: "manager" } as const;

let home = "";
let node: CityNode;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "husting-traps-"));
  mkdirSync(join(home, "files"));
  const data = join(home, "city");
  node = await openNode(data, { profile: cityProfiles.umea, nowMs: () => START + 130 * 24 * HOUR });
  await taken(
    "weather",
    "outdoor-temperature",
    "instantaneous",
    "°C",
    hourly((hour) => (-10 + hour / 200).toFixed(1)),
  );
});
afterAll(async () => {
  await node.close();
  rmSync(home, { recursive: true, force: true });
});

const hourly = (value: (hour: number) => string | null): [string, string][] =>
  Array.from({ length: HOURS }, (_, hour): [string, string | null] => [
    new Date(START + hour * HOUR).toISOString(),
    value(hour),
  ]).filter((row): row is [string, string] => row[1] !== null);

/** Imports rows as a file of one building's carrier; gives what the import said. */
async function taken(
  building: string,
  carrier: string,
  kind: "cumulative" | "interval" | "instantaneous",
  unit: string,
  rows: readonly (readonly [string, string])[],
  more: { readonly zone?: string; readonly registerWidth?: number; readonly header?: string } = {},
): Promise<ImportEvent[]> {
  const file = join(home, "files", `${building}-${carrier}-${rows.length}.csv`);
  const header = more.header ?? "value";
  writeFileSync(file, `time,${header}\n${rows.map((row) => row.join(",")).join("\n")}\n`);
  const mapping = mappingSchema.parse({
    version: 1,
    time: { column: "time", zone: more.zone ?? "UTC" },
    value: { column: header, unit },
    point: {
      building,
      carrier,
      kind,
      stepMinutes: 60,
      ...(more.registerWidth ? { registerWidth: more.registerWidth } : {}),
    },
  });
  const said: ImportEvent[] = [];
  await importIntoNode(node, { files: [file], mapping, reason: "first", dryRun: false }, (event) =>
    said.push(event),
  );
  return said;
}

async function meterOf(building: string): Promise<BuildingPage["meters"][number]> {
  const page = await buildingPage(node, building);
  return page!.meters[0]!;
}
const totalOf = async (building: string): Promise<number> => (await meterOf(building)).summary!.year.kwh;
const questionsOf = async (building: string) => (await meterOf(building)).detail!.questions;
const findingsOf = async (building: string) =>
  (await meterOf(building)).detail!.findings.map(({ code }) => code);
const pointOf = async (building: string) =>
  (await node.registry.points()).find(({ key }) => key.startsWith(`${building}/`))!;

/** A register that counts 10 kWh an hour from 1 000. */
const counting = (hour: number): number => 1_000 + 10 * hour;
/** What such a register has counted at the end. */
const ALL = 10 * (HOURS - 1);

describe("time", () => {
  it("a local time in the repeated hour, or in the hour that does not exist, is a question and not a guess", async () => {
    const rows: [string, string][] = [
      ["2026-03-29 01:30", "1"],
      ["2026-03-29 02:30", "2"],
      ["2026-03-29 03:30", "3"],
      ["2026-10-25 02:30", "4"],
    ];
    const [said] = await taken("clocks", "electricity", "interval", "kWh", rows, {
      zone: "Europe/Stockholm",
    });
    expect(said).toMatchObject({ type: "taken", receipt: { added: 2, rejected: 2 } });
    expect(said?.type === "taken" && said.rejections.map(({ row, code }) => [row, code])).toEqual([
      [3, "time-does-not-exist"],
      [5, "time-exists-twice"],
    ]);
  });

  it("the same local times with their offsets are instants, both of the repeated hour too", async () => {
    const rows: [string, string][] = [
      ["2025-10-26T02:30+02:00", "4"],
      ["2025-10-26T02:30+01:00", "5"],
    ];
    const [said] = await taken("offsets", "electricity", "interval", "kWh", rows, {
      zone: "Europe/Stockholm",
    });
    expect(said).toMatchObject({ receipt: { added: 2, rejected: 0 } });
  });

  it("a day belongs to the site's zone: days of 23 and of 25 hours lose and gain nothing", async () => {
    await taken(
      "summer-time",
      "electricity",
      "interval",
      "kWh",
      hourly(() => "1"),
    );
    // The last and the first local day are cut by UTC's: 1 January lacks its first hour, and one day has no whole.
    expect(await totalOf("summer-time")).toBe(HOURS - 23 - 2);
  });
});

describe("cumulative or interval is declared", () => {
  it("amounts declared as a register are found out and give no result, not a wrong one", async () => {
    await taken(
      "amounts",
      "electricity",
      "cumulative",
      "kWh",
      hourly((hour) => String(5 + ((hour * 7) % 11))),
    );
    expect((await meterOf("amounts")).summary).toBeNull();
  });

  it("a declared point is never read the other way by a later file", async () => {
    await taken(
      "declared",
      "electricity",
      "cumulative",
      "kWh",
      hourly((hour) => String(counting(hour))),
    );
    const said = await taken("declared", "electricity", "interval", "kWh", hourly(() => "10").slice(1));
    expect(said[0]).toMatchObject({ type: "not-understood", fault: { code: "point-differs" } });
  });
});

describe("a drop in a counter", () => {
  it("one 0.0 sample is a dip and books nothing, where elsewhere it booked 81 MWh", async () => {
    const register = (hour: number): string => (hour === 500 ? "0.0" : String(81_000 + 10 * hour));
    await taken("dip", "district-heat", "cumulative", "kWh", hourly(register));
    expect(await findingsOf("dip")).toContain("dip");
    expect(await questionsOf("dip")).toEqual([]);
    expect(await totalOf("dip")).toBeLessThanOrEqual(ALL);
    expect(await totalOf("dip")).toBeGreaterThan(0.97 * ALL);
  });

  it("rollover is told where the width says so, and nothing is lost", async () => {
    const register = (hour: number): string => String((99_000 + 10 * hour) % 100_000);
    await taken("rollover", "electricity", "cumulative", "kWh", hourly(register), { registerWidth: 5 });
    expect(await findingsOf("rollover")).toContain("rollover");
    const sound = hourly((hour) => String(counting(hour)));
    await taken("sound", "electricity", "cumulative", "kWh", sound);
    expect(await totalOf("rollover")).toBe(await totalOf("sound"));
  });

  it("a device back after a month books no −1,400 kWh: reset or exchange is asked, and each answer can be undone", async () => {
    const register = (hour: number): string | null => {
      if (hour < 1_000) return String(2_000 + hour);
      return hour < 1_000 + 30 * 24 ? null : String(600 + (hour - 1_720));
    };
    await taken("back", "electricity", "cumulative", "kWh", hourly(register));
    const before = await totalOf("back");
    expect(before).toBeGreaterThan(0);
    const [question, ...others] = await questionsOf("back");
    expect(others).toEqual([]);
    expect(question).toMatchObject({ break: "drop", registerBefore: "2999", registerAfter: "600" });
    const point = await pointOf("back");
    await giveAnswer(node, point, question!.id, "reset", manager);
    await node.recompute();
    expect(await questionsOf("back")).toEqual([]);
    await giveAnswer(node, point, question!.id, "withdrawn", manager);
    await node.recompute();
    expect(await questionsOf("back")).toHaveLength(1);
    expect(await totalOf("back")).toBe(before);
  });

  it("a swap is a recorded installation: with its registers the total runs on, without them it is a question", async () => {
    const swapHour = 1_500;
    const register = (hour: number): string =>
      hour < swapHour ? String(counting(hour)) : String(7 + 10 * (hour - swapHour));
    await taken("swap", "district-heat", "cumulative", "kWh", hourly(register));
    expect(await questionsOf("swap")).toHaveLength(1);
    const point = await pointOf("swap");
    const local = Temporal.Instant.fromEpochMilliseconds(START + swapHour * HOUR)
      .toZonedDateTimeISO("Europe/Stockholm")
      .toPlainDateTime()
      .toString();
    const said = {
      at: local,
      closingRegister: String(counting(swapHour)),
      serial: "B2",
      openingRegister: "7",
      multiplier: "",
      registerWidth: "",
      hanging: "",
      meant: "",
    };
    const parts = { ...node, zone: node.city.zone };
    expect(await exchangeMeter(parts, point, said, null, manager)).toEqual({ ok: true });
    await node.recompute();
    expect(await questionsOf("swap")).toEqual([]);
    expect(await totalOf("swap")).toBe(await totalOf("sound"));
    const newest = (await node.registry.installations(point.id)).at(-1);
    expect(await takeBackExchange(parts, point, installationKey(newest), manager)).toBe(true);
    await node.recompute();
    expect(await questionsOf("swap")).toHaveLength(1);
  });
});

describe("gaps", () => {
  it("long runs of exact zeros in a load that is never zero are suspect gaps, not a saving", async () => {
    const load = (hour: number): string =>
      hour >= 800 && hour < 1_100 ? "0" : (4 + (hour % 24) / 10).toFixed(1);
    await taken("zeros", "electricity", "interval", "kWh", hourly(load));
    expect(await findingsOf("zeros")).toContain("zero-run");
    const { summary, detail } = await meterOf("zeros");
    const february = detail!.months.find(({ startMs }) => startMs === Date.UTC(2026, 0, 31, 23))!;
    expect(february.measuredShare).toBeLessThan(0.7);
    expect(summary!.year.kwh / (summary!.year.measuredShare * 365)).toBeGreaterThan(4 * 24);
  });

  it("an hour without a reading is a gap and never a zero", async () => {
    await taken(
      "gap",
      "electricity",
      "interval",
      "kWh",
      hourly((hour) => (hour === 1_000 ? null : "2")),
    );
    await taken(
      "whole",
      "electricity",
      "interval",
      "kWh",
      hourly(() => "2"),
    );
    expect((await totalOf("whole")) - (await totalOf("gap"))).toBe(48);
    expect((await meterOf("gap")).detail!.months.some(({ measuredShare }) => measuredShare < 1)).toBe(true);
  });

  it("late data are taken when they come, and a corrected value is a later version", async () => {
    const rows = hourly(() => "3");
    await taken("late", "electricity", "interval", "kWh", [...rows.slice(0, 900), ...rows.slice(950)]);
    const before = await totalOf("late");
    await taken("late", "electricity", "interval", "kWh", rows.slice(900, 950).toReversed());
    // Three local days were not whole.
    expect((await totalOf("late")) - before).toBe(3 * 24 * 3);
    await taken("late", "electricity", "interval", "kWh", [[rows[910]![0], "4"]]);
    expect((await totalOf("late")) - before).toBe(3 * 24 * 3 + 1);
    expect((await meterOf("late")).corrections.map(({ value }) => value)).toEqual([3, 4]);
  });
});

describe("plausibility comes from the meter's rating, not from a constant", () => {
  it("500 kWh in an hour is asked about on a meter of 40 kW and counted on one of 2,000 kW", async () => {
    for (const [building, ratedPowerKw] of [
      ["flat", 40],
      ["district", 2_000],
    ] as const) {
      await taken(
        building,
        "electricity",
        "cumulative",
        "kWh",
        hourly((hour) => String(counting(hour))).slice(0, 2),
      );
      const { id } = await pointOf(building);
      await node.registry.addInstallation(id, {
        serial: "A1",
        fromMs: START,
        toMs: null,
        openingRegister: "1000",
        closingRegister: null,
        multiplier: "1",
        registerWidth: null,
        ratedPowerKw,
      });
      const jumping = (hour: number): string => String(counting(hour) + (hour >= 700 ? 490 : 0));
      await taken(building, "electricity", "cumulative", "kWh", hourly(jumping).slice(2));
    }
    expect(await questionsOf("flat")).toMatchObject([{ break: "jump" }]);
    expect(await questionsOf("district")).toEqual([]);
    expect((await totalOf("district")) - (await totalOf("sound"))).toBe(490);
  });
});

describe("units", () => {
  it("a gateway that labels cumulative energy kW is overridden by the mapping, and its values stay as it sent them", async () => {
    const rows = hourly((hour) => `${counting(hour)}.50`);
    await taken("gateway", "electricity", "cumulative", "kWh", rows, { header: "Energy (kW)" });
    expect(await totalOf("gateway")).toBe(await totalOf("sound"));
    const { mantissa, decimals } = await node.readings.current((await pointOf("gateway")).id);
    expect([mantissa[0], decimals[0]]).toEqual([100_050, 2]);
  });

  it("a register in kW is refused: power is no energy", async () => {
    const said = await taken(
      "power",
      "electricity",
      "cumulative",
      "kW",
      hourly((hour) => String(counting(hour))),
    );
    expect(said[0]).toMatchObject({ type: "not-understood" });
  });

  it.each([
    ["MWh", 1_000],
    ["GJ", 1_000 / 3.6],
    // GB/T 2589-2020: 29.3076 MJ for a kilogram of coal equivalent.
    ["kgce", 29.3076 / 3.6],
  ])("energy in %s is energy in kWh", async (unit, kwh) => {
    const building = `unit-${unit}`;
    await taken(
      building,
      "district-heat",
      "cumulative",
      unit,
      hourly((hour) => String(counting(hour))),
    );
    expect((await totalOf(building)) / (await totalOf("sound"))).toBeCloseTo(kwh, 3);
  });

  it("a volume of gas is no energy without its calorific value: it is kept, and no kWh is made up", async () => {
    const said = await taken(
      "volume",
      "gas",
      "cumulative",
      "m³",
      hourly((hour) => String(counting(hour))),
    );
    expect(said[0]).toMatchObject({ type: "taken", receipt: { added: HOURS } });
    expect((await meterOf("volume")).summary).toBeNull();
  });
});
