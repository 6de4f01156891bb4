import { cambridgeRecord } from "@husting/savings";
import {
  answersPerPeriod,
  type EnergyWidth,
  type PlanPower,
  planPower,
  type RoomDay,
  weeklySpreadPoints,
} from "@husting/verdict";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import { buildingHours, type CityRules, type RoomHourParts } from "../climate/index.ts";
import type { MeasurePlan } from "../measures/index.ts";
import type { EnergySummary, ResultSummary } from "../savings/index.ts";
import { dailyOutdoors, judgedRoom, localDayIn, roomDays, startOfDay } from "./gather.ts";

const BASELINE_DAYS = 365;
/** Share dissatisfied where nobody was asked yet: the fifth that ANSI/ASHRAE 55 accepts. */
const SUPPOSED_DISSATISFIED = 0.2;

/**
 * What a plan asks for so that, if the measure does what is hoped and harms nobody, its verdict says so four times in
 * five. Null where too little was measured to tell.
 */
export interface PlanAsk {
  readonly energy: PlanPower["energy"] | null;
  readonly rooms: PlanPower["rooms"] | null;
  readonly people: PlanPower["people"];
  /** The saving the energy's figures are about: what is expected, or else the least that is worthwhile. */
  readonly savingShare: number;
}

interface AskParts extends RoomHourParts {
  readonly rules: Pick<CityRules, "limits">;
  readonly civic: CivicDatabase;
  readonly nowMs: () => number;
}

/** @param buildings those of the measure. */
export async function planAsk(
  parts: AskParts,
  buildings: readonly { readonly id: number; readonly slug: string; readonly use: string }[],
  carrier: string,
  plan: MeasurePlan,
): Promise<PlanAsk> {
  const savingShare = plan.expectedShare ?? plan.leastWorthwhileShare;
  const widths = await energyWidths(
    parts.civic,
    buildings.map(({ id }) => id),
    carrier,
  );
  const rooms = await usualRooms(parts, buildings, plan);
  const people = { dissatisfiedShare: SUPPOSED_DISSATISFIED, designEffect: 1 };
  const margins = { roomsPoints: plan.roomsMarginPoints, peoplePoints: plan.peopleMarginPoints };
  const power = planPower({
    margins,
    limits: plan.limits,
    energy: {
      width: meanWidth(widths),
      buildings: buildings.length,
      betweenBuildings: cambridgeRecord.betweenBuildings,
      expectedSavingShare: savingShare,
    },
    rooms: rooms ?? {
      planned: 1,
      usualPoints: 0,
      weeklySpreadPoints: 0,
      occupiedDaysPerWeek: 5,
      baselineWeeks: 52,
    },
    people,
  });
  return {
    energy: widths.length === 0 || savingShare === 0 ? null : power.energy,
    rooms: rooms === undefined ? null : power.rooms,
    people: {
      answersPerPeriod: answersPerPeriod({ ...people, marginPoints: plan.peopleMarginPoints }),
    },
    savingShare,
  };
}

/** How wide the intervals of the buildings' own meters are now, from what was computed of them last. */
async function energyWidths(
  db: CivicDatabase,
  buildingIds: readonly number[],
  carrier: string,
): Promise<EnergyWidth[]> {
  const rows = await db
    .selectFrom("result")
    .innerJoin("point", "point.id", "result.point_id")
    .select("result.summary")
    .where("result.building_id", "in", [...buildingIds])
    .where("point.carrier", "=", carrier)
    .where("point.room_id", "is", null)
    .execute();
  return rows.flatMap(({ summary }) => {
    const read: ResultSummary = JSON.parse(summary);
    return read.type === "energy" ? widthOf(read) : [];
  });
}

function widthOf({ claim }: EnergySummary): EnergyWidth[] {
  if (!claim.ok || claim.savings.counterfactual <= 0) return [];
  const { parts, halfWidth } = claim.savings.interval90;
  const before = Math.hypot(parts.driftKwh, parts.residualKwh);
  if (before === 0) return [];
  const share = halfWidth / before / claim.savings.counterfactual;
  return [
    {
      driftShare: share * parts.driftKwh,
      residualShare: share * parts.residualKwh,
      weeks: claim.coverage.reporting.daysCounted / 7,
    },
  ];
}

function meanWidth(widths: readonly EnergyWidth[]): EnergyWidth {
  const mean = (of: (width: EnergyWidth) => number): number =>
    widths.length === 0 ? 0 : widths.reduce((sum, width) => sum + of(width), 0) / widths.length;
  return {
    driftShare: mean(({ driftShare }) => driftShare),
    residualShare: mean(({ residualShare }) => residualShare),
    weeks: Math.max(
      1,
      mean(({ weeks }) => weeks),
    ),
  };
}

/** What the plan's rooms were like over the last year; undefined where too little of them was measured to say. */
async function usualRooms(
  parts: AskParts,
  buildings: readonly { readonly id: number; readonly slug: string; readonly use: string }[],
  plan: MeasurePlan,
) {
  const today = localDayIn(parts.zone)(parts.nowMs());
  const year = { firstDay: today - BASELINE_DAYS, lastDay: today - 1 };
  const days: RoomDay[] = [];
  for (const building of buildings) {
    const hours = await buildingHours(
      parts,
      building,
      startOfDay(parts.zone, year.firstDay),
      startOfDay(parts.zone, today),
    );
    const outdoors = dailyOutdoors(hours);
    for (const room of hours.rooms) {
      const name = `${building.slug}/${room.slug}`;
      if (plan.rooms !== null && !plan.rooms.includes(name)) continue;
      const judged = judgedRoom(room, hours, plan.limits, { baseline: year, reporting: year }, parts.rules);
      if (judged.calendar.judgedBy.length > 0) days.push(...roomDays(name, judged.days, outdoors));
    }
  }
  const spread = weeklySpreadPoints(days);
  const measured = days.reduce((sum, { measuredHours }) => sum + measuredHours, 0);
  if (Number.isNaN(spread) || measured === 0) return undefined;
  const rooms = new Set(days.map(({ room }) => room)).size;
  return {
    planned: plan.rooms?.length ?? rooms,
    usualPoints: (100 * days.reduce((sum, { outsideHours }) => sum + outsideHours, 0)) / measured,
    weeklySpreadPoints: spread,
    occupiedDaysPerWeek:
      (7 * days.filter(({ measuredHours }) => measuredHours > 0).length) / rooms / BASELINE_DAYS,
    baselineWeeks: BASELINE_DAYS / 7,
  };
}
