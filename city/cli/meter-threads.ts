import type { TemperatureUnit } from "@husting/savings";
import type { MeterSeries } from "../features/savings/claims/series.ts";
import type { SteppedReadings } from "../features/savings/daily.ts";
import type { FileLayout } from "../features/savings/files/columns.ts";
import type { MeterFileMeaning } from "../features/savings/files/meter-file.ts";
import { inThreads, type Outcome, sharedColumn } from "../threads/pool.ts";
import { readMeterFile } from "./meter-files.ts";
import type { MeterFile } from "./meter-folder.ts";
import { progressLine } from "./progress.ts";

/** What every thread that works through a folder's meters is given once. */
export interface MeterWork<Order> {
  readonly zone: string;
  readonly outdoors: SteppedReadings;
  readonly temperatureUnit: TemperatureUnit;
  readonly layout: Omit<FileLayout, "unit">;
  readonly meaning: MeterFileMeaning;
  readonly order: Order;
}

/** What became of one meter: an answer, or why its file gave none; and what its file said on the way. */
export interface MeterAnswer<Answer> {
  readonly meter: MeterFile;
  readonly notices: readonly string[];
  readonly result:
    | { readonly ok: true; readonly value: Answer }
    | { readonly ok: false; readonly why: string };
}

/** The part that runs in a thread: reads one meter's file and works on its series. */
export function onMeters<Order, Answer>(
  work: MeterWork<Order>,
  each: (series: MeterSeries, meter: MeterFile, order: Order) => Answer,
): (meter: MeterFile) => Promise<MeterAnswer<Answer>> {
  const { zone, outdoors, temperatureUnit, layout, meaning, order } = work;
  return async (meter) => {
    const file = await readMeterFile(meter.path, layout, meaning);
    const { notices } = file;
    if (!file.ok) return { meter, notices, result: { ok: false, why: file.why } };
    const series = { zone, use: file.readings, outdoors, temperatureUnit };
    return { meter, notices, result: { ok: true, value: each(series, meter, order) } };
  };
}

/** Works through meters on all cores, with a progress bar on a terminal; answers in the meters' order. */
export async function workThrough<Order, Answer>(
  module: URL,
  work: MeterWork<Order>,
  meters: readonly MeterFile[],
  threads?: number,
): Promise<MeterAnswer<Answer>[]> {
  const { atMs, value, stepMs } = work.outdoors;
  const outdoors = { atMs: sharedColumn(atMs), value: sharedColumn(value), stepMs };
  const progress = progressLine();
  const answers = new Map<string, MeterAnswer<Answer>>();
  const outcomes: AsyncGenerator<Outcome<MeterFile, MeterAnswer<Answer>>> = inThreads(
    module,
    { ...work, outdoors },
    meters,
    threads,
  );
  for await (const outcome of outcomes) {
    const { task: meter } = outcome;
    answers.set(
      meter.path,
      outcome.ok
        ? outcome.answer
        : { meter, notices: [], result: { ok: false, why: `${meter.path}: ${outcome.error}` } },
    );
    progress.show(`${answers.size} of ${meters.length} meters`, answers.size / meters.length);
  }
  progress.end();
  return meters.map((meter) => answers.get(meter.path)!);
}
