import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext } from "playwright-core";
import { expect } from "vitest";
import { generateDemo } from "../demo/create.ts";
import { carrierName } from "../features/buildings/words.ts";
import type { Role } from "../features/people/index.ts";
import { peopleMessages } from "../features/people/messages.ts";
import { roleName } from "../features/people/words.ts";
import { demoAddress } from "../node/demo-accounts.ts";
import { type CityNode, openNode } from "../node/node.ts";
import { demoProfile } from "../node/profile.ts";
import { createServer, listen } from "../node/server.ts";
import { shellMessages } from "../web/shell-messages.ts";
import { accessibleLines, axeFindingsOfCopy } from "./accessibility.ts";
import { launchBrowser } from "./browser.ts";
import { Keyboard } from "./keyboard.ts";
import type { Way } from "./whole-way-words.ts";

const DAY_MS = 86_400_000;

/** The demo's last hour: what its measures come to must not hang on the day on which tests run. */
export const DEMO_END_MS = Date.UTC(2026, 10, 28, 4);

/** A demo city of its own, with a clock that can be moved, and people at browsers without scripts. */
export class WayCity {
  readonly way: Way;
  readonly node: CityNode;
  readonly baseUrl: string;
  readonly #browser: Browser;
  readonly #looking: BrowserContext;
  readonly #contexts = new Map<Role | "anyone", BrowserContext>();
  readonly #close: () => Promise<void>;
  readonly #clock: { aheadMs: number };
  /** Who is signed in, on the day it is. */
  readonly #signedIn = new Set<Role>();

  private constructor(
    way: Way,
    node: CityNode,
    baseUrl: string,
    [browser, looking]: readonly [Browser, BrowserContext],
    clock: { aheadMs: number },
    close: () => Promise<void>,
  ) {
    this.way = way;
    this.node = node;
    this.baseUrl = baseUrl;
    this.#browser = browser;
    this.#looking = looking;
    this.#clock = clock;
    this.#close = close;
  }

  static async open(way: Way): Promise<WayCity> {
    const home = mkdtempSync(join(tmpdir(), "husting-way-"));
    const startedMs = performance.now();
    const clock = { aheadMs: 0 };
    // It runs on while people type, and jumps where they wait.
    const nowMs = (): number => Math.floor(DEMO_END_MS + clock.aheadMs + performance.now() - startedMs);
    const node = await openNode(join(home, "city"), { profile: demoProfile(way.city), nowMs });
    await generateDemo(node, () => {});
    await node.recompute();
    const server = await listen(await createServer(node), 0);
    const browser = await launchBrowser();
    const looking = await browser.newContext({ bypassCSP: true });
    return new WayCity(way, node, `http://127.0.0.1:${server.port}`, [browser, looking], clock, async () => {
      await browser.close();
      await server.close();
      await node.close();
      rmSync(home, { recursive: true, force: true });
    });
  }

  close(): Promise<void> {
    return this.#close();
  }

  /** With which the demo was made. */
  get demo(): { readonly endMs: number; readonly seed: string } {
    return { endMs: DEMO_END_MS, seed: `husting-${this.way.city}` };
  }

  /** Lets days go by. */
  wait(days: number): void {
    this.#clock.aheadMs += days * DAY_MS;
    // A session does not outlast days.
    this.#signedIn.clear();
  }

  /** A day of the city, counted from the demo's last. */
  day(offset: number): string {
    return Temporal.Instant.fromEpochMilliseconds(DEMO_END_MS)
      .toZonedDateTimeISO(this.node.city.zone)
      .toPlainDate()
      .add({ days: offset })
      .toString();
  }

  url(path: string): string {
    return `${this.baseUrl}/${this.way.language}${path}`;
  }

  carrierName(carrier: string): string {
    return carrierName(this.way.language, carrier);
  }

  /** The address in a letter, on this node. */
  addressIn(text: string, path: string): string {
    const found = new RegExp(`https?://[^/]+(/${this.way.language}/${path}/[\\w-]+)`).exec(text);
    if (found === null) throw new Error(`no address of ${path} in:\n${text}`);
    return `${this.baseUrl}${found[1]}`;
  }

  /** Somebody without an account on a telephone. */
  async anyone(path: string): Promise<Keyboard> {
    return Keyboard.open(await this.#context("anyone"), path.startsWith("http") ? path : this.url(path));
  }

  /** An official at a desk, signed in by the keyboard the first time of a day. */
  async official(role: Role, path: string): Promise<Keyboard> {
    const context = await this.#context(role);
    if (!this.#signedIn.has(role)) {
      await context.clearCookies();
      await this.#signIn(context, role);
      this.#signedIn.add(role);
    }
    return Keyboard.open(context, this.url(path));
  }

  async #context(who: Role | "anyone"): Promise<BrowserContext> {
    let context = this.#contexts.get(who);
    if (context === undefined) {
      const viewport = who === "anyone" ? { width: 360, height: 740 } : { width: 1280, height: 800 };
      context = await this.#browser.newContext({ javaScriptEnabled: false, viewport });
      this.#contexts.set(who, context);
    }
    return context;
  }

  async #signIn(context: BrowserContext, role: Role): Promise<void> {
    const { language } = this.way;
    const t = peopleMessages.t(language);
    const keys = await Keyboard.open(context, this.url(""));
    await keys.follow(shellMessages.t(language)("session.signIn"));
    await keys.press(roleName(language, role));
    await keys.write(starts(t("signin.code")), await this.codeTo(demoAddress(role, this.way.city)));
    await keys.press(t("signin.enter"));
    expect(await keys.text()).toContain(t("staff.title"));
    await keys.close();
  }

  /** Leaves the navigation out. */
  skip(keys: Keyboard): Promise<void> {
    return keys.skipTo(shellMessages.t(this.way.language)("skip.content"));
  }

  /** The accessibility tree of the page as it stands, a line a thing, found sound, and by axe too. */
  async heard(keys: Keyboard): Promise<string> {
    const lines = await accessibleLines(keys.page.context(), keys.page);
    expect(await axeFindingsOfCopy(this.#looking, keys.page), keys.page.url()).toEqual([]);
    return lines.join("\n");
  }

  /** Letters to an address, newest first. */
  async lettersTo(to: string): Promise<{ readonly subject: string; readonly body: string }[]> {
    await this.node.proposals.teller.idle();
    return this.node.civic
      .selectFrom("demo_mail")
      .select(["subject", "body"])
      .where("to_address", "=", to)
      .orderBy("id", "desc")
      .execute();
  }

  /** The code last sent to an address. */
  async codeTo(to: string): Promise<string> {
    for (const { subject } of await this.lettersTo(to)) {
      const code = /(?<!\d)\d{6}(?!\d)/u.exec(subject)?.[0];
      if (code !== undefined) return code;
    }
    throw new Error(`no code was sent to ${to}`);
  }
}

/** A name that begins so: a label goes on with what is required of its field. */
export function starts(text: string): RegExp {
  return new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}`, "u");
}
