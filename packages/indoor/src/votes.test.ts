import { describe, expect, it } from "vitest";
import {
  categoryOf,
  gainInterval,
  measuredVotes,
  predictedAcrossBuildings,
  votesPresent,
} from "./votes.fixture.ts";

/**
 * Whether any predictor of votes may be shown: only one that beats "always neutral" in buildings it has not seen. None
 * that was tried does, so the package exports none.
 */
describe.skipIf(!votesPresent)("votes of people in measured rooms", () => {
  const samples = ["sample-250-per-country", "sweden-china"] as const;
  const hits = (sample: (typeof samples)[number]) => {
    const votes = measuredVotes(sample);
    const share = (right: (i: number) => boolean): number =>
      votes.filter((_, i) => right(i)).length / votes.length;
    return {
      neutral: share((i) => votes[i]!.category === 0),
      pmv: share((i) => categoryOf(votes[i]!.pmv) === votes[i]!.category),
    };
  };

  it("PMV names the category of 37.0 and 42.9 %, 'neutral' that of 48.8 and 47.5 %", () => {
    expect(hits(samples[0]).pmv).toBeCloseTo(0.37, 3);
    expect(hits(samples[0]).neutral).toBeCloseTo(0.488, 3);
    expect(hits(samples[1]).pmv).toBeCloseTo(0.429, 3);
    expect(hits(samples[1]).neutral).toBeCloseTo(0.475, 3);
  });

  it.each(samples)(
    "in %s, a regression on temperatures does not surely beat 'neutral' in unseen buildings",
    (sample) => {
      const votes = measuredVotes(sample);
      const { gain, low } = gainInterval(votes, predictedAcrossBuildings(votes, 1), 9);
      // On the sample of many countries it is worse; on Sweden and China better, by less than chance makes.
      expect(gain).toBeCloseTo(sample === "sweden-china" ? 0.011 : -0.01, 2);
      expect(low).toBeLessThan(0);
    },
    600_000,
  );
});
