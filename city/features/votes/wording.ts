/**
 * What people are asked, by version. The words of a version never change: answers to other words are other answers.
 *
 * The scale is ASHRAE's thermal sensation (ASHRAE 55, ISO 7730: −3 cold … +3 hot) behind plain words, one word for each
 * of its seven steps, so that what is stored is what was said. "Too" begins at ±2: ISO 7730 counts a vote of ±2 or ±3
 * as dissatisfied, and the words say the same.
 */
export const WORDING = 1;

export const sensations = [-3, -2, -1, 0, 1, 2, 3] as const;
export type Sensation = (typeof sensations)[number];

/** What can be ticked beside it, in the order of their bits. */
export const marks = ["stuffy", "noisy", "dark", "draughty"] as const;
export type Mark = (typeof marks)[number];

/** Dissatisfied are those who feel cool, cold, warm or hot: |vote| ≥ 2 (ISO 7730:2005, clause 5). */
export function isDissatisfied(sensation: number): boolean {
  return Math.abs(sensation) >= 2;
}

export type Feeling = "cold" | "right" | "warm";

/** The three shares that are told: too cold, right, too warm. */
export function feelingOf(sensation: number): Feeling {
  return !isDissatisfied(sensation) ? "right" : sensation < 0 ? "cold" : "warm";
}

export function isSensation(value: unknown): value is Sensation {
  return (sensations as readonly unknown[]).includes(value);
}

export function bitsOf(ticked: readonly Mark[]): number {
  return ticked.reduce((bits, mark) => bits | (1 << marks.indexOf(mark)), 0);
}
