import { type Context, Hono } from "hono";
import { isLanguage } from "../../../web/language/index.ts";
import type { OidcIssuer } from "../../identity/index.ts";
import { type ActivationFault, isOpen } from "../activation.ts";
import { findBudget } from "../budgets.ts";
import type { BudgetParts } from "../parts.ts";
import { offersIdentity } from "../ways.ts";
import { activateByIdentity } from "./activation.ts";
import { type IdentityCookies, type Place, pathOf, type SignedIn } from "./cookies.ts";

/** Signing in with an e-identity: the service, and what lies with the browser meanwhile. */
export interface IdentityWay {
  readonly issuer: OidcIssuer;
  /** The claim that names a person as the roll does. */
  readonly claim: string;
  readonly cookies: IdentityCookies;
  /** Where the service leads people back to; the city is registered with it. */
  readonly redirectUri: string;
}

/** The path that people are led back to. */
export const CALLBACK_PATH = "/identity/callback";

/**
 * The way out to the service and the way back. Both answer with where to go: nothing that the service said stays in an address,
 * and what came of it goes to the ballot's page in a cookie of two minutes that is sent to no other.
 */
export function createIdentityRoutes(
  parts: Pick<BudgetParts, "civic" | "hashes" | "gate" | "nowMs" | "identity"> & {
    readonly clientOf: (c: Context) => string;
    /** The page for who comes back with what was not begun here. */
    readonly strayed: (c: Context) => Promise<Response>;
  },
): Hono {
  const { civic, gate, nowMs } = parts;
  const app = new Hono();

  app.use("/identity/*", async (c, next) => {
    await next();
    c.header("cache-control", "no-store");
  });

  // What came of signing in is shown once.
  app.get("/:lang/ballot/:id", async (c, next) => {
    await next();
    const gone = parts.identity?.cookies.noOutcome(c.req.header("cookie"), c.req.path);
    if (gone !== undefined) c.header("set-cookie", gone, { append: true });
  });

  // A link and no form: where a form leads on to is bound by the page's policy, and services lead on to others.
  app.get("/identity/begin/:lang/:id", async (c) => {
    const language = c.req.param("lang");
    const id = c.req.param("id");
    if (!isLanguage(language) || !/^[1-9]\d{0,8}$/.test(id)) return parts.strayed(c);
    const place: Place = { budget: Number(id), language };
    const { identity } = parts;
    const budget = await findBudget(civic, place.budget);
    if (identity === null || budget === undefined || !offersIdentity(budget.activation))
      return c.redirect(pathOf(place), 303);
    if (!isOpen(budget, nowMs())) return back(c, identity, place, refused("not-voting"));
    const begun = await identity.issuer.begin(
      identity.redirectUri,
      identity.cookies.newState(place),
      language,
    );
    if (!begun.ok) return back(c, identity, place, refused(begun.fault));
    c.header("set-cookie", identity.cookies.begun(begun.asked));
    return c.redirect(begun.address, 303);
  });

  app.get(CALLBACK_PATH, async (c) => {
    const { identity } = parts;
    const state = c.req.query("state") ?? "";
    const place = identity?.cookies.placeOf(state);
    if (identity === null || place === undefined) return parts.strayed(c);
    c.header("set-cookie", identity.cookies.noBegun);
    return back(c, identity, place, await signedIn(identity, place, state, c));
  });

  async function signedIn(identity: IdentityWay, place: Place, state: string, c: Context): Promise<SignedIn> {
    const asked = identity.cookies.spend(c.req.header("cookie"), state);
    if (asked === undefined) return refused("identity-stale");
    if (!gate.admits("confirm", parts.clientOf(c))) return refused("too-many");
    const answered = new URL(identity.redirectUri);
    answered.search = new URL(c.req.url).search;
    const told = await identity.issuer.identify(answered, asked, identity.claim);
    return told.ok ? activateByIdentity(parts, place.budget, told.identity) : refused(told.fault);
  }

  return app;
}

function back(c: Context, { cookies }: IdentityWay, place: Place, signedIn: SignedIn): Response {
  c.header("set-cookie", cookies.outcome(place, signedIn), { append: true });
  return c.redirect(pathOf(place), 303);
}

function refused(code: ActivationFault["code"]): SignedIn {
  return { ok: false, fault: { code } };
}
