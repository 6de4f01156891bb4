import type { DatabaseSync } from "node:sqlite";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { emailOTP } from "better-auth/plugins";
import type { Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import { hasHiddenCharacters } from "../../web/language/index.ts";
import type { ActLog } from "../log/index.ts";
import { isRole, type Role, type Viewer } from "./roles.ts";

export interface SignInOptions {
  readonly connection: DatabaseSync;
  readonly db: CivicDatabase;
  readonly log: ActLog;
  readonly secret: string;
  readonly baseUrl: string;
  readonly nowMs: () => number;
  /** Whether one client may ask for a bounded number of codes only; a demo city sends no mail and needs no bound. */
  readonly limitsClients: boolean;
  /** Carries a sign-in code to its addressee. */
  readonly deliver: (to: string, code: string) => Promise<void>;
}

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
}

export interface PersonRow {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
}

export type SignInFault = "address-malformed" | "code-wrong" | "too-many-tries" | "last-administrator";

/** Sign-in by a code sent to an e-mail address. An address that nobody invited becomes a resident. */
export async function openSignIn(options: SignInOptions) {
  const auth = betterAuth({
    database: options.connection,
    secret: options.secret,
    baseURL: options.baseUrl,
    telemetry: { enabled: false },
    session: { expiresIn: 7 * 86_400, updateAge: 86_400 },
    advanced: { cookiePrefix: "husting", useSecureCookies: options.baseUrl.startsWith("https://") },
    rateLimit: { enabled: true, storage: "database" },
    logger: { level: "error" },
    plugins: [
      emailOTP({
        otpLength: 6,
        expiresIn: 600,
        allowedAttempts: 5,
        storeOTP: "hashed",
        sendVerificationOTP: async ({ email, otp }) => options.deliver(email, otp),
      }),
    ],
  });
  const { runMigrations } = await getMigrations(auth.options);
  await runMigrations();
  return new SignIn(auth, options);
}

type Auth = {
  api: {
    getSession(input: { headers: Headers }): Promise<{ user: { id: string; email: string } } | null>;
    sendVerificationOTP(input: { body: { email: string; type: "sign-in" } }): Promise<unknown>;
    signInEmailOTP(input: {
      body: { email: string; otp: string };
      headers: Headers;
      asResponse: true;
    }): Promise<Response>;
    signOut(input: { headers: Headers; asResponse: true }): Promise<Response>;
  };
};

const ADDRESS = /^[^\s@<>"',;:\\]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/iu;

/** An e-mail address as it is kept; undefined where it is none, one with a line break in it too. */
export function readAddress(said: string): string | undefined {
  const address = said.trim().toLowerCase();
  return ADDRESS.test(address) && address.length <= 254 && !hasHiddenCharacters(address)
    ? address
    : undefined;
}

/** The first letter and what stands after the @: whoever comes by later does not read an address. */
export function maskedAddress(email: string): string {
  return email.replace(/^(.)[^@]*/u, "$1…");
}

/** So many codes are sent to one address within the window; each allows five tries. */
const MOST_CODES = 8;
const CODE_WINDOW_MS = 600_000;
/** So many codes one client may ask for within the window, for whatever addresses: a library or a school asks from one. */
const MOST_CODES_PER_CLIENT = 40;

/** Whether a role was given, or why not. */
export type Granted = { readonly ok: true } | { readonly ok: false; readonly fault: SignInFault };

export class SignIn {
  readonly #auth: Auth;
  readonly #options: SignInOptions;
  readonly #codesSentMs = new Map<string, number[]>();
  readonly #codesAskedMs = new Map<string, number[]>();

  constructor(auth: Auth, options: SignInOptions) {
    this.#auth = auth;
    this.#options = options;
  }

  async viewer(headers: Headers): Promise<{ person: Person | null; viewer: Viewer }> {
    if (!headers.get("cookie")?.includes("husting.session_token")) return { person: null, viewer: "public" };
    const session = await this.#auth.api.getSession({ headers });
    if (session === null) return { person: null, viewer: "public" };
    const { id, email } = session.user;
    const role = await this.#roleOf(id);
    return { person: { id, email, role }, viewer: role };
  }

  /** Sends a code. Says the same for every well-formed address: who has an account is nobody's business. */
  async sendCode(email: string, client: string): Promise<{ ok: true } | { ok: false; fault: SignInFault }> {
    const address = readAddress(email);
    if (address === undefined) return { ok: false, fault: "address-malformed" };
    if (this.#options.limitsClients && this.#tooMany(this.#codesAskedMs, client, MOST_CODES_PER_CLIENT))
      return { ok: false, fault: "too-many-tries" };
    if (this.#tooMany(this.#codesSentMs, address, MOST_CODES)) return { ok: false, fault: "too-many-tries" };
    await this.#auth.api.sendVerificationOTP({ body: { email: address, type: "sign-in" } });
    return { ok: true };
  }

  /** Exchanges a code for a session; the cookies to set come back with it. */
  async enter(
    email: string,
    code: string,
    headers: Headers,
  ): Promise<{ ok: true; cookies: string[] } | { ok: false; fault: SignInFault }> {
    const response = await this.#auth.api.signInEmailOTP({
      body: { email: email.trim().toLowerCase(), otp: code.replaceAll(/\s/gu, "") },
      headers,
      asResponse: true,
    });
    if (response.ok) return { ok: true, cookies: response.headers.getSetCookie() };
    const body = await response.text();
    return {
      ok: false,
      fault: body.includes("TOO_MANY_ATTEMPTS") || response.status === 429 ? "too-many-tries" : "code-wrong",
    };
  }

  async leave(headers: Headers): Promise<string[]> {
    const response = await this.#auth.api.signOut({ headers, asResponse: true });
    return response.headers.getSetCookie();
  }

  async people(): Promise<PersonRow[]> {
    const rows = await this.#options.db
      .selectFrom("user")
      .leftJoin("account_role", "account_role.user_id", "user.id")
      .select(["user.id", "user.email", "account_role.role"])
      .orderBy("user.email")
      .execute();
    return rows.map((row) => ({
      id: row.id,
      email: row.email,
      role: row.role !== null && isRole(row.role) ? row.role : "resident",
    }));
  }

  /**
   * Gives an account a role and puts that on record: the log says which role was given by whom, and holds the address
   * only as a commitment. The account is made if the address has none yet.
   */
  async grant(email: string, role: Role, by: Person | null): Promise<Granted> {
    const address = readAddress(email);
    if (address === undefined) return { ok: false, fault: "address-malformed" };
    const { db, log, nowMs } = this.#options;
    return db.transaction().execute(async (transaction) => {
      const known = await transaction
        .selectFrom("user")
        .select("id")
        .where("email", "=", address)
        .executeTakeFirst();
      if (role !== "administrator" && (await isLastAdministrator(transaction, known?.id)))
        return { ok: false, fault: "last-administrator" } as const;
      const id = known?.id ?? crypto.randomUUID();
      if (known === undefined) {
        const now = new Date(nowMs()).toISOString();
        const row = { id, name: "", email: address, emailVerified: 0, createdAt: now, updatedAt: now };
        await transaction.insertInto("user").values(row).execute();
      }
      await transaction
        .insertInto("account_role")
        .values({ user_id: id, role, granted_at_ms: nowMs() })
        .onConflict((conflict) => conflict.column("user_id").doUpdateSet({ role, granted_at_ms: nowMs() }))
        .execute();
      await log.append(transaction, {
        act: "role.granted",
        role: by?.role ?? "node",
        personId: by?.id ?? null,
        subject: "people",
        facts: { role },
        secret: { person: address },
      });
      return { ok: true } as const;
    });
  }

  /** Counts the codes asked for; the count lives in memory only and says nothing of who has an account. */
  #tooMany(asked: Map<string, number[]>, who: string, most: number): boolean {
    const now = this.#options.nowMs();
    const recent = (asked.get(who) ?? []).filter((askedMs) => now - askedMs < CODE_WINDOW_MS);
    if (recent.length >= most) return true;
    if (asked.size > 10_000) asked.clear();
    asked.set(who, [...recent, now]);
    return false;
  }

  async #roleOf(userId: string): Promise<Role> {
    const row = await this.#options.db
      .selectFrom("account_role")
      .select("role")
      .where("user_id", "=", userId)
      .executeTakeFirst();
    return row !== undefined && isRole(row.role) ? row.role : "resident";
  }
}

/** Without an administrator nobody could give a role any more. */
async function isLastAdministrator(
  transaction: Transaction<CivicTables>,
  userId: string | undefined,
): Promise<boolean> {
  const administrators = await transaction
    .selectFrom("account_role")
    .select("user_id")
    .where("role", "=", "administrator")
    .execute();
  return administrators.length === 1 && administrators[0]!.user_id === userId;
}
