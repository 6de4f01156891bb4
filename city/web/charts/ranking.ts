import type { Language } from "../language/index.ts";
import type { Chart, LegendEntry } from "./chart.ts";
import { chartMessages } from "./chart-messages.ts";
import { paint } from "./paint.ts";
import { drawPlot, type Format, widths } from "./plot.ts";
import { box, fitted, type Scale, type Shape, stroke, tenth, text, textWidth } from "./shapes.ts";

export interface RankingItem {
  readonly name: string;
  /** null where it was not measured, or cannot be told. */
  readonly value: number | null;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

export interface Ranking {
  readonly id: string;
  readonly language: Language;
  readonly title: string;
  /** What the values are, with their unit: the heading of the table's column. */
  readonly valueName: string;
  /** In the order in which they are to stand; at most 60 are drawn, all are in the table. */
  readonly items: readonly RankingItem[];
  /** A value as text with its unit; `formats(language, zone)` has what is needed. */
  readonly label: (value: number) => string;
  /** The interval as text, for the table and the legend. */
  readonly intervalLabel?: ((low: number, high: number) => string) | undefined;
  /** What the interval is: "90 % interval". */
  readonly intervalName?: string | undefined;
}

const mostBars = 60;

interface Row extends RankingItem {
  readonly top: number;
}

/** Things by size, largest bar to the right of zero, negative ones to the left, each with its interval. */
export function ranking(input: Ranking): Chart {
  const t = chartMessages.t(input.language);
  const measured = input.items.filter((item) => item.value !== null);
  const byValue = [...measured].sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const named = (item: RankingItem | undefined): string =>
    item === undefined || item.value === null ? "" : `${item.name} ${input.label(item.value)}`;
  const description =
    measured.length === 0
      ? t("ranking.empty")
      : t("ranking.description", {
          count: input.items.length,
          highest: named(byValue[0]),
          lowest: named(byValue.at(-1)),
          missing: input.items.length - measured.length,
        });
  const hasIntervals = measured.some((item) => item.low !== undefined && item.high !== undefined);
  const legend: LegendEntry[] = [{ sign: "bar", tone: "1", label: input.valueName }];
  if (hasIntervals && input.intervalName !== undefined) {
    legend.push({ sign: "whisker", tone: "2", label: input.intervalName });
  }
  if (measured.length < input.items.length)
    legend.push({ sign: "hatch", tone: "gap", label: t("notMeasured") });
  const { intervalLabel } = input;
  return {
    title: input.title,
    svg: draw(input, "wide", { id: input.id, title: input.title, description }),
    svgNarrow: draw(input, "narrow", { id: `${input.id}-n`, title: input.title, description }),
    legend,
    table: {
      headers: [
        { label: t("ranking.name") },
        { label: input.valueName, align: "number" },
        ...(intervalLabel === undefined
          ? []
          : [{ label: input.intervalName ?? "", align: "number" as const }]),
      ],
      rows: input.items.map((item) => [
        item.name,
        item.value === null ? t("notMeasured") : input.label(item.value),
        ...(intervalLabel === undefined
          ? []
          : [item.low === undefined || item.high === undefined ? "–" : intervalLabel(item.low, item.high)]),
      ]),
    },
    description,
  };
}

function draw(
  input: Ranking,
  format: Format,
  alternative: { id: string; title: string; description: string },
): string {
  const narrow = format === "narrow";
  const items = input.items.slice(0, mostBars);
  const rowHeight = narrow ? 44 : 28;
  const ends = items.flatMap((item) =>
    item.value === null ? [] : [item.value, item.low ?? 0, item.high ?? 0],
  );
  const min = Math.min(0, ...ends);
  const max = Math.max(0, ...ends);
  const values = items.map((item) => (item.value === null ? "" : input.label(item.value)));
  const valueWidth = Math.max(0, ...values.map(textWidth)) + 12;
  const nameWidth = narrow ? 0 : Math.min(240, Math.max(0, ...items.map(({ name }) => textWidth(name))) + 14);
  return drawPlot(
    {
      height: items.length * rowHeight + 8,
      bare: true,
      margin: { top: 4, bottom: 4, left: nameWidth + 2, right: valueWidth },
      x: { min, max: max > min ? max : min + 1, ticks: [] },
      y: { min: 0, max: 1, fromZero: true, label: String },
      draw: (scale) => {
        const zero = tenth(scale.x(0));
        return [
          ...items.flatMap((item, index) =>
            row(
              { ...item, top: scale.top + index * rowHeight },
              values[index] ?? "",
              narrow,
              nameWidth,
              scale,
            ),
          ),
          ...stroke(`M${zero} ${scale.top}V${scale.bottom}`, { stroke: paint.gap, lineWidth: 1 }),
        ];
      },
    },
    format,
    alternative,
  );
}

function row(item: Row, value: string, narrow: boolean, nameWidth: number, scale: Scale): Shape[] {
  const top = item.top + (narrow ? 20 : 5);
  const height = 18;
  const middle = top + height / 2;
  const shapes: Shape[] = [
    narrow
      ? text(2, item.top + 10, fitted(item.name, widths.narrow - 4), "left", "middle", paint.ink)
      : text(nameWidth - 8, middle, fitted(item.name, nameWidth - 12), "right", "middle", paint.ink),
  ];
  if (item.value === null) {
    shapes.push(box(scale.left, top, scale.right - scale.left, height, { fill: paint.hatch }));
    return shapes;
  }
  const zero = scale.x(0);
  const end = scale.x(item.value);
  shapes.push(box(Math.min(zero, end), top, Math.abs(end - zero), height, { fill: paint.measured }));
  if (item.low !== undefined && item.high !== undefined)
    shapes.push(...whisker(item.low, item.high, middle, scale));
  shapes.push(text(scale.right + 8, middle, value, "left", "middle", paint.ink));
  return shapes;
}

/** The interval lies over its bar, so it has a rim of the ground's colour. */
function whisker(low: number, high: number, middle: number, scale: Scale): Shape[] {
  const from = tenth(scale.x(low));
  const to = tenth(scale.x(high));
  const path = `M${from} ${middle}H${to}M${from} ${middle - 4}V${middle + 4}M${to} ${middle - 4}V${middle + 4}`;
  return [
    ...stroke(path, { stroke: paint.surface, lineWidth: 5, lineCap: "square" }),
    ...stroke(path, { stroke: paint.expected, lineWidth: 2 }),
  ];
}
