import { describe, expect, it } from "vitest";
import { cambridgeBillingRecord } from "./billinginterval.ts";
import { dayKinds } from "./daykinds.ts";
import { hourCalendar } from "./hourcalendar.ts";
import type { MeterHours } from "./methods.ts";
import { placeboBilling, summariseBillingPlacebo } from "./placebobilling.ts";

function year(from: number, level: number): MeterHours {
  const startMs = Date.UTC(from, 0, 1);
  const hours = (Date.UTC(from + 1, 0, 1) - startMs) / 3_600_000;
  const calendar = hourCalendar(startMs, hours, "UTC");
  const temperatureC = Float64Array.from(
    { length: hours },
    (_, i) => 6 - 11 * Math.cos((2 * Math.PI * i) / hours) + 3 * Math.sin(i / 50 + from),
  );
  const useKwh = temperatureC.map((t, i) => level * (6 + 0.5 * Math.max(0, 12 - t) + Math.sin(i * 1.7)));
  return { useKwh, temperatureC, calendar, dayKinds: dayKinds(calendar.localDay[0]!, hours / 24, "SE") };
}

const pair = (level: number, building = "school") =>
  ({ building, carrier: "heat", fitYear: 2021, fit: year(2021, 1), next: year(2022, level) }) as const;

describe("the placebo test of bills", () => {
  it("finds no saving where nothing was done", () => {
    const { result } = placeboBilling(pair(1), cambridgeBillingRecord);
    if (!result.ok) throw new Error(result.reason.code);
    expect(Math.abs(result.score.nmbe)).toBeLessThan(0.02);
    expect(result.score.monthlyCvrmse).toBeLessThan(0.05);
    expect(result.score.intervalHolds).toBe(true);
    expect(result.score.published.share).toBeLessThan(result.score.intervalShare);
  });

  it("does not hold a building that halved its use, and counts a refused meter as refused", () => {
    const halved = placeboBilling(pair(0.5), cambridgeBillingRecord);
    expect(halved.result.ok && halved.result.score.intervalHolds).toBe(false);
    const gaps = pair(1, "gaps");
    const refused = placeboBilling(
      { ...gaps, fit: { ...gaps.fit, useKwh: gaps.fit.useKwh.map(() => Number.NaN) } },
      cambridgeBillingRecord,
    );
    expect(refused.result).toMatchObject({ ok: false, reason: { code: "too-few-bills" } });
    const [line] = summariseBillingPlacebo([halved, refused]);
    expect(line).toMatchObject({ carrier: "heat", pairs: 1, refused: 1, coverage: { share: 0 } });
    expect(summariseBillingPlacebo([refused])).toEqual([]);
  });
});
