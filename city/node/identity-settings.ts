import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { IssuerSettings } from "../features/budget-votes/index.ts";
import { type DataDirectory, DataDirectoryError } from "./data-directory.ts";

/**
 * What the city is registered as with an e-identity service, its secret read from where it lies; null where it is with none.
 * @throws DataDirectoryError where there is no secret: said at the start, and not to the first who wants to vote.
 */
export function issuerSettings({
  path,
  config,
}: Pick<DataDirectory, "path" | "config">): IssuerSettings | null {
  const { identity } = config;
  if (identity === undefined) return null;
  const {
    issuer,
    clientId,
    clientSecretFile,
    clientSecretVariable = "",
    scope,
    claim,
    levels,
    names,
  } = identity;
  const clientSecret =
    clientSecretFile === undefined
      ? (process.env[clientSecretVariable] ?? "").trim()
      : secretIn(resolve(path, clientSecretFile));
  if (clientSecret === "") {
    const where = clientSecretFile ?? `the environment's ${clientSecretVariable}`;
    throw new DataDirectoryError(`husting.json: identity: there is no client secret in ${where}.`);
  }
  return { issuer, clientId, clientSecret, scope, claim, levels, names };
}

/** Empty where there is no such file. */
function secretIn(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return "";
  }
}
