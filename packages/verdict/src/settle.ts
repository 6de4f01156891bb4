import type { EnergyVerdict } from "./energy.ts";
import type { Period, VerdictInputs } from "./inputs.ts";
import { round } from "./margin.ts";
import { leastAnswersPerPeriod, type PeopleVerdict } from "./people.ts";
import {
  answersPerPeriod,
  buildingsWanted,
  clearance,
  energyHalfWidthShare,
  energyWeeks,
  mostEnergyWeeks,
  reportingAnswers,
  reportingDays,
  z95,
} from "./power.ts";
import type { RoomReason, RoomsVerdict } from "./rooms.ts";

/** What would settle a part with 80 % power, if the truth is what was estimated. */
export type Settlement =
  | {
      readonly part: "energy";
      readonly code: "weeks";
      readonly weeks: number;
      readonly toShow: "saving" | "no-saving";
      readonly assumedSavingShare: number;
    }
  /** No length of time does: the least saving a year could show, and how many such buildings would do (null: none). */
  | {
      readonly part: "energy";
      readonly code: "steadier-or-more-buildings";
      readonly toShow: "saving" | "no-saving";
      readonly assumedSavingShare: number;
      readonly leastDetectableShare: number;
      readonly buildings: number | null;
    }
  | { readonly part: "energy"; readonly code: "meters"; readonly meters: readonly string[] }
  | {
      readonly part: "rooms";
      readonly code: "rooms";
      /** Rooms that can still be measured, and how many of them it takes. */
      readonly rooms: readonly string[];
      readonly need: number;
    }
  | { readonly part: "rooms"; readonly code: "weeks"; readonly weeks: number; readonly assumedPoints: number }
  | {
      readonly part: "people";
      readonly code: "answers";
      /** Answers in the reporting period, those there are included. */
      readonly reportingAnswers: number;
      readonly assumedPoints: number;
    }
  | {
      readonly part: "people";
      readonly code: "ask-alike";
      readonly unequal: "wording" | "season";
    }
  /** The baseline is over, and what it lacks cannot be had any more: only a new measure could be settled. */
  | {
      readonly part: "rooms" | "people";
      readonly code: "baseline-too-thin";
      /** What each period should have held: answers, where people are wanting. */
      readonly answersPerPeriod: number | null;
    };

/** More than ten years of waiting settle nothing. */
const mostRoomWeeks = 520;

/** For every part that is open or not measured. */
export function whatWouldSettle(
  inputs: VerdictInputs,
  energy: EnergyVerdict,
  rooms: RoomsVerdict,
  people: PeopleVerdict,
): Settlement[] {
  return [
    ...settleEnergy(inputs, energy),
    ...(rooms.state === "open" ? [settleRooms(rooms)] : []),
    ...(rooms.state === "not-measured" ? [measureRooms(inputs, rooms)] : []),
    ...(people.state === "open" || people.state === "not-measured" ? [settlePeople(people)] : []),
  ];
}

function settleEnergy(inputs: VerdictInputs, energy: EnergyVerdict): Settlement[] {
  if (energy.figures === null) {
    const { reason } = energy;
    const meters = reason !== null && "meters" in reason ? reason.meters.map(({ meter }) => meter) : [];
    return [{ part: "energy", code: "meters", meters }];
  }
  if (energy.state !== "open") return [];
  const { figures } = energy;
  const least = energy.leastWorthwhileSavingShare;
  const share = figures.avoidedKwh / figures.counterfactualKwh;
  // Whichever end is nearer: that something was saved, or that nothing worth while was.
  const toShow = share >= least / 2 && share > 0 ? "saving" : "no-saving";
  const assumed = toShow === "saving" ? Math.max(share, least) : share;
  const gapShare = toShow === "saving" ? assumed : least - share;
  const width = {
    driftShare: figures.halfWidthParts.driftKwh / figures.counterfactualKwh,
    residualShare: figures.halfWidthParts.residualKwh / figures.counterfactualKwh,
    weeks: figures.daysCounted / 7,
  };
  const common = { part: "energy", toShow, assumedSavingShare: round(assumed, 10_000) } as const;
  const weeks = energyWeeks(width, gapShare);
  if (weeks !== null) return [{ ...common, code: "weeks", weeks }];
  const yearShare = energyHalfWidthShare(width, mostEnergyWeeks);
  const { betweenBuildings } = inputs.energy;
  const ofOne = yearShare / Math.sqrt((1 - betweenBuildings) / figures.buildings + betweenBuildings);
  return [
    {
      ...common,
      code: "steadier-or-more-buildings",
      leastDetectableShare: round(clearance * yearShare, 10_000),
      buildings: buildingsWanted(ofOne, betweenBuildings, gapShare),
    },
  ];
}

function settleRooms({ worst, marginPoints, days }: RoomsVerdict): Settlement {
  const { estimatePoints, lowerPoints, upperPoints } = worst!;
  const under = estimatePoints < marginPoints;
  const half = under ? upperPoints - estimatePoints : estimatePoints - lowerPoints;
  const gap = Math.abs(marginPoints - estimatePoints);
  const wanted = half > 0 ? reportingDays(days, gap / (clearance * half)) : null;
  const weeks = wanted === null ? null : Math.ceil(wanted / 7);
  return weeks === null || weeks > mostRoomWeeks
    ? { part: "rooms", code: "baseline-too-thin", answersPerPeriod: null }
    : { part: "rooms", code: "weeks", weeks, assumedPoints: estimatePoints };
}

function measureRooms({ plan }: VerdictInputs, { rooms, roomsJudged }: RoomsVerdict): Settlement {
  const need = Math.max(1, Math.ceil(plan.limits.leastRoomsShare * plan.rooms.length)) - roomsJudged;
  const still = rooms.filter(({ reason }) => reason !== null && !lostWithBaseline(reason));
  return still.length < need
    ? { part: "rooms", code: "baseline-too-thin", answersPerPeriod: null }
    : { part: "rooms", code: "rooms", rooms: still.map(({ room }) => room), need };
}

/** A longer reporting period brings more measured and more matched days; a baseline brings none any more. */
function lostWithBaseline(reason: RoomReason): boolean {
  return (
    reason.code === "no-calendar" || (reason.code === "too-little-measured" && reason.period === "baseline")
  );
}

function settlePeople(people: PeopleVerdict): Settlement {
  const { reason, baseline, reporting, marginPoints, difference } = people;
  if (reason?.code === "unequal-wording") return { part: "people", code: "ask-alike", unequal: "wording" };
  if (reason?.code === "unequal-season") return { part: "people", code: "ask-alike", unequal: "season" };
  const baselineShare = baseline.answers > 0 ? baseline.dissatisfied / baseline.answers : supposedShare;
  const assumedPoints = difference?.estimatePoints ?? 0;
  const designEffect = people.designEffect ?? 1;
  const lost = (period: Period) => reason?.code === "no-invited-round" && reason.periods.includes(period);
  const gapPoints = Math.abs(marginPoints - assumedPoints);
  const wanted =
    lost("baseline") || baseline.answers < leastAnswersPerPeriod || gapPoints === 0
      ? null
      : reportingAnswers({
          baselineShare,
          baselineAnswers: baseline.answers,
          reportingShare: reporting.answers > 0 ? reporting.dissatisfied / reporting.answers : baselineShare,
          gapPoints,
          designEffect,
          halfWidthInErrors:
            difference !== null && people.standardErrorPoints! > 0
              ? (difference.upperPoints - difference.estimatePoints) / people.standardErrorPoints!
              : z95,
        });
  return wanted === null
    ? {
        part: "people",
        code: "baseline-too-thin",
        answersPerPeriod: answersPerPeriod({ dissatisfiedShare: baselineShare, marginPoints, designEffect }),
      }
    : {
        part: "people",
        code: "answers",
        reportingAnswers: Math.max(wanted, leastAnswersPerPeriod),
        assumedPoints,
      };
}

/** Share dissatisfied where nobody was asked yet: the fifth that ANSI/ASHRAE 55 accepts. */
const supposedShare = 0.2;
