import { z } from "zod";
import { roles } from "../features/people/index.ts";

/** What is said of any OpenID Connect service that the city is registered with. */
const service = {
  /** Its identifier, under which `/.well-known/openid-configuration` stands. */
  issuer: z.url({ protocol: /^https?$/ }).refine(isPrivate, {
    error: "must be https; plain http is taken on this machine only (127.0.0.1, localhost)",
  }),
  clientId: z.string().min(1),
  /** A file with the secret alone in it, relative to the data directory. */
  clientSecretFile: z.string().min(1).optional(),
  /** A variable of the environment that holds it. */
  clientSecretVariable: z.string().min(1).optional(),
  /** Values of `acr`, one of which the service must say. */
  levels: z.array(z.string().regex(/^\S+$/)).default([]),
  names: z.strictObject({ sv: z.string().min(1), zh: z.string().min(1), en: z.string().min(1) }),
};
const scopeOf = (usual: string) =>
  z
    .string()
    .default(usual)
    .refine((scope) => scope.split(" ").includes("openid"), { error: "must hold openid" });
const hasOneSecret = ({ clientSecretFile, clientSecretVariable }: SecretPlace): boolean =>
  (clientSecretFile === undefined) !== (clientSecretVariable === undefined);
const ONE_SECRET = { error: "needs either clientSecretFile or clientSecretVariable" };

/** Where a client secret lies. */
export interface SecretPlace {
  readonly clientSecretFile?: string | undefined;
  readonly clientSecretVariable?: string | undefined;
}

/** The service that people sign in with to vote, as `husting.json` names it. */
export const identitySchema = z
  .strictObject({
    ...service,
    scope: scopeOf("openid"),
    /** What names a person as the roll does. */
    claim: z.string().min(1),
  })
  .refine(hasOneSecret, ONE_SECRET);
export type IdentityConfig = z.infer<typeof identitySchema>;

/** The service that the city's own people sign in with (docs/accounts.md). */
export const staffIdentitySchema = z
  .strictObject({
    ...service,
    scope: scopeOf("openid email"),
    /** What its word is worth: a verified address, or that somebody is whom an administrator has tied to an account. */
    proves: z.enum(["email", "subject"]).default("email"),
    /** Domains whose addresses it may speak for. */
    domains: z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)).default([]),
    /** Roles that follow from a claim. Left out, a role is what was granted in the node, and nothing else. */
    roles: z
      .strictObject({
        claim: z.string().min(1),
        given: z.array(z.strictObject({ value: z.string().min(1), role: z.enum(roles) })).min(1),
        /** Whether a claim may make an administrator. */
        makesAdministrators: z.boolean().default(false),
      })
      .refine(
        ({ given, makesAdministrators }) =>
          makesAdministrators || !given.some(({ role }) => role === "administrator"),
        { path: ["makesAdministrators"], error: "must be true where a value gives the role administrator" },
      )
      .optional(),
  })
  .refine(hasOneSecret, ONE_SECRET)
  .refine(({ proves, domains }) => proves === "subject" || domains.length > 0, {
    path: ["domains"],
    error: "must name the domains whose addresses the service may speak for",
  });
export type StaffIdentityConfig = z.infer<typeof staffIdentitySchema>;

function isPrivate(issuer: string): boolean {
  const url = URL.parse(issuer);
  // That it is no address at all is said by itself.
  return url?.protocol !== "http:" || ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
}
