import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { languages } from "../language/index.ts";
import type { Chart } from "./chart.ts";
import {
  coverageByMonth,
  energyAgainstTemperature,
  energyAgainstTime,
  energyAlongPath,
  ranking,
  roomTemperature,
  sparkline,
} from "./index.ts";

const dayMs = 86_400_000;
const zone = "Europe/Stockholm";
const startMs = Date.UTC(2024, 11, 31, 23);
const days = (count: number): number[] => Array.from({ length: count }, (_, day) => startMs + day * dayMs);
const wave = (count: number): number[] =>
  Array.from({ length: count }, (_, step) => 900 + 700 * Math.cos(step / 58) + 97 * Math.sin(step * 7));
const months = Array.from({ length: 36 }, (_, month) => Date.UTC(2023, month, 1));
const common = { id: "chart", language: "en", zone, title: "Heat" } as const;

function everyChart(language: (typeof languages)[number], title: string): Chart[] {
  const base = { id: "chart", language, zone, title } as const;
  const used = wave(400).map((kwh, day) => (day > 50 && day < 70 ? null : kwh));
  return [
    energyAlongPath({
      ...base,
      useName: title,
      pathName: title,
      years: [2024, 2025, 2026, 2027].map((year, i) => ({
        year,
        useKwh: i < 2 ? 4_000_000 - i : null,
        pathKwh: 4_000_000 * (1 - 0.019 * i),
        toCome: i === 3,
      })),
    }),
    energyAgainstTime({
      ...base,
      step: "day",
      startsMs: days(400),
      usedKwh: used,
      expected: {
        kind: "withoutMeasure",
        kwh: wave(400),
        lowKwh: wave(400).map((kwh) => kwh - 123.4),
        highKwh: wave(400).map((kwh) => kwh + 123.4),
        intervalShare: 0.9,
      },
      measures: [{ startMs: startMs + 200 * dayMs, name: title }],
    }),
    energyAgainstTime({
      ...base,
      step: "month",
      startsMs: months,
      usedKwh: wave(36).map((kwh) => kwh * 1000),
      measuredShare: wave(36).map((_, month) => (month === 3 ? 0.5 : 1)),
      expected: { kind: "model", kwh: wave(36).map((kwh) => kwh * 900) },
    }),
    energyAgainstTemperature({
      ...base,
      step: "day",
      groups: [
        { kind: "baseline", outdoorC: wave(1000).map((kwh) => kwh / 100), energyKwh: wave(1000) },
        { kind: "reporting", outdoorC: wave(1000).map((kwh) => kwh / 90), energyKwh: wave(1000) },
      ],
      model: { outdoorC: [-10, 15, 25], energyKwh: [2000, 300, 300] },
    }),
    roomTemperature({
      ...base,
      step: "day",
      startsMs: days(400),
      meanC: used.map((kwh) => (kwh === null ? null : 20 + kwh / 1000)),
      lowestC: used.map((kwh) => (kwh === null ? null : 19 + kwh / 1000)),
      highestC: used.map((kwh) => (kwh === null ? null : 21 + kwh / 1000)),
      limits: { lowC: 20, highC: 24, name: title },
    }),
    coverageByMonth({
      ...base,
      monthStartsMs: months,
      rows: Array.from({ length: 6 }, (_, row) => ({
        name: `${title} ${row}`,
        shares: months.map((_month, at) => (at % 5) / 4),
      })),
    }),
    ranking({
      ...base,
      valueName: title,
      items: Array.from({ length: 70 }, (_, item) => ({
        name: `${title} ${item}`,
        value: 70 - item,
        low: 60 - item,
        high: 80 - item,
      })),
      label: String,
    }),
  ];
}

describe.each(languages)("every chart in the language %s", (language) => {
  const charts = everyChart(language, "Byggnad 建筑");

  it("stays small enough for an old telephone's line", () => {
    expect(
      charts.flatMap(({ svg, svgNarrow }) => [svg.length, svgNarrow.length]).filter((size) => size >= 30_000),
    ).toEqual([]);
  });

  it("is one image with a title and a description, and brings no style, script or fixed size", () => {
    for (const chart of charts) {
      expect(chart.description.length).toBeGreaterThan(10);
      // The wide drawing has the words of both: whoever reads the page as text meets them once.
      expect(chart.svg).toMatch(/<title id="chart-title">[^<]+<\/title><desc id="chart-desc">[^<]+<\/desc>/);
      expect(chart.svgNarrow).not.toMatch(/<title|<desc/);
      for (const svg of [chart.svg, chart.svgNarrow]) {
        expect(svg).toMatch(
          /^<svg class="chart" viewBox="0 0 \d+ \d+" role="img" aria-labelledby="chart-title chart-desc"/,
        );
        expect(svg).not.toMatch(/<style|<script|\sstyle=|\sclass="zr|ecmeta|NaN|Infinity|undefined/);
      }
    }
  });

  it("takes every colour from the style sheet", () => {
    for (const { svg, svgNarrow } of charts) {
      const colours = [...`${svg}${svgNarrow}`.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(
        ([, colour]) => colour ?? "",
      );
      expect(
        colours.filter((colour) => !/^(none|var\(--[\w-]+\)|url\(#chart(-n)?-hatch\))$/.test(colour)),
      ).toEqual([]);
    }
  });

  it("has a table with as many cells in each row as there are headings", () => {
    for (const { table } of charts) {
      expect(table.rows.length).toBeGreaterThan(0);
      expect(table.rows.filter((row) => row.length !== table.headers.length)).toEqual([]);
      expect(table.rows.flat().filter((cell) => cell === "" || /NaN|undefined/.test(cell))).toEqual([]);
    }
  });
});

it("the same numbers give the same drawing, whenever and however often", () => {
  expect(everyChart("sv", "A")).toEqual(everyChart("sv", "A"));
});

it("a hostile name is text in every chart, never markup", () => {
  const hostile = `</title><script>alert(1)</script><a href='x' onload="y">&`;
  for (const { svg, svgNarrow } of everyChart("en", hostile)) {
    expect(`${svg}${svgNarrow}`).not.toMatch(/<script|<a |<\/title><[^d]/);
    expect(svg).toContain("&lt;script&gt;");
  }
});

it("an id that could break out of its attribute is refused", () => {
  expect(() =>
    sparkline({ id: 'a" onload="b', language: "en", title: "A", values: [1], label: String }),
  ).toThrow(/cannot be/);
});

/** The height of every corner of every line of a drawing, followed step by step. */
function heights(svg: string): number[] {
  return [...svg.matchAll(/ d="(M[^"]+)"/g)].flatMap(([, path = ""]) => {
    let y = 0;
    return [...path.matchAll(/([Ml ]?)(-?[\d.]+) ?(-?[\d.]+)/g)].map(([, command, , number]) => {
      y = command === "M" ? Number(number) : y + Number(number);
      return y;
    });
  });
}

describe("energy against time", () => {
  const path = (svg: string, token: string): string =>
    [...svg.matchAll(/<path d="([^"]+)" fill="none" stroke="var\((--[\w-]+)\)"/g)].find(
      ([, , found]) => found === token,
    )?.[1] ?? "";

  it("an unmeasured week is hatched, and no line crosses it", () => {
    const usedKwh = wave(30).map((kwh, day) => (day >= 10 && day < 17 ? null : kwh));
    const { svg, legend, table, description } = energyAgainstTime({
      ...common,
      step: "day",
      startsMs: days(30),
      usedKwh,
    });
    expect(svg).toContain("url(#chart-hatch)");
    expect(path(svg, "--chart-1").match(/M/g)).toHaveLength(2);
    expect(legend.map(({ label }) => label)).toContain("Not measured");
    expect(table.rows[10]).toEqual(["11 Jan 2025", "Not measured"]);
    expect(description).toContain("Measured: 23 of 30 days.");
  });

  it("as many pieces of line as runs of measured days, whatever is missing", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), (measured) => {
        const runs = measured.filter((is, day) => is && !measured[day - 1]).length;
        const { svg, table } = energyAgainstTime({
          ...common,
          step: "day",
          startsMs: days(measured.length),
          usedKwh: measured.map((is, day) => (is ? 100 + day : Number.NaN)),
        });
        expect(path(svg, "--chart-1").match(/M/g)?.length ?? 0).toBe(runs);
        expect(table.rows.filter(([, used]) => used === "Not measured")).toHaveLength(
          measured.filter((is) => !is).length,
        );
      }),
      { numRuns: 40 },
    );
  });

  it("a year of days becomes a table of months that compares like with like", () => {
    const usedKwh = days(365).map((_, day) => (day < 10 ? null : 100));
    const { table } = energyAgainstTime({
      ...common,
      step: "day",
      startsMs: days(365),
      usedKwh,
      expected: { kind: "withoutMeasure", kwh: days(365).map(() => 110) },
    });
    expect(table.rows).toHaveLength(12);
    expect(table.rows[0]).toEqual(["January 2025", "2,100", "2,310", "21 of 31"]);
  });

  it("large energies are in MWh on the axis, in the table and in the words", () => {
    const { svg, table, description } = energyAgainstTime({
      ...common,
      step: "month",
      startsMs: months.slice(0, 2),
      usedKwh: [50_000, 20_000],
    });
    expect(svg).toContain("MWh per month");
    expect(table.rows.map(([, used]) => used)).toEqual(["50.0", "20.0"]);
    expect(description).toContain("50\u00a0MWh");
  });

  it("a month that was measured in part is not drawn as a whole one, nor called the lowest", () => {
    const { description, legend, svg } = energyAgainstTime({
      ...common,
      step: "month",
      startsMs: months.slice(0, 2),
      usedKwh: [50, 20],
      measuredShare: [1, 0.4],
    });
    expect(legend.map(({ sign }) => sign)).toContain("partial");
    expect(svg).toContain("url(#chart-hatch)");
    expect(description).toContain("Measured: 1 of 2 months, and 1 more in part.");
    expect(description).toContain("lowest 50\u00a0kWh (January 2023)");
  });

  it("months that were all measured in part are compared with one another", () => {
    const { description } = energyAgainstTime({
      ...common,
      step: "month",
      startsMs: months.slice(0, 2),
      usedKwh: [50, 20],
      measuredShare: [0.9, 0.4],
    });
    expect(description).toContain("Measured: 0 of 2 months, and 2 more in part.");
    expect(description).toContain("lowest 20\u00a0kWh (February 2023)");
  });

  it("a measure outside the time shown is not marked", () => {
    const { legend } = energyAgainstTime({
      ...common,
      step: "day",
      startsMs: days(5),
      usedKwh: wave(5),
      measures: [{ startMs: 0, name: "Old" }],
    });
    expect(legend.map(({ sign }) => sign)).not.toContain("marker");
  });

  it("time without any measurement is drawn as such, in every language", () => {
    for (const language of languages) {
      const { svg, legend } = energyAgainstTime({
        ...common,
        language,
        step: "day",
        startsMs: days(3),
        usedKwh: [null, null, null],
      });
      expect(svg).toContain("hatch");
      expect(legend.at(-1)?.sign).toBe("hatch");
    }
  });

  it("negative energy, as of a house that delivers, widens the axis downwards and stays inside", () => {
    const { svg } = energyAgainstTime({ ...common, step: "day", startsMs: days(3), usedKwh: [-50, 20, 30] });
    expect(svg).toContain("\u221260<");
    expect(Math.max(...heights(svg))).toBeLessThanOrEqual(300);
    expect(Math.min(...heights(svg))).toBeGreaterThanOrEqual(0);
  });
});

describe("the other charts", () => {
  it("a year without a figure is hatched and has no bar; one to come is neither", () => {
    const years = [
      { year: 2024, useKwh: 900, pathKwh: 1000, toCome: false },
      { year: 2025, useKwh: null, pathKwh: 981, toCome: false },
      { year: 2026, useKwh: null, pathKwh: 962, toCome: true },
    ];
    const chart = energyAlongPath({ ...common, useName: "Use", pathName: "Path", years });
    expect(chart.table.rows).toEqual([
      ["2024", "900 kWh".replace(" ", "\u00a0"), "1,000 kWh".replace(" ", "\u00a0")],
      ["2025", "No figure", "981 kWh".replace(" ", "\u00a0")],
      ["2026", "–", "962 kWh".replace(" ", "\u00a0")],
    ]);
    expect(chart.legend.map(({ sign }) => sign)).toEqual(["bar", "line", "hatch"]);
    expect(chart.description).not.toContain("2025:");
  });

  it("the signature pairs both halves of a point, and draws at most 400", () => {
    const { table, svg } = energyAgainstTemperature({
      ...common,
      step: "day",
      groups: [{ kind: "all", outdoorC: [1, null, 3, Number.NaN], energyKwh: [10, 20, null, 5] }],
    });
    expect(table.rows).toEqual([["0–2\u00a0°C", "10.0", "1"]]);
    expect(svg).toContain("Outdoor temperature");
    const many = energyAgainstTemperature({
      ...common,
      step: "hour",
      groups: [{ kind: "all", outdoorC: wave(8760), energyKwh: wave(8760) }],
    });
    const dots = /<path d="([^"]+)" fill="none" stroke="var\(--chart-1\)"/.exec(many.svg)?.[1] ?? "";
    expect(dots.match(/M/g)).toHaveLength(400);
  });

  it("a room's limits stand in the drawing even where no temperature comes near them", () => {
    const { description, svg } = roomTemperature({
      ...common,
      step: "day",
      startsMs: days(3),
      meanC: [21, 21.5, 21.2],
      limits: { lowC: 16, highC: 28 },
    });
    expect(description).toContain("16.0\u00a0°C and 28.0\u00a0°C");
    expect(svg.match(/stroke="var\(--chart-2\)"/g)).toHaveLength(2);
  });

  it("a month without a meter is hatched and said, not 0 %", () => {
    const { table, svg } = coverageByMonth({
      ...common,
      monthStartsMs: months.slice(0, 2),
      rows: [{ name: "Heat", shares: [null, 0.97] }],
    });
    expect(table.rows.map(([, share]) => share)).toEqual(["Not measured", "97%"]);
    expect(svg).toContain("hatch");
  });

  it("a ranking keeps its order, and what was not measured has no bar", () => {
    const { table, description } = ranking({
      ...common,
      valueName: "Saved",
      items: [
        { name: "A", value: 5, low: 1, high: 9 },
        { name: "B", value: null },
        { name: "C", value: -3 },
      ],
      label: (value) => `${value} MWh`,
      intervalLabel: (low, high) => `${low}–${high}`,
      intervalName: "Interval",
    });
    expect(table.rows).toEqual([
      ["A", "5 MWh", "1–9"],
      ["B", "Not measured", "–"],
      ["C", "-3 MWh", "–"],
    ]);
    expect(description).toContain("1 was not measured");
  });

  it("a sparkline breaks at a gap and says how much was measured", () => {
    const { svg, description } = sparkline({
      id: "s",
      language: "en",
      title: "A",
      values: [1, null, 3, 4],
      label: String,
    });
    expect(description).toBe("From 1 to 4, highest 4. Measured: 3 of 4.");
    expect(svg).toContain("var(--chart-gap)");
    expect(svg.length).toBeLessThan(1000);
    expect(sparkline({ id: "s", language: "sv", title: "A", values: [], label: String }).description).toBe(
      "Inte uppmätt.",
    );
  });
});
