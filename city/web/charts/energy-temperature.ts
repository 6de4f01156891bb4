import { type Formats, formats, type Language, type Translate } from "../language/index.ts";
import type { Chart, ChartTable, LegendEntry } from "./chart.ts";
import { chartMessages } from "./chart-messages.ts";
import { paint } from "./paint.ts";
import { drawPlot, drawTwice, type Format } from "./plot.ts";
import { thinned, valueAt } from "./series.ts";
import { pointsPath, type Scale, type Shape, stroke, tenth } from "./shapes.ts";
import type { Alternative } from "./svg.ts";
import type { Step, Tick } from "./time-axis.ts";

/** One reading per point; the two arrays belong together. A point of which one half is missing is left out. */
export interface TemperatureGroup {
  /** `all` where no measure divides the time. */
  readonly kind: "all" | "baseline" | "reporting";
  readonly outdoorC: ArrayLike<number | null>;
  readonly energyKwh: ArrayLike<number | null>;
}

export interface EnergyAgainstTemperature {
  readonly id: string;
  readonly language: Language;
  readonly zone: string;
  readonly title: string;
  /** What a point stands for. */
  readonly step: Step;
  readonly groups: readonly TemperatureGroup[];
  /** The model as a line through these places, ascending in temperature. */
  readonly model?:
    | { readonly outdoorC: ArrayLike<number>; readonly energyKwh: ArrayLike<number> }
    | undefined;
}

interface Points {
  readonly kind: TemperatureGroup["kind"];
  readonly outdoorC: readonly number[];
  readonly energyKwh: readonly number[];
}

/** More points than this say nothing more to the eye, and a drawing must stay small. */
const mostPoints = 400;
const binC = 2;

/** Energy use against the outdoor temperature: the signature of a building, with the model that was fitted to it. */
export function energyAgainstTemperature(input: EnergyAgainstTemperature): Chart {
  const f = formats(input.language, input.zone);
  const t = chartMessages.t(input.language);
  const groups = input.groups.map(complete);
  const all = groups.flatMap((group) =>
    group.outdoorC.map((outdoorC, index) => [outdoorC, group.energyKwh[index] ?? 0] as const),
  );
  const model = Array.from(
    { length: input.model?.outdoorC.length ?? 0 },
    (_, index) => [input.model?.outdoorC[index] ?? 0, input.model?.energyKwh[index] ?? 0] as const,
  );
  const everything = [...all, ...model];
  const lowC = Math.floor(
    least(
      everything.map(([outdoorC]) => outdoorC),
      0,
    ),
  );
  const highC = Math.max(
    lowC + 1,
    Math.ceil(
      -least(
        everything.map(([outdoorC]) => -outdoorC),
        -20,
      ),
    ),
  );
  const greatestKwh = Math.max(
    0,
    -least(
      everything.map(([, kwh]) => -kwh),
      -1,
    ),
  );
  const unit = f.energyUnit(greatestKwh);
  const description = groups.map((group) => describe(group, input.step, f, t)).join(" ");
  const perStep = { hour: "perHour", day: "perDay", week: "perWeek", month: "perMonth" } as const;

  const draw = (format: Format, alternative: Alternative): string =>
    drawPlot(
      {
        height: format === "wide" ? 340 : 300,
        x: { min: lowC, max: highC, ticks: temperatureTicks(lowC, highC, format, f) },
        y: {
          min: 0,
          max: greatestKwh || 1,
          fromZero: true,
          label: (kwh) => f.energyNumber(kwh, unit),
          name: t(perStep[input.step], { unit }),
        },
        xName: t("outdoor"),
        draw: (scale) => [
          ...groups.flatMap((group) => dots(group, groups.length, scale)),
          ...stroke(
            model
              .map(
                ([outdoorC, kwh], index) =>
                  `${index === 0 ? "M" : "L"}${tenth(scale.x(outdoorC))} ${tenth(scale.y(kwh))}`,
              )
              .join(""),
            {
              stroke: paint.expected,
              lineWidth: 2.5,
            },
          ),
        ],
      },
      format,
      alternative,
    );

  const legend: LegendEntry[] = groups.map((group) => ({
    sign: group.kind === "reporting" ? "square" : "dot",
    tone: group.kind === "reporting" ? "3" : "1",
    label: t(group.kind),
  }));
  if (model.length > 0) legend.push({ sign: "line", tone: "2", label: t("model") });
  return {
    title: input.title,
    ...drawTwice({ id: input.id, title: input.title, description }, draw),
    legend,
    table: table(groups, unit, greatestKwh, f, t),
    description,
  };
}

function complete(group: TemperatureGroup): Points {
  const outdoorC: number[] = [];
  const energyKwh: number[] = [];
  for (let index = 0; index < group.outdoorC.length; index++) {
    const outdoor = valueAt(group.outdoorC, index);
    const energy = valueAt(group.energyKwh, index);
    if (outdoor === null || energy === null) continue;
    outdoorC.push(outdoor);
    energyKwh.push(energy);
  }
  return { kind: group.kind, outdoorC, energyKwh };
}

/** Before: round dots; after: squares. The groups are told apart without their colours. */
function dots(group: Points, groups: number, scale: Scale): Shape[] {
  const shown = thinned(group.outdoorC.length, Math.floor(mostPoints / groups));
  const square = group.kind === "reporting";
  return stroke(
    pointsPath(
      shown.map((index) => group.outdoorC[index] ?? 0),
      shown.map((index) => group.energyKwh[index] ?? 0),
      scale,
    ),
    {
      stroke: square ? paint.measure : paint.measured,
      lineWidth: square ? 4.5 : 5.5,
      lineCap: square ? "square" : "round",
      opacity: 0.75,
    },
  );
}

function temperatureTicks(lowC: number, highC: number, format: Format, f: Formats): Tick[] {
  const room = format === "wide" ? 12 : 6;
  const every = [1, 2, 5, 10, 20].find((interval) => (highC - lowC) / interval <= room) ?? 50;
  const ticks: Tick[] = [];
  for (let at = Math.ceil(lowC / every) * every; at <= highC; at += every)
    ticks.push({ at, label: f.count(at) });
  return ticks;
}

function least(values: readonly number[], otherwise: number): number {
  return values.length === 0 ? otherwise : values.reduce((smallest, value) => Math.min(smallest, value));
}

type T = Translate<(typeof chartMessages)["keys"][number]>;

function describe(group: Points, step: Step, f: Formats, t: T): string {
  if (group.outdoorC.length === 0) return `${t(group.kind)}: ${t("sparkline.empty")}`;
  return t("energyTemperature.description", {
    name: t(group.kind),
    count: group.outdoorC.length,
    step,
    low: f.temperature(least(group.outdoorC, 0)),
    high: f.temperature(
      -least(
        group.outdoorC.map((outdoorC) => -outdoorC),
        0,
      ),
    ),
    least: f.energy(least(group.energyKwh, 0)),
    greatest: f.energy(
      -least(
        group.energyKwh.map((kwh) => -kwh),
        0,
      ),
    ),
  });
}

/** A thousand points are no table; their means over two degrees are. */
function table(
  groups: readonly Points[],
  unit: "kWh" | "MWh",
  greatestKwh: number,
  f: Formats,
  t: T,
): ChartTable {
  const decimals = f.decimals(unit === "MWh" ? greatestKwh / 1000 : greatestKwh);
  const bins = groups.map((group) => {
    const sums = new Map<number, { sum: number; count: number }>();
    for (const [index, outdoorC] of group.outdoorC.entries()) {
      const bin = Math.floor(outdoorC / binC) * binC;
      const sum = sums.get(bin) ?? { sum: 0, count: 0 };
      sums.set(bin, { sum: sum.sum + (group.energyKwh[index] ?? 0), count: sum.count + 1 });
    }
    return { name: t(group.kind), sums };
  });
  const rows = [...new Set(bins.flatMap(({ sums }) => [...sums.keys()]))].sort((a, b) => a - b);
  return {
    headers: [
      { label: t("bin") },
      ...bins.flatMap(({ name }) => [
        { label: t("meanIn", { name, unit }), align: "number" as const },
        { label: t("points", { name }), align: "number" as const },
      ]),
    ],
    rows: rows.map((bin) => [
      f.withUnit(f.interval(bin, bin + binC, 1), "°C"),
      ...bins.flatMap(({ sums }) => {
        const { sum, count } = sums.get(bin) ?? { sum: 0, count: 0 };
        return count === 0
          ? ["–", f.count(0)]
          : [f.energyNumber(sum / count, unit, { decimals }), f.count(count)];
      }),
    ]),
  };
}
