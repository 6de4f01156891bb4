import { formats, type Language } from "../language/index.ts";
import type { Chart, LegendEntry } from "./chart.ts";
import { chartMessages } from "./chart-messages.ts";
import { paint } from "./paint.ts";
import { drawPlot, drawTwice, type Format } from "./plot.ts";
import { box, gapHatch, type Scale, type Shape, stroke, tenth } from "./shapes.ts";
import type { Alternative } from "./svg.ts";

/** Yearly use against a path that it is to stay under. */
export interface EnergyAlongPath {
  readonly id: string;
  readonly language: Language;
  readonly zone: string;
  readonly title: string;
  /** What the bars are: "Climate-corrected use". */
  readonly useName: string;
  readonly pathName: string;
  /** Consecutive years. A use of null is a year without a figure; `toCome` says that it is none yet. */
  readonly years: readonly {
    readonly year: number;
    readonly useKwh: number | null;
    readonly pathKwh: number;
    readonly toCome: boolean;
  }[];
}

/** Bars for the years that were measured whole, a line for the path, a hatch where a year has no figure. */
export function energyAlongPath(input: EnergyAlongPath): Chart {
  const t = chartMessages.t(input.language);
  const f = formats(input.language, input.zone);
  const { years } = input;
  const greatest = Math.max(0, ...years.flatMap(({ useKwh, pathKwh }) => [useKwh ?? 0, pathKwh]));
  const unit = f.energyUnit(greatest);
  const decimals = f.decimals(unit === "MWh" ? greatest / 1000 : greatest);
  const energy = (kwh: number): string => f.withUnit(f.energyNumber(kwh, unit, { decimals }), unit);
  const told = years.filter(({ useKwh }) => useKwh !== null);
  const description = [
    ...told.map(({ year, useKwh, pathKwh }) =>
      t("path.year", { year: String(year), use: energy(useKwh ?? 0), path: energy(pathKwh) }),
    ),
    t("path.last", { year: String(years.at(-1)?.year ?? ""), path: energy(years.at(-1)?.pathKwh ?? 0) }),
  ].join(" ");
  const isGap = (index: number): boolean => {
    const one = years[index];
    return one !== undefined && one.useKwh === null && !one.toCome;
  };
  const draw = (format: Format, alternative: Alternative): string =>
    drawPlot(
      {
        height: format === "wide" ? 300 : 260,
        x: {
          min: -0.5,
          max: Math.max(0, years.length - 1) + 0.5,
          ticks: years.flatMap(({ year }, at) =>
            format === "wide" || at % 2 === 0 ? [{ at, label: String(year) }] : [],
          ),
        },
        y: {
          min: 0,
          max: greatest || 1,
          fromZero: true,
          label: (kwh) => f.energyNumber(kwh, unit),
          name: t("path.per-year", { unit }),
        },
        draw: (scale) => layers(input, scale, isGap),
      },
      format,
      alternative,
    );
  const legend: LegendEntry[] = [
    { sign: "bar", tone: "1", label: input.useName },
    { sign: "line", tone: "2", label: input.pathName },
    ...(years.some((_, index) => isGap(index))
      ? [{ sign: "hatch", tone: "gap", label: t("path.no-figure") } as const]
      : []),
  ];
  return {
    title: input.title,
    ...drawTwice({ id: input.id, title: input.title, description }, draw),
    legend,
    table: {
      headers: [
        { label: t("path.of-year") },
        { label: input.useName, align: "number" },
        { label: input.pathName, align: "number" },
      ],
      rows: years.map(({ year, useKwh, pathKwh, toCome }) => [
        String(year),
        useKwh === null ? (toCome ? "–" : t("path.no-figure")) : energy(useKwh),
        energy(pathKwh),
      ]),
    },
    description,
  };
}

function layers(
  { years }: EnergyAlongPath,
  scale: Scale,
  isGap: (index: number) => boolean,
): readonly Shape[] {
  const width = Math.max(2, (scale.x(1) - scale.x(0)) * 0.6);
  const bars = years.flatMap(({ useKwh }, index) =>
    useKwh === null
      ? []
      : [
          box(scale.x(index) - width / 2, scale.y(useKwh), width, scale.y(0) - scale.y(useKwh), {
            fill: paint.measured,
          }),
        ],
  );
  const path = years
    .map(
      ({ pathKwh }, index) => `${index === 0 ? "M" : "L"}${tenth(scale.x(index))} ${tenth(scale.y(pathKwh))}`,
    )
    .join("");
  return [
    ...gapHatch(years.length, isGap, scale),
    ...bars,
    // The path lies over the bars, so it has a rim of the ground's colour.
    ...stroke(path, { stroke: paint.surface, lineWidth: 5 }),
    ...stroke(path, { stroke: paint.expected, lineWidth: 2.5 }),
  ];
}
