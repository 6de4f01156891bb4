/** Files as a meter reader would deliver them, made from a seed. */

/** Numbers in [0, 1) that are the same every time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const stamp = (ms: number): string => new Date(ms).toISOString();

/** Daily use that follows the outdoor temperature under 15 °C, with a known share saved from a day on. */
export function dailyRecord(options: {
  startMs: number;
  days: number;
  savedShareFromDay?: readonly [day: number, share: number];
}): { use: string; temperature: string } {
  const random = seeded(1);
  const [savedFrom, share] = options.savedShareFromDay ?? [Number.POSITIVE_INFINITY, 0];
  const use = ["time,kWh"];
  const temperature = ["time,temperature"];
  for (let day = 0; day < options.days; day++) {
    const time = stamp(options.startMs + day * DAY_MS);
    const outdoorC = 5 - 14 * Math.cos((2 * Math.PI * day) / 365.25) + 6 * (random() - 0.5);
    const demandKwh = 40 + 6 * Math.max(0, 15 - outdoorC) + 8 * (random() - 0.5);
    use.push(`${time},${(demandKwh * (day >= savedFrom ? 1 - share : 1)).toFixed(3)}`);
    temperature.push(`${time},${outdoorC.toFixed(2)}`);
  }
  return { use: `${use.join("\n")}\n`, temperature: `${temperature.join("\n")}\n` };
}

/** Hourly use of a building that works Monday to Friday and is heated under 12 °C, with its temperatures. */
export function hourlyRecord(options: {
  startMs: number;
  hours: number;
  seed?: number;
  /** What to make of an hour's use, kWh. */
  changeUse?: (kwh: number, atMs: number) => number | "";
  /** What to make of an hour's temperature, °C. */
  changeTemperature?: (celsius: number, atMs: number) => number | "";
}): { use: string; temperature: string } {
  const random = seeded(options.seed ?? 3);
  // The weather is the same for all seeds: meters of one city share it.
  const air = seeded(4);
  const use = ["time,kWh"];
  const temperature = ["time,temperature"];
  let spellC = 0;
  for (let hour = 0; hour < options.hours; hour++) {
    const atMs = options.startMs + hour * HOUR_MS;
    const day = atMs / DAY_MS;
    if (hour % 24 === 0) spellC = 0.8 * spellC + 4 * (air() - 0.5);
    const outdoorC =
      6 -
      11 * Math.cos((2 * Math.PI * (day - 15)) / 365.25) -
      4 * Math.cos(2 * Math.PI * (day - 0.1)) +
      spellC;
    const date = new Date(atMs);
    const works = date.getUTCDay() % 6 !== 0 && date.getUTCHours() >= 7 && date.getUTCHours() < 18;
    const kwh = (works ? 20 : 6) + 0.8 * Math.max(0, 12 - outdoorC) + 2 * random();
    const time = stamp(atMs);
    const usedKwh = options.changeUse?.(kwh, atMs) ?? kwh;
    const knownC = options.changeTemperature?.(outdoorC, atMs) ?? outdoorC;
    use.push(`${time},${usedKwh === "" ? "" : usedKwh.toFixed(3)}`);
    temperature.push(`${time},${knownC === "" ? "" : knownC.toFixed(2)}`);
  }
  return { use: `${use.join("\n")}\n`, temperature: `${temperature.join("\n")}\n` };
}

/** Hourly use: `time,kWh`. */
export function hourlyCsv(options: { startMs: number; hours: number; seed?: number }): string {
  const random = seeded(options.seed ?? 2);
  const rows = Array.from(
    { length: options.hours },
    (_, hour) => `${stamp(options.startMs + hour * HOUR_MS)},${(1 + random()).toFixed(3)}`,
  );
  return `time,kWh\n${rows.join("\n")}\n`;
}

/** A heat meter's register in MWh as Swedish files have it: `;`, decimal comma, a byte order mark, CRLF. */
export function hourlyRegister(options: { startMs: number; hours: number }): string {
  const rows = Array.from({ length: options.hours }, (_, hour) => {
    const register = (123.456 + hour * 0.011).toFixed(3).replace(".", ",");
    return `${stamp(options.startMs + hour * HOUR_MS)};${register}`;
  });
  return `\uFEFFtime;register\r\n${rows.join("\r\n")}\r\n`;
}
