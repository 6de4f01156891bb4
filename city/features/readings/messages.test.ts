import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readingMessages } from "./messages.ts";

/** Every place where the intake or a store names a code of a rejection. */
const NAMED = /(?:code: |cutOffCode = |return |[?:|] |, )"([a-z]+(?:-[a-z]+)+)"/g;

describe("words for rejections", () => {
  it("every code that the intake can give has words in all languages", () => {
    const folders = [
      join(import.meta.dirname, "intake"),
      join(import.meta.dirname, "ingest"),
      join(import.meta.dirname, "../../stores/readings"),
    ];
    const files = folders.flatMap((folder) =>
      globSync("*.ts", { cwd: folder }).map((file) => join(folder, file)),
    );
    const codes = new Set<string>();
    for (const file of files) {
      if (
        file.endsWith(".test.ts") ||
        file.endsWith("mapping.ts") ||
        file.endsWith("suite.ts") ||
        file.endsWith("sources.ts")
      )
        continue;
      for (const [, code] of readFileSync(file, "utf8").matchAll(NAMED)) codes.add(code!);
    }
    expect(codes.size).toBeGreaterThan(15);
    const otherWords = new Set([
      "epoch-s",
      "epoch-ms",
      "utf-8",
      "utf-16le",
      "utf-16be",
      "windows-1252",
      "not-found",
    ]);
    const wordless = [...codes].filter(
      (code) =>
        !otherWords.has(code) &&
        !readingMessages.has(`reject.${code}`) &&
        !readingMessages.has(`api.${code}`),
    );
    expect(wordless).toEqual([]);
  });
});
