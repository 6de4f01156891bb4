import { dateOf, type HourFrame, type LocalHours, localHours } from "../hours.ts";
import { dayOfUse, occupancyOf, occupiedHours } from "../occupancy.ts";
import type { RoomUse } from "../roomuse.ts";
import type { Seeded } from "../seeded.fixture.ts";
import type { AdviceInput, AdviceRoom } from "./model.ts";
import { gaps, hold, sensed } from "./sensors.fixture.ts";

/**
 * A small house for labelled cases: every room one resistance and one capacity, a heating curve with a controller,
 * people, sun, windows, carbon dioxide, and meters and sensors with noise, steps and gaps. What may be wrong with it are
 * plain numbers in `House`; a healthy one has them where sound houses have them.
 */
export interface House {
  readonly use: RoomUse;
  readonly climate: Climate;
  readonly rooms: readonly RoomPlan[];
  readonly wantedC: number;
  readonly setC: number;
  /** K indoors per K outdoors, of the curve; rooms are right at +5 °C. */
  readonly curveSlope: number;
  /** Warmth of people, lamps and sun that the curve counts on, K. */
  readonly countedGainK: number;
  /** Daily mean outdoors above which the plant stops. */
  readonly heatingLimitC: number;
  /** Least supply that the plant keeps up to its limit, as the K below the rooms that it would be right for. */
  readonly leastSupplyK: number;
  /** False: in mild weather radiators give what the curve says, however warm the rooms are. */
  readonly thermostatsClose: boolean;
  readonly setback: { readonly depthK: number; readonly leadHours: number } | undefined;
  readonly ventilation: { readonly openPerHour: number; readonly emptyPerHour: number };
  readonly load: LoadPlan;
  readonly heatMeter: boolean;
  readonly electricityMeter: boolean;
}

export interface Climate {
  readonly meanC: number;
  /** January's depth below the mean. */
  readonly swingK: number;
  readonly anomalyK: number;
}

export interface RoomPlan {
  readonly id: string;
  readonly timeConstantH: number;
  readonly capacityKwhK: number;
  /** How far the radiator is off the curve, K. */
  readonly offsetK: number;
  readonly sunKPerH: number;
  readonly peopleKPerH: number;
  /** Steady excess with people at the open rate of 1 an hour, ppm. */
  readonly peoplePpmPerH: number;
  readonly co2Sensor: boolean;
  readonly temperatureStepC: number;
  readonly sensorOffsetK: number;
  readonly co2DriftPpmYear: number;
  /** Runs of hours over which a sensor shows one value. */
  readonly stuck: readonly {
    readonly quantity: "temperatureC" | "co2Ppm";
    readonly share: number;
    readonly hours: number;
  }[];
}

/** Shares of the day's load. */
export interface LoadPlan {
  readonly dayKw: number;
  readonly nightShare: number;
  /** Of the step from night to day, at the hours of work on days off. */
  readonly weekendStep: number;
  readonly holidayStep: number;
  /** What lamps, engine heaters and fans add in midwinter, day and night, as a share of the day's load. */
  readonly winterShare: number;
  /** Share of days off on which something is on all the same. */
  readonly busyWeekends: number;
}

const outdoorPpm = 425;
const zone = "Europe/Stockholm";

export const yearHours = 8760;

export function weather(
  climate: Climate,
  frame: HourFrame,
  random: Seeded,
): { outdoorC: Float64Array; sun: Float64Array } {
  const outdoorC = new Float64Array(frame.hours);
  const sun = new Float64Array(frame.hours);
  let anomaly = 0;
  let clear = 0.5;
  for (let i = 0; i < frame.hours; i++) {
    if (i % 24 === 0) {
      anomaly = 0.8 * anomaly + 0.6 * climate.anomalyK * random.normal();
      clear = Math.min(1, Math.max(0.05, random.uniform() ** 1.5));
    }
    const yearDay = ((frame.startMs / 86_400_000 + i / 24 - 19) % 365.25) / 365.25;
    const season = -Math.cos(2 * Math.PI * yearDay);
    const hour = (frame.startMs / 3_600_000 + i + 1) % 24;
    const daily = (2 + 1.5 * season) * (0.4 + clear) * -Math.cos((2 * Math.PI * (hour - 3)) / 24);
    outdoorC[i] = climate.meanC + climate.swingK * season + anomaly + daily + 0.2 * random.normal();
    const height = 0.35 + 0.4 * season - 0.65 * Math.cos((2 * Math.PI * hour) / 24) - 0.15;
    sun[i] = clear * Math.min(1, Math.max(0, height));
  }
  return { outdoorC, sun };
}

/** Closed days: 24 December to 1 January and a handful of weekdays. */
function closedDays(local: LocalHours, random: Seeded): Uint8Array {
  const first = local.localDay[0]!;
  const kinds = new Uint8Array(local.localDay[local.localDay.length - 1]! - first + 1);
  for (let day = 0; day < kinds.length; day++) {
    const date = dateOf(first + day).slice(5);
    if (date >= "12-24" || date === "01-01") kinds[day] = dayOfUse.closure;
  }
  for (let i = 0; i < 9; i++) kinds[random.integer(0, kinds.length - 1)] = dayOfUse.publicHoliday;
  return kinds;
}

/** A year of a house's meters and sensors. */
export function liveIn(house: House, startMs: number, random: Seeded): AdviceInput {
  const frame: HourFrame = { startMs, hours: yearHours, zone };
  const local = localHours(frame);
  const { outdoorC, sun } = weather(house.climate, frame, random);
  const occupied = occupiedHours(occupancyOf(house.use, "SE"), frame, closedDays(local, random), local);
  const smoothC = smoothed(outdoorC);
  const lowered = loweredHours(house, occupied);
  const heatKwh = new Float64Array(frame.hours);
  const rooms: AdviceRoom[] = house.rooms.map((plan) => {
    const truth = roomTruth(house, plan, { outdoorC, smoothC, sun, occupied, lowered }, heatKwh, random);
    const temperatureC = sensed(truth.temperatureC, random, {
      noise: 0.06,
      step: plan.temperatureStepC,
      offset: () => plan.sensorOffsetK,
    });
    const co2Ppm = sensed(truth.co2Ppm, random, {
      noise: 12,
      step: 1,
      offset: (i) => (plan.co2DriftPpmYear * i) / yearHours,
    });
    for (const run of plan.stuck)
      hold(run.quantity === "co2Ppm" ? co2Ppm : temperatureC, run.share, run.hours);
    gaps(temperatureC, random);
    gaps(co2Ppm, random);
    return { id: plan.id, use: house.use, temperatureC, occupied, ...(plan.co2Sensor ? { co2Ppm } : {}) };
  });
  const hotWaterKwh =
    house.rooms.reduce((sum, room) => sum + room.capacityKwhK, 0) * random.between(0.01, 0.04);
  for (let i = 0; i < frame.hours; i++) {
    heatKwh[i] = (heatKwh[i]! + hotWaterKwh * (occupied[i] === 1 ? 1.6 : 0.5)) * (1 + 0.05 * random.normal());
  }
  const electricityKwh = load(house.load, local, occupied, random);
  gaps(heatKwh, random);
  gaps(electricityKwh, random);
  return {
    frame,
    outdoorC,
    rooms,
    wantedC: house.wantedC,
    ...(house.heatMeter ? { heatKwh } : {}),
    ...(house.electricityMeter ? { electricityKwh } : {}),
  };
}

interface Surroundings {
  readonly outdoorC: Float64Array;
  readonly smoothC: Float64Array;
  readonly sun: Float64Array;
  readonly occupied: Uint8Array;
  readonly lowered: Uint8Array;
}

function roomTruth(
  house: House,
  plan: RoomPlan,
  around: Surroundings,
  heatKwh: Float64Array,
  random: Seeded,
): { readonly temperatureC: Float64Array; readonly co2Ppm: Float64Array } {
  const hours = heatKwh.length;
  const temperatureC = new Float64Array(hours);
  const co2Ppm = new Float64Array(hours);
  const { climate, ventilation } = house;
  const designC = climate.meanC - climate.swingK - 2.2 * climate.anomalyK;
  const mostKPerH = (1.6 * (21 - designC)) / plan.timeConstantH;
  let roomC = house.setC;
  let ppm = outdoorPpm;
  let people = 0;
  for (let i = 0; i < hours; i++) {
    const outdoor = around.outdoorC[i]!;
    const smooth = around.smoothC[i]!;
    if (i % 24 === 0) people = random.between(0.6, 1.1);
    const present = around.occupied[i] === 1 ? people : 0;
    const set =
      house.setC +
      plan.offsetK +
      house.curveSlope * (smooth - 5) -
      (around.lowered[i] === 1 ? house.setback!.depthK : 0);
    let heat = 0;
    if (smooth < house.heatingLimitC) {
      const forward = Math.max(house.leastSupplyK, set - house.countedGainK - smooth) / plan.timeConstantH;
      const open = house.thermostatsClose || roomC < set ? 0 : Math.min(1, Math.max(0, (smooth - 11) / 4));
      const authority = 0.35 - 0.34 * open;
      heat = Math.min(mostKPerH, Math.max(0, forward + authority * (set - roomC)));
    }
    const opened = present > 0 && roomC > 24.5 && outdoor < roomC ? 0.06 * (roomC - 24.5) : 0;
    roomC +=
      (outdoor - roomC) * (1 / plan.timeConstantH + opened) +
      heat +
      plan.sunKPerH * around.sun[i]! +
      plan.peopleKPerH * present;
    temperatureC[i] = roomC;
    heatKwh[i]! += heat * plan.capacityKwhK;
    const rate =
      (around.occupied[i] === 1 ? ventilation.openPerHour : ventilation.emptyPerHour) + 10 * opened;
    const settled = outdoorPpm + (plan.peoplePpmPerH * present) / rate;
    const after = settled + (ppm - settled) * Math.exp(-rate);
    co2Ppm[i] = settled + ((ppm - settled) * (1 - Math.exp(-rate))) / rate;
    ppm = after;
  }
  return { temperatureC, co2Ppm };
}

function smoothed(outdoorC: Float64Array): Float64Array {
  const smooth = new Float64Array(outdoorC.length);
  let value = outdoorC[0]!;
  for (let i = 0; i < outdoorC.length; i++) {
    value += (outdoorC[i]! - value) / 24;
    smooth[i] = value;
  }
  return smooth;
}

/** Hours in which the set temperature is lowered: without people, up to the lead before they come. */
function loweredHours(house: House, occupied: Uint8Array): Uint8Array {
  const lowered = new Uint8Array(occupied.length);
  if (house.setback === undefined) return lowered;
  let until = 0;
  for (let i = occupied.length - 1; i >= 0; i--) {
    if (occupied[i] === 1) until = i;
    const lead = house.setback.leadHours;
    // A lead below zero leaves the first hours with people lowered.
    const sinceStart = occupied[i] === 1 ? runBefore(occupied, i) : -1;
    lowered[i] =
      occupied[i] === 1
        ? sinceStart >= 0 && sinceStart < -lead
          ? 1
          : 0
        : until - i > Math.max(0, lead)
          ? 1
          : 0;
  }
  return lowered;
}

/** Hours with people in a row before this one. */
function runBefore(occupied: Uint8Array, at: number): number {
  let run = 0;
  while (at - run - 1 >= 0 && occupied[at - run - 1] === 1 && run < 24) run++;
  return run;
}

function load(plan: LoadPlan, local: LocalHours, occupied: Uint8Array, random: Seeded): Float64Array {
  const first = local.localDay[0]!;
  const peopleOnDay = new Set<number>();
  const workHours = new Set<number>();
  occupied.forEach((value, i) => {
    if (value !== 1) return;
    peopleOnDay.add(local.localDay[i]! - first);
    workHours.add(local.hourOfDay[i]!);
  });
  const kwh = new Float64Array(occupied.length);
  let dayNoise = 0;
  let busy = false;
  for (let i = 0; i < kwh.length; i++) {
    if (local.hourOfDay[i] === 0) {
      dayNoise = 0.06 * random.normal();
      busy = random.uniform() < plan.busyWeekends;
    }
    let step = occupied[i] === 1 ? 1 : 0;
    if (step === 0 && (occupied[i - 1] === 1 || occupied[i + 1] === 1)) step = 0.5;
    if (!peopleOnDay.has(local.localDay[i]! - first) && workHours.has(local.hourOfDay[i]!)) {
      step = busy ? 0.8 : local.weekday[i]! < 5 ? plan.holidayStep : plan.weekendStep;
    }
    const winter =
      plan.winterShare * (0.5 + 0.5 * Math.cos((2 * Math.PI * (local.localDay[i]! - 10)) / 365.25));
    const share = plan.nightShare + (1 - plan.nightShare) * step + winter;
    kwh[i] = Math.max(0, plan.dayKw * share * (1 + dayNoise + 0.05 * random.normal()));
  }
  return kwh;
}
