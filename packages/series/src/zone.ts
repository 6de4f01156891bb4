/** A stretch of UTC time, `[fromMs, toMs)`, during which a zone's clocks stand `offsetMs` ahead of UTC. */
export interface OffsetSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly offsetMs: number;
}

/**
 * What a wall-clock time without an offset can mean in a zone.
 * - `unique`: one instant.
 * - `skipped`: the clocks jumped over it at `transitionMs`. Read with the offset that held after the jump it is
 *   `beforeMs`, an instant before the jump; read with the offset that held before it is `afterMs`, after the jump
 *   (Temporal's "earlier" and "later").
 * - `repeated`: the clocks went back and showed it twice.
 */
export type LocalResolution =
  | { readonly kind: "unique"; readonly epochMs: number }
  | {
      readonly kind: "skipped";
      readonly beforeMs: number;
      readonly afterMs: number;
      readonly transitionMs: number;
    }
  | { readonly kind: "repeated"; readonly earlierMs: number; readonly laterMs: number };

/** Resolves wall-clock times of one zone; `localMs` is the wall-clock time read as if it were UTC. */
export interface LocalResolver {
  (localMs: number): LocalResolution;
  /** The instant, or NaN when the time is skipped or repeated. Allocates nothing: meant for hot loops. */
  resolveUnique(localMs: number): number;
}

// Spans are tabulated once per zone for the years in which meters exist; anything outside is asked of Temporal.
const tableFromMs = Date.UTC(1900, 0, 1);
const tableToMs = Date.UTC(2101, 0, 1);
const dayMs = 86_400_000;

interface ZoneTable {
  readonly fromMs: Float64Array;
  readonly offsetMs: Float64Array;
  /** The wall-clock stretch that belongs to this span alone. */
  readonly uniqueFromLocalMs: Float64Array;
  readonly uniqueToLocalMs: Float64Array;
}

const tables = new Map<string, ZoneTable>();

/** True for an IANA zone name this runtime knows (`Europe/Stockholm`), `UTC`, or a fixed offset such as `+01:00`. */
export function isKnownZone(zone: string): boolean {
  if (tables.has(zone)) return true;
  // Temporal also takes whole timestamps with a zone in brackets; a zone setting must be the zone alone.
  if (/[[\]]|\d{4}/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/**
 * The stretches of constant UTC offset that cover `[fromMs, toMs)`, in order and without holes, from the runtime's
 * IANA time zone database. Neighbouring stretches differ in offset. Empty when `toMs <= fromMs`.
 * @throws RangeError when the zone is unknown; check `isKnownZone` where zones come in.
 */
export function offsetSpans(zone: string, fromMs: number, toMs: number): OffsetSpan[] {
  const spans: OffsetSpan[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(zone);
  let spanFromMs = fromMs;
  let offsetMs = Math.round(at.offsetNanoseconds / 1e6);
  while (spanFromMs < toMs) {
    const next = at.getTimeZoneTransition("next");
    const nextMs = next === null ? toMs : Math.min(next.epochMilliseconds, toMs);
    const nextOffsetMs = next === null ? offsetMs : Math.round(next.offsetNanoseconds / 1e6);
    if (next === null || nextMs >= toMs || nextOffsetMs !== offsetMs) {
      spans.push({ fromMs: spanFromMs, toMs: nextMs, offsetMs });
      spanFromMs = nextMs;
      offsetMs = nextOffsetMs;
    }
    if (next === null) break;
    at = next;
  }
  return spans;
}

function tableOf(zone: string): ZoneTable {
  const known = tables.get(zone);
  if (known !== undefined) return known;
  const spans = offsetSpans(zone, tableFromMs, tableToMs);
  const count = spans.length;
  const table: ZoneTable = {
    fromMs: new Float64Array(count),
    offsetMs: new Float64Array(count),
    uniqueFromLocalMs: new Float64Array(count),
    uniqueToLocalMs: new Float64Array(count),
  };
  spans.forEach((span, i) => {
    const before = spans[i - 1];
    const after = spans[i + 1];
    const localFromMs = span.fromMs + span.offsetMs;
    const localToMs = span.toMs + span.offsetMs;
    table.fromMs[i] = span.fromMs;
    table.offsetMs[i] = span.offsetMs;
    table.uniqueFromLocalMs[i] =
      before === undefined ? localFromMs + dayMs : Math.max(localFromMs, before.toMs + before.offsetMs);
    table.uniqueToLocalMs[i] =
      after === undefined ? localToMs - dayMs : Math.min(localToMs, after.fromMs + after.offsetMs);
  });
  tables.set(zone, table);
  return table;
}

/** Index of the last element `<= value`, or -1. */
function lastAtOrBefore(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Resolution from first principles: every instant near `localMs` at which the zone's clocks show it. */
function resolveSlowly(zone: string, localMs: number): LocalResolution {
  // No zone is more than a day from UTC, and no zone changes twice within two days.
  const spans = offsetSpans(zone, localMs - 2 * dayMs, localMs + 2 * dayMs);
  const instants: number[] = [];
  for (const span of spans) {
    const epochMs = localMs - span.offsetMs;
    if (epochMs >= span.fromMs && epochMs < span.toMs) instants.push(epochMs);
  }
  const [first, second] = instants;
  if (first !== undefined && second !== undefined) {
    return { kind: "repeated", earlierMs: first, laterMs: second };
  }
  if (first !== undefined) return { kind: "unique", epochMs: first };
  for (let i = 1; i < spans.length; i++) {
    const before = spans[i - 1]!;
    const after = spans[i]!;
    if (localMs >= before.toMs + before.offsetMs && localMs < after.fromMs + after.offsetMs) {
      return {
        kind: "skipped",
        beforeMs: localMs - after.offsetMs,
        afterMs: localMs - before.offsetMs,
        transitionMs: after.fromMs,
      };
    }
  }
  throw new RangeError(`not a time: ${localMs}`);
}

/**
 * A resolver for one zone's wall-clock times. The zone's table is built once and shared; a resolver remembers where it
 * last was, so sorted times cost a comparison each.
 * @throws RangeError when the zone is unknown, and from the resolver when `localMs` is not a finite time.
 */
export function createLocalResolver(zone: string): LocalResolver {
  const { offsetMs, uniqueFromLocalMs, uniqueToLocalMs } = tableOf(zone);
  const firstMs = uniqueFromLocalMs[0]!;
  const lastMs = uniqueToLocalMs[uniqueToLocalMs.length - 1]!;
  let index = 0;

  function resolveUnique(localMs: number): number {
    if (localMs >= uniqueFromLocalMs[index]! && localMs < uniqueToLocalMs[index]!)
      return localMs - offsetMs[index]!;
    if (!(localMs >= firstMs && localMs < lastMs)) {
      if (!Number.isFinite(localMs)) return Number.NaN;
      const slow = resolveSlowly(zone, localMs);
      return slow.kind === "unique" ? slow.epochMs : Number.NaN;
    }
    index = lastAtOrBefore(uniqueFromLocalMs, localMs);
    return localMs < uniqueToLocalMs[index]! ? localMs - offsetMs[index]! : Number.NaN;
  }

  function resolve(localMs: number): LocalResolution {
    const epochMs = resolveUnique(localMs);
    return Number.isNaN(epochMs) ? resolveSlowly(zone, localMs) : { kind: "unique", epochMs };
  }

  return Object.assign(resolve, { resolveUnique });
}

/**
 * The zone's wall clock: epoch milliseconds in, wall-clock time read as if it were UTC out. The inverse of the
 * resolver; allocates nothing for the years 1900 to 2100.
 * @throws RangeError when the zone is unknown.
 */
export function createWallClock(zone: string): (epochMs: number) => number {
  const { fromMs, offsetMs } = tableOf(zone);
  let index = 0;
  return (epochMs) => {
    if (epochMs >= fromMs[index]! && epochMs < (fromMs[index + 1] ?? tableToMs))
      return epochMs + offsetMs[index]!;
    if (!(epochMs >= tableFromMs && epochMs < tableToMs)) {
      const at = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone);
      return epochMs + Math.round(at.offsetNanoseconds / 1e6);
    }
    index = lastAtOrBefore(fromMs, epochMs);
    return epochMs + offsetMs[index]!;
  };
}
