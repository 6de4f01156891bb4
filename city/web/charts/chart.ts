/** How a thing looks in a chart, so that a legend outside the drawing can show the same. */
export type Sign =
  | "bar"
  | "partial"
  | "cell"
  | "band"
  | "line"
  | "dashed"
  | "dot"
  | "square"
  | "whisker"
  | "marker"
  | "hatch";

/** 1 measured · 2 expected (counterfactual, model, limit) · 3 the measure that was taken · gap not measured · heat little to much. */
export type ChartTone = "1" | "2" | "3" | "gap" | "heat-1" | "heat-2" | "heat-3" | "heat-4" | "heat-5";

export interface LegendEntry {
  readonly sign: Sign;
  readonly tone: ChartTone;
  readonly label: string;
}

/** The numbers of a chart as text in the page's language. The first cell of each row is its heading. */
export interface ChartTable {
  readonly headers: readonly { readonly label: string; readonly align?: "text" | "number" | undefined }[];
  readonly rows: readonly (readonly string[])[];
}

/** One chart, twice drawn, in words and in numbers. */
export interface Chart {
  readonly title: string;
  /** For a width of 480 px and more. */
  readonly svg: string;
  /** For a telephone: its letters are readable at 320 px. */
  readonly svgNarrow: string;
  readonly legend: readonly LegendEntry[];
  readonly table: ChartTable;
  /** What the chart shows, in a sentence or two: the `<desc>` of the drawing. */
  readonly description: string;
}
