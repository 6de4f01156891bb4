import type { Role } from "./roles.ts";

/** How long a session holds: so long unused, and so long at all. */
export interface SessionLimit {
  readonly idleMs: number;
  readonly wholeMs: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * The more a role may do, the sooner its session ends. Residents sit at their own telephones and lose little; whoever works for the city
 * signs in once a working day.
 */
export function sessionLimit(role: Role): SessionLimit {
  if (role === "administrator") return { idleMs: 2 * HOUR_MS, wholeMs: 12 * HOUR_MS };
  if (role === "resident" || role === "teacher") return { idleMs: 14 * DAY_MS, wholeMs: 60 * DAY_MS };
  return { idleMs: 12 * HOUR_MS, wholeMs: 7 * DAY_MS };
}

/** No session holds longer than this, whatever its role. */
export const LONGEST_SESSION_MS = 60 * DAY_MS;
