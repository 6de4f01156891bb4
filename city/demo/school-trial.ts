/** When the class of the demo cities' schools tried something: long enough ago for its building to have answered. */
export const SCHOOL_TRIAL = { startedDaysBeforeEnd: 24, days: 14 } as const;
