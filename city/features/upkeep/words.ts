import type { Formats, Language } from "../../web/language/index.ts";
import { upkeepMessages } from "./messages.ts";

/** A job in words, by what the console calls it. */
export function jobName(language: Language, what: string): string {
  const key = `job.${what.replaceAll(" ", "-")}`;
  return upkeepMessages.has(key) ? upkeepMessages.t(language)(key) : what;
}

/** Bytes for reading, in thousands as disks are sold: "1.2 GB". */
export function bytesText(format: Formats, bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const at = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return format.withUnit(format.number(bytes / 1000 ** at), units[at] ?? "B");
}

/** A length of time for reading, by its largest unit. */
export function durationText(language: Language, format: Formats, ms: number): string {
  const t = upkeepMessages.t(language);
  if (ms < 1_000) return format.withUnit(format.count(Math.round(ms)), "ms");
  if (ms < 60_000) return format.withUnit(format.number(ms / 1_000), "s");
  if (ms < 3_600_000) return t("for.minutes", { count: Math.round(ms / 60_000) });
  if (ms < 48 * 3_600_000) return t("for.hours", { count: Math.round(ms / 3_600_000) });
  return t("for.days", { count: Math.floor(ms / 86_400_000) });
}
