import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { sheetOf, workbookOf } from "./workbook.fixtures.ts";
import { isWorkbook, workbookToCsv } from "./workbook.ts";
import { MOST_UNPACKED_BYTES } from "./workbook-parts.ts";

const directory = mkdtempSync(join(tmpdir(), "husting-workbook-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it("a workbook becomes CSV row for row: times as the sheet shows them, numbers with every digit", async () => {
  const path = join(directory, "meter.xlsx");
  const hours = Array.from({ length: 48 }, (_, hour) => new Date(Date.UTC(2026, 2, 28, hour)));
  await writeXlsxFile([
    [{ value: "Tid" }, { value: "kWh" }, { value: 'Not, ett "citat"' }],
    ...hours.map((value, hour) => [
      { type: Date, value, format: "yyyy-mm-dd hh:mm" },
      { type: Number, value: 10_482.125 + hour },
      { value: hour === 0 ? "first\nline" : "" },
    ]),
  ]).toFile(path);
  expect(await workbookToCsv(path, join(directory, "meter.csv"))).toBeNull();
  const lines = readFileSync(join(directory, "meter.csv"), "utf8").trimEnd().split("\n");
  expect(lines[0]).toBe('Tid,kWh,"Not, ett ""citat"""');
  expect(lines[1]).toBe("2026-03-28 00:00:00,10482.125,first line");
  expect(lines).toHaveLength(49);
  for (const [hour, value] of hours.entries()) {
    expect(lines[hour + 1]!.slice(0, 19)).toBe(value.toISOString().slice(0, 19).replace("T", " "));
  }
});

it("what is no workbook is refused", async () => {
  const path = join(directory, "text.xlsx");
  writeFileSync(path, "time,kWh\n");
  expect(await workbookToCsv(path, join(directory, "text.csv"))).toBe("not-a-workbook");
  expect(["a.xlsx", "B.XLSX"].every(isWorkbook)).toBe(true);
  expect(isWorkbook("a.csv")).toBe(false);
});

const target = join(directory, "any.csv");

it("cells far apart, which would fill any memory as a table, are refused before they are laid out", async () => {
  const path = join(directory, "apart.xlsx");
  for (const cells of [
    ["XFD3", "A20000"],
    ["A1", "A9999999999"],
  ]) {
    writeFileSync(path, workbookOf({ first: sheetOf(cells) }));
    expect(await workbookToCsv(path, target)).toBe("too-large-to-convert");
  }
  writeFileSync(path, workbookOf({ first: sheetOf(["C2", "A1048576"]) }));
  expect(await workbookToCsv(path, target)).toBeNull();
});

it("only what the first sheet needs is unpacked, and no more than can be read", async () => {
  const path = join(directory, "unpacks.xlsx");
  const blank = " ".repeat(MOST_UNPACKED_BYTES + 1);
  writeFileSync(path, workbookOf({ first: sheetOf(["A1"]), second: blank }));
  expect(await workbookToCsv(path, target)).toBeNull();
  expect(readFileSync(target, "utf8")).toBe("1\n");
  writeFileSync(path, workbookOf({ first: sheetOf(["A1"]) + blank }));
  expect(await workbookToCsv(path, target)).toBe("too-large-to-convert");
});
