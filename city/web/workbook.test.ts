import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import readWorkbook, { readSheet } from "read-excel-file/node";
import { expect, it } from "vitest";
import { type Sheet, workbook } from "./workbook.ts";

const about = { name: "About", lines: [["Made", "today"]] } as const;
const sheet = (rows: Sheet["rows"]): Sheet => ({
  name: "Rooms",
  columns: [
    { header: "Room", kind: "text" },
    { header: "From", kind: "date" },
    { header: "Outside (%)", kind: "share" },
    { header: "Outside (h)", kind: "whole" },
  ],
  rows,
});
const parts = (bytes: Uint8Array): string[] => Object.values(unzipSync(bytes)).map((part) => strFromU8(part));

it("numbers, shares and days come back as what they are, and what is missing is empty", async () => {
  const bytes = Buffer.from(
    await workbook(
      [
        sheet([
          ["3A", "2025-03-30", 0.125, -4],
          ["3B", null, null, Number.NaN],
        ]),
      ],
      about,
    ),
  );
  expect((await readWorkbook(bytes)).map((one) => one.sheet)).toEqual(["Rooms", "About"]);
  expect(await readSheet(bytes, "Rooms")).toEqual([
    ["Room", "From", "Outside (%)", "Outside (h)"],
    ["3A", new Date("2025-03-30T00:00:00Z"), 0.125, -4],
    ["3B", null, null, null],
  ]);
  expect(await readSheet(bytes, "About")).toEqual([["Made", "today"]]);
});

it("the header row is frozen and the columns are as wide as what they hold", async () => {
  const name = "Ålidhems bibliotek och medborgarhus";
  const [xml] = parts(await workbook([sheet([[name, null, null, null]])], about)).filter((part) =>
    part.includes("<sheetViews>"),
  );
  expect(xml).toMatch(/<pane ySplit="1"[^>]*state="frozen"/);
  expect(xml).toContain(`<col min="1" max="1" width="${name.length + 2}" customWidth="1"/>`);
});

it("no text becomes a formula, a number or a broken file, whatever it is", async () => {
  const texts = fc.array(
    fc.oneof(
      fc.constantFrom(
        "=1+1",
        "=HYPERLINK(1)",
        "+1",
        "-1",
        "@SUM(A1)",
        "007",
        "1e5",
        "＝1",
        "\u0001",
        "\ud800",
      ),
      fc.string({ unit: "grapheme", minLength: 1 }),
    ),
    { minLength: 1, maxLength: 20 },
  );
  await fc.assert(
    fc.asyncProperty(texts, async (names) => {
      const bytes = await workbook([sheet(names.map((name) => [name, null, null, null]))], about);
      for (const part of parts(bytes)) expect(part).not.toMatch(/<f[ >]|t="str"/);
      const cells = parts(bytes).flatMap((part) => part.match(/<c r="A\d+"[^>]*>/g) ?? []);
      // Each cell of the first column, also the terms beside it, points at a text and has the format of text.
      for (const cell of cells) expect(cell).toMatch(/ s="\d+" t="s"/);
      const [, ...rows] = await readSheet(Buffer.from(bytes), "Rooms");
      for (const row of rows) expect(typeof (row[0] ?? ""), String(row[0])).toBe("string");
    }),
    { numRuns: 30 },
  );
});
