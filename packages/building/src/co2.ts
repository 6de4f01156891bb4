/** Carbon dioxide of a seated adult, l/s: 20 l/h (EN 16798-1:2019, Annex B). */
export const personCo2Ls = 20 / 3600;

/** Concentrations of one hour, ppm. */
export interface Co2Hour {
  endPpm: number;
  meanPpm: number;
}

/**
 * Mass balance of a well-mixed room over one hour of constant generation and flow, solved exactly:
 *
 *     V·dC/dt = G + Q·(C_out − C)
 *
 * With Q > 0 the concentration goes to C_out + G/Q with the time constant V/Q; without air exchange it rises in a
 * straight line. Writes the concentration at the end of the hour and its mean into `out`.
 * @param startPpm at the start of the hour
 * @param flowLs outdoor air, l/s
 * @param generationLs carbon dioxide, l/s
 */
export function co2Hour(
  startPpm: number,
  volumeM3: number,
  flowLs: number,
  generationLs: number,
  outdoorPpm: number,
  out: Co2Hour,
): void {
  const changes = (flowLs * 3.6) / volumeM3;
  if (changes < 1e-9) {
    const risePpm = ((generationLs * 3.6) / volumeM3) * 1e6;
    out.endPpm = startPpm + risePpm;
    out.meanPpm = startPpm + risePpm / 2;
    return;
  }
  const steadyPpm = outdoorPpm + (generationLs / flowLs) * 1e6;
  const left = Math.exp(-changes);
  out.endPpm = steadyPpm + (startPpm - steadyPpm) * left;
  out.meanPpm = steadyPpm + ((startPpm - steadyPpm) * (1 - left)) / changes;
}
