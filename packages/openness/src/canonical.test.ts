import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CanonicalError, canonicalize, canonicalJson, MAX_JSON_DEPTH, parseCanonical } from "./canonical.ts";
import { toHex, utf8 } from "./hash.ts";

function doubleFrom(hex: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${hex}`));
  return view.getFloat64(0);
}

/** The same value with the members of each object in the reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

const wellFormedJson = fc.jsonValue({ stringUnit: "binary" });

describe("canonical JSON as RFC 8785 writes it", () => {
  it("writes the sample of §3.2.2 with the bytes of §3.2.4", () => {
    const sample = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`);
    const bytes =
      "7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a" +
      "5b3333333333333333332e333333333333332c31652b33302c342e352c302e3030322c31652d32375d2c" +
      "22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d";
    expect(toHex(utf8(canonicalJson(sample)))).toBe(bytes);
  });

  it("orders members by UTF-16 code units, as in §3.2.3", () => {
    const sample = JSON.parse(String.raw`{
      "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
    }`);
    expect(Object.values(JSON.parse(canonicalJson(sample)))).toHaveLength(7);
    expect([...canonicalJson(sample).matchAll(/:"([^"]*)"/g)].map((match) => match[1])).toEqual([
      "Carriage Return",
      "One",
      "Control",
      "Latin Small Letter O With Diaeresis",
      "Euro Sign",
      "Emoji: Grinning Face",
      "Hebrew Letter Dalet With Dagesh",
    ]);
  });

  it.each([
    ["0000000000000000", "0"],
    ["8000000000000000", "0"],
    ["0000000000000001", "5e-324"],
    ["8000000000000001", "-5e-324"],
    ["7fefffffffffffff", "1.7976931348623157e+308"],
    ["ffefffffffffffff", "-1.7976931348623157e+308"],
    ["4340000000000000", "9007199254740992"],
    ["c340000000000000", "-9007199254740992"],
    ["4430000000000000", "295147905179352830000"],
    ["44b52d02c7e14af5", "9.999999999999997e+22"],
    ["44b52d02c7e14af6", "1e+23"],
    ["44b52d02c7e14af7", "1.0000000000000001e+23"],
    ["444b1ae4d6e2ef4e", "999999999999999700000"],
    ["444b1ae4d6e2ef4f", "999999999999999900000"],
    ["444b1ae4d6e2ef50", "1e+21"],
    ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
    ["3eb0c6f7a0b5ed8d", "0.000001"],
    ["41b3de4355555553", "333333333.3333332"],
    ["41b3de4355555554", "333333333.33333325"],
    ["41b3de4355555555", "333333333.3333333"],
    ["41b3de4355555556", "333333333.3333334"],
    ["41b3de4355555557", "333333333.33333343"],
    ["becbf647612f3696", "-0.0000033333333333333333"],
    ["43143ff3c1cb0959", "1424953923781206.2"],
  ])("writes the double %s as %s (Appendix B)", (hex, text) => {
    expect(canonicalJson(doubleFrom(hex))).toBe(text);
  });

  it("escapes only what must be escaped", () => {
    expect(canonicalJson('\u0000\u0008\t\n\u000b\f\r\u001f"\\/\u007f\u2028<é')).toBe(
      '"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\\"\\\\/\u007f\u2028<é"',
    );
  });

  it("keeps a member called __proto__ a member", () => {
    const text = '{"__proto__":{"a":1},"constructor":null}';
    expect(parseCanonical(text)).toMatchObject({ ok: true });
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });
});

describe("laws of canonical JSON", () => {
  it("what is written is read back as the same value", () => {
    fc.assert(
      fc.property(wellFormedJson, (value) => {
        const written = canonicalize(value);
        if (!written.ok) throw new Error(written.reason.code);
        // Minus zero is the one value that RFC 8785 does not keep, as ECMAScript does not: it becomes zero.
        const kept: unknown = JSON.parse(JSON.stringify(value));
        expect(parseCanonical(written.text)).toEqual({ ok: true, value: kept });
      }),
    );
  });

  it("the order in which members were put makes no difference", () => {
    fc.assert(
      fc.property(wellFormedJson, (value) => {
        expect(canonicalize(reversed(value))).toEqual(canonicalize(value));
      }),
    );
  });
});

describe("what has no canonical form", () => {
  const cycle: unknown[] = [];
  cycle.push(cycle);
  const sparse = [1];
  sparse.length = 2;

  it.each([
    ["NaN", { a: [1, Number.NaN] }, { code: "not-finite", pointer: "/a/1", value: "NaN" }],
    ["infinity", Number.POSITIVE_INFINITY, { code: "not-finite", pointer: "", value: "Infinity" }],
    ["minus infinity", [Number.NEGATIVE_INFINITY], { code: "not-finite", pointer: "/0", value: "-Infinity" }],
    ["a lone high surrogate", "ab\ud83d", { code: "lone-surrogate", pointer: "", index: 2 }],
    [
      "a lone low surrogate in a name",
      { "\ude00": 1 },
      { code: "lone-surrogate", pointer: "/\ude00", index: 0 },
    ],
    [
      "an undefined member",
      { a: { "b/~": undefined } },
      { code: "not-a-json-type", pointer: "/a/b~1~0", type: "undefined" },
    ],
    ["a hole in an array", sparse, { code: "not-a-json-type", pointer: "/1", type: "undefined" }],
    ["a bigint", { n: 1n }, { code: "not-a-json-type", pointer: "/n", type: "bigint" }],
    ["a function", () => 1, { code: "not-a-json-type", pointer: "", type: "function" }],
    ["a date", { at: new Date(0) }, { code: "not-a-plain-object", pointer: "/at" }],
    ["a map", [new Map()], { code: "not-a-plain-object", pointer: "/0" }],
    ["a typed array", new Uint8Array(1), { code: "not-a-plain-object", pointer: "" }],
  ])("%s is refused by name and place", (_, value, reason) => {
    expect(canonicalize(value)).toEqual({ ok: false, reason });
  });

  it("a value that contains itself is refused, not followed for ever", () => {
    expect(canonicalize(cycle)).toMatchObject({
      ok: false,
      reason: { code: "nested-too-deep", maxDepth: MAX_JSON_DEPTH },
    });
  });

  it("nesting is accepted up to the limit and not beyond", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(parseCanonical(nested(MAX_JSON_DEPTH)).ok).toBe(true);
    expect(parseCanonical(nested(MAX_JSON_DEPTH + 1))).toMatchObject({
      ok: false,
      reason: { code: "no-canonical-form", fault: { code: "nested-too-deep" } },
    });
  });

  it("a program's own mistake is thrown with its reason", () => {
    expect(() => canonicalJson([Number.NaN])).toThrow(CanonicalError);
    expect(() => canonicalJson([Number.NaN])).toThrow(
      expect.objectContaining({ reason: { code: "not-finite", pointer: "/0", value: "NaN" } }),
    );
  });
});

describe("a text that is not the canonical one", () => {
  it.each([
    ["white space", '{"a": 1}', 5],
    ["another order", '{"b":1,"a":2}', 2],
    ["a repeated name", '{"a":1,"a":2}', 5],
    ["a number spelt otherwise", "[1.0]", 2],
    ["minus zero", "[-0]", 1],
    ["an integer that no double holds", "[9007199254740993]", 16],
    ["an escape that is not needed", '"\\u0041"', 1],
    ["an upper-case escape", '"\\u000F"', 6],
    ["a line end", "1\n", 1],
  ])("%s is refused at the place where it differs", (_, text, offset) => {
    expect(parseCanonical(text)).toEqual({ ok: false, reason: { code: "not-canonical", offset } });
  });

  it("a text that is not JSON is refused", () => {
    expect(parseCanonical("{a:1}")).toEqual({ ok: false, reason: { code: "not-json" } });
    expect(parseCanonical("")).toEqual({ ok: false, reason: { code: "not-json" } });
  });

  it("an escaped lone surrogate is refused", () => {
    expect(parseCanonical('"\\ud800"')).toMatchObject({ reason: { fault: { code: "lone-surrogate" } } });
  });
});
