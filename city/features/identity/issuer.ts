import * as openid from "openid-client";
import { htmlLanguage, type Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";

/** The service that tells who somebody is, and what the city is registered as with it. */
export interface IssuerSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Space-separated; `openid` is among them. */
  readonly scope: string;
  /** Of `acr`: one of these is demanded; empty where the service's own choice is good enough. */
  readonly levels: readonly string[];
  /** What people know the service as. */
  readonly names: Names;
  /** Whether whoever comes has to sign in anew, though the service may still know them. */
  readonly isFresh: boolean;
}

/** What a service says of somebody, by the names of its claims. */
export type Claims = Readonly<Record<string, unknown>>;

/** What an attempt to sign in is known by until the service has answered. */
export interface Asked {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export type IssuerFault =
  /** Broken off by whoever should sign in. */
  | "identity-declined"
  /** No answer, or one that says that there is none now. */
  | "identity-down"
  /** Used already, or begun too long ago. */
  | "identity-stale"
  /** An answer that is not to be trusted: signature, audience, nonce, times. */
  | "identity-refused"
  /** Signed in by weaker means than the city asks for. */
  | "identity-weak"
  /** An answer without the claim. */
  | "identity-nameless";

type Refused = { readonly ok: false; readonly fault: IssuerFault };
const refused = (fault: IssuerFault): Refused => ({ ok: false, fault });

/** What a service calls somebody is not longer. */
export const MOST_IDENTITY = 200;

const PATIENCE_SECONDS = 10;
/** Two clocks may differ by so much. */
const CLOCK_TOLERANCE_SECONDS = 60;
/** What the service publishes of itself is asked for again after so long, so that it can change its keys and addresses. */
const DISCOVERED_MS = 3_600_000;
/** One that did not answer is left alone for so long. */
const SILENT_MS = 10_000;

/**
 * An OpenID Connect service, by the authorization code flow with PKCE, state and nonce. What it tells is given on to whoever
 * asked; nothing is kept, and nothing of it is printed.
 */
export class OidcIssuer {
  readonly names: Names;
  readonly issuer: string;
  /** Where people are led to, for them to compare. */
  readonly host: string;
  readonly #settings: IssuerSettings;
  readonly #nowMs: () => number;
  #discovered: { readonly configuration: Promise<openid.Configuration>; untilMs: number } | undefined;

  constructor(settings: IssuerSettings, nowMs: () => number) {
    this.#settings = settings;
    this.#nowMs = nowMs;
    this.names = settings.names;
    this.issuer = settings.issuer;
    this.host = new URL(settings.issuer).host;
  }

  /**
   * @param language that the service should speak, if it can.
   * @returns the address to lead somebody to, and by what their answer will be known.
   */
  async begin(
    redirectUri: string,
    state: string,
    language: Language,
  ): Promise<{ readonly ok: true; readonly address: string; readonly asked: Asked } | Refused> {
    const configuration = await this.#configuration().catch(said);
    if (configuration === undefined) return refused("identity-down");
    const asked = { state, nonce: openid.randomNonce(), verifier: openid.randomPKCECodeVerifier() };
    const { scope, levels, isFresh } = this.#settings;
    const address = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope,
      state,
      nonce: asked.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(asked.verifier),
      code_challenge_method: "S256",
      ...(isFresh ? { prompt: "login" } : {}),
      ui_locales: htmlLanguage[language],
      ...(levels.length === 0 ? {} : { acr_values: levels.join(" ") }),
    });
    return { ok: true, address: address.href, asked };
  }

  /**
   * @param answered the address that somebody was led back to, with what the service said in it.
   * @param wanted names of claims: where the signed token lacks one, the service is asked at its address for claims.
   */
  async finish(
    answered: URL,
    asked: Asked,
    wanted: readonly string[],
  ): Promise<{ readonly ok: true; readonly claims: Claims } | Refused> {
    const configuration = await this.#configuration().catch(said);
    if (configuration === undefined) return refused("identity-down");
    const { levels } = this.#settings;
    try {
      const tokens = await openid.authorizationCodeGrant(configuration, answered, {
        expectedState: asked.state,
        expectedNonce: asked.nonce,
        pkceCodeVerifier: asked.verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) return refused("identity-refused");
      if (levels.length > 0 && !levels.includes(String(claims.acr))) return refused("identity-weak");
      const isWhole = wanted.every((name) => claims[name] !== undefined);
      const told = isWhole ? {} : await this.#toldOf(configuration, tokens.access_token, claims.sub);
      // What is signed comes before what is only said.
      return { ok: true, claims: { ...told, ...claims } };
    } catch (error) {
      said(error);
      return refused(faultOf(error));
    }
  }

  /** The same for who asks by what one claim somebody is named. */
  async identify(
    answered: URL,
    asked: Asked,
    claim: string,
  ): Promise<{ readonly ok: true; readonly identity: string } | Refused> {
    const told = await this.finish(answered, asked, [claim]);
    if (!told.ok) return told;
    const identity = identityIn(told.claims[claim]);
    return identity === undefined ? refused("identity-nameless") : { ok: true, identity };
  }

  /** Many services tell claims only at an address of their own. */
  async #toldOf(configuration: openid.Configuration, accessToken: string, subject: string): Promise<Claims> {
    if (configuration.serverMetadata().userinfo_endpoint === undefined) return {};
    return { ...(await openid.fetchUserInfo(configuration, accessToken, subject)) };
  }

  #configuration(): Promise<openid.Configuration> {
    const nowMs = this.#nowMs();
    if (this.#discovered === undefined || this.#discovered.untilMs <= nowMs) {
      const discovered = { configuration: this.#discover(), untilMs: nowMs + DISCOVERED_MS };
      discovered.configuration.catch(() => {
        discovered.untilMs = this.#nowMs() + SILENT_MS;
      });
      this.#discovered = discovered;
    }
    return this.#discovered.configuration;
  }

  #discover(): Promise<openid.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings;
    const server = new URL(issuer);
    return openid.discovery(
      server,
      clientId,
      { [openid.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
      provingBy(clientSecret),
      {
        timeout: PATIENCE_SECONDS,
        execute: [
          // The signature too: that the answer came over TLS is not taken as proof of who wrote it.
          openid.enableNonRepudiationChecks,
          ...(server.protocol === "http:" ? [openid.allowInsecureRequests] : []),
        ],
      },
    );
  }
}

/** By the way the service says that it takes; by the header, as the standard has it, where it says nothing. */
function provingBy(secret: string): openid.ClientAuth {
  return (server, client, body, headers) => {
    const ways = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    const takesHeader = ways.includes("client_secret_basic") || !ways.includes("client_secret_post");
    const prove = takesHeader ? openid.ClientSecretBasic(secret) : openid.ClientSecretPost(secret);
    prove(server, client, body, headers);
  };
}

/** What a claim names somebody by; undefined where it is nothing of the kind. */
export function identityIn(value: unknown): string | undefined {
  const text = typeof value === "number" && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text !== "string") return undefined;
  const trimmed = text.trim();
  return trimmed === "" || trimmed.length > MOST_IDENTITY ? undefined : trimmed;
}

function faultOf(error: unknown): IssuerFault {
  if (error instanceof openid.AuthorizationResponseError) {
    if (error.error === "access_denied") return "identity-declined";
    return isPassing(error.error) ? "identity-down" : "identity-refused";
  }
  if (error instanceof openid.ResponseBodyError) {
    if (error.error === "invalid_grant") return "identity-stale";
    return error.status >= 500 || isPassing(error.error) ? "identity-down" : "identity-refused";
  }
  if (error instanceof openid.ClientError) {
    const { code, cause } = error;
    if (code === "OAUTH_TIMEOUT" || code === "OAUTH_ABORT") return "identity-down";
    return cause instanceof Response && cause.status >= 500 ? "identity-down" : "identity-refused";
  }
  // What fetch throws where nobody answers.
  return "identity-down";
}

function isPassing(error: string): boolean {
  return error === "temporarily_unavailable" || error === "server_error";
}

/**
 * Says on the console what was wrong, for whoever runs the node: a name that the library or the standard gives it, and of which
 * claim. What an answer held is never printed.
 */
function said(error: unknown): undefined {
  const { code, error: word } = error as { readonly code?: unknown; readonly error?: unknown };
  const named = [word, code].find((name) => typeof name === "string" && /^[A-Za-z_]{1,60}$/.test(name));
  const claim = claimIn((error as { readonly cause?: unknown }).cause);
  console.error(`e-identity: ${String(named ?? "no answer")}${claim === undefined ? "" : ` (${claim})`}`);
  return undefined;
}

/** The library nests what it found in causes. */
function claimIn(cause: unknown): string | undefined {
  if (typeof cause !== "object" || cause === null) return undefined;
  const { claim, attribute } = cause as { readonly claim?: unknown; readonly attribute?: unknown };
  const named = claim ?? attribute;
  if (typeof named === "string" && /^[a-z_]{1,40}$/.test(named)) return named;
  return claimIn((cause as { readonly cause?: unknown }).cause);
}
