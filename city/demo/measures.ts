import type { Envelope, HeatingCurve, WeekProgramme } from "@husting/building";
import type { BuildingState } from "./plan.ts";

type Change = (state: BuildingState) => BuildingState;

/** Lets the rooms cool by so many K in the hours of the programme. */
export const setBack =
  (setbackK: WeekProgramme): Change =>
  ({ envelope, operation }) => ({ envelope, operation: { ...operation, setbackK } });

/** Sets the heating curve anew. */
export const curveTo =
  (curve: Partial<Pick<HeatingCurve, "steepness" | "shiftK" | "balanceOutdoorC">>): Change =>
  ({ envelope, operation }) => ({
    envelope,
    operation: { ...operation, curve: { ...operation.curve, ...curve } },
  });

/** Runs the ventilation by another programme. */
export const ventilateBy =
  (flow: WeekProgramme): Change =>
  ({ envelope, operation }) => ({
    envelope,
    operation: { ...operation, ventilation: { ...operation.ventilation, flow } },
  });

/** Lamps that take a share of what the old ones took, with less burning at all hours. */
export const relight =
  (powerShare: number, standingShare: number): Change =>
  ({ envelope, operation }) => ({
    envelope,
    operation: {
      ...operation,
      electricity: {
        ...operation.electricity,
        lightingWm2: operation.electricity.lightingWm2 * powerShare,
        lightingStandingShare: standingShare,
      },
    },
  });

/** New insulation or windows, and the curve lowered to what the building then needs. */
export const insulate =
  (better: Partial<Envelope>, steepness: number): Change =>
  ({ envelope, operation }) => ({
    envelope: { ...envelope, ...better },
    operation: { ...operation, curve: { ...operation.curve, steepness } },
  });

/** Lowers the set-point and the curve with it. */
export const coolerBy =
  (setPointC: number, steepness: number): Change =>
  ({ envelope, operation }) => ({
    envelope,
    operation: { ...operation, setPointC, curve: { ...operation.curve, steepness } },
  });

/** Working thermostats on a larger share of the radiators, and the curve that suits them. */
export const balance =
  (thermostatShare: number, steepness: number): Change =>
  ({ envelope, operation }) => ({
    envelope,
    operation: { ...operation, thermostatShare, curve: { ...operation.curve, steepness } },
  });

/** A heat exchanger that gives a larger share of the exhaust air's heat back, with fans that suit it. */
export const recoverHeat =
  (heatRecovery: number, fanWPerLs: number): Change =>
  ({ envelope, operation }) => ({
    envelope,
    operation: { ...operation, ventilation: { ...operation.ventilation, heatRecovery, fanWPerLs } },
  });

/** Several works under one measure. */
export const together =
  (...changes: readonly Change[]): Change =>
  (state) =>
    changes.reduce((changed, change) => change(changed), state);

/** Turns off a share of what is on for nobody. */
export const unplug =
  (share: number): Change =>
  ({ envelope, operation }) => ({
    envelope,
    operation: {
      ...operation,
      electricity: {
        ...operation.electricity,
        equipmentStandingWm2: operation.electricity.equipmentStandingWm2 * (1 - share),
      },
    },
  });

/** Something was done, and nothing came of it. */
export const noChange: Change = (state) => state;
