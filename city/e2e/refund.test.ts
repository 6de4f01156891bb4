import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { refundMessages } from "../features/refund/messages.ts";
import type { VotingRoom } from "../features/votes/index.ts";
import { voteMessages } from "../features/votes/messages.ts";
import { type CityNode, openNode } from "../node/node.ts";
import { definePoint } from "../node/points.ts";
import { cityProfiles } from "../node/profile.ts";
import { createServer, listen } from "../node/server.ts";
import { htmlLanguage, languages } from "../web/language/index.ts";
import { axeFindings } from "./axe.ts";
import { launchBrowser } from "./browser.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const data = join(mkdtempSync(join(tmpdir(), "husting-refund-")), "city");
/** First local hour of the season in Xi'an, and a morning after 80 days of it. */
const SEASON_MS = Date.parse("2025-11-15T00:00+08:00");
let nowMs = SEASON_MS + 80 * DAY_MS + 9 * HOUR_MS;

let node: CityNode;
let browser: Browser;
let baseUrl: string;
let close: () => Promise<void>;

/** Hourly readings of a flat's living room. Ten days each at some 17, 15 and 13 °C, a day's gap, and 21 °C for the rest. */
function temperature(day: number, hour: number): number | null {
  if (day === 40) return null;
  const ofDay = day >= 0 && day < 10 ? 17 : day < 20 ? 15 : day < 30 ? 13 : 21;
  return ofDay + [0, 0.2, 0.4, 0.1, -0.2, -0.5][hour % 6]!;
}

async function deliver(pointId: number, fromMs: number, toMs: number): Promise<void> {
  const atMs: number[] = [];
  const tenths: number[] = [];
  for (let at = fromMs; at < toMs; at += HOUR_MS) {
    const day = Math.floor((at - SEASON_MS) / DAY_MS);
    const value = temperature(day, Math.floor((at - SEASON_MS) / HOUR_MS) - 24 * day);
    if (value === null) continue;
    atMs.push(at);
    tenths.push(Math.round(value * 10));
  }
  const writer = await node.readings.begin({ pointId, source: "test", receivedAtMs: nowMs, reason: "test" });
  await writer.append({
    atMs: Float64Array.from(atMs),
    mantissa: Float64Array.from(tenths),
    decimals: new Uint8Array(atMs.length).fill(1),
    quality: new Uint8Array(atMs.length),
    row: new Float64Array(atMs.length),
  });
  await writer.commit("");
}

const room = async (slug: string, building = "moon-court"): Promise<VotingRoom> =>
  (await node.votes.rooms.find(building, slug))!;
const statement = async (slug: string, query = "language=en", building?: string): Promise<Response> =>
  fetch(`${baseUrl}/v/${(await room(slug, building)).code}/refund?${query}`);

beforeAll(async () => {
  node = await openNode(data, { profile: cityProfiles.chanba, nowMs: () => nowMs });
  await node.registry.ensureBuilding({
    slug: "moon-court",
    names: { sv: "Månhuset, hus 3", en: "Moon Court, house 3", zh: "月光小区 3 号楼" },
    use: "housing",
    yearBuilt: 1996,
    floorAreaM2: 7200,
    floorAreaKind: null,
    storeys: 6,
  });
  const sensor = {
    carrier: "indoor-temperature",
    kind: "instantaneous",
    unit: "°C",
    stepMinutes: 60,
  } as const;
  for (const slug of ["304-living", "305-living"])
    await definePoint(node, { ...sensor, building: "moon-court", room: slug, registerWidth: null });
  await definePoint(node, { ...sensor, building: "town-hall", room: "hall", registerWidth: null });
  const building = (await node.registry.building("moon-court"))!;
  await node.registry.ensureRoom(building.id, "306-living", { sv: "306", en: "306", zh: "306" });
  const { id } = node.points.book.get("moon-court/304-living/indoor-temperature")!;
  await deliver(id, Date.parse("2023-11-15T00:00+08:00"), Date.parse("2024-03-16T00:00+08:00"));
  await deliver(id, Date.parse("2025-02-01T00:00+08:00"), Date.parse("2025-03-01T00:00+08:00"));
  await deliver(id, SEASON_MS - 5 * DAY_MS, nowMs);
  await node.recompute();
  const server = await listen(await createServer(node), 0);
  baseUrl = `http://127.0.0.1:${server.port}`;
  close = server.close;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await close();
  await node.close();
  rmSync(join(data, ".."), { recursive: true, force: true });
});

describe("the statement of a home's heating", () => {
  it("counts hours and days of the season so far, and says how they can be checked", async () => {
    const text = await (await statement("304-living")).text();
    expect(text).toContain("Moon Court, house 3");
    expect(text).toContain("15 Nov 2025 – 15 Mar 2026");
    expect(text).toContain("1,896 of 1,920 (99%)");
    expect(text).toContain("79 of 80");
    // Ten days at 20, 50 and 100 %.
    expect(text).toContain("the fees of 17.0 days, 14.0% of the season’s");
    expect(text).toContain("720 under 18\u00a0°C");
    expect(text).toContain("480 under 16\u00a0°C");
    expect(text).toContain("240 under 14\u00a0°C");
    expect(text).toContain("1 day has fewer than 18 measured hours");
    expect(text).toContain("30 Jun 2026");
    expect(text).toContain("moon-court/304-living/indoor-temperature");
    expect(text).toContain("Second-hand");
    const days = [...text.matchAll(/<li(?: class="(\w+)")?><b>/g)].map(([, step]) => step ?? "none");
    expect(
      Object.fromEntries([...Map.groupBy(days, (step) => step)].map(([step, own]) => [step, own.length])),
    ).toEqual({ s0: 10, s1: 10, s2: 10, gap: 1, none: 49 });
  });

  it("its hours are a file with the hash that stands on the sheet, the same in every language", async () => {
    const { code } = await room("304-living");
    const [sheet, file, other] = await Promise.all(
      ["refund?language=en", "refund.csv?language=en", "refund.csv?language=zh&season=2025"].map(
        async (path) => (await fetch(`${baseUrl}/v/${code}/${path}`)).text(),
      ),
    );
    expect(sheet).toContain(createHash("sha256").update(file!).digest("hex"));
    expect(other).toBe(file);
    const lines = file!.trimEnd().split("\r\n");
    expect(lines.length).toBe(1 + 80 * 24);
    expect(lines[0]).toBe("hour_start_utc,hour_start_local,temperature_c");
    expect(lines[1]).toBe("2025-11-14T16:00Z,2025-11-15T00:00+08:00,17");
    expect(lines[1 + 40 * 24]).toBe("2025-12-24T16:00Z,2025-12-25T00:00+08:00,");
  });

  it("an earlier season can be chosen; what was not measured, has not begun or had no rule is said", async () => {
    const earlier = await (await statement("304-living", "season=2024&language=en")).text();
    expect(earlier).toContain("15 Nov 2024 – 15 Mar 2025");
    expect(earlier).toContain("The season is over");
    expect(earlier).toContain("672 of 2,904 (23%)");
    expect(earlier).toContain(
      `href="/v/${(await room("304-living")).code}/refund?season=2024&amp;language=sv"`,
    );
    for (const [season, said] of [
      ["2020", "Nothing was measured"],
      ["2026", "has not begun"],
      ["2015", "The rule was not in force"],
    ])
      expect(await (await statement("304-living", `season=${season}&language=en`)).text()).toContain(said);
  });

  it.each(languages)("a season that cannot be read is said in %s", async (language) => {
    for (const season of ["x", "20255", "-1"]) {
      const answer = await statement("304-living", `season=${season}&language=${language}`);
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain(refundMessages.t(language)("fault.season"));
    }
  });

  it("a room without a sensor, one that is no home, and a home whose sensor said nothing are told so plainly", async () => {
    for (const [slug, building, key] of [
      ["306-living", "moon-court", "none.no-sensor"],
      ["hall", "town-hall", "none.no-dwelling"],
      ["305-living", "moon-court", "none.season-not-covered-text"],
    ] as const) {
      const answer = await statement(slug, "language=en", building);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain(refundMessages.t("en")(key));
      const { code } = await room(slug, building);
      const file = await fetch(`${baseUrl}/v/${code}/refund.csv?language=en`, { redirect: "manual" });
      expect(file.headers.get("location")).toBe(`/v/${code}/refund?language=en`);
    }
  });
});

describe("the page", () => {
  it.each(languages)(
    "in %s is one small answer that everyone can use, narrow, light and dark",
    async (language) => {
      const answer = await statement("304-living", `language=${language}&season=2024`);
      const context = await browser.newContext({ bypassCSP: true, viewport: { width: 360, height: 640 } });
      const page = await context.newPage();
      const text = await answer.text();
      expect(text).toContain(`<html lang="${htmlLanguage[language]}">`);
      expect(text).not.toMatch(/<script|<img|@import|url\(/);
      expect(Buffer.byteLength(text)).toBeLessThan(25_000);
      await page.goto(answer.url);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await axeFindings(page)).toEqual([]);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      await context.close();
    },
  );

  it.each(languages)("in %s prints on one sheet of A4, a whole season", async (language) => {
    const answer = await statement("304-living", `language=${language}&season=2023`);
    const page = await browser.newPage();
    const policy = answer.headers.get("content-security-policy");
    expect(policy).toContain("style-src 'sha256-");
    await page.goto(answer.url);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)?.length).toBe(1);
    await page.close();
  });
});

describe("the key to a home's temperatures", () => {
  it("is the code on its own poster: other addresses lead nowhere, and nobody keeps the page", async () => {
    for (const path of ["22222222/refund", "304-living/refund", "moon-court/refund.csv", "1/refund"]) {
      const answer = await fetch(`${baseUrl}/v/${path}?language=en`);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain(voteMessages.t("en")("nowhere.room"));
    }
    const own = await statement("304-living");
    expect(own.headers.get("cache-control")).toBe("no-store");
    expect(own.headers.getSetCookie()).toEqual([]);
    expect(await own.text()).toContain('name="robots" content="noindex"');
  });

  it("is not on the sheet itself, and leads to the sheet from the room's page", async () => {
    const { code } = await room("304-living");
    const context = await browser.newContext({ javaScriptEnabled: false, locale: "en-GB" });
    const page = await context.newPage();
    await page.goto(`${baseUrl}/v/${code}`);
    await page.getByRole("link", { name: voteMessages.t("en")("tap.statement") }).click();
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("body").innerText()).not.toContain(code);
    await context.close();
  });

  it("of a home that others have moved into opens what was measured since then, and the log does not tell", async () => {
    const { roomId } = await room("304-living");
    const by = { id: "test", email: "test@chanba.example", role: "manager" } as const;
    expect(await node.votes.rooms.replaceCode(roomId, "new", by)).toBeNull();
    const fresh = await (await statement("304-living")).text();
    expect(fresh).toContain("is of people who lived here before");
    nowMs += 2 * DAY_MS;
    const { id } = node.points.book.get("moon-court/304-living/indoor-temperature")!;
    await deliver(id, nowMs - 2 * DAY_MS, nowMs);
    node.votes.rooms.forget();
    const later = await (await statement("304-living")).text();
    expect(later).toContain("39 of 1,968");
    expect(later).toContain("what was measured before is of people who lived here before");
    expect(await (await statement("304-living", "season=2024&language=en")).text()).toContain(
      "lived here before",
    );
    // A poster that is lost after that changes nothing of it.
    await node.votes.rooms.replaceCode(roomId, "same", by);
    expect(await (await statement("304-living")).text()).toContain("39 of 1,968");
    const lines = await node.civic.selectFrom("log_entry").select("line").execute();
    const replaced = lines.filter(({ line }) => line.includes("vote-code.replaced"));
    expect(replaced.length).toBe(2);
    expect(new Set(replaced.map(({ line }) => JSON.stringify(JSON.parse(line).facts))).size).toBe(1);
  });
});
