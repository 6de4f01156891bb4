import type { DatabaseSync } from "node:sqlite";
import { betterAuth } from "better-auth";
import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { getMigrations } from "better-auth/db/migration";
import { z } from "zod";
import { deviceOf } from "./device.ts";
import { LONGEST_SESSION_MS } from "./session-limits.ts";

export interface AuthOptions {
  readonly connection: DatabaseSync;
  readonly secret: string;
  readonly baseUrl: string;
  readonly nowMs: () => number;
}

/** A session as the library gives it; instants are those that the node has written. */
interface LibrarySession {
  readonly id: string;
  readonly userId: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What is used of the sign-in library, asked in this process alone: none of its own addresses is served. */
export interface Auth {
  api: {
    getSession(input: {
      headers: Headers;
    }): Promise<{ session: LibrarySession; user: { id: string; email: string } } | null>;
    beginSession(input: { body: { userId: string }; headers: Headers; asResponse: true }): Promise<Response>;
    signOut(input: { headers: Headers; asResponse: true }): Promise<Response>;
  };
}

/**
 * The library's own expiry is by its own clock, which cannot be set: it is so far away that it never decides. What decides are the
 * instants written by the node's clock (`SessionBook`, `SignIn.enter`).
 */
const FAR_AWAY_SECONDS = 10 * 365 * 86_400;

/** Name under which the session's cookie is known; with its prefix a browser takes it from this host over TLS alone. */
export const SESSION_COOKIE = "husting.session_token";

/** Opens the sign-in library on the civic database, with its tables. */
export async function openAuth(options: AuthOptions): Promise<Auth> {
  const isSecure = options.baseUrl.startsWith("https://");
  const now = () => new Date(options.nowMs());
  const auth = betterAuth({
    database: options.connection,
    secret: options.secret,
    baseURL: options.baseUrl,
    telemetry: { enabled: false },
    // So long a browser keeps the cookie.
    session: { expiresIn: LONGEST_SESSION_MS / 1000, disableSessionRefresh: true },
    advanced: {
      cookiePrefix: "husting",
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isSecure, httpOnly: true, sameSite: "lax", path: "/" },
      cookies: {
        session_token: {
          name: isSecure ? `__Host-${SESSION_COOKIE}` : SESSION_COOKIE,
        },
      },
    },
    rateLimit: { enabled: true, storage: "database" },
    logger: { level: "error" },
    databaseHooks: {
      user: {
        create: { before: async (user) => ({ data: { ...user, createdAt: now(), updatedAt: now() } }) },
      },
      session: {
        create: {
          before: async (session) => ({
            data: {
              ...session,
              createdAt: now(),
              updatedAt: now(),
              expiresAt: new Date(Date.now() + FAR_AWAY_SECONDS * 1000),
              ipAddress: "",
              userAgent: deviceOf(session.userAgent ?? ""),
            },
          }),
        },
      },
    },
    // Not the library's own mailed codes: it has one for an address, which whoever knows the address replaces by asking and
    // uses up by guessing (`sign-in-codes.ts`).
    plugins: [{ id: "husting", endpoints: { beginSession } }],
  });
  const { runMigrations } = await getMigrations(auth.options);
  await runMigrations();
  return auth;
}

/** Begins a session for whoever has shown who they are. */
const beginSession = createAuthEndpoint.serverOnly(
  { method: "POST", body: z.object({ userId: z.string() }) },
  async (context) => {
    const { internalAdapter } = context.context;
    const user = await internalAdapter.findUserById(context.body.userId);
    if (!user) throw new Error("a session was to begin for an account that is not there");
    const session = await internalAdapter.createSession(user.id);
    await setSessionCookie(context, { session, user });
    return context.json({ ok: true });
  },
);
