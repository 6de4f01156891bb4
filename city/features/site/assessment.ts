/** When the site was last assessed against the accessibility requirements, and which version: changed with each assessment. */
export const ASSESSED = { date: "2026-11-28", version: "0.1.0" } as const;

/** What the assessment found in the site itself; each has words as `acc.own.…`. */
export const OWN_FAULTS = ["review", "ballot", "charts", "user"] as const;
