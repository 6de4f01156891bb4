import { describe, expect, it } from "vitest";
import { fitCaltrackHourly, type HourlyInput, predictHourly } from "./caltrackhourly.ts";
import { golden, goldensPresent, number, relative, table, text } from "./goldens.fixture.ts";
import { hourCalendar } from "./hourcalendar.ts";

const hourMs = 3_600_000;
const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const segmentName = (month: number) =>
  [11, 0, 1].map((shift) => monthNames[(month - 1 + shift) % 12]).join("-");

function hours(sample: string, temperatureFile: string, from: string, count: number): HourlyInput {
  const start = Date.parse(from);
  const read = (file: string, time: string, column: string) => {
    const values = new Float64Array(count).fill(Number.NaN);
    for (const row of table(file)) {
      const hour = (Date.parse(row[time]!) - start) / hourMs;
      if (hour >= 0 && hour < count) values[hour] = number(row[column]);
    }
    return values;
  };
  return {
    useKwh: read(`${sample}.csv.gz`, "start", "value"),
    temperature: read(temperatureFile, "dt", "tempF"),
    temperatureUnit: "F",
    calendar: hourCalendar(start, count, "UTC"),
  };
}

describe.skipIf(!goldensPresent)("CalTRACK 2.0 hourly against openeemeter 3.2.0", () => {
  const cases = [
    { sample: "il-electricity-cdd-hdd-hourly", temperatures: "il-electricity-cdd-hdd-tempF.csv.gz" },
    { sample: "il-gas-hdd-only-hourly", temperatures: "il-tempF.csv.gz" },
  ];
  for (const { sample, temperatures } of cases) {
    const fitted = () => {
      const model = fitCaltrackHourly(hours(sample, temperatures, "2015-12-27T00:00:00Z", 8760));
      if (!model.ok) throw new Error(model.reason.code);
      return model.value;
    };

    it(`${sample}: occupied hours, temperature bins and every coefficient are the published ones`, () => {
      const model = fitted();
      const occupancy = table(`v3.2.0_${sample}_occupancy.csv`);
      const bins = [table(`v3.2.0_${sample}_bins_unocc.csv`), table(`v3.2.0_${sample}_bins_occ.csv`)];
      const params: Record<string, Record<string, number>> = JSON.parse(text(`v3.2.0_${sample}_params.json`));
      let worst = 0;
      let compared = 0;
      for (const segment of model.segments) {
        const name = `${segmentName(segment!.month)}-weighted`;
        for (let hour = 0; hour < 168; hour++) {
          expect(segment!.occupied[hour] === 1).toBe(occupancy[hour]![name] === "True");
          worst = Math.max(
            worst,
            relative(segment!.hourOfWeekKwh[hour]!, params[name]![`C(hour_of_week)[${hour}]`]!),
          );
        }
        const lines = [segment!.whenUnoccupied, segment!.whenOccupied];
        for (const [side, line] of lines.entries()) {
          const kept = bins[side]!.filter((row) => row[name] === "True").map((row) =>
            number(row.bin_endpoints),
          );
          expect(line.endpointsF).toEqual(kept);
          for (const [bin, slope] of line.slopes.entries()) {
            const published = params[name]![`bin_${bin}_${side === 1 ? "occupied" : "unoccupied"}`];
            if (published === undefined) continue;
            compared++;
            worst = Math.max(worst, Math.abs(slope - published) / Math.max(Math.abs(published), 1e-3));
          }
        }
      }
      expect(compared).toBeGreaterThan(60);
      expect(worst).toBeLessThan(1e-9);
    });

    it(`${sample}: the counterfactual of every hour and each month's statistics are the published ones`, () => {
      const model = fitted();
      const published = golden(sample);
      const reporting = hours(sample, temperatures, "2017-01-04T00:00:00Z", 8760);
      const counterfactual = predictHourly(model, reporting);
      const rows = table(`v3.2.0_${sample}_savings_rows.csv.gz`);
      let worst = 0;
      let sum = 0;
      for (let i = 0; i < 8760; i++) {
        worst = Math.max(worst, Math.abs(counterfactual[i]! - number(rows[i]!.counterfactual_usage)));
        sum += counterfactual[i]!;
      }
      expect(worst).toBeLessThan(1e-9);
      expect(relative(sum, published.sum_counterfactual)).toBeLessThan(1e-9);
      // The recorded whole-year figure is observed − modelled; ours, like the monthly ones, is modelled − observed.
      expect(relative(model.fit.nmbe, -published.insample_nmbe)).toBeLessThan(1e-9);
      expect(relative(model.fit.cvrmse, published.insample_cvrmse)).toBeLessThan(1e-9);
      for (const segment of model.segments) {
        const theirs = published.segments[`${segmentName(segment!.month)}-weighted`]!;
        expect(segment!.fit.observations).toBe(theirs.observed_length);
        // Where no hour is occupied the published count still holds one column, of zeros.
        const emptySide = segment!.occupied.includes(1) ? 0 : 1;
        expect(segment!.parameters + emptySide).toBe(theirs.num_parameters);
        expect(relative(segment!.fit.rmse, theirs.rmse!)).toBeLessThan(1e-9);
        expect(relative(segment!.fit.rSquared, theirs.r_squared!)).toBeLessThan(1e-9);
        expect(relative(segment!.fit.nPrime, theirs.n_prime!)).toBeLessThan(1e-9);
      }
    });
  }

  it("is bit-identical when run again", () => {
    const input = hours(cases[0]!.sample, cases[0]!.temperatures, "2015-12-27T00:00:00Z", 8760);
    const a = fitCaltrackHourly(input);
    const b = fitCaltrackHourly(input);
    expect(a).toEqual(b);
  });
});

function ordinary(count = 8760): HourlyInput {
  const calendar = hourCalendar(Date.UTC(2021, 0, 1), count, "Europe/Stockholm");
  const temperature = Float64Array.from(
    { length: count },
    (_, i) => 5 - 12 * Math.cos((2 * Math.PI * i) / 8760) + 4 * Math.sin(i / 5),
  );
  const useKwh = Float64Array.from(temperature, (t, i) => {
    const hour = calendar.hourOfWeek[i]! % 24;
    return 10 + (hour > 7 && hour < 18 ? 5 : 0) + Math.max(0, 15 - t) + 0.5 * Math.sin(i * 12.9898);
  });
  return { useKwh, temperature, temperatureUnit: "C", calendar };
}

describe("an hourly baseline", () => {
  it("follows an ordinary building's weeks and weather", () => {
    const model = fitCaltrackHourly(ordinary());
    if (!model.ok) throw new Error(model.reason.code);
    expect(model.value.fit.cvrmse).toBeLessThan(0.06);
    expect(model.value.segments.every((segment) => segment !== undefined)).toBe(true);
  });

  it("leaves an hour without temperature without a prediction", () => {
    const input = ordinary();
    const model = fitCaltrackHourly(input);
    if (!model.ok) throw new Error(model.reason.code);
    const temperature = input.temperature.slice();
    temperature[100] = Number.NaN;
    expect(Number.isNaN(predictHourly(model.value, { ...input, temperature })[100]!)).toBe(true);
  });

  it("is refused by name when the hours cannot carry it", () => {
    const one = ordinary();
    const code = (input: HourlyInput) => {
      const result = fitCaltrackHourly(input);
      return result.ok ? "a model" : result.reason.code;
    };
    const gap = one.temperature.slice().fill(Number.NaN, 0, 744);
    expect(code({ ...one, temperature: gap })).toBe("too-few-hours-in-month");
    expect(code({ ...one, useKwh: one.useKwh.slice().fill(Number.NaN) })).toBe("too-few-hours-in-month");
    expect(code({ ...one, useKwh: one.useKwh.slice().fill(Number.NaN), sufficiency: "waived" })).toBe(
      "no-hours",
    );
    expect(code({ ...one, useKwh: one.useKwh.slice().fill(3) })).toBe("constant-use");
    expect(code(ordinary(720))).toBe("baseline-too-short");
    expect(code({ ...one, useKwh: one.useKwh.map((v, i) => (i === 7 ? -v : v)) })).toBe("negative-use");
    expect(code({ ...one, temperature: one.temperature.subarray(1) })).toBe("lengths-differ");
  });
});

describe("the calendar of hours", () => {
  it("has a repeated hour when Stockholm's clocks go back and none at two when they go forward", () => {
    const autumn = hourCalendar(Date.parse("2024-10-26T22:00:00Z"), 25, "Europe/Stockholm");
    expect(Array.from(autumn.hourOfWeek.subarray(0, 5), (h) => h % 24)).toEqual([0, 1, 2, 2, 3]);
    const spring = hourCalendar(Date.parse("2024-03-30T23:00:00Z"), 23, "Europe/Stockholm");
    expect(Array.from(spring.hourOfWeek.subarray(0, 4), (h) => h % 24)).toEqual([0, 1, 3, 4]);
    expect(spring.hourOfWeek[0]).toBe(144);
  });
});
