import type { Language } from "../language/index.ts";
import type { Chart, LegendEntry } from "./chart.ts";
import { chartMessages } from "./chart-messages.ts";
import { paint } from "./paint.ts";
import { drawPlot, drawTwice, type Format, widths } from "./plot.ts";
import { box, fitted, type Scale, type Shape, stroke, tenth, text, textWidth } from "./shapes.ts";
import type { Alternative } from "./svg.ts";

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
const barHeight = 18;

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
    ...drawTwice({ id: input.id, title: input.title, description }, (format, alternative) =>
      draw(input, format, alternative),
    ),
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

function draw(input: Ranking, format: Format, alternative: Alternative): string {
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
        const rows = items.map((item, index) => ({
          ...item,
          top: scale.top + index * rowHeight + (narrow ? 20 : 5),
        }));
        return [
          ...bars(rows, scale),
          ...rows.flatMap((row, index) => words(row, values[index] ?? "", narrow, nameWidth, scale)),
        ];
      },
    },
    format,
    alternative,
  );
}

/** All bars, intervals and zero lines of the chart: one path each, however many rows. */
function bars(rows: readonly Row[], scale: Scale): Shape[] {
  const zero = tenth(scale.x(0));
  let bar = "";
  let zeros = "";
  let whiskers = "";
  const gaps: Shape[] = [];
  for (const { value, low, high, top } of rows) {
    if (value === null) {
      gaps.push(box(scale.left, top, scale.right - scale.left, barHeight, { fill: paint.hatch }));
      continue;
    }
    const end = tenth(scale.x(value));
    bar += `M${zero} ${top}L${end} ${top}L${end} ${top + barHeight}L${zero} ${top + barHeight}Z`;
    zeros += `M${zero} ${top - 5}L${zero} ${top + barHeight + 5}`;
    if (low === undefined || high === undefined) continue;
    const middle = top + barHeight / 2;
    const [from, to] = [tenth(scale.x(low)), tenth(scale.x(high))];
    whiskers += `M${from} ${middle}L${to} ${middle}`;
    for (const cap of [from, to]) whiskers += `M${cap} ${middle - 4}L${cap} ${middle + 4}`;
  }
  return [
    ...gaps,
    ...(bar === ""
      ? []
      : [{ type: "path", shape: { pathData: bar }, style: { fill: paint.measured } } as const]),
    ...stroke(zeros, { stroke: paint.gap, lineWidth: 1 }),
    // An interval lies over its bar, so it has a rim of the ground's colour.
    ...stroke(whiskers, { stroke: paint.surface, lineWidth: 4 }),
    ...stroke(whiskers, { stroke: paint.expected, lineWidth: 2 }),
  ];
}

/** A row's name, before its bar or on a telephone over it, and its value behind. */
function words(row: Row, value: string, narrow: boolean, nameWidth: number, scale: Scale): Shape[] {
  const middle = row.top + barHeight / 2;
  const name = narrow
    ? text(2, row.top - 10, fitted(row.name, widths.narrow - 4), "left", "middle", paint.ink)
    : text(nameWidth - 8, middle, fitted(row.name, nameWidth - 12), "right", "middle", paint.ink);
  return row.value === null
    ? [name]
    : [name, text(scale.right + 8, middle, value, "left", "middle", paint.ink)];
}
