import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { permissions } from "../features/people/index.ts";
import { openNode } from "../node/node.ts";
import { cityProfiles } from "../node/profile.ts";
import { createServer, listen } from "../node/server.ts";
import { type CityOfPages, everyPage, openCityOfPages } from "./city-of-pages.ts";
import type { EmptyCity } from "./empty-city.ts";
import { postForm } from "./running-city.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

describe("every page there is", () => {
  let of: CityOfPages;
  let cookie: string;
  beforeAll(async () => {
    of = await openCityOfPages();
    cookie = await of.city.signInAs("administrator");
  });
  afterAll(() => of.close());

  /** Pages whose script is named with its reason in ARCHITECTURE.md. */
  const scripted = /^\/en\/(ballot\/\d+|sign-in|account|staff\/day)$/;

  it("may load nothing from elsewhere, be framed by nobody, and run no script but the named ones", async () => {
    for (const path of everyPage) {
      const url = new URL(of.address("en", path));
      const answer = await fetch(url, { headers: { cookie } });
      const policy = new Map(
        (answer.headers.get("content-security-policy") ?? "").split(";").map((line) => {
          const [name = "", ...sources] = line.trim().split(" ");
          return [name, sources.join(" ")] as const;
        }),
      );
      const where = url.pathname;
      const said = (name: string) => [where, policy.get(name)];
      expect(said("default-src")).toEqual([where, "'none'"]);
      expect(said("frame-ancestors")).toEqual([where, "'none'"]);
      expect(said("base-uri")).toEqual([where, "'none'"]);
      expect(said("form-action")).toEqual([where, "'self'"]);
      const mayRun = scripted.test(where);
      expect(said("script-src")).toEqual([where, mayRun ? "'self'" : undefined]);
      // Programs that look at the site ask for robots.txt through its page; where there is no script nothing else connects.
      expect(said("connect-src")).toEqual([where, "'self'"]);
      for (const [name, sources] of policy)
        expect([where, name, sources]).toEqual([where, name, expect.stringMatching(/^'(none|self)'$/)]);
      expect([where, answer.headers.get("x-content-type-options")]).toEqual([where, "nosniff"]);
      expect([where, answer.headers.get("referrer-policy")]).toEqual([where, "same-origin"]);
      const html = await answer.text();
      // A script that stands in a page names its file, and the hash it is held to.
      for (const [tag] of html.matchAll(/<script\b[^>]*>/g))
        expect([where, tag]).toEqual([
          where,
          expect.stringMatching(
            /^<script type="module" src="\/assets\/[\w-]+\.js" integrity="sha384-[\w+/=]+">$/,
          ),
        ]);
      expect([where, /<script\b/.test(html) && !mayRun]).toEqual([where, false]);
      expect([where, /\son[a-z]+="|javascript:|style="/i.exec(html)?.[0]]).toEqual([where, undefined]);
    }
  });

  it("a form that another site sends is refused at every verb there is, and changes nothing", async () => {
    const verbs = Object.keys(permissions).filter((route) => route.startsWith("POST "));
    expect(verbs.length).toBeGreaterThan(60);
    const before = await of.city.node.civic.selectFrom("log_entry").select("sequence").execute();
    for (const route of verbs) {
      const path = route
        .slice(5)
        .replace(":lang", "en")
        .replaceAll(/:[a-z]+/g, "1");
      // A mail program posts these by itself, from nowhere; the key in the address is the permission, and there is none here.
      const isOpen = /^\/(stop|stop-following|why)\//.test(path);
      for (const headers of [
        { origin: "https://evil.example" },
        { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
        { origin: "null" },
      ] as Record<string, string>[]) {
        const answer = await postForm(
          `${of.city.baseUrl}${path}`,
          { do: "erase", sure: "yes" },
          { ...headers, cookie },
        );
        // The ballot's script talks JSON: a form is no such thing, from wherever it comes.
        const expected = isOpen ? [200] : /^\/budgets\//.test(path) ? [400, 403, 404, 415, 422] : [403];
        expect([route, expected.includes(answer.status) ? "refused" : answer.status]).toEqual([
          route,
          "refused",
        ]);
      }
    }
    const after = await of.city.node.civic.selectFrom("log_entry").select("sequence").execute();
    expect(after.length).toBe(before.length);
  });
});

describe("a real city", () => {
  let nowMs = Date.now();
  let city: EmptyCity;
  beforeAll(async () => {
    vi.spyOn(console, "log").mockImplementation(() => {});
    const directory = mkdtempSync(join(tmpdir(), "husting-limits-"));
    const node = await openNode(directory, { profile: cityProfiles.umea, nowMs: () => nowMs });
    const server = await listen(await createServer(node), 0);
    city = {
      baseUrl: `http://localhost:${server.port}`,
      directory,
      node,
      async close() {
        await server.close();
        await node.close();
        rmSync(directory, { recursive: true, force: true });
      },
    };
  });
  afterAll(async () => {
    await city.close();
    vi.restoreAllMocks();
  });

  const signIn = (fields: Record<string, string>) => postForm(`${city.baseUrl}/en/sign-in`, fields);
  const passkey = (what: string) =>
    fetch(`${city.baseUrl}/passkey/${what}`, {
      method: "POST",
      headers: { origin: city.baseUrl, "content-type": "application/json" },
      body: "{}",
    });

  /** How many of many are let through before one is refused. */
  async function admitted(most: number, ask: (time: number) => Promise<boolean>): Promise<number> {
    for (let time = 0; time < most; time++) if (!(await ask(time))) return time;
    return most;
  }

  it("sends eight codes to an address, and forty for one client, in ten minutes", async () => {
    const asked = async (email: string) => (await signIn({ email })).status === 200;
    expect(await admitted(50, () => asked("one@umea.example"))).toBe(8);
    expect(await admitted(50, (time) => asked(`other-${time}@umea.example`))).toBe(31);
    nowMs += 600_000;
    expect(await asked("one@umea.example")).toBe(true);
  });

  it("takes so many tries of one client, by code and by passkey together", async () => {
    nowMs += 600_000;
    const tried = async () =>
      !(await (await signIn({ email: "guessed@umea.example", code: "123456" })).text()).includes(
        "Too many tries",
      );
    expect(await admitted(60, tried)).toBe(60);
    const begun = async () => (await passkey("begin")).status === 200;
    expect(await admitted(100, begun)).toBe(60);
    expect(await tried()).toBe(false);
    expect((await passkey("sign-in")).status).toBe(429);
    nowMs += 600_000;
    expect(await begun()).toBe(true);
  });
});

describe("behind TLS", () => {
  it("the session's cookie is bound to this host and to TLS", async () => {
    const directory = mkdtempSync(join(tmpdir(), "husting-tls-"));
    const letters: string[] = [];
    vi.spyOn(console, "log").mockImplementation((text) => void letters.push(String(text)));
    const baseUrl = "https://husting.umea.example";
    const node = await openNode(directory, { profile: cityProfiles.umea, baseUrl });
    const email = "somebody@umea.example";
    const sent = await node.signIn.sendCode(email, new Headers(), "client");
    expect(sent).toEqual({
      ok: true,
      cookies: [
        expect.stringMatching(
          /^__Host-husting\.asker=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
        ),
      ],
    });
    const asker = sent.ok ? sent.cookies[0]!.split(";")[0]! : "";
    const code = /\b\d{6}\b/.exec(letters.join())![0];
    // The name without the prefix could have been set by a neighbouring host.
    const planted = new Headers({ cookie: asker.replace("__Host-", "") });
    expect(await node.signIn.enter(email, code, planted, "client")).toMatchObject({
      fault: "code-elsewhere",
    });
    const entered = await node.signIn.enter(email, code, new Headers({ cookie: asker }), "client");
    vi.restoreAllMocks();
    expect(entered).toEqual({
      ok: true,
      cookies: [
        expect.stringMatching(
          /^__Host-husting\.session_token=[^;]{40,}; Max-Age=5184000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
        ),
      ],
    });
    const [cookie = ""] = entered.ok ? entered.cookies.map((set) => set.split(";")[0]) : [];
    expect((await node.signIn.viewer(new Headers({ cookie }))).person?.email).toBe(email);
    const left = await node.signIn.leave(new Headers({ cookie }));
    expect(left.join()).toContain("__Host-husting.session_token=;");
    await node.close();
    rmSync(directory, { recursive: true, force: true });
  });
});
