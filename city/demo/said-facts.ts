import { type SaidText, SIMULATED_SOURCE, sayOfBuilding, sayOfCity } from "../features/carbon/index.ts";
import type { CityNode } from "../node/node.ts";
import { demoAddresses } from "./addresses.ts";
import type { DemoBuilding, DemoCity } from "./types.ts";

/** What people would have said of the simulated buildings for the inventory. Its sources say that nobody read them anywhere. */

const BY = { role: "node", id: null } as const;

const shares = (carrier: string, percents: Readonly<Record<string, number>>): SaidText =>
  Object.fromEntries(
    Object.entries(percents).map(([purpose, percent]) => [`share-${carrier}-${purpose}`, String(percent)]),
  );

const ofCity = {
  umea: {
    geographicFactor: "1.3",
    geographicSource: SIMULATED_SOURCE,
    usefulFrom: "Atemp",
    usefulFactor: "1",
    usefulSource: SIMULATED_SOURCE,
    ...shares("district-heat", { heating: 80, hotWater: 20 }),
    ...shares("electricity", { property: 45, users: 55 }),
  },
  chanba: {
    usefulFrom: "建筑面积",
    usefulFactor: "0.9",
    usefulSource: SIMULATED_SOURCE,
    ...shares("district-heat", { heating: 100 }),
    ...shares("gas", { heating: 100 }),
    ...shares("electricity", { hotWater: 5, cooling: 20, property: 35, users: 40 }),
  },
} as const satisfies Record<DemoCity["city"], SaidText>;

/** Says the city's figures and each building's; said again, it changes nothing. */
export async function sayFacts(node: CityNode, demo: DemoCity): Promise<void> {
  await said(sayOfCity(node, ofCity[demo.city], BY));
  for (const building of demo.buildings) {
    const registered = await node.registry.building(building.id);
    if (registered === undefined) continue;
    await said(sayOfBuilding(node, registered, saidOf(demo, building), BY));
  }
}

function saidOf({ city }: DemoCity, building: DemoBuilding): SaidText {
  const { name, use, yearBuilt, storeys, floorAreaM2, floorAreaKind } = building;
  return {
    nameSv: name.sv,
    nameZh: name.zh,
    nameEn: name.en,
    address: demoAddresses[building.id] ?? "",
    use,
    yearBuilt: String(yearBuilt),
    storeys: String(storeys),
    [floorAreaKind === "Atemp" ? "atemp" : "grossArea"]: String(floorAreaM2),
    // The people of a block of flats own it together.
    tenure: use === "housing" ? "neither" : "owned",
    ...(city === "umea"
      ? { requirement: use === "housing" ? "75" : "70", requirementSource: SIMULATED_SOURCE }
      : { ventilationClass: use === "office" ? "B" : "" }),
  };
}

async function said(done: ReturnType<typeof sayOfCity>): Promise<void> {
  const outcome = await done;
  if (!outcome.ok) throw new Error(`the simulation says what cannot be: ${JSON.stringify(outcome.faults)}`);
}
