import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { saidUses, usualUse } from "../features/climate/index.ts";
import { comparable, roundAnswers } from "../features/votes/index.ts";
import { voteMessages } from "../features/votes/messages.ts";
import { hashOf } from "../features/votes/rounds.ts";
import { languages } from "../web/language/index.ts";
import { axeFindings } from "./axe.ts";
import { launchBrowser, press } from "./browser.ts";
import { browserCookies, cookiesOf, postForm, type RunningCity, runCity } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let city: RunningCity;
let browser: Browser;
let manager: BrowserContext;
let adviser: BrowserContext;

beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  const context = async (role: "manager" | "adviser"): Promise<BrowserContext> => {
    const made = await browser.newContext({ bypassCSP: true, viewport: { width: 320, height: 640 } });
    await made.addCookies(browserCookies(await city.signInAs(role), city.baseUrl));
    return made;
  };
  manager = await context("manager");
  adviser = await context("adviser");
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

async function accessible(page: Page): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
}

const acts = async (): Promise<string[]> =>
  (await city.node.civic.selectFrom("log_entry").select("line").orderBy("sequence").execute()).map(
    ({ line }) => JSON.parse(line).act,
  );

describe("rooms", () => {
  it("a manager says how many use a room, and below five its answers are told no more; what was counted stays", async () => {
    const page = await manager.newPage();
    const rooms = [...(await city.node.votes.rooms.all()).values()];
    const room = rooms.find(({ group }) => group.kind === "room")!;
    const before = city.node.votes.tally.counts(room.group.key);
    await page.goto(`${city.baseUrl}/en/staff/rooms/${room.building.slug}`);
    const section = page.locator(`#room-${room.roomId}`);
    await section.getByLabel("Regular users").fill("many");
    await Promise.all([page.waitForEvent("load"), section.getByRole("button", { name: "Save" }).click()]);
    expect(await section.innerText()).toContain("Write a whole number of people");
    await section.getByLabel("Regular users").fill("2");
    await Promise.all([page.waitForEvent("load"), section.getByRole("button", { name: "Save" }).click()]);
    const changed = (await city.node.votes.rooms.all()).get(room.roomId)!;
    expect(changed.regularUsers).toBe(2);
    expect([room.group.isLargeEnough, changed.group.isLargeEnough]).toEqual([true, false]);
    expect(city.node.votes.tally.counts(room.group.key)).toEqual(before);
    await page.close();
  });

  it("a manager says what a room is for; the log tells the use, and not whether people are sensitive", async () => {
    const page = await manager.newPage();
    const room = [...(await city.node.votes.rooms.all()).values()].at(-1)!;
    const address = `${city.baseUrl}/en/staff/rooms/${room.building.slug}`;
    await page.goto(address);
    const section = page.locator(`#room-${room.roomId}`);
    const usual = usualUse(room.building.use);
    const save = () =>
      Promise.all([page.waitForEvent("load"), section.getByRole("button", { name: "Save" }).click()]);
    expect(await section.getByLabel("What the room is for").inputValue()).toBe(usual.use);
    expect(await section.getByText("As is usual in this building").count()).toBe(1);
    const before = (await acts()).length;
    await save();
    expect((await acts()).length).toBe(before);
    await section.getByLabel("What the room is for").selectOption("restaurant");
    await section.getByLabel("Sensitive people use it").setChecked(!usual.sensitivePeople);
    await save();
    const said = { use: "restaurant", sensitivePeople: !usual.sensitivePeople };
    expect((await saidUses(city.node.civic)).get(room.roomId)).toEqual(said);
    expect(await section.getByText("Set for this room").count()).toBe(1);
    const { line } = await city.node.civic
      .selectFrom("log_entry")
      .select("line")
      .orderBy("sequence", "desc")
      .executeTakeFirstOrThrow();
    const { act, facts } = JSON.parse(line);
    expect(act).toBe("room-use.changed");
    expect(facts).toEqual({ building: room.building.slug, room: room.slug, roomUse: "restaurant" });
    expect(await (await fetch(`${city.baseUrl}/en/log`)).text()).toContain("restaurant");
    await section.getByLabel("What the room is for").selectOption(usual.use);
    await section.getByLabel("Sensitive people use it").setChecked(usual.sensitivePeople);
    await save();
    expect((await saidUses(city.node.civic)).has(room.roomId)).toBe(false);
    await page.close();
  });

  it.each(languages)("a use that is none is refused in %s, and nothing is changed", async (language) => {
    const cookie = await city.signInAs("manager");
    const room = [...(await city.node.votes.rooms.all()).values()][4]!;
    for (const use of ["", "palace", "constructor"]) {
      const answer = await postForm(
        `${city.baseUrl}/${language}/staff/rooms/${room.building.slug}`,
        { room: String(room.roomId), use, regularUsers: "77", zone: "" },
        { cookie },
      );
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain(voteMessages.t(language)("setting.use-unknown"));
    }
    expect((await city.node.votes.rooms.all()).get(room.roomId)!.regularUsers).toBe(room.regularUsers);
  });

  it("a lost poster's code is replaced, on record, and leads nowhere any more", async () => {
    const page = await manager.newPage();
    const room = [...(await city.node.votes.rooms.all()).values()][1]!;
    await page.goto(`${city.baseUrl}/en/staff/rooms/${room.building.slug}`);
    const section = page.locator(`#room-${room.roomId}`);
    await section.locator("summary").click();
    await Promise.all([
      page.waitForEvent("load"),
      section.getByRole("button", { name: /^Replace the code/ }).click(),
    ]);
    const fresh = (await city.node.votes.rooms.all()).get(room.roomId)!;
    expect(fresh.code).not.toBe(room.code);
    expect((await fetch(`${city.baseUrl}/v/${room.code}`)).status).toBe(404);
    expect((await fetch(`${city.baseUrl}/v/${fresh.code}`)).status).toBe(200);
    expect((await acts()).at(-1)).toBe("vote-code.replaced");
    await page.close();
  });

  it("a manager of one building's page cannot change a room of another", async () => {
    const rooms = [...(await city.node.votes.rooms.all()).values()];
    const other = rooms.find(({ building }) => building.slug !== rooms[0]!.building.slug)!;
    const cookie = await city.signInAs("manager");
    const answer = await postForm(
      `${city.baseUrl}/en/staff/rooms/${rooms[0]!.building.slug}`,
      { do: "replace", room: String(other.roomId) },
      { cookie },
    );
    expect(answer.status).toBe(422);
    expect((await city.node.votes.rooms.all()).get(other.roomId)!.code).toBe(other.code);
  });

  it("posters are there as SVG in three languages and as PDF, with the room's own address in the square", async () => {
    const room = [...(await city.node.votes.rooms.all()).values()][2]!;
    const svg = await (await fetch(`${city.baseUrl}/v/${room.code}/poster.svg`)).text();
    for (const language of languages) expect(svg).toContain(voteMessages.t(language)("poster.question"));
    const pdf = await fetch(`${city.baseUrl}/v/${room.code}/poster.pdf`);
    expect(pdf.headers.get("content-type")).toBe("application/pdf");
    expect((await pdf.text()).slice(0, 5)).toBe("%PDF-");
    expect((await fetch(`${city.baseUrl}/v/${room.code}/qr.svg`)).headers.get("content-type")).toBe(
      "image/svg+xml",
    );
    expect((await fetch(`${city.baseUrl}/v/22222222/poster.pdf`)).status).toBe(404);
  });
});

describe("sentences to the manager", () => {
  it("comes unread, is cleared and published by a person, and can be withdrawn; the log holds only a commitment", async () => {
    const room = [...(await city.node.votes.rooms.all()).values()][3]!;
    const text = "Draughty by the door, call me on 070-123 45 67.";
    await postForm(`${city.baseUrl}/v/${room.code}`, { answer: "", comment: text, language: "en" });
    const page = await manager.newPage();
    await page.goto(`${city.baseUrl}/en/staff/comments`);
    expect(await page.locator("main").innerText()).toContain("unread");
    await accessible(page);
    await Promise.all([page.waitForEvent("load"), page.getByRole("link", { name: text }).click()]);
    expect(await page.locator("mark").innerText()).toBe("070-123 45 67");
    await accessible(page);
    await press(page, "Publish the text");
    expect(await page.locator("main").innerText()).toContain("tick that nothing in it points at a person");
    await page.getByLabel("I have read it").check();
    await press(page, "Publish the text");
    const publicPage = async () => (await fetch(`${city.baseUrl}/en/buildings/${room.building.slug}`)).text();
    expect(await publicPage()).toContain("Draughty by the door, call me on […].");
    expect(await publicPage()).not.toContain("070-123");
    const lines = await city.node.civic.selectFrom("log_entry").select("line").execute();
    expect(lines.some(({ line }) => line.includes("comment.published"))).toBe(true);
    expect(lines.some(({ line }) => line.includes("Draughty"))).toBe(false);
    await page.goto(`${city.baseUrl}/en/staff/comments`);
    await Promise.all([page.waitForEvent("load"), page.getByRole("link", { name: text }).click()]);
    await press(page, "Withdraw from the public page");
    expect(await publicPage()).not.toContain("Draughty");
    const openings = await city.node.civic.selectFrom("log_opening").select("value").execute();
    expect(openings.some(({ value }) => value.includes("Draughty"))).toBe(false);
    await page.close();
  });
});

describe("invited rounds", () => {
  it("an adviser makes one with invitations; each lets one answer in, and nothing links the two", async () => {
    const page = await adviser.newPage();
    await page.goto(`${city.baseUrl}/en/staff/rounds`);
    await press(page, "Create the round");
    expect(await page.locator("main").innerText()).toContain("Give a first and a last day");
    const { today } = city.node.votes.rounds;
    await page.getByLabel("First day").fill(today);
    await page.getByLabel("Last day").fill(today);
    await page.getByLabel("for another reason").check();
    await page
      .getByLabel(/^All of/)
      .first()
      .check();
    await press(page, "Create the round");
    await accessible(page);
    const id = Number(new URL(page.url()).pathname.split("/").at(-1));
    expect((await acts()).at(-1)).toBe("round.created");
    await page.getByLabel("How many").fill("3");
    await press(page, "Make and show");
    await accessible(page);
    const links = await page.locator(".invitation-address").allInnerTexts();
    expect(new Set(links).size).toBe(3);
    await page.close();

    const path = new URL(links[0]!).pathname;
    const phone = await browser.newContext({
      javaScriptEnabled: false,
      locale: "en-GB",
      viewport: { width: 320, height: 640 },
    });
    const tab = await phone.newPage();
    await tab.goto(`${city.baseUrl}${path}`);
    await tab.getByLabel("Which room are you in?").selectOption({ index: 1 });
    await press(tab, "Too warm");
    expect(await tab.locator("main").innerText()).toContain("your answer is counted");
    await tab.goto(`${city.baseUrl}${path}`);
    expect(await tab.locator("main").innerText()).toContain("This code has been used");
    await phone.close();

    const answers = roundAnswers(city.node.votes.tally, id);
    expect(answers).toMatchObject([{ sensation: 2, dissatisfied: true, date: today }]);
    expect(city.node.votes.tally.codes(id)).toEqual({ made: 3, used: 1 });
    const again = await postForm(`${city.baseUrl}${path}`, { answer: "0" });
    expect(await again.text()).toContain(voteMessages.t("sv")("nowhere.used"));
    expect(roundAnswers(city.node.votes.tally, id)).toHaveLength(1);
    expect((await fetch(`${city.baseUrl}/r/222222222222`)).status).toBe(404);
  });

  it("an invitation to several rooms asks which, and a round that is over is closed", async () => {
    const { rounds, rooms } = city.node.votes;
    const roomIds = [...(await rooms.all()).keys()].slice(0, 2);
    const dates = { fromDate: rounds.today, toDate: rounds.today };
    const made = await rounds.create({ measure: null, period: "other", ...dates, roomIds }, null);
    const codes = rounds.makeCodes((await rounds.find(made.ok ? made.value : 0))!, 1);
    const [code] = codes.ok ? codes.value : [];
    const answer = await postForm(`${city.baseUrl}/r/${code}`, { answer: "1", language: "en" });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("Choose the room you are in");
    const over = await rounds.create(
      { measure: null, period: "other", fromDate: "2020-01-10", toDate: "2020-01-20", roomIds },
      null,
    );
    const old = (await rounds.find(over.ok ? over.value : 0))!;
    expect(rounds.makeCodes(old, 1)).toEqual({ ok: false, fault: "round-over" });
    const oldCode = "AAAABBBBCCCC";
    city.node.votes.tally.addCodes(old.id, [hashOf(oldCode)]);
    const closed = await postForm(`${city.baseUrl}/r/${oldCode}`, { answer: "1", language: "en" });
    expect(await closed.text()).toContain("This round is not open now");
  });

  it.each([
    [{ fromDate: "2026-11-20", toDate: "2026-12-05" }, "dates-across-seasons"],
    [{ fromDate: "2026-02-30", toDate: "2026-03-05" }, "dates-not-usable"],
    [{ fromDate: "2026-03-09", toDate: "2026-03-05" }, "dates-not-usable"],
    [{ period: "before", measure: null }, "measure-missing"],
    [{ measure: "no-such-measure" }, "measure-unknown"],
    [{ roomIds: [] }, "rooms-missing"],
    [{ period: "during" }, "period-unknown"],
  ] as const)("a round with %o is refused: %s", async (wrong, fault) => {
    const wanted = {
      measure: null,
      period: "other",
      fromDate: "2026-03-01",
      toDate: "2026-03-20",
      roomIds: [1],
    };
    expect(await city.node.votes.rounds.create({ ...wanted, ...wrong }, null)).toEqual({ ok: false, fault });
  });

  it("the demo city has a finished round before and after a measure, which may be set against each other", async () => {
    const all = await city.node.votes.rounds.all();
    const after = all.find(({ period, measure }) => period === "after" && measure !== null)!;
    const before = all.find(({ period, measure }) => period === "before" && measure === after.measure)!;
    expect(comparable(before, after)).toEqual([]);
    expect(comparable({ ...before, season: after.season === "winter" ? "summer" : "winter" }, after)).toEqual(
      ["season-differs"],
    );
    expect(comparable({ ...before, wording: 2 }, after)).toEqual(["wording-differs"]);
    for (const { id } of [before, after])
      expect(roundAnswers(city.node.votes.tally, id).length).toBeGreaterThan(20);
  });

  it("a resident makes none", async () => {
    const cookie = await city.signInAs("resident");
    const answer = await postForm(`${city.baseUrl}/en/staff/rounds`, { period: "other" }, { cookie });
    expect(answer.status).toBe(403);
    expect(cookiesOf(answer)).toBe("");
  });
});
