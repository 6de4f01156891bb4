import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { StaffIssuerSettings } from "../features/accounts/index.ts";
import type { IssuerSettings } from "../features/identity/index.ts";
import { type DataDirectory, DataDirectoryError } from "./data-directory.ts";
import type { SecretPlace } from "./identity-schema.ts";

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
export function requireIdentitySecret({ path, config }: Configured): void {
  for (const key of ["identity", "staffIdentity"] as const) {
    const service = config[key];
    if (service === undefined || secretOf(path, service) !== "") continue;
    const where = service.clientSecretFile ?? `the environment's ${service.clientSecretVariable}`;
    throw new DataDirectoryError(`husting.json: ${key}: there is no client secret in ${where}.`);
  }
}

/** The same of the service that the city's own people sign in with. */
export function staffIssuerSettings(directory: Configured): StaffIssuerSettings | null {
  const { staffIdentity } = directory.config;
  if (staffIdentity === undefined) return null;
  const { issuer, clientId, scope, levels, names, proves, domains, roles } = staffIdentity;
  return {
    ...{ issuer, clientId, clientSecret: secretOf(directory.path, staffIdentity), scope, levels, names },
    ...{ proves, domains },
    // Whoever is signed in to the city's own service is not asked again for each of its systems.
    isFresh: false,
    roles:
      roles === undefined
        ? null
        : {
            claim: roles.claim,
            given: roles.given.map(({ value, role }) => [value, role] as const),
          },
  };
}

function secretOf(path: string, { clientSecretFile, clientSecretVariable = "" }: SecretPlace): string {
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
