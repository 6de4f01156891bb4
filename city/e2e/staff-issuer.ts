import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDataDirectory } from "../node/data-directory.ts";
import type { StaffIdentityConfig } from "../node/identity-schema.ts";
import { openNode } from "../node/node.ts";
import { demoProfile } from "../node/profile.ts";
import { createServer, listen } from "../node/server.ts";
import type { EmptyCity } from "./empty-city.ts";
import { freePort } from "./mosquitto.ts";
import { ISSUER_CLIENT, type IssuerClaims, runIssuer, type SimulatedIssuer } from "./simulated-issuer.ts";

/** An empty simulated city whose own people sign in with a service. */
export interface StaffedCity extends EmptyCity {
  readonly issuer: SimulatedIssuer;
}

export const STAFF_SERVICE = { sv: "Kommunens inloggning", zh: "城市统一登录", en: "City sign-in" };

/** @param claims what the service says of whoever signs in under a name. */
export async function runStaffedCity(
  settings: Partial<StaffIdentityConfig>,
  claims: (account: string) => IssuerClaims,
): Promise<StaffedCity> {
  const [port, issuerPort] = [await freePort(), await freePort()];
  const baseUrl = `http://127.0.0.1:${port}`;
  const issuer = await runIssuer(issuerPort, `${baseUrl}/sign-in/callback`, claims);
  const directory = mkdtempSync(join(tmpdir(), "husting-staffed-"));
  openDataDirectory(directory, demoProfile("umea"));
  const file = join(directory, "husting.json");
  const staffIdentity = {
    issuer: issuer.address,
    clientId: ISSUER_CLIENT.id,
    clientSecretFile: "staff-secret",
    scope: "openid email groups",
    domains: ["umea.example"],
    names: STAFF_SERVICE,
    ...settings,
  };
  writeFileSync(join(directory, "staff-secret"), `${ISSUER_CLIENT.secret}\n`, { mode: 0o600 });
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), staffIdentity }));
  const node = await openNode(directory, { baseUrl });
  const server = await listen(await createServer(node), port);
  return {
    baseUrl,
    directory,
    node,
    issuer,
    async close() {
      await server.close();
      await node.close();
      await issuer.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
