import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { caseAddress, caseLabel, isCaseForm, readCaseAddress, readCaseNumber } from "./case-numbers.ts";

const number = fc.record({
  year: fc.integer({ min: 1900, max: 2199 }),
  number: fc.integer({ min: 1, max: 999_999_999 }),
});
const forms = ["HUS {year}:{number}", "HUS-{year}-{number:4}", "HUS〔{year}〕{number}号", "{year}/{number}"];

describe("a case number", () => {
  it("is read again from what the city writes, in every form", () => {
    fc.assert(
      fc.property(number, fc.constantFrom(...forms), (one, form) => {
        expect(readCaseNumber(caseLabel(form, one))).toEqual(one);
      }),
    );
  });

  it("is read again from its address, and its address is the only one", () => {
    fc.assert(
      fc.property(number, (one) => {
        const address = caseAddress(one);
        expect(readCaseAddress(address)).toEqual(one);
        expect(readCaseAddress(`${address} `)).toBeUndefined();
        expect(readCaseAddress(`0${address}`)).toBeUndefined();
      }),
    );
  });

  it("is padded where the form says so", () => {
    expect(caseLabel("HUS-{year}-{number:4}", { year: 2026, number: 17 })).toBe("HUS-2026-0017");
    expect(caseLabel("HUS {year}:{number}", { year: 2026, number: 17 })).toBe("HUS 2026:17");
  });

  it.each([
    "2026-017",
    "2026-0",
    "2026--1",
    "2026-1.zip",
    "../2026-1",
    "2026-1/..",
    "٢٠٢٦-1",
    "",
    "2026-9999999999",
  ])("does not stand at %j", (text) => {
    expect(readCaseAddress(text)).toBeUndefined();
  });

  it.each(["bänkar 2026", "17", "070-123 45 67", "19850101-1234", "2026:17 2026:18"])(
    "is not what was meant with %j",
    (text) => {
      expect(readCaseNumber(text)).toBeUndefined();
    },
  );
});

describe("the form of a city", () => {
  it.each(forms)("can be %j", (form) => expect(isCaseForm(form)).toBe(true));
  it.each([
    "HUS",
    "HUS {year}",
    "{number}:{year}",
    "HUS 7 {year}:{number}",
    "{year}:{number}{number}",
    "A\n{year}:{number}",
    "{year}{year}:{number}",
  ])("cannot be %j", (form) => expect(isCaseForm(form)).toBe(false));
});
