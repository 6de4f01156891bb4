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
