import type { PointInput } from "./compute.ts";
import type { EnergyDetail } from "./results.ts";

interface RegisterUse {
  readonly atMs: Float64Array;
  readonly value: Float64Array;
  readonly stepMs: number;
  readonly findings: EnergyDetail["findings"];
}

/** Use per step from a cumulative register: differences within one installation, never across a swap. */
export function registerUse(input: PointInput, stepMs: number, toKwh: (value: number) => number): RegisterUse {
  const { atMs, value } = input.readings;
  const width = 10 ** (input.point.registerWidth ?? 9);
  const swaps = input.installations.map((installation) => installation.fromMs);
  const at: number[] = [];
  const use: number[] = [];
  const findings: { code: string; atMs: number }[] = [];
  let swap = 0;
  for (let i = 1; i < atMs.length; i++) {
    const from = atMs[i - 1]!;
    const to = atMs[i]!;
    while (swap < swaps.length && swaps[swap]! <= from) swap++;
    if (swap < swaps.length && swaps[swap]! <= to) {
      findings.push({ code: "swap", atMs: to });
      continue;
    }
    if (to - from !== stepMs) continue;
    let difference = value[i]! - value[i - 1]!;
    if (difference < 0) {
      const rolled = difference + width;
      if (rolled < 0 || rolled > width / 10) {
        findings.push({ code: "drop", atMs: to });
        continue;
      }
      findings.push({ code: "rollover", atMs: to });
      difference = rolled;
    }
    at.push(from);
    use.push(toKwh(difference) * (input.installations[swap - 1]?.multiplier ?? 1));
  }
  return { atMs: Float64Array.from(at), value: Float64Array.from(use), stepMs, findings };
}
