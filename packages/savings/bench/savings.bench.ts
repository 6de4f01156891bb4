/** Fit times on one thread and on two cores, data in memory, beside the peers' recorded ones. Called by `npm run bench -- savings`. */
import {
  cambridgeRecord,
  type DailyInput,
  dayKinds,
  fitCaltrackBilling,
  fitCaltrackDaily,
  fitCaltrackHourly,
  fitHustingDaily,
  fitHustingHourly,
  fitTowt,
  interval90,
} from "../src/index.ts";
import { secondsOfBatch } from "./batch.ts";
import { billsOf, dailyMeter, hourlyMeter } from "./simulated.ts";

interface Row {
  readonly what: string;
  readonly bestMs: number;
  readonly limitMs: number;
  /** Peers' times on this class of machine, as recorded with the goldens. */
  readonly peers: string;
}

const cores = 2;
// On a machine that others use too, the best of several runs comes nearest to what it takes.
const batchRuns = 3;

/** Mean time of one run in the best of several repeats: what other work on the machine takes does not count. */
function bestMs(repeats: number, perRepeat: number, run: (i: number) => void): number {
  for (let i = 0; i < perRepeat; i++) run(i);
  const times: number[] = [];
  for (let r = 0; r < repeats; r++) {
    const start = performance.now();
    for (let i = 0; i < perRepeat; i++) run(i);
    times.push((performance.now() - start) / perRepeat);
  }
  return Math.min(...times);
}

export default async function savingsBench(): Promise<{
  readonly rows: readonly Row[];
  readonly held: boolean;
}> {
  const electricity = Array.from({ length: 50 }, (_, i) => dailyMeter(i + 1, true));
  const gas = Array.from({ length: 50 }, (_, i) => dailyMeter(i + 1, false));
  const fit = (meters: readonly DailyInput[]) => (i: number) => {
    const result = fitCaltrackDaily(meters[i % meters.length]!);
    if (!result.ok) throw new Error(result.reason.code);
  };
  const bills = electricity.map(billsOf);
  const years = Array.from({ length: 10 }, (_, i) => hourlyMeter(i + 1));
  const rows: Row[] = [
    {
      what: "CalTRACK daily, electricity",
      bestMs: bestMs(25, 400, fit(electricity)),
      limitMs: 0.2,
      peers: "openeemeter 3.2.0 13 600 ms; opendsm 1.0.0 1 300–16 000 ms; CAMBER 98 ms",
    },
    {
      what: "CalTRACK daily, gas",
      bestMs: bestMs(25, 400, fit(gas)),
      limitMs: 0.2,
      peers: "openeemeter 3.2.0 410 ms",
    },
    {
      what: "CalTRACK billing, electricity",
      bestMs: bestMs(40, 200, (i) => {
        const result = fitCaltrackBilling(bills[i % bills.length]!);
        if (!result.ok) throw new Error(result.reason.code);
      }),
      limitMs: 0.1,
      peers: "openeemeter 3.2.0 13 100 ms",
    },
    {
      what: "CalTRACK hourly",
      bestMs: bestMs(25, 10, (i) => {
        const result = fitCaltrackHourly(years[i % years.length]!);
        if (!result.ok) throw new Error(result.reason.code);
      }),
      limitMs: 3,
      peers: "openeemeter 3.2.0 8 000 ms with design; opendsm 1.0.0 1 200 ms",
    },
  ];
  const own = years.map((year) => ({ ...year, dayKinds: dayKinds(year.calendar.localDay[0]!, 366, "SE") }));
  const ownDays = electricity.map((year) => ({
    ...year,
    firstDay: 18628,
    kinds: dayKinds(18628, 365, "SE"),
  }));
  rows.push(
    {
      what: "TOWT hourly",
      bestMs: bestMs(25, 10, (i) => {
        const { calendar, ...year } = years[i % years.length]!;
        const result = fitTowt({ ...year, timeOfWeek: calendar.hourOfWeek });
        if (!result.ok) throw new Error(result.reason.code);
      }),
      limitMs: 3,
      peers: "nmecr 1.0.17 100 ms; CAMBER 86 ms",
    },
    {
      what: "Husting daily with its interval",
      bestMs: bestMs(25, 10, (i) => {
        const result = fitHustingDaily(ownDays[i % ownDays.length]!);
        if (!result.ok) throw new Error(result.reason.code);
        const { fit } = result.value;
        const period = { counterfactualKwh: 365 * fit.observedMean, days: 365 };
        interval90(cambridgeRecord, "husting-daily", "electricity", fit, period);
      }),
      limitMs: 20,
      peers: "opendsm 1.0.0 1 300–16 000 ms",
    },
    {
      what: "Husting hourly with its interval",
      bestMs: bestMs(15, 3, (i) => {
        const result = fitHustingHourly(own[i % own.length]!);
        if (!result.ok) throw new Error(result.reason.code);
        const { fit, driftKwh } = result.value;
        const period = { counterfactualKwh: 8760 * fit.observedMean, days: 365, driftKwhPerDay: driftKwh };
        interval90(cambridgeRecord, "husting-hourly", "electricity", fit, period);
      }),
      limitMs: 150,
      peers: "opendsm 1.0.0 1 200 ms",
    },
  );
  console.log("what                             ours ms   limit ms   peers");
  for (const row of rows) {
    const mark = row.bestMs <= row.limitMs ? "held " : "MISSED";
    console.log(
      `${row.what.padEnd(32)} ${row.bestMs.toFixed(4).padStart(7)} ${row.limitMs.toString().padStart(9)} ${mark}  ${row.peers}`,
    );
  }
  const batches = [
    { what: "100,000 CalTRACK daily fits", kind: "daily", fits: 100_000, limitSeconds: 15 },
    { what: "10,000 CalTRACK hourly fits", kind: "hourly", fits: 10_000, limitSeconds: 25 },
  ] as const;
  let batchesHeld = true;
  for (const { what, kind, fits, limitSeconds } of batches) {
    const runs: number[] = [];
    for (let run = 0; run < batchRuns; run++) runs.push(await secondsOfBatch(kind, fits, cores));
    const best = Math.min(...runs);
    batchesHeld &&= best <= limitSeconds;
    console.log(
      `${what} on ${cores} cores: ${best.toFixed(1)} s, the best of ${batchRuns} (worst ${Math.max(...runs).toFixed(1)}); limit ${limitSeconds} s ${best <= limitSeconds ? "held" : "MISSED"}`,
    );
  }
  return { rows, held: batchesHeld && rows.every((row) => row.bestMs <= row.limitMs) };
}
