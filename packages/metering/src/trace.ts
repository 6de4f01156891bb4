import { compareDecimals, type Decimal, rescale } from "@husting/series";
import type { Answer, Finding } from "./findings.ts";
import type { Installation, RegisterReadings } from "./model.ts";
import { type Standing, standingOf } from "./quality.ts";

/** One installation's registers in order of time, opening first and closing (if known) last, on one scale. */
export interface Trace {
  readonly installation: Installation;
  /** Digits after the decimal point that every `raw` register carries. */
  readonly decimals: number;
  readonly timesMs: Float64Array;
  readonly raw: readonly bigint[];
  /** `raw` as doubles, for quick comparison; null when some register is too long to be one exactly. */
  readonly levels: Float64Array | null;
  /** True where the register was not simply measured. */
  readonly unsure: Uint8Array;
  /** True when the last register is the declared closing register. */
  readonly closed: boolean;
}

const placeOfStanding: Readonly<Record<Standing, number>> = {
  measured: 0,
  estimated: 1,
  doubtful: 1,
  "not-a-measurement": 2,
};

function orderByTime(timesMs: Float64Array): Uint32Array {
  const order = Uint32Array.from(timesMs.keys());
  for (let i = 1; i < timesMs.length; i++) {
    if (timesMs[i]! < timesMs[i - 1]!) return order.sort((a, b) => timesMs[a]! - timesMs[b]! || a - b);
  }
  return order;
}

/** The scale on which all registers of a point, the openings and closings of its meters, and those given in answers, are whole numbers. */
function commonDecimals(
  installations: readonly Installation[],
  readings: RegisterReadings,
  choices: readonly Answer["choice"][],
): number {
  let decimals = 0;
  for (const value of readings.decimals) if (value > decimals) decimals = value;
  for (const { openingRegister, closingRegister } of installations) {
    decimals = Math.max(decimals, openingRegister.decimals, closingRegister?.decimals ?? 0);
  }
  for (const choice of choices) {
    if (choice.kind !== "swap") continue;
    decimals = Math.max(decimals, choice.openingRegister.decimals, choice.closingRegister?.decimals ?? 0);
  }
  return decimals;
}

function equalRegister(a: Decimal, mantissa: number, decimals: number): boolean {
  return compareDecimals(a, { mantissa: BigInt(mantissa), decimals }) === 0;
}

/** A run of readings that are no measurements is one finding. */
function notMeasured(findings: Finding[], atMs: number, qualityCode: number): void {
  const last = findings.at(-1);
  if (last?.code === "not-a-measurement" && last.qualityCode === qualityCode) {
    findings[findings.length - 1] = { ...last, toMs: atMs, readings: last.readings + 1 };
  } else {
    findings.push({ code: "not-a-measurement", fromMs: atMs, toMs: atMs, qualityCode, readings: 1 });
  }
}

/**
 * Sorts readings to the meters that hung there. A reading at the very moment of a swap is the old meter's when it shows
 * the old meter's closing register, otherwise the new one's. Readings that differ at one instant are all left out: the
 * register before and after them still holds the total. Times within `snapToleranceMs` of a step are taken as on it.
 * @param installations in order of time, without overlaps.
 */
export function traces(
  installations: readonly Installation[],
  readings: RegisterReadings,
  choices: readonly Answer["choice"][],
  snap: { readonly toleranceMs: number; readonly stepMs: number; readonly anchorMs: number },
): { readonly traces: Trace[]; readonly findings: Finding[] } {
  const { timesMs, mantissas, quality } = readings;
  const findings: Finding[] = [];
  const decimals = commonDecimals(installations, readings, choices);
  const scale = Array.from({ length: decimals + 1 }, (_, given) => 10n ** BigInt(decimals - given));
  const order = orderByTime(timesMs);
  const result: Trace[] = [];
  let next = 0;
  const outside = (fromPlace: number, toPlace: number): void => {
    if (toPlace <= fromPlace) return;
    findings.push({
      code: "outside-installation",
      fromMs: timesMs[order[fromPlace]!]!,
      toMs: timesMs[order[toPlace - 1]!]!,
      readings: toPlace - fromPlace,
    });
  };

  installations.forEach((installation, at) => {
    const { fromMs, toMs, openingRegister, closingRegister } = installation;
    const successor = installations[at + 1];
    const handedOver = toMs !== null && successor?.fromMs === toMs;
    const times: number[] = [fromMs];
    const raw: bigint[] = [rescale(openingRegister, decimals).mantissa];
    const unsure: number[] = [0];
    const outsideFrom = next;
    while (next < order.length && timesMs[order[next]!]! < fromMs) next++;
    outside(outsideFrom, next);

    const inside = (atMs: number): boolean => atMs > fromMs && (toMs === null || atMs < toMs);
    let conflictAtMs = Number.NaN;
    for (; next < order.length; next++) {
      const i = order[next]!;
      const readMs = timesMs[i]!;
      if (toMs !== null && readMs > toMs) break;
      if (toMs !== null && readMs === toMs) {
        const isClosing =
          closingRegister !== null && equalRegister(closingRegister, mantissas[i]!, readings.decimals[i]!);
        if (handedOver && !isClosing) break;
        if (isClosing) continue;
      }
      const place = placeOfStanding[standingOf(quality[i]!)];
      if (place === 2) {
        notMeasured(findings, readMs, quality[i]!);
        continue;
      }
      const register = BigInt(mantissas[i]!) * scale[readings.decimals[i]!]!;
      const snappedMs = Math.round((readMs - snap.anchorMs) / snap.stepMs) * snap.stepMs + snap.anchorMs;
      const atMs = Math.abs(snappedMs - readMs) <= snap.toleranceMs && inside(snappedMs) ? snappedMs : readMs;
      const last = times.length - 1;
      if (atMs === conflictAtMs) continue;
      if (atMs > times[last]!) {
        times.push(atMs);
        raw.push(register);
        unsure.push(place);
        continue;
      }
      // The same instant twice. The opening register is a declaration and stays; snapped neighbours keep the first.
      if (raw[last] === register || snap.toleranceMs > 0) continue;
      findings.push({ code: "conflicting-readings", fromMs: atMs, toMs: atMs, readings: 2 });
      conflictAtMs = atMs;
      if (last === 0) continue;
      times.pop();
      raw.pop();
      unsure.pop();
    }
    if (toMs !== null && closingRegister !== null) {
      const closing = rescale(closingRegister, decimals).mantissa;
      if (times.length > 1 && times.at(-1) === toMs) {
        findings.push({ code: "conflicting-readings", fromMs: toMs, toMs, readings: 1 });
        times.pop();
        raw.pop();
        unsure.pop();
      }
      times.push(toMs);
      raw.push(closing);
      unsure.push(0);
    } else if (toMs !== null) {
      findings.push({
        code: "no-closing-register",
        fromMs: times.at(-1)!,
        toMs,
        serial: installation.serial,
      });
    }
    result.push({
      installation,
      decimals,
      timesMs: Float64Array.from(times),
      raw,
      levels: levelsOf(raw),
      unsure: Uint8Array.from(unsure),
      closed: toMs !== null && closingRegister !== null,
    });
  });
  outside(next, order.length);
  return { traces: result, findings };
}

function levelsOf(raw: readonly bigint[]): Float64Array | null {
  const levels = new Float64Array(raw.length);
  for (let i = 0; i < raw.length; i++) {
    levels[i] = Number(raw[i]!);
    if (!Number.isSafeInteger(levels[i]!)) return null;
  }
  return levels;
}

/** The register at `to` less the register at `from`, with the right sign however long they are. */
export function rise({ raw, levels }: Trace, from: number, to: number): number {
  return levels === null ? Number(raw[to]! - raw[from]!) : levels[to]! - levels[from]!;
}

/** The greatest register of a trace, in its raw counts. */
export function greatestOf(trace: Trace): bigint {
  let greatest = trace.raw[0]!;
  for (const register of trace.raw) if (register > greatest) greatest = register;
  return greatest;
}
