import { describe, expect, it } from "vitest";
import { valueFrom } from "./carbon.fixture.ts";
import { convertArea, floorArea } from "./floorarea.ts";
import { type PublicBuilding, publicInventory } from "./publicbuildings.ts";

const library: PublicBuilding = {
  id: "library",
  name: "Stadsbiblioteket",
  tenure: "owned",
  heatedOrCooled: true,
  usefulArea: valueFrom(floorArea("useful", 4000)),
  year: 2025,
  heat: { kwh: 310_000, measuredShare: 0.98 },
  cooling: null,
  electricity: { kwh: 0, measuredShare: 1 },
  hotWater: null,
  certificate: { energyClass: "D", number: "1234567", validTo: "2031-05-01" },
};

describe("the inventory of public buildings", () => {
  it("a row holds what was measured with its share; what was not is empty and no zero", () => {
    expect(publicInventory([library]).rows).toEqual([
      {
        building: "library",
        name: "Stadsbiblioteket",
        tenure: "owned",
        usefulAreaSquareMetres: 4000,
        areaConversion: null,
        year: 2025,
        heatKwh: 310_000,
        heatMeasuredShare: 0.98,
        coolingKwh: null,
        coolingMeasuredShare: null,
        electricityKwh: 0,
        electricityMeasuredShare: 1,
        hotWaterKwh: null,
        hotWaterMeasuredShare: null,
        energyClass: "D",
        certificateNumber: "1234567",
        certificateValidTo: "2031-05-01",
      },
    ]);
  });

  it("lists buildings over 250 m², and says of every other one why it is not there", () => {
    const of = (id: string, change: Partial<PublicBuilding>): PublicBuilding => ({
      ...library,
      id,
      ...change,
    });
    const made = publicInventory([
      of("kiosk", { usefulArea: valueFrom(floorArea("useful", 250)) }),
      of("office", { usefulArea: valueFrom(floorArea("useful", 250.5)) }),
      of("barn", { heatedOrCooled: false }),
      of("unknown", { usefulArea: null }),
    ]);
    expect(made.rows.map(({ building }) => building)).toEqual(["office"]);
    expect(made.leftOut).toEqual([
      { building: "kiosk", code: "not-larger" },
      { building: "barn", code: "neither-heated-nor-cooled" },
      { building: "unknown", code: "area-not-known" },
    ]);
    expect(made.rule.clause).toBe("art. 6(5)");
  });

  it("an area made from Atemp says so in its row", () => {
    const usefulArea = valueFrom(
      convertArea(valueFrom(floorArea("Atemp", 1000)), {
        from: "Atemp",
        to: "useful",
        factor: 0.95,
        label: "useful floor area taken from Atemp",
        source: "the city's own estimate",
        url: null,
        licence: { kind: "not-stated" },
        standing: "user-supplied",
      }),
    );
    const [row] = publicInventory([{ ...library, usefulArea, certificate: null }]).rows;
    expect(row).toMatchObject({
      usefulAreaSquareMetres: 950,
      areaConversion: "useful floor area taken from Atemp (× 0.95)",
      energyClass: null,
    });
  });
});
