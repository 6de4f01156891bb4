import { studentQuantile } from "@husting/savings";
import type { CoverageLimits, Margins } from "./inputs.ts";
import { round } from "./margin.ts";
import {
  answersPerPeriod,
  buildingsWanted,
  clearance,
  type EnergyWidth,
  energyHalfWidthShare,
  energyWeeks,
  mostEnergyWeeks,
  powerShare,
  z95,
} from "./power.ts";
import { leastShareOfBadDay } from "./roombootstrap.ts";

/** What is known when margins are chosen, before anything was done. */
export interface PlanKnowledge {
  readonly margins: Margins;
  readonly limits: Pick<CoverageLimits, "leastRoomsShare">;
  readonly energy: {
    /** One building's interval, from its baseline's fit and the calibration record. */
    readonly width: EnergyWidth;
    readonly buildings: number;
    readonly betweenBuildings: number;
    /** The saving that is hoped for. */
    readonly expectedSavingShare: number;
  };
  readonly rooms: {
    /** Rooms the plan will name. */
    readonly planned: number;
    /** Share of occupied hours that rooms are outside without any measure, percentage points. */
    readonly usualPoints: number;
    /** Standard deviation of that between weeks, temperature apart (see `weeklySpreadPoints`). */
    readonly weeklySpreadPoints: number;
    readonly occupiedDaysPerWeek: number;
    readonly baselineWeeks: number;
  };
  readonly people: {
    /** Share expected to be dissatisfied, measure or no measure. */
    readonly dissatisfiedShare: number;
    /** Variance against answers that know nothing of each other; 1 when nothing is known of it. */
    readonly designEffect: number;
  };
}

/** What each part takes for 80 % power if the measure harms nobody; null = nothing of this kind suffices. */
export interface PlanPower {
  readonly powerShare: number;
  readonly energy: {
    readonly weeks: number | null;
    /** The least saving that a year of these buildings tells from nothing. */
    readonly leastDetectableSavingShare: number;
    /** Buildings that would tell the expected saving in a year. */
    readonly buildings: number | null;
  };
  readonly rooms: { readonly weeks: number | null; readonly roomsToMeasure: number };
  readonly people: { readonly answersPerPeriod: number | null };
}

/** Told when margins are chosen: how much data the choice asks for. */
export function planPower({ margins, limits, energy, rooms, people }: PlanKnowledge): PlanPower {
  const { width, buildings, betweenBuildings, expectedSavingShare } = energy;
  const together = Math.sqrt((1 - betweenBuildings) / buildings + betweenBuildings);
  const widthTogether = {
    driftShare: width.driftShare * together,
    residualShare: width.residualShare * together,
    weeks: width.weeks,
  };
  const yearShare = energyHalfWidthShare(width, mostEnergyWeeks);
  return {
    powerShare,
    energy: {
      weeks: energyWeeks(widthTogether, expectedSavingShare),
      leastDetectableSavingShare: round(clearance * together * yearShare, 10_000),
      buildings: buildingsWanted(yearShare, betweenBuildings, expectedSavingShare),
    },
    rooms: {
      weeks: roomWeeks(margins.roomsPoints, rooms),
      roomsToMeasure: Math.max(1, Math.ceil(limits.leastRoomsShare * rooms.planned)),
    },
    people: {
      answersPerPeriod: answersPerPeriod({ ...people, marginPoints: margins.peoplePoints }),
    },
  };
}

/** Ten years: nobody waits longer for a verdict. */
const mostRoomWeeks = 520;

/**
 * Weeks of reporting for the worst of k rooms to be held when none is worse. The bound is `bootstrapRooms`' own: its z
 * for the largest of k deviations is at 0.95^(1/k) were rooms independent, and all k estimates must lie low at once,
 * z at 1 − 0.2/k (Bonferroni). Rooms that go together need less.
 */
function roomWeeks(marginPoints: number, rooms: PlanKnowledge["rooms"]): number | null {
  const k = Math.max(1, rooms.planned);
  const bound = normalQuantile(0.95 ** (1 / k));
  const luck = normalQuantile(1 - (1 - powerShare) / k);
  const weekVariance = rooms.weeklySpreadPoints ** 2;
  for (let weeks = 1; weeks <= mostRoomWeeks; weeks++) {
    const ofSpells = rooms.usualPoints > 0 ? weekVariance / (weeks * rooms.usualPoints) : 0;
    const kappa = Math.max(ofSpells, (100 * leastShareOfBadDay) / (weeks * rooms.occupiedDaysPerWeek));
    const variance = weekVariance * (1 / weeks + 1 / rooms.baselineWeeks);
    const upper = (z95 ** 2 * kappa) / 2 + bound * Math.sqrt(variance + (z95 * kappa) ** 2 / 4);
    if (upper + luck * Math.sqrt(variance) <= marginPoints) return weeks;
  }
  return null;
}

/** Student's t with a million degrees of freedom is the normal to six digits. */
function normalQuantile(probability: number): number {
  return studentQuantile(probability, 1e6);
}
