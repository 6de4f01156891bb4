import type { DaysOffCountry } from "@husting/savings";

const zones: Readonly<Record<string, DaysOffCountry>> = {
  "Europe/Stockholm": "SE",
  "Europe/London": "GB",
  GB: "GB",
  "Asia/Shanghai": "CN",
  "Asia/Chongqing": "CN",
  "Asia/Harbin": "CN",
  "Asia/Urumqi": "CN",
  PRC: "CN",
};

/** The country whose days off hold in a zone, where the zone says so; `none` (every day ordinary) elsewhere. */
export function countryOfZone(zone: string): DaysOffCountry {
  return Object.hasOwn(zones, zone) ? zones[zone]! : "none";
}
