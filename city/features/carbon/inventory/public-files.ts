import { csvText } from "../../../web/csv.ts";
import { formats, type Language } from "../../../web/language/index.ts";
import { type AboutSheet, type ColumnKind, type Sheet, workbook } from "../../../web/workbook.ts";
import { buildingUseName } from "../../buildings/words.ts";
import { inventoryMessages } from "./messages.ts";
import { type ListedBuilding, type PublicList, type PublicListParts, publicList } from "./public-list.ts";
import { conversionText, sourceText } from "./words.ts";

/**
 * Column names as Directive (EU) 2023/1791, art. 6(5), lists the contents; each file says which year and rule it is by. Beside each
 * how a workbook holds it.
 */
const LISTED = [
  ["building_id", "text"],
  ["building_name", "text"],
  ["building_use", "text"],
  ["public_body_tenure", "text"],
  ["total_useful_floor_area_m2", "tenths"],
  ["floor_area_conversion", "text"],
  ["reporting_year", "year"],
  ["annual_energy_heat_kwh", "tenths"],
  ["annual_energy_heat_measured_share", "share"],
  ["annual_energy_cooling_kwh", "tenths"],
  ["annual_energy_cooling_measured_share", "share"],
  ["annual_energy_electricity_kwh", "tenths"],
  ["annual_energy_electricity_measured_share", "share"],
  ["annual_energy_hot_water_kwh", "tenths"],
  ["annual_energy_hot_water_measured_share", "share"],
  ["hot_water_within_heat", "text"],
  ["energy_performance_certificate_class", "text"],
  ["energy_performance_certificate_number", "text"],
  ["energy_performance_certificate_valid_to", "date"],
  ["energy_source", "text"],
  ["rule_source", "text"],
  ["rule_clause", "text"],
  ["rule_standing", "text"],
] as const satisfies readonly (readonly [string, ColumnKind])[];

const NOT_LISTED = [
  ["building_id", "text"],
  ["building_name", "text"],
  ["reporting_year", "year"],
  ["reason_code", "text"],
  ["reason", "text"],
] as const satisfies readonly (readonly [string, ColumnKind])[];

/** Energy and areas as they are metered and asked for, shares to what a year's hours can carry. */
const DECIMALS: Partial<Record<ColumnKind, number>> = { tenths: 1, share: 4 };

type Columns = typeof LISTED | typeof NOT_LISTED;
type Rows = readonly (readonly (string | number | null)[])[];

/** How codes are told: as they are to programs, in words to people. */
interface Told {
  readonly tenure: (tenure: ListedBuilding["tenure"]) => string;
  readonly isSo: (isSo: boolean) => string;
}

const IN_CODES: Told = { tenure: (tenure) => tenure, isSo: (isSo) => (isSo ? "yes" : "no") };

/** One of the two files, with the year it is of; undefined for a year that there is not. */
export async function publicFile(
  parts: PublicListParts,
  which: "listed" | "not-listed",
  year: number | null,
  language: Language,
): Promise<{ readonly year: number; readonly text: string } | undefined> {
  const list = await publicList(parts, year);
  if (list === undefined) return undefined;
  const text =
    which === "listed"
      ? csvOf(LISTED, listedRows(list, language, IN_CODES))
      : csvOf(NOT_LISTED, notListedRows(list, language));
  return { year: list.year, text };
}

/** Both lists in one workbook, with the headers in the reader's language. @param licence of the city's data, in words. */
export async function publicWorkbook(
  parts: PublicListParts,
  year: number | null,
  language: Language,
  licence: string,
): Promise<{ readonly year: number; readonly bytes: Uint8Array<ArrayBuffer> } | undefined> {
  const list = await publicList(parts, year);
  if (list === undefined) return undefined;
  const t = inventoryMessages.t(language);
  const sheet = (name: string, columns: Columns, rows: Rows): Sheet => ({
    name,
    columns: columns.map(([key, kind]) => ({ header: t(`file.col.${key}`), kind })),
    rows,
  });
  const inWords: Told = {
    tenure: (tenure) => t(`tenure.${tenure}`),
    isSo: (isSo) => t(isSo ? "file.yes" : "file.no"),
  };
  const bytes = await workbook(
    [
      sheet(t("public.listed"), LISTED, listedRows(list, language, inWords)),
      sheet(t("public.not-listed"), NOT_LISTED, notListedRows(list, language)),
    ],
    about(list, language, licence, formats(language, parts.city.zone).date(parts.nowMs(), "dateTime")),
  );
  return { year: list.year, bytes };
}

function about(list: PublicList, language: Language, licence: string, made: string): AboutSheet {
  const t = inventoryMessages.t(language);
  const { year, rule, conversion } = list;
  return {
    name: t("file.about"),
    lines: [
      [t("file.about"), t("public.lead", { year: String(year) })],
      [t("file.rule"), `${sourceText(language, rule.source)}, ${sourceText(language, rule.clause ?? "")}`],
      [t("file.col.rule_standing"), t("public.standing")],
      [t("file.limit"), t("file.larger-than", { least: rule.largerThanSquareMetres })],
      ...(conversion === null
        ? []
        : [
            [
              t("file.col.floor_area_conversion"),
              conversionText(language, conversion, String(conversion.value)),
            ] as const,
          ]),
      [t("file.col.energy_source"), t("file.metered")],
      [t("file.made"), made],
      [t("file.licence"), licence],
    ],
  };
}

function listedRows(list: PublicList, language: Language, told: Told): Rows {
  const { year, rule, conversion } = list;
  const t = inventoryMessages.t(language);
  const converted =
    conversion === null ? null : conversionText(language, conversion, String(conversion.value));
  return list.listed.map((row) => [
    row.building,
    row.names[language],
    buildingUseName(language, row.use),
    told.tenure(row.tenure),
    row.usefulAreaSquareMetres,
    row.areaConversion === null ? null : converted,
    year,
    row.heatKwh,
    row.heatMeasuredShare,
    row.coolingKwh,
    row.coolingMeasuredShare,
    row.electricityKwh,
    row.electricityMeasuredShare,
    row.hotWaterKwh,
    row.hotWaterMeasuredShare,
    told.isSo(row.isHotWaterInHeat),
    row.energyClass,
    row.certificateNumber,
    row.certificateValidTo,
    t("file.metered"),
    sourceText(language, rule.source),
    sourceText(language, rule.clause ?? ""),
    t("public.standing"),
  ]);
}

/** Every building that is not in the inventory, with the reason as a code and in words. */
function notListedRows({ notListed, year, rule }: PublicList, language: Language): Rows {
  const t = inventoryMessages.t(language);
  return notListed.map(({ slug, names, code }) => [
    slug,
    names[language],
    year,
    code,
    t(`public.why.${code}`, { least: rule.largerThanSquareMetres }),
  ]);
}

function csvOf(columns: Columns, rows: Rows): string {
  return csvText([
    columns.map(([name]) => name),
    ...rows.map((row) =>
      row.map((value, at) => {
        const decimals = DECIMALS[columns[at]![1]];
        return typeof value === "number" && decimals !== undefined ? value.toFixed(decimals) : value;
      }),
    ),
  ]);
}
