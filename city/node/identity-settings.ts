import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { IssuerSettings } from "../features/identity/index.ts";
import { type DataDirectory, DataDirectoryError } from "./data-directory.ts";
import type { IdentityConfig } from "./identity-schema.ts";

type Configured = Pick<DataDirectory, "path" | "config">;

/**
 * What the city is registered as with an e-identity service, its secret read from where it lies; null where it is with none.
 * The secret is empty where there is none: commands that let nobody sign in need none.
 */
export function issuerSettings(directory: Configured): (IssuerSettings & { readonly claim: string }) | null {
  const { identity } = directory.config;
  if (identity === undefined) return null;
  const { issuer, clientId, scope, claim, levels, names } = identity;
  const clientSecret = secretOf(directory.path, identity);
  // On a shared computer nobody votes as whoever sat there before.
  return { issuer, clientId, clientSecret, scope, claim, levels, names, isFresh: true };
}

/**
 * For a node that will serve.
 * @throws DataDirectoryError where there should be a secret and is none: said at the start, and not to the first who wants to vote.
 */
export function requireIdentitySecret({ path, config: { identity } }: Configured): void {
  if (identity === undefined || secretOf(path, identity) !== "") return;
  const where = identity.clientSecretFile ?? `the environment's ${identity.clientSecretVariable}`;
  throw new DataDirectoryError(`husting.json: identity: there is no client secret in ${where}.`);
}

function secretOf(path: string, { clientSecretFile, clientSecretVariable = "" }: IdentityConfig): string {
  return clientSecretFile === undefined
    ? (process.env[clientSecretVariable] ?? "").trim()
    : secretIn(resolve(path, clientSecretFile));
}

/** Empty where there is no such file. */
function secretIn(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return "";
  }
}
