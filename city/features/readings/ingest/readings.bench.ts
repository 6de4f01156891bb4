import { parseMapping } from "../intake/mapping.ts";
import { ReadingsParser, UnreadableFile } from "../intake/parser.ts";
import { readBody } from "./body.ts";
import { compileMapping, readMessage } from "./mqtt/payload.ts";
import { plainMappings, presets } from "./mqtt/presets.ts";
import type { KnownPoint } from "./reading.ts";

/**
 * A million bad inputs: good CSV, NDJSON and messages with bytes changed, cut, doubled and strewn about. None may crash a
 * parser, hold it up for a second, or lose a row without saying so.
 */

const INPUTS = 1_000_000;
const SLOWEST_BOUND_MS = 1000;
const START_MS = Date.UTC(2026, 0, 1);
const HOUR_MS = 3_600_000;

interface Outcome {
  /** Rows that came in and are neither taken nor rejected. */
  lost: number;
}

export default async function bench(print: (line: string) => void): Promise<void> {
  const random = seeded(20261124);
  const encoder = new TextEncoder();
  const hours = Array.from({ length: 8 }, (_, hour) => new Date(START_MS + hour * HOUR_MS).toISOString());
  const csv = encoder.encode(
    `time,value,note\n${hours.map((time, i) => `${time},${i}.5,"a ""b"""`).join("\n")}\n`,
  );
  const ndjson = encoder.encode(
    hours
      .map((time, i) => JSON.stringify({ point: "a/electricity", time, value: `${i}.50`, quality: 0 }))
      .join("\n"),
  );
  const message = encoder.encode(
    JSON.stringify({
      received_at: hours[0],
      time: hours[0],
      value: 1,
      object: { temperature: 20.5 },
      uplink_message: { decoded_payload: { co2: 700 } },
    }),
  );
  const mappings = [...plainMappings, ...Object.values(presets)].map(compileMapping);
  const kinds: readonly {
    name: string;
    share: number;
    good: Uint8Array;
    run: (bytes: Uint8Array) => Promise<Outcome> | Outcome;
  }[] = [
    { name: "CSV", share: 0.45, good: csv, run: parseCsv },
    { name: "NDJSON over HTTP", share: 0.3, good: ndjson, run: parseBody },
    {
      name: "MQTT messages",
      share: 0.25,
      good: message,
      run: (bytes) => {
        for (const { mapping } of mappings) readMessage(mapping, { device: "d" }, bytes);
        return { lost: 0 };
      },
    },
  ];
  for (const { name, share, good, run } of kinds) {
    const count = Math.round(INPUTS * share);
    let crashed = 0;
    let lost = 0;
    let slowestMs = 0;
    let example = "";
    const startMs = performance.now();
    for (let i = 0; i < count; i++) {
      const bytes = mutated(good, random);
      const sinceMs = performance.now();
      try {
        const outcome = await run(bytes);
        if (outcome.lost !== 0) {
          lost++;
          example ||= `${outcome.lost}: ${JSON.stringify(new TextDecoder().decode(bytes)).slice(0, 300)}`;
        }
      } catch (error) {
        crashed++;
        example ||= `${error instanceof Error ? error.message : error}: ${JSON.stringify(new TextDecoder().decode(bytes)).slice(0, 300)}`;
      }
      slowestMs = Math.max(slowestMs, performance.now() - sinceMs);
    }
    const seconds = (performance.now() - startMs) / 1000;
    const held = crashed + lost === 0 && slowestMs < SLOWEST_BOUND_MS;
    print(
      `bad input: ${count} × ${name} in ${seconds.toFixed(0)} s: ${crashed} crashes, ${lost} with a row lost, slowest ${slowestMs.toFixed(1)} ms (bound ${SLOWEST_BOUND_MS} ms) ${held ? "held" : `MISSED ${example}`}`,
    );
  }
}

const parsed = parseMapping({
  version: 1,
  separator: ",",
  time: { column: "time", zone: "Europe/Stockholm" },
  value: { column: "value", unit: "kWh" },
  point: { building: "a", carrier: "electricity", kind: "cumulative", stepMinutes: 60 },
});

function parseCsv(bytes: Uint8Array): Outcome {
  if (!parsed.ok) throw new Error("the bench's own mapping is refused");
  let taken = 0;
  let rejected = 0;
  const parser = new ReadingsParser(parsed.value, {
    batch: ({ atMs }) => {
      taken += atMs.length;
    },
    reject: () => {
      rejected++;
    },
  });
  try {
    // In two pieces, as a stream comes.
    parser.push(bytes.subarray(0, bytes.length >> 1));
    parser.push(bytes.subarray(bytes.length >> 1));
    parser.end(null);
  } catch (error) {
    // Refused as a whole, by name: nothing of it is kept.
    if (error instanceof UnreadableFile) return { lost: 0 };
    throw error;
  }
  return { lost: linesOf(bytes) - 1 - taken - rejected };
}

const point: KnownPoint = { id: 1, key: "a/electricity", unit: "kWh", range: null };
const context = {
  points: new Map([[point.key, point]]),
  source: { scope: "*" },
  nowMs: START_MS + 100 * HOUR_MS,
};

async function parseBody(bytes: Uint8Array): Promise<Outcome> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes.subarray(0, bytes.length >> 1));
      controller.enqueue(bytes.subarray(bytes.length >> 1));
      controller.close();
    },
  });
  const read = await readBody(body, "ndjson", context);
  if (!read.ok) throw new Error(read.code);
  const text = new TextDecoder().decode(bytes);
  const lines = text.split("\n").filter((line) => line.trim() !== "").length;
  return { lost: lines - read.rows.columns().atMs.length - read.rows.rejections.length };
}

/** Lines that are not empty, as the reader of files counts them: a byte order mark and a carriage return are no content. */
function linesOf(bytes: Uint8Array): number {
  let lines = 0;
  let from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for (let i = from; i <= bytes.length; i++) {
    if (i < bytes.length && bytes[i] !== 10) continue;
    const to = bytes[i - 1] === 13 && i - 1 >= from ? i - 1 : i;
    if (to > from) lines++;
    from = i + 1;
  }
  return lines;
}

/** One to six changes: a byte set, bits turned, a piece cut, doubled, or moved; digits and marks more often than others. */
function mutated(good: Uint8Array, random: () => number): Uint8Array {
  let bytes: Uint8Array = good.slice();
  const below = (n: number): number => Math.floor(random() * n);
  const telling = [10, 13, 34, 44, 45, 46, 0, 255, 0xef, 48, 57, 58, 59, 101, 123, 125, 92];
  for (let change = 1 + below(6); change > 0 && bytes.length > 0; change--) {
    const at = below(bytes.length);
    const length = 1 + below(Math.min(40, bytes.length - at));
    const kind = below(5);
    if (kind === 0) bytes[at] = below(256);
    else if (kind === 1) bytes[at] = telling[below(telling.length)]!;
    else if (kind === 2) bytes = joined(bytes.subarray(0, at), bytes.subarray(at + length));
    else if (kind === 3) bytes = joined(bytes.subarray(0, at + length), bytes.subarray(at));
    else bytes[at] = bytes[at]! ^ (1 << below(8));
  }
  return bytes;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const out = new Uint8Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
}

/** Numbers in [0, 1) that are the same every time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
