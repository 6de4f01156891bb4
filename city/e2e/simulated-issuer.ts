import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import Provider from "oidc-provider";

/** An e-identity service on loopback by another hand than the node's: it shows a page to sign in on, as services do. */
export interface SimulatedIssuer {
  readonly address: string;
  /** Query and headers of whatever came, for what the service gets to know. */
  readonly heard: readonly string[];
  close(): Promise<void>;
}

export const ISSUER_CLIENT = { id: "husting-umea", secret: "secret-of-the-simulated-service" };

/** What a service says of somebody beside who they are. */
export interface IssuerClaims {
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly groups?: readonly string[];
}

/**
 * Tells the `person` claim of whatever account somebody types in.
 * @param redirectUri where the city is reached.
 * @param claimsOf what it says of an account besides.
 */
export async function runIssuer(
  port: number,
  redirectUri: string,
  claimsOf: (account: string) => IssuerClaims = () => ({}),
): Promise<SimulatedIssuer> {
  // Another host than the city: cookies know no ports.
  const address = `http://localhost:${port}`;
  const heard: string[] = [];
  const provider = new Provider(address, {
    clients: [
      {
        client_id: ISSUER_CLIENT.id,
        client_secret: ISSUER_CLIENT.secret,
        redirect_uris: [redirectUri],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    scopes: ["openid", "person", "email", "groups"],
    claims: {
      openid: ["sub"],
      person: ["person", "name"],
      email: ["email", "email_verified"],
      groups: ["groups"],
    },
    pkce: { required: () => true },
    cookies: { keys: ["of the simulated service"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/sign-in/${uid}` },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({
        sub: `subject-of-${id}`,
        person: id,
        name: "Told, and not to be kept",
        ...claimsOf(id),
      }),
    }),
    // Whoever signs in agrees to what the city asks for.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? "",
        accountId: oidc.session?.accountId ?? "",
      });
      grant.addOIDCScope("openid person email groups");
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();

  async function signInPage(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === "POST") {
      const said = new URLSearchParams(await text(request));
      const account = said.get("account") ?? "";
      const result = said.get("do") === "no" ? { error: "access_denied" } : { login: { accountId: account } };
      return provider.interactionFinished(request, response, result);
    }
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(
      `<!doctype html><title>Simulated service</title><form method="post">
      <label>Account <input name="account"></label>
      <button name="do" value="yes">Sign in</button><button name="do" value="no">Cancel</button></form>`,
    );
  }

  const server = createServer((request, response) => {
    heard.push(`${request.url} ${JSON.stringify(request.headers)}`);
    if (request.url?.startsWith("/sign-in/") === true) void signInPage(request, response);
    else void answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    address,
    heard,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
