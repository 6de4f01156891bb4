import type { DayRange, Period, VerdictInputs } from "./inputs.ts";

/** Why no verdict can be given at all; `where` is a JSON Pointer (RFC 6901) into the inputs. */
export type InputReason =
  | { readonly code: "not-a-figure"; readonly where: string; readonly least: number; readonly most: number }
  | { readonly code: "not-whole"; readonly where: string }
  | { readonly code: "plan-after-start"; readonly planSequence: number; readonly startSequence: number }
  | { readonly code: "periods-not-in-order" }
  | { readonly code: "method-not-planned"; readonly meter: string; readonly planned: string }
  | { readonly code: "day-outside-periods"; readonly where: string; readonly localDay: number }
  | { readonly code: "room-not-planned"; readonly where: string; readonly room: string }
  | { readonly code: "repeated"; readonly where: string; readonly key: string }
  | { readonly code: "round-unknown"; readonly where: string; readonly round: string };

/** The period a day belongs to; undefined when it lies in neither. */
export function periodOf(periods: VerdictInputs["periods"], localDay: number): Period | undefined {
  const within = (range: DayRange) => localDay >= range.firstDay && localDay <= range.lastDay;
  if (within(periods.baseline)) return "baseline";
  return within(periods.reporting) ? "reporting" : undefined;
}

/**
 * The first thing that makes the inputs no ground for a verdict: a figure that cannot be, a choice made after the start,
 * a row said twice or of nothing that was planned. Nothing is mended here: a wrong row is the sender's to explain.
 */
export function findInputFault(inputs: VerdictInputs): InputReason | undefined {
  return planFault(inputs) ?? energyFault(inputs) ?? roomFault(inputs) ?? peopleFault(inputs);
}

const dayLimit = 10_000_000;

function outside(where: string, value: number, least: number, most: number): InputReason | undefined {
  return value >= least && value <= most ? undefined : { code: "not-a-figure", where, least, most };
}

function whole(where: string, value: number): InputReason | undefined {
  return Number.isSafeInteger(value) ? undefined : { code: "not-whole", where };
}

function repeated(where: string, keys: readonly string[]): InputReason | undefined {
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) return { code: "repeated", where, key };
    seen.add(key);
  }
  return undefined;
}

function planFault({ plan, start, periods }: VerdictInputs): InputReason | undefined {
  const { baseline, reporting } = periods;
  const days = [
    baseline.firstDay,
    baseline.lastDay,
    reporting.firstDay,
    reporting.lastDay,
    start.localDay,
    plan.chosen.localDay,
  ];
  const fault =
    days.map((day) => whole("/periods", day)).find(Boolean) ??
    days.map((day) => outside("/periods", day, -dayLimit, dayLimit)).find(Boolean) ??
    outside("/plan/leastWorthwhileSavingShare", plan.leastWorthwhileSavingShare, 0, 1) ??
    outside("/plan/margins/roomsPoints", plan.margins.roomsPoints, 0, 100) ??
    outside("/plan/margins/peoplePoints", plan.margins.peoplePoints, 0, 100) ??
    outside("/plan/limits/leastMeasuredShare", plan.limits.leastMeasuredShare, 0, 1) ??
    outside("/plan/limits/leastMatchedShare", plan.limits.leastMatchedShare, 0, 1) ??
    outside("/plan/limits/leastRoomsShare", plan.limits.leastRoomsShare, 0, 1) ??
    repeated("/plan/rooms", plan.rooms);
  if (fault !== undefined) return fault;
  // The log's order is the proof; the day is what people read. Both must say that the plan came first.
  if (plan.chosen.logSequence >= start.logSequence || plan.chosen.localDay > start.localDay) {
    return {
      code: "plan-after-start",
      planSequence: plan.chosen.logSequence,
      startSequence: start.logSequence,
    };
  }
  const inOrder =
    baseline.firstDay <= baseline.lastDay &&
    baseline.lastDay < start.localDay &&
    start.localDay <= reporting.firstDay &&
    reporting.firstDay <= reporting.lastDay;
  return inOrder ? undefined : { code: "periods-not-in-order" };
}

function energyFault({ energy, plan }: VerdictInputs): InputReason | undefined {
  const most = Number.MAX_VALUE;
  const fault = outside("/energy/betweenBuildings", energy.betweenBuildings, 0, 1);
  if (fault !== undefined) return fault;
  for (const [i, meter] of energy.meters.entries()) {
    if ("refused" in meter) continue;
    const at = (name: string) => `/energy/meters/${i}/${name}`;
    const wrong =
      outside(at("avoidedKwh"), meter.avoidedKwh, -most, most) ??
      outside(at("counterfactualKwh"), meter.counterfactualKwh, 0, most) ??
      outside(at("halfWidthKwh"), meter.halfWidthKwh, 0, most) ??
      outside(at("parts/driftKwh"), meter.parts.driftKwh, 0, most) ??
      outside(at("parts/residualKwh"), meter.parts.residualKwh, 0, most) ??
      outside(at("daysCounted"), meter.daysCounted, 1, meter.daysExpected);
    if (wrong !== undefined) return wrong;
    if (meter.method !== plan.method) {
      return { code: "method-not-planned", meter: meter.meter, planned: plan.method };
    }
  }
  return repeated(
    "/energy/meters",
    energy.meters.map(({ meter }) => meter),
  );
}

function roomFault({ plan, rooms, roomDays, periods }: VerdictInputs): InputReason | undefined {
  const planned = new Set(plan.rooms);
  for (const [i, { room, occupiedHours }] of rooms.entries()) {
    const where = `/rooms/${i}`;
    if (!planned.has(room)) return { code: "room-not-planned", where, room };
    const wrong =
      outside(`${where}/occupiedHours/baseline`, occupiedHours.baseline, 0, Number.MAX_VALUE) ??
      outside(`${where}/occupiedHours/reporting`, occupiedHours.reporting, 0, Number.MAX_VALUE);
    if (wrong !== undefined) return wrong;
  }
  const calendars = new Set(rooms.map(({ room }) => room));
  for (const [i, row] of roomDays.entries()) {
    const where = `/roomDays/${i}`;
    if (!calendars.has(row.room)) return { code: "room-not-planned", where, room: row.room };
    const wrong =
      whole(`${where}/localDay`, row.localDay) ??
      // A local day has at most 25 hours.
      outside(`${where}/measuredHours`, row.measuredHours, 0, 25) ??
      outside(`${where}/outsideHours`, row.outsideHours, 0, row.measuredHours) ??
      (row.outdoorC === null ? undefined : outside(`${where}/outdoorC`, row.outdoorC, -90, 60));
    if (wrong !== undefined) return wrong;
    if (periodOf(periods, row.localDay) === undefined) {
      return { code: "day-outside-periods", where, localDay: row.localDay };
    }
  }
  return (
    repeated(
      "/rooms",
      rooms.map(({ room }) => room),
    ) ??
    repeated(
      "/roomDays",
      roomDays.map(({ room, localDay }) => `${localDay} ${room}`),
    )
  );
}

function peopleFault({ people, periods }: VerdictInputs): InputReason | undefined {
  const rounds = new Map(people.rounds.map((round) => [round.round, round]));
  for (const [i, { invited }] of people.rounds.entries()) {
    const wrong = whole(`/people/rounds/${i}/invited`, invited);
    if (wrong !== undefined) return wrong;
  }
  for (const [i, answer] of people.answers.entries()) {
    const where = `/people/answers/${i}`;
    const round = rounds.get(answer.round);
    if (round === undefined) return { code: "round-unknown", where, round: answer.round };
    const wrong = whole(`${where}/localDay`, answer.localDay);
    if (wrong !== undefined) return wrong;
    if (periodOf(periods, answer.localDay) !== round.period) {
      return { code: "day-outside-periods", where, localDay: answer.localDay };
    }
  }
  return repeated(
    "/people/rounds",
    people.rounds.map(({ round }) => round),
  );
}
