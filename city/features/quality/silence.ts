import type { Freshness } from "../../stores/readings/contract.ts";

/** A metering point as the watch sees it. */
export interface Watched {
  readonly pointId: number;
  /** Null for a point of the whole city, such as a weather station. */
  readonly buildingId: number | null;
  readonly stepMinutes: number;
  /** Undefined while it has no reading at all. */
  readonly fresh: Freshness | undefined;
}

/**
 * Points that have fallen silent together and need one look: everything a source sent that stopped at the same time (a
 * dead gateway is one alarm, not forty), or what is silent in one building.
 */
export interface Silence {
  readonly kind: "source-silent" | "building-silent";
  /** The source's name, or the building's number; "" for a point of the whole city. */
  readonly subject: string;
  readonly pointIds: readonly number[];
  /** When the last of them was heard. */
  readonly sinceMs: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What sends by itself is late after so many of its own steps, and not before six hours: radio loses a message now and then. */
const PATIENCE_STEPS = 3;
const PATIENCE_LEAST_MS = 6 * HOUR_MS;
/** Files come about once a month. */
const PATIENCE_FOR_FILES_MS = 45 * DAY_MS;
/** From so many points on a common silence is the source's and not each meter's. */
const TOGETHER_FROM = 3;

/** How long a point may be silent before somebody should look. */
export function patienceMs({ stepMinutes, fresh }: Watched): number {
  if (fresh?.isSent !== true) return PATIENCE_FOR_FILES_MS;
  return Math.max(PATIENCE_LEAST_MS, PATIENCE_STEPS * stepMinutes * 60_000);
}

export function isSilent(watched: Watched, nowMs: number): boolean {
  return watched.fresh !== undefined && nowMs - watched.fresh.lastMs > patienceMs(watched);
}

/** The silences there are, each point in one of them. A point that never had a reading is missing, not silent. */
export function silences(points: readonly Watched[], nowMs: number): Silence[] {
  const silent = points.filter((point) => isSilent(point, nowMs));
  const found: Silence[] = [];
  const alone: Watched[] = [];
  const bySource = Map.groupBy(silent, ({ fresh }) => (fresh?.isSent === true ? fresh.source : null));
  for (const [source, members] of bySource) {
    if (source === null) {
      alone.push(...members);
      continue;
    }
    for (const together of stoppedTogether(members)) {
      if (together.length >= TOGETHER_FROM) found.push(silenceOf("source-silent", source, together));
      else alone.push(...together);
    }
  }
  for (const [building, members] of Map.groupBy(alone, ({ buildingId }) => buildingId))
    found.push(silenceOf("building-silent", building === null ? "" : String(building), members));
  return found;
}

/** Points whose last readings lie no further apart than their steps explain. */
function stoppedTogether(members: readonly Watched[]): Watched[][] {
  const inOrder = members.toSorted((a, b) => lastOf(a) - lastOf(b));
  const groups: Watched[][] = [];
  for (const point of inOrder) {
    const before = groups.at(-1)?.at(-1);
    const apartMs = before === undefined ? Number.POSITIVE_INFINITY : lastOf(point) - lastOf(before);
    const stepMs = Math.max(point.stepMinutes, before?.stepMinutes ?? 0) * 60_000;
    if (apartMs <= Math.max(HOUR_MS, 2 * stepMs)) groups.at(-1)!.push(point);
    else groups.push([point]);
  }
  return groups;
}

function lastOf({ fresh }: Watched): number {
  return fresh?.lastMs ?? 0;
}

function silenceOf(kind: Silence["kind"], subject: string, members: readonly Watched[]): Silence {
  return {
    kind,
    subject,
    pointIds: members.map(({ pointId }) => pointId),
    sinceMs: Math.max(...members.map(lastOf)),
  };
}
