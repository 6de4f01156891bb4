import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDataDirectory } from "../node/data-directory.ts";
import { openNode } from "../node/node.ts";
import { demoProfile } from "../node/profile.ts";
import { createServer, listen } from "../node/server.ts";
import type { EmptyCity } from "./empty-city.ts";
import { freePort } from "./mosquitto.ts";
import { ISSUER_CLIENT, runIssuer, type SimulatedIssuer } from "./simulated-issuer.ts";

/** An empty simulated city that is registered with an e-identity service. */
export interface IdentifiedCity extends EmptyCity {
  readonly issuer: SimulatedIssuer;
}

export const ISSUER_NAMES = { sv: "Prov-legitimation", zh: "测试身份认证", en: "Test identity" };

/** @param nowMs the node's clock; the service's is the real one. */
export async function runIdentifiedCity(nowMs: () => number = Date.now): Promise<IdentifiedCity> {
  const [port, issuerPort] = [await freePort(), await freePort()];
  const baseUrl = `http://127.0.0.1:${port}`;
  const issuer = await runIssuer(issuerPort, `${baseUrl}/identity/callback`);
  const directory = mkdtempSync(join(tmpdir(), "husting-identified-"));
  const profile = demoProfile("umea");
  openDataDirectory(directory, profile);
  const file = join(directory, "husting.json");
  const identity = {
    issuer: issuer.address,
    clientId: ISSUER_CLIENT.id,
    clientSecretFile: "identity-secret",
    scope: "openid person",
    claim: "person",
    names: ISSUER_NAMES,
  };
  writeFileSync(join(directory, "identity-secret"), `${ISSUER_CLIENT.secret}\n`, { mode: 0o600 });
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), identity }));
  const node = await openNode(directory, { baseUrl, nowMs });
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
