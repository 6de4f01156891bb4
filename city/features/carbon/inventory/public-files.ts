import type { Language } from "../../../web/language/index.ts";
import { buildingUseName } from "../../buildings/words.ts";
import { inventoryMessages } from "./messages.ts";
import { type PublicList, type PublicListParts, publicList } from "./public-list.ts";
import { conversionText, sourceText } from "./words.ts";

/** Column names as Directive (EU) 2023/1791, art. 6(5), lists the contents; each file says which year and rule it is by. */

const BYTE_ORDER_MARK = "\ufeff";

/** One of the two files, with the year it is of; undefined for a year that there is not. */
export async function publicFile(
  parts: PublicListParts,
  which: "listed" | "not-listed",
  year: number | null,
  language: Language,
): Promise<{ readonly year: number; readonly text: string } | undefined> {
  const list = await publicList(parts, year);
  if (list === undefined) return undefined;
  return {
    year: list.year,
    text: which === "listed" ? listedFile(list, language) : notListedFile(list, language),
  };
}

/** The inventory as CSV (RFC 4180, UTF-8 with a mark, for spreadsheets take it for something else without one). */
function listedFile(list: PublicList, language: Language): string {
  const { year, rule, conversion } = list;
  const t = inventoryMessages.t(language);
  const converted = conversion === null ? "" : conversionText(language, conversion, String(conversion.value));
  const number = (value: number | null, decimals: number): string =>
    value === null ? "" : value.toFixed(decimals);
  return file(
    [
      "building_id",
      "building_name",
      "building_use",
      "public_body_tenure",
      "total_useful_floor_area_m2",
      "floor_area_conversion",
      "reporting_year",
      "annual_energy_heat_kwh",
      "annual_energy_heat_measured_share",
      "annual_energy_cooling_kwh",
      "annual_energy_cooling_measured_share",
      "annual_energy_electricity_kwh",
      "annual_energy_electricity_measured_share",
      "annual_energy_hot_water_kwh",
      "annual_energy_hot_water_measured_share",
      "hot_water_within_heat",
      "energy_performance_certificate_class",
      "energy_performance_certificate_number",
      "energy_performance_certificate_valid_to",
      "energy_source",
      "rule_source",
      "rule_clause",
      "rule_standing",
    ],
    list.listed.map((row) => [
      row.building,
      row.names[language],
      buildingUseName(language, row.use),
      row.tenure,
      number(row.usefulAreaSquareMetres, 1),
      row.areaConversion === null ? "" : converted,
      String(year),
      number(row.heatKwh, 1),
      number(row.heatMeasuredShare, 4),
      number(row.coolingKwh, 1),
      number(row.coolingMeasuredShare, 4),
      number(row.electricityKwh, 1),
      number(row.electricityMeasuredShare, 4),
      number(row.hotWaterKwh, 1),
      number(row.hotWaterMeasuredShare, 4),
      row.isHotWaterInHeat ? "yes" : "no",
      row.energyClass ?? "",
      row.certificateNumber ?? "",
      row.certificateValidTo ?? "",
      t("file.metered"),
      sourceText(language, rule.source),
      sourceText(language, rule.clause ?? ""),
      t("public.standing"),
    ]),
  );
}

/** Every building that is not in the inventory, with the reason as a code and in words. */
function notListedFile(list: PublicList, language: Language): string {
  const t = inventoryMessages.t(language);
  return file(
    ["building_id", "building_name", "reporting_year", "reason_code", "reason"],
    list.notListed.map(({ slug, names, code }) => [
      slug,
      names[language],
      String(list.year),
      code,
      t(`public.why.${code}`, { least: list.rule.largerThanSquareMetres }),
    ]),
  );
}

function file(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows].map((cells) => cells.map(cell).join(","));
  return `${BYTE_ORDER_MARK}${lines.join("\r\n")}\r\n`;
}

/** A spreadsheet runs a text that begins like a formula: a name that does is given an apostrophe. */
function cell(text: string): string {
  const safe = /^[=+@\t\r-]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
