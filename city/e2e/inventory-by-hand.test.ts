import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { type InventoryPage, inventoryPage } from "../features/carbon/index.ts";
import { type Mapping, parseMapping } from "../features/readings/intake/mapping.ts";
import { importIntoNode } from "../node/import-files.ts";
import { type CityNode, openNode } from "../node/node.ts";
import { type CityProfile, cityProfiles } from "../node/profile.ts";

// The inventory worked by hand in packages/carbon/src/inventory.test.ts, from files to the city's figures.

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), "husting-hand-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HOUR_MS = 3_600_000;

interface Meter {
  readonly building: string;
  readonly carrier: "electricity" | "district-heat" | "gas";
  readonly unit: string;
  /** Sums of 2021 and 2022, decimal text. */
  readonly years: readonly [string, string];
}

/** Hours of two local years that add up to the sums, digit for digit: the rest that does not divide goes to the first ones. */
function hourlyFile(zone: string, { unit, years }: Meter): string {
  const lines = [`time,${unit}`];
  for (const [i, sum] of years.entries()) {
    const startOf = (year: number): number =>
      Temporal.ZonedDateTime.from(`${year}-01-01T00:00[${zone}]`).epochMilliseconds;
    const [fromMs, toMs] = [startOf(2021 + i), startOf(2022 + i)];
    const hours = (toMs - fromMs) / HOUR_MS;
    const [whole = "0", rest = ""] = sum.split(".");
    // Millionths of the unit, as whole numbers.
    const total = BigInt(whole + rest.padEnd(6, "0"));
    const each = total / BigInt(hours);
    const left = Number(total % BigInt(hours));
    for (let hour = 0; hour < hours; hour++) {
      const digits = String(each + (hour < left ? 1n : 0n)).padStart(7, "0");
      lines.push(
        `${new Date(fromMs + hour * HOUR_MS).toISOString()},${digits.slice(0, -6)}.${digits.slice(-6)}`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}

function mappingOf(zone: string, { building, carrier, unit }: Meter): Mapping {
  const mapping = parseMapping({
    version: 1,
    separator: ",",
    time: { column: "time", zone, marks: "start" },
    value: { column: 2, unit, decimalSeparator: "." },
    point: { building, carrier, kind: "interval", stepMinutes: 60 },
  });
  if (!mapping.ok) throw new Error(JSON.stringify(mapping.fault));
  return mapping.value;
}

async function cityWith(profile: CityProfile, meters: readonly Meter[]): Promise<CityNode> {
  const node = await openNode(join(folder, profile.id), { profile });
  for (const meter of meters) {
    const file = join(folder, `${meter.building}-${meter.carrier}.csv`);
    writeFileSync(file, hourlyFile(profile.zone, meter));
    const refused: unknown[] = [];
    await importIntoNode(
      node,
      {
        files: [file],
        reason: "",
        dryRun: false,
        mapping: mappingOf(profile.zone, meter),
      },
      (event) => {
        if (event.type === "refused" || event.type === "not-understood") refused.push(event);
      },
    );
    expect(refused).toEqual([]);
  }
  await node.recompute();
  return node;
}

const gramsIn = ({ years }: InventoryPage) =>
  Object.fromEntries(
    years.flatMap(({ year, lines }) =>
      lines.map(({ carrier, carbon }) => [`${year} ${carrier}`, carbon?.kilograms ?? null]),
    ),
  );
const totalsIn = ({ years }: InventoryPage) =>
  Object.fromEntries(
    years.map(({ year, totals }) => [
      year,
      totals.map(({ gas, scope, kilograms }) => [gas, scope, kilograms]),
    ]),
  );

describe("the inventory worked by hand, from files that are imported into two cities", () => {
  it("Umeå: a school's electricity in kWh by the Nordic residual mix, its heat in MWh by the supplier's value", async () => {
    const { umea } = cityProfiles;
    const node = await cityWith(
      {
        ...umea,
        carbon: {
          ...umea.carbon,
          factors: { electricity: "nordic-residual-2022", "district-heat": "umea-dh-2022" },
        },
      },
      [
        {
          building: "umea-school",
          carrier: "electricity",
          unit: "kWh",
          years: ["182345.6", "175020.3"],
        },
        { building: "umea-school", carrier: "district-heat", unit: "MWh", years: ["512.4", "498.75"] },
      ],
    );
    try {
      const page = await inventoryPage(node, { year: 2021, kind: null, page: 1 });
      expect(gramsIn(page)).toEqual({
        "2021 electricity": "67830.740",
        "2022 electricity": "81839.492",
        "2021 district-heat": "26132.400",
        "2022 district-heat": "25436.250",
      });
      // 67 830 739.744 + 26 132 400 = 93 963 139.744 g; 81 839 492.28 + 25 436 250 = 107 275 742.28 g
      expect(totalsIn(page)).toEqual({
        2021: [["CO2", "direct", "93963.140"]],
        2022: [["CO2", "direct", "107275.742"]],
      });
      expect(page.years.every(({ measuredShare }) => measuredShare === 1)).toBe(true);
      expect(page.missing).toEqual({
        notMeasured: 0,
        partlyMeasured: 0,
        nearlyWhole: 0,
        noFactor: 0,
        withoutMeters: 0,
      });
      expect(page.buildings).toMatchObject([
        { slug: "umea-school", totals: [{ gas: "CO2", scope: "direct", kilograms: "93963.140" }] },
      ]);
    } finally {
      await node.close();
    }
  });

  it("Xi'an: a school's electricity by Shaanxi's average, heat in gigajoules by the national default, gas by its lower heating value", async () => {
    const { chanba } = cityProfiles;
    const node = await cityWith({ ...chanba, carbon: { ...chanba.carbon, gasHeatingValue: "lower" } }, [
      { building: "xian-school", carrier: "electricity", unit: "kWh", years: ["241008.25", "238512.5"] },
      { building: "xian-school", carrier: "district-heat", unit: "GJ", years: ["1830.6", "1795.45"] },
      { building: "xian-school", carrier: "gas", unit: "kWh", years: ["38400.5", "36950.75"] },
    ]);
    try {
      const page = await inventoryPage(node, { year: 2022, kind: null, page: 1 });
      expect(gramsIn(page)).toEqual({
        "2021 electricity": "152702.827",
        // A half goes to the even gram, here and below.
        "2022 electricity": "156416.498",
        "2021 district-heat": "201366.000",
        "2022 district-heat": "197499.500",
        "2021 gas": "7756.901",
        "2022 gas": "7464.052",
      });
      // 152 702 827.2 + 201 366 000 + 7 756 901 = 361 825 728.2 g
      // 156 416 497.5 + 197 499 500 + 7 464 051.5 = 361 380 049 g, one less than the rounded rows
      expect(totalsIn(page)).toEqual({
        2021: [["CO2", "direct", "361825.728"]],
        2022: [["CO2", "direct", "361380.049"]],
      });
    } finally {
      await node.close();
    }
  });
});
