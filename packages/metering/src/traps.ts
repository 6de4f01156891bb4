import type { RegularSeries } from "@husting/series";
import { trapRegister } from "./register-traps.ts";
import { createRandom, integerBetween, spreadPlaces } from "./seeded.ts";
import type { RegisterHistory, RegisterTrapKind, SeriesTrapKind, Trap } from "./trap.ts";

/** Steps between two traps, and the most steps one takes. */
const apart = 400;

/**
 * Sets traps in sound readings, the same ones for the same seed, and says where. For measuring how many a check finds
 * (recall) and how many of its findings are true (precision).
 * @param count how many traps of each kind, where there is room.
 */
export function injectTraps(
  history: RegisterHistory,
  seed: number,
  kinds: readonly RegisterTrapKind[],
  count?: number,
): { readonly trapped: RegisterHistory; readonly truth: readonly Trap<RegisterTrapKind>[] };
export function injectTraps(
  series: RegularSeries,
  seed: number,
  kinds: readonly SeriesTrapKind[],
  count?: number,
): { readonly trapped: RegularSeries; readonly truth: readonly Trap<SeriesTrapKind>[] };
export function injectTraps(
  sound: RegisterHistory | RegularSeries,
  seed: number,
  kinds: readonly RegisterTrapKind[] | readonly SeriesTrapKind[],
  count = 4,
): {
  readonly trapped: RegisterHistory | RegularSeries;
  readonly truth: readonly Trap<RegisterTrapKind | SeriesTrapKind>[];
} {
  const random = createRandom(seed);
  const length = "values" in sound ? sound.values.length : sound.readings.timesMs.length;
  const places = spreadPlaces(random, length, kinds.length * count, apart);
  // Kinds take turns, each turn in another order.
  const planned = places.map((place, i) => {
    const turn = Math.floor(i / kinds.length);
    return { place, kind: kinds[(i + turn) % kinds.length]! };
  });
  if ("values" in sound) return trapSeries(sound, planned, random);
  return trapRegister(sound, planned, random);
}

function trapSeries(
  series: RegularSeries,
  planned: readonly { readonly place: number; readonly kind: RegisterTrapKind | SeriesTrapKind }[],
  random: () => number,
): { readonly trapped: RegularSeries; readonly truth: readonly Trap<SeriesTrapKind>[] } {
  const { startMs, stepMs } = series;
  const values = series.values.slice();
  const positive = values.filter((value) => value > 0).sort();
  const peak = positive[Math.floor(positive.length * 0.99)] ?? 1;
  const truth: Trap<SeriesTrapKind>[] = [];
  for (const { place, kind } of planned) {
    let first = place;
    // A trap in steps that are zero or gaps already would not be one.
    while (first < place + apart / 4 && !(values[first]! > 0)) first++;
    if (!(values[first]! > 0)) continue;
    let length = 1;
    if (kind === "zero-run") {
      length = integerBetween(random, 6, 240);
      values.fill(0, first, first + length);
    } else if (kind === "flatline") {
      length = integerBetween(random, 24, 168);
      values.fill(values[first]!, first, first + length);
    } else if (kind === "spike") {
      values[first] = peak * (5 + 45 * random());
    } else if (kind === "gap") {
      length = integerBetween(random, 1, 240);
      values.fill(Number.NaN, first, first + length);
    } else {
      continue;
    }
    truth.push({ kind, fromMs: startMs + first * stepMs, toMs: startMs + (first + length) * stepMs });
  }
  return { trapped: { startMs, stepMs, values }, truth };
}
