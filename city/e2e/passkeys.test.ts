import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { accountMessages } from "../features/accounts/messages.ts";
import { peopleMessages } from "../features/people/messages.ts";
import { shellMessages } from "../web/shell-messages.ts";
import { launchBrowser } from "./browser.ts";
import { type EmptyCity, runEmptyCity } from "./empty-city.ts";
import { browserCookies, newestCode, signInAt } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const t = accountMessages.t("en");
const people = peopleMessages.t("en");

let nowMs = Date.now();
let city: EmptyCity;
let browser: Browser;
/** Passkeys are bound to a domain: the city as its own machine calls it. */
let home: string;

beforeAll(async () => {
  [city, browser] = await Promise.all([runEmptyCity(() => nowMs), launchBrowser()]);
  home = city.baseUrl.replace("127.0.0.1", "localhost");
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

/** What a device holds and how it behaves, by the browser's own virtual authenticator. */
interface Device {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly authenticatorId: string;
}

async function device(email?: string): Promise<Device> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  if (email !== undefined) {
    const cookie = await signInAt(city, email);
    await context.addCookies(browserCookies(cookie, home));
  }
  return { context, page, cdp, authenticatorId };
}

async function addPasskey({ page }: Device, name: string): Promise<void> {
  await page.goto(`${home}/en/account`);
  await page.getByLabel(t("passkeys.new-name")).fill(name);
  await page.getByRole("button", { name: t("passkeys.add") }).click();
  await page.waitForURL(`${home}/en/account?done=passkey-added`);
}

async function signInByPasskey({ page }: Device, next = ""): Promise<void> {
  await page.goto(`${home}/en/sign-in${next}`);
  await page.getByRole("button", { name: t("signin.passkey") }).click();
}

/** Posts as the script does, from the page itself: same origin, same cookies. */
function ask(
  page: Page,
  what: string,
  body: unknown,
): Promise<{ status: number; said: Record<string, unknown> }> {
  return page.evaluate(
    async ([path, sent]) => {
      const answer = await fetch(path as string, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(sent),
      });
      return { status: answer.status, said: await answer.json() };
    },
    [`/passkey/${what}`, body],
  );
}

/** Has the device sign a challenge, and gives what it would send. */
function signed(page: Page, options: unknown): Promise<Record<string, unknown>> {
  return page.evaluate(async (said) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
      said as PublicKeyCredentialRequestOptionsJSON,
    );
    const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
    return credential.toJSON() as unknown as Record<string, unknown>;
  }, options);
}

describe("a passkey", () => {
  it("is added, lets its owner in on the page they wanted, is renamed, and is taken away", async () => {
    const email = "officer@umea.example";
    await city.node.signIn.grant(email, "officer", null);
    const own = await device(email);
    await addPasskey(own, "My telephone");
    expect(await own.page.getByRole("status").innerText()).toContain(t("done.passkey-added"));
    expect(await own.page.locator("#passkeys").innerText()).toContain("My telephone");
    const letter = await city.node.civic
      .selectFrom("demo_mail")
      .select(["subject", "body"])
      .where("to_address", "=", email)
      .orderBy("id", "desc")
      .executeTakeFirst();
    expect(letter?.subject).toBe(t("letter.added-subject", { city: "Umeå" }));
    expect(letter?.body).toContain("My telephone");

    await own.page
      .getByRole("button", { name: shellMessages.t("en")("session.signOut"), exact: true })
      .click();
    await own.page.waitForURL(`${home}/en`);
    await signInByPasskey(own, "?next=%2Fen%2Fstaff%2Fproposals");
    await own.page.waitForURL(`${home}/en/staff/proposals`);
    expect(await own.page.locator("header").innerText()).toContain(email);

    await own.page.goto(`${home}/en/account`);
    expect(await own.page.locator("#passkeys").innerText()).toContain("Last used");
    await own.page.getByLabel(t("passkeys.name-of", { name: "My telephone" })).fill("Work telephone");
    await own.page.getByRole("button", { name: t("passkeys.rename") }).click();
    await own.page.waitForURL(/done=passkey-renamed/);
    await own.page.getByRole("button", { name: t("passkeys.remove", { name: "Work telephone" }) }).click();
    await own.page.waitForURL(/done=passkey-removed/);
    expect(await own.page.locator("#passkeys").innerText()).toContain(t("passkeys.none"));

    await own.page
      .getByRole("button", { name: shellMessages.t("en")("session.signOut"), exact: true })
      .click();
    await signInByPasskey(own);
    const fault = own.page.locator("#passkey-faults");
    await fault.waitFor({ state: "visible" });
    expect(await fault.innerText()).toContain(t("fault.passkey-unknown"));
    await own.context.close();
  });

  it("cannot be used where the device has not asked who is there", async () => {
    const own = await device("adviser@umea.example");
    await addPasskey(own, "Laptop");
    await own.context.clearCookies();
    await own.cdp.send("WebAuthn.setUserVerified", {
      authenticatorId: own.authenticatorId,
      isUserVerified: false,
    });
    await signInByPasskey(own);
    const fault = own.page.locator("#passkey-faults");
    await fault.waitFor({ state: "visible" });
    expect(await own.context.cookies()).toEqual([]);
    await own.context.close();
  });

  it("is not made by a browser without one, and the page says so", async () => {
    const own = await device("teacher@umea.example");
    await own.cdp.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId: own.authenticatorId });
    await own.page.goto(`${home}/en/sign-in`);
    expect(await own.page.getByRole("button", { name: t("signin.passkey") }).isVisible()).toBe(true);
    await own.context.close();
  });
});

describe("what somebody may try", () => {
  it("a challenge is signed once: what was sent before is worth nothing", async () => {
    const own = await device("replay@umea.example");
    await addPasskey(own, "Key");
    const { said } = await ask(own.page, "begin", {});
    const credential = await signed(own.page, said);
    expect((await ask(own.page, "sign-in", { credential })).status).toBe(200);
    expect(await ask(own.page, "sign-in", { credential })).toEqual({
      status: 422,
      said: { error: "passkey-stale" },
    });
    await own.context.close();
  });

  it("a challenge holds for five minutes by the node's clock, and one made up holds never", async () => {
    const own = await device("late@umea.example");
    await addPasskey(own, "Key");
    const { said } = await ask(own.page, "begin", {});
    const credential = await signed(own.page, said);
    nowMs += 5 * 60_000;
    expect((await ask(own.page, "sign-in", { credential })).said).toEqual({ error: "passkey-stale" });
    const madeUp = await signed(own.page, { ...said, challenge: Buffer.alloc(32, 7).toString("base64url") });
    expect((await ask(own.page, "sign-in", { credential: madeUp })).said).toEqual({ error: "passkey-stale" });
    await own.context.close();
  });

  it("a challenge that was given to sign in adds no key, and one given to somebody else neither", async () => {
    const [one, other] = [await device("one@umea.example"), await device("other@umea.example")];
    for (const { page } of [one, other]) await page.goto(`${home}/en/account`);
    const begun = await ask(one.page, "new", {});
    const credential = await one.page.evaluate(async (said) => {
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
        said as unknown as PublicKeyCredentialCreationOptionsJSON,
      );
      const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
      return made.toJSON() as unknown as Record<string, unknown>;
    }, begun.said);
    expect(await ask(other.page, "add", { name: "Theirs", credential })).toEqual({
      status: 422,
      said: { error: "passkey-stale" },
    });
    // Taken away by the try, for its owner too.
    expect((await ask(one.page, "add", { name: "Mine", credential })).said).toEqual({
      error: "passkey-stale",
    });
    await Promise.all([one.context.close(), other.context.close()]);
  });

  it("another's key does not open an account under whose name it is shown", async () => {
    const [one, other] = [await device("a@umea.example"), await device("b@umea.example")];
    await addPasskey(one, "A");
    await addPasskey(other, "B");
    const { said } = await ask(one.page, "begin", {});
    const credential = await signed(one.page, said);
    const ids = await city.node.civic
      .selectFrom("passkey")
      .select(["credential_id", "user_id"])
      .where("name", "=", "B")
      .executeTakeFirstOrThrow();
    const response = credential.response as Record<string, unknown>;
    for (const forged of [
      { ...credential, id: ids.credential_id, rawId: ids.credential_id },
      {
        ...credential,
        response: { ...response, userHandle: Buffer.from(ids.user_id).toString("base64url") },
      },
      { ...credential, response: { ...response, signature: Buffer.alloc(70, 1).toString("base64url") } },
    ]) {
      const again = await ask(one.page, "begin", {});
      const fresh = await signed(one.page, again.said);
      const sent = {
        ...forged,
        response: { ...(fresh.response as object), ...differing(forged, credential) },
      };
      expect((await ask(one.page, "sign-in", { credential: sent })).said).toEqual({
        error: "passkey-refused",
      });
    }
    await Promise.all([one.context.close(), other.context.close()]);
  });

  it("what was signed for another site is refused, and so is a request that another site makes", async () => {
    const own = await device("origin@umea.example");
    await addPasskey(own, "Key");
    const { said } = await ask(own.page, "begin", {});
    const credential = await signed(own.page, said);
    const response = credential.response as Record<string, string>;
    const client = JSON.parse(Buffer.from(response.clientDataJSON!, "base64url").toString());
    const elsewhere = Buffer.from(JSON.stringify({ ...client, origin: "https://evil.example" }));
    const forged = {
      ...credential,
      response: { ...response, clientDataJSON: elsewhere.toString("base64url") },
    };
    expect((await ask(own.page, "sign-in", { credential: forged })).said).toEqual({
      error: "passkey-refused",
    });
    const status = async (headers: Readonly<Record<string, string>>) =>
      (await fetch(`${home}/passkey/begin`, { method: "POST", headers, body: "{}" })).status;
    const json = { "content-type": "application/json" };
    expect(await status({ ...json, origin: "https://evil.example" })).toBe(403);
    expect(await status({ ...json, origin: "null" })).toBe(403);
    expect(await status(json)).toBe(403);
    expect(await status({ "content-type": "text/plain", origin: "https://evil.example" })).toBe(403);
    expect(await status({ "content-type": "text/plain", origin: home })).toBe(415);
    await own.context.close();
  });

  it("a copy of a key is found out by its counter", async () => {
    const own = await device("copy@umea.example");
    await addPasskey(own, "Key");
    const { credentials } = await own.cdp.send("WebAuthn.getCredentials", {
      authenticatorId: own.authenticatorId,
    });
    const copied = credentials[0]!;
    await own.context.clearCookies();
    for (let times = 0; times < 2; times++) {
      await signInByPasskey(own);
      await own.page.waitForURL(`${home}/en/staff`);
    }
    await own.cdp.send("WebAuthn.clearCredentials", { authenticatorId: own.authenticatorId });
    await own.cdp.send("WebAuthn.addCredential", {
      authenticatorId: own.authenticatorId,
      credential: copied,
    });
    await own.context.clearCookies();
    await signInByPasskey(own);
    const fault = own.page.locator("#passkey-faults");
    await fault.waitFor({ state: "visible" });
    expect(await fault.innerText()).toContain(t("fault.passkey-refused"));
    await own.context.close();
  });

  it("nonsense is refused and breaks nothing", async () => {
    const own = await device("nonsense@umea.example");
    await own.page.goto(`${home}/en/account`);
    for (const credential of [null, {}, [], "x", { id: "x", rawId: "x", type: "public-key", response: {} }])
      for (const what of ["sign-in", "add"])
        expect((await ask(own.page, what, { name: "x", credential })).said).toEqual({
          error: "passkey-refused",
        });
    expect((await ask(own.page, "add", { name: "", credential: null })).said).toEqual({
      error: "passkey-name",
    });
    await own.context.close();
  });
});

describe("without a script", () => {
  it("one signs in by code, and names and takes away passkeys", async () => {
    const own = await device("plain@umea.example");
    await addPasskey(own, "Old key");
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${home}/en/sign-in`);
    expect(await page.getByRole("button", { name: t("signin.passkey") }).isVisible()).toBe(false);
    await page.getByLabel(people("signin.email")).fill("plain@umea.example");
    await page.getByRole("button", { name: people("signin.send") }).click();
    await page.getByLabel(people("signin.code")).fill((await newestCode(city.node, "plain@umea.example"))!);
    await page.getByRole("button", { name: people("signin.enter"), exact: true }).click();
    await page.goto(`${home}/en/account`);
    expect(await page.locator("#passkeys").innerText()).toContain(t("passkeys.no-script"));
    await page.getByLabel(t("passkeys.name-of", { name: "Old key" })).fill("   ");
    await page.getByRole("button", { name: t("passkeys.rename") }).click();
    expect(await page.locator("#passkeys").innerText()).toContain(t("fault.passkey-name"));
    await page.getByRole("button", { name: t("passkeys.remove", { name: "Old key" }) }).click();
    await page.waitForURL(/done=passkey-removed/);
    await Promise.all([context.close(), own.context.close()]);
  });
});

/** What of a forged answer differs from the true one, to be put over a fresh one. */
function differing(
  forged: Record<string, unknown>,
  genuine: Record<string, unknown>,
): Record<string, unknown> {
  const [one, other] = [forged.response, genuine.response] as Record<string, unknown>[];
  return Object.fromEntries(Object.entries(one!).filter(([name, value]) => other![name] !== value));
}
