import type { CivicDatabase } from "../../stores/civic/database.ts";
import { hasHiddenCharacters } from "../../web/language/index.ts";
import type { ActLog } from "../log/index.ts";
import { accountAt } from "./account-made.ts";
import { AskerCookie } from "./asker-cookie.ts";
import { type Auth, type AuthOptions, openAuth, SESSION_COOKIE } from "./auth.ts";
import { type Granted, type GrantedHow, giveRole, roleOf, undoRole } from "./role-grants.ts";
import { isRole, type Role, type Viewer } from "./roles.ts";
import { SessionBook } from "./sessions.ts";
import { CodeBook, type CodeFault, type MailedCodes } from "./sign-in-codes.ts";
import { TryCounter } from "./try-counter.ts";

export interface SignInOptions extends AuthOptions {
  readonly db: CivicDatabase;
  readonly log: ActLog;
  /** Of the city. */
  readonly zone: string;
  /** Carries the codes of a letter to its addressee. */
  readonly deliver: (to: string, codes: MailedCodes) => Promise<void>;
  /** Whether codes are bounded, for one client and for one address; a demo city sends no mail and needs no bound. */
  readonly isBounded: boolean;
}

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
}

export type SignInFault = "address-malformed" | "too-many-letters" | CodeFault;

/** Whether a code was sent; the cookie by which the browser that asked is known again comes back with it. */
export type CodeSent =
  | { readonly ok: true; readonly cookies: readonly string[] }
  | { readonly ok: false; readonly fault: SignInFault };

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

const TRY_WINDOW_MS = 600_000;
/** So many codes one client may ask for within the window, for whatever addresses: a library or a school asks from one. */
const MOST_CODES_PER_CLIENT = 40;
/** So often one client may try to sign in within the window, by whatever way. */
const MOST_TRIES_PER_CLIENT = 120;

export class SignIn {
  readonly sessions: SessionBook;
  readonly #auth: Auth;
  readonly #options: SignInOptions;
  readonly #codes: CodeBook;
  readonly #asker: AskerCookie;
  readonly #asked: TryCounter;
  readonly #tries: TryCounter;

  constructor(auth: Auth, options: SignInOptions) {
    this.#auth = auth;
    this.#options = options;
    this.sessions = new SessionBook(options.db, options.zone, options.nowMs);
    this.#codes = new CodeBook(options.db, options.nowMs);
    this.#asker = new AskerCookie(options.baseUrl.startsWith("https://"));
    this.#asked = new TryCounter(TRY_WINDOW_MS, options.nowMs);
    this.#tries = new TryCounter(TRY_WINDOW_MS, options.nowMs);
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
  async sendCode(email: string, headers: Headers, client: string): Promise<CodeSent> {
    const { isBounded, deliver } = this.#options;
    const address = readAddress(email);
    if (address === undefined) return { ok: false, fault: "address-malformed" };
    if (isBounded && !this.#asked.admits(client, MOST_CODES_PER_CLIENT))
      return { ok: false, fault: "too-many-tries" };
    const asker = this.#asker.read(headers) ?? this.#asker.newSecret();
    const codes = await this.#codes.ask(address, asker, isBounded);
    if (codes === null) return { ok: false, fault: "too-many-letters" };
    await deliver(address, codes);
    return { ok: true, cookies: [this.#asker.set(asker)] };
  }

  /** Whether a client may try once more to sign in, by a passkey, at a service or with a code; counts the try. */
  admitsTry(client: string): boolean {
    return !this.#options.isBounded || this.#tries.admits(client, MOST_TRIES_PER_CLIENT);
  }

  /** Exchanges a code for a session. A browser that was signed in has that session ended: a new one begins each time. */
  async enter(email: string, code: string, headers: Headers, client: string): Promise<Entered> {
    const address = readAddress(email);
    if (address === undefined) return { ok: false, fault: "code-wrong" };
    const taken = await this.#codes.take(address, code, this.#asker.read(headers));
    // Only what was wrong counts for the client: somebody else in the same network keeps nobody out who has a code.
    if (taken !== "taken") return { ok: false, fault: this.admitsTry(client) ? taken : "too-many-tries" };
    return this.enterAs({ email: address }, headers);
  }

  /**
   * Begins a session for whoever has shown to hold an address or an account. An address without an account gets one.
   * @param role that a claim of a sign-in service gives, where the city has said that one may; it takes nobody's administration away.
   */
  async enterAs(
    who: { readonly email: string } | { readonly id: string },
    headers: Headers,
    role: Role | null = null,
  ): Promise<Entered> {
    const { db, nowMs } = this.#options;
    const { id, email } =
      "id" in who
        ? await db
            .selectFrom("user")
            .select(["id", "email"])
            .where("id", "=", who.id)
            .executeTakeFirstOrThrow()
        : await db.transaction().execute((transaction) => accountAt(transaction, who.email, nowMs(), true));
    const before = await roleOf(db, id);
    if (role !== null && role !== before && before !== "administrator")
      await this.grant(email, role, null, "by-claim");
    const response = await this.#auth.api.beginSession({ body: { userId: id }, headers, asResponse: true });
    const left = await this.#auth.api.getSession({ headers });
    if (left !== null) await this.sessions.end(left.user.id, left.session.id);
    await this.sessions.used(id);
    return { ok: true, cookies: response.headers.getSetCookie() };
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
}
