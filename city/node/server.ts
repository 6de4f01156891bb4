import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { getConnInfo } from "@hono/node-server/conninfo";
import { serveStatic } from "@hono/node-server/serve-static";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { csrf } from "hono/csrf";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";
import {
  createRequestHandler,
  type RouterContext,
  RouterContextProvider,
  type ServerBuild,
} from "react-router";
import { createPasskeyRoutes, createStaffSignIn, type RelyingParty } from "../features/accounts/index.ts";
import {
  createBallotIntake,
  createBudgetFiles,
  createIdentityRoutes,
} from "../features/budget-votes/index.ts";
import { boardCsv, boardFeed, boardPage, decisionsFeed } from "../features/decisions/index.ts";
import { bundleFor, coSignatures, ownCard } from "../features/exchange/index.ts";
import { clientNet } from "../features/moderation/index.ts";
import { mayUse, type Person, type RouteKey, routeOf, type Viewer } from "../features/people/index.ts";
import { createReadingApi } from "../features/readings/index.ts";
import { readingMessages } from "../features/readings/messages.ts";
import { createRefundPages, REFUND_STYLE } from "../features/refund/index.ts";
import {
  createScreenPages,
  MOST_PICTURE_BYTES,
  SCREEN_STYLE_SOURCE,
  workFile,
} from "../features/screens/index.ts";
import type { Visit } from "../features/service-desk/index.ts";
import { createInvitedPages, createTapPages, TAP_STYLE } from "../features/votes/index.ts";
import { bodyAtMost } from "../web/body-at-most.ts";
import { type Failure, failureStatus, type PageRequest } from "../web/context.ts";
import { isLanguage, type Language, languages, negotiateLanguage } from "../web/language/index.ts";
import { downloadRooms } from "./climate-pages.ts";
import { catalogueFile, citationFile } from "./data-pages.ts";
import { downloadReadings } from "./download.ts";
import { heardFile } from "./heard-pages.ts";
import { downloadPublicBuildings } from "./inventory-pages.ts";
import { KeptPages } from "./kept-pages.ts";
import { moderationCsv } from "./moderation-pages.ts";
import { newsCalendar, newsFeed } from "./news-pages.ts";
import type { CityNode } from "./node.ts";
import { ownPath } from "./own-path.ts";
import { pageScripts } from "./page-scripts.ts";
import { type ActionOutcome, type Asked, actions, pages } from "./pages.ts";
import { definePoint } from "./points.ts";
import { HERE, proposalFeed } from "./proposal-pages.ts";
import { downloadCase, downloadRegister } from "./record-pages.ts";
import { builtFrom } from "./screen-parts.ts";
import { paperAddress } from "./service-desk-pages.ts";
import { sharedPicture } from "./shared-pictures.ts";
import { siteMapXml } from "./site-map-xml.ts";
import { TrialGate } from "./trial-gate.ts";

/** Where the built pages lie, beside this folder. */
const BUILD = join(import.meta.dirname, "../build");

const SECURITY = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    fontSrc: ["'self'"],
    // There is no script that could connect; programs that look at the site for others ask through its page for robots.txt.
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: "same-origin",
  // The node itself speaks HTTP; the city's reverse proxy adds HSTS where there is TLS.
  strictTransportSecurity: false,
} as const satisfies Parameters<typeof secureHeaders>[0];

/** The pages behind the codes on the walls carry their style in them: no second request on a slow phone. */
const TAP_SECURITY = {
  ...SECURITY,
  contentSecurityPolicy: { ...SECURITY.contentSecurityPolicy, styleSrc: [TAP_STYLE, REFUND_STYLE] },
} as const satisfies Parameters<typeof secureHeaders>[0];
const TAP_PATH = /^\/[vr](\/|$)/;

/** The pages with a script: their own, from here, which talks to nobody else. */
const SCRIPT_SECURITY = {
  ...SECURITY,
  contentSecurityPolicy: {
    ...SECURITY.contentSecurityPolicy,
    scriptSrc: ["'self'"],
  },
} as const satisfies Parameters<typeof secureHeaders>[0];
/** Where a vote is cast; where somebody signs in with a passkey; where one is added; where the day's list has single keys. */
const SCRIPT_PATH = /^\/(sv|zh|en)\/(ballot\/[^/.]+|sign-in|account|staff\/day)$/;

/** A lobby display carries its style in it, and has a small program of its own that fetches the next page from here. */
const SCREEN_SECURITY = {
  ...SECURITY,
  contentSecurityPolicy: {
    ...SECURITY.contentSecurityPolicy,
    styleSrc: [SCREEN_STYLE_SOURCE],
    scriptSrc: ["'self'"],
  },
} as const satisfies Parameters<typeof secureHeaders>[0];
const SCREEN_PATH = /^\/screen\/[^/.]+$/;

/** On the way to a service that tells who somebody is, and back: addresses that are nobody else's business, here neither. */
const IDENTITY_SECURITY = { ...SECURITY, referrerPolicy: "no-referrer" } as const satisfies Parameters<
  typeof secureHeaders
>[0];
const IDENTITY_PATH = /^\/(identity|sign-in)\//;

/** What is larger is imported with `husting import`, which reads it piece by piece. */
const MOST_UPLOAD_BYTES = 64 * 1024 * 1024;
/** Some ten thousand devices. */
const MOST_MAPPING_BYTES = 1024 * 1024;
const MOST_FORM_BYTES = 64 * 1024;
/** A file from a partner city: as much as is fetched from one at a time. */
const MOST_BUNDLE_BYTES = 16 * 1024 * 1024;
/** What a browser forgets when help at a desk ends; the cookie of it goes by name, so that staff stay signed in. */
const CLEARED = '"cache", "storage"';
/** Some hundred thousand people who may vote. */
const MOST_ROLL_BYTES = 16 * 1024 * 1024;
/** A child's picture, and the words that come with it. */
const MOST_WORK_BYTES = MOST_PICTURE_BYTES + 1024 * 1024;
/** Two files to try, each of at most half of it. */
const MOST_TRIAL_BYTES = 17 * 1024 * 1024;
/** Some years of co-signing. */
const MOST_CO_SIGNATURES = 100_000;

type Variables = {
  viewer: Viewer;
  person: Person | null;
  /** By which session somebody is signed in. */
  session: string | null;
  route: RouteKey;
  visit: Visit | null;
};

/**
 * The node's web server: permission first, then data, then the page or its JSON.
 * @param version of the software, by which screens know that another one answers; what it was built from unless given.
 */
export async function createServer(
  node: CityNode,
  version = builtFrom(BUILD),
): Promise<Hono<{ Variables: Variables }>> {
  const build: ServerBuild & { entry: { module: { pageContext: RouterContext<PageRequest> } } } =
    await import(join(BUILD, "server/index.js"));
  const render = createRequestHandler(build, "production");
  const scripts = pageScripts(BUILD);
  const app = new Hono<{ Variables: Variables }>();

  const page = async (
    c: Context<{ Variables: Variables }>,
    prepared: PageRequest,
    status = 200,
    address = c.req.url,
  ): Promise<Response> => {
    const context = new RouterContextProvider();
    context.set(build.entry.module.pageContext, prepared);
    const response = await render(new Request(address, { headers: c.req.raw.headers }), context);
    return status === 200 ? response : new Response(response.body, { status, headers: response.headers });
  };

  const clientBehind = (c: Context): string => clientOf(c, node.directory.config.publicUrl !== undefined);
  // Before everything else: a whole area votes on the last evening, and none of what follows has to do with a token or a ballot.
  // Both come as JSON, which no other site's page can send.
  app.route("/budgets", createBallotIntake({ ...node.budgets, clientOf: clientBehind }));
  const [usual, tap] = [secureHeaders(SECURITY), secureHeaders(TAP_SECURITY)];
  const [scripted, identity] = [secureHeaders(SCRIPT_SECURITY), secureHeaders(IDENTITY_SECURITY)];
  const screen = secureHeaders(SCREEN_SECURITY);
  app.use((c, next) => {
    const { path } = c.req;
    if (TAP_PATH.test(path)) return tap(c, next);
    if (SCREEN_PATH.test(path)) return screen(c, next);
    if (SCRIPT_PATH.test(path)) return scripted(c, next);
    return (IDENTITY_PATH.test(path) ? identity : usual)(c, next);
  });
  // Other systems come with a token of their own; what follows is for people and their cookies.
  app.route(
    "/api/v1",
    createReadingApi({
      ...node,
      languageOf: (header) => negotiateLanguage(header, node.city.language),
      definePoint: (point) => definePoint(node, point),
    }),
  );
  const failed = (c: Context<{ Variables: Variables }>, failure: Failure): Promise<Response> => {
    const language = languageOf(c.req.path) ?? node.city.language;
    const shell = shellOf(node, c, language, c.get("person") ?? null, false);
    return page(c, { shell, data: null, failure }, failureStatus[failure]);
  };
  // Forms are short; nothing larger is read into memory, save a file to be imported, and the devices of a mapping.
  const atMost = (maxBytes: number) => bodyAtMost(maxBytes, (c) => failed(c, "tooLarge"));
  const short = atMost(MOST_FORM_BYTES);
  const larger = {
    import: atMost(MOST_UPLOAD_BYTES),
    mappings: atMost(MOST_MAPPING_BYTES),
    partners: atMost(MOST_BUNDLE_BYTES),
    population: atMost(MOST_BUNDLE_BYTES),
    budgets: atMost(MOST_ROLL_BYTES),
    works: atMost(MOST_WORK_BYTES),
    try: atMost(MOST_TRIAL_BYTES),
  };
  const trials = new TrialGate(node.nowMs);
  /** Whether there is room for it is seen before anything of it is read, and it keeps its place until it is answered. */
  const tried: MiddlewareHandler<{ Variables: Variables }> = async (c, next) => {
    const stated = Number(c.req.header("content-length") ?? MOST_TRIAL_BYTES);
    if (stated > MOST_TRIAL_BYTES) return larger.try(c, next);
    const admitted = trials.admit(clientNet(clientBehind(c)), stated);
    if (!admitted.ok) {
      const refused = await failed(c, admitted.fault);
      refused.headers.set("retry-after", String(admitted.afterSeconds));
      return refused;
    }
    try {
      return await larger.try(c, next);
    } finally {
      admitted.done();
    }
  };
  app.use(async (c, next) => {
    const place =
      /^\/(?:sv|zh|en)\/(?:staff\/(import|mappings|partners|population|budgets)(?:\/[^/]+)?|staff\/(works)|(try))$/
        .exec(c.req.path)
        ?.slice(1)
        .find((part) => part !== undefined);
    if (place === undefined) return short(c, next);
    if (place === "try" && c.req.method === "POST") return tried(c, next);
    // What comes in pieces is read before anybody knows whose it is: much of it only from somebody who is signed in.
    const isKnown = (await node.signIn.viewer(c.req.raw.headers)).person !== null;
    return (isKnown ? larger[place as keyof typeof larger] : short)(c, next);
  });
  // RFC 8058: a mail program posts this by itself, without cookies and from nowhere. The key is the permission, and it opens nothing else.
  app.post("/stop/:key", async (c) => {
    await node.proposals.desk.stop(c.req.param("key"));
    return c.text("OK");
  });
  app.post("/why/:token", async (c) => {
    const question = await node.questions.ofStopToken(c.req.param("token"));
    if (question !== undefined) await node.questions.stop(question.id);
    return c.text("OK");
  });
  app.post("/stop-following/:key", async (c) => {
    await node.houseNews.desk.stop(c.req.param("key"));
    return c.text("OK");
  });
  app.get("/stop-following/:key", (c) => {
    const language = negotiateLanguage(c.req.header("accept-language"), node.city.language);
    return c.redirect(`/${language}/stop-following/${encodeURIComponent(c.req.param("key"))}`, 303);
  });
  app.get("/why/:token", (c) => {
    const language = negotiateLanguage(c.req.header("accept-language"), node.city.language);
    return c.redirect(`/${language}/why/${encodeURIComponent(c.req.param("token"))}`, 303);
  });
  app.get("/stop/:key", (c) => {
    const language = negotiateLanguage(c.req.header("accept-language"), node.city.language);
    return c.redirect(`/${language}/stop/${encodeURIComponent(c.req.param("key"))}`, 303);
  });
  const { publicUrl } = node.directory.config;
  const publicOrigin = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  const isOurs = (origin: string | undefined, c: Context): boolean =>
    origin !== undefined && (origin === new URL(c.req.url).origin || origin === publicOrigin);
  const fromHere = csrf({ origin: isOurs });
  app.use((c, next) => {
    // Text browsers and old telephones name neither origin nor site, but the page a form stood on.
    const { origin, "sec-fetch-site": site, referer } = c.req.header();
    const isUnnamed = origin === undefined && site === undefined;
    return isUnnamed && isOurs(URL.parse(referer ?? "")?.origin, c) ? next() : fromHere(c, next);
  });
  app.use("*", async (c, next) => {
    await next();
    // What was shown to somebody signed in is nobody else's, on a shared computer's disk neither.
    if (
      c.get("person") != null ||
      c.get("visit") != null ||
      /^\/(sv|zh|en)\/(staff|sign-in|account|demo|confirm|my-proposal|my-data|stop|why|about-you|help|ballot\/|print\/author)/.test(
        c.req.path,
      )
    ) {
      c.header("cache-control", "private, no-store");
    }
    if (!c.req.path.startsWith("/assets/")) c.header("vary", "Cookie", { append: true });
  });

  const kept = new KeptPages(node.contentVersion, node.nowMs);
  app.use("*", (c, next) => kept.answer(c, next));

  app.use("*", async (c, next) => {
    const path = c.req.path;
    const language =
      languageOf(path) ?? negotiateLanguage(c.req.header("accept-language"), node.city.language);
    const asJson = path.endsWith(".json") && !path.startsWith("/log/");
    const route = routeOf(c.req.method, asJson ? path.slice(0, -5) : path);
    const cookies = c.req.header("cookie");
    const signedIn = await node.signIn.viewer(c.req.raw.headers);
    const seated = /^\/(assets\/|favicon)/.test(path)
      ? ({ kind: "none" } as const)
      : await node.helping.seat(cookies, signedIn.person);
    if (seated.kind === "over") return over();
    // Whoever is helped sees what everybody sees: the member of staff is there, but their pages are not.
    const visit = seated.kind === "open" ? seated.visit : null;
    const { viewer, person } = visit === null ? signedIn : ({ viewer: "public", person: null } as const);
    c.set("visit", visit);
    if (route === undefined || (route === "GET /:lang/demo/mailbox" && !node.city.simulated)) {
      return closed(404);
    }
    if (visit !== null) {
      if (!mayUse(route, viewer) || /^(GET|POST) \/(:lang\/)?(sign-(in|out)|passkey)(\/|$)/.test(route))
        return c.redirect(`/${language}/help`, 303);
      if (route === "GET /:lang/my-proposal/:key" && lastPart(path) !== HERE) {
        const own = node.proposals.keys.proposalOfAuthor(lastPart(path));
        if (own !== undefined) visit.proposalId = own;
        return c.redirect(`/${language}/my-proposal/${HERE}`, 303);
      }
    }
    if (!mayUse(route, viewer)) {
      if (viewer === "public" && c.req.method === "GET" && !asJson) {
        return c.redirect(`/${language}/sign-in?next=${encodeURIComponent(path)}`, 303);
      }
      return closed(viewer === "public" ? 401 : 403);
    }
    c.set("viewer", viewer);
    c.set("person", person);
    c.set("session", visit === null ? signedIn.session : null);
    c.set("route", route);
    await next();

    /** Help that has run out, or that this node knows nothing of: whoever sits there now is not to find staff pages. */
    async function over(): Promise<Response> {
      const ended = [node.helping.noCookie, ...(await node.signIn.leave(c.req.raw.headers))];
      for (const cookie of ended) c.header("set-cookie", cookie, { append: true });
      c.header("clear-site-data", CLEARED);
      c.header("cache-control", "private, no-store");
      return c.redirect(`/${language}/help?done=over`, 303);
    }

    async function closed(status: 401 | 403 | 404): Promise<Response> {
      if (asJson) return c.json({ error: { status } }, status);
      const failure = status === 404 ? "notFound" : "forbidden";
      const prepared = { shell: shellOf(node, c, language, person, false), data: null, failure } as const;
      return page(c, prepared, status);
    }
  });

  app.get("/", (c) =>
    c.redirect(`/${negotiateLanguage(c.req.header("accept-language"), node.city.language)}`, 302),
  );
  app.get("/health", (c) => {
    const health = node.upkeep.health();
    return c.json({ ok: health.ok, city: node.city.id }, health.ok ? 200 : 503);
  });
  app.get("/robots.txt", (c) =>
    c.text(
      `User-agent: *\n${languages.map((language) => `Disallow: /${language}/staff\n`).join("")}Sitemap: ${node.quality.baseUrl}/sitemap.xml\n`,
    ),
  );
  app.get("/sitemap.xml", async (c) =>
    c.body(await siteMapXml(node), 200, { "content-type": "application/xml" }),
  );
  // The short address on a paper.
  app.get("/f/:code", async (c) => {
    const language = negotiateLanguage(c.req.header("accept-language"), node.city.language);
    return c.redirect(await paperAddress(node, language, c.req.param("code")), 303);
  });
  app.get("/share/:lang/:file", async (c) => {
    const { lang, file } = c.req.param();
    const picture = isLanguage(lang) ? await sharedPicture(node, lang, file) : undefined;
    return picture === undefined
      ? c.notFound()
      : c.body(picture, 200, { "content-type": "image/png", "cache-control": "public, max-age=3600" });
  });
  app.get("/favicon.svg", async (c) =>
    c.body(await readFile(join(import.meta.dirname, "../web/design/favicon.svg")), 200, {
      "content-type": "image/svg+xml",
    }),
  );
  app.use(
    "/assets/*",
    serveStatic({
      root: join(BUILD, "client"),
      onFound: (_path, c) => c.header("cache-control", "public, max-age=31536000, immutable"),
    }),
  );
  app.get("/log/entries.ndjson", async (c) => c.body(await logLines(node, "line"), 200, NDJSON));
  app.get("/log/heads.ndjson", async (c) => c.body(await logLines(node, "head_line"), 200, NDJSON));
  app.get("/log/keys.json", (c) => c.json({ city: node.city.id, keys: [node.logKey] }));

  const tapParts = { ...node.votes, city: node.city, baseUrl: node.quality.baseUrl, clientOf: clientBehind };
  app.route("/v", createTapPages(tapParts));
  app.route("/r", createInvitedPages(tapParts));
  app.route("/v", createRefundPages({ ...node, ...tapParts, rules: node.city.rules, zone: node.city.zone }));

  app.route(
    "/screen",
    createScreenPages({
      ...node.screens,
      ...{ city: node.city, baseUrl: node.quality.baseUrl, nowMs: node.nowMs },
      ...{ script: scripts.screen, version },
    }),
  );
  app.get("/works/:hash", (c) =>
    workFile(node.screens.works, c.req.param("hash"), mayUse("GET /:lang/staff/works", c.get("viewer"))),
  );
  app.route("/budgets", createBudgetFiles(node.budgets));
  app.route(
    "/",
    createIdentityRoutes({
      ...node.budgets,
      clientOf: clientBehind,
      strayed(c) {
        // Under the address of the budgets, so that nothing of what came stands in a link.
        const language = negotiateLanguage(c.req.header("accept-language"), node.city.language);
        const shell = shellOf(node, c, language, c.get("person") ?? null, false);
        const prepared = {
          shell: { ...shell, path: "/budgets", search: "" },
          data: null,
          failure: "strayed",
        } as const;
        const { origin } = new URL(c.req.url);
        return page(c, prepared, failureStatus.strayed, `${origin}/${language}/budgets`);
      },
    }),
  );

  const personOf = (c: Context): Person | null => c.get("person") ?? null;
  const spokenBy = (c: Context): Language => {
    const page = languageOf(URL.parse(c.req.header("referer") ?? "")?.pathname ?? "");
    return page ?? negotiateLanguage(c.req.header("accept-language"), node.city.language);
  };
  app.route(
    "/",
    createPasskeyRoutes({
      ...node.accounts,
      signIn: node.signIn,
      cityNames: node.city.names,
      clientOf: clientBehind,
      languageOf: spokenBy,
      personOf,
      partyOf: (c) => relyingParty(publicUrl, c),
      nextOf: (next, language) => ownPath(typeof next === "string" ? next : null) ?? `/${language}/staff`,
    }),
  );
  app.route(
    "/",
    createStaffSignIn({
      way: node.accounts.staffWay,
      signIn: node.signIn,
      clientOf: clientBehind,
      ownPath,
      async strayed(c) {
        // Under the address of the sign-in page, so that nothing of what came stands in a link.
        const language = negotiateLanguage(c.req.header("accept-language"), node.city.language);
        const shell = shellOf(node, c, language, personOf(c), false);
        const prepared = {
          shell: { ...shell, path: "/sign-in", search: "" },
          data: null,
          failure: "strayed",
        } as const;
        const { origin } = new URL(c.req.url);
        return page(c, prepared, failureStatus.strayed, `${origin}/${language}/sign-in`);
      },
    }),
  );

  app.get("/measures/:slug/verdicts/:version", async (c) => {
    const version = /^(\d{1,9})(?:\.json)?$/.exec(c.req.param("version"))?.[1];
    const measure = await node.measures.bySlug(c.req.param("slug"));
    const kept = measure && version && (await node.verdicts.find(measure.id, Number(version)));
    if (!kept) return c.json({ error: { status: 404 } }, 404);
    return c.body(kept.text, 200, {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="verdict-${kept.version}.json"`,
    });
  });

  app.get("/measures/:slug/carbon/:version", async (c) => {
    const version = /^(\d{1,9})(?:\.json)?$/.exec(c.req.param("version"))?.[1];
    const measure = await node.measures.bySlug(c.req.param("slug"));
    const kept = measure && version && (await node.claims.find(measure.id, Number(version)));
    if (!kept) return c.json({ error: { status: 404 } }, 404);
    return c.body(kept.text, 200, {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="carbon-${kept.version}.json"`,
    });
  });

  app.get("/class-answers/:hash", async (c) => {
    const kept = await node.schools.answers.byHash(c.req.param("hash").replace(/\.json$/, ""));
    if (kept === undefined) return c.json({ error: { status: 404 } }, 404);
    return c.body(kept.text, 200, {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="class-answer-${kept.sha256.slice(0, 16)}.json"`,
    });
  });

  app.get("/exchange/card", async (c) => {
    const { id } = node.city;
    return c.body(await ownCard(node.exchange), 200, {
      "content-type": "application/jose",
      "content-disposition": `attachment; filename="${id}.husting-card"`,
    });
  });

  // What was released to a partner is public in its own city: whoever asks gets the same bytes as the partner's node.
  app.get("/exchange/for/:city", async (c) => {
    const partner = await node.exchange.partners.find(c.req.param("city"));
    if (partner?.state !== "paired") return c.json({ error: { status: 404, code: "not-paired" } }, 404);
    const count = (name: string): number => {
      const said = c.req.query(name) ?? "";
      return /^\d{1,9}$/.test(said) ? Number(said) : 0;
    };
    const text = await bundleFor(node.exchange, partner, {
      documents: count("after"),
      logSize: count("log"),
    });
    return c.body(text, 200, {
      ...NDJSON,
      "content-disposition": `attachment; filename="${node.city.id}-to-${partner.city}.ndjson"`,
    });
  });

  // Heads of another city's log that this one has seen and co-signed.
  app.get("/exchange/witnessed/:city", async (c) => {
    const partner = await node.exchange.partners.find(c.req.param("city"));
    if (partner === undefined) return c.json({ error: { status: 404 } }, 404);
    const signed = await coSignatures(node.exchange, partner, "theirs", MOST_CO_SIGNATURES);
    return c.body(signed.map(({ line }) => `${line}\n`).join(""), 200, NDJSON);
  });
  const publicBuildings = (which: "listed" | "not-listed" | "workbook") => (c: Context) => {
    const asked = c.req.query("language");
    const language = isLanguage(asked) ? asked : node.city.language;
    return downloadPublicBuildings(node, which, new URL(c.req.url).searchParams, language);
  };
  app.get("/inventory/public-buildings.csv", publicBuildings("listed"));
  app.get("/inventory/public-buildings-not-listed.csv", publicBuildings("not-listed"));
  app.get("/inventory/public-buildings.xlsx", publicBuildings("workbook"));

  const asked = (c: Context): Language => {
    const language = c.req.query("language");
    return isLanguage(language) ? language : node.city.language;
  };
  const feed = (of: typeof boardFeed) => async (c: Context) =>
    c.body(
      await of(node.decisions, { language: asked(c), city: node.city, baseUrl: node.quality.baseUrl }),
      200,
      { "content-type": "application/atom+xml; charset=utf-8" },
    );
  app.get("/decisions.atom", feed(decisionsFeed));
  app.get("/promises.atom", feed(boardFeed));
  app.get("/promises.csv", async (c) =>
    c.body(boardCsv(await boardPage(node.decisions), asked(c)), 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="husting-${node.city.id}-promises.csv"`,
    }),
  );
  app.get("/data.jsonld", async (c) =>
    c.body(await catalogueFile(node), 200, { "content-type": "application/ld+json; charset=utf-8" }),
  );
  app.get("/data/:file", async (c) => {
    const file = await citationFile(node, c.req.param("file"), asked(c));
    if (file === undefined) return c.json({ error: { status: 404 } }, 404);
    return c.body(file.text, 200, {
      "content-type": file.type,
      "content-disposition": `attachment; filename="husting-${node.city.id}-${c.req.param("file")}"`,
    });
  });
  app.get("/moderation.csv", async (c) =>
    c.body(await moderationCsv(node, asked(c)), 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="husting-${node.city.id}-moderation.csv"`,
    }),
  );
  app.get("/heard/:file", async (c) => {
    const file = c.req.param("file");
    const csv = await heardFile(node, file, asked(c));
    if (csv === undefined) return c.json({ error: { status: 404 } }, 404);
    return c.body(csv, 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="husting-${node.city.id}-heard-${file}"`,
    });
  });
  app.get("/cases.csv", async (c) =>
    c.body(await downloadRegister(node, c.req.query("year") ?? null, asked(c)), 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="husting-${node.city.id}-cases.csv"`,
    }),
  );
  app.get("/cases/:file", async (c) => {
    const file = await downloadCase(node, c.req.param("file"), asked(c));
    if (file === undefined) return c.json({ error: { status: 404 } }, 404);
    return c.body(file.bytes, 200, {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="${file.name}"`,
    });
  });
  app.get("/feeds/:lang/proposals.atom", async (c) => ofProposals(c, null));
  app.get("/feeds/:lang/proposals/:id", async (c) =>
    ofProposals(c, c.req.param("id").replace(/\.atom$/, "")),
  );
  app.get("/feeds/:lang/city.atom", async (c) => ofNews(c, null));
  app.get("/feeds/:lang/houses/:slug", async (c) => ofNews(c, c.req.param("slug").replace(/\.atom$/, "")));
  const ofNews = async (c: Context, slug: string | null): Promise<Response> => {
    const language = c.req.param("lang");
    const feed = isLanguage(language) ? await newsFeed(node, language, slug) : undefined;
    if (feed === undefined) return c.json({ error: { status: 404 } }, 404);
    const { newestAtMs } = feed;
    return c.body(feed.text, 200, {
      "content-type": "application/atom+xml; charset=utf-8",
      ...(newestAtMs === null ? {} : { "last-modified": new Date(newestAtMs).toUTCString() }),
    });
  };
  app.get("/feeds/:lang/calendar.ics", async (c) => {
    const language = c.req.param("lang");
    if (!isLanguage(language)) return c.json({ error: { status: 404 } }, 404);
    return c.body(await newsCalendar(node, language), 200, {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": `inline; filename="husting-${node.city.id}.ics"`,
    });
  });
  const ofProposals = async (c: Context, id: string | null): Promise<Response> => {
    const language = c.req.param("lang");
    const atom = isLanguage(language) ? await proposalFeed(node, language, id) : undefined;
    if (atom === undefined) return c.json({ error: { status: 404 } }, 404);
    return c.body(atom, 200, { "content-type": "application/atom+xml; charset=utf-8" });
  };

  for (const form of ["csv", "xlsx"] as const)
    app.get(`/export/rooms.${form}`, async (c) =>
      downloadRooms(node, new URL(c.req.url).searchParams, {
        form,
        language: asked(c),
        viewer: c.get("viewer"),
      }),
    );

  app.get("/export/readings", async (c) => {
    const download = await downloadReadings(node, new URL(c.req.url).searchParams);
    if (download.ok) return download.response;
    const t = readingMessages.t(negotiateLanguage(c.req.header("accept-language"), node.city.language));
    return c.json({ error: { code: download.fault, message: t(`export.fault.${download.fault}`) } }, 400);
  });

  app.get("*", async (c) => {
    const json = c.req.path.endsWith(".json");
    const path = json ? c.req.path.slice(0, -5) : c.req.path;
    const language = languageOf(path) ?? node.city.language;
    const asked = { ...askedOf(node, c, path, language), scripts, client: clientBehind(c) };
    const visit = c.get("visit");
    const kept = !json && visit?.kept?.path === path ? visit.kept : null;
    if (visit !== null && kept === null) visit.kept = null;
    const data = kept === null ? await pages[c.get("route")]?.(asked) : kept.data;
    const shell = shellOf(node, c, language, c.get("person"), true);
    if (data === undefined) {
      return json
        ? c.json({ error: { status: 404 } }, 404)
        : page(c, { shell, data: null, failure: "notFound" }, 404);
    }
    return json ? c.json(data) : page(c, { shell, data, failure: null });
  });

  app.post("*", async (c) => {
    const language = languageOf(c.req.path) ?? node.city.language;
    const asked = { ...askedOf(node, c, c.req.path, language), scripts, client: clientBehind(c) };
    const form = await c.req.formData().catch(() => undefined);
    if (form === undefined) return failed(c, "noForm");
    const outcome: ActionOutcome | undefined = await actions[c.get("route")]?.(asked, form);
    const shell = shellOf(node, c, language, c.get("person"), false);
    if (outcome === undefined) return page(c, { shell, data: null, failure: "notFound" }, 404);
    const visit = c.get("visit");
    if (visit !== null) {
      // Back and reload lead to no form of somebody who has left: what is to be shown again lies here, not in the browser.
      visit.kept = outcome.kind === "again" ? { path: c.req.path, data: outcome.data } : null;
      if (outcome.kind === "again") return c.redirect(c.req.path, 303);
    }
    if (outcome.kind === "again") {
      const shown = await page(c, { shell, data: outcome.data, failure: null }, outcome.status ?? 422);
      for (const cookie of outcome.cookies ?? []) shown.headers.append("set-cookie", cookie);
      return shown;
    }
    if (outcome.kind === "file")
      return c.body(outcome.bytes ?? outcome.text ?? "", 200, {
        "content-type": outcome.type,
        "content-disposition": `attachment; filename="${outcome.name}"`,
      });
    for (const cookie of outcome.cookies ?? []) c.header("set-cookie", cookie, { append: true });
    if (outcome.clears === true) c.header("clear-site-data", CLEARED);
    return c.redirect(outcome.to, 303);
  });

  app.onError((error, c) => {
    // What the framework refuses by throwing, such as a body that is not what its type says, is the sender's to mend.
    if (error instanceof HTTPException && error.status < 500 && error.status !== 403)
      return error.getResponse();
    // A form that another site sent is refused by being thrown too.
    if (error instanceof HTTPException && error.status === 403) return failed(c, "refused");
    node.upkeep.failed("pages");
    // The route, not the address: that may be somebody's key.
    const where = c.get("route") ?? `${c.req.method} an address outside the matrix`;
    console.error(`${new Date(node.nowMs()).toISOString()} ${where}`, error);
    return failed(c, "server");
  });
  return app;
}

/** Address a form came from: the proxy's word for it where one stands before the node, else the connection's. */
function clientOf(c: Context, behindProxy: boolean): string {
  const forwarded = behindProxy ? c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  // A household has a whole net of IPv6 addresses.
  return clientNet(forwarded || (getConnInfo(c).remote.address ?? ""));
}

/**
 * What passkeys are bound to: the domain that people reach the node at. A node that was told none is reached on its own machine.
 */
function relyingParty(publicUrl: string | undefined, c: Context): RelyingParty | undefined {
  const { hostname, origin } = new URL(publicUrl ?? c.req.url);
  const isDomain = publicUrl === undefined ? hostname === "localhost" : /[a-z]/i.test(hostname);
  return isDomain && !hostname.startsWith("[") ? { id: hostname, origin } : undefined;
}

const NDJSON = { "content-type": "application/x-ndjson; charset=utf-8" };

/** Starts listening; resolves when the port is open. */
export function listen(
  app: Hono<{ Variables: Variables }>,
  port: number,
): Promise<{ port: number; close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }, ({ port: open }) =>
      resolve({
        port: open,
        close: () =>
          new Promise((done) => {
            if ("closeAllConnections" in server) server.closeAllConnections();
            server.close(() => done());
          }),
      }),
    );
    server.on("error", reject);
  });
}

function languageOf(path: string): Language | undefined {
  const first = path.split("/")[1]?.replace(/\.json$/, "");
  return isLanguage(first) ? first : undefined;
}

function askedOf(
  node: CityNode,
  c: Context<{ Variables: Variables }>,
  path: string,
  language: Language,
): Omit<Asked, "scripts" | "client"> {
  return {
    node,
    language,
    viewer: c.get("viewer"),
    person: c.get("person"),
    session: c.get("session"),
    headers: c.req.raw.headers,
    query: new URL(c.req.url).searchParams,
    last: lastPart(path),
    visit: c.get("visit"),
  };
}

/** What does not decode is left as it is: it names nothing that exists. */
function lastPart(path: string): string {
  const part = path.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function shellOf(
  node: CityNode,
  c: Context<{ Variables: Variables }>,
  language: Language,
  person: Person | null,
  hasJson: boolean,
): PageRequest["shell"] {
  const { pathname, search } = new URL(c.req.url);
  return {
    language,
    cityNames: node.city.names,
    zone: node.city.zone,
    simulated: node.city.simulated,
    path: pathname.replace(/^\/(sv|zh|en)(?=\/|$)/, ""),
    search,
    person: person && { email: person.email, role: person.role },
    helping: c.get("visit") != null,
    hasJson,
    baseUrl: node.quality.baseUrl,
  };
}

async function logLines(node: CityNode, column: "line" | "head_line"): Promise<string> {
  const rows = await node.civic.selectFrom("log_entry").select(column).orderBy("sequence").execute();
  return rows.map((row) => `${row[column as keyof typeof row]}\n`).join("");
}
