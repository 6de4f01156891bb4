import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Decimal, parseDecimal, type Result } from "@husting/series";
import type { Sha256 } from "./claim.ts";
import type { Metered } from "./energy.ts";
import type { EmissionFactor } from "./factor.ts";
import type { AvoidedEnergy } from "./figure.ts";
import { openDatabaseFactors } from "./opendatabasefactors.ts";
import { seedFactors } from "./seedfactors.ts";

const referenceData = process.env.HUSTING_REFERENCE_DATA ?? "../shared/data";

export function referenceFile(...path: string[]): { readonly present: boolean; readonly text: () => string } {
  const file = join(referenceData, ...path);
  const text = () => {
    const bytes = readFileSync(file);
    return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  };
  return { present: existsSync(file), text };
}

/** The value of a result that a test takes for granted. */
export function valueFrom<T, R>(result: Result<T, R>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.reason));
  return result.value;
}

export function reasonFrom<T, R>(result: Result<T, R>): R {
  if (result.ok) throw new Error("was not refused");
  return result.reason;
}

export function decimal(text: string): Decimal {
  return valueFrom(parseDecimal(text, "."));
}

export const allFactors: readonly EmissionFactor[] = [...seedFactors, ...openDatabaseFactors];

export function factorOf(id: string): EmissionFactor {
  const factor = allFactors.find((candidate) => candidate.id === id);
  if (factor === undefined) throw new Error(`no factor ${id}`);
  return factor;
}

export const electricity: Metered = { carrier: "electricity" };
export const districtHeat: Metered = { carrier: "district-heat" };
export const gas: Metered = { carrier: "gas", heatingValue: "lower" };

export function avoidedOf(metered: Metered, avoidedKwh: number, halfWidthKwh: number): AvoidedEnergy {
  const calibration = { id: "calibration-1", date: "2026-11-01", source: "ordinary years of 57 buildings" };
  return { metered, avoidedKwh, interval90: { halfWidthKwh, confidence: 0.9, calibration } };
}

export const sha256: Sha256 = (message) => createHash("sha256").update(message).digest();
