import { createHash } from "node:crypto";
import { isJsonObject, type JsonValue } from "@husting/openness";
import { type Difference, explain, type VerdictInputs, verdictText } from "@husting/verdict";
import type { MeasureRegister } from "../measures/index.ts";
import type { VerdictBook } from "./book.ts";
import { type GatherParts, gather } from "./gather.ts";

export interface ExplainParts extends GatherParts {
  readonly measures: Pick<MeasureRegister, "done" | "steps">;
  readonly verdicts: Pick<VerdictBook, "inputsOf">;
}

export type ExplainFault =
  /** Not JSON, or not a verdict's. */
  | { readonly code: "no-verdict" }
  /** No finished measure of this name is in the city. */
  | { readonly code: "measure-unknown"; readonly measure: string }
  /** There can be no verdict of what is in the city. */
  | { readonly code: "refused"; readonly reason: string };

/** Parts whose hash in the document is not that of what the city has now. */
const parts = ["plan", "energy", "rooms", "people"] as const;
export type ChangedPart = (typeof parts)[number];

export type Explained =
  | { readonly ok: false; readonly fault: ExplainFault }
  | {
      readonly ok: true;
      /** Computed again from readings, rooms and answers as they stand; byte for byte the same. */
      readonly same: boolean;
      /** What has become another since; empty where it is the same. */
      readonly changed: readonly ChangedPart[];
      /**
       * Where the readings have changed since and the city itself gave the document: whether it follows, byte for byte,
       * from what it was made of then. Null where there is nothing to ask, or the city never gave it.
       */
      readonly sameFromKept: boolean | null;
      readonly differences: readonly Difference[];
    };

/** Computes a verdict again from the city's own data. @param text the document, as it was downloaded. */
export async function explainVerdict(from: ExplainParts, text: string): Promise<Explained> {
  const fail = (fault: ExplainFault): Explained => ({ ok: false, fault });
  const stated = verdictIn(text);
  if (stated === undefined) return fail({ code: "no-verdict" });
  const { document, measure: slug, lastDay } = stated;
  const measure = (await from.measures.done()).find((one) => one.slug === slug);
  if (measure === undefined) return fail({ code: "measure-unknown", measure: slug });
  const gathered = await gather(from, measure, { lastDay });
  if (!gathered.ok) return fail({ code: "refused", reason: gathered.code });
  const explained = explain(document, gathered.inputs);
  if (!explained.ok) return fail({ code: "refused", reason: explained.reason.code });
  if (isSame(text, document, gathered.inputs))
    return { ok: true, same: true, changed: [], sameFromKept: null, differences: [] };
  const now = explained.value.document.inputSha256;
  const then = isJsonObject(document.inputSha256) ? document.inputSha256 : {};
  const kept = await from.verdicts.inputsOf(createHash("sha256").update(text).digest("hex"));
  return {
    ok: true,
    same: false,
    changed: parts.filter((part) => then[part] !== now[part]),
    sameFromKept: kept === undefined ? null : isSame(text, document, kept),
    differences: explained.value.same ? [] : explained.value.differences,
  };
}

function isSame(text: string, document: JsonValue, inputs: VerdictInputs): boolean {
  const again = explain(document, inputs);
  return again.ok && again.value.same && verdictText(again.value.document) === text;
}

interface Stated {
  readonly document: { readonly [name: string]: JsonValue };
  readonly measure: string;
  readonly lastDay: number;
}

function verdictIn(text: string): Stated | undefined {
  let document: JsonValue;
  try {
    document = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (!isJsonObject(document) || document.format !== "husting-verdict") return undefined;
  const { measure, periods } = document;
  const reporting = isJsonObject(periods) ? periods.reporting : undefined;
  const lastDay = isJsonObject(reporting) ? reporting.lastDay : undefined;
  // A day beyond any calendar is no day.
  if (typeof measure !== "string" || !Number.isInteger(lastDay) || Math.abs(Number(lastDay)) > 100_000)
    return undefined;
  return { document, measure, lastDay: Number(lastDay) };
}
