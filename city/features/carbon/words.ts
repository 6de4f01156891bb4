import type { FactorRecord, Licence } from "@husting/carbon";
import type { Formats, Language } from "../../web/language/index.ts";
import { carrierName } from "../buildings/words.ts";
import type { CarbonAmount, OtherMethod } from "./carbon-figures.ts";
import { inventoryMessages } from "./inventory/messages.ts";
import { carbonMessages } from "./messages.ts";

/** Masses of one comparison in one unit and with the decimals of the largest: "1.08 t CO2e". From a tonne on in tonnes. */
export function massesAlike(
  format: Formats,
  gas: FactorRecord["gas"],
  kg: readonly number[],
): (kg: number) => string {
  const largest = Math.max(...kg.map(Math.abs));
  const [unit, per] = largest >= 1000 ? ["t", 1000] : ["kg", 1];
  const decimals = format.decimals(largest / per);
  return (value) => format.withUnit(format.number(value / per, { decimals }), `${unit}\u00a0${gas}`);
}

/** An amount and the ends of its interval in one unit, which stands once after both ends. */
export function amountTexts(format: Formats, { kg, lowKg, highKg, gas }: CarbonAmount) {
  const mass = massesAlike(format, gas, [kg, lowKg, highKg]);
  const low = mass(lowKg).split("\u00a0").slice(0, -2).join("\u00a0");
  return { value: mass(kg), size: mass(Math.abs(kg)), low, high: mass(highKg) };
}

/** The ends of an interval of carbon with their unit once, as a sibling of `format.energyInterval`: "0.89–1.78 t CO2e". */
export function amountInterval(format: Formats, { lowKg, highKg, gas }: CarbonAmount): string {
  const [unit, per] = Math.max(Math.abs(lowKg), Math.abs(highKg)) >= 1000 ? ["t", 1000] : ["kg", 1];
  return format.withUnit(format.interval(lowKg / per, highKg / per), `${unit}\u00a0${gas}`);
}

/** "90 g CO2e/kWh". */
export function factorValue(format: Formats, { gramsPerKwh, gas }: FactorRecord): string {
  return format.withUnit(format.decimal(gramsPerKwh), `g\u00a0${gas}/kWh`);
}

/** A place by name; one of a city's own by the name the city has given it. */
export function placeName(language: Language, place: string): string {
  const key = `place.${place}`;
  return carbonMessages.has(key) ? carbonMessages.t(language)(key) : place;
}

export function periodText(language: Language, { period }: FactorRecord): string {
  const t = carbonMessages.t(language);
  switch (period.kind) {
    case "year":
      return String(period.year);
    case "mean-of-years":
      return t("period.mean", { years: period.years, published: String(period.publishedYear) });
    default:
      return t("period.until-replaced", { published: String(period.publishedYear) });
  }
}

/** What is counted: "CO2e, whole life cycle". */
export function countedText(language: Language, { gas, scope }: Pick<FactorRecord, "gas" | "scope">): string {
  const t = carbonMessages.t(language);
  return t("counted", { gas: t(`gas.${gas}`), scope: t(`scope.${scope}`) });
}

/** How a network's supply is counted, or by which heating value a fuel's energy is. */
export function basisText(language: Language, factor: FactorRecord): string {
  const t = carbonMessages.t(language);
  if (!("basis" in factor)) return t(`heating-value.${factor.heatingValue}`);
  return t("basis", { basis: t(`basis.${factor.basis}`), mix: t(`mix.${factor.mix}`) });
}

/** The same in a table, in a line or two: "CO2e, life cycle" and "grid, use". */
export function shortTexts(language: Language, factor: FactorRecord) {
  const t = carbonMessages.t(language);
  return {
    counted: t(`counted.short.${factor.scope}`, { gas: factor.gas }),
    basis:
      "basis" in factor
        ? t("basis.short", {
            basis: t(`basis.short.${factor.basis}`),
            mix: t(`mix.short.${factor.mix}`),
          })
        : basisText(language, factor),
    inferred: factor.inferred.length === 0 ? undefined : t("inferred.short"),
  };
}

export function licenceText(language: Language, licence: Licence): string {
  const t = carbonMessages.t(language);
  if (licence.kind === "not-stated") return t("licence.not-stated");
  return t("licence.named", { name: licence.name, attribution: licence.attribution });
}

/** How well a figure is known; what was written from memory says how sure whoever wrote it was. */
export function standingText(
  language: Language,
  { standing, memoryConfidencePct }: Pick<FactorRecord, "standing" | "memoryConfidencePct">,
): string {
  const t = carbonMessages.t(language);
  return memoryConfidencePct === undefined
    ? t(`standing.${standing}`)
    : t("standing.memory-sure", { standing: t(`standing.${standing}`), sure: memoryConfidencePct });
}

/** What the source does not say and was read into it; undefined where it says all. */
export function inferredText(
  language: Language,
  format: Formats,
  inferred: FactorRecord["inferred"],
): string | undefined {
  const t = carbonMessages.t(language);
  if (inferred.length === 0) return undefined;
  return t("inferred", { fields: format.list(inferred.map((field) => t(`inferred.${field}`))) });
}

/** Whether another method counts the same thing, of the same place and year; and if not, why. */
export function comparisonText(
  language: Language,
  format: Formats,
  { comparable, reasons, elsewhere }: Pick<OtherMethod, "comparable" | "reasons" | "elsewhere">,
): string {
  const t = carbonMessages.t(language);
  if (comparable) return t(elsewhere === null ? "same-thing" : `counts-alike.${elsewhere}`);
  return t("other-thing", { reasons: format.list(reasons.map((code) => t(`incomparable.${code}`))) });
}

/** Why there is no figure; a reason without words is shown by its code. */
export function noFigureText(language: Language, code: string, carrier: string): string {
  const t = carbonMessages.t(language);
  const key = `reason.${code}`;
  return carbonMessages.has(key) ? t(key, { carrier }) : t("reason.other", { code });
}

/** What was said of a building, as the log holds it: "electricity: heating 0, hotWater 5, …" in the page's language. */
export function saidWord(
  language: Language,
  of: "tenure" | "conditioned" | "purposes",
  text: string,
): string {
  const t = inventoryMessages.t(language);
  if (of !== "purposes") {
    const key = `${of}.${text}`;
    return inventoryMessages.has(key) ? t(key) : text;
  }
  return text
    .split("; ")
    .map((carrier) => {
      const [name = "", purposes = ""] = carrier.split(": ");
      const said = purposes.split(", ").map((one) => {
        const [purpose = "", percent = ""] = one.split(" ");
        const key = `purpose.${purpose}`;
        return inventoryMessages.has(key) ? `${t(key)} ${percent}` : one;
      });
      return `${carrierName(language, name)}: ${said.join(", ")}`;
    })
    .join("; ");
}
