import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Role } from "../features/people/index.ts";
import { axeFindingsOfCopy } from "./accessibility.ts";
import { launchBrowser, press } from "./browser.ts";
import { browserCookies, type RunningCity, runCity } from "./running-city.ts";

// Processes and browsers take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let city: RunningCity;
let browser: Browser;
let code: string;
let files: string;

const NAME = "Astrid Exempelsson";

beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  code = (await city.node.screens.screens.all())[0]!.code;
  files = mkdtempSync(join(tmpdir(), "husting-works-"));
  const drawing = sharp({ create: { width: 900, height: 600, channels: 3, background: "#285a86" } });
  const photo = await drawing
    .clone()
    .withExif({
      IFD0: { Artist: NAME, Make: "Telefonmakare" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "63/1 49/1 30/1" },
    })
    .jpeg()
    .toBuffer();
  writeFileSync(join(files, "IMG_Astrid_3B.jpg"), photo);
  writeFileSync(join(files, "drawing.svg"), '<svg xmlns="http://www.w3.org/2000/svg"/>');
});
afterAll(async () => {
  rmSync(files, { recursive: true, force: true });
  await browser.close();
  await city.close();
});

async function as(role: Role, options: Parameters<Browser["newContext"]>[0] = {}): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  await context.addCookies(browserCookies(await city.signInAs(role), city.baseUrl));
  return context;
}

/** Whether a work is among what the screen turns. */
async function hangs(words: string): Promise<boolean> {
  const told = await (await fetch(`${city.baseUrl}/screen/${code}.json`)).text();
  return told.includes(words);
}

async function fillPoem(page: Page, title: string, body: string): Promise<void> {
  await page.check("[name=kind][value=poem]");
  await page.selectOption("[name=language]", "sv");
  await page.fill("[name=title]", title);
  await page.fill("[name=body]", body);
  await page.check("[name=nameless]");
  await page.check("[name=agreed]");
}

describe("a child's picture", () => {
  it("is brought by a teacher, hung up by an officer, seen in the lobby, and taken back at once; nothing of its file stays", async () => {
    const teacher = await as("teacher", { javaScriptEnabled: false, viewport: { width: 320, height: 700 } });
    const page = await teacher.newPage();
    await page.goto(`${city.baseUrl}/sv/staff/works`);
    await page.check("[name=kind][value=picture]");
    await page.fill("[name=title]", "Blått hus");
    await page.fill("[name=alternative]", "Ett blått hus i skymning.");
    await page.check("[name=nameless]");
    await page.check("[name=agreed]");
    await page.setInputFiles("[name=picture]", join(files, "drawing.svg"));
    await press(page, "Lämna in");
    expect(await page.locator(".field-error").innerText()).toContain("SVG-teckningar tas inte emot");
    // What was written stays; the file has to be chosen again.
    expect(await page.inputValue("[name=alternative]")).toBe("Ett blått hus i skymning.");
    await page.setInputFiles("[name=picture]", join(files, "IMG_Astrid_3B.jpg"));
    await press(page, "Lämna in");
    expect(page.url()).toMatch(/\/works\/\d+\?done=brought$/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await page.locator("main").innerText()).toContain("Någon annan tittar på det");
    const address = page.url().replace(/\?.*/, "");
    const source = (await page.locator("img.work-picture").getAttribute("src"))!;
    expect(await hangs("Blått hus")).toBe(false);
    // Before it hangs it is nobody's but those who look after works.
    expect((await fetch(`${city.baseUrl}${source}`)).status).toBe(404);

    // Whoever brought it does not hang it up, whatever their form says.
    const own = await page.request.post(address, {
      form: { do: "publish", screen: "1", from: "2026-01-01", until: "2099-01-01" },
      headers: { origin: city.baseUrl },
    });
    expect(own.status()).toBe(422);
    expect(await hangs("Blått hus")).toBe(false);

    const officer = await as("officer", { javaScriptEnabled: false });
    const second = await officer.newPage();
    await second.goto(address);
    await press(second, "Häng upp");
    expect(await second.locator(".notice").innerText()).toContain("Välj minst en skärm.");
    await second.check("[name=screen]");
    await press(second, "Häng upp");
    expect(second.url()).toContain("done=published");
    expect(await hangs("Blått hus")).toBe(true);

    const served = await fetch(`${city.baseUrl}${source}`);
    expect(served.status).toBe(200);
    expect(served.headers.get("content-type")).toBe("image/webp");
    expect(served.headers.get("x-content-type-options")).toBe("nosniff");
    expect(served.headers.get("cache-control")).toBe("public, max-age=86400, immutable");
    const bytes = Buffer.from(await served.arrayBuffer());
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
    expect(bytes.toString("latin1")).not.toMatch(/Exif|EXIF|Astrid|Telefonmakare/);
    // Nor does the data directory hold anything of the file: neither its name, nor what stood in it.
    for (const name of ["civic.sqlite", "civic.sqlite-wal"]) {
      const stored = readFileSync(join(city.directory, name)).toString("latin1");
      for (const said of [NAME, "IMG_Astrid", "Telefonmakare"])
        expect(stored, `${said} in ${name}`).not.toContain(said);
    }

    // Whoever brought it takes it back; it is gone with the next page the screen turns.
    await page.goto(address);
    await press(page, "Ta tillbaka och radera");
    expect(await hangs("Blått hus")).toBe(false);
    expect((await fetch(`${city.baseUrl}${source}`)).status).toBe(404);
    const stored = readFileSync(join(city.directory, "civic.sqlite")).toString("latin1");
    expect(stored).not.toContain("tt hus i skymning");
    expect(stored.includes(bytes.subarray(40, 120).toString("latin1"))).toBe(false);

    const log = await city.node.civic
      .selectFrom("log_entry")
      .select("line")
      .orderBy("sequence", "desc")
      .limit(3)
      .execute();
    const entries = log.map(({ line }) => JSON.parse(line));
    expect(entries.map(({ act }) => act)).toEqual(["work.taken-back", "work.published", "work.submitted"]);
    expect(Object.keys(entries[2].commitments)).toEqual(["work"]);
    expect(JSON.stringify(entries)).not.toContain("hus i");
    // What opens the commitment went with the work.
    const openings = await city.node.civic
      .selectFrom("log_opening")
      .select("name")
      .where("sequence", "=", entries[2].sequence)
      .execute();
    expect(openings.map(({ name }) => name)).not.toContain("work");
    await teacher.close();
    await officer.close();
  });
});

describe("a child's poem", () => {
  it("goes the same way in Chinese, and reads well in the log", async () => {
    const teacher = await as("teacher");
    const page = await teacher.newPage();
    await page.goto(`${city.baseUrl}/zh/staff/works`);
    await fillPoem(page, "Istappen", "Istappen räknar\nhögt till vår.");
    await page.uncheck("[name=agreed]");
    await press(page, "提交");
    expect(await page.locator(".field-error").innerText()).toContain("请先征得孩子及其监护人同意");
    expect(await page.inputValue("[name=body]")).toBe("Istappen räknar\nhögt till vår.");
    await page.check("[name=agreed]");
    await press(page, "提交");
    const address = page.url().replace(/\?.*/, "");
    const officer = await as("officer");
    const second = await officer.newPage();
    await second.goto(address);
    await second.check("[name=screen]");
    await press(second, "展出");
    expect(await hangs("Istappen räknar")).toBe(true);
    const display = await browser.newPage({ viewport: { width: 1080, height: 1920 } });
    await display.goto(`${city.baseUrl}/screen/${code}?hold=yes`);
    for (let turn = 0; turn < 40 && (await display.getByText("Istappen räknar").count()) === 0; turn++)
      await display.goto(
        new URL((await display.locator("nav a").nth(1).getAttribute("href"))!, city.baseUrl).href,
      );
    expect(await display.locator(".poem").getAttribute("lang")).toBe("sv");
    await display.close();
    await second.goto(`${city.baseUrl}/zh/log`);
    const log = await second.locator("main").innerText();
    for (const words of ["儿童作品已提交", "儿童作品已展出", "作品类型", "展出截止"])
      expect(log).toContain(words);
    expect(log).not.toMatch(/workKind|shownUntil|work\.submitted/);
    await second.goto(address);
    await press(second, "撤下并删除");
    expect(await hangs("Istappen räknar")).toBe(false);
    await teacher.close();
    await officer.close();
  });

  it("is taken down, but hung up by no administrator; who is nobody sees none that waits", async () => {
    const id = await city.node.screens.works.submit(
      { kind: "poem", language: "en", age: "not-said", title: "Waiting", body: "I wait.", alternative: null },
      null,
      null,
    );
    const administrator = await as("administrator");
    const page = await administrator.newPage();
    await page.goto(`${city.baseUrl}/en/staff/works/${id}`);
    expect(await page.getByRole("button", { name: "Hang it up" }).count()).toBe(0);
    const forced = await page.request.post(`${city.baseUrl}/en/staff/works/${id}`, {
      form: { do: "publish", screen: "1", from: "2026-01-01", until: "2099-01-01" },
      headers: { origin: city.baseUrl },
    });
    expect(forced.status()).toBe(422);
    expect((await fetch(`${city.baseUrl}/en/staff/works/${id}.json`)).status).toBe(401);
    await press(page, "Decline and erase");
    expect(await page.locator("main").innerText()).toContain("Its words and pixels are erased.");
    await administrator.close();
  });

  it("is moved to another screen by somebody who did not bring it, on record, and hangs no longer for it", async () => {
    const { works, screens } = city.node.screens;
    const here = (await screens.all())[0]!;
    const building = (await city.node.registry.building(here.building.slug))!;
    const there = await screens.make(building, { ...here, place: "Upstairs" }, null);
    const teacher = await as("teacher", { javaScriptEnabled: false });
    const page = await teacher.newPage();
    await page.goto(`${city.baseUrl}/en/staff/works`);
    await fillPoem(page, "Flyttfågel", "Jag flyttar.");
    await press(page, "Bring it");
    const address = page.url().replace(/\?.*/, "");
    const id = Number(address.split("/").at(-1));
    const first = works.today;
    await works.publish(id, { screenIds: [here.id], from: first, until: first }, null);
    expect(await hangs("Flyttfågel")).toBe(true);

    // Whoever brought it sees no form, and is refused whatever theirs says.
    await page.goto(address);
    expect(await page.getByRole("button", { name: "Move it" }).count()).toBe(0);
    const own = await page.request.post(address, {
      form: { do: "move", screen: String(there.id), from: first, until: first },
      headers: { origin: city.baseUrl },
    });
    expect(own.status()).toBe(422);
    expect(await hangs("Flyttfågel")).toBe(true);

    const officer = await as("officer", { javaScriptEnabled: false });
    const second = await officer.newPage();
    await second.goto(address);
    expect(await second.locator("[name=screen]:checked").getAttribute("value")).toBe(String(here.id));
    await second.uncheck(`[name=screen][value="${here.id}"]`);
    await second.check(`[name=screen][value="${there.id}"]`);
    const day = (ahead: number): string =>
      new Date(Date.parse(`${first}T00:00:00Z`) + ahead * 86_400_000).toISOString().slice(0, 10);
    // Moved to begin tomorrow it would hang for 181 days in all.
    await second.fill("[name=from]", day(1));
    await second.fill("[name=until]", day(180));
    await press(second, "Move it");
    expect(await second.locator(".notice").innerText()).toContain("180 days");
    await second.fill("[name=until]", day(30));
    await press(second, "Move it");
    expect(second.url()).toContain("done=moved");
    expect(await hangs("Flyttfågel")).toBe(false);
    expect(await works.on(there.id)).toMatchObject([{ id, fromDate: first, untilDate: day(30) }]);
    const entry = await city.node.civic
      .selectFrom("log_entry")
      .select("line")
      .orderBy("sequence", "desc")
      .executeTakeFirstOrThrow();
    expect(JSON.parse(entry.line)).toMatchObject({
      act: "work.moved",
      facts: { fromScreens: here.code, screens: there.code, shownFrom: first, shownUntil: day(30) },
    });
    // What is over, or waits, is not moved.
    const where = { screenIds: [here.id], from: first, until: first };
    await works.takeBack(id, null);
    expect(await works.move(id, where, null)).toBe("not-hanging");
    await teacher.close();
    await officer.close();
  });

  it("is erased thirty days after its last day, and not a day before", async () => {
    const { works } = city.node.screens;
    const add = async (until: number): Promise<number> => {
      const id = await works.submit(
        { kind: "poem", language: "en", age: "not-said", title: null, body: "Old.", alternative: null },
        null,
        null,
      );
      await works.publish(id, { screenIds: [1], from: works.today, until: works.today }, null);
      const date = new Date(city.node.nowMs() - until * 86_400_000).toISOString().slice(0, 10);
      await city.node.civic
        .updateTable("work")
        .set({ from_date: date, until_date: date })
        .where("id", "=", id)
        .execute();
      return id;
    };
    const [kept, over] = [await add(29), await add(32)];
    await city.node.records.retention.carryOut();
    expect(await works.find(kept)).toBeDefined();
    expect(await works.find(over)).toBeUndefined();
    const [row] = (await city.node.records.retention.erased()).filter(({ rule }) => rule === "works");
    expect(row?.count).toBe(1);
    // A number is not given again.
    expect(await add(1)).toBeGreaterThan(over);
  });
});

it("the forms have no fault that axe knows, with their errors too", async () => {
  const teacher = await as("teacher", { javaScriptEnabled: false });
  const looking = await browser.newContext({ bypassCSP: true });
  const page = await teacher.newPage();
  for (const language of ["sv", "zh", "en"] as const) {
    await page.goto(`${city.baseUrl}/${language}/staff/works`);
    expect(await axeFindingsOfCopy(looking, page)).toEqual([]);
    await page.check("[name=kind][value=poem]");
    await page.locator("form.form button").first().click();
    await page.waitForLoadState();
    expect(await page.locator(".field-error").count()).toBe(1);
    expect(await axeFindingsOfCopy(looking, page)).toEqual([]);
  }
  await looking.close();
  await teacher.close();
});
