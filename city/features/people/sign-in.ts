import type { CivicDatabase } from "../../stores/civic/database.ts";
import { hasHiddenCharacters } from "../../web/language/index.ts";
import type { ActLog } from "../log/index.ts";
import { accountAt, newUser } from "./account-made.ts";
import { type Auth, type AuthOptions, codeIdentifier, openAuth, SESSION_COOKIE } from "./auth.ts";
import { type Granted, type GrantedHow, giveRole, roleOf, undoRole } from "./role-grants.ts";
import { isRole, type Role, type Viewer } from "./roles.ts";
import { SessionBook } from "./sessions.ts";
import { TryCounter } from "./try-counter.ts";

export interface SignInOptions extends AuthOptions {
  readonly db: CivicDatabase;
  readonly log: ActLog;
  /** Whether one client may ask for a bounded number of codes only; a demo city sends no mail and needs no bound. */
  readonly limitsClients: boolean;
}

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
}

export type SignInFault = "address-malformed" | "code-wrong" | "too-many-tries";

/** Whether somebody was let in; the cookies to set come back with it. */
export type Entered =
  | { readonly ok: true; readonly cookies: readonly string[] }
  | { readonly ok: false; readonly fault: SignInFault };

/** Who asks, and by which session. */
export interface SignedInViewer {
  readonly person: Person | null;
  readonly viewer: Viewer;
  readonly session: string | null;
}

/** Sign-in by a code sent to an e-mail address, or by what else has shown who somebody is. An address that nobody invited becomes a resident. */
export async function openSignIn(options: SignInOptions): Promise<SignIn> {
  return new SignIn(await openAuth(options), options);
}

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
/** A code holds for so long. */
export const CODE_MS = 600_000;
/** So many codes one client may ask for within the window, for whatever addresses: a library or a school asks from one. */
const MOST_CODES_PER_CLIENT = 40;
/** So often one client may try to sign in within the window, by whatever way. */
const MOST_TRIES_PER_CLIENT = 120;
/** So often somebody may try to sign in at one address. */
const MOST_TRIES = 60;

export class SignIn {
  readonly sessions: SessionBook;
  readonly #auth: Auth;
  readonly #options: SignInOptions;
  readonly #codes: TryCounter;
  readonly #tries: TryCounter;

  constructor(auth: Auth, options: SignInOptions) {
    this.#auth = auth;
    this.#options = options;
    this.sessions = new SessionBook(options.db, options.nowMs);
    this.#codes = new TryCounter(CODE_WINDOW_MS, options.nowMs);
    this.#tries = new TryCounter(CODE_WINDOW_MS, options.nowMs);
  }

  /** The role is read with every request: one that is given or taken holds from then on. */
  async viewer(headers: Headers): Promise<SignedInViewer> {
    const nobody = { person: null, viewer: "public", session: null } as const;
    if (!headers.get("cookie")?.includes(SESSION_COOKIE)) return nobody;
    const found = await this.#auth.api.getSession({ headers });
    if (found === null) return nobody;
    const { id, email } = found.user;
    const role = await roleOf(this.#options.db, id);
    if (!(await this.sessions.holds(found.session, role))) return nobody;
    return { person: { id, email, role }, viewer: role, session: found.session.id };
  }

  /** Sends a code. Says the same for every well-formed address: who has an account is nobody's business. */
  async sendCode(
    email: string,
    client: string,
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly fault: SignInFault }> {
    const address = readAddress(email);
    if (address === undefined) return { ok: false, fault: "address-malformed" };
    if (this.#options.limitsClients && !this.#codes.admits(`client ${client}`, MOST_CODES_PER_CLIENT))
      return { ok: false, fault: "too-many-tries" };
    if (!this.#codes.admits(address, MOST_CODES)) return { ok: false, fault: "too-many-tries" };
    await this.#auth.api.sendVerificationOTP({ body: { email: address, type: "sign-in" } });
    return { ok: true };
  }

  /** Whether a client may try once more to sign in, by a passkey, at a service or with a code; counts the try. */
  admitsTry(client: string): boolean {
    return !this.#options.limitsClients || this.#tries.admits(`client ${client}`, MOST_TRIES_PER_CLIENT);
  }

  /** Exchanges a code for a session. A browser that was signed in has that session ended: a new one begins each time. */
  async enter(email: string, code: string, headers: Headers, client: string): Promise<Entered> {
    const address = readAddress(email);
    if (address === undefined) return { ok: false, fault: "code-wrong" };
    if (!this.admitsTry(client) || !this.#tries.admits(address, MOST_TRIES))
      return { ok: false, fault: "too-many-tries" };
    if (await this.#isTooOld(address)) return { ok: false, fault: "code-wrong" };
    const response = await this.#auth.api.signInEmailOTP({
      body: { email: address, otp: code.replaceAll(/\s/gu, "") },
      headers,
      asResponse: true,
    });
    if (response.ok) return this.#entered(response, headers, address);
    const body = await response.text();
    return {
      ok: false,
      fault: body.includes("TOO_MANY_ATTEMPTS") || response.status === 429 ? "too-many-tries" : "code-wrong",
    };
  }

  /**
   * Begins a session for whoever has shown to hold an address or an account by other means than a code. An address without an account
   * gets one.
   * @param role that a claim of a sign-in service gives, where the city has said that one may; it takes nobody's administration away.
   */
  async enterAs(
    who: { readonly email: string } | { readonly id: string },
    headers: Headers,
    role: Role | null = null,
  ): Promise<Entered> {
    const { db } = this.#options;
    const id = "id" in who ? who.id : await this.#accountOf(who.email);
    const { email } = await db
      .selectFrom("user")
      .select("email")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    const before = await roleOf(db, id);
    if (role !== null && role !== before && before !== "administrator")
      await this.grant(email, role, null, "by-claim");
    const response = await this.#auth.api.beginSession({ body: { userId: id }, headers, asResponse: true });
    return this.#entered(response, headers, email);
  }

  /** Everybody who has an account, with their roles. */
  async people(): Promise<Person[]> {
    const rows = await this.#options.db
      .selectFrom("user")
      .leftJoin("account_role", "account_role.user_id", "user.id")
      .select(["user.id", "user.email", "account_role.role"])
      .orderBy("user.email")
      .execute();
    return rows.map(({ id, email, role }) => ({
      id,
      email,
      role: role !== null && isRole(role) ? role : "resident",
    }));
  }

  async leave(headers: Headers): Promise<string[]> {
    const response = await this.#auth.api.signOut({ headers, asResponse: true });
    return response.headers.getSetCookie();
  }

  /** Gives an address a role, on record. The account is made if the address has none yet. */
  async grant(email: string, role: Role, by: Person | null, how?: GrantedHow): Promise<Granted> {
    const address = readAddress(email);
    if (address === undefined) return { ok: false, fault: "address-malformed" };
    const { db, log, nowMs } = this.#options;
    return db.transaction().execute(async (transaction) => {
      const account = await accountAt(transaction, address, nowMs());
      return giveRole(transaction, log, nowMs(), account, role, by, how);
    });
  }

  /** Makes somebody a resident again, on record. */
  async takeRole(id: string, by: Person): Promise<Granted> {
    return this.#withAccount(id, (account, transaction) =>
      giveRole(transaction, this.#options.log, this.#options.nowMs(), account, "resident", by, "taken-away"),
    );
  }

  /** Undoes the newest change of somebody's role, on record, within a week. */
  async undo(id: string, by: Person): Promise<Granted> {
    return this.#withAccount(id, (account, transaction) =>
      undoRole(transaction, this.#options.log, this.#options.nowMs(), account, by),
    );
  }

  /** Ends every session of somebody else's account, on record. */
  async endSessionsOf(id: string, by: Person): Promise<Granted> {
    return this.#withAccount(id, async ({ email }, transaction) => {
      const { numDeletedRows } = await transaction
        .deleteFrom("session")
        .where("userId", "=", id)
        .executeTakeFirst();
      await this.#options.log.append(transaction, {
        act: "sessions.ended",
        role: by.role,
        personId: by.id,
        subject: "people",
        facts: { sessions: Number(numDeletedRows) },
        secret: { person: email },
      });
      return { ok: true };
    });
  }

  #withAccount(
    id: string,
    act: (
      account: { readonly id: string; readonly email: string },
      transaction: Parameters<typeof giveRole>[0],
    ) => Promise<Granted>,
  ): Promise<Granted> {
    return this.#options.db.transaction().execute(async (transaction) => {
      const account = await transaction
        .selectFrom("user")
        .select(["id", "email"])
        .where("id", "=", id)
        .executeTakeFirst();
      return account === undefined ? { ok: false, fault: "nobody-there" } : act(account, transaction);
    });
  }

  async #entered(response: Response, headers: Headers, email: string): Promise<Entered> {
    const before = await this.#auth.api.getSession({ headers });
    if (before !== null) await this.sessions.end(before.user.id, before.session.id);
    const account = await this.#options.db
      .selectFrom("user")
      .select("id")
      .where("email", "=", email)
      .executeTakeFirstOrThrow();
    await this.sessions.used(account.id);
    return { ok: true, cookies: response.headers.getSetCookie() };
  }

  async #accountOf(email: string): Promise<string> {
    const { db, nowMs } = this.#options;
    const find = () => db.selectFrom("user").select("id").where("email", "=", email).executeTakeFirst();
    const known = await find();
    if (known !== undefined) return known.id;
    await db
      .insertInto("user")
      .values({ ...newUser(crypto.randomUUID(), email, nowMs()), emailVerified: 1 })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return (await find())!.id;
  }

  /** The library's own clock cannot be set: whether a code still holds is seen by when the node wrote it down. */
  async #isTooOld(address: string): Promise<boolean> {
    const { db, nowMs } = this.#options;
    const newest = await db
      .selectFrom("verification")
      .select("createdAt")
      .where("identifier", "=", codeIdentifier(address))
      .orderBy("createdAt", "desc")
      .executeTakeFirst();
    return newest !== undefined && nowMs() - Date.parse(newest.createdAt) >= CODE_MS;
  }
}
