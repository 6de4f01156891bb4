import type { ThermalConditions } from "./pmv.ts";

/**
 * Which free convection the body makes itself by moving. `"full"` is SET as tabulated in ASHRAE 55;
 * `"air-speed-only"` leaves the metabolic part out, as ASHRAE 55 does when it asks what moving air alone takes away.
 */
export type SetVariant = "full" | "air-speed-only";

// The two-node model's constants: Gagge, Fobelets and Berglund 1986, ASHRAE Transactions 92(2B), 709-731.
const bodyAreaM2 = 1.8258;
const bodyMassKg = 70;
const skinSetC = 33.7;
const coreSetC = 36.8;
const bodySetC = 36.49;
const dilationPerK = 120;
const constrictionPerK = 0.5;
const sweatGPerM2HK = 170;
const lewisKPerMmHg = 2.2;
const stefanBoltzmann = 5.6697e-8;
const minutes = 60;

/** Saturated water vapour pressure in mmHg (torr), the unit of the model; Antoine's form used by Gagge et al. */
function saturationTorr(temperatureC: number): number {
  return Math.exp(18.6686 - 4030.183 / (temperatureC + 235));
}

interface Body {
  skinC: number;
  skinHeatLossWm2: number;
  wettedness: number;
  radiative: number;
}

/** Convection of still or moving air and of the person's own movement, W/(m²·K), at sea level. */
function convection(airSpeedMs: number, metabolicRateMet: number, variant: SetVariant): number {
  let coefficient = Math.max(3, 8.600001 * airSpeedMs ** 0.53);
  if (variant === "full" && metabolicRateMet > 0.85) {
    coefficient = Math.max(coefficient, 5.66 * (metabolicRateMet - 0.85) ** 0.39);
  }
  return coefficient;
}

/** One hour, minute by minute, of a core and a skin that exchange heat by blood and with the room. */
function bodyAfterAnHour(c: ThermalConditions, variant: SetVariant): Body {
  const airSpeedMs = Math.max(c.airSpeedMs, 0.1);
  const vapourTorr = (c.relativeHumidityPct * saturationTorr(c.airTemperatureC)) / 100;
  const insulation = 0.155 * c.clothingClo;
  const areaRatio = 1 + 0.15 * c.clothingClo;
  const clothed = c.clothingClo > 0;
  const wettednessMost = clothed ? 0.59 * airSpeedMs ** -0.08 : 0.38 * airSpeedMs ** -0.29;
  const clothingVapour = clothed ? 0.45 : 1;
  const convective = convection(airSpeedMs, c.metabolicRateMet, variant);
  const metabolicWm2 = c.metabolicRateMet * 58.2;

  let skinC = skinSetC;
  let coreC = coreSetC;
  let bloodLM2H = 6.3;
  let skinShare = 0.1;
  let evaporation = 0.1 * c.metabolicRateMet;
  let radiative = 4.7;
  let total = convective + radiative;
  let airResistance = 1 / (areaRatio * total);
  let operativeC = (radiative * c.radiantTemperatureC + convective * c.airTemperatureC) / total;
  let clothingC = operativeC + (skinC - operativeC) / (total * (airResistance + insulation));
  let heatProducedWm2 = metabolicWm2;
  let wettedness = 0;
  let dryLoss = 0;

  for (let minute = 1; minute <= minutes; minute++) {
    for (let i = 0; i < 100; i++) {
      // Emissivity 0.95; 0.72 of the body's surface sees the room.
      radiative = 4 * 0.95 * stefanBoltzmann * ((clothingC + c.radiantTemperatureC) / 2 + 273.15) ** 3 * 0.72;
      total = convective + radiative;
      airResistance = 1 / (areaRatio * total);
      operativeC = (radiative * c.radiantTemperatureC + convective * c.airTemperatureC) / total;
      const next = (airResistance * skinC + insulation * operativeC) / (airResistance + insulation);
      const change = Math.abs(next - clothingC);
      clothingC = next;
      if (change <= 0.01) break;
    }
    dryLoss = (skinC - operativeC) / (airResistance + insulation);
    const coreToSkin = (coreC - skinC) * (5.28 + 1.163 * bloodLM2H);
    const breathLatent = 0.0023 * metabolicWm2 * (44 - vapourTorr);
    const breathDry = 0.0014 * metabolicWm2 * (34 - c.airTemperatureC);
    const coreStored = heatProducedWm2 - coreToSkin - breathLatent - breathDry;
    const skinStored = coreToSkin - dryLoss - evaporation;
    const skinCapacity = (0.97 * skinShare * bodyMassKg) / bodyAreaM2;
    const coreCapacity = (0.97 * (1 - skinShare) * bodyMassKg) / bodyAreaM2;
    skinC += skinStored / (60 * skinCapacity);
    coreC += coreStored / (60 * coreCapacity);
    const bodyC = skinShare * skinC + (1 - skinShare) * coreC;

    const skinWarm = Math.max(0, skinC - skinSetC);
    const skinCold = Math.max(0, skinSetC - skinC);
    const coreWarm = Math.max(0, coreC - coreSetC);
    const coreCold = Math.max(0, coreSetC - coreC);
    const bodyWarm = Math.max(0, bodyC - bodySetC);
    bloodLM2H = Math.min(
      90,
      Math.max(0.5, (6.3 + dilationPerK * coreWarm) / (1 + constrictionPerK * skinCold)),
    );
    skinShare = 0.0417737 + 0.7451833 / (bloodLM2H + 0.585417);
    let sweatGM2H = Math.min(500, sweatGPerM2HK * bodyWarm * Math.exp(skinWarm / 10.7));

    const airVapourResistance = 1 / (lewisKPerMmHg * areaRatio * convective);
    const clothingVapourResistance = insulation / (lewisKPerMmHg * clothingVapour);
    const evaporationMost =
      (saturationTorr(skinC) - vapourTorr) / (airVapourResistance + clothingVapourResistance);
    const sweatEvaporation = 0.68 * sweatGM2H;
    const sweatWet = sweatEvaporation / evaporationMost;
    wettedness = 0.06 + 0.94 * sweatWet;
    evaporation = wettedness * evaporationMost;
    if (wettedness > wettednessMost) {
      wettedness = wettednessMost;
      const wet = wettednessMost / 0.94;
      sweatGM2H = (wet * evaporationMost) / 0.68;
      evaporation = 0.06 * (1 - wet) * evaporationMost + 0.68 * sweatGM2H;
    }
    // Where the air holds more water than saturated skin gives, nothing evaporates.
    if (evaporationMost < 0) {
      wettedness = wettednessMost;
      evaporation = evaporationMost;
    }
    heatProducedWm2 = metabolicWm2 + 19.4 * skinCold * coreCold;
  }
  return { skinC, skinHeatLossWm2: dryLoss + evaporation, wettedness, radiative };
}

/**
 * Standard effective temperature, °C: the temperature of a room at 50 % humidity and still air in which a person in
 * clothes standard for the activity would lose as much heat from the skin. Inputs are not checked; NaN in, NaN out.
 *
 * Source: the two-node model of Gagge, Fobelets and Berglund 1986, as ASHRAE 55-2020, appendix D sets it out, at sea
 * level and without external work.
 */
export function standardEffectiveTemperatureC(
  conditions: ThermalConditions,
  variant: SetVariant = "full",
): number {
  const body = bodyAfterAnHour(conditions, variant);
  const convective = convection(0, conditions.metabolicRateMet, variant);
  const total = convective + body.radiative;
  const clothingClo = 1.52 / (conditions.metabolicRateMet + 0.6944) - 0.1835;
  const insulation = 0.155 * clothingClo;
  const areaRatio = 1 + 0.25 * clothingClo;
  const efficiency = 1 / (1 + areaRatio * total * insulation);
  const vapourIndex = 0.45;
  const share = convective / total;
  const vapourPermeation = (vapourIndex * share * (1 - efficiency)) / (share - efficiency * vapourIndex);
  const dryPath = 1 / (1 / (areaRatio * total) + insulation);
  const vapourPath =
    1 / (1 / (lewisKPerMmHg * areaRatio * convective) + insulation / (lewisKPerMmHg * vapourPermeation));
  const skinTorr = saturationTorr(body.skinC);
  const surplus = (temperatureC: number): number =>
    body.skinHeatLossWm2 -
    dryPath * (body.skinC - temperatureC) -
    body.wettedness * vapourPath * (skinTorr - 0.5 * saturationTorr(temperatureC));
  // The surplus grows with the temperature, so halving finds the one root.
  let low = -100;
  let high = 100;
  if (!(surplus(low) < 0 && surplus(high) > 0)) return Number.NaN;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (surplus(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
