import { type Formats, formats, type Language, type Translate } from "../language/index.ts";
import type { Chart, ChartTable, LegendEntry } from "./chart.ts";
import { chartMessages } from "./chart-messages.ts";
import { paint } from "./paint.ts";
import { drawPlot, drawTwice, type Format } from "./plot.ts";
import { type ChartValues, summarise, valueAt } from "./series.ts";
import { bandPath, box, gapHatch, linePath, type Scale, type Shape, stroke, tenth } from "./shapes.ts";
import type { Alternative } from "./svg.ts";
import { placeOf, type TimeAxis, timeAxis } from "./time-axis.ts";

export interface EnergyAgainstTime {
  /** Unique on the page. */
  readonly id: string;
  readonly language: Language;
  /** The site's IANA zone: steps are its days, weeks or months. */
  readonly zone: string;
  readonly title: string;
  readonly step: "day" | "week" | "month";
  /** The UTC instant at which each step begins, ascending, without holes: an unmeasured step is there too. */
  readonly startsMs: ArrayLike<number>;
  readonly usedKwh: ChartValues;
  /** Share of each step that was measured, 0–1. A step under 0.995 is drawn as measured in part. */
  readonly measuredShare?: ArrayLike<number> | undefined;
  readonly expected?:
    | {
        /** Said in the legend: the counterfactual after a measure, or a model of the same period. */
        readonly kind: "withoutMeasure" | "model";
        readonly kwh: ChartValues;
        readonly lowKwh?: ChartValues | undefined;
        readonly highKwh?: ChartValues | undefined;
        /** What the band holds, e.g. 0.9. Needed where there is a band. */
        readonly intervalShare?: number | undefined;
      }
    | undefined;
  /** When measures were taken; the names stand in the legend. */
  readonly measures?: readonly { readonly startMs: number; readonly name: string }[] | undefined;
}

type T = Translate<(typeof chartMessages)["keys"][number]>;

interface Prepared {
  readonly input: EnergyAgainstTime;
  readonly t: T;
  readonly f: Formats;
  readonly axis: TimeAxis;
  readonly unit: "kWh" | "MWh";
  /** Zero, or less where a house delivers more than it takes. */
  readonly leastKwh: number;
  readonly greatestKwh: number;
  readonly places: readonly { readonly at: number; readonly name: string }[];
  readonly isGap: (index: number) => boolean;
  readonly isPartial: (index: number) => boolean;
}

const wholeShare = 0.995;
/** More rows than this and the table sums days up by month. */
const mostRows = 62;

/** Energy use by day, week (lines) or month (bars), with what was expected of the same time. */
export function energyAgainstTime(input: EnergyAgainstTime): Chart {
  const prepared = prepare(input);
  const { t, f } = prepared;
  const description = describe(prepared);
  const draw = (format: Format, alternative: Alternative): string => {
    const perStep = { day: "perDay", week: "perWeek", month: "perMonth" } as const;
    return drawPlot(
      {
        height: format === "wide" ? 300 : 260,
        x: {
          min: -0.5,
          max: Math.max(0, input.startsMs.length - 1) + 0.5,
          ticks: prepared.axis.ticks(format),
        },
        y: {
          min: prepared.leastKwh,
          max: prepared.greatestKwh || 1,
          fromZero: true,
          label: (kwh) => f.energyNumber(kwh, prepared.unit),
          name: t(perStep[input.step], { unit: prepared.unit }),
        },
        draw: (scale) => layers(prepared, scale),
      },
      format,
      alternative,
    );
  };
  return {
    title: input.title,
    ...drawTwice({ id: input.id, title: input.title, description }, draw),
    legend: legend(prepared),
    table: table(prepared),
    description,
  };
}

function prepare(input: EnergyAgainstTime): Prepared {
  const f = formats(input.language, input.zone);
  const count = input.startsMs.length;
  const greatestKwh = Math.max(
    0,
    ...[input.usedKwh, input.expected?.kwh, input.expected?.highKwh].map(
      (values) => summarise(values, 0, count).greatest,
    ),
  );
  const leastKwh = Math.min(
    0,
    ...[input.usedKwh, input.expected?.kwh, input.expected?.lowKwh].map(
      (values) => summarise(values, 0, count).least,
    ),
  );
  const isGap = (index: number): boolean => valueAt(input.usedKwh, index) === null;
  return {
    input,
    t: chartMessages.t(input.language),
    f,
    axis: timeAxis(input.startsMs, input.step, f),
    unit: f.energyUnit(Math.max(greatestKwh, -leastKwh)),
    leastKwh,
    greatestKwh,
    places: (input.measures ?? []).flatMap(({ startMs, name }) => {
      const at = placeOf(startMs, input.startsMs);
      return at === null ? [] : [{ at, name }];
    }),
    isGap,
    isPartial: (index) => !isGap(index) && (input.measuredShare?.[index] ?? 1) < wholeShare,
  };
}

function layers(prepared: Prepared, scale: Scale): Shape[] {
  const { input, isGap, isPartial, places } = prepared;
  const count = input.startsMs.length;
  const bars = input.step === "month";
  const { expected } = input;
  const band =
    expected?.lowKwh === undefined || expected.highKwh === undefined
      ? ""
      : bandPath(expected.lowKwh, expected.highKwh, scale);
  const shapes: Shape[] = gapHatch(count, isGap, scale);
  if (bars) {
    const width = Math.max(2, (scale.x(1) - scale.x(0)) * 0.68);
    for (let index = 0; index < count; index++) {
      const kwh = valueAt(input.usedKwh, index);
      if (kwh === null) continue;
      const [from, to] = [scale.y(0), scale.y(kwh)];
      const place = [scale.x(index) - width / 2, Math.min(from, to), width, Math.abs(to - from)] as const;
      if (isPartial(index)) {
        shapes.push(box(...place, { fill: paint.hatch }));
        shapes.push(box(...place, { fill: "none", stroke: paint.measured, lineWidth: 1.5 }));
      } else {
        shapes.push(box(...place, { fill: paint.measured }));
      }
    }
  }
  if (prepared.leastKwh < 0) {
    const zero = tenth(scale.y(0));
    shapes.push(
      ...stroke(`M${tenth(scale.left)} ${zero}H${tenth(scale.right)}`, { stroke: paint.gap, lineWidth: 1 }),
    );
  }
  if (band !== "")
    shapes.push({ type: "path", shape: { pathData: band }, style: { fill: paint.expected, opacity: 0.28 } });
  if (!bars)
    shapes.push(...stroke(linePath(input.usedKwh, scale), { stroke: paint.measured, lineWidth: 1.6 }));
  if (expected !== undefined) {
    shapes.push(
      ...stroke(bars ? treads(expected.kwh, scale) : linePath(expected.kwh, scale), {
        stroke: paint.expected,
        lineWidth: bars ? 2.5 : 1.8,
        ...(bars ? {} : { lineDash: [6, 3] }),
      }),
    );
  }
  for (const { at } of places) {
    const x = tenth(scale.x(at));
    shapes.push(
      ...stroke(`M${x} ${tenth(scale.top - 4)}V${tenth(scale.bottom)}`, {
        stroke: paint.measure,
        lineWidth: 2,
      }),
    );
  }
  return shapes;
}

/** The expected use of each month as a line across its bar: months are sums, and no line runs between them. */
function treads(kwh: ChartValues, scale: Scale): string {
  const half = (scale.x(1) - scale.x(0)) * 0.45;
  let path = "";
  for (let index = 0; index < kwh.length; index++) {
    const value = valueAt(kwh, index);
    if (value === null) continue;
    path += `M${tenth(scale.x(index) - half)} ${tenth(scale.y(value))}L${tenth(scale.x(index) + half)} ${tenth(scale.y(value))}`;
  }
  return path;
}

function legend({ input, t, f, places, isGap, isPartial }: Prepared): LegendEntry[] {
  const steps = Array.from({ length: input.startsMs.length }, (_, index) => index);
  const bars = input.step === "month";
  const { expected } = input;
  const entries: LegendEntry[] = [{ sign: bars ? "bar" : "line", tone: "1", label: t("measured") }];
  if (steps.some(isPartial) && bars) entries.push({ sign: "partial", tone: "1", label: t("measuredPartly") });
  if (expected !== undefined) {
    entries.push({ sign: bars ? "line" : "dashed", tone: "2", label: t(expected.kind) });
    if (
      expected.lowKwh !== undefined &&
      expected.highKwh !== undefined &&
      expected.intervalShare !== undefined
    ) {
      entries.push({
        sign: "band",
        tone: "2",
        label: t("interval", { percent: f.percent(expected.intervalShare) }),
      });
    }
  }
  for (const { name } of places) entries.push({ sign: "marker", tone: "3", label: name });
  if (steps.some(isGap)) entries.push({ sign: "hatch", tone: "gap", label: t("notMeasured") });
  return entries;
}

function describe({ input, t, f, unit, isGap, isPartial }: Prepared): string {
  const { startsMs, usedKwh, step } = input;
  const count = startsMs.length;
  const measured = Array.from({ length: count }, (_, index) => index).filter((index) => !isGap(index));
  const whole = measured.filter((index) => !isPartial(index));
  // A month measured in part is no month of little use: it is compared only where none was measured whole.
  const [highest, lowest] = extremes(whole.length > 0 ? whole : measured, usedKwh);
  const style = step === "month" ? "month" : "day";
  const energy = (index: number): string =>
    index < 0 ? "" : f.energy(valueAt(usedKwh, index) ?? 0, { unit });
  const when = (index: number): string => (index < 0 ? "" : f.date(startsMs[index] ?? 0, style));
  return t("energyTime.description", {
    from: f.date(startsMs[0] ?? 0, style),
    through: f.date(startsMs[count - 1] ?? 0, style),
    measured: whole.length,
    partly: measured.length - whole.length,
    all: count,
    step,
    any: measured.length > 0 ? "yes" : "no",
    highest: energy(highest),
    highestWhen: when(highest),
    lowest: energy(lowest),
    lowestWhen: when(lowest),
  });
}

/** The steps of greatest and of least value, the first of equals; -1 where there is none. */
function extremes(steps: readonly number[], values: ChartValues): readonly [highest: number, lowest: number] {
  let highest = -1;
  let lowest = -1;
  for (const index of steps) {
    const value = valueAt(values, index) ?? 0;
    if (highest < 0 || value > (valueAt(values, highest) ?? 0)) highest = index;
    if (lowest < 0 || value < (valueAt(values, lowest) ?? 0)) lowest = index;
  }
  return [highest, lowest];
}

function table(prepared: Prepared): ChartTable {
  const { input, t, f, axis, unit, isGap } = prepared;
  const { startsMs, usedKwh, step, expected, measuredShare } = input;
  const count = startsMs.length;
  const inMonths = step !== "month" && count > mostRows;
  const months = inMonths ? axis.months() : [];
  const largestKwh = months.reduce(
    (largest, { from, to }) => Math.max(largest, summarise(usedKwh, from, to).sum),
    prepared.greatestKwh,
  );
  const decimals = f.decimals(unit === "MWh" ? largestKwh / 1000 : largestKwh);
  const number = (kwh: number | null): string =>
    kwh === null ? t("notMeasured") : f.energyNumber(kwh, unit, { decimals });
  const expectedLabel = expected?.kind === "model" ? t("modelIn", { unit }) : t("expectedIn", { unit });
  const headers: ChartTable["headers"] = [
    { label: t(inMonths ? "month" : step) },
    { label: t("usedIn", { unit }), align: "number" },
    ...(expected === undefined ? [] : [{ label: expectedLabel, align: "number" as const }]),
    ...(inMonths
      ? [{ label: t(step === "day" ? "daysMeasured" : "weeksMeasured"), align: "number" as const }]
      : measuredShare === undefined
        ? []
        : [{ label: t("share"), align: "number" as const }]),
  ];
  if (!inMonths) {
    const style = step === "month" ? "month" : "day";
    return {
      headers,
      rows: Array.from({ length: count }, (_, index) => [
        f.date(startsMs[index] ?? 0, style),
        number(valueAt(usedKwh, index)),
        ...(expected === undefined ? [] : [orDash(valueAt(expected.kwh, index), number)]),
        ...(measuredShare === undefined ? [] : [f.percent(measuredShare[index] ?? 0)]),
      ]),
    };
  }
  return {
    headers,
    rows: months.map(({ startMs, from, to }) => {
      const used = summarise(usedKwh, from, to);
      // Only the steps that were measured: a sum of 20 days is not compared with a sum of 30.
      const same = Array.from({ length: to - from }, (_, offset) =>
        isGap(from + offset) ? null : valueAt(expected?.kwh, from + offset),
      );
      const due = summarise(same, 0, same.length);
      return [
        f.date(startMs, "month"),
        number(used.measured === 0 ? null : used.sum),
        ...(expected === undefined ? [] : [orDash(due.measured === 0 ? null : due.sum, number)]),
        t("countOf", { count: used.measured, all: to - from }),
      ];
    }),
  };
}

/** What was not expected of a time (before the measure) is no missing measurement. */
function orDash(kwh: number | null, number: (kwh: number) => string): string {
  return kwh === null ? "–" : number(kwh);
}
