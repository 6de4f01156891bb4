import type { Rejection } from "../../stores/readings/contract.ts";
import type { IntakeDesk } from "./ingest/desk.ts";
import { takeMessage } from "./ingest/mqtt/intake.ts";
import {
  type MappingBook,
  type MappingFault,
  parsePayloadMapping,
  type StoredMapping,
} from "./ingest/mqtt/mappings.ts";
import { compileMapping, type PayloadMapping } from "./ingest/mqtt/payload.ts";
import { presets } from "./ingest/mqtt/presets.ts";
import type { PointBook } from "./ingest/reading.ts";
import { isUsableName } from "./ingest/sources.ts";

/** What was filled in on the mapping page. */
export interface SaidMapping {
  readonly name: string;
  readonly spec: string;
  readonly sampleTopic: string;
  readonly sample: string;
}

/** What a sample message would become; nothing of it is kept. */
export interface Trial {
  readonly readings: readonly { readonly point: string; readonly time: string; readonly value: number }[];
  readonly rejections: readonly Rejection[];
}

export interface MappingsPage {
  readonly stored: readonly StoredMapping[];
  /** Beginnings to copy from, as JSON text. */
  readonly presets: Readonly<Record<string, string>>;
  readonly said: SaidMapping | null;
  readonly fault:
    | { readonly field: "name"; readonly code: "name-not-usable" }
    | ({ readonly field: "spec"; readonly code: "mapping-not-usable" } & MappingFault)
    | null;
  readonly trial: Trial | null;
}

export function mappingsPage(
  mappings: Pick<MappingBook, "stored">,
  outcome: Pick<MappingsPage, "said" | "fault" | "trial"> = { said: null, fault: null, trial: null },
): MappingsPage {
  return {
    stored: mappings.stored,
    presets: Object.fromEntries(
      Object.entries(presets).map(([name, preset]) => [name, JSON.stringify(preset, null, 2)]),
    ),
    ...outcome,
  };
}

/** A stored mapping filled into the form to be changed; nothing where there is none of that name. */
export function storedAsSaid(mappings: Pick<MappingBook, "stored">, name: string): SaidMapping | null {
  const found = mappings.stored.find((stored) => stored.name === name);
  return found === undefined
    ? null
    : { name, spec: JSON.stringify(found.mapping, null, 2), sampleTopic: "", sample: "" };
}

/** Checks what was filled in and reads the sample with it; gives the mapping when it may be kept. */
export function tryMapping(
  said: SaidMapping,
  points: PointBook,
  nowMs: number,
): {
  readonly mapping: PayloadMapping | null;
  readonly outcome: Pick<MappingsPage, "said" | "fault" | "trial">;
} {
  const parsed = parsePayloadMapping(said.spec);
  if (!parsed.ok) {
    const fault = { field: "spec", code: "mapping-not-usable", ...parsed.fault } as const;
    return { mapping: null, outcome: { said, fault, trial: null } };
  }
  const trial = said.sample === "" ? null : readSample(said, compileMapping(parsed.mapping), points, nowMs);
  if (!isUsableName(said.name))
    return { mapping: null, outcome: { said, fault: { field: "name", code: "name-not-usable" }, trial } };
  return { mapping: parsed.mapping, outcome: { said, fault: null, trial } };
}

/** Takes the sample exactly as a message is taken, with a desk that writes nothing. */
function readSample(
  said: SaidMapping,
  mapping: ReturnType<typeof compileMapping>,
  points: PointBook,
  nowMs: number,
): Trial {
  const readings: { point: string; time: string; value: number }[] = [];
  const rejections: Rejection[] = [];
  const keys = new Map([...points.values()].map(({ id, key }) => [id, key]));
  const desk: Pick<IntakeDesk, "submitOne"> = {
    submitOne(_source, found) {
      if ("rejection" in found) rejections.push(found.rejection);
      else {
        const { pointId, atMs, mantissa, decimals } = found.reading;
        const time = new Date(atMs).toISOString();
        readings.push({ point: keys.get(pointId) ?? "", time, value: mantissa / 10 ** decimals });
      }
    },
  };
  const intake = { desk, points: () => points, mappings: () => [mapping], nowMs: () => nowMs, votes: null };
  const payload = new TextEncoder().encode(said.sample);
  const nothing = (): void => {};
  takeMessage(intake, { name: "trial", scope: "*" }, said.sampleTopic, payload, nothing, nothing);
  return { readings, rejections };
}
