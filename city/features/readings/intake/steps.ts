/**
 * Steps that readings can have: parts of an hour that meters are read at, the hour and the day. Each divides a day, so that
 * the steps of a local day begin with it whatever the offset from UTC, and the same step means the same in every way in.
 */
export const STEP_MINUTES = [1, 5, 10, 15, 20, 30, 60, 1440] as const;
export type StepMinutes = (typeof STEP_MINUTES)[number];
