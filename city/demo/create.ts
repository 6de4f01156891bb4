import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "@husting/openness";
import { formatDecimal, localDate } from "@husting/series";
import type { Transaction } from "kysely";
import { z } from "zod";
import { usualPlan } from "../features/measures/index.ts";
import { roles } from "../features/people/index.ts";
import { demoAddress } from "../node/demo-accounts.ts";
import type { CityNode } from "../node/node.ts";
import { ensureMeteringPoint } from "../node/points.ts";
import type { CivicTables } from "../stores/civic/tables.ts";
import type { ReadingColumns } from "../stores/readings/contract.ts";
import { simulateBudgets } from "./budgets.ts";
import { simulateConversations } from "./conversations.ts";
import { simulateDecisions } from "./decisions.ts";
import { generateDemoCity } from "./generate.ts";
import { simulateHeard } from "./heard.ts";
import { simulateModeration } from "./moderation.ts";
import { simulateProposals } from "./proposals.ts";
import { sayFacts } from "./said-facts.ts";
import { simulateSchools } from "./schools.ts";
import { simulateScreens } from "./screens.ts";
import { type DemoTroubles, demoTroubles, SILENT_SOURCE, type TroubledPoint } from "./troubles.ts";
import type { DemoBuilding, DemoMeasure, DemoMeteringPoint, DemoReadings } from "./types.ts";
import { simulateVotes } from "./votes.ts";

/** What a demo was begun with, so that one that was interrupted goes on with the very same history. */
const planSchema = z.strictObject({ endMs: z.number().int(), seed: z.string() });

const HOUR_MS = 3_600_000;

/** Fills a simulated city, once; called again it does what is left to do. */
export async function generateDemo(
  node: CityNode,
  onProgress: (done: number, of: number) => void,
): Promise<void> {
  const done = await node.civic
    .selectFrom("log_entry")
    .select("sequence")
    .where("line", "like", '%"act":"demo.created"%')
    .executeTakeFirst();
  if (done !== undefined) return;
  const city = node.city.id === "chanba" ? "chanba" : "umea";
  const plan = planOf(node);
  const demo = generateDemoCity(city, { endMs: plan.endMs, seed: plan.seed });
  const steps = demo.buildings.length + 1;
  onProgress(0, steps);
  const weather = await node.registry.ensurePoint({
    key: `${city}/outdoor-temperature`,
    buildingId: null,
    roomId: null,
    carrier: "outdoor-temperature",
    kind: "instantaneous",
    unit: "°C",
    stepMinutes: 60,
    registerWidth: null,
  });
  const { startMs, values } = demo.weather.temperatureC;
  const timesMs = Float64Array.from(values, (_, hour) => startMs + hour * HOUR_MS);
  await deliver(node, weather, { timesMs, values, decimals: 1 }, demo.endMs, "simulated");
  for (const [index, building] of demo.buildings.entries()) {
    await addBuilding(node, building, demo.endMs);
    onProgress(index + 2, steps);
  }
  await sayFacts(node, demo);
  await addTroubles(node, demoTroubles(demo, plan.seed), demo.endMs);
  for (const building of demo.buildings) {
    for (const measure of building.measures) await addMeasure(node, building.id, measure);
  }
  await simulateVotes(node, demo);
  for (const role of roles) await node.signIn.grant(demoAddress(role, node.city.id), role, null);
  await simulateDecisions(node);
  await simulateProposals(node, demo.endMs);
  await simulateModeration(node, demo.endMs);
  await simulateHeard(node, demo.endMs);
  // What other systems send to the points that have just been made is taken from the first hour on.
  await node.points.refresh();
  await simulateConversations(node);
  await simulateBudgets(node, demo.endMs, plan.seed);
  await simulateScreens(node);
  await simulateSchools(node, demo.endMs);
  await node.civic.transaction().execute(async (transaction) => {
    await node.log.append(transaction, {
      act: "demo.created",
      role: "node",
      personId: null,
      subject: `city/${node.city.id}`,
      facts: { buildings: demo.buildings.length, seed: plan.seed, end: new Date(plan.endMs).toISOString() },
    });
  });
}

function planOf(node: CityNode): z.infer<typeof planSchema> {
  const path = join(node.directory.path, "demo.json");
  if (!existsSync(path)) {
    const endMs = Math.floor(node.nowMs() / HOUR_MS) * HOUR_MS;
    writeFileSync(path, JSON.stringify({ endMs, seed: `husting-${node.city.id}` }), { flush: true });
  }
  return planSchema.parse(JSON.parse(readFileSync(path, "utf8")));
}

async function addBuilding(node: CityNode, building: DemoBuilding, endMs: number): Promise<void> {
  const buildingId = await node.registry.ensureBuilding({
    slug: building.id,
    names: building.name,
    use: building.use,
    yearBuilt: building.yearBuilt,
    floorAreaM2: building.floorAreaM2,
    floorAreaKind: building.floorAreaKind,
    storeys: building.storeys,
  });
  for (const point of building.points) await addPoint(node, buildingId, point, endMs);
  for (const room of building.rooms) {
    const roomId = await node.registry.ensureRoom(buildingId, room.id, room.name);
    if (room.sensor === undefined) continue;
    const sensed = [
      ["indoor-temperature", "°C", room.sensor.temperatureC],
      ["co2", "ppm", room.sensor.co2Ppm],
    ] as const;
    for (const [carrier, unit, readings] of sensed) {
      const pointId = await node.registry.ensurePoint({
        key: `${building.id}/${room.id}/${carrier}`,
        buildingId,
        roomId,
        carrier,
        kind: "instantaneous",
        unit,
        stepMinutes: 60,
        registerWidth: null,
      });
      await deliver(node, pointId, readings, endMs, "simulated");
    }
  }
}

async function addPoint(
  node: CityNode,
  buildingId: number,
  point: DemoMeteringPoint,
  endMs: number,
): Promise<void> {
  const pointId = await node.registry.ensurePoint({
    key: point.id,
    buildingId,
    roomId: null,
    carrier: point.carrier,
    kind: point.kind,
    unit: point.unit,
    stepMinutes: point.stepMs / 60_000,
    registerWidth: point.installations[0]?.registerWidth ?? null,
  });
  for (const installation of point.installations) {
    await node.registry.addInstallation(pointId, {
      ...installation,
      openingRegister: formatDecimal(installation.openingRegister),
      closingRegister:
        installation.closingRegister === null ? null : formatDecimal(installation.closingRegister),
      multiplier: formatDecimal(installation.multiplier),
    });
  }
  await deliver(node, pointId, point.readings, endMs, "simulated");
  for (const correction of point.corrections) {
    const corrected = {
      timesMs: correction.timesMs,
      values: correction.correctedValues,
      decimals: correction.decimals,
    };
    await deliver(node, pointId, corrected, correction.receivedAtMs, correction.reason);
  }
}

/** What there is to look after in a demo, under the points it needs; what a gateway sent comes as a gateway sends it. */
async function addTroubles(node: CityNode, troubles: DemoTroubles, endMs: number): Promise<void> {
  const pointOf = async ({ readings: _, ...wanted }: TroubledPoint): Promise<number> =>
    (await ensureMeteringPoint(node.registry, { ...wanted, stepMinutes: 60 })).id;
  for (const point of [troubles.asking, troubles.stuck])
    await deliver(node, await pointOf(point), point.readings, endMs, "simulated");
  for (const point of troubles.silent) {
    const columns = columnsOf(point.readings);
    const pointId = new Int32Array(columns.atMs.length).fill(await pointOf(point));
    const receivedAtMs = columns.atMs.at(-1)!;
    await node.readings.take([
      {
        source: SILENT_SOURCE,
        receivedAtMs,
        reason: "simulated",
        columns: { ...columns, pointId },
        rejections: [],
      },
    ]);
  }
}

async function deliver(
  node: CityNode,
  pointId: number,
  readings: DemoReadings,
  receivedAtMs: number,
  reason: string,
): Promise<void> {
  const writer = await node.readings.begin({ pointId, source: "simulation", receivedAtMs, reason });
  try {
    await writer.append(columnsOf(readings));
    await writer.commit("");
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

/**
 * A measure that was planned, done and finished in the simulation's past. The log gets its acts today, in the order in
 * which they would have come; each says on which simulated day it was.
 */
async function addMeasure(node: CityNode, building: string, measure: DemoMeasure): Promise<void> {
  if ((await node.measures.bySlug(measure.id)) !== undefined) return;
  await node.civic.transaction().execute((transaction) => putMeasure(node, transaction, building, measure));
}

/** So long before the work the simulated plans were chosen. */
const PLANNED_BEFORE_MS = 60 * 24 * HOUR_MS;

async function putMeasure(
  node: CityNode,
  transaction: Transaction<CivicTables>,
  building: string,
  measure: DemoMeasure,
): Promise<void> {
  const { id: buildingId } = await transaction
    .selectFrom("building")
    .select("id")
    .where("slug", "=", building)
    .executeTakeFirstOrThrow();
  const rooms = await transaction
    .selectFrom("room")
    .innerJoin("point", "point.room_id", "room.id")
    .select("room.slug")
    .distinct()
    .where("room.building_id", "=", buildingId)
    .where("point.carrier", "=", "indoor-temperature")
    .orderBy("room.id")
    .execute();
  const plan = {
    ...usualPlan,
    ...measure.plan,
    rooms: rooms.map(({ slug }) => `${building}/${slug}`),
  };
  const plannedAtMs = measure.baselineEndMs - PLANNED_BEFORE_MS;
  const steps: { state: string; at_ms: number; log_entry: number }[] = [];
  const step = async (act: string, state: string, atMs: number, facts: JsonObject = {}): Promise<number> => {
    const { entry } = await node.log.append(transaction, {
      act: `measure.${act}`,
      role: "node",
      personId: null,
      subject: `measure/${measure.id}`,
      facts: { simulatedDay: localDate(node.city.zone, atMs), ...facts },
    });
    steps.push({ state, at_ms: atMs, log_entry: entry.sequence });
    return entry.sequence;
  };
  const planEntry = await step("registered", "planned", plannedAtMs, {
    buildings: building,
    carrier: measure.carrier,
    method: plan.method,
    expectedShare: plan.expectedShare,
    leastWorthwhileShare: plan.leastWorthwhileShare,
    roomsMarginPoints: plan.roomsMarginPoints,
    peopleMarginPoints: plan.peopleMarginPoints,
    rooms: plan.rooms.join(" "),
  });
  await step("approved", "approved", plannedAtMs + PLANNED_BEFORE_MS / 2);
  await step("started", "started", measure.baselineEndMs);
  await step("finished", "finished", measure.reportingStartMs);
  const { id } = await transaction
    .insertInto("measure")
    .values({
      slug: measure.id,
      carrier: measure.carrier,
      titles: JSON.stringify(measure.title),
      kind: measure.kind,
      state: "finished",
      owner: "",
      cost_minor: null,
      plan: JSON.stringify(plan),
      plan_fixed_at_ms: plannedAtMs,
      plan_entry: planEntry,
      baseline_end_ms: measure.baselineEndMs,
      reporting_start_ms: measure.reportingStartMs,
      true_effect_share: measure.trueEffectShare,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await transaction
    .insertInto("measure_building")
    .values({ measure_id: id, building_id: buildingId })
    .execute();
  await transaction
    .insertInto("measure_step")
    .values(steps.map((one) => ({ measure_id: id, ...one })))
    .execute();
}

function columnsOf({ timesMs, values, decimals }: DemoReadings): ReadingColumns {
  const count = timesMs.length;
  const scale = 10 ** decimals;
  return {
    atMs: timesMs,
    mantissa: values.map((value) => Math.round(value * scale)),
    decimals: new Uint8Array(count).fill(decimals),
    quality: new Uint8Array(count),
    row: new Float64Array(count),
  };
}
