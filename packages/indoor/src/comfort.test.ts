import { describe, expect, it } from "vitest";
import { adaptiveAshrae55, adaptiveEn16798 } from "./adaptive.ts";
import { type ComfortRow, comfortTable, comfortTablesPresent, conditionsOf } from "./comfort.fixture.ts";
import { predictedVoteAshrae55 } from "./elevatedairspeed.ts";
import { clothingByOutdoorClo, verticalGradientPpd } from "./outdoors.ts";
import { predictedVote } from "./pmv.ts";
import { standardEffectiveTemperatureC } from "./standardeffective.ts";

/** A published figure is met when ours differs by no more than the table's tolerance, rounding to its digits apart. */
const within = (ours: number, published: unknown, tolerance: number): boolean =>
  Math.abs(ours - Number(published)) <= tolerance + 1e-9;

function adaptiveConditions({ inputs }: ComfortRow) {
  return {
    airTemperatureC: Number(inputs.tdb),
    radiantTemperatureC: Number(inputs.tr),
    runningMeanOutdoorC: Number(inputs.t_running_mean),
    airSpeedMs: Number(inputs.v),
  };
}

describe.skipIf(!comfortTablesPresent)("against the validation tables of the comfort tools", () => {
  it("every row of PMV and PPD, ISO and ASHRAE, is met, and what they refuse is refused by name", () => {
    const { rows, tolerance } = comfortTable("ts_pmv_ppd");
    const missed = rows.filter((row) => {
      const outsideValidity = row.inputs.limit_inputs === false ? "computed" : "refused";
      const ours =
        row.inputs.standard === "ASHRAE"
          ? predictedVoteAshrae55(conditionsOf(row), {
              outsideValidity,
              occupantsControlAirSpeed: row.inputs.airspeed_control !== false,
            })
          : predictedVote(conditionsOf(row), outsideValidity);
      if (row.outputs.pmv === null) return ours.ok;
      return !(
        ours.ok &&
        within(ours.value.pmv, row.outputs.pmv, tolerance.pmv!) &&
        within(ours.value.ppd, row.outputs.ppd, tolerance.ppd!)
      );
    });
    expect(missed).toEqual([]);
    expect(rows).toHaveLength(51);
  });

  it("every row of the standard effective temperature is met", () => {
    const { rows, tolerance } = comfortTable("ts_set");
    const missed = rows.filter((row) => {
      const variant = row.inputs.calculate_ce === true ? "air-speed-only" : "full";
      return !within(
        standardEffectiveTemperatureC(conditionsOf(row), variant),
        row.outputs.set,
        tolerance.set!,
      );
    });
    expect(missed).toEqual([]);
    expect(rows).toHaveLength(52);
  });

  it("every row of EN 16798-1's adaptive comfort is met", () => {
    const { rows, tolerance } = comfortTable("ts_adaptive_en");
    for (const row of rows) {
      const ours = adaptiveEn16798(adaptiveConditions(row));
      expect(ours.ok, JSON.stringify(row)).toBe(row.outputs.tmp_cmf !== null);
      if (!ours.ok) continue;
      const { comfortC, categoryI, categoryII, categoryIII } = ours.value;
      expect(within(comfortC, row.outputs.tmp_cmf, tolerance.tmp_cmf!)).toBe(true);
      for (const [name, band] of Object.entries({ i: categoryI, ii: categoryII, iii: categoryIII })) {
        expect(within(band.lowestC, row.outputs[`tmp_cmf_cat_${name}_low`], tolerance.tmp_cmf!)).toBe(true);
        expect(within(band.highestC, row.outputs[`tmp_cmf_cat_${name}_up`], tolerance.tmp_cmf!)).toBe(true);
        expect(band.held).toBe(row.outputs[`acceptability_cat_${name}`]);
      }
    }
    expect(rows).toHaveLength(6);
  });

  it("every row of ASHRAE 55's adaptive comfort is met", () => {
    const { rows, tolerance } = comfortTable("ts_adaptive_ashrae");
    for (const row of rows) {
      const { outputs } = row;
      const ours = adaptiveAshrae55(adaptiveConditions(row));
      expect(ours.ok, JSON.stringify(row)).toBe(outputs.tmp_cmf !== null);
      if (!ours.ok) continue;
      expect(within(ours.value.comfortC, outputs.tmp_cmf, tolerance.tmp_cmf!)).toBe(true);
      for (const share of ["80", "90"] as const) {
        const band = ours.value[`acceptable${share}`];
        if (outputs[`tmp_cmf_${share}_low`] !== undefined) {
          expect(within(band.lowestC, outputs[`tmp_cmf_${share}_low`], tolerance.tmp_cmf!)).toBe(true);
          expect(within(band.highestC, outputs[`tmp_cmf_${share}_up`], tolerance.tmp_cmf!)).toBe(true);
        }
        if (outputs[`acceptability_${share}`] !== undefined) {
          expect(band.held, JSON.stringify(row)).toBe(outputs[`acceptability_${share}`]);
        }
      }
    }
    expect(rows).toHaveLength(13);
  });

  it("every row of clothing by outdoor temperature and of the vertical gradient is met", () => {
    const clothing = comfortTable("ts_clo_tout");
    for (const { inputs, outputs } of clothing.rows) {
      const ours = clothingByOutdoorClo(Number(inputs.tout));
      expect(within(ours, outputs.clo_tout, clothing.tolerance.clo_tout!), JSON.stringify(inputs)).toBe(true);
    }
    const gradient = comfortTable("ts_vertical_tmp_grad_ppd");
    for (const row of gradient.rows) {
      const vote = predictedVoteAshrae55(conditionsOf(row));
      const ours = vote.ok
        ? verticalGradientPpd(vote.value.pmv, Number(row.inputs.vertical_tmp_grad))
        : Number.NaN;
      expect(within(ours, row.outputs.ppd_vg, gradient.tolerance.ppd_vg!)).toBe(true);
      expect(ours <= 5).toBe(row.outputs.acceptability);
    }
  });
});
