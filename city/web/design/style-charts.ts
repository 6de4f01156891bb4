import {
  type Chart,
  coverageByMonth,
  energyAgainstTemperature,
  energyAgainstTime,
  ranking,
  roomTemperature,
} from "../charts/index.ts";
import { formats, type Language } from "../language/index.ts";
import { styleMessages } from "./style-messages.ts";

const zone = "Europe/Stockholm";
const days = 365;
const measureDay = 243;

/** Local midnights of 2025 in Umeå: the summer hour is in them. */
const dayStartsMs = Array.from(
  { length: days },
  (_, day) =>
    Temporal.PlainDate.from("2025-01-01").add({ days: day }).toZonedDateTime(zone).epochMilliseconds,
);
const monthStartsMs = Array.from(
  { length: 24 },
  (_, month) =>
    Temporal.PlainDate.from("2024-01-01").add({ months: month }).toZonedDateTime(zone).epochMilliseconds,
);

/** A wave that looks like weather and is the same on every machine. */
function ripple(step: number): number {
  return Math.sin(step * 1.7) + 0.6 * Math.sin(step * 0.61 + 2) + 0.4 * Math.sin(step * 0.23 + 5);
}

const outdoorC = dayStartsMs.map(
  (_, day) => 4 - 13 * Math.cos(((day - 20) / 365) * 2 * Math.PI) + 3.2 * ripple(day),
);
const isGapDay = (day: number): boolean => (day > 118 && day < 137) || day === 300;

function heatKwh(temperatureC: number, day: number, after: boolean): number {
  const demand = 240 + 62 * Math.max(0, 15.5 - temperatureC);
  return demand * (after ? 0.82 : 1) + 40 * ripple(day * 3.1);
}

const usedKwh = outdoorC.map((temperatureC, day) =>
  isGapDay(day) ? null : heatKwh(temperatureC, day, day >= measureDay),
);
const expectedKwh = outdoorC.map((temperatureC, day) =>
  day < measureDay ? null : 240 + 62 * Math.max(0, 15.5 - temperatureC),
);
const shifted = (by: number): (number | null)[] => expectedKwh.map((kwh) => (kwh === null ? null : kwh + by));

export interface StyleCharts {
  readonly daily: Chart;
  readonly monthly: Chart;
  readonly signature: Chart;
  readonly room: Chart;
  readonly coverage: Chart;
  readonly ranking: Chart;
}

/** One chart of each kind, from numbers that are the same every time. */
export function styleCharts(language: Language): StyleCharts {
  const t = styleMessages.t(language);
  const f = formats(language, zone);
  const common = { language, zone } as const;
  const measures = [{ startMs: dayStartsMs[measureDay] ?? 0, name: t("chart.measure") }];
  const meanC = dayStartsMs.map((_, day) => (isGapDay(day) ? null : 21.2 + 0.5 * ripple(day * 0.7)));
  const monthKwh = monthStartsMs.map((_, month) => {
    if (month === 4) return null;
    const demand = 34_000 + 27_000 * Math.cos((month / 12) * 2 * Math.PI);
    return month < 20 ? demand : demand * 0.83;
  });
  const model = Array.from({ length: 46 }, (_, step) => step - 22);
  return {
    daily: energyAgainstTime({
      ...common,
      id: "daily",
      title: t("chart.daily"),
      step: "day",
      startsMs: dayStartsMs,
      usedKwh,
      expected: {
        kind: "withoutMeasure",
        kwh: expectedKwh,
        lowKwh: shifted(-110),
        highKwh: shifted(110),
        intervalShare: 0.9,
      },
      measures,
    }),
    monthly: energyAgainstTime({
      ...common,
      id: "monthly",
      title: t("chart.monthly"),
      step: "month",
      startsMs: monthStartsMs,
      usedKwh: monthKwh,
      measuredShare: monthStartsMs.map((_, month) => (month === 3 ? 0.6 : month === 4 ? 0 : 1)),
      expected: {
        kind: "withoutMeasure",
        kwh: monthStartsMs.map((_, month) =>
          month < 20 ? null : 34_000 + 27_000 * Math.cos((month / 12) * 2 * Math.PI),
        ),
      },
      measures: [{ startMs: monthStartsMs[20] ?? 0, name: t("chart.measure") }],
    }),
    signature: energyAgainstTemperature({
      ...common,
      id: "signature",
      title: t("chart.signature"),
      step: "day",
      groups: [
        {
          kind: "baseline",
          outdoorC: outdoorC.slice(0, measureDay),
          energyKwh: usedKwh.slice(0, measureDay),
        },
        { kind: "reporting", outdoorC: outdoorC.slice(measureDay), energyKwh: usedKwh.slice(measureDay) },
      ],
      model: {
        outdoorC: model,
        energyKwh: model.map((temperatureC) => 240 + 62 * Math.max(0, 15.5 - temperatureC)),
      },
    }),
    room: roomTemperature({
      ...common,
      id: "room",
      title: t("chart.room"),
      step: "day",
      startsMs: dayStartsMs,
      meanC,
      lowestC: meanC.map((mean, day) => (mean === null ? null : mean - 1.1 - 0.5 * Math.abs(ripple(day)))),
      highestC: meanC.map((mean, day) =>
        mean === null ? null : mean + 0.9 + 0.4 * Math.abs(ripple(day + 9)),
      ),
      limits: { lowC: 20, highC: 24, name: t("chart.limits") },
      measures,
    }),
    coverage: coverageByMonth({
      ...common,
      id: "coverage",
      title: t("chart.coverage"),
      monthStartsMs,
      rows: [
        {
          name: t("chart.heat"),
          shares: monthStartsMs.map((_, month) => (month === 3 ? 0.6 : month === 4 ? 0 : 1)),
        },
        {
          name: t("chart.electricity"),
          shares: monthStartsMs.map((_, month) => (month % 7 === 5 ? 0.93 : 0.998)),
        },
        {
          name: t("chart.rooms"),
          shares: monthStartsMs.map((_, month) => (month < 9 ? null : month < 12 ? 0.8 : 0.97)),
        },
      ],
    }),
    ranking: ranking({
      language,
      id: "ranking",
      title: t("chart.ranking"),
      valueName: t("chart.avoided"),
      items: [
        { name: t("building.1"), value: 84, low: 61, high: 107 },
        { name: t("building.5"), value: 52, low: 18, high: 86 },
        { name: t("building.3"), value: 11, low: -9, high: 31 },
        { name: t("building.4"), value: -14, low: -33, high: 5 },
        { name: t("building.2"), value: null },
      ],
      label: (value) => f.number(value),
      intervalLabel: (low, high) => f.interval(low, high),
      intervalName: t("figures.interval", { percent: f.percent(0.9), interval: "" }).replace(
        /[\s:：]+$/u,
        "",
      ),
    }),
  };
}
