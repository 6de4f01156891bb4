import { canonicalJson, type JsonObject, type JsonValue, sha256, toHex, utf8 } from "@husting/openness";
import { type Insertable, sql, type Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables, MeasureTable } from "../../stores/civic/tables.ts";
import { freeSlug, slugOf } from "../../web/slug.ts";
import type { Building, BuildingRegistry, Names } from "../buildings/index.ts";
import type { ActLog } from "../log/index.ts";
import { markDeclared } from "../meters/index.ts";
import type { Person, Role } from "../people/index.ts";
import type { Measure, MeasureState } from "./measures.ts";
import { type MeasureFault, type MeasurePlan, readMeasure, type SaidMeasure } from "./plan.ts";

export interface MeasureParts {
  readonly civic: CivicDatabase;
  readonly registry: BuildingRegistry;
  readonly log: ActLog;
  readonly zone: string;
  readonly nowMs: () => number;
}

/** What a person can do with a measure, where it leads from where, and who may. */
export const STEPS = {
  approve: { from: ["planned"], to: "approved", by: ["elected", "officer"] },
  start: { from: ["approved"], to: "started", by: ["adviser", "manager"] },
  finish: { from: ["started"], to: "finished", by: ["adviser", "manager"] },
  abandon: {
    from: ["planned", "approved", "started"],
    to: "abandoned",
    by: ["adviser", "manager", "officer"],
  },
} as const satisfies Record<
  string,
  { readonly from: readonly MeasureState[]; readonly to: MeasureState; readonly by: readonly Role[] }
>;
export type Step = keyof typeof STEPS;

export function isStep(text: string): text is Step {
  return Object.hasOwn(STEPS, text);
}

/** The steps a role may take with a measure as it stands. */
export function openSteps(measure: Pick<Measure, "state">, role: Role): Step[] {
  return (Object.keys(STEPS) as Step[]).filter((step) => {
    const { from, by } = STEPS[step];
    return (from as readonly string[]).includes(measure.state) && (by as readonly string[]).includes(role);
  });
}

/** What a measure was made of, where it was not written into the form. */
export interface MeasureOrigin {
  /** Beside the plan's, in the log. */
  readonly facts: JsonObject;
  /** Keeps what it was made of, in the transaction that registers it. */
  keep(transaction: Transaction<CivicTables>, measureId: number): Promise<void>;
}

/**
 * Puts a measure on record as planned, with how it will be judged. The plan stands from then on: whoever wants another
 * one abandons this measure and registers a new one, and the log shows both. A form that is sent twice is one measure.
 */
export async function registerMeasure(
  parts: MeasureParts,
  said: SaidMeasure,
  by: Person,
  origin?: MeasureOrigin,
): Promise<
  { readonly ok: true; readonly slug: string } | { readonly ok: false; readonly fault: MeasureFault }
> {
  const read = readMeasure(said);
  if (!read.ok) return read;
  const { titles, kind, carrier, owner, costMinor } = read.value;
  const buildings = await namedBuildings(parts.registry, read.value.buildings);
  if (buildings === undefined) return { ok: false, fault: { field: "buildings", code: "building-unknown" } };
  const plan = { ...read.value.plan, rooms: await plannedRooms(parts.registry, buildings, read.value.plan) };
  return parts.civic.transaction().execute(async (transaction) => {
    const before = await registeredBefore(transaction, {
      ...{ carrier, kind, owner, cost_minor: costMinor },
      titles: JSON.stringify(titles),
      plan: JSON.stringify(plan),
      buildings: buildings.map(({ id }) => id),
    });
    if (before !== undefined) return { ok: true, slug: before } as const;
    const slug = await addressOf(transaction, titles.en);
    const { entry } = await parts.log.append(transaction, {
      act: "measure.registered",
      role: by.role,
      personId: by.id,
      subject: `measure/${slug}`,
      facts: {
        buildings: read.value.buildings.join(" "),
        carrier,
        method: plan.method,
        expectedShare: plan.expectedShare,
        leastWorthwhileShare: plan.leastWorthwhileShare,
        roomsMarginPoints: plan.roomsMarginPoints,
        peopleMarginPoints: plan.peopleMarginPoints,
        rooms: plan.rooms.length,
        planSha256: toHex(sha256(utf8(canonicalJson(plan as unknown as JsonValue)))),
        ...origin?.facts,
      },
    });
    const atMs = parts.nowMs();
    const { id } = await transaction
      .insertInto("measure")
      .values({
        slug,
        carrier,
        titles: JSON.stringify(titles),
        kind,
        state: "planned",
        owner,
        cost_minor: costMinor,
        plan: JSON.stringify(plan),
        plan_fixed_at_ms: atMs,
        plan_entry: entry.sequence,
        baseline_end_ms: null,
        reporting_start_ms: null,
        true_effect_share: null,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await transaction
      .insertInto("measure_building")
      .values(buildings.map((building) => ({ measure_id: id, building_id: building.id })))
      .execute();
    await transaction
      .insertInto("measure_step")
      .values({ measure_id: id, state: "planned", at_ms: atMs, log_entry: entry.sequence })
      .execute();
    await origin?.keep(transaction, id);
    return { ok: true, slug } as const;
  });
}

/** The newest measure, if it is planned and the very same in every word: the form was sent twice. */
async function registeredBefore(
  transaction: Transaction<CivicTables>,
  {
    buildings,
    ...row
  }: Pick<Insertable<MeasureTable>, "titles" | "carrier" | "kind" | "owner" | "cost_minor" | "plan"> & {
    readonly buildings: readonly number[];
  },
): Promise<string | undefined> {
  const newest = await transaction.selectFrom("measure").selectAll().orderBy("id", "desc").executeTakeFirst();
  if (newest?.state !== "planned") return undefined;
  if (Object.entries(row).some(([column, value]) => newest[column as keyof typeof row] !== value))
    return undefined;
  const at = await transaction
    .selectFrom("measure_building")
    .select("building_id")
    .where("measure_id", "=", newest.id)
    .execute();
  const isSame = at.length === buildings.length && at.every((one) => buildings.includes(one.building_id));
  return isSame ? newest.slug : undefined;
}

/** The buildings of these slugs; undefined when one of them is not known. */
export async function namedBuildings(
  registry: Pick<BuildingRegistry, "buildings">,
  slugs: readonly string[],
): Promise<Building[] | undefined> {
  const known = new Map((await registry.buildings()).map((building) => [building.slug, building]));
  const found = slugs.map((slug) => known.get(slug));
  return found.every((building) => building !== undefined) ? found : undefined;
}

/** A room that a plan may name, as `building/room`, and whether its temperature is measured. */
export interface RoomOffered {
  readonly name: string;
  readonly building: Names;
  readonly names: Names;
  readonly isMeasured: boolean;
}

/** The rooms of some buildings. */
export async function roomsOffered(
  registry: Pick<BuildingRegistry, "rooms" | "points">,
  buildings: readonly Building[],
): Promise<RoomOffered[]> {
  const [rooms, points] = await Promise.all([registry.rooms(), registry.points()]);
  const measured = new Set(
    points.filter(({ carrier }) => carrier === "indoor-temperature").map(({ roomId }) => roomId),
  );
  return buildings.flatMap((building) =>
    rooms
      .filter(({ buildingId }) => buildingId === building.id)
      .map(({ id, slug, names }) => ({
        name: `${building.slug}/${slug}`,
        building: building.names,
        names,
        isMeasured: measured.has(id),
      })),
  );
}

/** The rooms a plan names: those that were chosen, or else all that are measured. A room of another building is left out. */
export async function plannedRooms(
  registry: Pick<BuildingRegistry, "rooms" | "points">,
  buildings: readonly Building[],
  { rooms }: Pick<MeasurePlan, "rooms">,
): Promise<string[]> {
  return (await roomsOffered(registry, buildings))
    .filter(({ name, isMeasured }) => (rooms === null ? isMeasured : rooms.includes(name)))
    .map(({ name }) => name);
}

export interface StepFault {
  readonly code:
    | "step-not-open"
    | "date-malformed"
    | "date-in-future"
    | "date-before-start"
    /** The decision that an approval names is none about this measure, or did not accept it. */
    | "decision-unknown"
    /** Somebody else was quicker. */
    | "state-changed";
}

/**
 * Takes a measure a step on. Starting and finishing have a date: the first day of the work, and the first day after it.
 * Results of its meters are out of date from then on.
 * @param date local date, 2026-11-25; read for starting and finishing only.
 * @param decisionId the accepted decision about this measure that an approval follows; null where none is named.
 */
export async function takeStep(
  parts: MeasureParts,
  measure: Measure,
  step: Step,
  date: string,
  by: Person,
  decisionId: number | null = null,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly fault: StepFault }> {
  const fail = (code: StepFault["code"]) => ({ ok: false, fault: { code } }) as const;
  if (!openSteps(measure, by.role).includes(step)) return fail("step-not-open");
  const dated = step === "start" || step === "finish";
  const atMs = dated ? midnightOf(date, parts.zone) : null;
  if (atMs === undefined) return fail("date-malformed");
  if (atMs !== null && atMs > parts.nowMs()) return fail("date-in-future");
  if (step === "finish" && atMs !== null && atMs <= (measure.baselineEndMs ?? 0))
    return fail("date-before-start");
  if (decisionId !== null && (step !== "approve" || !(await isAccepted(parts, measure, decisionId))))
    return fail("decision-unknown");
  const to = STEPS[step].to;
  return parts.civic.transaction().execute(async (transaction) => {
    const changed = await transaction
      .updateTable("measure")
      .set({
        state: to,
        ...(step === "start" ? { baseline_end_ms: atMs } : {}),
        ...(step === "finish" ? { reporting_start_ms: atMs } : {}),
      })
      .where("id", "=", measure.id)
      .where("state", "=", measure.state)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) return fail("state-changed");
    const { entry } = await parts.log.append(transaction, {
      act: `measure.${to}`,
      role: by.role,
      personId: by.id,
      subject: `measure/${measure.slug}`,
      facts: { ...(atMs === null ? {} : { date }), ...(decisionId === null ? {} : { decision: decisionId }) },
    });
    await transaction
      .insertInto("measure_step")
      .values({
        measure_id: measure.id,
        state: to,
        at_ms: parts.nowMs(),
        log_entry: entry.sequence,
        decision_id: decisionId,
      })
      .execute();
    const points = await transaction
      .selectFrom("point")
      .select("id")
      .where("building_id", "in", [...measure.buildingIds])
      .where("carrier", "=", measure.carrier)
      .execute();
    for (const { id } of points) await markDeclared(transaction, id);
    return { ok: true } as const;
  });
}

/** Whether there is a decision of this number that accepted this measure, or a proposal that became it. */
async function isAccepted({ civic }: MeasureParts, { slug }: Measure, decisionId: number): Promise<boolean> {
  const found = await civic
    .selectFrom("decision")
    .select("id")
    .where("id", "=", decisionId)
    .where((of) =>
      of.or([
        of.and([of("about_kind", "=", "measure"), of("about_ref", "=", slug)]),
        of.and([
          of("about_kind", "=", "proposal"),
          of(
            "about_ref",
            "in",
            of
              .selectFrom("proposal_became")
              .select(sql<string>`CAST(proposal_id AS TEXT)`.as("ref"))
              .where("kind", "=", "measure")
              .where("subject", "=", slug),
          ),
        ]),
      ]),
    )
    .where("outcome", "=", "accepted")
    .executeTakeFirst();
  return found !== undefined;
}

/** Marks a measure verified by its verdict's log entry, or takes that back where a later version says otherwise. */
export async function setVerified(
  transaction: Transaction<CivicTables>,
  measure: Pick<Measure, "id" | "state">,
  verified: boolean,
  step: { readonly atMs: number; readonly logEntry: number },
): Promise<void> {
  const to: MeasureState = verified ? "verified" : "finished";
  const changed = await transaction
    .updateTable("measure")
    .set({ state: to })
    .where("id", "=", measure.id)
    .where("state", "=", verified ? "finished" : "verified")
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) return;
  await transaction
    .insertInto("measure_step")
    .values({ measure_id: measure.id, state: to, at_ms: step.atMs, log_entry: step.logEntry })
    .execute();
}

/** The first instant of a local date; undefined when it is none. */
function midnightOf(date: string, zone: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  try {
    return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The title as part of an address, with a number where it is taken; one in Chinese alone is numbered. */
async function addressOf(transaction: Transaction<CivicTables>, title: string): Promise<string> {
  const rows = await transaction.selectFrom("measure").select("slug").execute();
  return freeSlug(slugOf(title) || "measure", new Set(rows.map(({ slug }) => slug)));
}
