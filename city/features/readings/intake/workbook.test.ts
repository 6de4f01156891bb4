import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { isWorkbook, workbookToCsv } from "./workbook.ts";

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
  await workbookToCsv(path, join(directory, "meter.csv"));
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
  await expect(workbookToCsv(path, join(directory, "text.csv"))).rejects.toThrow();
  expect(["a.xlsx", "B.XLSX"].every(isWorkbook)).toBe(true);
  expect(isWorkbook("a.csv")).toBe(false);
});
