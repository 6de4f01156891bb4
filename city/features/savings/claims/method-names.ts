import type { Carrier, Method } from "@husting/savings";

/** The baselines a claim can be made with, by the names the commands and their JSON use. */
export const claimMethods = [
  "caltrack-daily",
  "caltrack-billing",
  "caltrack-hourly",
  "towt",
  "husting-daily",
  "husting-hourly",
] as const;
export type ClaimMethod = (typeof claimMethods)[number];

/** Methods that know holidays, and so need a country. */
export function knowsHolidays(method: ClaimMethod): boolean {
  return method === "husting-daily" || method === "husting-hourly";
}

/** The comparison's method of a claim's; bills cannot be compared hour by hour. */
export function comparedMethod(method: Exclude<ClaimMethod, "caltrack-billing">): Method {
  return method === "towt" ? "towt-hourly" : method;
}

/** Which half of the calibration record a carrier belongs to; undefined where no ordinary years are known. */
export function calibrationCarrier(carrier: string): Carrier | undefined {
  if (carrier === "electricity") return "electricity";
  return ["district-heat", "gas", "heat"].includes(carrier) ? "heat" : undefined;
}
