import { z } from "zod";

/** An OpenID Connect service that people sign in with to vote, as `husting.json` names it. */
export const identitySchema = z
  .strictObject({
    /** Its identifier, under which `/.well-known/openid-configuration` stands. */
    issuer: z.url({ protocol: /^https?$/ }).refine(isPrivate, {
      error: "must be https; plain http is taken on this machine only (127.0.0.1, localhost)",
    }),
    clientId: z.string().min(1),
    /** A file with the secret alone in it, relative to the data directory. */
    clientSecretFile: z.string().min(1).optional(),
    /** A variable of the environment that holds it. */
    clientSecretVariable: z.string().min(1).optional(),
    scope: z.string().default("openid"),
    /** What names a person as the roll does. */
    claim: z.string().min(1),
    /** Values of `acr`, one of which the service must say. */
    levels: z.array(z.string().regex(/^\S+$/)).default([]),
    names: z.strictObject({ sv: z.string().min(1), zh: z.string().min(1), en: z.string().min(1) }),
  })
  .refine(({ scope }) => scope.split(" ").includes("openid"), {
    path: ["scope"],
    error: "must hold openid",
  })
  .refine(
    ({ clientSecretFile, clientSecretVariable }) =>
      (clientSecretFile === undefined) !== (clientSecretVariable === undefined),
    { error: "needs either clientSecretFile or clientSecretVariable" },
  );
export type IdentityConfig = z.infer<typeof identitySchema>;

function isPrivate(issuer: string): boolean {
  const url = URL.parse(issuer);
  // That it is no address at all is said by itself.
  return url?.protocol !== "http:" || ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
}
