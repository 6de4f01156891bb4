/**
 * How far citizens' say reaches: the five steps of the Spectrum of Public Participation of the International Association for
 * Public Participation (IAP2). The words on the pages are Husting's own.
 */
export const LEVELS = ["inform", "consult", "involve", "collaborate", "empower"] as const;
export type Level = (typeof LEVELS)[number];

export function isLevel(value: string): value is Level {
  return (LEVELS as readonly string[]).includes(value);
}

/** Kinds of processes that officials make; the standing one of proposals is in every city. */
export const KINDS = ["consultation", "meeting", "round", "other"] as const;

/** The process of everything that people propose. */
export const PROPOSALS = "proposals";
