import type { AdviceCode, DetectorName, Evidence, LimitRecord, SilentReason } from "@husting/indoor";
import type { Formats, Language } from "../../web/language/index.ts";
import { climateMessages } from "./messages.ts";

/** A limit with all that it holds for: "at most 24 °C, 1 Sep to 31 May". */
export function limitText(language: Language, format: Formats, limit: LimitRecord): string {
  const t = climateMessages.t(language);
  let text = t(`limits.${limit.bound}`, { value: format.withUnit(format.number(limit.value), limit.unit) });
  // Any year with a 29 February: a season has days and no year.
  const day = (monthDay: string): string => format.plainDate(`2024-${monthDay}`, "dayMonth");
  if (limit.season)
    text = t("limits.season", { limit: text, from: day(limit.season.from), to: day(limit.season.to) });
  if (limit.sensitive) text = t("limits.sensitive", { limit: text });
  if (limit.uses)
    text = t("limits.uses", { limit: text, uses: format.list(limit.uses.map((use) => t(`use.${use}`))) });
  if (limit.remark) text = t(`limits.remark.${limit.remark}`, { limit: text });
  return text;
}

export function findingTitle(language: Language, code: AdviceCode): string {
  return climateMessages.t(language)(`finding.${code}.title`);
}

/** An advice by its code; a code without words is shown as it is. */
export function adviceName(language: Language, code: string): string {
  const key = `finding.${code}.title`;
  return climateMessages.has(key) ? climateMessages.t(language)(key) : code;
}

/** Why an advice was set aside; a reason without words is shown as it is. */
export function dismissalReasonName(language: Language, reason: string): string {
  const key = `advice.reason.${reason}`;
  return climateMessages.has(key) ? climateMessages.t(language)(key) : reason;
}

export function detectorName(language: Language, detector: DetectorName): string {
  return climateMessages.t(language)(`detector.${detector}`);
}

export function silentText(language: Language, format: Formats, reason: SilentReason): string {
  const t = climateMessages.t(language);
  switch (reason.code) {
    case "too-few-rooms":
      return t("silent.too-few-rooms", { rooms: reason.rooms, needed: reason.needed });
    case "too-few-days":
      return t("silent.too-few-days", { days: format.count(reason.days), needed: reason.needed });
    case "too-little-measured":
      return t("silent.too-little-measured", {
        share: format.percent(reason.coverage.share),
        least: format.percent(reason.leastShare),
      });
    default:
      return t(`silent.${reason.code}`);
  }
}

/** A figure that a finding rests on, with its name; one without words is shown by its own name. */
export function evidenceName(language: Language, { name }: Evidence): string {
  const key = `evidence.${name}`;
  return climateMessages.has(key) ? climateMessages.t(language)(key) : name;
}

export function evidenceValue(language: Language, format: Formats, { value, unit }: Evidence): string {
  const t = climateMessages.t(language);
  switch (unit) {
    case "share":
      return format.percent(value);
    case "°C":
      return format.temperature(value);
    case "K":
      return format.withUnit(format.number(value, { decimals: 1 }), unit);
    case "K/K":
      return format.withUnit(format.number(value, { decimals: 2 }), t("unit.K/K"));
    case "h":
      return format.withUnit(format.number(value), t("unit.h"));
    case "days":
    case "rooms":
      return format.withUnit(format.count(value), t(`unit.${unit}`));
    default:
      return format.withUnit(format.number(value), unit);
  }
}

/** Confidence ranks findings and is no probability: three words are as fine as it goes. */
export function confidenceWord(language: Language, confidence: number): string {
  const word = confidence >= 0.85 ? "clear" : confidence >= 0.65 ? "likely" : "unsure";
  return climateMessages.t(language)(`advice.confidence.${word}`);
}
