import type { CivicDatabase } from "../../stores/civic/database.ts";
import { hasHiddenCharacters } from "../../web/language/index.ts";
import { type Claims, type IssuerFault, type IssuerSettings, identityIn } from "../identity/index.ts";
import type { ActLog } from "../log/index.ts";
import { type Person, type Role, readAddress } from "../people/index.ts";

/** A service by which the city's own people sign in, and what its word is worth here. */
export interface StaffIssuerSettings extends IssuerSettings {
  /** What it proves: a verified address, or that somebody is whom an administrator has tied to an account. */
  readonly proves: "email" | "subject";
  /** Domains whose addresses it may speak for. */
  readonly domains: readonly string[];
  /** Roles that follow from a claim; null where the role is what was granted here, and nothing else. */
  readonly roles: {
    readonly claim: string;
    /** Role by value of the claim; the first that fits counts. One that makes administrators is refused unless the settings say so twice. */
    readonly given: readonly (readonly [value: string, role: Role])[];
  } | null;
}

export type StaffSignInFault =
  | IssuerFault
  /** It tells an address, but not that it has made sure of it. */
  | "issuer-unverified"
  /** An address of a domain that it does not speak for here. */
  | "issuer-domain"
  /** Nobody has tied what it calls them to an account. */
  | "issuer-untied"
  | "too-many-tries";

/** Who somebody is by the word of the service. */
export type Proven =
  | {
      readonly ok: true;
      readonly who: { readonly email: string } | { readonly id: string };
      readonly role: Role | null;
    }
  | { readonly ok: false; readonly fault: StaffSignInFault };

/** Somebody whom the service knows and nobody here does, for an administrator to tie. */
export interface Untied {
  readonly subject: string;
  /** As the service says it, verified or not: a help to tell who it was, and nothing more. */
  readonly email: string;
  readonly atMs: number;
}

const MOST_UNTIED = 20;
const UNTIED_MS = 7 * 86_400_000;

/** What the claims of the staff's service come to: an account, or why none. */
export class StaffIdentities {
  readonly settings: StaffIssuerSettings;
  readonly #db: CivicDatabase;
  readonly #log: ActLog;
  readonly #nowMs: () => number;
  /** In memory only: whoever only tried leaves nothing behind. */
  #untied: readonly Untied[] = [];

  constructor(settings: StaffIssuerSettings, db: CivicDatabase, log: ActLog, nowMs: () => number) {
    this.settings = settings;
    this.#db = db;
    this.#log = log;
    this.#nowMs = nowMs;
  }

  /** Names of the claims that are looked at. */
  get wanted(): readonly string[] {
    const { proves, roles } = this.settings;
    return [
      ...(proves === "email" ? ["email", "email_verified"] : []),
      ...(roles === null ? [] : [roles.claim]),
    ];
  }

  async proven(claims: Claims): Promise<Proven> {
    const role = this.#roleIn(claims);
    const subject = identityIn(claims.sub);
    if (subject === undefined) return { ok: false, fault: "identity-nameless" };
    if (this.settings.proves === "subject") {
      const tied = await this.#db
        .selectFrom("account_subject")
        .select("user_id")
        .where("issuer", "=", this.settings.issuer)
        .where("subject", "=", subject)
        .executeTakeFirst();
      if (tied !== undefined) return { ok: true, who: { id: tied.user_id }, role };
      this.#remember(subject, claims.email);
      return { ok: false, fault: "issuer-untied" };
    }
    const email = typeof claims.email === "string" ? readAddress(claims.email) : undefined;
    if (email === undefined) return { ok: false, fault: "identity-nameless" };
    // True and nothing like it: a service that does not make sure lets anybody claim anybody's address.
    if (claims.email_verified !== true) return { ok: false, fault: "issuer-unverified" };
    const domain = email.slice(email.lastIndexOf("@") + 1);
    if (!this.settings.domains.includes(domain)) return { ok: false, fault: "issuer-domain" };
    return { ok: true, who: { email }, role };
  }

  /** The last who came and were tied to nobody, the newest first. */
  get untied(): readonly Untied[] {
    const sinceMs = this.#nowMs() - UNTIED_MS;
    return this.#untied.filter(({ atMs }) => atMs > sinceMs);
  }

  /** Ties what the service calls somebody to an account, on record. One subject is one account, and one account one subject. */
  async tie(
    email: string,
    said: string,
    by: Person,
  ): Promise<"tied" | "nobody-there" | "subject-malformed" | "subject-taken"> {
    const subject = identityIn(said);
    if (subject === undefined || hasHiddenCharacters(subject)) return "subject-malformed";
    const { issuer } = this.settings;
    return this.#db.transaction().execute(async (transaction) => {
      const account = await transaction
        .selectFrom("user")
        .select("id")
        .where("email", "=", readAddress(email) ?? "")
        .executeTakeFirst();
      if (account === undefined) return "nobody-there";
      const taken = await transaction
        .selectFrom("account_subject")
        .select("user_id")
        .where("issuer", "=", issuer)
        .where("subject", "=", subject)
        .executeTakeFirst();
      if (taken !== undefined && taken.user_id !== account.id) return "subject-taken";
      await transaction
        .deleteFrom("account_subject")
        .where("issuer", "=", issuer)
        .where("user_id", "=", account.id)
        .execute();
      await transaction
        .insertInto("account_subject")
        .values({ issuer, subject, user_id: account.id, tied_at_ms: this.#nowMs() })
        .execute();
      await this.#log.append(transaction, {
        act: "account.tied",
        role: by.role,
        personId: by.id,
        subject: "people",
        facts: {},
        secret: { person: readAddress(email) ?? "" },
      });
      this.#untied = this.#untied.filter((one) => one.subject !== subject);
      return "tied";
    });
  }

  #roleIn(claims: Claims): Role | null {
    const { roles } = this.settings;
    if (roles === null) return null;
    const said = claims[roles.claim];
    const values = (Array.isArray(said) ? said : [said]).filter((value) => typeof value === "string");
    return roles.given.find(([value]) => values.includes(value))?.[1] ?? null;
  }

  #remember(subject: string, email: unknown): void {
    const told = typeof email === "string" ? (readAddress(email) ?? "") : "";
    const others = this.#untied.filter((one) => one.subject !== subject);
    this.#untied = [{ subject, email: told, atMs: this.#nowMs() }, ...others].slice(0, MOST_UNTIED);
  }
}
