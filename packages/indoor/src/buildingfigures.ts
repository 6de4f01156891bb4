import { type Coverage, fail, ok, type Result } from "@husting/series";
import type { Figure, RoomFigures } from "./roomfigures.ts";

export type RoomFigureName = Exclude<keyof RoomFigures, "id">;

export type BuildingFigureReason =
  | { readonly code: "no-room-measured"; readonly rooms: number }
  | { readonly code: "too-few-rooms"; readonly rooms: number; readonly needed: number };

/** The rooms of a building against one limit; every room counts the same, however many hours it was measured. */
export interface BuildingFigure {
  /** Mean over the measured rooms of their share of occupied hours outside, 0 to 1. */
  readonly meanShareOutside: number;
  readonly worstRoom: { readonly id: string; readonly shareOutside: number };
  /** Hours of all measured rooms together, and of what was expected of all rooms that have a limit. */
  readonly coverage: Coverage;
  readonly roomsMeasured: number;
  /** Rooms that have people and a limit, but were not measured enough to count. */
  readonly roomsNotMeasured: readonly string[];
  readonly equity: Result<EquitySpread, BuildingFigureReason>;
}

/** How unequally rooms fare. */
export interface EquitySpread {
  /** Mean share outside of the worst-off tenth of rooms, at least one. */
  readonly worstTenthShare: number;
  /** Mean share outside of all other rooms. */
  readonly othersShare: number;
  /** The difference: by how much of the time the worst-off tenth has it worse; never below 0. */
  readonly spread: number;
  /** Rooms of the worst-off tenth. */
  readonly rooms: readonly string[];
}

/** With fewer rooms, a tenth of them says nothing about sharing. */
const neededRooms = 3;

/**
 * One figure over the rooms of a building. Rooms whose figure is a named reason are left out of means and told by id when
 * they should have had one; ties of the worst room go to the smaller id.
 */
export function buildingFigure(
  rooms: readonly RoomFigures[],
  name: RoomFigureName,
): Result<BuildingFigure, BuildingFigureReason> {
  const measured: { readonly id: string; readonly share: number }[] = [];
  const roomsNotMeasured: string[] = [];
  let hours = 0;
  let expected = 0;
  for (const room of rooms) {
    const figure: Figure = room[name];
    if (figure.ok) {
      measured.push({ id: room.id, share: figure.value.shareOutside });
      hours += figure.value.coverage.measured;
      expected += figure.value.coverage.expected;
    } else if (figure.reason.code === "too-little-measured") {
      roomsNotMeasured.push(room.id);
      hours += figure.reason.coverage.measured;
      expected += figure.reason.coverage.expected;
    } else if (figure.reason.code === "no-sensor") {
      roomsNotMeasured.push(room.id);
    }
  }
  if (measured.length === 0) return fail({ code: "no-room-measured", rooms: rooms.length });
  measured.sort((a, b) => b.share - a.share || (a.id < b.id ? -1 : 1));
  const worst = measured[0]!;
  return ok({
    meanShareOutside: meanShare(measured),
    worstRoom: { id: worst.id, shareOutside: worst.share },
    coverage: { measured: hours, expected, share: expected === 0 ? 0 : hours / expected },
    roomsMeasured: measured.length,
    roomsNotMeasured,
    equity: equitySpread(measured),
  });
}

function equitySpread(
  worstFirst: readonly { readonly id: string; readonly share: number }[],
): Result<EquitySpread, BuildingFigureReason> {
  if (worstFirst.length < neededRooms) {
    return fail({ code: "too-few-rooms", rooms: worstFirst.length, needed: neededRooms });
  }
  const tenth = Math.ceil(worstFirst.length / 10);
  const worst = worstFirst.slice(0, tenth);
  const worstTenthShare = meanShare(worst);
  const othersShare = meanShare(worstFirst.slice(tenth));
  return ok({
    worstTenthShare,
    othersShare,
    spread: worstTenthShare - othersShare,
    rooms: worst.map((room) => room.id),
  });
}

function meanShare(rooms: readonly { readonly share: number }[]): number {
  return rooms.reduce((sum, room) => sum + room.share, 0) / rooms.length;
}
