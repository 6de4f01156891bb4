import { type Formats, formats, type Language, type Translate } from "../language/index.ts";
import type { Chart, ChartTone, LegendEntry } from "./chart.ts";
import { chartMessages } from "./chart-messages.ts";
import { type Paint, paint } from "./paint.ts";
import { drawPlot, drawTwice, type Format, widths } from "./plot.ts";
import { valueAt } from "./series.ts";
import { box, fitted, type Scale, type Shape, text, textWidth } from "./shapes.ts";
import type { Alternative } from "./svg.ts";
import { timeAxis } from "./time-axis.ts";

export interface CoverageByMonth {
  readonly id: string;
  readonly language: Language;
  readonly zone: string;
  readonly title: string;
  /** The UTC instant at which each month begins at the site. */
  readonly monthStartsMs: ArrayLike<number>;
  /** What is measured, and the share of each month's hours that was: 0–1, or null where there was no meter yet. */
  readonly rows: readonly { readonly name: string; readonly shares: ArrayLike<number | null> }[];
}

type T = Translate<(typeof chartMessages)["keys"][number]>;

/** From this share up a cell has this colour; the first that fits. Nothing measured at all is hatched. */
const levels = [
  { from: 0.995, colour: paint.heat5, tone: "heat-5" },
  { from: 0.9, colour: paint.heat4, tone: "heat-4" },
  { from: 0.75, colour: paint.heat3, tone: "heat-3" },
  { from: 0.5, colour: paint.heat2, tone: "heat-2" },
  { from: 0, colour: paint.heat1, tone: "heat-1" },
] as const satisfies readonly { from: number; colour: Paint; tone: ChartTone }[];

const rowHeight = 30;
/** A name may take not quite half of a wide drawing: the strips beside it are read by their colours. */
const WIDEST_NAME = 320;

/** Which months were measured, and how completely: one strip per meter or room. */
export function coverageByMonth(input: CoverageByMonth): Chart {
  const f = formats(input.language, input.zone);
  const t = chartMessages.t(input.language);
  const count = input.monthStartsMs.length;
  const axis = timeAxis(input.monthStartsMs, "month", f);
  const description = t("coverage.description", {
    from: f.date(input.monthStartsMs[0] ?? 0, "month"),
    through: f.date(input.monthStartsMs[count - 1] ?? 0, "month"),
    rows: f.list(
      input.rows.map(({ name, shares }) =>
        t("coverage.row", { name, share: f.percent(meanShare(shares, count)) }),
      ),
    ),
  });
  const draw = (format: Format, alternative: Alternative): string => {
    const narrow = format === "narrow";
    // On a telephone a row's name stands over its strip.
    const height = input.rows.length * (narrow ? rowHeight + 20 : rowHeight) + 44;
    const left = narrow
      ? 4
      : Math.min(WIDEST_NAME, 16 + Math.max(0, ...input.rows.map(({ name }) => textWidth(name))));
    return drawPlot(
      {
        height,
        bare: true,
        margin: { top: 2, right: narrow ? 4 : 10, bottom: 42, left },
        x: { min: -0.5, max: Math.max(0, count - 1) + 0.5, ticks: [] },
        y: { min: 0, max: 1, fromZero: true, label: String },
        draw: (scale) => [
          ...input.rows.flatMap((row, index) => strip(row, index, count, narrow, scale)),
          ...axis
            .ticks(format)
            .flatMap(({ at, label }) =>
              label
                .split("\n")
                .map((line, index) => text(scale.x(at), scale.bottom + 12 + 17 * index, line, "center")),
            ),
        ],
      },
      format,
      alternative,
    );
  };
  return {
    title: input.title,
    ...drawTwice({ id: input.id, title: input.title, description }, draw),
    legend: legend(input, f, t),
    table: {
      headers: [
        { label: t("month") },
        ...input.rows.map(({ name }) => ({ label: name, align: "number" as const })),
      ],
      rows: Array.from({ length: count }, (_, index) => [
        f.date(input.monthStartsMs[index] ?? 0, "month"),
        ...input.rows.map(({ shares }) => {
          const share = valueAt(shares, index);
          return share === null || share === 0 ? t("notMeasured") : f.percent(share);
        }),
      ]),
    },
    description,
  };
}

function strip(
  row: CoverageByMonth["rows"][number],
  position: number,
  count: number,
  narrow: boolean,
  scale: Scale,
): Shape[] {
  const top = scale.top + position * (narrow ? rowHeight + 20 : rowHeight) + (narrow ? 20 : 3);
  const height = rowHeight - 6;
  const width = scale.x(1) - scale.x(0);
  const cells = Array.from({ length: count }, (_, index): Shape => {
    const share = valueAt(row.shares, index);
    const from = scale.x(index - 0.5);
    const colour = share === null || share <= 0 ? paint.hatch : (level(share)?.colour ?? paint.heat1);
    return box(from + 0.75, top, width - 1.5, height, { fill: colour });
  });
  const name = narrow
    ? text(scale.left, top - 11, fitted(row.name, widths.narrow - 8))
    : text(0, top + height / 2, fitted(row.name, scale.left - 10));
  return [name, ...cells];
}

function level(share: number): (typeof levels)[number] | undefined {
  return levels.find(({ from }) => share >= from);
}

function meanShare(shares: ArrayLike<number | null>, count: number): number {
  let sum = 0;
  for (let index = 0; index < count; index++) sum += valueAt(shares, index) ?? 0;
  return count === 0 ? 0 : sum / count;
}

function legend(input: CoverageByMonth, f: Formats, t: T): LegendEntry[] {
  const label = (index: number): string => {
    const from = levels[index]?.from ?? 0;
    const above = levels[index - 1]?.from;
    if (above === undefined) return t("coverage.whole", { share: f.percent(from, 1) });
    if (from === 0) return t("coverage.under", { share: f.percent(above) });
    const decimals = above > 0.99 ? 1 : 0;
    return t("coverage.from", { from: f.percent(from), to: f.percent(above, decimals) });
  };
  const shares = input.rows.flatMap((row) =>
    Array.from({ length: input.monthStartsMs.length }, (_, index) => valueAt(row.shares, index) ?? 0),
  );
  const present = new Set(shares.filter((share) => share > 0).map((share) => level(share)?.tone));
  const entries: LegendEntry[] = levels.flatMap(({ tone }, index) =>
    present.has(tone) ? [{ sign: "cell", tone, label: label(index) } as const] : [],
  );
  if (shares.some((share) => share <= 0))
    entries.push({ sign: "hatch", tone: "gap", label: t("notMeasured") });
  return entries;
}
