import type { Language } from "../language/index.ts";
import { chartMessages } from "./chart-messages.ts";
import { type ChartValues, runsWhere, summarise, valueAt } from "./series.ts";
import { linePath, tenth } from "./shapes.ts";
import { openSvg } from "./svg.ts";

export interface Sparkline {
  readonly id: string;
  readonly language: Language;
  /** What the line shows, e.g. the building's name. */
  readonly title: string;
  readonly values: ChartValues;
  /** A value as text with its unit. */
  readonly label: (value: number) => string;
}

const width = 120;
const height = 28;
const edge = 3;

/**
 * A line the size of a word, from zero up. Drawn by hand and not by ECharts: a page of four hundred buildings has
 * four hundred of them and a tenth of a second. Its numbers stand in the table around it, so it brings none.
 */
export function sparkline(input: Sparkline): { readonly svg: string; readonly description: string } {
  const t = chartMessages.t(input.language);
  const count = input.values.length;
  const { measured, greatest, least } = summarise(input.values, 0, count);
  const known = Array.from({ length: count }, (_, index) => valueAt(input.values, index)).filter(
    (value) => value !== null,
  );
  const description =
    measured === 0
      ? t("sparkline.empty")
      : t("sparkline.description", {
          first: input.label(known[0] ?? 0),
          last: input.label(known.at(-1) ?? 0),
          highest: input.label(greatest),
          measured,
          all: count,
        });
  const low = Math.min(0, measured === 0 ? 0 : least);
  const span = Math.max(measured === 0 ? 1 : greatest, 0) - low || 1;
  const step = count > 1 ? (width - 2 * edge) / (count - 1) : width - 2 * edge;
  const scale = {
    x: (index: number) => edge + index * step,
    y: (value: number) => height - edge - ((value - low) / span) * (height - 2 * edge),
    left: edge,
    right: width - edge,
    top: edge,
    bottom: height - edge,
  };
  const gaps = runsWhere(count, (index) => valueAt(input.values, index) === null)
    .map(({ first, last }) => {
      const from = Math.max(0, scale.x(first - 0.5));
      return `M${tenth(from)} ${height - 1}H${tenth(Math.min(width, scale.x(last + 0.5)))}`;
    })
    .join("");
  const line = linePath(input.values, scale);
  return {
    description,
    svg:
      openSvg({ id: input.id, title: input.title, description }, width, height, "sparkline") +
      (gaps === ""
        ? ""
        : `<path d="${gaps}" stroke="var(--chart-gap)" stroke-width="2" stroke-dasharray="2,2" fill="none"/>`) +
      (line === "" ? "" : `<path d="${line}" stroke="var(--chart-1)" stroke-width="1.75" fill="none"/>`) +
      "</svg>",
  };
}
