import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Context, Next } from "hono";
import { type RouteKey, routeOf } from "../features/people/index.ts";

/**
 * Pages that are the same for everybody: what they show follows from their address, from what is stored, and from the minute.
 * Not among them are those that know who asks, or whose address is a key.
 */
const KEPT: ReadonlySet<RouteKey> = new Set<RouteKey>([
  "GET /:lang",
  "GET /:lang/buildings/:slug",
  "GET /share/:lang/:file",
  "GET /sitemap.xml",
  "GET /:lang/take-part",
  "GET /:lang/glossary",
  "GET /:lang/accessibility",
  "GET /:lang/measures",
  "GET /:lang/measures/:slug",
  "GET /:lang/method",
  "GET /:lang/data",
  "GET /:lang/carbon",
  "GET /:lang/inventory",
  "GET /:lang/inventory/public-buildings",
  "GET /:lang/log",
  "GET /:lang/style",
  "GET /:lang/overview",
  "GET /:lang/decisions",
  "GET /:lang/decisions/:id",
  "GET /:lang/promises",
  "GET /:lang/partner",
  "GET /:lang/received/:hash",
  "GET /:lang/released/:hash",
  "GET /:lang/proposals",
  "GET /:lang/proposals/:id",
  "GET /:lang/proposal-form",
  "GET /:lang/house-news/:slug",
  "GET /:lang/calendar",
  "GET /feeds/:lang/houses/:slug",
  "GET /feeds/:lang/city.atom",
  "GET /feeds/:lang/calendar.ics",
  "GET /:lang/house-rules",
  "GET /:lang/moderation",
  "GET /:lang/heard",
  "GET /:lang/heard/:slug",
  "GET /:lang/cases",
  "GET /:lang/cases/:number",
  "GET /:lang/retention",
  "GET /:lang/conversations",
  "GET /:lang/conversation-results/:slug",
  "GET /:lang/budgets",
  "GET /:lang/budgets/:id",
  "GET /:lang/ballots/:id",
  "GET /:lang/budget-result/:id",
  "GET /:lang/schools",
  "GET /:lang/schools/:slug",
]);

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_BYTES_OF_ONE = 2 * 1024 * 1024;
const LONGEST_ADDRESS = 300;
const MINUTE_MS = 60_000;
/**
 * For so long after a change nothing is kept: what a part of the node remembers of the database may be a moment older than the
 * database.
 */
const CALM_MS = 250;
/** What is shorter does not become shorter by it. */
const LEAST_COMPRESSED_BYTES = 500;

const compressed = promisify(gzip);

interface Kept {
  readonly version: string;
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly zipped: Uint8Array<ArrayBuffer> | null;
  readonly tag: string;
  /** Of what says itself when it last changed: feeds. */
  readonly lastModified: string | null;
}

/**
 * Keeps public pages until anything in the city's files changes, and answers from them whoever shows no cookie. Who asks for a
 * page that is being made waits for it. `Cache-Status` (RFC 9211) tells which it was.
 */
export class KeptPages {
  readonly #contentVersion: () => string;
  readonly #nowMs: () => number;
  /** The one asked for longest ago first. */
  readonly #pages = new Map<string, Kept>();
  readonly #beingMade = new Map<string, Promise<void>>();
  #bytes = 0;
  #content = "";
  #changedAtMs = 0;

  /** @param contentVersion another text once anything that pages show has changed. */
  constructor(contentVersion: () => string, nowMs: () => number) {
    this.#contentVersion = contentVersion;
    this.#nowMs = nowMs;
  }

  /** Middleware of Hono; what stands after it makes the page. */
  async answer(c: Context, next: Next): Promise<Response | undefined> {
    const address = addressOf(c);
    if (address === undefined) {
      await next();
      return undefined;
    }
    const kept = this.#find(address);
    if (kept !== undefined) return respond(c, kept, "hit");
    const underWay = this.#beingMade.get(address);
    if (underWay === undefined) {
      const making = this.#make(c, next, address).finally(() => this.#beingMade.delete(address));
      this.#beingMade.set(address, making);
      await making;
      return undefined;
    }
    // What it comes to is for whoever asked first, a failure too.
    await underWay.catch(() => {});
    const made = this.#find(address);
    if (made !== undefined) return respond(c, made, "hit; detail=waited");
    await this.#make(c, next, address);
    return undefined;
  }

  async #make(c: Context, next: Next, address: string): Promise<void> {
    const version = this.#version();
    await next();
    c.header("cache-status", "husting; fwd=miss");
    if (c.res.status !== 200 || c.res.headers.has("set-cookie")) return;
    const type = c.res.headers.get("content-type") ?? "";
    const body = new Uint8Array(await c.res.arrayBuffer());
    const page: Kept = {
      ...{ version, type, body },
      zipped: body.length < LEAST_COMPRESSED_BYTES ? null : new Uint8Array(await compressed(body)),
      tag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`,
      lastModified: c.res.headers.get("last-modified"),
    };
    if (this.#version() === version && performance.now() - this.#changedAtMs > CALM_MS)
      this.#keep(address, page);
    c.res = respond(c, page, "fwd=miss");
  }

  #version(): string {
    const content = this.#contentVersion();
    if (content !== this.#content) {
      this.#content = content;
      this.#changedAtMs = performance.now();
    }
    return `${content} ${Math.floor(this.#nowMs() / MINUTE_MS)}`;
  }

  #find(address: string): Kept | undefined {
    const page = this.#pages.get(address);
    if (page === undefined) return undefined;
    if (page.version !== this.#version()) {
      this.#drop(address);
      return undefined;
    }
    // To the end: the ones not asked for go first.
    this.#pages.delete(address);
    this.#pages.set(address, page);
    return page;
  }

  #keep(address: string, page: Kept): void {
    if (sizeOf(page) > MOST_BYTES_OF_ONE) return;
    this.#drop(address);
    this.#pages.set(address, page);
    this.#bytes += sizeOf(page);
    for (const oldest of this.#pages.keys()) {
      if (this.#bytes <= MOST_BYTES) break;
      this.#drop(oldest);
    }
  }

  #drop(address: string): void {
    const page = this.#pages.get(address);
    if (page === undefined) return;
    this.#pages.delete(address);
    this.#bytes -= sizeOf(page);
  }
}

/** Undefined for what is not the same for everybody. */
function addressOf(c: Context): string | undefined {
  if (c.req.method !== "GET") return undefined;
  const { path } = c.req;
  // A picture depends on nothing else, and is dear to draw.
  if (path.startsWith("/share/")) return path.length > LONGEST_ADDRESS ? undefined : path;
  if (c.req.header("cookie") !== undefined) return undefined;
  const route = routeOf("GET", path.endsWith(".json") ? path.slice(0, -5) : path);
  if (route === undefined || !KEPT.has(route)) return undefined;
  const { url } = c.req;
  return url.length > LONGEST_ADDRESS ? undefined : url;
}

function respond(c: Context, { type, body, zipped, tag, lastModified }: Kept, how: string): Response {
  const headers = {
    "content-type": type,
    // Asked for again each time, and answered by a few bytes where nothing has changed.
    "cache-control": "no-cache",
    etag: tag,
    vary: "Accept-Encoding",
    "cache-status": `husting; ${how}`,
    ...(lastModified === null ? {} : { "last-modified": lastModified }),
  };
  if (isKnown(c, tag, lastModified)) return c.body(null, 304, headers);
  const takesZipped = /\bgzip\b/u.test(c.req.header("accept-encoding") ?? "");
  if (zipped === null || !takesZipped) return c.body(body, 200, headers);
  return c.body(zipped, 200, { ...headers, "content-encoding": "gzip" });
}

/** Whether whoever asks has it already; a date counts only where no tag is shown (RFC 9110, 13.1.3). */
function isKnown(c: Context, tag: string, lastModified: string | null): boolean {
  const shown = c.req.header("if-none-match");
  if (shown !== undefined) return shown === tag;
  const since = Date.parse(c.req.header("if-modified-since") ?? "");
  return lastModified !== null && since >= Date.parse(lastModified);
}

function sizeOf({ body, zipped }: Kept): number {
  return body.length + (zipped?.length ?? 0);
}
