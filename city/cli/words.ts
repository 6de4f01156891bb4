import { units } from "@husting/series";
import { STEP_MINUTES } from "../features/readings/intake/steps.ts";
import { rejectionWords } from "../features/readings/words.ts";
import type { ImportEvent } from "../node/import-files.ts";
import type { Rejection } from "../stores/readings/contract.ts";
import { isLanguage, type Language } from "../web/language/language.ts";

/** The reader's language, from HUSTING_LANGUAGE or the system's own. */
export function commandLanguage(): Language {
  const wanted = process.env.HUSTING_LANGUAGE ?? process.env.LC_ALL ?? process.env.LANG ?? "en";
  const primary = wanted.slice(0, 2).toLowerCase();
  return isLanguage(primary) ? primary : "en";
}

/** "FILE, row 3, column value: …" in the reader's language. */
export function describeRejection(path: string, rejection: Rejection): string {
  const { where, why } = rejectionWords(commandLanguage(), rejection);
  return `${path}${where === "" ? "" : `, ${where}`}: ${why}`;
}

/** What a mapping or a file name got wrong, in English as all of the commands' own words. */
export function faultText(fault: Extract<ImportEvent, { type: "not-understood" }>["fault"]): string {
  if (fault.code === "file-name-does-not-fit")
    return `its name does not fit the mapping's pattern ${fault.pattern}.`;
  if (fault.code === "carrier-unknown") return `"${fault.found}" is no carrier; known are ${fault.known}.`;
  if (fault.code === "point-differs") {
    return `${fault.key} is known as ${fault.known} and is given here as ${fault.given}; use another building or carrier name.`;
  }
  if (fault.code === "building-name-not-usable") {
    return `"${fault.found}" cannot name a building: letters, digits, ".", "_" and "-", a letter or digit first.`;
  }
  if (fault.code === "room-name-not-usable") {
    return `"${fault.found}" cannot name a room: letters, digits, ".", "_" and "-", a letter or digit first.`;
  }
  if (fault.code === "room-does-not-fit")
    return `${fault.carrier} is measured outdoors and in no room: leave the room out.`;
  if (fault.code === "kind-does-not-fit") {
    return `${fault.carrier} cannot be ${fault.found}: a state is instantaneous, a use is cumulative or interval.`;
  }
  if (fault.code === "unit-does-not-fit")
    return `${fault.carrier} is not measured in ${fault.found}; its units are ${fault.known}.`;
  if (fault.code === "mapping-invalid" && fault.why === "unknown-unit")
    return `"${fault.found}" at ${fault.where} is no unit Husting knows; it reads ${Object.keys(units).join(", ")}.`;
  if (fault.code === "mapping-invalid" && fault.why === "unknown-zone")
    return `"${fault.found}" at ${fault.where} is no time zone; name one as the IANA does, such as Europe/Stockholm.`;
  if (fault.code === "mapping-invalid" && fault.why === "step-not-known")
    return `${fault.found} at ${fault.where} is no step that is read; steps are ${STEP_MINUTES.join(", ")} minutes.`;
  if (fault.code === "mapping-invalid" && fault.why === "width-not-possible")
    return `${fault.found} at ${fault.where} is no register's width; say 3 to 15 digits before the decimal mark.`;
  return `the mapping is wrong at ${fault.where}: ${fault.why}${fault.found === "" ? "" : ` (${fault.found})`}.`;
}

/** "1 file", "2 files". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
