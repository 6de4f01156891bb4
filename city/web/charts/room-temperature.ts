import { type Formats, formats, type Language, type Translate } from "../language/index.ts";
import type { Chart, ChartTable, LegendEntry } from "./chart.ts";
import { chartMessages } from "./chart-messages.ts";
import { paint } from "./paint.ts";
import { drawPlot, drawTwice, type Format } from "./plot.ts";
import { type ChartValues, summarise, valueAt } from "./series.ts";
import { bandPath, gapHatch, linePath, type Scale, type Shape, stroke, tenth } from "./shapes.ts";
import type { Alternative } from "./svg.ts";
import { placeOf, type Step, type TimeAxis, timeAxis } from "./time-axis.ts";

export interface RoomTemperature {
  readonly id: string;
  readonly language: Language;
  readonly zone: string;
  readonly title: string;
  readonly step: Step;
  readonly startsMs: ArrayLike<number>;
  readonly meanC: ChartValues;
  /** Lowest and highest of each step (over its hours, or over the rooms). */
  readonly lowestC?: ChartValues | undefined;
  readonly highestC?: ChartValues | undefined;
  /** The limits of the country's profile; `name` is where they come from. */
  readonly limits?:
    | {
        readonly lowC?: number | undefined;
        readonly highC?: number | undefined;
        readonly name?: string | undefined;
      }
    | undefined;
  readonly measures?: readonly { readonly startMs: number; readonly name: string }[] | undefined;
}

type T = Translate<(typeof chartMessages)["keys"][number]>;

const mostRows = 62;

/** How warm it was indoors, against the limits that hold there. */
export function roomTemperature(input: RoomTemperature): Chart {
  const f = formats(input.language, input.zone);
  const t = chartMessages.t(input.language);
  const count = input.startsMs.length;
  const axis = timeAxis(input.startsMs, input.step, f);
  const low = summarise(input.lowestC ?? input.meanC, 0, count);
  const high = summarise(input.highestC ?? input.meanC, 0, count);
  const { lowC, highC, name } = input.limits ?? {};
  const shown = [low.least, high.greatest, lowC ?? Number.NaN, highC ?? Number.NaN].filter(Number.isFinite);
  const min = shown.length === 0 ? 18 : Math.min(...shown) - 0.5;
  const max = shown.length === 0 ? 24 : Math.max(...shown) + 0.5;
  const isGap = (index: number): boolean => valueAt(input.meanC, index) === null;
  const description = describe(input, low.least, high.greatest, f, t);
  const places = (input.measures ?? []).flatMap((measure) => {
    const at = placeOf(measure.startMs, input.startsMs);
    return at === null ? [] : [{ at, name: measure.name }];
  });

  const draw = (format: Format, alternative: Alternative): string =>
    drawPlot(
      {
        height: format === "wide" ? 280 : 240,
        x: {
          min: -0.5,
          max: Math.max(0, count - 1) + 0.5,
          ticks: axis.ticks(format),
        },
        y: { min, max, fromZero: false, label: (temperatureC) => f.number(temperatureC), name: t("indoor") },
        draw: (scale) => [
          ...gapHatch(count, isGap, scale),
          ...band(input, scale),
          ...stroke(linePath(input.meanC, scale), { stroke: paint.measured, lineWidth: 1.8 }),
          ...[lowC, highC].flatMap((limitC) => (limitC === undefined ? [] : limitLine(limitC, scale))),
          ...places.flatMap(({ at }) =>
            stroke(`M${tenth(scale.x(at))} ${tenth(scale.top - 4)}V${tenth(scale.bottom)}`, {
              stroke: paint.measure,
              lineWidth: 2,
            }),
          ),
        ],
      },
      format,
      alternative,
    );

  const legend: LegendEntry[] = [{ sign: "line", tone: "1", label: t("roomMean") }];
  if (input.lowestC !== undefined && input.highestC !== undefined) {
    legend.push({ sign: "band", tone: "1", label: t("roomRange") });
  }
  if (lowC !== undefined || highC !== undefined) {
    legend.push({
      sign: "dashed",
      tone: "2",
      label: name === undefined ? t("limits") : t("limitsNamed", { name }),
    });
  }
  for (const place of places) legend.push({ sign: "marker", tone: "3", label: place.name });
  if (Array.from({ length: count }, (_, index) => index).some(isGap)) {
    legend.push({ sign: "hatch", tone: "gap", label: t("notMeasured") });
  }
  return {
    title: input.title,
    ...drawTwice({ id: input.id, title: input.title, description }, draw),
    legend,
    table: table(input, axis, f, t),
    description,
  };
}

function band(input: RoomTemperature, scale: Scale): Shape[] {
  if (input.lowestC === undefined || input.highestC === undefined) return [];
  const pathData = bandPath(input.lowestC, input.highestC, scale);
  return pathData === ""
    ? []
    : [{ type: "path", shape: { pathData }, style: { fill: paint.measured, opacity: 0.25 } }];
}

function limitLine(limitC: number, scale: Scale): Shape[] {
  const y = tenth(scale.y(limitC));
  return stroke(`M${tenth(scale.left)} ${y}H${tenth(scale.right)}`, {
    stroke: paint.expected,
    lineWidth: 2,
    lineDash: [6, 3],
  });
}

function describe(input: RoomTemperature, leastC: number, greatestC: number, f: Formats, t: T): string {
  const count = input.startsMs.length;
  const { measured } = summarise(input.meanC, 0, count);
  const style = input.step === "month" ? "month" : "day";
  const { lowC, highC } = input.limits ?? {};
  const temperature = (temperatureC: number | undefined): string =>
    temperatureC === undefined || !Number.isFinite(temperatureC) ? "" : f.temperature(temperatureC);
  const limits =
    lowC === undefined ? (highC === undefined ? "none" : "high") : highC === undefined ? "low" : "both";
  return t("roomTemperature.description", {
    from: f.date(input.startsMs[0] ?? 0, style),
    through: f.date(input.startsMs[count - 1] ?? 0, style),
    measured,
    all: count,
    step: input.step,
    any: measured > 0 ? "yes" : "no",
    lowest: temperature(leastC),
    highest: temperature(greatestC),
    limits,
    low: temperature(lowC),
    high: temperature(highC),
  }).trim();
}

function table(input: RoomTemperature, axis: TimeAxis, f: Formats, t: T): ChartTable {
  const count = input.startsMs.length;
  const byMonth = input.step !== "month" && count > mostRows;
  const style = input.step === "month" || byMonth ? "month" : input.step === "hour" ? "dateTime" : "day";
  const parts = byMonth
    ? axis.months()
    : Array.from({ length: count }, (_, index) => ({
        startMs: input.startsMs[index] ?? 0,
        from: index,
        to: index + 1,
      }));
  const temperature = (temperatureC: number): string =>
    Number.isFinite(temperatureC) ? f.number(temperatureC, { decimals: 1 }) : t("notMeasured");
  return {
    headers: [
      { label: t(byMonth ? "month" : input.step) },
      { label: t("lowest"), align: "number" },
      { label: t("mean"), align: "number" },
      { label: t("highest"), align: "number" },
      ...(byMonth ? [{ label: t("share"), align: "number" as const }] : []),
    ],
    rows: parts.map(({ startMs, from, to }) => {
      const mean = summarise(input.meanC, from, to);
      return [
        f.date(startMs, style),
        temperature(summarise(input.lowestC ?? input.meanC, from, to).least),
        temperature(mean.measured === 0 ? Number.NaN : mean.sum / mean.measured),
        temperature(summarise(input.highestC ?? input.meanC, from, to).greatest),
        ...(byMonth ? [t("countOf", { count: mean.measured, all: to - from })] : []),
      ];
    }),
  };
}
