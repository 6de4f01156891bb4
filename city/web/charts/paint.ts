/**
 * The colours of a chart. ECharts wants real colours, the page wants its own tokens (so that one drawing serves the
 * light theme, the dark one and forced colours). So charts are drawn in stand-in colours that occur nowhere else,
 * and `svg.ts` puts the tokens in their place.
 */
export const paint = {
  measured: "#00fe01",
  expected: "#00fe02",
  measure: "#00fe03",
  gap: "#00fe04",
  text: "#00fe05",
  hairline: "#00fe06",
  surface: "#00fe07",
  hatch: "#00fe08",
  ink: "#00fe09",
  heat1: "#00fe11",
  heat2: "#00fe12",
  heat3: "#00fe13",
  heat4: "#00fe14",
  heat5: "#00fe15",
} as const;

export type Paint = (typeof paint)[keyof typeof paint];

/** What stands in the drawing in the end. The hatch is a pattern that every drawing carries itself. */
export function replacements(id: string): ReadonlyMap<string, string> {
  return new Map<Paint, string>([
    [paint.measured, "var(--chart-1)"],
    [paint.expected, "var(--chart-2)"],
    [paint.measure, "var(--chart-3)"],
    [paint.gap, "var(--chart-gap)"],
    [paint.text, "var(--chart-text)"],
    [paint.hairline, "var(--hairline)"],
    [paint.surface, "var(--surface)"],
    [paint.hatch, `url(#${id}-hatch)`],
    [paint.ink, "var(--ink)"],
    [paint.heat1, "var(--heat-1)"],
    [paint.heat2, "var(--heat-2)"],
    [paint.heat3, "var(--heat-3)"],
    [paint.heat4, "var(--heat-4)"],
    [paint.heat5, "var(--heat-5)"],
  ]);
}
