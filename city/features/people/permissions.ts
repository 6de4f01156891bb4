import { type Role, roles, type Viewer } from "./roles.ts";

/**
 * Who may ask for what: one line a route, read top to bottom. A route that is not here is open to nobody, and a test
 * walks every line as every role. `:lang` is sv, zh or en; a page's line holds for its `.json` too.
 */

const everyone: readonly Viewer[] = ["public", ...roles];
const signedIn: readonly Viewer[] = roles;
const only = (...allowed: Role[]): readonly Viewer[] => allowed;

/** Who looks after readings: they may see how these stand, and be told by mail. */
export const watching = ["adviser", "manager", "officer", "researcher", "administrator"] as const;

/** Who works with what people propose. Which state who may give it stands in `proposals/states.ts`. */
const proposing = ["officer", "adviser", "elected", "international", "administrator"] as const;

export const permissions = {
  "GET /": everyone,
  "GET /:lang": everyone,
  "GET /:lang/buildings/:slug": everyone,
  "GET /:lang/measures": everyone,
  "GET /:lang/measures/:slug": everyone,
  "POST /:lang/measures/:slug": only("adviser", "manager", "officer", "elected"),
  "GET /measures/:slug/verdicts/:version": everyone,
  "GET /measures/:slug/carbon/:version": everyone,
  "GET /:lang/method": everyone,
  "GET /:lang/data": everyone,
  "GET /data.jsonld": everyone,
  "GET /data/:file": everyone,
  "GET /:lang/try": everyone,
  "POST /:lang/try": everyone,
  "GET /:lang/carbon": everyone,
  "GET /:lang/inventory": everyone,
  "GET /:lang/inventory/public-buildings": everyone,
  "GET /inventory/public-buildings.csv": everyone,
  "GET /inventory/public-buildings-not-listed.csv": everyone,
  "GET /:lang/log": everyone,
  "GET /:lang/style": everyone,
  "GET /:lang/sign-in": everyone,
  "POST /:lang/sign-in": everyone,
  "POST /:lang/sign-out": everyone,
  "GET /:lang/demo/mailbox": everyone,

  "GET /:lang/overview": everyone,
  "GET /:lang/decisions": everyone,
  "GET /:lang/decisions/:id": everyone,
  "POST /:lang/decisions/:id": everyone,
  "GET /:lang/promises": everyone,
  "GET /:lang/why/:token": everyone,
  "POST /:lang/why/:token": everyone,
  "GET /why/:token": everyone,
  "POST /why/:token": everyone,
  "GET /promises.csv": everyone,
  "GET /promises.atom": everyone,
  "GET /decisions.atom": everyone,

  "GET /:lang/partner": everyone,
  "GET /:lang/received/:hash": everyone,
  "GET /:lang/released/:hash": everyone,
  "POST /:lang/released/:hash": only("international"),
  "GET /exchange/card": everyone,
  "GET /exchange/for/:city": everyone,
  "GET /exchange/witnessed/:city": everyone,

  "GET /:lang/proposals": everyone,
  "GET /:lang/proposals/:id": everyone,
  "POST /:lang/proposals/:id": everyone,
  "GET /:lang/propose": everyone,
  "POST /:lang/propose": everyone,
  "GET /:lang/proposal-form": everyone,
  "GET /:lang/confirm/:id": everyone,
  "POST /:lang/confirm/:id": everyone,
  "GET /:lang/my-proposal/:key": everyone,
  "POST /:lang/my-proposal/:key": everyone,
  "GET /:lang/stop/:key": everyone,
  "POST /:lang/stop/:key": everyone,
  "GET /stop/:key": everyone,
  "POST /stop/:key": everyone,
  "GET /:lang/print/proposals/:id": everyone,
  "GET /:lang/print/decisions/:id": everyone,
  "GET /:lang/print/conversations/:slug": everyone,
  "GET /:lang/print/conversation-form/:slug": everyone,
  "GET /:lang/print/budgets/:id": everyone,
  "GET /:lang/print/why/:about": everyone,
  "GET /:lang/print/author/:key": everyone,
  "GET /:lang/code": everyone,
  "POST /:lang/code": everyone,
  "GET /f/:code": everyone,
  // Ends the help that a visitor gets at a desk; staff begin it at theirs.
  "GET /:lang/help": everyone,
  "POST /:lang/help": everyone,
  "GET /feeds/:lang/proposals.atom": everyone,
  "GET /feeds/:lang/proposals/:id": everyone,

  "GET /:lang/house-rules": everyone,
  "GET /:lang/moderation": everyone,
  "GET /moderation.csv": everyone,
  "GET /:lang/report/:subject": everyone,
  "POST /:lang/report/:subject": everyone,
  "GET /:lang/heard": everyone,
  "GET /:lang/heard/:slug": everyone,
  "GET /heard/:file": everyone,
  "GET /:lang/about-you": everyone,
  "POST /:lang/about-you": everyone,
  "GET /:lang/cases": everyone,
  "GET /:lang/cases/:number": everyone,
  "GET /cases.csv": everyone,
  "GET /cases/:file": everyone,
  "GET /:lang/retention": everyone,
  "GET /:lang/my-data": everyone,
  "POST /:lang/my-data": everyone,
  "GET /:lang/conversations": everyone,
  "GET /:lang/conversations/:slug": everyone,
  "POST /:lang/conversations/:slug": everyone,
  "GET /:lang/conversation-results/:slug": everyone,
  "GET /:lang/budgets": everyone,
  "GET /:lang/budgets/:id": everyone,
  "GET /:lang/ballot/:id": everyone,
  "POST /:lang/ballot/:id": everyone,
  "GET /:lang/ballots/:id": everyone,
  "POST /:lang/ballots/:id": everyone,
  "GET /:lang/budget-result/:id": everyone,
  "POST /:lang/budget-result/:id": everyone,
  // Not the session lets anybody vote, but a code and the token it buys.
  "POST /budgets/:id/token": everyone,
  "POST /budgets/:id/ballot": everyone,
  "GET /identity/begin/:lang/:id": everyone,
  "GET /identity/callback": everyone,
  "GET /budgets/:id/ballots.ndjson": everyone,
  "GET /budgets/:id/ballots.pb": everyone,
  "GET /budgets/:id/result": everyone,

  "GET /v": everyone,
  "GET /v/:code": everyone,
  "POST /v/:code": everyone,
  "GET /v/:code/qr.svg": everyone,
  "GET /v/:code/poster.svg": everyone,
  "GET /v/:code/poster.pdf": everyone,
  "GET /v/:code/refund": everyone,
  "GET /v/:code/refund.csv": everyone,
  "GET /r/:code": everyone,
  "POST /r/:code": everyone,

  "GET /log/entries.ndjson": everyone,
  "GET /log/heads.ndjson": everyone,
  "GET /log/keys.json": everyone,
  "GET /health": everyone,
  "GET /robots.txt": everyone,
  "GET /favicon.svg": everyone,
  "GET /assets/*": everyone,

  "GET /:lang/staff": signedIn,
  // Which kinds of things lie in whose inbox stands in `workday/model.ts`, by the lines of the features themselves.
  "GET /:lang/staff/day": only("adviser", "manager", "administrator"),
  "POST /:lang/staff/day": only("adviser", "manager", "administrator"),
  "GET /:lang/staff/quality": only(...watching),
  "POST /:lang/staff/quality": only(...watching),
  "GET /:lang/staff/quality/:slug": only(...watching),
  "GET /:lang/staff/climate": only(...watching),
  "GET /export/rooms.csv": only(...watching),
  "GET /:lang/staff/advice": only(...watching),
  "GET /:lang/staff/advice/:slug": only(...watching),
  "POST /:lang/staff/advice/:slug": only("adviser", "manager", "administrator"),
  "GET /:lang/staff/buildings": only("adviser", "manager", "administrator"),
  "POST /:lang/staff/buildings": only("adviser", "manager", "administrator"),
  "GET /:lang/staff/buildings/:slug": only("adviser", "manager", "administrator"),
  "POST /:lang/staff/buildings/:slug": only("adviser", "manager", "administrator"),
  "GET /:lang/staff/import": only("manager", "administrator"),
  "POST /:lang/staff/import": only("manager", "administrator"),
  "GET /:lang/staff/import/:id": only("manager", "administrator"),
  "POST /:lang/staff/import/:id": only("manager", "administrator"),
  "GET /:lang/staff/imports": only("adviser", "manager", "officer", "researcher", "administrator"),
  "GET /:lang/staff/imports/:id": only("adviser", "manager", "officer", "researcher", "administrator"),
  "GET /:lang/staff/mappings": only("manager", "administrator"),
  "POST /:lang/staff/mappings": only("manager", "administrator"),
  "GET /:lang/staff/weather": only("manager", "administrator"),
  "POST /:lang/staff/weather": only("manager", "administrator"),
  "GET /:lang/staff/export": only("adviser", "manager", "officer", "researcher", "administrator"),
  "GET /export/readings": only("adviser", "manager", "officer", "researcher", "administrator"),
  "GET /:lang/staff/meters": only("manager", "administrator"),
  "GET /:lang/staff/meters/:id": only("manager", "administrator"),
  "POST /:lang/staff/meters/:id": only("manager", "administrator"),
  "GET /:lang/staff/measures": only("adviser", "manager", "administrator"),
  "POST /:lang/staff/measures": only("adviser", "manager", "administrator"),
  "GET /:lang/staff/rooms": only("manager", "administrator"),
  "GET /:lang/staff/rooms/:slug": only("manager", "administrator"),
  "POST /:lang/staff/rooms/:slug": only("manager", "administrator"),
  "GET /:lang/staff/posters/:slug": only("manager", "administrator"),
  "GET /:lang/staff/comments": only("manager", "administrator"),
  "GET /:lang/staff/comments/:id": only("manager", "administrator"),
  "POST /:lang/staff/comments/:id": only("manager", "administrator"),
  "GET /:lang/staff/rounds": only("adviser", "officer", "administrator"),
  "POST /:lang/staff/rounds": only("adviser", "officer", "administrator"),
  "GET /:lang/staff/rounds/:id": only("adviser", "officer", "administrator"),
  "POST /:lang/staff/rounds/:id": only("adviser", "officer", "administrator"),
  "GET /:lang/staff/proposals": only(...proposing),
  "GET /:lang/staff/proposals/paper": only("officer", "adviser", "administrator"),
  "POST /:lang/staff/proposals/paper": only("officer", "adviser"),
  "GET /:lang/staff/proposals/:id": only(...proposing),
  "POST /:lang/staff/proposals/:id": only("officer", "adviser", "elected", "international"),
  // Which act whose role may do stands in `moderation/acts.ts`; who may answer appeals in `moderation/appeals.ts`.
  "GET /:lang/staff/moderation": only("officer", "adviser", "elected", "administrator"),
  "GET /:lang/staff/moderation/:id": only("officer", "adviser", "elected", "administrator"),
  "POST /:lang/staff/moderation/:id": only("officer", "adviser", "elected"),
  "GET /:lang/staff/budgets": only("officer", "adviser", "administrator"),
  "POST /:lang/staff/budgets": only("officer"),
  "GET /:lang/staff/budgets/:id": only("officer", "adviser", "administrator"),
  "POST /:lang/staff/budgets/:id": only("officer", "adviser"),
  "GET /:lang/staff/budget-desk/:id": only("officer", "adviser", "administrator"),
  "POST /:lang/staff/budget-desk/:id": only("officer", "adviser"),
  "GET /:lang/staff/desk": only("officer", "adviser", "administrator"),
  "POST /:lang/staff/desk": only("officer", "adviser", "administrator"),
  "GET /:lang/staff/participation": only("officer", "adviser", "international", "administrator"),
  "POST /:lang/staff/participation": only("officer"),
  "GET /:lang/staff/participation/:slug": only("officer", "adviser", "international", "administrator"),
  "POST /:lang/staff/participation/:slug": only("officer"),
  "GET /:lang/staff/population": only("officer", "administrator"),
  "POST /:lang/staff/population": only("officer", "administrator"),
  "GET /:lang/staff/slips/:id": only("officer", "adviser", "administrator"),
  "POST /:lang/staff/slips/:id": only("officer", "adviser", "administrator"),
  "GET /:lang/staff/endorsements/:id": only("officer", "adviser", "administrator"),
  "POST /:lang/staff/endorsements/:id": only("officer", "adviser", "administrator"),
  "GET /:lang/staff/questions/:about": only("officer", "adviser", "administrator"),
  "POST /:lang/staff/questions/:about": only("officer", "adviser", "administrator"),
  "GET /:lang/staff/cases": only("officer", "administrator"),
  "GET /:lang/staff/cases/:number": only("officer", "administrator"),
  "POST /:lang/staff/cases/:number": only("officer"),
  "GET /:lang/staff/data": only("officer", "administrator"),
  "POST /:lang/staff/data": only("officer", "administrator"),
  "GET /:lang/staff/conversations": only("officer", "adviser", "administrator"),
  "POST /:lang/staff/conversations": only("officer", "adviser"),
  "GET /:lang/staff/conversations/:slug": only("officer", "adviser", "administrator"),
  "POST /:lang/staff/conversations/:slug": only("officer", "adviser"),
  "GET /:lang/staff/conversation-papers/:slug": only("officer", "adviser", "administrator"),
  "POST /:lang/staff/conversation-papers/:slug": only("officer", "adviser"),
  "GET /:lang/staff/partners": only("international", "administrator"),
  "POST /:lang/staff/partners": only("international"),
  "GET /:lang/staff/partners/:city": only("international", "administrator"),
  "POST /:lang/staff/partners/:city": only("international"),
  "GET /:lang/staff/releases": only("international", "administrator"),
  "POST /:lang/staff/releases": only("international"),
  "GET /:lang/staff/releases/:id": only("international", "administrator"),
  "POST /:lang/staff/releases/:id": only("international"),
  "GET /:lang/staff/bodies": only("officer", "administrator"),
  "POST /:lang/staff/bodies": only("officer", "administrator"),
  "GET /:lang/staff/bodies/:slug": only("officer", "administrator"),
  "POST /:lang/staff/bodies/:slug": only("officer", "administrator"),
  "GET /:lang/staff/decisions": only("officer", "elected", "administrator"),
  "POST /:lang/staff/decisions": only("officer", "elected", "administrator"),
  "GET /:lang/staff/decisions/:id": only("officer", "elected", "administrator"),
  "POST /:lang/staff/decisions/:id": only("officer", "elected", "administrator"),
  // Offices answer for what was promised, not those who promised it.
  "GET /:lang/staff/promises": only("adviser", "manager", "officer", "administrator"),
  "GET /:lang/staff/promises/:id": only("adviser", "manager", "officer", "administrator"),
  "POST /:lang/staff/promises/:id": only("adviser", "manager", "officer", "administrator"),
  "GET /:lang/staff/people": only("administrator"),
  "POST /:lang/staff/people": only("administrator"),
} as const satisfies Record<string, readonly Viewer[]>;

export type RouteKey = keyof typeof permissions;

export function mayUse(route: RouteKey, viewer: Viewer): boolean {
  return permissions[route].includes(viewer);
}

const patterns = (Object.keys(permissions) as RouteKey[]).map((route) => {
  const [method, path = ""] = route.split(" ");
  const source = path
    .split("/")
    .map((part) =>
      part === ":lang"
        ? "(?:sv|zh|en)"
        : part.startsWith(":")
          ? "[^/]+"
          : part === "*"
            ? ".+"
            : part.replaceAll(".", "\\."),
    )
    .join("/");
  return { route, method, pattern: new RegExp(`^${source}$`, "u") };
});

/** The line of the matrix a request falls under; undefined when there is none. HEAD is asked as GET. */
export function routeOf(method: string, path: string): RouteKey | undefined {
  const asked = method === "HEAD" ? "GET" : method;
  const page = path.length > 1 ? path.replace(/\/$/, "") : path;
  return patterns.find((line) => line.method === asked && line.pattern.test(page))?.route;
}
