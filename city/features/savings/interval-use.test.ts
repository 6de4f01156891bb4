import { describe, expect, it } from "vitest";
import { withoutSuspectZeros } from "./interval-use.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2024, 0, 1);
const HOURS = 365 * 24;

/** A load with a day's and a week's rhythm that never stops; zero where `isZero` says so. */
function load(isZero: (hour: number) => boolean = () => false) {
  const hours = Array.from({ length: HOURS }, (_, hour) => hour);
  return {
    atMs: Float64Array.from(hours, (hour) => START + hour * HOUR),
    value: Float64Array.from(hours, (hour) =>
      isZero(hour) ? 0 : 5 + (hour % 24) * 0.5 + ((hour * 7919) % 13) / 10,
    ),
  };
}

describe("zeros in interval readings", () => {
  it("a gap that was written as zero is a gap, with a finding that says where it begins", () => {
    const { atMs, value } = load((hour) => hour >= 2000 && hour < 2060);
    const use = withoutSuspectZeros(atMs, value, HOUR);
    expect(use.findings).toEqual([{ code: "zero-run", atMs: START + 2000 * HOUR }]);
    expect(use.atMs).toHaveLength(HOURS - 60);
    expect(use.value.every((kwh) => kwh > 0)).toBe(true);
  });

  it("a load that stops every night keeps its zeros, and one that never stops is handed on as it came", () => {
    const nightly = load((hour) => hour % 24 < 6);
    expect(withoutSuspectZeros(nightly.atMs, nightly.value, HOUR)).toMatchObject({ findings: [] });
    const steady = load();
    expect(withoutSuspectZeros(steady.atMs, steady.value, HOUR).atMs).toBe(steady.atMs);
  });

  it("a stray reading of another century costs no memory, and nothing is lost", () => {
    const { atMs, value } = load((hour) => hour >= 2000 && hour < 2060);
    const strayMs = Float64Array.from([-4e12, ...atMs]);
    const use = withoutSuspectZeros(strayMs, Float64Array.from([1, ...value]), HOUR);
    expect(use.atMs).toHaveLength(HOURS + 1);
    expect(withoutSuspectZeros(new Float64Array(0), new Float64Array(0), HOUR).findings).toEqual([]);
  });
});
