import { describe, expect, it } from "vitest";
import { judgeEnergy } from "./energy.ts";
import type { MeterSaving, VerdictInputs } from "./inputs.ts";
import { exampleInputs } from "./verdict.fixture.ts";

const inputs = exampleInputs({ rooms: 1, days: 1 });
const meter = inputs.energy.meters[0] as MeterSaving;
const energyOf = (meters: VerdictInputs["energy"]["meters"], betweenBuildings = 0.05) =>
  judgeEnergy({ ...inputs, energy: { meters, betweenBuildings } });

describe("a measure's energy", () => {
  it("adds the half-widths of one building's meters in full, and those of buildings by their correlation", () => {
    const one = energyOf([meter, { ...meter, meter: "second" }]).figures!;
    expect(one.upperKwh - one.avoidedKwh).toBeCloseTo(2 * meter.halfWidthKwh, 3);
    const two = energyOf([meter, { ...meter, meter: "second", building: "library" }], 0).figures!;
    expect(two.upperKwh - two.avoidedKwh).toBeCloseTo(Math.SQRT2 * meter.halfWidthKwh, 3);
    expect(two.buildings).toBe(2);
  });

  it("keeps drift and residuals apart, and both together are the half-width", () => {
    const { halfWidthParts, upperKwh, avoidedKwh } = energyOf([meter]).figures!;
    expect(Math.hypot(halfWidthParts.driftKwh, halfWidthParts.residualKwh)).toBeCloseTo(
      upperKwh - avoidedKwh,
      2,
    );
    expect(halfWidthParts.driftKwh / halfWidthParts.residualKwh).toBeCloseTo(0.75, 3);
  });

  it("is not measured when a meter is refused, hardly measured or used nothing: no sum leaves one out", () => {
    const refused = { meter: "gas", building: "school", refused: "too-few-days" };
    expect(energyOf([meter, refused])).toMatchObject({
      state: "not-measured",
      figures: null,
      reason: { code: "meter-refused", meters: [{ meter: "gas", refused: "too-few-days" }] },
    });
    expect(energyOf([{ ...meter, daysCounted: 200 }]).reason?.code).toBe("too-little-measured");
    expect(energyOf([{ ...meter, counterfactualKwh: 0 }]).reason?.code).toBe("nothing-used");
    expect(energyOf([]).reason?.code).toBe("no-meter");
  });

  it("is saved, none or open by where its interval lies", () => {
    expect(energyOf([meter]).state).toBe("saved");
    expect(energyOf([{ ...meter, avoidedKwh: 0, halfWidthKwh: 1000 }]).state).toBe("no-saving");
    expect(energyOf([{ ...meter, halfWidthKwh: 9000 }]).state).toBe("open");
  });
});
