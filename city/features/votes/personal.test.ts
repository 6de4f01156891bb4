import { describe, expect, it } from "vitest";
import { pointedAt, withoutPointed } from "./personal.ts";

const found = (text: string): string[] =>
  pointedAt(text).map(({ from, to, kind }) => `${kind}: ${text.slice(from, to)}`);

describe("what is likely to point at a person", () => {
  it.each([
    ["Mejla eva.berg@umea.example om fönstret", "email: eva.berg@umea.example"],
    ["mail eva (at) umea.example", "email: eva (at) umea.example"],
    ["Ring 070-123 45 67 efter tre", "phone: 070-123 45 67"],
    ["Ring +46 70 123 45 67.", "phone: +46 70 123 45 67"],
    ["090-16 10 00 svarar inte", "phone: 090-16 10 00"],
    ["请打 13912345678 找我", "phone: 13912345678"],
    ["电话 029-8351 2345", "phone: 029-8351 2345"],
    ["Jag är 811218-9876", "personnummer: 811218-9876"],
    ["19811218-9876 heter jag", "personnummer: 19811218-9876"],
    ["samordningsnummer 701063-2391", "personnummer: 701063-2391"],
    ["身份证 11010519491231002X", "chinese-id: 11010519491231002X"],
    ["see https://example.org/me", "address: https://example.org/me"],
  ])("in '%s' it is %s", (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it.each([
    "Det är 18,5 grader i rum 214 klockan 13.30.",
    "二楼 301 室只有 16 度，2026-11-24 下午",
    "CO2 was 1450 ppm on 24 Nov, 3 windows do not close",
    "Since 2026-11-24 it is 17.5 to 18.5 °C",
    "It costs 1 500 000 kronor and saves 12 345 678 kWh from 2026-2027, case KS 2026/00123",
  ])("'%s' holds nothing of the kind", (text) => {
    expect(found(text)).toEqual([]);
  });

  it("what was pointed at is replaced, all else stays", () => {
    expect(withoutPointed("Ring 070-123 45 67 eller eva@umea.example. Kallt!")).toBe(
      "Ring […] eller […]. Kallt!",
    );
  });
});
