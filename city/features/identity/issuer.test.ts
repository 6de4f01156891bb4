import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type MisbehavingIssuer, type Misbehaviour, runMisbehavingIssuer } from "./issuer.fixture.ts";
import { type Asked, type IssuerSettings, OidcIssuer } from "./issuer.ts";

const REDIRECT = "http://127.0.0.1:4640/identity/callback";
const HOUR_SECONDS = 3600;

let service: MisbehavingIssuer;
const printed: string[] = [];

beforeAll(async () => {
  service = await runMisbehavingIssuer();
});
afterAll(() => service.close());
beforeEach(() => {
  printed.length = 0;
  vi.spyOn(console, "error").mockImplementation((...said) => void printed.push(said.join(" ")));
});
afterEach(() => {
  service.misbehave({});
  vi.restoreAllMocks();
});

const issuerOf = (over: Partial<IssuerSettings> = {}, nowMs = Date.now): OidcIssuer =>
  new OidcIssuer({ ...service.settings, ...over }, nowMs);

async function begun(issuer: OidcIssuer): Promise<{ address: string; asked: Asked }> {
  const begun = await issuer.begin(REDIRECT, "state-1", "zh");
  if (!begun.ok) throw new Error(begun.fault);
  return begun;
}

/** Signs in at a service that answers so. @returns the identity, or the name of the fault. */
async function signIn(as: Misbehaviour, over: Partial<IssuerSettings> = {}): Promise<string> {
  const issuer = issuerOf(over);
  const { address, asked } = await begun(issuer);
  const back = service.signIn(address);
  service.misbehave(as);
  const told = await issuer.identify(back, asked, "person");
  return told.ok ? told.identity : told.fault;
}

describe("the way out", () => {
  it("asks for a code, with state, nonce and a challenge, a new one each time, and for a new sign-in", async () => {
    const issuer = issuerOf({ levels: ["loa3", "loa4"] });
    const [one, other] = [await begun(issuer), await begun(issuer)];
    const query = new URL(one.address).searchParams;
    expect(Object.fromEntries(query)).toMatchObject({
      response_type: "code",
      client_id: "husting",
      redirect_uri: REDIRECT,
      scope: "openid person",
      state: "state-1",
      nonce: one.asked.nonce,
      code_challenge_method: "S256",
      prompt: "login",
      ui_locales: "zh-Hans",
      acr_values: "loa3 loa4",
    });
    expect(one.address).not.toContain(one.asked.verifier);
    expect(one.asked.nonce).not.toBe(other.asked.nonce);
    expect(one.asked.verifier).not.toBe(other.asked.verifier);
  });

  it("is closed where nobody answers, and opens again by itself", async () => {
    let nowMs = 0;
    const issuer = issuerOf({}, () => nowMs);
    service.misbehave({ discoveryStatus: 503 });
    expect(await issuer.begin(REDIRECT, "s", "sv")).toEqual({ ok: false, fault: "identity-down" });
    service.misbehave({});
    expect((await issuer.begin(REDIRECT, "s", "sv")).ok).toBe(false);
    nowMs += 11_000;
    expect((await issuer.begin(REDIRECT, "s", "sv")).ok).toBe(true);
    const nowhere = issuerOf({ issuer: "http://127.0.0.1:9" });
    expect(await nowhere.begin(REDIRECT, "s", "sv")).toEqual({ ok: false, fault: "identity-down" });
  });
});

describe("the way back", () => {
  it.each<[string, Misbehaviour, string]>([
    ["the claim of the token", {}, "199001011234"],
    ["a claim that is a number", { claims: { person: 42 } }, "42"],
    [
      "a claim that is told at an address of its own",
      { claims: { person: undefined }, userinfo: { sub: "subject-1", person: "R-7" } },
      "R-7",
    ],
    [
      "a claim about somebody else",
      { claims: { person: undefined }, userinfo: { sub: "subject-2", person: "R-7" } },
      "identity-refused",
    ],
    ["no claim anywhere", { claims: { person: "  " }, userinfo: { sub: "subject-1" } }, "identity-nameless"],
    ["a token for somebody else's client", { claims: { aud: "another" } }, "identity-refused"],
    ["a token of another service", { claims: { iss: "https://else.example" } }, "identity-refused"],
    ["a token that answers another question", { claims: { nonce: "other" } }, "identity-refused"],
    ["a token without a nonce", { claims: { nonce: undefined } }, "identity-refused"],
    ["a token somebody else signed", { isForged: true }, "identity-refused"],
    ["a token nobody signed", { isUnsigned: true }, "identity-refused"],
    ["a token that has run out", { claims: { exp: seconds(-HOUR_SECONDS) } }, "identity-refused"],
    ["a token of a clock half a minute behind", { claims: { exp: seconds(-30) } }, "199001011234"],
    [
      "a token of a clock half a minute ahead",
      { claims: { iat: seconds(30), nbf: seconds(30) } },
      "199001011234",
    ],
    ["a token of a clock an hour ahead", { claims: { nbf: seconds(HOUR_SECONDS) } }, "identity-refused"],
    ["a code that is used up", { error: "invalid_grant" }, "identity-stale"],
    ["a secret that is wrong", { error: "invalid_client", status: 401 }, "identity-refused"],
    ["a service that fails", { status: 500 }, "identity-down"],
    ["a service that rests", { error: "temporarily_unavailable", status: 503 }, "identity-down"],
  ])("%s", async (_, as, outcome) => {
    expect(await signIn(as)).toBe(outcome);
    // Whoever runs the node is told by names of the standard; of the person nothing is printed.
    expect(printed.join("\n")).not.toMatch(/1990|subject-|R-7/);
  });

  it("a level that was asked for is demanded", async () => {
    expect(await signIn({}, { levels: ["loa3"] })).toBe("identity-weak");
    expect(await signIn({ claims: { acr: "loa2" } }, { levels: ["loa3"] })).toBe("identity-weak");
    expect(await signIn({ claims: { acr: "loa3" } }, { levels: ["loa3", "loa4"] })).toBe("199001011234");
  });

  it("whoever breaks off is known from a service that fails", async () => {
    const issuer = issuerOf();
    const { asked } = await begun(issuer);
    const answer = async (said: Record<string, string>) =>
      issuer.identify(
        new URL(`${REDIRECT}?${new URLSearchParams({ state: "state-1", iss: issuer.issuer, ...said })}`),
        asked,
        "person",
      );
    expect(await answer({ error: "access_denied", error_description: "199001011234" })).toEqual({
      ok: false,
      fault: "identity-declined",
    });
    expect(await answer({ error: "temporarily_unavailable" })).toEqual({ ok: false, fault: "identity-down" });
    expect(await answer({ error: "invalid_scope" })).toEqual({ ok: false, fault: "identity-refused" });
    expect(await answer({})).toEqual({ ok: false, fault: "identity-refused" });
    expect(printed.join("\n")).not.toContain("1990");
    expect(printed).toContain("e-identity: access_denied");
  });

  it("an answer with another state, or of another service, is not taken to the service at all", async () => {
    const issuer = issuerOf();
    const { address, asked } = await begun(issuer);
    const before = service.asked();
    for (const over of [{ state: "state-2" }, { iss: "https://else.example" }])
      expect(await issuer.identify(service.signIn(address, over), asked, "person")).toEqual({
        ok: false,
        fault: "identity-refused",
      });
    expect(service.asked()).toBe(before);
  });

  it("a code that somebody caught is worth nothing without what lies with the browser", async () => {
    const issuer = issuerOf();
    const [theirs, own] = [await begun(issuer), await begun(issuer)];
    expect(await issuer.identify(service.signIn(theirs.address), own.asked, "person")).toEqual({
      ok: false,
      fault: "identity-stale",
    });
  });

  it("says to whoever runs the node which claim it was", async () => {
    await signIn({ claims: { aud: "another" } });
    expect(printed).toEqual(["e-identity: OAUTH_JWT_CLAIM_COMPARISON_FAILED (aud)"]);
  });
});

function seconds(from: number): number {
  return Math.floor(Date.now() / 1000) + from;
}
