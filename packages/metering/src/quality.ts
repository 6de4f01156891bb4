/**
 * What a reading's quality lets us do with it: `measured` and `estimated` are counted and told apart; `doubtful` is
 * counted and shown as not measured; `not-a-measurement` (a forecast, a weather-normalised figure) is not counted.
 */
export type Standing = "measured" | "estimated" | "doubtful" | "not-a-measurement";

export interface EspiQuality {
  readonly code: number;
  readonly name: string;
  readonly standing: Standing;
}

/**
 * Quality of reading in ESPI (NAESB REQ.21, `QualityOfReading`), second-hand from public implementations. The names
 * are the standard's; the standing is ours.
 */
export const espiQualities: readonly EspiQuality[] = [
  { code: 0, name: "valid", standing: "measured" },
  { code: 7, name: "manually edited", standing: "measured" },
  { code: 8, name: "estimated using reference day", standing: "estimated" },
  { code: 9, name: "estimated using linear interpolation", standing: "estimated" },
  { code: 10, name: "questionable", standing: "doubtful" },
  { code: 11, name: "derived", standing: "estimated" },
  { code: 12, name: "projected (forecast)", standing: "not-a-measurement" },
  { code: 13, name: "mixed", standing: "doubtful" },
  { code: 14, name: "raw", standing: "measured" },
  { code: 15, name: "normalized for weather", standing: "not-a-measurement" },
  { code: 16, name: "other", standing: "doubtful" },
  { code: 17, name: "validated", standing: "measured" },
  { code: 18, name: "verified", standing: "measured" },
  { code: 19, name: "revenue-quality", standing: "measured" },
];

const standings: readonly (Standing | undefined)[] = Array.from(
  { length: 20 },
  (_, code) => espiQualities.find((quality) => quality.code === code)?.standing,
);

/** The standing of an ESPI quality code; a code the standard does not have is doubtful. */
export function standingOf(qualityCode: number): Standing {
  return standings[qualityCode] ?? "doubtful";
}

/**
 * How ESPI's accumulation behaviour codes read as a declared behaviour: 3 cumulative and 9 summation are registers,
 * 4 delta is interval data. Undefined for the rest: 12, an instantaneous value, is no amount at all.
 */
export function behaviourOfEspi(accumulationCode: number): "cumulative" | "interval" | undefined {
  if (accumulationCode === 3 || accumulationCode === 9) return "cumulative";
  return accumulationCode === 4 ? "interval" : undefined;
}
