import { describe, expect, it } from "vitest";
import { fitCaltrackBilling } from "./caltrackbilling.ts";
import { dayKinds } from "./daykinds.ts";
import { hourCalendar } from "./hourcalendar.ts";
import { counterfactual, type MeterHours, type Method, methods, toDays } from "./methods.ts";
import { findNonRoutineEvents } from "./nonroutine.ts";

const noise = (i: number) => Math.sin(i * 12.9898) * Math.cos(i * 4.1414);

/** Consecutive hours of an ordinary building from 2021-01-01. */
function building(days = 365): MeterHours {
  const hours = 24 * days;
  const calendar = hourCalendar(Date.UTC(2021, 0, 1), hours, "UTC");
  const temperatureC = Float64Array.from(
    { length: hours },
    (_, i) => 7 - 11 * Math.cos((2 * Math.PI * i) / 8760) - 4 * Math.cos((2 * Math.PI * i) / 24),
  );
  return {
    useKwh: temperatureC.map((t, i) => 8 + 0.5 * Math.max(0, 12 - t) + 2 * noise(i)),
    temperatureC,
    calendar,
    dayKinds: dayKinds(calendar.localDay[0]!, days, "GB"),
  };
}

const march = { from: 24 * 59, to: 24 * 90 };

/** What is wrong with the baseline, and the reason by name that methods by day and by hour must give. */
const bad: [what: string, baseline: () => MeterHours, byDay: string, byHour: string][] = [
  [
    "a constant load",
    () => ({ ...building(), useKwh: building().useKwh.fill(7) }),
    "constant-use",
    "constant-use",
  ],
  [
    "nothing but gaps",
    () => ({ ...building(), useKwh: building().useKwh.fill(Number.NaN) }),
    "too-few-days",
    "too-few-hours-in-month",
  ],
  ["thirty days", () => building(30), "baseline-too-short", "baseline-too-short"],
  [
    "a negative reading",
    () => ({ ...building(), useKwh: building().useKwh.fill(-500, 4800, 4801) }),
    "negative-use",
    "negative-use",
  ],
  [
    "a month without temperature",
    () => ({ ...building(), temperatureC: building().temperatureC.fill(Number.NaN, march.from, march.to) }),
    "temperature-missing-run",
    "too-few-hours-in-month",
  ],
];

function reasonOf(method: Method, baseline: MeterHours): string {
  const result = counterfactual(method, baseline, building());
  return result.ok ? "a figure" : result.reason.code;
}

describe.each(methods)("%s", (method) => {
  it("gives a figure for an ordinary building", () => {
    expect(reasonOf(method, building())).toBe("a figure");
  });

  it.each(bad)("refuses %s by name", (_, baseline, byDay, byHour) => {
    expect(reasonOf(method, baseline())).toBe(method.endsWith("hourly") ? byHour : byDay);
  });
});

describe("caltrack-billing", () => {
  const firstDay = Int32Array.of(0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365);

  function reasonOfBills(hours: MeterHours): string {
    const { useKwh, temperatureC } = toDays(hours);
    const bounds = firstDay.filter((day) => day <= useKwh.length);
    const result = fitCaltrackBilling({
      useKwh: Float64Array.from(bounds.slice(1), (to, bill) =>
        useKwh.subarray(bounds[bill]!, to).reduce((sum, kwh) => sum + kwh, 0),
      ),
      firstDay: bounds,
      temperature: temperatureC,
      temperatureUnit: "C",
    });
    return result.ok ? "a figure" : result.reason.code;
  }

  it("gives a figure for an ordinary building", () => {
    expect(reasonOfBills(building())).toBe("a figure");
  });

  const reasons = [
    "constant-use",
    "too-few-bills",
    "too-few-bills",
    "negative-use",
    "temperature-missing-run",
  ];
  it.each(bad.map(([what, baseline], i) => [what, baseline, reasons[i]!] as const))(
    "refuses %s by name",
    (what, baseline, reason) => {
      // Bills of one building are as long as its months; that of a constant load is constant a day.
      const hours = baseline();
      if (what === "a negative reading") hours.useKwh.fill(-500, 4344, 5088);
      expect(reasonOfBills(hours)).toBe(reason);
    },
  );
});

describe("a search for events", () => {
  it.each(bad)("refuses %s by name", (_, baseline, byDay) => {
    const hours = baseline();
    const days = toDays(hours);
    const result = findNonRoutineEvents(
      {
        useKwh: days.useKwh,
        temperature: days.temperatureC,
        temperatureUnit: "C",
        firstDay: days.firstDay,
        kinds: hours.dayKinds,
      },
      0,
    );
    expect(result.ok ? "events" : result.reason.code).toBe(byDay);
  });
});
