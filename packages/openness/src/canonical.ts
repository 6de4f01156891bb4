/** A value that JSON can carry (RFC 8259 §3). */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** A JSON object: its members in any order. */
export type JsonObject = { readonly [key: string]: JsonValue };

/** Deepest nesting of arrays and objects accepted (RFC 8259 §9 lets a parser set one). It also stops a cycle. */
export const MAX_JSON_DEPTH = 128;

/**
 * Why a value has no canonical form. `pointer` is the JSON Pointer (RFC 6901) of the value that does not fit;
 * `index` counts UTF-16 code units.
 */
export type CanonicalFault =
  | { code: "not-a-json-type"; pointer: string; type: string }
  | { code: "not-finite"; pointer: string; value: "NaN" | "Infinity" | "-Infinity" }
  | { code: "lone-surrogate"; pointer: string; index: number }
  | { code: "not-a-plain-object"; pointer: string }
  | { code: "nested-too-deep"; pointer: string; maxDepth: number };

/** Why a text is not the canonical form of anything. `offset` is the first UTF-16 code unit that differs. */
export type ParseFault =
  | { code: "not-json" }
  | { code: "not-canonical"; offset: number }
  | { code: "no-canonical-form"; fault: CanonicalFault };

/** Thrown by `canonicalJson` when the program hands it a value that is not JSON. */
export class CanonicalError extends TypeError {
  readonly reason: CanonicalFault;

  constructor(reason: CanonicalFault) {
    super(`No canonical JSON at "${reason.pointer}": ${reason.code}`);
    this.name = "CanonicalError";
    this.reason = reason;
  }
}

/**
 * Canonical JSON by RFC 8785: no white space, members ordered by the UTF-16 code units of their names, numbers as
 * ECMAScript writes them, strings with the fewest escapes. What I-JSON (RFC 7493) cannot carry is refused with a
 * named reason; so are members that `JSON.stringify` would drop or turn into something else (undefined, a Date).
 */
export function canonicalize(
  value: unknown,
): { ok: true; text: string } | { ok: false; reason: CanonicalFault } {
  const output = { text: "" };
  const reason = write(value, 0, output);
  return reason === undefined ? { ok: true, text: output.text } : { ok: false, reason };
}

/**
 * Canonical JSON by RFC 8785 of a value this program made itself.
 * @throws CanonicalError when it is not JSON after all: see `canonicalize` for values that come from elsewhere.
 */
export function canonicalJson(value: JsonValue): string {
  const result = canonicalize(value);
  if (!result.ok) throw new CanonicalError(result.reason);
  return result.text;
}

/**
 * The value whose canonical form is exactly `text`. One value has one text: other spellings of the same value
 * (white space, another order, `1.0`, a repeated name, an escape that is not needed) are refused.
 */
export function parseCanonical(
  text: string,
): { ok: true; value: JsonValue } | { ok: false; reason: ParseFault } {
  let value: JsonValue;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: { code: "not-json" } };
  }
  const canonical = canonicalize(value);
  if (!canonical.ok) return { ok: false, reason: { code: "no-canonical-form", fault: canonical.reason } };
  if (canonical.text === text) return { ok: true, value };
  let offset = 0;
  while (canonical.text[offset] === text[offset]) offset += 1;
  return { ok: false, reason: { code: "not-canonical", offset } };
}

/** Whether a JSON value is an object, so that its members may be looked at. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

type Output = { text: string };

function write(value: unknown, depth: number, output: Output): CanonicalFault | undefined {
  switch (typeof value) {
    case "string":
      return writeString(value, output);
    case "number":
      if (Number.isFinite(value)) {
        output.text += JSON.stringify(value);
        return undefined;
      }
      return {
        code: "not-finite",
        pointer: "",
        value: Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity",
      };
    case "boolean":
      output.text += value ? "true" : "false";
      return undefined;
    case "object":
      if (value === null) {
        output.text += "null";
        return undefined;
      }
      if (depth === MAX_JSON_DEPTH) return { code: "nested-too-deep", pointer: "", maxDepth: MAX_JSON_DEPTH };
      return Array.isArray(value) ? writeArray(value, depth, output) : writeObject(value, depth, output);
    default:
      return { code: "not-a-json-type", pointer: "", type: typeof value };
  }
}

function writeString(text: string, output: Output): CanonicalFault | undefined {
  if (!text.isWellFormed()) {
    return { code: "lone-surrogate", pointer: "", index: text.search(/\p{Surrogate}/u) };
  }
  // ECMAScript's own string serialisation is the one RFC 8785 §3.2.2.2 prescribes, once surrogates pair up.
  output.text += JSON.stringify(text);
  return undefined;
}

function writeArray(items: readonly unknown[], depth: number, output: Output): CanonicalFault | undefined {
  output.text += "[";
  // By index, not by iterator of what is there: a hole is undefined and has to be refused, not skipped.
  for (let index = 0; index < items.length; index += 1) {
    if (index > 0) output.text += ",";
    const fault = write(items[index], depth + 1, output);
    if (fault !== undefined) return within(String(index), fault);
  }
  output.text += "]";
  return undefined;
}

function writeObject(value: object, depth: number, output: Output): CanonicalFault | undefined {
  // An object literal of any realm: its prototype is null or has none above it. A Date or a Map has one more.
  const prototype: object | null = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    return { code: "not-a-plain-object", pointer: "" };
  }
  const members = Object.entries(value);
  // `<` compares strings by UTF-16 code unit, which is the order of RFC 8785 §3.2.3.
  members.sort(([left], [right]) => (left < right ? -1 : 1));
  output.text += "{";
  let separator = "";
  for (const [name, member] of members) {
    output.text += separator;
    separator = ",";
    const nameFault = writeString(name, output);
    if (nameFault !== undefined) return within(name, nameFault);
    output.text += ":";
    const fault = write(member, depth + 1, output);
    if (fault !== undefined) return within(name, fault);
  }
  output.text += "}";
  return undefined;
}

function within(segment: string, fault: CanonicalFault): CanonicalFault {
  const escaped = segment.replaceAll("~", "~0").replaceAll("/", "~1");
  return { ...fault, pointer: `/${escaped}${fault.pointer}` };
}
