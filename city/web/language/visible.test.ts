import { expect, it } from "vitest";
import { visibleText } from "./visible.ts";

it("what shows nothing, or turns its neighbours around, is shown as its code, and letters of any script stay", () => {
  expect(visibleText("12\u202e43\x1b[31m\ttab\u2028")).toBe("12\\u{202E}43\\u{1B}[31m\\u{9}tab\\u{2028}");
  expect(visibleText("Förbrukning 用电 עברית 1 234,5")).toBe("Förbrukning 用电 עברית 1 234,5");
});
