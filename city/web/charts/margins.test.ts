import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MarginRow, margins } from "./margins.ts";
import { textWidth } from "./shapes.ts";

const judged = (row: Partial<MarginRow>): { svg: string; svgNarrow: string } =>
  margins({
    id: "judged",
    language: "en",
    title: "Judged",
    intervalName: "90 % interval",
    marginName: "Line that the plan draws",
    rows: [
      {
        name: "Outside limits, worst room",
        verdict: "uncertain",
        interval: { value: 0, low: 0, high: 12.5 },
        margin: 2,
        bad: "above",
        label: (value) => `${value > 0 ? "+" : ""}${value.toFixed(1)} pp`,
        ...row,
      },
    ],
  });

/** What stands under the lane, from left to right. */
function under(svg: string): { readonly words: string; readonly from: number; readonly to: number }[] {
  return [...svg.matchAll(/text-anchor="middle" font-size="13" x="([\d.-]+)" y="[\d.]+"[^>]*>([^<]*)</g)]
    .map(([, x = "", words = ""]) => ({
      words,
      from: Number(x) - textWidth(words) / 2,
      to: Number(x) + textWidth(words) / 2,
    }))
    .sort((one, other) => one.from - other.from);
}

describe("what is judged against its line", () => {
  it("names the line and nought under the lane, on a telephone too", () => {
    const { svg, svgNarrow } = judged({});
    for (const drawn of [svg, svgNarrow])
      expect(under(drawn).map(({ words }) => words)).toEqual(["0", "+2.0 pp"]);
  });

  it("leaves nought out where it would run into the line's own words", () => {
    expect(under(judged({ margin: 0.3 }).svgNarrow).map(({ words }) => words)).toEqual(["+0.3 pp"]);
  });

  it("no words run into each other or out of the drawing, wherever interval and line lie", () => {
    const value = fc.double({ min: -1000, max: 1000, noNaN: true });
    fc.assert(
      fc.property(value, value, value, (one, other, margin) => {
        const interval = { value: (one + other) / 2, low: Math.min(one, other), high: Math.max(one, other) };
        const drawn = judged({ interval, margin });
        for (const [svg, width] of [
          [drawn.svg, 720],
          [drawn.svgNarrow, 300],
        ] as const) {
          const [first, second] = under(svg);
          expect(first!.from).toBeGreaterThanOrEqual(0);
          expect((second ?? first)!.to).toBeLessThanOrEqual(width);
          if (second !== undefined) expect(second.from - first!.to).toBeGreaterThan(5);
        }
      }),
    );
  });
});
