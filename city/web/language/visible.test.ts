import { expect, it } from "vitest";
import { hasHiddenCharacters, visibleText } from "./visible.ts";

it("what shows nothing, or turns its neighbours around, is shown as its code, and letters of any script stay", () => {
  expect(visibleText("12\u202e43\x1b[31m\ttab\u2028")).toBe("12\\u{202E}43\\u{1B}[31m\\u{9}tab\\u{2028}");
  expect(visibleText("Förbrukning 用电 עברית 1 234,5")).toBe("Förbrukning 用电 עברית 1 234,5");
});

it("what people could not see in a text is found, half characters and what became of them among it", () => {
  for (const hidden of ["\u0000", "\u202e", "\u2066", "\u200b", "\ufeff", "\ufffd", "\ud83d"])
    expect(hasHiddenCharacters(`a${hidden}b`), hidden).toBe(true);
  expect(hasHiddenCharacters("Förbrukning\n用电 👩‍🔧 1 234,5")).toBe(false);
});
