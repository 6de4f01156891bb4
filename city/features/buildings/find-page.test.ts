import fc from "fast-check";
import { expect, test } from "vitest";
import { holdsWords, plainLetters } from "./find-page.ts";

const texts = [
  "Kvarteret Tjäderklockan",
  "松鸡钟小区",
  "Tjäderklocksvägen 2, 4 och 6",
  "灞月谣路 18 号 3 号楼",
];

test.each([
  "tjaderklocksvagen",
  "TJÄDERKLOCKAN 4",
  "4 tjäder",
  "松鸡钟",
  "灞月谣路 18 号",
  "灞月谣路　１８号".replace("１８号", "18"),
  "",
])("finds %j", (search) => {
  expect(holdsWords(search, texts)).toBe(true);
});

test.each(["tjäderklockan 8", "älgen", "灞月谣街"])("does not find %j", (search) => {
  expect(holdsWords(search, texts)).toBe(false);
});

test("full-width digits and letters with marks set apart are the same", () => {
  expect(plainLetters("１８")).toBe("18");
  expect(plainLetters("Å")).toBe(plainLetters("A\u030a"));
});

const letters = fc.string({ minLength: 1, unit: fc.constantFrom(...texts.join("").replaceAll(/\d/gu, "")) });

test("every part of a text without numbers finds it", () => {
  fc.assert(
    fc.property(letters, fc.nat(), fc.nat(), (text, a, b) => {
      const signs = [...text];
      const [from, to] = [a % signs.length, b % (signs.length + 1)].sort((x, y) => x - y);
      expect(holdsWords(signs.slice(from, to).join(""), [text])).toBe(true);
    }),
  );
});
