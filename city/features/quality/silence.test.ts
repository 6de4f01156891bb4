import fc from "fast-check";
import { expect, it } from "vitest";
import { isSilent, silences, type Watched } from "./silence.ts";

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 24, 12);

function sent(pointId: number, hoursAgo: number, more: Partial<Watched> & { source?: string } = {}): Watched {
  const { source = "gateway", ...rest } = more;
  return {
    pointId,
    buildingId: pointId,
    stepMinutes: 60,
    fresh: { lastMs: NOW - hoursAgo * HOUR, source, isSent: true },
    ...rest,
  };
}

it("a dead gateway is one silence, not forty", () => {
  const forty = Array.from({ length: 40 }, (_, i) => sent(i + 1, 9 + (i % 3) / 2));
  const [silence, ...others] = silences([...forty, sent(99, 1)], NOW);
  expect(others).toEqual([]);
  expect(silence).toMatchObject({ kind: "source-silent", subject: "gateway", sinceMs: NOW - 9 * HOUR });
  expect(silence!.pointIds).toHaveLength(40);
});

it("two gateways behind one source that died at different times are two silences", () => {
  const first = Array.from({ length: 4 }, (_, i) => sent(i + 1, 50));
  const second = Array.from({ length: 5 }, (_, i) => sent(i + 10, 9));
  expect(silences([...first, ...second], NOW).map(({ pointIds }) => pointIds.length)).toEqual([4, 5]);
});

it("one or two silent meters are their building's", () => {
  const found = silences([sent(1, 9, { buildingId: 7 }), sent(2, 200, { buildingId: 7 })], NOW);
  expect(found).toEqual([
    { kind: "building-silent", subject: "7", pointIds: [2, 1], sinceMs: NOW - 9 * HOUR },
  ]);
});

it("what sends each hour is late after six hours, a daily one after three days, a file after a month and a half", () => {
  const daily = { stepMinutes: 1440 };
  const file = (days: number): Watched => ({
    ...sent(1, 0),
    fresh: { lastMs: NOW - days * 24 * HOUR, source: "a.csv", isSent: false },
  });
  expect(isSilent(sent(1, 6), NOW)).toBe(false);
  expect(isSilent(sent(1, 6.1), NOW)).toBe(true);
  expect(isSilent(sent(1, 72, daily), NOW)).toBe(false);
  expect(isSilent(sent(1, 72.1, daily), NOW)).toBe(true);
  expect(isSilent(file(45), NOW)).toBe(false);
  expect(isSilent(file(45.1), NOW)).toBe(true);
  expect(isSilent({ ...sent(1, 0), fresh: undefined }, NOW)).toBe(false);
});

it("every silent point stands in exactly one silence", () => {
  const point = fc.record({
    buildingId: fc.option(fc.nat(3)),
    stepMinutes: fc.constantFrom(10, 60, 1440),
    fresh: fc.option(
      fc.record({
        lastMs: fc.nat(100).map((hours) => NOW - hours * HOUR),
        source: fc.constantFrom("a", "b"),
        isSent: fc.boolean(),
      }),
      { nil: undefined },
    ),
  });
  fc.assert(
    fc.property(fc.array(point), (some) => {
      const points = some.map((one, i) => ({ ...one, pointId: i + 1 }));
      const inSilences = silences(points, NOW).flatMap(({ pointIds }) => pointIds);
      const silent = points.filter((one) => isSilent(one, NOW)).map(({ pointId }) => pointId);
      expect(inSilences.toSorted((a, b) => a - b)).toEqual(silent);
    }),
  );
});
