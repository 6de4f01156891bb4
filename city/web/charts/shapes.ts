import { type Paint, paint } from "./paint.ts";
import { type ChartValues, runsWhere, valueAt } from "./series.ts";

/** From a chart's values to places in its drawing. */
export interface Scale {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Style {
  readonly fill?: Paint | "none";
  readonly stroke?: Paint;
  readonly lineWidth?: number;
  readonly opacity?: number;
  readonly lineDash?: number[];
  readonly lineCap?: "round" | "square" | "butt";
}

/** What a layer of a chart is made of. */
export type Shape =
  | {
      readonly type: "rect";
      readonly shape: {
        readonly x: number;
        readonly y: number;
        readonly width: number;
        readonly height: number;
      };
      readonly style: Style;
    }
  | { readonly type: "path"; readonly shape: { readonly pathData: string }; readonly style: Style }
  | {
      readonly type: "text";
      readonly style: {
        readonly text: string;
        readonly x: number;
        readonly y: number;
        readonly fill: Paint;
        readonly fontSize: number;
        readonly align: "left" | "center" | "right";
        readonly verticalAlign: "top" | "middle" | "bottom";
      };
    };

export const letterSize = 13;

export function text(
  x: number,
  y: number,
  words: string,
  align: "left" | "center" | "right" = "left",
  verticalAlign: "top" | "middle" | "bottom" = "middle",
  fill: Paint = paint.text,
): Shape {
  return { type: "text", style: { text: words, x, y, fill, fontSize: letterSize, align, verticalAlign } };
}

export function box(x: number, y: number, width: number, height: number, style: Style): Shape {
  return { type: "rect", shape: { x, y, width: Math.max(0, width), height: Math.max(0, height) }, style };
}

export function stroke(pathData: string, style: Style): Shape[] {
  return pathData === "" ? [] : [{ type: "path", shape: { pathData }, style: { fill: "none", ...style } }];
}

/** A line through the measured steps. A step that stands alone between two gaps is a short dash, not nothing. */
export function linePath(values: ChartValues, scale: Scale): string {
  const width = scale.x(1) - scale.x(0);
  return runsWhere(values.length, (index) => valueAt(values, index) !== null)
    .map(({ first, last }) => {
      if (first === last) {
        const half = Math.max(1, width * 0.35);
        const x = scale.x(first);
        return `M${tenth(x - half)} ${place(scale, values, first)}H${tenth(x + half)}`;
      }
      let path = "";
      for (let index = first; index <= last; index++) {
        path += `${index === first ? "M" : "L"}${tenth(scale.x(index))} ${place(scale, values, index)}`;
      }
      return path;
    })
    .join("");
}

/** The area between two series, wherever both are known. */
export function bandPath(low: ChartValues, high: ChartValues, scale: Scale): string {
  const known = (index: number): boolean => valueAt(low, index) !== null && valueAt(high, index) !== null;
  const half = (scale.x(1) - scale.x(0)) / 2;
  return runsWhere(Math.min(low.length, high.length), known)
    .map(({ first, last }) => {
      // The band covers its first and last step wholly, so that a single step has an area too.
      let there = `M${tenth(scale.x(first) - half)} ${place(scale, high, first)}`;
      let back = `L${tenth(scale.x(last) + half)} ${place(scale, low, last)}`;
      for (let index = first; index <= last; index++) {
        there += `L${tenth(scale.x(index))} ${place(scale, high, index)}`;
      }
      there += `L${tenth(scale.x(last) + half)} ${place(scale, high, last)}`;
      for (let index = last; index >= first; index--) {
        back += `L${tenth(scale.x(index))} ${place(scale, low, index)}`;
      }
      return `${there}${back}L${tenth(scale.x(first) - half)} ${place(scale, low, first)}Z`;
    })
    .join("");
}

/**
 * Points as the shortest lines there are: round caps make dots, square caps squares. One element, however many
 * points. A line of no length at all is dropped on the way through ECharts.
 */
export function pointsPath(xs: ArrayLike<number>, ys: ArrayLike<number>, scale: Scale): string {
  let path = "";
  for (let index = 0; index < xs.length; index++) {
    const x = tenth(scale.x(xs[index] ?? Number.NaN));
    const y = tenth(scale.y(ys[index] ?? Number.NaN));
    path += `M${x} ${y}L${tenth(x + 0.1)} ${y}`;
  }
  return path;
}

/** Hatches the steps in which nothing was measured, over the whole height. */
export function gapHatch(length: number, isGap: (index: number) => boolean, scale: Scale): Shape[] {
  return runsWhere(length, isGap).map(({ first, last }) => {
    const from = scale.x(first - 0.5);
    return box(from, scale.top, scale.x(last + 0.5) - from, scale.bottom - scale.top, { fill: paint.hatch });
  });
}

/** Tenths of a pixel are finer than any screen, and keep a drawing small. */
export function tenth(length: number): number {
  return Math.round(length * 10) / 10;
}

/** Roughly how wide some words are. A Chinese character is as wide as it is high, a Latin letter about half. */
export function textWidth(words: string): number {
  let ems = 0;
  for (const letter of words) ems += (letter.codePointAt(0) ?? 0) > 0x2e80 ? 1 : 0.56;
  return ems * letterSize;
}

/** Words cut to a width, with an ellipsis where something was cut. */
export function fitted(words: string, width: number): string {
  if (textWidth(words) <= width) return words;
  let kept = "";
  for (const letter of words) {
    if (textWidth(`${kept}${letter}…`) > width) break;
    kept += letter;
  }
  return `${kept.trimEnd()}…`;
}

function place(scale: Scale, values: ChartValues, index: number): number {
  return tenth(scale.y(valueAt(values, index) ?? Number.NaN));
}
