import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, it, vi } from "vitest";
import { type NodeConfig, openDataDirectory } from "./data-directory.ts";
import { type IdentityConfig, identitySchema, staffIdentitySchema } from "./identity-schema.ts";
import { issuerSettings, requireIdentitySecret } from "./identity-settings.ts";
import { cityProfiles } from "./profile.ts";

const path = mkdtempSync(join(tmpdir(), "husting-identity-"));
afterAll(() => rmSync(path, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

const said = {
  issuer: "https://id.example",
  clientId: "umea",
  clientSecretFile: "identity-secret",
  claim: "sub",
  names: { sv: "E-legitimation", zh: "电子身份", en: "E-identity" },
};
const { clientSecretFile: _, ...withoutSecret } = said;
const directoryOf = (identity: IdentityConfig | undefined) => ({ path, config: { identity } as NodeConfig });
const settingsOf = (identity: IdentityConfig | undefined) => issuerSettings(directoryOf(identity));

it.each([
  ["as it should be", said, undefined],
  ["a service on this machine", { ...said, issuer: "http://127.0.0.1:9000" }, undefined],
  ["a service that anybody on the way can read", { ...said, issuer: "http://id.example" }, "issuer"],
  ["no address", { ...said, issuer: "id.example" }, "issuer"],
  ["no secret", withoutSecret, ""],
  ["two secrets", { ...said, clientSecretVariable: "HUSTING_IDENTITY_SECRET" }, ""],
  ["the secret itself, where everybody copies it", { ...said, clientSecret: "x" }, ""],
  ["a scope without openid", { ...said, scope: "profile" }, "scope"],
  ["no claim", { ...said, claim: "" }, "claim"],
  ["a name in two languages", { ...said, names: { sv: "a", en: "a" } }, "names.zh"],
])("%s", (_, identity, fault) => {
  const parsed = identitySchema.safeParse(identity);
  expect(parsed.success ? undefined : parsed.error.issues[0]?.path.join(".")).toBe(fault);
});

const staff = {
  issuer: "https://id.example",
  clientId: "umea",
  clientSecretFile: "staff-secret",
  domains: ["umea.example"],
  names: said.names,
};
const rolesOf = (role: string, makesAdministrators?: boolean) => ({
  claim: "groups",
  given: [{ value: "husting", role }],
  ...(makesAdministrators === undefined ? {} : { makesAdministrators }),
});

it.each([
  ["a service that proves addresses of the city", staff, undefined],
  ["one that may speak for any address", { ...staff, domains: [] }, "domains"],
  ["one that proves who somebody is", { ...staff, domains: [], proves: "subject" }, undefined],
  ["a claim that gives a role", { ...staff, roles: rolesOf("officer") }, undefined],
  ["a claim that gives no role there is", { ...staff, roles: rolesOf("king") }, "roles.given.0.role"],
  [
    "a claim that makes an administrator",
    { ...staff, roles: rolesOf("administrator") },
    "roles.makesAdministrators",
  ],
  ["one that is said to", { ...staff, roles: rolesOf("administrator", true) }, undefined],
  ["a secret in the file itself", { ...staff, clientSecret: "x" }, ""],
])("staff sign in with %s", (_, settings, fault) => {
  const parsed = staffIdentitySchema.safeParse(settings);
  expect(parsed.success ? undefined : parsed.error.issues[0]?.path.join(".")).toBe(fault);
});

it("the secret is read from its file in the data directory, or from the environment, without the line's end", () => {
  writeFileSync(join(path, "identity-secret"), "of the file\n");
  expect(settingsOf(identitySchema.parse(said))).toMatchObject({
    clientSecret: "of the file",
    scope: "openid",
    levels: [],
  });
  vi.stubEnv("HUSTING_IDENTITY_SECRET", "of the environment");
  const fromVariable = { ...withoutSecret, clientSecretVariable: "HUSTING_IDENTITY_SECRET" };
  expect(settingsOf(identitySchema.parse(fromVariable))?.clientSecret).toBe("of the environment");
});

it("a secret that is not there is said when a node starts to serve, by where it should lie", () => {
  const nowhere = { ...said, clientSecretFile: "nowhere" };
  const required = (identity: unknown) => () =>
    requireIdentitySecret(directoryOf(identitySchema.parse(identity)));
  expect(required(nowhere)).toThrow("no client secret in nowhere");
  const unset = { ...withoutSecret, clientSecretVariable: "HUSTING_NOT_SET" };
  expect(required(unset)).toThrow("the environment's HUSTING_NOT_SET");
  expect(required({ ...said, clientSecretFile: "identity-secret" })).not.toThrow();
  // Other commands open the same directory, and need none.
  expect(settingsOf(identitySchema.parse(unset))?.clientSecret).toBe("");
});

it("a city without one has none", () => {
  expect(settingsOf(undefined)).toBeNull();
  expect(() => requireIdentitySecret(directoryOf(undefined))).not.toThrow();
  const fresh = openDataDirectory(join(path, "city"), cityProfiles.umea);
  expect(issuerSettings(fresh)).toBeNull();
});
