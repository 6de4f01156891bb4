import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { peopleMessages } from "../features/people/messages.ts";
import { launchBrowser } from "./browser.ts";
import { postForm, signInAt } from "./running-city.ts";
import type { IssuerClaims } from "./simulated-issuer.ts";
import { runStaffedCity, STAFF_SERVICE, type StaffedCity } from "./staff-issuer.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const t = peopleMessages.t("en");

/** What the service says of its accounts, by name. */
const KNOWN: Readonly<Record<string, IssuerClaims>> = {
  anna: { email: "Anna@umea.example", email_verified: true },
  unsure: { email: "officer@umea.example", email_verified: false },
  silent: { email: "officer@umea.example" },
  nameless: {},
  foreign: { email: "administrator@elsewhere.example", email_verified: true },
  chief: {
    email: "chief@umea.example",
    email_verified: true,
    groups: ["other", "husting-officers", "husting-administrators"],
  },
  boss: { email: "boss@umea.example", email_verified: true, groups: ["husting-administrators"] },
};

let city: StaffedCity;
let claimed: StaffedCity;
let tied: StaffedCity;
let browser: Browser;

beforeAll(async () => {
  const claims = (account: string): IssuerClaims => KNOWN[account] ?? {};
  browser = await launchBrowser();
  city = await runStaffedCity({}, claims);
  const roles = {
    claim: "groups",
    given: [
      { value: "husting-officers", role: "officer" },
      { value: "husting-administrators", role: "manager" },
    ],
    makesAdministrators: false,
  } as const;
  claimed = await runStaffedCity({ roles: { ...roles, given: [...roles.given] } }, claims);
  tied = await runStaffedCity({ proves: "subject" }, claims);
  for (const one of [city, claimed, tied])
    await one.node.signIn.grant("administrator@umea.example", "administrator", null);
});
afterAll(async () => {
  await browser.close();
  for (const one of [city, claimed, tied]) await one.close();
});

async function newPage(): Promise<Page> {
  return (await browser.newContext({ javaScriptEnabled: false })).newPage();
}

/** Signs in at the service under a name, from the city's own page. */
async function signInAs(
  { baseUrl }: StaffedCity,
  account: string,
  { page, next = "", language = "en" }: { page: Page; next?: string; language?: "en" | "zh" | "sv" },
): Promise<void> {
  await page.goto(`${baseUrl}/${language}/sign-in${next}`);
  const words = peopleMessages.t(language);
  await page.getByRole("link", { name: words("signin.service", { name: STAFF_SERVICE[language] }) }).click();
  // The service remembers who has signed in, as a city's own does.
  if (page.url().startsWith(baseUrl)) return;
  await page.getByLabel("Account").fill(account);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${baseUrl}/**`);
}

async function roleOf({ node }: StaffedCity, email: string): Promise<string | undefined> {
  return (await node.signIn.people()).find((one) => one.email === email)?.role;
}

describe("signing in with the city's own service", () => {
  it("proves an address, and the role is what was granted to it", async () => {
    await city.node.signIn.grant("anna@umea.example", "officer", null);
    const page = await newPage();
    await signInAs(city, "anna", { page, next: "?next=%2Fen%2Fstaff%2Fproposals" });
    expect(page.url()).toBe(`${city.baseUrl}/en/staff/proposals`);
    expect(await page.locator("header").innerText()).toContain("anna@umea.example");
    const [session] = (await page.context().cookies()).filter(({ name }) => name.includes("session_token"));
    expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" });
    expect(city.issuer.heard.join("\n")).not.toContain("staff%2Fproposals");
    await page.context().close();
  });

  it("works in Chinese, and on a narrow screen", async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 320, height: 700 },
    });
    const page = await context.newPage();
    await signInAs(city, "anna", { page, language: "zh" });
    expect(page.url()).toBe(`${city.baseUrl}/zh/staff`);
    await context.close();
  });

  it.each([
    ["unsure", "issuer-unverified"],
    ["silent", "issuer-unverified"],
    ["nameless", "identity-nameless"],
    ["foreign", "issuer-domain"],
  ] as const)("lets %s in by no account, and says why", async (account, fault) => {
    const page = await newPage();
    await signInAs(city, account, { page });
    expect(page.url()).toBe(`${city.baseUrl}/en/sign-in?fault=${fault}`);
    expect(await page.getByRole("alert").innerText()).toContain(t(`fault.${fault}`));
    expect((await page.context().cookies(city.baseUrl)).map(({ name }) => name)).not.toContain(
      "husting.session_token",
    );
    await page.context().close();
  });

  it("leads nowhere else afterwards, whatever the address asks for", async () => {
    for (const next of [
      "//evil.example",
      "https://evil.example",
      "/en/../..//evil.example",
      "javascript:alert(1)",
    ]) {
      const page = await newPage();
      await page.goto(`${city.baseUrl}/sign-in/begin/en?next=${encodeURIComponent(next)}`);
      await page.getByLabel("Account").fill("anna");
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.waitForURL(`${city.baseUrl}/**`);
      expect(page.url()).toBe(`${city.baseUrl}/en/staff`);
      await page.context().close();
    }
  });

  it("takes a way back once, and only in the browser that began it", async () => {
    const page = await newPage();
    const back: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/sign-in/callback?")) back.push(request.url());
    });
    await page.goto(`${city.baseUrl}/sign-in/begin/en`);
    const held = (await page.context().cookies(`${city.baseUrl}/sign-in/callback`))
      .map(({ name, value }) => `${name}=${value}`)
      .join("; ");
    await page.getByLabel("Account").fill("anna");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(`${city.baseUrl}/en/staff`);
    const ask = (cookie: string) => fetch(back[0]!, { headers: { cookie }, redirect: "manual" });
    for (const cookie of [held, "", "husting.staff-identity=x"]) {
      const again = await ask(cookie);
      expect(again.headers.get("location")).toBe("/en/sign-in?fault=identity-stale");
      expect(again.headers.getSetCookie().join()).not.toContain("session_token");
    }
    const strayed = await fetch(`${city.baseUrl}/sign-in/callback?code=x&state=made-up`, {
      redirect: "manual",
    });
    expect(strayed.status).toBe(400);
    await page.context().close();
  });

  it("says who broke it off, and that nothing was done", async () => {
    const page = await newPage();
    await page.goto(`${city.baseUrl}/sign-in/begin/en`);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.waitForURL(/fault=identity-declined/);
    expect(await page.getByRole("alert").innerText()).toContain(t("fault.identity-declined"));
    await page.context().close();
  });
});

describe("a claim", () => {
  it("gives a role where the settings say so, on record", async () => {
    const page = await newPage();
    await signInAs(claimed, "chief", { page });
    expect(await roleOf(claimed, "chief@umea.example")).toBe("officer");
    const entries = await (await fetch(`${claimed.baseUrl}/log/entries.ndjson`)).text();
    expect(entries).toContain('"how":"by-claim"');
    await page.context().close();
  });

  it("makes no administrator, and takes no administrator's role", async () => {
    const page = await newPage();
    await claimed.node.signIn.grant("boss@umea.example", "administrator", null);
    await signInAs(claimed, "boss", { page });
    expect(await roleOf(claimed, "boss@umea.example")).toBe("administrator");
    await page.context().close();
  });

  it("says nothing where the settings do not name one", async () => {
    const page = await newPage();
    await signInAs(city, "chief", { page });
    expect(await roleOf(city, "chief@umea.example")).toBe("resident");
    await page.context().close();
  });
});

describe("a person whom the service calls by a name of its own", () => {
  it("is let in once an administrator has tied the name to an account", async () => {
    await tied.node.signIn.grant("anna@umea.example", "adviser", null);
    const first = await newPage();
    await signInAs(tied, "anna", { page: first });
    expect(await first.getByRole("alert").innerText()).toContain(t("fault.issuer-untied"));
    await first.context().close();

    const administrator = await signInAt(tied, "administrator@umea.example");
    const list = await fetch(`${tied.baseUrl}/en/staff/people`, { headers: { cookie: administrator } });
    expect(await list.text()).toContain("<code>anna</code>");
    const tie = (subject: string, email: string) =>
      postForm(`${tied.baseUrl}/en/staff/people`, { do: "tie", subject, email }, { cookie: administrator });
    expect(await (await tie("anna", "nobody@umea.example")).text()).toContain(t("fault.nobody-there"));
    expect((await tie("anna", "anna@umea.example")).status).toBe(303);
    expect(await (await tie("anna", "administrator@umea.example")).text()).toContain(
      t("fault.subject-taken"),
    );
    const second = await newPage();
    await signInAs(tied, "anna", { page: second });
    expect(second.url()).toBe(`${tied.baseUrl}/en/staff`);
    expect(await second.locator("main").innerText()).toContain(t("role.adviser"));
    await second.context().close();
  });
});
