import { type Context, Hono } from "hono";
import { isLanguage, type Language } from "../../web/language/index.ts";
import { OidcIssuer, WayCookies } from "../identity/index.ts";
import type { SignIn } from "../people/index.ts";
import type { StaffIdentities, StaffSignInFault } from "./staff-issuer.ts";

/** Where somebody was when they went to sign in, and where they were going. */
interface Place {
  readonly language: Language;
  /** A path of this node; null for the start page. */
  readonly next: string | null;
}

/** Signing in of staff: the service, and what lies with the browser meanwhile. */
export interface StaffWay {
  readonly issuer: OidcIssuer;
  readonly identities: StaffIdentities;
  readonly cookies: WayCookies<Place>;
  /** Where the service leads people back to; the city is registered with it. */
  readonly redirectUri: string;
}

/** The path that staff are led back to. */
export const STAFF_CALLBACK_PATH = "/sign-in/callback";

export function openStaffWay(parts: {
  readonly identities: StaffIdentities;
  readonly secret: string;
  readonly baseUrl: string;
  readonly nowMs: () => number;
}): StaffWay {
  const { identities, secret, baseUrl, nowMs } = parts;
  return {
    issuer: new OidcIssuer(identities.settings, nowMs),
    identities,
    cookies: new WayCookies<Place>({
      ...{ secret, nowMs, isSecure: baseUrl.startsWith("https:") },
      ...{ purpose: "husting staff sign-in", cookie: "husting.staff-identity", path: "/sign-in" },
    }),
    redirectUri: new URL(STAFF_CALLBACK_PATH, baseUrl).href,
  };
}

/**
 * The way out to the staff's service and the way back. Both answer with where to go: nothing that the service said stays in an address
 * but the name of what was wrong.
 */
export function createStaffSignIn(parts: {
  readonly way: StaffWay | null;
  readonly signIn: SignIn;
  readonly clientOf: (c: Context) => string;
  /** A path of this node; undefined for anything else. */
  readonly ownPath: (next: string | null) => string | undefined;
  /** The page for who comes back with what was not begun here. */
  readonly strayed: (c: Context) => Promise<Response>;
}): Hono {
  const { way, signIn, ownPath } = parts;
  const app = new Hono();

  app.use("/sign-in/*", async (c, next) => {
    await next();
    c.header("cache-control", "no-store");
  });

  app.get("/sign-in/begin/:lang", async (c) => {
    const language = c.req.param("lang");
    if (way === null || !isLanguage(language)) return parts.strayed(c);
    const place: Place = { language, next: ownPath(c.req.query("next") ?? null) ?? null };
    if (!signIn.admitsTry(parts.clientOf(c))) return back(c, place, "too-many-tries");
    const begun = await way.issuer.begin(way.redirectUri, way.cookies.newState(place), language);
    if (!begun.ok) return back(c, place, begun.fault);
    c.header("set-cookie", way.cookies.begun(begun.asked));
    return c.redirect(begun.address, 303);
  });

  app.get(STAFF_CALLBACK_PATH, async (c) => {
    const state = c.req.query("state") ?? "";
    const place = way?.cookies.placeOf(state);
    if (way === null || place === undefined) return parts.strayed(c);
    c.header("set-cookie", way.cookies.noBegun);
    if (!signIn.admitsTry(parts.clientOf(c))) return back(c, place, "too-many-tries");
    const asked = way.cookies.spend(c.req.header("cookie"), state);
    if (asked === undefined) return back(c, place, "identity-stale");
    const answered = new URL(way.redirectUri);
    answered.search = new URL(c.req.url).search;
    const told = await way.issuer.finish(answered, asked, way.identities.wanted);
    if (!told.ok) return back(c, place, told.fault);
    const proven = await way.identities.proven(told.claims);
    if (!proven.ok) return back(c, place, proven.fault);
    const entered = await signIn.enterAs(proven.who, c.req.raw.headers, proven.role);
    if (!entered.ok) return back(c, place, "identity-refused");
    for (const cookie of entered.cookies) c.header("set-cookie", cookie, { append: true });
    return c.redirect(place.next ?? `/${place.language}/staff`, 303);
  });

  return app;
}

function back(c: Context, { language, next }: Place, fault: StaffSignInFault): Response {
  const said = new URLSearchParams({ fault, ...(next === null ? {} : { next }) });
  return c.redirect(`/${language}/sign-in?${said}`, 303);
}
