import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { permissions, type Role, type RouteKey, roles, type Viewer } from "../features/people/index.ts";
import { actions, pages } from "../node/pages.ts";
import routes from "../web/routes.ts";
import { cookiesOf, newestCode, postForm, type RunningCity, runCity } from "./running-city.ts";
import { giveItAFollower, type SimulatedFollower } from "./simulated-follower.ts";
import { giveItAPartner, type SimulatedPartner } from "./simulated-partner.ts";
import { giveItAVoice, type SimulatedVoice } from "./simulated-voice.ts";

const lines = Object.keys(permissions) as RouteKey[];
const allowed = (route: RouteKey): readonly Viewer[] => permissions[route];

let city: RunningCity;
let asset: string;
/** A file that somebody has sent to be imported. */
let upload: string;
/** The code on the wall of a room. */
let code: string;
/** A display, and a picture that hangs on it. */
let screen: string;
let picture: string;
/** An invitation to a round that is open. */
let invitation: string;
/** A sentence somebody wrote about a room. */
let comment: string;
/** The link that stops letters about a question. */
let stop: string;
/** A proposal's author, a letter that waits for its code, and a follower. */
let voice: SimulatedVoice;
/** Who follows a house, and who has not confirmed yet. */
let follower: SimulatedFollower;
/** A case of the register. */
let registered: string;
/** Another city, and documents told each way. */
let partner: SimulatedPartner;
/** The code of a class whose building has answered, and the answer's hash. */
let school: { readonly code: string; readonly hash: string };
const cookies = new Map<Viewer, string>([["public", ""]]);

beforeAll(async () => {
  city = await runCity();
  for (const role of roles) cookies.set(role, await city.signInAs(role));
  const home = await (await fetch(`${city.baseUrl}/en`)).text();
  const kept = await city.node.uploads.keep("a.csv", new TextEncoder().encode("time,kWh\n"));
  upload = kept.ok ? kept.id : "";
  const [room] = [...(await city.node.votes.rooms.all()).values()];
  code = room!.code;
  const { rounds } = city.node.votes;
  const today = { fromDate: rounds.today, toDate: rounds.today };
  const round = await rounds.create(
    { measure: null, period: "other", ...today, roomIds: [room!.roomId] },
    null,
  );
  const made = rounds.makeCodes((await rounds.find(round.ok ? round.value : 0))!, 1);
  await city.node.votes.comments.add(room!.roomId, "It is cold by the window.");
  comment = (await city.node.votes.comments.all())[0]!.id;
  stop = city.node.questions.stopToken((await city.node.questions.all())[0]!.id);
  const { screens, works } = city.node.screens;
  screen = (await screens.all())[0]!.code;
  picture = (await works.all()).find((work) => work.picture !== null)!.picture!.sha256;
  partner = await giveItAPartner(city);
  voice = await giveItAVoice(city);
  follower = await giveItAFollower(city);
  const answered = (await city.node.schools.classes.find(1))!;
  school = { code: answered.code, hash: (await city.node.schools.answers.of(1))!.sha256 };
  registered = (await city.node.cases.shownOf("decision", 1))!.address;
  invitation = made.ok ? made.value[0]! : "";
  asset = /href="(\/assets\/[^"]+)"/.exec(home)?.[1] ?? "";
});
afterAll(() => city.close());

/** An address that falls under a line of the matrix and exists in the demo city. */
function addressOf(route: RouteKey): string {
  const path = route.split(" ")[1]!;
  if (path === "/assets/*") return asset;
  // Of the demo's budgets the first is counted; in the second people vote.
  if (path.startsWith("/budgets/")) return path.replace(":id", "1");
  // The whole city's readings are a long download; whether it may be asked for does not depend on how much.
  if (path === "/export/readings") return `${path}?building=nowhere`;
  // Point 1 is the city's weather; the first meter comes after it.
  const id = path.includes("/meters/")
    ? "2"
    : path.includes("/import/")
      ? upload
      : path.includes("/comments/")
        ? comment
        : path.includes("/releases/")
          ? String(partner.draft)
          : path.includes("/confirm/")
            ? voice.pending
            : path.includes("/confirm-following/")
              ? follower.pending
              : /\/(proposals|slips|endorsements)\//.test(path)
                ? String(voice.proposal)
                : "1";
  const slug = path.includes("/measures/")
    ? "algkronan-led"
    : path.includes("/bodies/")
      ? "municipal-council"
      : /\/(heard|participation)\//.test(path)
        ? "proposals"
        : /\/(schools|teacher-sheet|pupil-sheet)\//.test(path)
          ? "one-degree"
          : path.includes("/conversation")
            ? "the-yard-between-the-houses"
            : "algkronan-skola";
  return path
    .replace(":lang", "en")
    .replace(":slug", slug)
    .replace(":id", id)
    .replace("following/:key", `following/${follower.stopKey}`)
    .replace(":key", /\/(my-proposal|author)\//.test(path) ? voice.authorKey : voice.stopKey)
    .replace(":about", "decisions-1")
    .replace("works/:hash", `works/${picture}`)
    .replace("screen/:code", `screen/${screen}`)
    .replace("class-answers/:hash", `class-answers/${school.hash}`)
    .replace(/(class|diploma)\/:code/u, `$1/${school.code}`)
    .replace(":hash", path.includes("/received/") ? partner.received : partner.released)
    .replace(":subject", `proposal-${voice.proposal}`)
    .replace("data/:file", "data/citation.bib")
    .replace("heard/:file", "heard/proposals.csv")
    .replace("share/en/:file", "share/en/city.png")
    .replace(":token", stop)
    .replace(":number", registered)
    .replace(":file", `${registered}.zip`)
    .replace(":city", partner.city)
    .replace(":version", "1.json")
    .replace(":code", path.startsWith("/r/") ? invitation : path.startsWith("/f/") ? "P0000D" : code);
}

function ask(route: RouteKey, address: string, cookie: string): Promise<Response> {
  const url = `${city.baseUrl}${address}`;
  if (route.startsWith("GET ")) return fetch(url, { headers: { cookie }, redirect: "manual" });
  const fields: Record<string, string> = route.endsWith("/staff/people")
    ? { email: "x", role: "resident" }
    : { email: "x" };
  return postForm(url, fields, { cookie });
}

const toSignIn = (response: Response): boolean =>
  response.status === 303 && /^\/(sv|zh|en)\/sign-in\b/.test(response.headers.get("location") ?? "");

const viewers: readonly Viewer[] = ["public", ...roles];
const isPage = (route: RouteKey): boolean => route.startsWith("GET /:lang");
// Signing out last: it ends the session the other lines are asked with.
const walk = [...lines].sort((a, b) => Number(a.includes("sign-out")) - Number(b.includes("sign-out")));
const cells = viewers.flatMap((viewer) =>
  walk.map((route) => [viewer, allowed(route).includes(viewer) ? "let in" : "kept out", route] as const),
);
const jsonCells = cells.filter(([, , route]) => isPage(route));

describe("every line of the matrix, asked as every role and as nobody", () => {
  it.each(cells)("%s is %s at %s", async (viewer, verdict, route) => {
    const response = await ask(route, addressOf(route), cookies.get(viewer)!);
    if (verdict === "let in") {
      expect([401, 403, 404, 500]).not.toContain(response.status);
      expect(toSignIn(response)).toBe(false);
    } else if (viewer === "public" && route.startsWith("GET ")) expect(toSignIn(response)).toBe(true);
    else expect(response.status).toBe(viewer === "public" ? 401 : 403);
  });

  it.each(jsonCells)("%s is %s at the JSON of %s", async (viewer, verdict, route) => {
    const cookie = viewer === "public" ? "" : await fresh(viewer);
    const response = await ask(route, `${addressOf(route)}.json`, cookie);
    expect(response.status).toBe(verdict === "let in" ? 200 : viewer === "public" ? 401 : 403);
    expect(response.headers.get("content-type")).toContain("application/json");
    if (verdict === "kept out") expect(await response.json()).toEqual({ error: { status: response.status } });
  });

  it("a forbidden page shows nothing of what it holds", async () => {
    const cookie = await fresh("resident");
    const response = await fetch(`${city.baseUrl}/en/staff/people`, { headers: { cookie } });
    expect(response.status).toBe(403);
    expect(await response.text()).not.toContain("officer@umea.example");
  });

  it("a verb that was refused did nothing", async () => {
    const before = await city.node.civic.selectFrom("log_entry").select("sequence").execute();
    for (const viewer of viewers.filter((one) => one !== "administrator")) {
      const cookie = viewer === "public" ? "" : await fresh(viewer);
      await postForm(
        `${city.baseUrl}/en/staff/people`,
        { email: "new@umea.example", role: "administrator" },
        { cookie },
      );
    }
    const after = await city.node.civic.selectFrom("log_entry").select("sequence").execute();
    expect(after.length).toBe(before.length);
  });
});

/** A session of a role that no other test has signed out. */
const sessions = new Map<Role, string>();
async function fresh(role: Role): Promise<string> {
  const cookie = sessions.get(role) ?? (await city.signInAs(role));
  sessions.set(role, cookie);
  return cookie;
}

describe("the matrix and the house say the same", () => {
  it("every page of the router has its line", () => {
    const routed = routes.map((route) => route.path).filter((path) => path !== "*");
    expect(routed.map((path) => `GET /${path}`).sort()).toEqual(lines.filter(isPage).sort());
  });

  it("every page and every verb of the server has its line, and every such line has its page or verb", () => {
    expect(Object.keys(pages).sort()).toEqual(lines.filter(isPage).sort());
    expect(Object.keys(actions).sort()).toEqual(
      lines.filter((route) => route.startsWith("POST /:lang")).sort(),
    );
  });

  it("no staff line is open to the public", () => {
    const staff = lines.filter((route) => route.includes("/staff"));
    expect(staff.length).toBeGreaterThan(0);
    for (const route of staff) expect(allowed(route)).not.toContain("public");
  });
});

describe("what is not in the matrix is nowhere", () => {
  it.each([
    "/en/staff/secret",
    "/en/staff/secret.json",
    "/en/../data",
    "/en/../data/civic.sqlite",
    "/en/%2e%2e/data",
    "/log/secret",
    "/log/entries.ndjson.json",
    "/assets/../server/index.js",
    "/assets/..%2fserver%2findex.js",
    "/assets/%2e%2e/server/index.js",
    "/assets/..%5cserver%5cindex.js",
    "/fr",
    "/en/buildings",
    "/en/buildings/nowhere",
    "/en/buildings/nowhere.json",
    "/en/buildings/%zz",
    "/en/buildings/%",
    "/en/buildings/..%2f..%2fcivic.sqlite",
    "/en/staff/imports/0x1/2",
    "/api/auth/get-session",
    "/__manifest",
    "/_root.data",
  ])("%s is not found", async (path) => {
    const cookie = await fresh("administrator");
    expect((await raw("GET", path, { cookie })).status).toBe(404);
  });

  it.each(["abc", "0", "-1", "1.5", "999999999", "99999999999999999999", "1e0x"])(
    "import %s is not found",
    async (id) => {
      const cookie = await fresh("administrator");
      for (const end of ["", ".json"]) {
        expect((await raw("GET", `/en/staff/imports/${id}${end}`, { cookie })).status).toBe(404);
      }
    },
  );

  it.each([
    "/en/staff/",
    "/en/staff/people/",
    "/en//staff/people",
    "//en/staff/people",
    "/EN/staff/people",
    "/en/STAFF/people",
    "/en/staff%2fpeople",
    "/en/%73taff/people",
    "/en/staff/people/.json",
    "/en/staff/people.json/",
    "/en/staff/people.data",
    "/en/method/../staff/people",
    "/en/staff/people?x=.json",
    "/en/staff/people;x",
  ])("nobody comes in by writing a staff address as %s", async (path) => {
    const response = await raw("GET", path, {});
    expect([303, 401, 404]).toContain(response.status);
    expect(response.body).not.toContain("@umea.example");
  });

  it.each(["PUT", "DELETE", "PATCH", "OPTIONS"])("%s is not found on a staff page", async (method) => {
    const cookie = await fresh("administrator");
    const origin = city.baseUrl;
    expect((await raw(method, "/en/staff/people", { cookie, origin })).status).toBe(404);
  });

  it("HEAD is refused where GET is", async () => {
    const response = await raw("HEAD", "/en/staff/people", {});
    expect([303, 401]).toContain(response.status);
  });
});

describe("requests that another site had made", () => {
  const form = "application/x-www-form-urlencoded";
  it.each([
    ["another origin", { origin: "https://evil.example", "content-type": form }],
    ["another origin, as plain text", { origin: "https://evil.example", "content-type": "text/plain" }],
    ["a sandboxed frame", { origin: "null", "content-type": form }],
    ["another site, by the browser's word", { "sec-fetch-site": "cross-site", "content-type": form }],
    ["nowhere named", { "content-type": form }],
    ["another page, and no origin", { referer: "https://evil.example/en/staff", "content-type": form }],
    [
      "another origin, with our page for a disguise",
      { origin: "https://evil.example", ours: "yes", "content-type": form },
    ],
  ])("a form from %s is refused, and the role is not given", async (_, headers) => {
    const cookie = await fresh("administrator");
    const referer = "ours" in headers ? { referer: `${city.baseUrl}/en/staff/people` } : {};
    const response = await fetch(`${city.baseUrl}/en/staff/people`, {
      method: "POST",
      body: "email=evil%40umea.example&role=administrator",
      headers: { ...headers, ...referer, cookie },
      redirect: "manual",
    });
    expect(response.status).toBe(403);
    expect((await city.node.signIn.people()).map((person) => person.email)).not.toContain(
      "evil@umea.example",
    );
  });

  it("a text browser, which names no origin but the page its form stood on, is let in", async () => {
    const response = await raw("POST", "/en/propose", {
      referer: `${city.baseUrl}/en/propose`,
      "content-type": form,
    });
    expect(response.status).toBe(422);
  });

  it.each(["application/json", "application/octet-stream"])(
    "a verb asked in %s is no form, and does nothing",
    async (type) => {
      const cookie = await fresh("administrator");
      const response = await postForm(
        `${city.baseUrl}/en/staff/people`,
        {},
        { cookie, "content-type": type },
      );
      expect([400, 403, 415, 422]).toContain(response.status);
    },
  );

  it.each([
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "/en/staff/../..//evil.example",
    "javascript:alert(1)",
  ])("signing in does not lead on to %s", async (next) => {
    const email = "resident@umea.example";
    const url = `${city.baseUrl}/en/sign-in?next=${encodeURIComponent(next)}`;
    expect(await (await fetch(url)).text()).toContain(
      '<form class="form" action="/en/sign-in" method="post">',
    );
    const cookie = cookiesOf(await postForm(url, { email }));
    const code = (await newestCode(city.node, email)) ?? "";
    const entered = await postForm(url, { email, code }, { cookie });
    expect(cookiesOf(entered)).not.toBe("");
    expect(entered.headers.get("location")).toBe("/en/staff");
  });

  it("signing in leads on to the page that was asked for", async () => {
    const asked = await fetch(`${city.baseUrl}/sv/staff/imports`, { redirect: "manual" });
    const url = `${city.baseUrl}${asked.headers.get("location")}`;
    const email = "manager@umea.example";
    const cookie = cookiesOf(await postForm(url, { email }));
    const code = (await newestCode(city.node, email)) ?? "";
    const entered = await postForm(url, { email, code }, { cookie });
    expect(entered.headers.get("location")).toBe("/sv/staff/imports");
  });

  it("the session's cookie is out of reach of scripts and of other sites' forms", async () => {
    const email = "teacher@umea.example";
    const url = `${city.baseUrl}/en/sign-in`;
    const cookie = cookiesOf(await postForm(url, { email }));
    const code = (await newestCode(city.node, email)) ?? "";
    const entered = await postForm(url, { email, code }, { cookie });
    const session = entered.headers.getSetCookie().find((set) => set.startsWith("husting.session_token="));
    expect(session).toMatch(/; HttpOnly/i);
    expect(session).toMatch(/; SameSite=(Lax|Strict)/i);
  });

  it("a cookie that was tampered with is nobody's", async () => {
    const cookie = await fresh("administrator");
    const forged = cookie.replace(
      /(session_token=)(.)/,
      (_, name: string, first: string) => `${name}${first === "a" ? "b" : "a"}`,
    );
    expect(forged).not.toBe(cookie);
    const response = await fetch(`${city.baseUrl}/en/staff/people.json`, { headers: { cookie: forged } });
    expect(response.status).toBe(401);
  });

  it("every answer forbids scripts, frames and other hosts", async () => {
    for (const path of ["/en", "/en/staff/secret", "/health", "/log/keys.json"]) {
      const { headers } = await fetch(`${city.baseUrl}${path}`);
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("content-security-policy")).not.toMatch(/script-src|unsafe|https:/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });
});

/** Asks with a path exactly as written: fetch would tidy it first. */
function raw(
  method: string,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number | undefined; body: string }> {
  const { hostname, port } = new URL(city.baseUrl);
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path, method, headers }, async (response) => {
      const body = Buffer.concat(await response.toArray()).toString("utf8");
      resolve({ status: response.statusCode, body });
    });
    asking.on("error", reject);
    asking.end();
  });
}
