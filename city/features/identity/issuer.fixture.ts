import { createHash, createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { IssuerSettings } from "./issuer.ts";

const own = generateKeyPairSync("rsa", { modulusLength: 2048 });
const publicKey = { ...own.publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" };
const foreign = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** How an issuer of a test answers, where it is not as it should. */
export interface Misbehaviour {
  /** In the id token, over what belongs there; undefined takes one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly userinfo?: Readonly<Record<string, unknown>>;
  readonly isForged?: boolean;
  readonly isUnsigned?: boolean;
  /** Instead of the token's answer. */
  readonly status?: number;
  readonly error?: string;
  readonly discoveryStatus?: number;
}

/** A service on loopback that signs whoever in, and can be told to misbehave. A good one is `e2e/simulated-issuer.ts`. */
export interface MisbehavingIssuer {
  readonly settings: IssuerSettings;
  misbehave(as: Misbehaviour): void;
  /** What somebody is led back to who was led to this address. */
  signIn(address: string, over?: Readonly<Record<string, string>>): URL;
  /** How often it was asked for a token. */
  readonly asked: () => number;
  close(): Promise<void>;
}

export async function runMisbehavingIssuer(): Promise<MisbehavingIssuer> {
  let now: Misbehaviour = {};
  let asked = 0;
  const codes = new Map<string, URLSearchParams>();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [said, status = 200] = await answerTo(request);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(said));
  }

  async function answerTo(request: IncomingMessage): Promise<readonly [unknown, number | undefined]> {
    switch (request.url) {
      case "/.well-known/openid-configuration":
        return [discovery(issuer), now.discoveryStatus];
      case "/keys":
        return [{ keys: [publicKey] }, undefined];
      case "/userinfo":
        return [now.userinfo, undefined];
      default:
        return token(new URLSearchParams(await text(request)), request.headers.authorization ?? "");
    }
  }

  /** The answer of the token's address, with its status. */
  function token(said: URLSearchParams, authorization: string): readonly [unknown, number] {
    asked += 1;
    if (now.error !== undefined || now.status !== undefined)
      return [{ error: now.error ?? "server_error", error_description: "199001011234" }, now.status ?? 400];
    const proof = Buffer.from(authorization.replace("Basic ", ""), "base64").toString();
    if (proof !== "husting:secret") return [{ error: "invalid_client" }, 401];
    const began = codes.get(said.get("code") ?? "");
    codes.delete(said.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(said.get("code_verifier") ?? "")
      .digest("base64url");
    if (began?.get("code_challenge") !== challenge) return [{ error: "invalid_grant" }, 400];
    const seconds = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      sub: "subject-1",
      aud: "husting",
      iat: seconds,
      exp: seconds + 300,
      nonce: began.get("nonce"),
      person: "199001011234",
      ...now.claims,
    };
    return [{ access_token: "access", token_type: "Bearer", id_token: signed(claims, now) }, 200];
  }

  return {
    settings: {
      issuer,
      clientId: "husting",
      clientSecret: "secret",
      scope: "openid person",
      isFresh: true,
      levels: [],
      names: { sv: "Prov-ID", zh: "测试身份", en: "Test ID" },
    },
    misbehave: (as) => {
      now = as;
    },
    signIn(address, over = {}) {
      const query = new URL(address).searchParams;
      const code = randomUUID();
      codes.set(code, query);
      const back = new URL(query.get("redirect_uri") ?? "");
      back.search = new URLSearchParams({
        code,
        state: query.get("state") ?? "",
        iss: issuer,
        ...over,
      }).toString();
      return back;
    },
    asked: () => asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function discovery(issuer: string): Readonly<Record<string, unknown>> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    authorization_response_iss_parameter_supported: true,
  };
}

function signed(claims: Readonly<Record<string, unknown>>, { isForged, isUnsigned }: Misbehaviour): string {
  const part = (said: unknown): string => Buffer.from(JSON.stringify(said)).toString("base64url");
  const head = isUnsigned === true ? { alg: "none" } : { alg: "RS256", kid: "1" };
  const said = `${part(head)}.${part(claims)}`;
  if (isUnsigned === true) return `${said}.`;
  const { privateKey } = isForged === true ? foreign : own;
  return `${said}.${createSign("sha256").update(said).sign(privateKey, "base64url")}`;
}
