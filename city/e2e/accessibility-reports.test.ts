import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { siteMessages } from "../features/site/messages.ts";
import { type Language, languages } from "../web/language/index.ts";
import { launchBrowser, press } from "./browser.ts";
import { browserCookies, postForm, type RunningCity, runCity } from "./running-city.ts";

/** What stops somebody is reported, answered and, while it is not mended, told to everybody: without who reported it. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let city: RunningCity;
let browser: Browser;

beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

const lettersTo = (email: string) =>
  city.node.civic
    .selectFrom("demo_mail")
    .select(["subject", "body"])
    .where("to_address", "=", email)
    .where("subject", "not like", "______ · %")
    .execute();

const ways: readonly (readonly [Language, Parameters<Browser["newContext"]>[0]])[] = [
  ["sv", { javaScriptEnabled: false, viewport: { width: 1280, height: 800 } }],
  ["en", { viewport: { width: 320, height: 640 } }],
  ["zh", { viewport: { width: 390, height: 844 } }],
];

it.each(languages)(
  "the statement names who answers for the site, how to reach them and who supervises, in %s",
  async (language) => {
    const page = await fetch(`${city.baseUrl}/${language}/accessibility`).then((answer) => answer.text());
    const { responsible } = city.node.city;
    const { names, telephone, email, post } = responsible!;
    for (const said of [names[language], telephone!, `mailto:${email}`, post!]) expect(page).toContain(said);
    expect(page).toContain("https://www.digg.se/tdosanmalan");
    expect(page).toContain("2018:1937");
  },
);

it.each(ways)("reported, answered by letter, told, mended (%s)", async (language, options) => {
  const t = siteMessages.t(language);
  const email = `reader-${language}@example.org`;
  const words = `What I cannot hear <${language}>`;
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(`${city.baseUrl}/${language}/accessibility`);

  await page.locator("textarea[name=text]").evaluate((field) => field.removeAttribute("required"));
  await page.getByLabel(t("acc.email")).fill(email);
  await press(page, t("acc.send"));
  expect(await page.locator("main").innerText()).toContain(t("fault.text-missing"));
  // What was written in the other fields is still there.
  expect(await page.getByLabel(t("acc.email")).inputValue()).toBe(email);
  await page.locator("textarea[name=text]").fill(words);
  await press(page, t("acc.send"));
  expect(await page.getByRole("status").innerText()).toContain(t("acc.done-answer"));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    options?.viewport?.width ?? 0,
  );
  // Nobody else reads what was written.
  expect(await page.locator("main").innerText()).not.toContain(words);

  await context.addCookies(browserCookies(await city.signInAs("officer"), city.baseUrl));
  await page.goto(`${city.baseUrl}/${language}/staff/accessibility`);
  const report = page.getByRole("article").filter({ hasText: words });
  await report.getByLabel(t("staff.answer")).fill("Thank you, it will be mended.");
  await report.getByLabel(t("staff.as-known")).check();
  await Promise.all([page.waitForEvent("load"), report.getByRole("button").click()]);
  expect(await page.locator("main").innerText()).toContain(t("staff.fault.public-missing"));
  expect(await report.getByLabel(t("staff.answer")).inputValue()).toBe("Thank you, it will be mended.");
  await report.getByLabel(t("staff.public")).fill(`The picture of ${language} has no words.`);
  await Promise.all([page.waitForEvent("load"), report.getByRole("button").click()]);
  await expect.poll(() => lettersTo(email)).toHaveLength(1);
  const [letter] = await lettersTo(email);
  expect(letter!.body).toContain("Thank you, it will be mended.");
  expect(letter!.body).toContain(`/${language}/accessibility`);

  const told = await fetch(`${city.baseUrl}/${language}/accessibility`).then((answer) => answer.text());
  expect(told).toContain(`The picture of ${language} has no words.`);
  expect(told).not.toContain(email);
  expect(told).toContain(t("acc.standing-partly"));

  await report.getByLabel(t("staff.answer")).fill("It is mended now.");
  await report.getByLabel(t("staff.as-mended")).check();
  await Promise.all([page.waitForEvent("load"), report.getByRole("button").click()]);
  await expect.poll(() => lettersTo(email)).toHaveLength(2);
  const after = await fetch(`${city.baseUrl}/${language}/accessibility`).then((answer) => answer.text());
  expect(after).not.toContain(`The picture of ${language} has no words.`);
  await context.close();
});

it("nothing of a report stands in the log, and nothing of who sent it is left after a year", async () => {
  const said = { page: "/sv", text: "Nur für mich", email: "gone@example.org" };
  expect((await postForm(`${city.baseUrl}/sv/accessibility`, said)).status).toBe(303);
  const log = await fetch(`${city.baseUrl}/log/entries.ndjson`).then((answer) => answer.text());
  expect(log).toContain("accessibility.reported");
  for (const text of Object.values(said).slice(1)) expect(log).not.toContain(text);
  const [open] = (await city.node.faults.all()).filter(({ text }) => text === said.text);
  const person = { id: "x", email: "o@example.org", role: "officer" } as const;
  const answered = { outcome: "known", answer: "Ja", publicText: "Bekant" };
  expect(await city.node.faults.answer(open!.id, answered, person)).toBeNull();
  await city.node.civic
    .updateTable("accessibility_fault")
    .set({ answered_at_ms: city.node.nowMs() - 366 * 86_400_000 })
    .where("id", "=", open!.id)
    .execute();
  await city.node.records.retention.carryOut();
  const row = await city.node.civic
    .selectFrom("accessibility_fault")
    .selectAll()
    .where("id", "=", open!.id)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ email: null, text: "", page: "", answer: null, public_text: "Bekant" });
});

it.each([
  ["nothing", { page: "", text: " ", email: "" }, "fault.text-missing"],
  ["too much", { page: "", text: "ö".repeat(2001), email: "" }, "fault.text-too-long"],
  ["no address", { page: "", text: "x", email: "a@b\r\nBcc: c@example.org" }, "fault.address-malformed"],
  ["a page of two lines", { page: "a\nb", text: "x", email: "" }, "fault.unreadable"],
  ["signs that turn text around", { page: "", text: "x\u202ey", email: "" }, "fault.unreadable"],
] as const)("bad input: %s", async (_, said, key) => {
  const before = (await city.node.faults.all()).length;
  const answer = await postForm(`${city.baseUrl}/en/accessibility`, said);
  expect(answer.status).toBe(422);
  const text = siteMessages.t("en")(key, { signs: 2001, most: 2000 });
  expect((await answer.text()).replaceAll("<!-- -->", "")).toContain(text);
  expect(await city.node.faults.all()).toHaveLength(before);
});

it("an answer to what somebody else has closed is refused, and an outcome nobody knows closes nothing as known", async () => {
  await postForm(`${city.baseUrl}/en/accessibility`, { page: "", text: "once", email: "" });
  const [open] = (await city.node.faults.all()).filter(({ text }) => text === "once");
  const person = { id: "x", email: "o@example.org", role: "officer" } as const;
  const said = { outcome: "nonsense", answer: "No.", publicText: "never shown" };
  expect(await city.node.faults.answer(open!.id, said, person)).toBeNull();
  expect((await city.node.faults.known()).map(({ text }) => text)).not.toContain("never shown");
  expect(await city.node.faults.answer(open!.id, said, person)).toEqual({ code: "gone" });
});
