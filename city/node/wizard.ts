import {
  mappingSchema,
  parseMapping,
  pointMeaning,
  separatorNamed,
} from "../features/readings/intake/mapping.ts";
import {
  fieldAt,
  guessLayout,
  type ImportColumnsPage,
  mappingOf,
  previewOf,
  type WizardAnswers,
} from "../features/readings/wizard.ts";
import { type ImportEvent, importIntoNode } from "./import-files.ts";
import type { CityNode } from "./node.ts";
import type { Upload } from "./uploads.ts";

/** The steps of importing a file in the browser: look at it, answer its questions, try, import. */

const PREVIEW_BYTES = 64 * 1024;

export async function columnsPage(
  node: CityNode,
  upload: Upload,
  answers?: WizardAnswers,
  outcome: Pick<ImportColumnsPage, "fault" | "report"> = { fault: null, report: null },
): Promise<ImportColumnsPage> {
  const beginning = await node.uploads.beginning(upload, PREVIEW_BYTES);
  const given = answers ?? { ...NOTHING, ...guessLayout(beginning), zone: node.city.zone };
  const separator = separatorNamed(given.separator) ?? ",";
  const known = mappingSchema.shape.encoding.safeParse(given.encoding);
  const preview = previewOf(beginning, {
    separator: [",", ";", "\t", "|"].includes(separator) ? separator : ",",
    encoding: known.success ? known.data : "utf-8",
  });
  return {
    id: upload.id,
    name: upload.name,
    ...preview,
    answers: given,
    ...outcome,
  };
}

/** A kind, a unit and a step are asked, never assumed; the first two columns are where time and value usually are. */
const NOTHING: WizardAnswers = {
  timeColumn: "1",
  valueColumn: "2",
  timeFormat: "iso",
  zone: "",
  marks: "start",
  separator: ",",
  decimalSeparator: ".",
  encoding: "utf-8",
  unit: "",
  kind: "",
  step: "",
  building: "",
  room: "",
  carrier: "",
  registerWidth: "",
};

/** Carries the import out, or says what it would do: the same as `husting import`, with the same report. */
export async function runWizard(
  node: CityNode,
  upload: Upload,
  answers: WizardAnswers,
  dryRun: boolean,
): Promise<Pick<ImportColumnsPage, "fault" | "report">> {
  const mapping = parseMapping(mappingOf(answers));
  if (!mapping.ok) return faultOf(mapping.fault);
  const { point, value } = mapping.value;
  const meaning = pointMeaning({ ...point, room: point.room ?? null, unit: value.unit });
  if (!meaning.ok) return faultOf(meaning.fault);
  const events: ImportEvent[] = [];
  const request = { files: [upload.path], mapping: mapping.value, reason: "delivered file", dryRun };
  await importIntoNode(node, request, (event) => events.push(event));
  for (const event of events) {
    if (event.type === "taken") {
      const { receipt, rejections, cutOff } = event;
      return { fault: null, report: { dryRun, receipt, rejections, cutOff } };
    }
    if (event.type === "refused")
      return { fault: null, report: { dryRun, receipt: null, rejections: [event.rejection], cutOff: false } };
    if (event.type === "not-understood") return faultOf(event.fault);
  }
  throw new Error("the import of one file said nothing of it");
}

type Fault = Extract<ImportEvent, { type: "not-understood" }>["fault"];

function faultOf(fault: Fault): Pick<ImportColumnsPage, "fault" | "report"> {
  const at = (field: keyof WizardAnswers, why: string) => ({ fault: { field, why }, report: null });
  if (fault.code === "mapping-invalid") return at(fieldAt[fault.where] ?? "timeColumn", "answer-missing");
  if (fault.code === "unit-does-not-fit") return at("unit", fault.code);
  if (fault.code === "kind-does-not-fit") return at("kind", fault.code);
  if (fault.code === "carrier-unknown") return at("carrier", "answer-missing");
  if (fault.code === "room-name-not-usable" || fault.code === "room-does-not-fit")
    return at("room", fault.code);
  if (fault.code === "point-differs") return at("building", fault.code);
  return at("building", "building-name-not-usable");
}
