import { html, raw } from "hono/html";
import type { Piece } from "../../votes/index.ts";
import type { UsedEnergy } from "../house-energy.ts";
import { type Place, short, smoothThrough, stretches } from "./curve.ts";

/** Along the shore: where a label stands, in percent of the width. */
export interface ShoreLabel {
  readonly atPercent: number;
  readonly text: string;
}

export interface Landscape {
  readonly energy: UsedEnergy;
  readonly labels: readonly ShoreLabel[];
  /** Where it is noon and where midnight, in percent of the width; none in a year. */
  readonly suns: readonly number[];
  readonly moons: readonly number[];
  /** What the picture shows, in a sentence. */
  readonly description: string;
}

const WIDTH = 1000;
/** The line where hills and water meet; the hills have their foot at zero there. */
const SHORE = 700;
const PEAK = 70;
/** The water gives back a third of what stands above it. */
const MIRRORED = 0.3;

/**
 * A day, or a year, as a country by the water: the hills in front are what was measured, step by step from their foot at zero,
 * the darkest what of it was the nearest energy; the pale ones behind what was to be expected. A gap in the measuring is a gap
 * in the hills.
 */
export function landscape({ energy, labels, suns, moons, description }: Landscape): Piece {
  const { kwh, expectedKwh } = energy;
  const most = Math.max(...[...kwh, ...(expectedKwh ?? [])].map((one) => one ?? 0), 1e-9);
  const height = (value: number): number => SHORE - (Math.max(0, value) / most) * (SHORE - PEAK);
  const front = ranges(kwh, height);
  const near = energy.parts.length < 2 ? null : ranges(energy.parts.at(-1)!.kwh, height);
  const back = expectedKwh === null ? null : ranges(expectedKwh, height);
  const water = `translate(0 ${short(SHORE * (1 + MIRRORED))}) scale(1 ${-MIRRORED})`;
  return html`<svg class="land" role="img" aria-label="${description}">
<svg width="100%" height="100%" viewBox="0 0 ${WIDTH} 1000" preserveAspectRatio="none"><defs>
<linearGradient id="haze" x1="0" y1="0" x2="0" y2="1"><stop class="haze-up" offset="0"/><stop class="haze-down" offset="1"/></linearGradient>
<linearGradient id="hill" x1="0" y1="0" x2="0" y2="1"><stop class="hill-up" offset="0"/><stop class="hill-down" offset="1"/></linearGradient>
</defs><path class="sky" fill="url(#haze)" d="M0 0h${WIDTH}v${SHORE}H0z"/></svg>
${suns.map((at) => html`<circle class="sun" cx="${short(at)}%" cy="17%" r="5%"/>`)}
${moons.map((at) => html`<svg class="crescent" x="${short(at - 5)}%" y="2%" width="10%" height="20%" viewBox="-10 -10 20 20"><path class="moon" d="M3 -9.5A9.5 9.5 0 1 0 9.5 3A7.6 7.6 0 0 1 3 -9.5Z"/></svg>`)}
<svg width="100%" height="100%" viewBox="0 0 ${WIDTH} 1000" preserveAspectRatio="none">
${back === null ? "" : raw(`<path class="expected" d="${back.areas}"/>`)}
${raw(`<path class="used" fill="url(#hill)" d="${front.areas}"/>`)}
${near === null ? "" : raw(`<path class="nearest" d="${near.areas}"/>`)}
${back === null ? "" : raw(`<path class="expected-line" d="${back.lines}"/>`)}
${raw(`<path class="water" d="M0 ${SHORE}h${WIDTH}V1000H0z"/><g transform="${water}">${back === null ? "" : `<path class="mirrored-expected" d="${back.areas}"/>`}<path class="mirrored" d="${front.areas}"/>${near === null ? "" : `<path class="mirrored" d="${near.areas}"/>`}</g>`)}
${raw(ripples())}
</svg>
${labels.map(({ atPercent, text }) => html`<text class="shore" x="${short(atPercent)}%" y="70%" dy="1.08em" text-anchor="middle">${text}</text>`)}
</svg>`;
}

/** Hills of the steps that were measured: flat to the edges of their first and last step. */
function ranges(
  values: readonly (number | null)[],
  height: (value: number) => number,
): { readonly areas: string; readonly lines: string } {
  const step = WIDTH / values.length;
  const areas: string[] = [];
  const lines: string[] = [];
  for (const [from, to] of stretches(values)) {
    const middles = values
      .slice(from, to)
      .map((value, at): Place => [(from + at + 0.5) * step, height(value!)]);
    const points: Place[] = [[from * step, middles[0]![1]], ...middles, [to * step, middles.at(-1)![1]]];
    const line = `${short(points[0]![0])} ${short(points[0]![1])}${smoothThrough(points)}`;
    lines.push(`M${line}`);
    areas.push(`M${short(from * step)} ${SHORE}L${line}L${short(to * step)} ${SHORE}Z`);
  }
  return { areas: areas.join(""), lines: lines.join("") };
}

/** Light on the water: nothing measured, the same in every picture. */
function ripples(): string {
  const lines = Array.from({ length: 16 }, (_, at) => {
    const x = (at * 377) % 940;
    const y = SHORE + 130 + ((at * 59) % 150);
    return `M${x} ${y}h${30 + ((at * 83) % 90)}`;
  });
  return `<path class="ripple" d="${lines.join("")}"/>`;
}
