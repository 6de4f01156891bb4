import { gunzipSync } from "node:zlib";
import type { DeliveryReceipt, Rejection } from "../../stores/readings/contract.ts";
import { visibleText } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import type { ConversionFault } from "./intake/convert.ts";
import { fieldRanges, fieldText, splitFields } from "./intake/fields.ts";
import type { ForeignForm } from "./intake/foreign.ts";
import { LineCutter } from "./intake/lines.ts";
import { columnNamed, separatorNamed } from "./intake/mapping.ts";

/** The questions a file has to be asked, with the answers as they were written. */
export interface WizardAnswers {
  readonly timeColumn: string;
  readonly valueColumn: string;
  readonly timeFormat: string;
  readonly zone: string;
  readonly marks: string;
  readonly repeatedHour: string;
  readonly separator: string;
  readonly decimalSeparator: string;
  readonly encoding: string;
  readonly unit: string;
  readonly kind: string;
  readonly step: string;
  readonly building: string;
  /** Empty for what is measured for the whole building. */
  readonly room: string;
  readonly carrier: string;
  readonly registerWidth: string;
}

export interface WizardReport {
  readonly dryRun: boolean;
  /** Building and room that were not there before; null where there is none such. */
  readonly fresh: { readonly building: string | null; readonly room: string | null };
  readonly receipt: DeliveryReceipt | null;
  /** The first rows that were not taken. */
  readonly rejections: readonly Rejection[];
  /** The file ended early. */
  readonly cutOff: boolean;
}

export interface ImportFilePage {
  /** What is no file of readings is refused in the words of `husting import`. */
  readonly fault: "no-file" | ForeignForm | ConversionFault | null;
}

/** A building that an import can go to, with its rooms. */
export interface KnownBuilding {
  readonly slug: string;
  readonly names: Names;
  /** Their names in keys. */
  readonly rooms: readonly string[];
}

export interface ImportColumnsPage {
  readonly id: string;
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly answers: WizardAnswers;
  readonly buildings: readonly KnownBuilding[];
  /** Which answer is wrong; the word is the checker's. */
  readonly fault: { readonly field: keyof WizardAnswers; readonly why: string } | null;
  readonly report: WizardReport | null;
}

const SHOWN_ROWS = 8;
const SHOWN_FIELDS = 30;
const SHOWN_CHARACTERS = 100;
/** The beginning of a gzip can unpack to a thousand times its size; so much of it is looked at. */
const MOST_LOOKED_AT_BYTES = 256 * 1024;

/** The header and the first rows of a file, as the separator and the encoding have them: cut as the import cuts them. */
export function previewOf(
  beginning: Uint8Array,
  { separator, encoding }: { readonly separator: string; readonly encoding: string },
): Pick<ImportColumnsPage, "header" | "rows"> {
  const text = new TextDecoder(encoding).decode(unzipped(beginning));
  // The last line may be cut off; where there is no other it is better than nothing.
  const whole = text.slice(0, Math.max(0, text.lastIndexOf("\n")) || text.length);
  const records: string[][] = [];
  const ranges = fieldRanges();
  const cutter = new LineCutter({
    line(bytes, from, to) {
      if (records.length > SHOWN_ROWS || to === from) return;
      const fault = splitFields(bytes, from, to, separator.charCodeAt(0), ranges);
      // A line that cannot be split is shown as it stands: it is what a person has to see.
      const fields =
        fault === null
          ? Array.from({ length: Math.min(ranges.count, SHOWN_FIELDS) }, (_, i) =>
              fieldText(bytes, ranges, i),
            )
          : [new TextDecoder().decode(bytes.subarray(from, to))];
      records.push(fields.map((field) => visibleText(field.slice(0, SHOWN_CHARACTERS))));
    },
    overlong(start) {
      if (records.length <= SHOWN_ROWS) records.push([visibleText(new TextDecoder().decode(start))]);
    },
  });
  cutter.push(new TextEncoder().encode(whole));
  cutter.end(true);
  const [header = [], ...rows] = records;
  return { header, rows };
}

/** The beginning of a gzip is cut off wherever it was cut: what comes before is shown. */
function unzipped(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { finishFlush: 2 }).subarray(0, MOST_LOOKED_AT_BYTES);
  } catch {
    return bytes;
  }
}

/** What can be read off a file: its separator and whether its numbers have a comma. Everything else is asked. */
export function guessLayout(
  beginning: Uint8Array,
): Pick<WizardAnswers, "separator" | "decimalSeparator" | "encoding"> {
  const bytes = unzipped(beginning);
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe
      ? "utf-16le"
      : first === 0xfe && second === 0xff
        ? "utf-16be"
        : isUtf8(bytes)
          ? "utf-8"
          : "windows-1252";
  const text = new TextDecoder(encoding).decode(bytes);
  const [header = "", ...lines] = text.split(/\r?\n/).slice(0, SHOWN_ROWS);
  const counts = [",", ";", "\t", "|"].map((mark) => [mark, header.split(mark).length] as const);
  const separator = counts.sort((a, b) => b[1] - a[1])[0]?.[0] ?? ",";
  const comma =
    separator !== "," &&
    lines.some((line) => line.split(separator).some((field) => /^"?-?\d+,\d+"?$/.test(field.trim())));
  return { separator: separator === "\t" ? "tab" : separator, decimalSeparator: comma ? "," : ".", encoding };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    // The last character may be cut in two.
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The mapping that the answers say, to be checked as any other. */
export function mappingOf(answers: WizardAnswers): unknown {
  return {
    version: 1,
    separator: separatorNamed(answers.separator),
    encoding: answers.encoding,
    time: {
      column: columnNamed(answers.timeColumn),
      zone: answers.zone,
      format: answers.timeFormat,
      marks: answers.marks,
      repeatedHour: answers.repeatedHour,
    },
    value: {
      column: columnNamed(answers.valueColumn),
      unit: answers.unit,
      decimalSeparator: answers.decimalSeparator,
    },
    point: {
      building: answers.building,
      ...(answers.room === "" ? {} : { room: answers.room }),
      carrier: answers.carrier,
      kind: answers.kind,
      stepMinutes: Number(answers.step),
      ...(answers.registerWidth === "" ? {} : { registerWidth: Number(answers.registerWidth) }),
    },
  };
}

/** The answer that a place in the mapping came from. */
export const fieldAt: Readonly<Record<string, keyof WizardAnswers>> = {
  separator: "separator",
  encoding: "encoding",
  "time.column": "timeColumn",
  "time.zone": "zone",
  "time.format": "timeFormat",
  "time.marks": "marks",
  "time.repeatedHour": "repeatedHour",
  "value.column": "valueColumn",
  "value.unit": "unit",
  "value.decimalSeparator": "decimalSeparator",
  "point.building": "building",
  "point.room": "room",
  "point.carrier": "carrier",
  "point.kind": "kind",
  "point.stepMinutes": "step",
  "point.registerWidth": "registerWidth",
};
