import { html, raw } from "hono/html";
import { type Piece, qrCode } from "../../votes/index.ts";
import { short } from "./curve.ts";

/**
 * Shares as whole stones of a hundred, which add up to a hundred (largest remainders).
 * @param parts in the order in which they lie.
 */
export function stonesOf(parts: readonly number[]): number[] {
  const all = parts.reduce((sum, part) => sum + part, 0);
  if (all === 0) return parts.map(() => 0);
  const exact = parts.map((part) => (part / all) * 100);
  const whole = exact.map(Math.floor);
  let left = 100 - whole.reduce((sum, part) => sum + part, 0);
  const byRest = exact.map((part, at) => [part - Math.floor(part), at] as const).sort(([a], [b]) => b - a);
  for (const [, at] of byRest) {
    if (left-- <= 0) break;
    whole[at]!++;
  }
  return whole;
}

const COLUMNS = 20;
const ROWS = 5;

/** A hundred stones on a beach: how many of a hundred answers said what. They lie a little askew, the same way every time. */
export function beach(
  kinds: readonly { readonly name: string; readonly votes: number }[],
  description: string,
): Piece {
  const counts = stonesOf(kinds.map(({ votes }) => votes));
  const names = kinds.flatMap(({ name }, at) => Array.from({ length: counts[at]! }, () => name));
  const stones = names.map((name, at) => {
    // Columns first, so that one kind lies together.
    const [column, row] = [Math.floor(at / ROWS), at % ROWS];
    const askew = (of: number): number => (((at + 1) * of) % 17) / 17 - 0.5;
    const x = 32 + column * 50 + askew(7) * 10 + (row % 2) * 18;
    const y = 26 + row * 46 + askew(5) * 12;
    return `<ellipse class="stone ${name}" cx="${short(x)}" cy="${short(y)}" rx="${short(20 + askew(11) * 6)}" ry="${short(16 + askew(13) * 5)}" transform="rotate(${short(askew(3) * 40)} ${short(x)} ${short(y)})"/>`;
  });
  return html`<svg class="beach" viewBox="0 0 ${COLUMNS * 50 + 34} ${ROWS * 46 + 16}" role="img" aria-label="${description}">${raw(stones.join(""))}</svg>`;
}

/** Stepping stones over a stream: a measure is looked at four times, and each look that was is a stone one can stand on. */
export function steppingStones(done: number, of: number, isFinal: boolean, description: string): Piece {
  const places = Array.from({ length: of }, (_, at) => [130 + at * 245, at % 2 === 0 ? 120 : 88] as const);
  const stones = places.map(
    ([x, y], at) =>
      `<ellipse class="${at < done ? "step-done" : "step-open"}" cx="${x}" cy="${y}" rx="88" ry="34"/>${at < done ? `<ellipse class="step-light" cx="${x - 14}" cy="${y - 9}" rx="56" ry="14"/>` : ""}`,
  );
  const stream = [40, 108, 176].map(
    (y, at) =>
      `<path class="stream" d="M${-20 + at * 40} ${y}c120 -26 240 26 360 0s240 -26 360 0s240 26 360 0"/>`,
  );
  return html`<svg class="stones${isFinal ? " final" : ""}" viewBox="0 0 1000 210" role="img" aria-label="${description}">${raw(stream.join("") + stones.join(""))}</svg>`;
}

/** A window with a light behind it, by how warm it is there: colder than 18 °C, up to 20, up to 23, up to 25, above. */
export function lamp(temperatureC: number): Piece {
  const warmth = [18, 20, 23, 25].filter((limit) => temperatureC >= limit).length;
  return html`<svg class="window warm-${warmth}" viewBox="0 0 40 40" aria-hidden="true"><path class="pane" d="M3 3h34v34H3z"/><path class="bars" d="M3 3h34v34H3zM20 3v34M3 16h34"/></svg>`;
}

/** The square to photograph: black on white in the dark too, for telephones read no other. */
export function square(address: string, label: string): Piece {
  const { size, path } = qrCode(address);
  return html`<svg class="square" viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}"><path class="square-paper" d="M0 0h${size}v${size}H0z"/><path class="square-ink" d="${path}"/></svg>`;
}
