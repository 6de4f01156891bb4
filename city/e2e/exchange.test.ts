import { createPrivateKey, sign } from "node:crypto";
import { once } from "node:events";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { readBundle, writeBundle } from "@husting/exchange";
import { appendEntry, emptyLog, type LogPosition, publicKeyOf, readPrivateKeyJwk } from "@husting/openness";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { exchangeMessages } from "../features/exchange/messages.ts";
import type { Role } from "../features/people/index.ts";
import { demoAddress } from "../node/demo-accounts.ts";
import { launchBrowser } from "./browser.ts";
import { ended, husting, printed, type Started, start } from "./command.ts";
import { cookiesOf, filledDirectory, postForm } from "./running-city.ts";

/**
 * The whole way between two cities: two real processes, a browser at each, JavaScript off. Umeå's officer in Swedish, Chan-Ba's in
 * Chinese.
 */

vi.setConfig({ testTimeout: 180_000, hookTimeout: 600_000 });

type CityName = "umea" | "chanba";
interface Running {
  readonly city: CityName;
  readonly language: "sv" | "zh";
  readonly directory: string;
  readonly url: string;
  command: Started;
  page: Page;
}

const sv = exchangeMessages.t("sv");
const zh = exchangeMessages.t("zh");
let browser: Browser;
let umea: Running;
let chanba: Running;

beforeAll(async () => {
  browser = await launchBrowser();
  umea = await run("umea", "sv");
  chanba = await run("chanba", "zh");
});
afterAll(async () => {
  for (const running of [umea, chanba]) {
    running?.command.kill("SIGKILL");
    if (running !== undefined) rmSync(running.directory, { recursive: true, force: true });
  }
  await browser?.close();
});

async function run(city: CityName, language: "sv" | "zh"): Promise<Running> {
  const directory = await filledDirectory(city);
  const port = await freePort();
  // Partners are asked when a test presses the button, not in between.
  const file = join(directory, "husting.json");
  const config = { ...JSON.parse(readFileSync(file, "utf8")), exchange: { everyMinutes: 1_440 } };
  writeFileSync(file, JSON.stringify(config));
  const command = await serve(city, directory, port);
  const url = `http://localhost:${port}`;
  return { city, language, directory, url, command, page: await signedIn(city, url, "international") };
}

async function serve(city: CityName, directory: string, port: number): Promise<Started> {
  const command = start("serve", "--city", city, "--data", directory, "--port", String(port), "--demo");
  await printed(command, /^\S.*: http:\S+$/m);
  return command;
}

async function stop(running: Running): Promise<void> {
  const end = ended(running.command);
  running.command.kill("SIGTERM");
  await end;
}

async function signedIn(city: CityName, url: string, role: Role): Promise<Page> {
  const email = demoAddress(role, city);
  const asked = await postForm(`${url}/en/sign-in`, { email });
  expect(asked.status).toBe(200);
  const mailbox = await (await fetch(`${url}/en/demo/mailbox.json`)).json();
  const code = /\d{6}/.exec(mailbox.letters.find(({ to }: { to: string }) => to === email).subject)![0];
  const entered = await postForm(`${url}/en/sign-in`, { email, code }, { cookie: cookiesOf(asked) });
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 800 },
  });
  await context.addCookies(
    cookiesOf(entered)
      .split("; ")
      .map((cookie) => ({ name: cookie.split("=")[0]!, value: cookie.slice(cookie.indexOf("=") + 1), url })),
  );
  return context.newPage();
}

const open = async ({ page, url, language }: Running, path: string): Promise<string> => {
  await page.goto(`${url}/${language}${path}`);
  return page.locator("main").innerText();
};
async function press({ page }: Running, name: string): Promise<string> {
  const button = page.getByRole("button", { name, exact: true }).first();
  await Promise.all([page.waitForEvent("load"), button.click()]);
  return page.locator("main").innerText();
}

/** The groups of a city's key as its own page shows them. */
async function ownGroups(running: Running): Promise<string[]> {
  await open(running, "/staff/partners");
  const text = await running.page.locator(".fingerprint").innerText();
  return text.match(/\b\d{5}\b/g)!;
}

/** Brings a file to a partner's page and gives what the page says of it. */
async function bring(running: Running, partner: CityName, text: string): Promise<string> {
  await open(running, `/staff/partners/${partner}`);
  await running.page.setInputFiles('input[name="bundle"]', {
    name: "from-partner.ndjson",
    mimeType: "application/x-ndjson",
    buffer: Buffer.from(text),
  });
  return press(running, exchangeMessages.t(running.language)("file.take"));
}

let measure = "";
let released = "";

describe("two cities", () => {
  it("pair: each officer takes in the other's card and types what the other reads aloud", async () => {
    const groups = { umea: await ownGroups(umea), chanba: await ownGroups(chanba) };
    for (const [here, there] of [
      [umea, chanba],
      [chanba, umea],
    ] as const) {
      const t = exchangeMessages.t(here.language);
      await open(here, "/staff/partners");
      await here.page.getByLabel(t("partners.address")).fill(there.url);
      const page = await press(here, t("partners.propose"));
      expect(page).toContain(t("compare.title"));
      const label = await here.page.locator('label[for="groups"]').innerText();
      const asked = label.match(/\d+/g)!.map(Number);
      await here.page.locator("#groups").fill("11111 22222 33333");
      expect(await press(here, t("compare.do"))).toContain(t("partner-fault.groups-differ"));
      const again = (await here.page.locator('label[for="groups"]').innerText()).match(/\d+/g)!.map(Number);
      expect(again).toHaveLength(asked.length);
      await here.page.locator("#groups").fill(again.map((group) => groups[there.city][group - 1]).join(" "));
      expect(await press(here, t("compare.do"))).toContain(t("connection.title"));
    }
  });

  it("release: Umeå's officer reads exactly the bytes and lets the verdict of a measure go", async () => {
    await open(umea, "/staff/releases");
    const options = await umea.page
      .locator('select[name="what"] option')
      .evaluateAll((all) => all.map((option) => option.getAttribute("value") ?? ""));
    const verified = await (await fetch(`${umea.url}/sv/measures.json`)).json();
    measure = verified.measures.find(({ state }: { state: string }) => state === "verified").slug;
    expect(options).toContain(`measure:${measure}`);
    await umea.page.locator('select[name="what"]').selectOption(`measure:${measure}`);
    const draft = await press(umea, sv("prepare.do"));
    const bytes = await umea.page.locator("pre.bytes code").first().innerText();
    const sha256 = await umea.page.locator('input[name="sha256"]').inputValue();
    expect(Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(bytes))).toString("hex")).toBe(
      sha256,
    );
    expect(draft).toContain(sha256);
    // No home, no room and no person's name is in what leaves.
    expect(bytes).not.toMatch(/"rooms":\[|worstRoom|@/);
    await umea.page.locator("#reason").fill(" ");
    expect(await press(umea, sv("draft.do", { city: "Chan-Ba, Xi'an" }))).toContain(
      sv("release-fault.reason-missing"),
    );
    await umea.page.locator("#reason").fill("Beslut KS 2026/118");
    expect(await press(umea, sv("draft.do", { city: "Chan-Ba, Xi'an" }))).toContain(
      sv("release-fault.not-read"),
    );
    await umea.page.locator("#read").check();
    const page = await press(umea, sv("draft.do", { city: "Chan-Ba, Xi'an" }));
    expect(page).toContain(sv("released.done", { city: "Chan-Ba, Xi'an" }));
    released = sha256;
  });

  it("show: Chan-Ba's page tells it in Chinese, with its CO2 under both countries' factors and its age", async () => {
    await open(chanba, "/staff/partners/umea");
    const report = await press(chanba, zh("connection.now"));
    expect(report).toContain(zh("report.accepted", { count: 1, numbers: "1" }));
    // Anyone may read it, from the local copy: the other city need not answer.
    await stop(umea);
    const visitor = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 360, height: 800 },
    });
    const page = await visitor.newPage();
    await page.goto(`${chanba.url}/zh/partner`);
    await page.locator(`a[href$="/received/${released}"]`).click();
    await page.waitForLoadState();
    const text = await page.locator("main").innerText();
    expect(text).toContain(zh("carbon.by", { city: "于默奥" }));
    expect(text).toContain(zh("carbon.by", { city: "西安浐灞" }));
    expect(text.match(/ CO2e?/g)!.length).toBeGreaterThanOrEqual(2);
    expect(text).toContain(zh("received.seal-holds", { city: "于默奥" }));
    expect(text).toContain(zh("way.fetched"));
    const data = await (await fetch(`${chanba.url}/zh/received/${released}.json`)).json();
    const { sender, reader } = data.content.carbon;
    expect(sender.told.factor.place).not.toBe(reader.told.factor.place);
    const perKwh = ({ told }: typeof sender) => told.amount.kg / Number(told.factor.gramsPerKwh);
    expect(perKwh(sender)).toBeCloseTo(perKwh(reader), 3);
    await visitor.close();
    // Said in plain words while the other city is away, and nothing of what was there is lost.
    await open(chanba, "/staff/partners/umea");
    expect(await press(chanba, zh("connection.now"))).toContain(zh("partner-fault.no-answer"));
    expect(await open(chanba, "/partner")).toContain(zh("fetch.no-answer"));
    umea.command = await serve("umea", umea.directory, Number(new URL(umea.url).port));
  });

  it("refuse: a forged, cut or foreign copy is named on the screen with the reason, and changes nothing", async () => {
    const file = await (await fetch(`${umea.url}/exchange/for/chanba`)).text();
    const sealed = readBundle(file).items.flatMap(({ item }) => (item.type === "document" ? item : []))[0]!;
    const [header, payload, signature] = sealed.sealed.split(".") as [string, string, string];
    const told = Buffer.from(payload, "base64url").toString();
    const forged = told.replace(/"avoidedKwh":\d/, '"avoidedKwh":9');
    expect(forged).not.toBe(told);
    const head = { from: "umea", to: "chanba", madeAt: new Date().toISOString() };
    const bundle = (text: string) => writeBundle(head, [{ ...sealed, sealed: text }]);
    const forgedText = `${header}.${Buffer.from(forged).toString("base64url")}.${signature}`;
    expect(await bring(chanba, "umea", bundle(forgedText))).toContain(zh("refused.seal-broken"));
    expect(await bring(chanba, "umea", bundle(sealed.sealed.slice(0, 300)))).toContain(
      zh("refused.not-sealed"),
    );
    expect(await bring(chanba, "umea", file.slice(0, -60))).toContain(zh("refused.cut-off"));
    expect(await bring(chanba, "umea", file.replace('"to":"chanba"', '"to":"elsewhere"'))).toContain(
      zh("refused.bundle-for-another", { found: "elsewhere" }),
    );
    // The true file over again changes nothing.
    expect(await bring(chanba, "umea", file)).toContain(zh("report.known", { count: 1 }));
    const shown = await (await fetch(`${chanba.url}/zh/received/${released}.json`)).json();
    expect(shown.listed.state).toBe("accepted");
  });

  it("withdraw: the officer takes it back, and both cities show that and why", async () => {
    await open(umea, `/released/${released}`);
    await umea.page.locator("#reason").fill("En mätare var fel inkopplad.");
    expect(await press(umea, sv("withdraw.do"))).toContain(sv("released.withdrawn"));
    await open(chanba, "/staff/partners/umea");
    expect(await press(chanba, zh("connection.now"))).toContain(
      zh("report.accepted", { count: 1, numbers: "2" }),
    );
    const there = await open(chanba, `/received/${released}`);
    expect(there).toContain(zh("received.withdrawn", { city: "于默奥" }));
    expect(there).toContain("En mätare var fel inkopplad.");
    expect(there).not.toContain(zh("carbon.title"));
    expect(await open(umea, `/released/${released}`)).toContain("En mätare var fel inkopplad.");
    // Bringing the old file again does not bring it back.
    const page = await bring(chanba, "umea", await (await fetch(`${umea.url}/exchange/for/chanba`)).text());
    expect(page).toContain(zh("report.nothing-new"));
  });

  it("co-sign: each log holds with the other's signatures, and a rewritten one is found by them", async () => {
    // What Chan-Ba co-signed of Umeå's log goes back to Umeå.
    await open(umea, "/staff/partners/chanba");
    await press(umea, sv("connection.now"));
    await open(chanba, "/staff/partners/umea");
    await press(chanba, zh("connection.now"));
    for (const [here, there] of [
      [umea, chanba],
      [chanba, umea],
    ] as const) {
      const { code, stdout } = await husting("verify-log", here.url, "--witness", there.url);
      expect({ code, stdout }).toEqual({
        code: 0,
        stdout: expect.stringContaining("Co-signed by others up to entry"),
      });
    }
    await stop(umea);
    expect((await husting("verify-log", umea.directory)).stdout).toContain("Co-signed by others up to entry");
    rewriteLog(umea.directory);
    const found = await husting("verify-log", umea.directory);
    expect({ code: found.code, stdout: found.stdout }).toEqual({
      code: 1,
      stdout: expect.stringContaining("does NOT hold"),
    });
    // A city that also throws away what the other sent finds nothing wrong by itself; the other city does.
    const db = new DatabaseSync(join(umea.directory, "civic.sqlite"));
    db.exec("DELETE FROM co_signature");
    db.close();
    expect((await husting("verify-log", umea.directory)).code).toBe(0);
    umea.command = await serve("umea", umea.directory, Number(new URL(umea.url).port));
    const asked = await husting("verify-log", umea.url, "--witness", chanba.url);
    expect({ code: asked.code, stdout: asked.stdout }).toEqual({
      code: 1,
      stdout: expect.stringContaining("does NOT hold"),
    });
    await open(chanba, "/staff/partners/umea");
    const page = await press(chanba, zh("connection.now"));
    expect(page).toContain(zh("contradiction.title", { city: "于默奥" }));
    // Everybody is told, not the officer alone.
    expect(await (await fetch(`${chanba.url}/zh/partner`)).text()).toContain(
      zh("contradiction.title", { city: "于默奥" }),
    );
  });
});

/** Writes a city's whole log anew with its own key, as only the city itself could: one fact of the first entry is another. */
function rewriteLog(directory: string): void {
  const read = readPrivateKeyJwk(JSON.parse(readFileSync(join(directory, "log-key.json"), "utf8")));
  if (!read.ok) throw new Error(read.reason.code);
  const secret = createPrivateKey({ key: { ...read.key }, format: "jwk" });
  const signer = {
    publicKey: publicKeyOf(read.key),
    sign: (message: Uint8Array) => new Uint8Array(sign(null, message, secret)),
  };
  const db = new DatabaseSync(join(directory, "civic.sqlite"));
  // What keeps the node itself from changing the log keeps nobody with the file from it.
  for (const { name } of db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all())
    db.exec(`DROP TRIGGER "${String(name)}"`);
  const rows = db.prepare("SELECT sequence, line FROM log_entry ORDER BY sequence").all();
  let position: LogPosition = emptyLog("umea");
  for (const { sequence, line } of rows) {
    const { at, act, actor, subject, facts, commitments } = JSON.parse(String(line));
    const changed = sequence === 1 ? { ...facts, rewritten: "yes" } : facts;
    const appended = appendEntry(position, { at, act, actor, subject, facts: changed, commitments }, signer);
    if (!appended.ok) throw new Error(JSON.stringify(appended.reason));
    position = appended.position;
    db.prepare("UPDATE log_entry SET line = ?, head_line = ? WHERE sequence = ?").run(
      appended.line,
      appended.headLine,
      sequence!,
    );
  }
  db.prepare("UPDATE log_position SET position = ?").run(JSON.stringify(position));
  db.close();
}

async function freePort(): Promise<number> {
  const probe = createTcpServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  await pause(10);
  return port;
}
