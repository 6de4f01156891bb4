import type { Seeded } from "../seeded.fixture.ts";

interface Sensor {
  readonly noise: number;
  readonly step: number;
  readonly offset: (i: number) => number;
}

/** What a sensor shows of the truth: offset or drift, noise, and its own steps. */
export function sensed(truth: Float64Array, random: Seeded, { noise, step, offset }: Sensor): Float64Array {
  return truth.map((value, i) => Math.round((value + offset(i) + noise * random.normal()) / step) * step);
}

/** A sensor that shows one value for so many hours, beginning at a share of the way. */
export function hold(column: Float64Array, share: number, hours: number): void {
  const from = Math.floor(share * (column.length - hours));
  column.fill(column[from]!, from, from + hours);
}

/** Single hours and, now and then, days that never arrived. */
export function gaps(column: Float64Array, random: Seeded): void {
  const lost = random.between(0, 0.03);
  for (let i = 0; i < column.length; i++) if (random.uniform() < lost) column[i] = Number.NaN;
  for (let k = random.integer(0, 5); k > 0; k--) {
    const from = random.integer(0, column.length - 1);
    column.fill(Number.NaN, from, from + random.integer(6, 240));
  }
}
