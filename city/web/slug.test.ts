import { expect, it } from "vitest";
import { freeSlug, slugOf } from "./slug.ts";

it.each([
  ["Nya fönster i Älgkronan", "nya-fonster-i-algkronan"],
  ["  LED, 2nd try! ", "led-2nd-try"],
  ["校园节能 2026", "2026"],
  ["校园节能", ""],
  ["a".repeat(80), "a".repeat(60)],
])("%s is %s in an address", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

it("takes the first number that is free", () => {
  expect(freeSlug("led", new Set())).toBe("led");
  expect(freeSlug("led", new Set(["led", "led-2", "led-4"]))).toBe("led-3");
});
