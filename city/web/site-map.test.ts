import { expect, test } from "vitest";
import { aboutThisSite, sectionOf, siteMap, standing } from "./site-map.ts";

test("the front page is the buildings', and is not over every other page", () => {
  expect(sectionOf("")?.label).toBe("nav.buildings");
  expect(sectionOf("/buildings/x")?.label).toBe("nav.buildings");
  expect(sectionOf("/sign-in")).toBeUndefined();
  expect(sectionOf("/staff/measures")).toBeUndefined();
});

test("a page is in one section only, and stands under its own entry", () => {
  const pages = [...siteMap.flatMap((section) => section.pages), ...aboutThisSite];
  for (const { path } of pages) {
    const found = pages.filter((page) => standing(page, path) !== undefined);
    expect(
      found.map((page) => page.path),
      path,
    ).toEqual([path]);
  }
});

test.each([
  ["/ballot/2", "nav.takePart"],
  ["/conversation-results/x", "nav.takePart"],
  ["/print/conversation-form/x", "nav.takePart"],
  ["/propose", "nav.takePart"],
  ["/about-you", "nav.takePart"],
  ["/promises", "nav.decisions"],
  ["/cases/2026-3", "nav.decisions"],
  ["/received/abc", "nav.partner"],
  ["/inventory/public-buildings", "nav.buildings"],
  ["/log", "nav.how"],
])("%s belongs to %s", (path, label) => {
  expect(sectionOf(path)?.label).toBe(label);
});
