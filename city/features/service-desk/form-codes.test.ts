import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FormCode, formCode, formKinds, PROOF_SIGNS, readFormCode } from "./form-codes.ts";

const SIGNS = [..."23456789ABCDEFGHJKLMNPQRSTUVWXYZ"];
const TYPED = [..."0123456789ABCDEFGHJKLMNPQRSTUVWXYZIO"];
const kinds = Object.values(formKinds);

const anyCode: fc.Arbitrary<FormCode> = fc
  .record({
    kind: fc.constantFrom(...kinds),
    number: fc.oneof(fc.nat(9_999), fc.nat(999_999_999)),
    proof: fc.string({
      unit: fc.constantFrom(...SIGNS),
      minLength: PROOF_SIGNS,
      maxLength: PROOF_SIGNS,
    }),
  })
  .map((code) => (code.kind === "author" ? code : { ...code, proof: "" }));

const plainOf = (code: FormCode): string => formCode(code).replaceAll("-", "");
/** What a sign is taken for where a digit stands. */
const taken = (sign: string): string => ({ O: "0", I: "1", L: "1" })[sign] ?? sign;

describe("the code on a paper", () => {
  it("says what it is for, of which number, in any way of writing it", () => {
    fc.assert(
      fc.property(anyCode, fc.constantFrom("", " ", "-", "–", " - "), (code, between) => {
        const written = formCode(code).replaceAll("-", between).toLowerCase();
        expect(readFormCode(written)).toEqual({ ok: true, code });
      }),
    );
  });

  it("one sign mistyped is always found", () => {
    fc.assert(
      fc.property(anyCode, fc.nat(40), fc.constantFrom(...TYPED), (code, place, sign) => {
        const plain = plainOf(code);
        const at = place % plain.length;
        const isDigit = at >= 1 && at < plain.length - 1 - code.proof.length;
        fc.pre((isDigit ? taken(sign) : sign) !== plain[at]);
        const read = readFormCode(plain.slice(0, at) + sign + plain.slice(at + 1));
        expect(read.ok).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it("two neighbours exchanged are always found", () => {
    fc.assert(
      fc.property(anyCode, fc.nat(40), (code, place) => {
        const plain = plainOf(code);
        const at = place % (plain.length - 1);
        const [a, b] = [plain[at]!, plain[at + 1]!];
        fc.pre(a !== b);
        expect(readFormCode(plain.slice(0, at) + b + a + plain.slice(at + 2)).ok).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it("is short enough to read aloud", () => {
    expect(formCode({ kind: "endorse", number: 12, proof: "" })).toMatch(/^E-0012-[2-9A-Z]$/);
    expect(formCode({ kind: "propose", number: 0, proof: "" })).toMatch(/^P-0000-[2-9A-Z]$/);
  });

  it.each([
    ["", "code-missing"],
    [" - ", "code-missing"],
    ["Z-0012-K", "code-malformed"],
    ["E-12-K", "code-malformed"],
    ["E", "code-malformed"],
    ["A-0012", "code-malformed"],
    ["E-00012-K", "code-malformed"],
    ["E-0012-1", "code-mistyped"],
    ["'; DROP TABLE proposal; --", "code-malformed"],
  ])("%j is told to be %s", (typed, fault) => {
    expect(readFormCode(typed)).toEqual({ ok: false, fault });
  });
});
