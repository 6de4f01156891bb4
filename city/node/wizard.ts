import { isEpw } from "../features/readings/intake/epw.ts";
import {
  type FileMeaning,
  mappingSchema,
  parseMapping,
  pointMeaning,
  separatorNamed,
} from "../features/readings/intake/mapping.ts";
import {
  fieldAt,
  guessLayout,
  type ImportColumnsPage,
  type KnownBuilding,
  mappingOf,
  previewOf,
  type WizardAnswers,
  type WizardReport,
} from "../features/readings/wizard.ts";
import { type ImportEvent, importIntoNode } from "./import-files.ts";
import type { CityNode } from "./node.ts";
import { isOfCity } from "./points.ts";
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
  const known = isEpw(upload.name) ? EPW_ANSWERS : {};
  const given = answers ?? { ...NOTHING, ...guessLayout(beginning), zone: node.city.zone, ...known };
  const separator = separatorNamed(given.separator) ?? ",";
  const encoding = mappingSchema.shape.encoding.safeParse(given.encoding);
  const preview = previewOf(beginning, {
    separator: [",", ";", "\t", "|"].includes(separator) ? separator : ",",
    encoding: encoding.success ? encoding.data : "utf-8",
  });
  return {
    id: upload.id,
    name: upload.name,
    ...preview,
    answers: given,
    buildings: await knownBuildings(node.registry),
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
  repeatedHour: "refuse",
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

/** What an EnergyPlus weather file says of itself: its columns are Husting's own (`intake/epw.ts`), hour by hour. */
const EPW_ANSWERS = {
  ...{ timeColumn: "1", valueColumn: "2", timeFormat: "iso", marks: "start", separator: "," },
  ...{ decimalSeparator: ".", encoding: "utf-8", unit: "°C", kind: "instantaneous", step: "60" },
  carrier: "outdoor-temperature",
} as const satisfies Partial<WizardAnswers>;

async function knownBuildings(registry: CityNode["registry"]): Promise<KnownBuilding[]> {
  const rooms = Map.groupBy(await registry.rooms(), ({ buildingId }) => buildingId);
  return (await registry.buildings()).map(({ id, slug, names }) => ({
    slug,
    names,
    rooms: (rooms.get(id) ?? []).map((room) => room.slug),
  }));
}

/** Carries the import out, or says what it would do: the same as `husting import`, with the same report. */
export async function runWizard(
  node: CityNode,
  upload: Upload,
  answers: WizardAnswers,
  dryRun: boolean,
): Promise<Pick<ImportColumnsPage, "fault" | "report">> {
  const mapping = parseMapping(mappingOf(answers));
  if (!mapping.ok) return faultOf(mapping.fault, answers);
  const { point, value } = mapping.value;
  const meaning = pointMeaning({ ...point, room: point.room ?? null, unit: value.unit });
  if (!meaning.ok) return faultOf(meaning.fault, answers);
  const fresh = await freshOf(node.registry, meaning.value);
  const events: ImportEvent[] = [];
  const request = { files: [upload.path], mapping: mapping.value, reason: "delivered file", dryRun };
  await importIntoNode(node, request, (event) => events.push(event));
  for (const event of events) {
    if (event.type === "taken") {
      const { receipt, rejections, cutOff } = event;
      return { fault: null, report: { dryRun, fresh, receipt, rejections, cutOff } };
    }
    if (event.type === "refused") {
      const rejections = [event.rejection];
      return { fault: null, report: { dryRun, fresh, receipt: null, rejections, cutOff: false } };
    }
    if (event.type === "not-understood") return faultOf(event.fault, answers);
  }
  throw new Error("the import of one file said nothing of it");
}

/** What of the place an import goes to is not there yet. */
async function freshOf(
  registry: CityNode["registry"],
  { building: slug, room, carrier }: FileMeaning,
): Promise<WizardReport["fresh"]> {
  if (isOfCity({ room, carrier })) return { building: null, room: null };
  const building = await registry.building(slug);
  const rooms = building === undefined ? [] : await registry.rooms(building.id);
  return {
    building: building === undefined ? slug : null,
    room: room !== null && !rooms.some((known) => known.slug === room) ? room : null,
  };
}

/** Answers whose faults have words of their own; what was not answered at all is another fault. */
const WORDED = ["unknown-zone", "unknown-unit", "step-not-known", "width-not-possible"];

type Fault = Extract<ImportEvent, { type: "not-understood" }>["fault"];

function faultOf(fault: Fault, answers: WizardAnswers): Pick<ImportColumnsPage, "fault" | "report"> {
  const at = (field: keyof WizardAnswers, why: string) => ({ fault: { field, why }, report: null });
  if (fault.code === "mapping-invalid") {
    const field = fieldAt[fault.where] ?? "timeColumn";
    return at(field, answers[field] !== "" && WORDED.includes(fault.why) ? fault.why : "answer-missing");
  }
  if (fault.code === "unit-does-not-fit") return at("unit", fault.code);
  if (fault.code === "kind-does-not-fit") return at("kind", fault.code);
  if (fault.code === "carrier-unknown") return at("carrier", "answer-missing");
  if (fault.code === "room-name-not-usable" || fault.code === "room-does-not-fit")
    return at("room", fault.code);
  if (fault.code === "point-differs") return at("building", fault.code);
  return at("building", "building-name-not-usable");
}
