import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { readingMessages } from "../features/readings/messages.ts";
import { launchBrowser, press } from "./browser.ts";
import { husting } from "./command.ts";
import { browserCookies, type RunningCity, runCity } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const t = readingMessages.t("en");
const directory = mkdtempSync(join(tmpdir(), "husting-wizard-"));
let city: RunningCity;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
  await context.addCookies(browserCookies(await city.signInAs("manager"), city.baseUrl));
});
afterAll(async () => {
  await browser.close();
  await city.close();
  rmSync(directory, { recursive: true, force: true });
});

function file(name: string, content: string): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

/** Sends a file and stands on the page with its questions. */
async function sent<T>(path: string, use: (page: Page) => Promise<T>): Promise<T> {
  const page = await context.newPage();
  try {
    await page.goto(`${city.baseUrl}/en/staff/import`);
    await page.setInputFiles("input[name=file]", path);
    await press(page, t("wizard.look"));
    await page.waitForURL(/staff\/import\/[0-9a-f-]{36}$/);
    return await use(page);
  } finally {
    await page.close();
  }
}

const answers = {
  unit: "kWh",
  kind: "interval",
  step: "60",
  building: "wizard-hall",
  carrier: "electricity",
};

async function answer(page: Page, changes: Record<string, string> = {}): Promise<void> {
  for (const [name, value] of Object.entries({ ...answers, ...changes })) {
    const field = page.locator(`[name=${name}]`);
    if (await field.evaluate((element) => element.tagName === "SELECT")) await field.selectOption(value);
    else await field.fill(value);
  }
}

const swedish = (building: string): string =>
  file(
    `${building}.csv`,
    `\ufeffTid;Anm;Förbrukning\r\n${Array.from({ length: 48 }, (_, hour) => {
      const day = hour < 24 ? "01" : "02";
      const value = hour === 5 ? "x" : `1${hour},5`;
      return `2026-02-${day} ${String(hour % 24).padStart(2, "0")}:00;ok;${value}`;
    }).join("\r\n")}\r\n`,
  );

describe("the import wizard", () => {
  it("shows the file's rows and reads off it what can be read", async () => {
    await sent(swedish("look"), async (page) => {
      const text = await page.locator("#preview").innerText();
      for (const word of ["Tid", "Förbrukning", "10,5", "2026-02-01 00:00"]) expect(text).toContain(word);
      expect(await page.inputValue("[name=separator]")).toBe(";");
      expect(await page.inputValue("[name=decimalSeparator]")).toBe(",");
      expect(await page.inputValue("[name=zone]")).toBe("Europe/Stockholm");
      expect(await page.inputValue("[name=kind]")).toBe("");
    });
  });

  it("says in a trial what the command's dry run says, keeps nothing, and then imports", async () => {
    const path = swedish("wizard-hall");
    const flags = [
      ...[
        "--data",
        city.directory,
        "--building",
        "wizard-hall",
        "--carrier",
        "electricity",
        "--kind",
        "interval",
      ],
      ...[
        "--step",
        "60",
        "--time-column",
        "1",
        "--value-column",
        "3",
        "--unit",
        "kWh",
        "--zone",
        "Europe/Stockholm",
      ],
      ...["--decimal-separator", ",", "--separator", ";", "--dry-run"],
    ];
    await sent(path, async (page) => {
      await answer(page, { valueColumn: "3" });
      await press(page, t("wizard.try"));
      const notice = await page.locator(".notice").innerText();
      expect(notice).toContain(t("wizard.tried"));
      expect(notice).toContain(t("wizard.counts", { added: 47, corrected: 0, repeated: 0, rejected: 1 }));
      expect(notice).toContain(`${t("import.row", { row: 7 })}: ${t("reject.not-a-number")}`);
      expect(city.node.points.book.has("wizard-hall/electricity")).toBe(false);
      expect(await city.node.registry.building("wizard-hall")).toBeUndefined();

      const { openControl } = await import("../node/control.ts");
      const control = await openControl(city.node);
      const command = await husting("import", path, ...flags);
      await control.close();
      expect(command.stdout).toContain("47 new, 0 corrected, 0 known already, 1 row rejected");
      expect(command.stderr).toContain("row 7");

      await press(page, t("wizard.import"));
      expect(await page.locator(".notice").innerText()).toContain(t("wizard.imported"));
      const point = city.node.points.book.get("wizard-hall/electricity")!;
      const { atMs, value } = await city.node.readings.current(point.id);
      expect(atMs).toHaveLength(47);
      // Midnight in Umeå is an hour earlier in UTC.
      expect([atMs[0], value[0]]).toEqual([Date.UTC(2026, 0, 31, 23), 10.5]);
    });
  });

  it("takes a workbook", async () => {
    const path = join(directory, "book.xlsx");
    await writeXlsxFile([
      [{ value: "Time" }, { value: "kWh" }],
      ...Array.from({ length: 24 }, (_, hour) => [
        { type: Date, value: new Date(Date.UTC(2026, 1, 1, hour)), format: "yyyy-mm-dd hh:mm" },
        { type: Number, value: hour + 0.25 },
      ]),
    ]).toFile(path);
    await sent(path, async (page) => {
      await answer(page, { building: "book-hall" });
      await press(page, t("wizard.import"));
      expect(await page.locator(".notice").innerText()).toContain(t("wizard.imported"));
      const point = city.node.points.book.get("book-hall/electricity")!;
      const { atMs, value } = await city.node.readings.current(point.id);
      expect(Array.from(value)).toEqual(Array.from({ length: 24 }, (_, hour) => hour + 0.25));
      expect(atMs[0]).toBe(Date.UTC(2026, 0, 31, 23));
    });
  });

  it("names the question that was answered wrongly and keeps the other answers", async () => {
    await sent(swedish("wrong"), async (page) => {
      await answer(page, { unit: "ppm", valueColumn: "3" });
      await press(page, t("wizard.try"));
      expect(await page.locator("main").innerText()).toContain(t("wizard.fault.unit-does-not-fit"));
      expect(await page.inputValue("[name=building]")).toBe("wizard-hall");
      expect(await page.inputValue("[name=valueColumn]")).toBe("3");
    });
  });

  it("offers the known buildings, and says in a trial that a new one and its room would be made", async () => {
    await sent(swedish("new-hall"), async (page) => {
      const offered = await page
        .locator("#building-suggestions option")
        .evaluateAll((options) => options.map((option) => option.getAttribute("value")));
      expect(offered).toContain("algkronan-skola");
      await answer(page, { building: "new-hall", valueColumn: "3" });
      await page.fill("[name=room]", "cellar");
      await press(page, t("wizard.try"));
      const notice = await page.locator(".notice").innerText();
      expect(notice).toContain(t("wizard.would-make-building", { name: "new-hall" }));
      expect(notice).toContain(t("wizard.would-make-room", { name: "cellar" }));
      expect(await city.node.registry.building("new-hall")).toBeUndefined();
    });
    await sent(swedish("known-hall"), async (page) => {
      await answer(page, { building: "algkronan-skola", carrier: "gas", unit: "m3", valueColumn: "3" });
      await press(page, t("wizard.try"));
      expect(await page.locator(".notice").innerText()).not.toContain("would be made");
    });
  });

  it.each([
    ["zone", "Mars/Olympus", "wizard.fault.unknown-zone"],
    ["unit", "bananas", "wizard.fault.unknown-unit"],
    ["registerWidth", "99", "wizard.fault.width-not-possible"],
    ["registerWidth", "many", "wizard.fault.width-not-possible"],
  ] as const)("says what is wrong with an answer: %s %s", async (field, value, words) => {
    await sent(swedish(`wrong-${field}`), async (page) => {
      await answer(page, { [field]: value });
      await press(page, t("wizard.try"));
      expect(await page.locator(`#${field}-error`).innerText()).toContain(t(words));
    });
  });

  it("answers for a weather file what the file says of itself", async () => {
    const header = ["LOCATION,Umea,AC,SWE,SRC,022860,63.80,20.28,1.0,12.0", ...Array(7).fill("-")];
    const hours = Array.from(
      { length: 24 },
      (_, i) => `2024,1,1,${i + 1},60,?9,-5.${i % 10},-9,80,101300,0,0,200,0,0,0,0`,
    );
    await sent(file("umea.epw", [...header, ...hours].join("\n")), async (page) => {
      await page.fill("[name=building]", "umea-station");
      await press(page, t("wizard.import"));
      expect(await page.locator(".notice").innerText()).toContain(t("wizard.imported"));
      const point = city.node.points.book.get("umea-station/outdoor-temperature")!;
      expect((await city.node.readings.current(point.id)).value[0]).toBe(-5);
      expect(await city.node.registry.building("umea-station")).toBeUndefined();
    });
  });

  it("a file with an unclosed quote and unseen characters can be looked at and tried", async () => {
    const path = file("quote.csv", 'time,k\u202eWh\n"2026-02-01 00:00,1\n2026-02-01 01:00,2\n');
    await sent(path, async (page) => {
      expect(await page.locator("#preview").innerText()).toContain("k\\u{202E}Wh");
      await answer(page, { building: "quote-hall" });
      await press(page, t("wizard.try"));
      expect(await page.locator(".notice").innerText()).toContain(t("reject.quote-not-closed"));
    });
  });

  it("refuses what is no workbook, and an upload nobody made", async () => {
    const page = await context.newPage();
    await page.goto(`${city.baseUrl}/en/staff/import`);
    await page.setInputFiles("input[name=file]", file("text.xlsx", "time,kWh\n"));
    await press(page, t("wizard.look"));
    expect(await page.locator("main").innerText()).toContain(t("reject.not-a-workbook"));
    for (const id of ["00000000-0000-0000-0000-000000000000", "..", "%2e%2e%2fcivic"])
      expect((await page.goto(`${city.baseUrl}/en/staff/import/${id}`))?.status()).not.toBe(500);
    await page.close();
  });
});

it("husting import takes a workbook too, and names one that is none", async () => {
  const { openControl } = await import("../node/control.ts");
  const control = await openControl(city.node);
  const flags = [
    ...["--data", city.directory, "--building", "cli-hall", "--carrier", "electricity", "--kind", "interval"],
    ...["--step", "60", "--time-column", "1", "--value-column", "2", "--unit", "kWh", "--zone", "UTC"],
  ];
  const taken = await husting("import", join(directory, "book.xlsx"), ...flags);
  const refused = await husting("import", join(directory, "text.xlsx"), ...flags);
  await control.close();
  expect(taken.stdout).toContain("24 new");
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("no .xlsx workbook");
});
