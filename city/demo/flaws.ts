import { createRandom, type Random } from "@husting/building";
import type { MeterPlan, PlannedBuilding, PointName } from "./plan.ts";
import { leaveOut, readIntervals, readRegister } from "./registers.ts";
import type {
  DemoCorrection,
  DemoFlaw,
  DemoInstallation,
  DemoMeteringPoint,
  DemoReadings,
  DemoRoom,
} from "./types.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Everything the telling of one building's readings needs to know. */
export interface Telling {
  readonly building: PlannedBuilding;
  readonly startMs: number;
  readonly endMs: number;
  readonly seed: string;
}

const wholeHour = (ms: number): number => Math.floor(ms / hourMs) * hourMs;

function stretch(endMs: number, daysBeforeEnd: number, days: number): Stretch {
  const fromMs = wholeHour(endMs - daysBeforeEnd * dayMs);
  return { fromMs, toMs: wholeHour(fromMs + days * dayMs) };
}

/** What was never received of a point or room: planned gaps, the building's outage, and a few lost hours by chance. */
function losses({ building, startMs, endMs }: Telling, of: string, random: Random): Stretch[] {
  const { gaps = [], outage } = building.flaws;
  const lost = gaps.filter((gap) => gap.of === of).map((gap) => stretch(endMs, gap.daysBeforeEnd, gap.days));
  if (outage !== undefined) lost.push(stretch(endMs, outage.daysBeforeEnd, outage.days));
  const hours = (endMs - startMs) / hourMs;
  for (let count = random.integer(2, 6); count > 0; count--) {
    const fromMs = startMs + random.integer(24, Math.max(24, hours - 48)) * hourMs;
    lost.push({ fromMs, toMs: fromMs + random.integer(1, 30) * hourMs });
  }
  return lost;
}

/** The estimates that came first and the measured values that came later, for an interval point. */
function lateCorrection(
  telling: Telling,
  point: PointName,
  readings: DemoReadings,
): DemoCorrection | undefined {
  const planned = telling.building.flaws.correction;
  if (planned === undefined || planned.point !== point) return undefined;
  const { fromMs, toMs } = stretch(telling.endMs, planned.daysBeforeEnd, planned.days);
  const scale = 10 ** readings.decimals;
  const times: number[] = [];
  const measured: number[] = [];
  readings.timesMs.forEach((timeMs, i) => {
    if (timeMs < fromMs || timeMs >= toMs) return;
    times.push(timeMs);
    measured.push(readings.values[i]!);
  });
  if (times.length === 0) return undefined;
  // The supplier's stand-in: every hour like the mean hour, and a fifth too high.
  const meanKwh = measured.reduce((sum, value) => sum + value, 0) / measured.length;
  const estimate = Math.round(1.2 * meanKwh * scale) / scale;
  return {
    receivedAtMs: toMs + planned.receivedAfterDays * dayMs,
    reason: "estimates-replaced",
    timesMs: Float64Array.from(times),
    originalValues: new Float64Array(times.length).fill(estimate),
    correctedValues: Float64Array.from(measured),
    decimals: readings.decimals,
  };
}

/** The readings as they first came: estimates where a correction followed. */
function asFirstReceived(readings: DemoReadings, correction: DemoCorrection | undefined): DemoReadings {
  if (correction === undefined) return readings;
  const first = new Map<number, number>();
  correction.timesMs.forEach((timeMs, i) => {
    first.set(timeMs, correction.originalValues[i]!);
  });
  const values = readings.values.map((value, i) => first.get(readings.timesMs[i]!) ?? value);
  return { ...readings, values };
}

/** Where a register must start to pass its highest value at an hour. */
function countsBeforeRollover(kwh: Float64Array, meter: MeterPlan, hour: number): number {
  const countsPerKwh = 10 ** meter.decimals / (meter.unit === "MWh" ? 1000 : 1) / meter.multiplier;
  let counts = 0;
  for (let i = 0; i < hour; i++) counts += kwh[i]! * countsPerKwh;
  return Math.max(0, Math.floor(10 ** (meter.registerWidth + meter.decimals) - counts));
}

/** One metering point's installations, readings, corrections and flaws from what was really used. */
export function tellPoint(
  telling: Telling,
  name: PointName,
  kwh: Float64Array,
): { readonly point: DemoMeteringPoint; readonly flaws: readonly DemoFlaw[] } {
  const { building, startMs, endMs, seed } = telling;
  const meter = building.meters[name];
  const pointId = `${building.id}/${name}`;
  const random = createRandom(`${seed}/point/${pointId}`);
  const hourOf = (daysBeforeEnd: number): number =>
    Math.round((wholeHour(endMs - daysBeforeEnd * dayMs) - startMs) / hourMs);
  const flaws: DemoFlaw[] = [];
  let peakKwh = 0;
  for (const value of kwh) if (value > peakKwh) peakKwh = value;
  // The next rating of a usual series above the highest hour.
  const ratedPowerKw = 5 * 2 ** Math.max(0, Math.ceil(Math.log2((1.3 * peakKwh) / 5)));
  const serial = (): string => `${meter.unit === "MWh" ? "V" : "E"}${random.integer(10_000_000, 99_999_999)}`;
  const serials = [serial(), serial()] as const;

  let readings: DemoReadings;
  let installations: readonly DemoInstallation[];
  if (meter.kind === "cumulative") {
    const { swap, rollover } = building.flaws;
    const history = readRegister({
      kwh,
      startMs,
      meter,
      ratedPowerKw,
      openingCounts:
        rollover?.point === name
          ? countsBeforeRollover(kwh, meter, hourOf(rollover.daysBeforeEnd))
          : Math.floor(random.uniform() * 0.05 * 10 ** (meter.registerWidth + meter.decimals)),
      serials,
      swapHour: swap?.point === name ? hourOf(swap.daysBeforeEnd) + random.integer(9, 14) : undefined,
      swapCounts: random.integer(0, 40),
    });
    readings = history.readings;
    installations = history.installations;
    for (const hour of history.rolloverHours) {
      flaws.push({ kind: "rollover", pointId, atMs: startMs + (hour + 1) * hourMs });
    }
    for (const later of installations.slice(1)) {
      flaws.push({ kind: "meter-swap", pointId, atMs: later.fromMs });
    }
  } else {
    readings = readIntervals(kwh, startMs, meter);
    installations = [
      {
        serial: serials[0],
        fromMs: startMs,
        toMs: null,
        openingRegister: { mantissa: 0n, decimals: meter.decimals },
        closingRegister: null,
        multiplier: { mantissa: BigInt(meter.multiplier), decimals: 0 },
        registerWidth: meter.registerWidth,
        ratedPowerKw,
      },
    ];
  }

  const correction = meter.kind === "interval" ? lateCorrection(telling, name, readings) : undefined;
  if (correction !== undefined) {
    const { timesMs } = correction;
    flaws.push({ kind: "late-correction", pointId, fromMs: timesMs[0]!, toMs: timesMs.at(-1)! + hourMs });
  }
  const swaps = new Set(installations.slice(1).map(({ fromMs }) => fromMs));
  const lost = losses(telling, name, random).filter(
    // The fitter who changes a meter writes its registers down: that reading is never lost. Nor is what was corrected.
    ({ fromMs, toMs }) =>
      ![...swaps].some((atMs) => atMs >= fromMs && atMs < toMs) &&
      !(correction !== undefined && fromMs <= correction.timesMs.at(-1)! && toMs > correction.timesMs[0]!),
  );
  for (const { fromMs, toMs } of lost) flaws.push({ kind: "gap", pointId, fromMs, toMs });
  return {
    point: {
      id: pointId,
      carrier: name === "heat" ? building.heatCarrier : "electricity",
      kind: meter.kind,
      unit: meter.unit,
      stepMs: hourMs,
      installations,
      readings: leaveOut(asFirstReceived(readings, correction), lost),
      corrections: correction === undefined ? [] : [correction],
    },
    flaws,
  };
}

/** What a room's sensor told: off by its own error, a little noise, whole steps, and the hours that were lost. */
export function tellRoom(
  telling: Telling,
  index: number,
  airTemperatureC: Float64Array,
  co2Ppm: Float64Array,
): { readonly room: DemoRoom; readonly flaws: readonly DemoFlaw[] } {
  const { building, startMs, seed } = telling;
  const planned = building.rooms[index]!;
  const { id, name, floorAreaM2, persons: regularUsers } = planned;
  if (!planned.sensed) {
    return {
      room: { id, name, floorAreaM2, regularUsers, sensor: undefined },
      flaws: [{ kind: "room-without-sensor", roomId: id }],
    };
  }
  const random = createRandom(`${seed}/room/${building.id}/${id}`);
  const offsetC = 0.12 * random.normal();
  const offsetPpm = 8 * random.normal();
  const hours = airTemperatureC.length;
  const timesMs = Float64Array.from({ length: hours }, (_, hour) => startMs + hour * hourMs);
  const temperatures = new Float64Array(hours);
  const concentrations = new Float64Array(hours);
  for (let hour = 0; hour < hours; hour++) {
    temperatures[hour] = Math.round((airTemperatureC[hour]! + offsetC + 0.05 * random.normal()) * 10) / 10;
    concentrations[hour] = Math.round(Math.max(400, co2Ppm[hour]! + offsetPpm + 8 * random.normal()));
  }
  const lost = losses(telling, id, random);
  const tell = (values: Float64Array, decimals: number): DemoReadings =>
    leaveOut({ timesMs, values, decimals }, lost);
  return {
    room: {
      id,
      name,
      floorAreaM2,
      regularUsers,
      sensor: { temperatureC: tell(temperatures, 1), co2Ppm: tell(concentrations, 0) },
    },
    flaws: lost.map(({ fromMs, toMs }) => ({
      kind: "gap",
      pointId: `${building.id}/${id}`,
      fromMs,
      toMs,
    })),
  };
}
