import { expect, it } from "vitest";
import { IdentityCookies, type Place, type SignedIn } from "./cookies.ts";

const place: Place = { budget: 7, language: "sv" };
const signedIn: SignedIn = { ok: true, activation: "identity-x", code: "123" };
const asked = (state: string) => ({ state, nonce: "nonce-1", verifier: "verifier-1" });

let nowMs = 0;
const cookiesOf = (secret = "secret", isSecure = false) => new IdentityCookies(secret, isSecure, () => nowMs);
/** As a browser sends it back. */
const sent = (set: string): string => set.split(";")[0]!;

it("a state says where somebody began, to the node that made it and to nobody else", () => {
  const cookies = cookiesOf();
  const state = cookies.newState(place);
  expect(cookies.placeOf(state)).toEqual(place);
  expect(cookies.newState(place)).not.toBe(state);
  expect(Buffer.from(state, "base64url").toString("latin1")).not.toMatch(/budget|sv/);
  expect(cookiesOf("another").placeOf(state)).toBeUndefined();
  for (const made of ["", "x", `${state}A`, `A${state.slice(1)}`, state.slice(0, -4)])
    expect(cookies.placeOf(made)).toBeUndefined();
});

it("a way back is taken once, by the browser that began it, within ten minutes", () => {
  const cookies = cookiesOf();
  const state = cookies.newState(place);
  const begun = sent(cookies.begun(asked(state)));
  expect(cookies.spend(undefined, state)).toBeUndefined();
  expect(cookies.spend("husting.identity=", state)).toBeUndefined();
  expect(cookies.spend(begun, cookies.newState(place))).toBeUndefined();
  expect(cookies.spend(`other=1; ${begun}`, state)).toEqual(asked(state));
  expect(cookies.spend(begun, state)).toBeUndefined();
  const late = cookies.newState(place);
  const lateBegun = sent(cookies.begun(asked(late)));
  nowMs += 10 * 60_000;
  expect(cookies.spend(lateBegun, late)).toBeUndefined();
  expect(cookies.placeOf(late)).toEqual(place);
});

it("what came of it is shown on the page it belongs to, for two minutes", () => {
  const cookies = cookiesOf();
  const held = sent(cookies.outcome(place, signedIn));
  expect(cookies.outcomeOf(held, place)).toEqual(signedIn);
  expect(cookies.outcomeOf(held, { ...place, budget: 8 })).toBeUndefined();
  expect(cookies.outcomeOf(held, { ...place, language: "zh" })).toBeUndefined();
  expect(cookies.outcomeOf(undefined, place)).toBeUndefined();
  nowMs += 2 * 60_000;
  expect(cookies.outcomeOf(held, place)).toBeUndefined();
});

it("one kind of cookie cannot be shown as another", () => {
  const cookies = cookiesOf();
  const state = cookies.newState(place);
  const begun = sent(cookies.begun(asked(state))).split("=")[1]!;
  expect(cookies.placeOf(begun)).toBeUndefined();
  expect(cookies.outcomeOf(`husting.identity-outcome=${begun}`, place)).toBeUndefined();
  expect(cookies.spend(`husting.identity=${state}`, state)).toBeUndefined();
});

it("cookies are out of scripts' reach, go to one place each, and over TLS only where there is TLS", () => {
  const cookies = cookiesOf("secret", true);
  expect(cookies.begun(asked("s"))).toMatch(
    /; Path=\/identity; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
  );
  expect(cookies.outcome(place, signedIn)).toMatch(
    /; Path=\/sv\/ballot\/7; Max-Age=120; HttpOnly; SameSite=Lax; Secure$/,
  );
  expect(cookiesOf().outcome(place, signedIn)).not.toContain("Secure");
  expect(cookies.noBegun).toContain("Max-Age=0");
  expect(cookies.noOutcome("a=b", "/sv/ballot/7")).toBeUndefined();
  expect(cookies.noOutcome(sent(cookies.outcome(place, signedIn)), "/sv/ballot/7")).toContain("Max-Age=0");
});
