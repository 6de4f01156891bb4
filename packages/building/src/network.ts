import type { Envelope, Zone } from "./description.ts";

/** Conductances of one zone in the 5R1C network, W/K, and its heat capacity. */
export interface Conductances {
  /** Air to surfaces, H_tr,is. */
  readonly airSurface: number;
  /** Surfaces to mass, H_tr,ms. */
  readonly surfaceMass: number;
  /** Mass to outdoors through the opaque elements' outer part, H_tr,em. */
  readonly massOutdoor: number;
  /** Surfaces to outdoors through windows, H_tr,w. */
  readonly window: number;
  /** Wh/K. */
  readonly capacityWhK: number;
  /** A_m / A_t, the share of radiant gains that meets mass. */
  readonly massShare: number;
  /** Share of radiant gains that leaves through windows at once: H_tr,w / (9.1 A_t). */
  readonly windowShare: number;
}

/** Heat transfer coefficients of ISO 13790:2008 §7.2.2.2 and §12.2.2, W/(m²·K). */
const airSurfaceWm2K = 3.45;
const surfaceMassWm2K = 9.1;
/** Ratio of internal surfaces to floor area, ISO 13790:2008 §7.2.2.2. */
const surfacesPerFloor = 4.5;

/** The transmission coefficient of a zone's opaque elements towards outdoors, W/K. */
export function opaqueConductance(zone: Zone, envelope: Envelope): number {
  let wallM2 = 0;
  for (const facade of Object.values(zone.facades)) wallM2 += facade.opaqueM2;
  const plainWK = wallM2 * envelope.wallU + zone.roofM2 * envelope.roofU + zone.groundM2 * envelope.groundU;
  return plainWK * (1 + envelope.thermalBridgeShare);
}

/** The transmission coefficient of a zone's windows, W/K. */
export function windowConductance(zone: Zone, envelope: Envelope): number {
  let windowM2 = 0;
  for (const facade of Object.values(zone.facades)) windowM2 += facade.windowM2;
  return windowM2 * envelope.windowU;
}

/** Conductances from a zone's geometry: ISO 13790:2008 §7.2.2, §12.2.2 and, for the mass area, Table 12. */
export function conductances(zone: Zone, envelope: Envelope): Conductances {
  const capacityKj = envelope.heatCapacityKjM2K;
  const massPerFloor = capacityKj >= 370 ? 3.5 : capacityKj >= 260 ? 3.0 : 2.5;
  const surfaceM2 = surfacesPerFloor * zone.floorAreaM2;
  const massM2 = massPerFloor * zone.floorAreaM2;
  const surfaceMass = surfaceMassWm2K * massM2;
  const opaque = opaqueConductance(zone, envelope);
  const window = windowConductance(zone, envelope);
  return {
    airSurface: airSurfaceWm2K * surfaceM2,
    surfaceMass,
    massOutdoor: opaque === 0 ? 0 : 1 / (1 / opaque - 1 / surfaceMass),
    window,
    capacityWhK: (capacityKj * zone.floorAreaM2) / 3.6,
    massShare: massM2 / surfaceM2,
    windowShare: window / (surfaceMassWm2K * surfaceM2),
  };
}

/**
 * One zone as five resistances and one capacity: the simple hourly method of ISO 13790:2008 §7.2 and Annex C.3.
 * Nodes: air (a), surfaces (s), mass (m), the only one that stores heat. State equation, with Φ in W and H in W/K:
 *
 *     C·dθm/dt = Φm + H_em·(θe − θm) + H_ms·(θs − θm)
 *     0        = Φst + H_w·(θe − θs) + H_ms·(θm − θs) + H_is·(θa − θs)
 *     0        = Φia + ΦHC + H_ve·(θsup − θa) + H_is·(θs − θa)
 *
 * solved over an hour by Crank and Nicolson (C.4 to C.10). `balance` sets the hour's conditions, after which the
 * air temperature is a straight line in the heat added to the air: `airC = freeAirC + airKPerW · heatW`; `advance`
 * takes the hour with the heat that is given. One object per zone; nothing is allocated after that.
 */
export class ZoneNetwork {
  /** State: mass temperature at the end of the last hour, °C. */
  massC: number;
  /** Means over the last hour, °C. */
  airC: number;
  surfaceC: number;
  /** Hour's air temperature without heat or cold added, and what each W adds to it. */
  freeAirC = 0;
  airKPerW = 0;
  /** Losses and storage of the last hour, W; transmission includes what passes straight out of windows. */
  transmissionW = 0;
  ventilationW = 0;
  storedW = 0;

  #h: Conductances;
  #outdoorC = 0;
  #supplyC = 0;
  #ventilationWK = 0;
  #airShare = 0;
  #surfaceSum = 0;
  #toMass = 0;
  #freeFlowW = 0;
  #airGainW = 0;
  #surfaceGainW = 0;
  #straightOutW = 0;

  constructor(h: Conductances, startC: number) {
    this.#h = h;
    this.massC = startC;
    this.airC = startC;
    this.surfaceC = startC;
  }

  /** The building is changed: its heat stays where it is. */
  change(h: Conductances): void {
    this.#h = h;
  }

  /**
   * Sets the conditions of the coming hour.
   * @param outdoorC outdoor air
   * @param ventilationWK heat conductance of all outdoor and supply air, W/K
   * @param supplyC its mean temperature as it enters
   * @param internalW people, lights, equipment: half to the air, half radiant
   * @param solarW through windows, all radiant
   * @param neighbourW from neighbouring zones into the mass
   */
  balance(
    outdoorC: number,
    ventilationWK: number,
    supplyC: number,
    internalW: number,
    solarW: number,
    neighbourW: number,
  ): void {
    const h = this.#h;
    const radiantW = 0.5 * internalW + solarW;
    const massGainW = h.massShare * radiantW + neighbourW;
    this.#straightOutW = h.windowShare * radiantW;
    this.#surfaceGainW = radiantW - h.massShare * radiantW - this.#straightOutW;
    this.#airGainW = 0.5 * internalW;
    this.#outdoorC = outdoorC;
    this.#supplyC = supplyC;
    this.#ventilationWK = ventilationWK;
    // H_tr,1 … H_tr,3 of C.6 to C.8, written so that a room without ventilation is no division by zero.
    this.#airShare = h.airSurface / (h.airSurface + ventilationWK);
    this.#surfaceSum = ventilationWK * this.#airShare + h.window;
    this.#toMass = h.surfaceMass / (this.#surfaceSum + h.surfaceMass);
    this.#freeFlowW =
      massGainW +
      h.massOutdoor * outdoorC +
      this.#toMass *
        (this.#surfaceGainW +
          h.window * outdoorC +
          this.#airShare * (this.#airGainW + ventilationWK * supplyC));
    this.freeAirC = this.#solve(0);
    this.airKPerW = this.#solve(1) - this.freeAirC;
  }

  /** The heat, W, that brings the hour's mean air temperature to `targetC`; negative for cooling. */
  heatFor(targetC: number): number {
    return (targetC - this.freeAirC) / this.airKPerW;
  }

  /** Takes the hour with `heatW` given to the air. */
  advance(heatW: number): void {
    const h = this.#h;
    const startC = this.massC;
    const endC = this.#endMass(heatW);
    const meanC = 0.5 * (startC + endC);
    this.airC = this.#solve(heatW);
    this.massC = endC;
    this.transmissionW =
      h.massOutdoor * (meanC - this.#outdoorC) +
      h.window * (this.surfaceC - this.#outdoorC) +
      this.#straightOutW;
    this.ventilationW = this.#ventilationWK * (this.airC - this.#supplyC);
    this.storedW = h.capacityWhK * (endC - startC);
  }

  #endMass(heatW: number): number {
    const h = this.#h;
    const halfLossWK = 0.5 * (this.#toMass * this.#surfaceSum + h.massOutdoor);
    const flowW = this.#freeFlowW + this.#toMass * this.#airShare * heatW;
    return (this.massC * (h.capacityWhK - halfLossWK) + flowW) / (h.capacityWhK + halfLossWK);
  }

  /** Mean air temperature of the hour with `heatW`; leaves the surface temperature that goes with it. */
  #solve(heatW: number): number {
    const h = this.#h;
    const massC = 0.5 * (this.massC + this.#endMass(heatW));
    const toAirW = this.#airGainW + heatW + this.#ventilationWK * this.#supplyC;
    this.surfaceC =
      (h.surfaceMass * massC + this.#surfaceGainW + h.window * this.#outdoorC + this.#airShare * toAirW) /
      (h.surfaceMass + this.#surfaceSum);
    return (h.airSurface * this.surfaceC + toAirW) / (h.airSurface + this.#ventilationWK);
  }
}
