import { isJsonObject, type JsonValue } from "@husting/openness";
import { fail, ok, type Result } from "@husting/series";
import type { InputReason } from "./checks.ts";
import { decide, type VerdictDocument, verdictText } from "./decide.ts";
import type { HashReason } from "./hashes.ts";
import type { VerdictInputs } from "./inputs.ts";

/** One place where a stated verdict and the recomputed one part; `undefined` where one of them says nothing. */
export interface Difference {
  /** JSON Pointer (RFC 6901). */
  readonly pointer: string;
  readonly stated: JsonValue | undefined;
  readonly recomputed: JsonValue | undefined;
}

export type Explanation =
  | { readonly same: true; readonly document: VerdictDocument }
  | { readonly same: false; readonly document: VerdictDocument; readonly differences: readonly Difference[] };

/**
 * Recomputes a verdict from its inputs and says whether it is the same, or where it differs.
 * @param stated the document as it was read, of whatever shape.
 */
export function explain(
  stated: JsonValue,
  inputs: VerdictInputs,
): Result<Explanation, InputReason | HashReason> {
  const decided = decide(inputs);
  if (!decided.ok) return fail(decided.reason);
  const document = decided.value;
  const differences = differencesOf(stated, JSON.parse(verdictText(document)), "");
  return ok(differences.length === 0 ? { same: true, document } : { same: false, document, differences });
}

function differencesOf(
  stated: JsonValue | undefined,
  recomputed: JsonValue | undefined,
  pointer: string,
): Difference[] {
  if (isJsonObject(stated) && isJsonObject(recomputed)) {
    const names = new Set([...Object.keys(stated), ...Object.keys(recomputed)]);
    return [...names]
      .sort()
      .flatMap((name) =>
        differencesOf(member(stated, name), member(recomputed, name), `${pointer}/${escaped(name)}`),
      );
  }
  if (Array.isArray(stated) && Array.isArray(recomputed)) {
    const length = Math.max(stated.length, recomputed.length);
    return Array.from({ length }, (_, i) =>
      differencesOf(stated[i], recomputed[i], `${pointer}/${i}`),
    ).flat();
  }
  return Object.is(stated, recomputed) ? [] : [{ pointer, stated, recomputed }];
}

/** Only what the object itself says: a document that was read may lack a name that every object inherits. */
function member(object: { readonly [key: string]: JsonValue }, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function escaped(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
