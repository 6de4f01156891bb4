import { CustomChart, type CustomSeriesOption } from "echarts/charts";
import { GridComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { paint } from "./paint.ts";
import { letterSize, type Scale, type Shape, text } from "./shapes.ts";
import { type Alternative, finishSvg } from "./svg.ts";

use([CustomChart, GridComponent, SVGRenderer]);

/** Widths of the two drawings of a chart; letters of 13 units stay readable in both where the style sheet shows them. */
export type Format = "wide" | "narrow";

export const widths = { wide: 720, narrow: 300 } as const satisfies Record<Format, number>;

interface Axis {
  readonly min: number;
  readonly max: number;
}

export interface Plot {
  readonly height: number;
  readonly x: Axis & { readonly ticks: readonly { readonly at: number; readonly label: string }[] };
  /** The values to be shown; ECharts widens the axis to round ends. */
  readonly y: Axis & {
    readonly label: (value: number) => string;
    /** Energy starts at zero; temperatures have no zero that means anything. */
    readonly fromZero: boolean;
    /** Stands over the axis: what is measured and its unit. */
    readonly name?: string;
  };
  /** Stands under the horizontal axis, where its ticks do not say what they count. */
  readonly xName?: string;
  /** Room around the axes beyond what their labels take. */
  readonly margin?: {
    readonly top?: number;
    readonly right?: number;
    readonly left?: number;
    readonly bottom?: number;
  };
  /** No axes: the layer draws all. */
  readonly bare?: boolean;
  /** What is drawn under the axis lines and over them. */
  readonly draw: (scale: Scale) => readonly Shape[];
}

/** One drawing for a wide and one for a narrow screen. The page shows one of them, and the wide one has the words of both. */
export function drawTwice(
  alternative: Alternative,
  draw: (format: Format, alternative: Alternative) => string,
): { readonly svg: string; readonly svgNarrow: string } {
  const { id } = alternative;
  return {
    svg: draw("wide", alternative),
    svgNarrow: draw("narrow", { ...alternative, id: `${id}-n`, saidBy: id }),
  };
}

/**
 * Draws a plot by ECharts: it lays the axes out around their labels and chooses round ticks; what stands between
 * them comes from `plot.draw`, because gaps, hatches and intervals are this house's own matter.
 */
export function drawPlot(plot: Plot, format: Format, alternative: Alternative): string {
  const width = widths[format];
  const { height, x, y, bare = false } = plot;
  const margin = {
    top: y.name === undefined ? 10 : 30,
    right: 10,
    left: 4,
    bottom: plot.xName === undefined ? 4 : 24,
    ...plot.margin,
  };
  const tickLabels = new Map(x.ticks.map((tick) => [tick.at, tick.label]));
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption({
      animation: false,
      grid: { ...margin, outerBoundsMode: bare ? "none" : "same", outerBoundsContain: "axisLabel" },
      xAxis: {
        show: !bare,
        type: "value",
        min: x.min,
        max: x.max,
        axisLine: { onZero: false, lineStyle: { color: paint.gap } },
        axisTick: { show: true, customValues: [...tickLabels.keys()], lineStyle: { color: paint.gap } },
        axisLabel: {
          customValues: [...tickLabels.keys()],
          formatter: (at: number) => tickLabels.get(at) ?? "",
          color: paint.text,
          fontSize: letterSize,
          lineHeight: 16,
          hideOverlap: true,
        },
        splitLine: { show: false },
      },
      yAxis: {
        show: !bare,
        type: "value",
        scale: !y.fromZero,
        splitNumber: 4,
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { formatter: y.label, color: paint.text, fontSize: letterSize },
        splitLine: { lineStyle: { color: paint.hairline } },
      },
      series: [layer(plot)],
    });
    return finishSvg(chart.renderToSVGString(), alternative, width, height);
  } finally {
    // An undisposed chart keeps the process alive.
    chart.dispose();
  }
}

function layer(plot: Plot): CustomSeriesOption {
  const { x, y } = plot;
  return {
    type: "custom",
    silent: true,
    // The corners of the axes. They widen the axes to the plot's values; only the first one draws.
    data: [
      [x.min, y.min],
      [x.max, y.max],
    ],
    renderItem: (params, api) => {
      if (params.dataIndex !== 0) return null;
      const area = params.coordSys;
      if (!isArea(area)) throw new Error("ECharts gave a plot no area");
      const [, atMinimum = 0] = api.coord([x.min, y.min]);
      const [, atMaximum = 0] = api.coord([x.max, y.max]);
      const scale: Scale = {
        x: (value) => area.x + ((value - x.min) / (x.max - x.min)) * area.width,
        y: (value) => atMinimum + ((value - y.min) / (y.max - y.min)) * (atMaximum - atMinimum),
        left: area.x,
        right: area.x + area.width,
        top: area.y,
        bottom: area.y + area.height,
      };
      const name = y.name === undefined ? [] : [text(4, 11, y.name)];
      if (plot.xName !== undefined) {
        name.push(text((scale.left + scale.right) / 2, plot.height - 10, plot.xName, "center"));
      }
      return { type: "group", children: [...name, ...plot.draw(scale)] };
    },
  };
}

/** The types of ECharts say less of a Cartesian system than it carries. */
function isArea(system: object): system is { x: number; y: number; width: number; height: number } {
  return "x" in system && "y" in system && "width" in system && "height" in system;
}
