import { sha256, toHex, utf8 } from "@husting/openness";
import { drawsFrom } from "../src/random.ts";

/** A stream of chance that follows from its name. */
export interface Chance {
  /** Uniform on [0, 1). */
  uniform(): number;
  /** Standard normal (Box & Muller 1958). */
  normal(): number;
}

export function chanceOf(name: string): Chance {
  const draw = drawsFrom(toHex(sha256(utf8(name))));
  const uniform = () => draw(2 ** 32) / 2 ** 32;
  let spare = Number.NaN;
  return {
    uniform,
    normal: () => {
      if (!Number.isNaN(spare)) {
        const kept = spare;
        spare = Number.NaN;
        return kept;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
  };
}

/** A stationary first-order autoregression of standard deviation one, one value a step. */
export function wander(chance: Chance, steps: number, correlation: number): Float64Array {
  const values = new Float64Array(steps);
  const fresh = Math.sqrt(1 - correlation ** 2);
  let value = chance.normal();
  for (let i = 0; i < steps; i++) {
    values[i] = value;
    value = correlation * value + fresh * chance.normal();
  }
  return values;
}

/** Distribution function of the standard normal (Abramowitz & Stegun 26.2.17), to 1e-7. */
export function normalBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    Math.exp(-0.5 * z * z) *
    0.3989422804014327 *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z < 0 ? tail : 1 - tail;
}
