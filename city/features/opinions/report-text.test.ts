import { describe, expect, it } from "vitest";
import { languages } from "../../web/language/index.ts";
import { faultText, noticeTexts } from "./report-text.ts";

describe("words on exported conversations", () => {
  it.each(languages)("a file's escapes do not reach the terminal (%s)", (language) => {
    const rejected = [{ file: "votes.csv", row: 3, code: "vote-unknown", found: "\u001b[31m7" } as const];
    const [line] = noticeTexts(language, { rejected, cutOff: [], setAside: [], withoutTexts: false });
    expect(line).toContain("\\u{1B}[31m7");
    const fault = { code: "column-missing", file: "votes.csv", column: "vote", found: "\u202Egnp" } as const;
    expect(faultText(language, fault)).toContain("\\u{202E}gnp");
  });

  it.each(languages)("of many rows ten are told, and how many more there are (%s)", (language) => {
    const rejected = Array.from(
      { length: 15 },
      (_, k) => ({ file: "votes.csv", row: k + 2, code: "row-short", found: "" }) as const,
    );
    const lines = noticeTexts(language, {
      rejected,
      cutOff: ["votes.csv"],
      setAside: [],
      withoutTexts: true,
    });
    expect(lines).toHaveLength(13);
    expect(lines.at(-1)).toContain("5");
  });
});
