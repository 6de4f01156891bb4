import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { HoursOfUseTeller } from "../features/savings/index.ts";
import { scene } from "../features/screens/display/scenes.ts";
import { createScreenPages, HouseTeller } from "../features/screens/index.ts";
import { leastFontShare } from "../features/screens/legible.ts";
import { MOST } from "../features/screens/works/work.ts";
import { axeFindings } from "./axe.ts";
import { launchBrowser, press } from "./browser.ts";
import { browserCookies, type RunningCity, runCity } from "./running-city.ts";

// Processes and browsers take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let city: RunningCity;
let browser: Browser;
/** The code of the demo's screen. */
let code: string;

beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  const { screens, works } = city.node.screens;
  const [screen] = await screens.all();
  code = screen!.code;
  // The longest poem there can be, in the widest signs and in the most lines.
  const poem = {
    kind: "poem",
    age: "school-younger",
    title: "雪".repeat(MOST.title / 2),
    alternative: null,
  } as const;
  const lines = Array.from({ length: MOST.lines }, () =>
    "雪".repeat(Math.floor((MOST.body - MOST.lines) / MOST.lines / 2)),
  );
  for (const body of [lines.join("\n"), "Älgen går över isen. ".repeat(17).trim()]) {
    const id = await works.submit({ ...poem, language: "zh", body }, null, null);
    await works.publish(id, { screenIds: [screen!.id], from: works.today, until: works.today }, null);
  }
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

const held = (step: number): string => `${city.baseUrl}/screen/${code}?step=${step}&hold=yes`;

/** Every page the screen turns, one after the other. */
async function eachStep(page: Page, use: (step: number) => Promise<void>): Promise<number> {
  for (let step = 0; ; step++) {
    await page.goto(held(step));
    await use(step);
    const next = await page.locator("nav a").nth(1).getAttribute("href");
    if (next?.includes("step=0&")) return step + 1;
  }
}

describe("a display in a lobby", () => {
  it.each([
    ["lying", 1920, 1080],
    ["standing", 1080, 1920],
    ["small and lying", 1280, 720],
  ] as const)(
    "%s: every letter of every page is a twentieth of the shorter side, and nothing is cut",
    async (_, width, height) => {
      const context = await browser.newContext({
        viewport: { width, height },
        reducedMotion: "reduce",
        javaScriptEnabled: true,
        bypassCSP: true,
      });
      const page = await context.newPage();
      const least = Math.min(width, height) * leastFontShare();
      const seen = new Set<string>();
      const steps = await eachStep(page, async (step) => {
        seen.add((await page.locator("main").getAttribute("class"))?.split(" ")[0] ?? "");
        const { small, cut } = await page.evaluate(
          ([leastPx, w, h]) => {
            const small: string[] = [];
            const cut: string[] = [];
            const walker = document.createTreeWalker(document.querySelector("main")!, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
              const text = walker.currentNode.textContent?.trim() ?? "";
              const within = walker.currentNode.parentElement!;
              if (text === "" || !within.checkVisibility()) continue;
              const size = Number.parseFloat(getComputedStyle(within).fontSize);
              if (size < leastPx!) small.push(`${text}: ${size}`);
              const range = document.createRange();
              range.selectNodeContents(walker.currentNode);
              const box = range.getBoundingClientRect();
              if (box.left < -1 || box.top < -1 || box.right > w! + 1 || box.bottom > h! + 1)
                cut.push(`${text}: ${[box.left, box.top, box.right, box.bottom].map(Math.round)}`);
            }
            // Words of one place do not lie on those of another.
            const boxes = ["header", ".scene h1", ".scene .lead", "blockquote", "main > footer"].flatMap(
              (of) =>
                [...document.querySelectorAll(of)].map((one) => [of, one.getBoundingClientRect()] as const),
            );
            for (const [a, one] of boxes)
              for (const [b, other] of boxes)
                if (
                  a < b &&
                  one.height > 0 &&
                  other.height > 0 &&
                  one.bottom - 2 > other.top &&
                  other.bottom - 2 > one.top &&
                  one.right > other.left &&
                  other.right > one.left &&
                  !["blockquote"].includes(a)
                )
                  cut.push(`${a} on ${b}`);
            return { small, cut };
          },
          [least, width, height] as const,
        );
        expect(small, `step ${step}`).toEqual([]);
        expect(cut, `step ${step}`).toEqual([]);
      });
      expect([...seen].sort()).toEqual([
        "on-act",
        "on-energy",
        "on-measure",
        "on-people",
        "on-rooms",
        "on-works",
      ]);
      expect(steps).toBeGreaterThan(15);
      await context.close();
    },
  );

  it("breaks no rule of WCAG 2.2 AA that axe knows, light and dark, wide and on a telephone", async () => {
    for (const [colorScheme, width] of [
      ["light", 1920],
      ["dark", 1920],
      ["light", 320],
    ] as const) {
      const context = await browser.newContext({
        viewport: { width, height: 1080 },
        colorScheme,
        reducedMotion: "reduce",
        bypassCSP: true,
      });
      const page = await context.newPage();
      const looked = new Set<string>();
      await eachStep(page, async (step) => {
        const shown = `${(await page.locator("main").getAttribute("class"))?.split(" ")[0]} ${colorScheme === "dark" ? "" : await page.locator("html").getAttribute("lang")}`;
        if (looked.has(shown)) return;
        looked.add(shown);
        expect(await axeFindings(page), `${colorScheme} ${width} step ${step}`).toEqual([]);
        if (width === 320)
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      });
      await context.close();
    }
  });

  it("tells what its JSON tells, hour by hour with what was to be expected, and of no home and no person", async () => {
    const told = await (await fetch(`${city.baseUrl}/screen/${code}.json`)).json();
    expect(told.house.energy).toMatchObject({ kind: "hours" });
    expect(told.house.energy.kwh).toHaveLength(24);
    expect(
      told.house.energy.expectedKwh.filter((one: unknown) => typeof one === "number").length,
    ).toBeGreaterThan(20);
    const known = await city.node.votes.rooms.all();
    const many = [...known.values()]
      .filter(({ regularUsers }) => (regularUsers ?? 0) >= 5)
      .map(({ names }) => names.en);
    for (const { names } of told.house.rooms.rooms) expect(many).toContain(names.en);
    const text = JSON.stringify(told);
    for (const hidden of ["submittedBy", "email", "@umea.example"]) expect(text).not.toContain(hidden);
  });

  it("of a house with people's homes tells no hours where they are few, and no home by its name", async () => {
    const { registry, screens } = city.node;
    for (const building of await registry.buildings()) {
      const house = await screens.houses.of(building);
      if (building.use !== "housing") continue;
      const homes = (await registry.rooms(building.id)).length;
      expect(house.energy?.kind).toBe(homes >= 5 ? "hours" : "months");
      expect(house.rooms.rooms).toEqual([]);
    }
  });

  it("counts what the registers counted: the hours of a day are the difference of its ends", async () => {
    const { node } = city;
    const building = (await node.registry.building("algkronan-skola"))!;
    const { energy } = await node.screens.houses.of(building);
    const [fromMs, toMs] = [energy!.bounds[0]!, energy!.bounds.at(-1)!];
    let counted = 0;
    for (const point of await node.registry.points(building.id)) {
      if (point.kind === "instantaneous" || point.roomId !== null) continue;
      const { atMs, value } = await node.readings.current(point.id, fromMs, toMs + 1);
      const kwh =
        point.kind === "cumulative"
          ? value[atMs.indexOf(toMs)]! - value[atMs.indexOf(fromMs)]!
          : value.reduce((sum, one, at) => sum + (atMs[at]! < toMs ? one : 0), 0);
      counted += point.unit === "MWh" ? kwh * 1000 : kwh;
    }
    expect(energy!.kwh.reduce((sum: number, one) => sum + one!, 0)).toBeCloseTo(counted, 3);
    const parts = energy!.parts.flatMap(({ kwh }) => kwh).reduce((sum: number, one) => sum + one!, 0);
    expect(parts).toBeCloseTo(counted, 3);
  });

  it("says on every page how old its data are once the meters have been silent for three hours", async () => {
    const { screens, city: profile, quality, nowMs } = city.node;
    const after = (hours: number) =>
      createScreenPages({
        ...screens,
        ...{ city: profile, baseUrl: quality.baseUrl, nowMs: () => nowMs() + hours * 3_600_000 },
        ...{ script: { src: "/assets/screen.js", integrity: "" }, version: "any" },
      });
    const [{ heardUntilMs }] = [await screens.houses.of((await screens.screens.withCode(code))!.building)];
    const sinceHours = (nowMs() - heardUntilMs!) / 3_600_000;
    const said = async (hours: number, step: number): Promise<string> =>
      (await after(hours - sinceHours).request(`/${code}?step=${step}&hold=yes`)).text();
    expect(await said(2, 0)).toContain("Ett dygn fram till");
    for (const step of [0, 4, 8])
      expect(await said(5, step)).toContain("Senast hört från mätarna för 5 timmar sedan");
    expect(await said(24 * 40, 0)).toContain("Senast hört från mätarna för 40 dagar sedan");
  });

  it("shows a house of few homes by its months, which its page shows too", async () => {
    const { civic, registry } = city.node;
    const { zone } = city.node.city;
    const home = (await registry.buildings()).find(({ use }) => use === "housing")!;
    const offices = (await registry.rooms(home.id)).slice(3).map(({ id }) => id);
    await civic
      .insertInto("room_use")
      .values(offices.map((id) => ({ room_id: id, use: "office", sensitive_people: 0 })))
      .execute();
    const hours = new HoursOfUseTeller({ ...city.node, zone, country: "SE" });
    const house = await new HouseTeller({ ...city.node, hours, next: async () => null }).of(home);
    await civic.deleteFrom("room_use").where("room_id", "in", offices).execute();
    expect(house.energy?.kind).toBe("months");
    expect(house.energy?.kwh).toHaveLength(12);
    expect(house.rooms.rooms).toEqual([]);
    const body = String(
      await scene(
        { page: "energy", language: "en" },
        { house, language: "en", zone, pageAddress: "http://localhost" },
      ),
    );
    expect(body).toContain("The last twelve months");
    expect(body).toMatch(/<path class="used"/);
  });

  it("turns by itself without a script, through its languages, and stands still for whoever holds it", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await city.node.civic.updateTable("screen").set({ seconds: 4 }).where("code", "=", code).execute();
    await page.goto(`${city.baseUrl}/screen/${code}`);
    const heard: string[] = [];
    for (let turn = 0; turn < 3; turn++) {
      heard.push((await page.locator("html").getAttribute("lang")) ?? "");
      await page.waitForURL(new RegExp(`step=${turn + 1}$`));
    }
    expect(heard).toEqual(["sv", "zh-Hans", "en"]);
    await page.goto(held(1));
    await page.waitForTimeout(5500);
    expect(page.url()).toBe(held(1));
    expect(await page.locator("meta[http-equiv=refresh]").count()).toBe(0);
    await city.node.civic.updateTable("screen").set({ seconds: 15 }).where("code", "=", code).execute();
    await context.close();
  });

  it("allows its own program and style, and talks to nobody else", async () => {
    const answer = await fetch(`${city.baseUrl}/screen/${code}`);
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:/);
    expect((await fetch(`${city.baseUrl}/en`)).headers.get("content-security-policy")).not.toContain(
      "script-src",
    );
    const build = join(import.meta.dirname, "../build/client");
    const [file] = globSync("assets/screen-*.js", { cwd: build });
    expect(readFileSync(join(build, file!)).length).toBeLessThanOrEqual(5 * 1024);
    const size = Buffer.byteLength(await answer.text());
    expect(size).toBeLessThan(40 * 1024);
  });

  it("held by somebody, has its controls on the screen, over nothing that is to be read", async () => {
    for (const [width, height] of [
      [1280, 720],
      [1080, 1920],
    ] as const) {
      const context = await browser.newContext({ viewport: { width, height }, reducedMotion: "reduce" });
      const page = await context.newPage();
      for (let step = 0; step < 6; step++) {
        await page.goto(`${city.baseUrl}/screen/${code}?step=${step}&hold=yes`);
        const { bar, links, lowest } = await page.evaluate(() => {
          const ends = (one: Element): { readonly top: number; readonly bottom: number } => {
            const { top, bottom } = one.getBoundingClientRect();
            return { top, bottom };
          };
          const words = [...document.querySelectorAll("main :is(h1, p, li b, li span, figcaption)")];
          return {
            bar: ends(document.querySelector("nav")!),
            links: [...document.querySelectorAll("nav a")].map(ends),
            lowest: Math.max(...words.filter((one) => one.checkVisibility()).map((one) => ends(one).bottom)),
          };
        });
        const at = `${width} pixels, step ${step}`;
        expect(links, at).toHaveLength(4);
        for (const { top, bottom } of links) {
          expect(top, at).toBeGreaterThanOrEqual(bar.top);
          expect(bottom, at).toBeLessThanOrEqual(height);
          expect(bottom - top, at).toBeGreaterThanOrEqual(44);
        }
        expect(lowest, at).toBeLessThanOrEqual(bar.top + 2);
      }
      await context.close();
    }
  });

  it("is dark in its night, and asks again in some minutes", async () => {
    const hour = Temporal.Instant.fromEpochMilliseconds(city.node.nowMs()).toZonedDateTimeISO(
      city.node.city.zone,
    ).hour;
    const night = { night_from: hour, night_to: (hour + 2) % 24 };
    await city.node.civic.updateTable("screen").set(night).where("code", "=", code).execute();
    const text = await (await fetch(`${city.baseUrl}/screen/${code}`)).text();
    expect(text).toContain("data-night");
    expect(text).toContain('data-wait="300000"');
    expect(text).not.toContain("kWh");
    await city.node.civic
      .updateTable("screen")
      .set({ night_from: null, night_to: null })
      .where("code", "=", code)
      .execute();
  });

  it("says that a code is nobody's, and what to do, in the reader's language", async () => {
    const answer = await fetch(`${city.baseUrl}/screen/NOSUCH`, { headers: { "accept-language": "sv" } });
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain("Det finns ingen skärm med koden NOSUCH.");
    for (const odd of ["%3Cscript%3Ealert(1)", "..%2f..", "%00", "a".repeat(500)])
      expect((await fetch(`${city.baseUrl}/screen/${odd}`)).status).toBe(404);
  });
});

describe("whoever looks after screens", () => {
  const signedIn = async (
    role: "manager" | "administrator",
    options: Parameters<Browser["newContext"]>[0],
  ): Promise<BrowserContext> => {
    const context = await browser.newContext(options);
    await context.addCookies(browserCookies(await city.signInAs(role), city.baseUrl));
    return context;
  };

  it.each([
    [
      "sv",
      { javaScriptEnabled: false, viewport: { width: 1280, height: 900 } },
      "Sätt upp skärmen",
      "Spara",
      "Ta ur bruk",
    ],
    [
      "en",
      { javaScriptEnabled: true, viewport: { width: 320, height: 640 } },
      "Set up the screen",
      "Save",
      "Take it out of use",
    ],
    ["zh", { javaScriptEnabled: false, viewport: { width: 1280, height: 900 } }, "设置屏幕", "保存", "停用"],
  ] as const)(
    "sets one up, sees it live, sets it anew and takes it out of use (%s)",
    async (language, options, make, save, remove) => {
      const context = await signedIn("manager", options);
      const page = await context.newPage();
      await page.goto(`${city.baseUrl}/${language}/staff/screens`);
      await page.selectOption("[name=building]", "algkronan-skola");
      await page.fill("[name=place]", " ");
      await page.fill("[name=seconds]", "3");
      await press(page, make);
      // What was wrong is said at its field, and nothing else is lost.
      expect(await page.locator(".field-error").count()).toBe(1);
      await page.fill("[name=place]", "Matsalen");
      await press(page, make);
      expect(await page.locator("[name=seconds]").getAttribute("aria-invalid")).toBe("true");
      await page.fill("[name=seconds]", "20");
      // Without a night it shows its pages at whatever hour this runs.
      await page.fill("[name=nightFrom]", "");
      await page.fill("[name=nightTo]", "");
      await press(page, make);
      expect(page.url()).toMatch(/\/staff\/screens\/\d+\?done=made$/);
      if (options.viewport.width === 320)
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      const address = await page.locator("code").first().innerText();
      const made = address.split("/").at(-1)!;

      const display = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
      await display.goto(`${city.baseUrl}/screen/${made}`);
      expect(await display.locator("svg.land").count()).toBe(1);
      const seen = () =>
        city.node.civic
          .selectFrom("screen_seen")
          .innerJoin("screen", "screen.id", "screen_seen.screen_id")
          .select("seen_at_ms")
          .where("code", "=", made)
          .executeTakeFirst();
      // Whoever opens its address, or a program that looks at links, is not the display in the lobby.
      expect(await seen()).toBeUndefined();
      await display.goto(`${city.baseUrl}/screen/${made}?step=1`);
      await display.context().close();
      await page.reload();
      expect((await seen())!.seen_at_ms % 600_000).toBe(0);

      await page.selectOption("[name=languages]", language);
      await press(page, save);
      const only = await (await fetch(`${city.baseUrl}/screen/${made}?step=1&hold=yes`)).text();
      expect(only).toContain(`<html lang="${language === "zh" ? "zh-Hans" : language}"`);
      await press(page, remove);
      expect((await fetch(`${city.baseUrl}/screen/${made}`)).status).toBe(404);
      const log = await city.node.civic
        .selectFrom("log_entry")
        .select("line")
        .orderBy("sequence", "desc")
        .limit(3)
        .execute();
      expect(log.map(({ line }) => JSON.parse(line).act)).toEqual([
        "screen.removed",
        "screen.changed",
        "screen.made",
      ]);
      await context.close();
    },
  );

  it("finds a silent screen first, with what to do; a visitor's look does not wake it", async () => {
    const { screens } = city.node.screens;
    const [building] = await city.node.registry.buildings();
    const quiet = await screens.make(
      building!,
      { place: "Källaren", languages: ["sv"], pages: ["energy"], look: "dark", seconds: 15, night: null },
      null,
    );
    await fetch(`${city.baseUrl}/screen/${quiet.code}?hold=yes`);
    const context = await signedIn("administrator", { javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${city.baseUrl}/en/staff/screens`);
    expect(await page.locator("tbody tr").first().innerText()).toContain("Has never asked");
    expect(await page.locator("main").innerText()).toContain("silent");
    await screens.remove((await screens.find(quiet.id))!, null);
    await context.close();
  });

  it("shows everybody on the building's page what the screen in its lobby shows", async () => {
    const page = await browser.newPage();
    await page.goto(`${city.baseUrl}/sv/buildings/algkronan-skola`);
    await page.getByRole("link", { name: "Skärmen: Huvudentrén" }).click();
    expect(await page.locator("h1").innerText()).toMatch(/^Ett dygn fram till \d\d:\d\d$/);
    expect(await page.locator("script").count()).toBe(0);
    await page.close();
  });
});
