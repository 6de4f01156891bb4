import { type Decimal, rescale } from "@husting/series";
import type { Installation, RegisterReadings } from "./model.ts";
import { integerBetween } from "./seeded.ts";
import type { RegisterHistory, RegisterTrapKind, Trap } from "./trap.ts";

interface Sample {
  readonly timeMs: number;
  shown: bigint;
}

/**
 * Runs the increments of a sound register (one meter, opening register first) through a meter to which the planned
 * things happen. A rollover is made by the register standing just under its highest number when its place comes.
 */
export function trapRegister(
  sound: RegisterHistory,
  planned: readonly { readonly place: number; readonly kind: string }[],
  random: () => number,
): { readonly trapped: RegisterHistory; readonly truth: readonly Trap<RegisterTrapKind>[] } {
  const [meter] = sound.installations;
  if (meter === undefined) return { trapped: sound, truth: [] };
  const { timesMs, mantissas } = sound.readings;
  const decimals = sound.readings.decimals.reduce(
    (most, value) => Math.max(most, value),
    meter.openingRegister.decimals,
  );
  const registerAt = (i: number): bigint =>
    rescale({ mantissa: BigInt(mantissas[i]!), decimals: sound.readings.decimals[i]! }, decimals).mantissa;
  const modulus = 10n ** BigInt((meter.registerWidth ?? 6) + decimals);
  const below = (limit: bigint): bigint => (limit * BigInt(Math.floor(random() * 1e9))) / 1_000_000_000n;
  const plan = new Map(planned.map(({ place, kind }) => [place, kind]));
  const truth: Trap<RegisterTrapKind>[] = [];
  const mark = (kind: RegisterTrapKind, from: number, to: number): void => {
    truth.push({ kind, fromMs: timesMs[from]!, toMs: timesMs[to]! });
  };

  const installations: Installation[] = [];
  let current: Installation = { ...meter, registerWidth: meter.registerWidth ?? 6 };
  const samples: Sample[] = [];
  let register = rescale(meter.openingRegister, decimals).mantissa;
  let previous = register;
  for (let i = 0; i < timesMs.length; i++) {
    const now = registerAt(i);
    const used = now - previous;
    previous = now;
    const before = register;
    register += used;
    const kind = plan.get(i);
    const decimal = (mantissa: bigint): Decimal => ({ mantissa, decimals });
    if (kind === "rollover") {
      // The meter before was exchanged for one that is about to roll over; both exchanges are on record.
      const opening = modulus - 1n - below(10n ** BigInt(decimals) * 5n);
      const handedOverMs = timesMs[i]!;
      installations.push({ ...current, toMs: handedOverMs, closingRegister: decimal(register % modulus) });
      current = { ...current, serial: `${meter.serial}-${installations.length}`, fromMs: handedOverMs };
      current = { ...current, openingRegister: decimal(opening) };
      register = opening;
    } else if (kind === "recorded-swap") {
      const opening = below(modulus / 2n);
      installations.push({ ...current, toMs: timesMs[i]!, closingRegister: decimal(register % modulus) });
      current = { ...current, serial: `${meter.serial}-${installations.length}`, fromMs: timesMs[i]! };
      current = { ...current, openingRegister: decimal(opening) };
      register = opening;
      mark("recorded-swap", i, i);
    } else if (kind === "reset") {
      register = below(used + 1n);
      mark("reset", i - 1, i);
    } else if (kind === "unrecorded-swap") {
      register = below(modulus / 2n);
      mark("unrecorded-swap", i - 1, i);
    }
    if (register >= modulus) {
      register -= modulus;
      if (before < modulus && kind === undefined) mark("rollover", i - 1, i);
    }
    samples.push({ timeMs: timesMs[i]!, shown: register });
  }
  installations.push(current);
  const disordered = disturb(samples, planned, random, modulus, mark);
  return { trapped: { installations, readings: columns(disordered, decimals) }, truth };
}

/** What happens to readings on their way, the meter itself being sound. */
function disturb(
  samples: Sample[],
  planned: readonly { readonly place: number; readonly kind: string }[],
  random: () => number,
  modulus: bigint,
  mark: (kind: RegisterTrapKind, from: number, to: number) => void,
): Sample[] {
  const added: Sample[] = [];
  const removed = new Set<number>();
  for (const { place, kind } of planned) {
    const few = integerBetween(random, 1, 3);
    const many = integerBetween(random, 24, 96);
    const share = BigInt(Math.floor(random() * 1000));
    if (kind === "dip") {
      for (let i = place; i < place + few; i++)
        samples[i]!.shown = share < 500n ? 0n : (samples[i]!.shown * share) / 2000n;
      mark("dip", place, place + few - 1);
    } else if (kind === "spike") {
      for (let i = place; i < place + few; i++) {
        const room = modulus - 1n - samples[i]!.shown;
        samples[i]!.shown += (room * (share + 200n)) / 1200n;
      }
      mark("spike", place, place + few - 1);
    } else if (kind === "stuck") {
      for (let i = place + 1; i <= place + many; i++) samples[i]!.shown = samples[place]!.shown;
      mark("stuck", place, place + many + 1);
    } else if (kind === "gap") {
      for (let i = place; i < place + many; i++) removed.add(i);
      mark("gap", place - 1, place + many);
    } else if (kind === "conflict") {
      const { timeMs, shown } = samples[place]!;
      added.push({ timeMs, shown: shown === 0n ? 1n : shown / 2n });
      mark("conflict", place, place);
    }
  }
  const kept = samples.filter((_, i) => !removed.has(i));
  kept.push(...added);
  for (const { place, kind } of planned) {
    if (kind !== "disorder") continue;
    const block = kept.splice(place, 24);
    kept.push(...block.toReversed());
    mark("disorder", place, place + 23);
  }
  return kept;
}

function columns(samples: readonly Sample[], decimals: number): RegisterReadings {
  return {
    behaviour: "cumulative",
    timesMs: Float64Array.from(samples, ({ timeMs }) => timeMs),
    mantissas: Float64Array.from(samples, ({ shown }) => Number(shown)),
    decimals: new Uint8Array(samples.length).fill(decimals),
    quality: new Uint8Array(samples.length),
  };
}
