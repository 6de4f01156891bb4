import { expect, it } from "vitest";
import { lastMonths, measuredShare, shareOf } from "./measured-share.ts";

const ZONE = "Europe/Stockholm";
const NOW = Date.UTC(2026, 10, 24, 12);
const bounds = lastMonths(ZONE, NOW, 3);
const starts = [...bounds].slice(0, -1);
const HOURS = [31 * 24, 30 * 24, 31 * 24 + 1];

it("the last whole months end where this one begins, in the site's own time", () => {
  expect([...bounds].map((ms) => new Date(ms).toISOString())).toEqual([
    "2026-07-31T22:00:00.000Z",
    "2026-08-31T22:00:00.000Z",
    "2026-09-30T22:00:00.000Z",
    "2026-10-31T23:00:00.000Z",
  ]);
  expect(lastMonths(ZONE, bounds[3]!, 1)[1]).toBe(bounds[3]);
});

it("October's extra hour is one of its hours, and a month without a reading is a whole gap", () => {
  const measured = [
    { startMs: starts[0]!, hours: HOURS[0]! },
    { startMs: starts[2]!, hours: HOURS[2]! / 2 },
  ];
  const share = measuredShare(bounds, measured);
  expect(share.shares).toEqual([1, 0, 0.5]);
  expect(share.of).toBe(HOURS[0]! + HOURS[1]! + HOURS[2]!);
});

it("a meter is not missing before it hangs", () => {
  const since = [
    { startMs: starts[1]!, hours: 100 },
    { startMs: starts[2]!, hours: HOURS[2]! },
  ];
  expect(measuredShare(bounds, since).shares).toEqual([null, null, 1]);
  expect(measuredShare(bounds, []).shares).toEqual([null, null, null]);
});

it("points count by their hours together", () => {
  const all = measuredShare(
    bounds,
    starts.map((startMs, i) => ({ startMs, hours: HOURS[i]! })),
  );
  expect(shareOf([all, { ...all, hours: 0 }])).toBeCloseTo(0.5);
  expect(shareOf([measuredShare(bounds, [])])).toBeNull();
});
