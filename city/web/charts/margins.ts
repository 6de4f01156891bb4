import type { Language } from "../language/index.ts";
import type { Chart, LegendEntry } from "./chart.ts";
import { chartMessages } from "./chart-messages.ts";
import { paint } from "./paint.ts";
import { drawPlot, drawTwice, type Format, widths } from "./plot.ts";
import { box, fitted, type Scale, type Shape, stroke, tenth, text, textWidth } from "./shapes.ts";
import type { Alternative } from "./svg.ts";

/** One thing that is judged: where its interval lies against a line that must not be crossed. */
export interface MarginRow {
  readonly name: string;
  /** What it came to, in a word or two. */
  readonly verdict: string;
  /** Estimate and interval; null where nothing is told. */
  readonly interval: { readonly value: number; readonly low: number; readonly high: number } | null;
  readonly margin: number;
  /** On which side of the margin it is bad to be. */
  readonly bad: "below" | "above";
  readonly label: (value: number) => string;
}

export interface Margins {
  readonly id: string;
  readonly language: Language;
  readonly title: string;
  /** What the interval is: "90 % interval". */
  readonly intervalName: string;
  readonly marginName: string;
  readonly rows: readonly MarginRow[];
}

const rowHeight = 76;

/** Intervals against their margins, each on a scale of its own, one under the other. */
export function margins(input: Margins): Chart {
  const t = chartMessages.t(input.language);
  const description = input.rows
    .map((row) =>
      row.interval === null
        ? t("margins.row-none", { name: row.name, verdict: row.verdict })
        : t("margins.row", {
            name: row.name,
            verdict: row.verdict,
            value: row.label(row.interval.value),
            low: row.label(row.interval.low),
            high: row.label(row.interval.high),
            margin: row.label(row.margin),
          }),
    )
    .join(" ");
  const legend: LegendEntry[] = [
    { sign: "whisker", tone: "1", label: input.intervalName },
    { sign: "dashed", tone: "3", label: input.marginName },
    { sign: "band", tone: "gap", label: t("margins.bad") },
  ];
  if (input.rows.some(({ interval }) => interval === null))
    legend.push({ sign: "hatch", tone: "gap", label: t("notMeasured") });
  return {
    title: input.title,
    ...drawTwice({ id: input.id, title: input.title, description }, (format, alternative) =>
      draw(input, format, alternative),
    ),
    legend,
    table: {
      headers: [
        { label: t("margins.part") },
        { label: t("margins.verdict") },
        { label: t("margins.estimate"), align: "number" },
        { label: input.intervalName, align: "number" },
        { label: input.marginName, align: "number" },
      ],
      rows: input.rows.map(({ name, verdict, interval, margin, label }) => [
        name,
        verdict,
        interval === null ? t("notMeasured") : label(interval.value),
        interval === null ? "–" : `${label(interval.low)} – ${label(interval.high)}`,
        label(margin),
      ]),
    },
    description,
  };
}

function draw(input: Margins, format: Format, alternative: Alternative): string {
  return drawPlot(
    {
      height: input.rows.length * rowHeight + 4,
      bare: true,
      margin: { top: 2, bottom: 2, left: 4, right: 4 },
      x: { min: 0, max: 1, ticks: [] },
      y: { min: 0, max: 1, fromZero: true, label: String },
      draw: (scale) =>
        input.rows.flatMap((row, index) => rowShapes(row, scale, scale.top + index * rowHeight, format)),
    },
    format,
    alternative,
  );
}

function rowShapes(row: MarginRow, scale: Scale, top: number, format: Format): Shape[] {
  const width = scale.right - scale.left;
  const verdictWidth = textWidth(row.verdict) + 12;
  const nameWidth = Math.min(widths[format] - verdictWidth, width - verdictWidth);
  const heading = [
    text(scale.left, top + 10, fitted(row.name, nameWidth), "left", "middle", paint.ink),
    text(scale.right, top + 10, row.verdict, "right", "middle", paint.ink),
  ];
  const laneTop = top + 20;
  const laneHeight = 26;
  const middle = laneTop + laneHeight / 2;
  if (row.interval === null)
    return [...heading, box(scale.left, laneTop, width, laneHeight, { fill: paint.hatch })];
  const { value, low, high } = row.interval;
  const least = Math.min(0, low, row.margin);
  const most = Math.max(0, high, row.margin);
  const pad = 0.06 * (most - least || 1);
  const x = (at: number): number =>
    tenth(scale.left + ((at - least + pad) / (most - least + 2 * pad)) * width);
  const line = (at: number): string => `M${x(at)} ${laneTop}L${x(at)} ${laneTop + laneHeight}`;
  const badFrom = row.bad === "above" ? x(row.margin) : scale.left;
  const badTo = row.bad === "above" ? scale.right : x(row.margin);
  const underLane = laneTop + laneHeight + 10;
  // Kept inside the drawing, whatever it stands under.
  const centre = (at: number, words: string): number => {
    const half = textWidth(words) / 2;
    return Math.min(scale.right - half, Math.max(scale.left + half, x(at)));
  };
  const under = (at: number, words: string): Shape => text(centre(at, words), underLane, words, "center");
  const marginWords = row.label(row.margin);
  // Nought has no unit to read: it is the margin's.
  const apart = Math.abs(centre(0, "0") - centre(row.margin, marginWords));
  const showsZero = row.margin !== 0 && apart > (textWidth(marginWords) + textWidth("0")) / 2 + 6;
  return [
    ...heading,
    box(badFrom, laneTop, badTo - badFrom, laneHeight, { fill: paint.gap, opacity: 0.18 }),
    ...stroke(line(0), { stroke: paint.gap, lineWidth: 1 }),
    ...stroke(line(row.margin), { stroke: paint.measure, lineWidth: 2, lineDash: [5, 3] }),
    ...stroke(
      `M${x(low)} ${middle}L${x(high)} ${middle}M${x(low)} ${middle - 6}L${x(low)} ${middle + 6}M${x(high)} ${middle - 6}L${x(high)} ${middle + 6}`,
      { stroke: paint.measured, lineWidth: 2 },
    ),
    ...stroke(`M${x(value)} ${middle}L${tenth(x(value) + 0.1)} ${middle}`, {
      stroke: paint.measured,
      lineWidth: 9,
      lineCap: "round",
    }),
    under(row.margin, marginWords),
    ...(showsZero ? [under(0, "0")] : []),
  ];
}
