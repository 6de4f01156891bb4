import { sql } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Person } from "../people/index.ts";

/** An act on record, as its entry says it. */
export interface ActOnRecord {
  readonly entry: number;
  readonly at: string;
  readonly act: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Everything that the node keeps under an account: a file for its owner. */
export interface AccountFile {
  readonly city: string;
  readonly madeAt: string;
  readonly account: {
    readonly email: string;
    readonly name: string;
    readonly role: string;
    readonly made: string;
    readonly lastUsedOn: string | null;
  };
  /** Roles that were given to the address, with the entries of the log that say so. */
  readonly roles: readonly ActOnRecord[];
  readonly signedIn: readonly {
    readonly device: string;
    readonly begun: string;
    readonly lastUsed: string;
  }[];
  readonly passkeys: readonly {
    readonly name: string;
    readonly made: string;
    readonly lastUsed: string | null;
  }[];
  readonly signInServices: readonly {
    readonly issuer: string;
    readonly subject: string;
    readonly tied: string;
  }[];
  /** What the account has asked to be told by mail. */
  readonly mail: readonly Readonly<Record<string, unknown>>[];
  /** Acts on record that this account stands behind. The log names its role, and not who it is. */
  readonly acts: readonly ActOnRecord[];
}

/** Acts that are about an address, such as roles given to it, and acts that an account stands behind. */
export async function recordOf(
  civic: CivicDatabase,
  { id, email }: Pick<Person, "id" | "email">,
): Promise<{ readonly about: readonly ActOnRecord[]; readonly by: readonly ActOnRecord[] }> {
  const entries = async (which: ReturnType<typeof sql>): Promise<ActOnRecord[]> => {
    const { rows } = await sql<{ line: string }>`SELECT line FROM log_entry WHERE sequence IN
      (SELECT sequence FROM log_opening WHERE ${which}) ORDER BY sequence`.execute(civic);
    return rows.map(({ line }) => {
      const { sequence, at, act, facts } = JSON.parse(line);
      return { entry: sequence, at, act, facts };
    });
  };
  return {
    about: await entries(sql`name = 'person' AND value = ${email}`),
    by: await entries(sql`name = 'actor' AND person_id = ${id}`),
  };
}

export async function accountFile(
  civic: CivicDatabase,
  city: string,
  nowMs: number,
  person: Person,
): Promise<AccountFile> {
  const { id } = person;
  const user = await civic
    .selectFrom("user")
    .leftJoin("account_use", "account_use.user_id", "user.id")
    .select(["email", "name", "createdAt", "last_day"])
    .where("user.id", "=", id)
    .executeTakeFirstOrThrow();
  const [sessions, passkeys, subjects, wishes, record] = await Promise.all([
    civic
      .selectFrom("session")
      .select(["userAgent", "createdAt", "updatedAt"])
      .where("userId", "=", id)
      .execute(),
    civic
      .selectFrom("passkey")
      .select(["name", "made_at_ms", "used_at_ms"])
      .where("user_id", "=", id)
      .execute(),
    civic.selectFrom("account_subject").selectAll().where("user_id", "=", id).execute(),
    civic.selectFrom("notice_wish").selectAll().where("user_id", "=", id).execute(),
    recordOf(civic, person),
  ]);
  const instant = (ms: number): string => new Date(ms).toISOString();
  return {
    city,
    madeAt: instant(nowMs),
    account: {
      email: user.email,
      name: user.name,
      role: person.role,
      made: user.createdAt,
      lastUsedOn: user.last_day,
    },
    roles: record.about,
    signedIn: sessions.map(({ userAgent, createdAt, updatedAt }) => ({
      device: userAgent ?? "",
      begun: createdAt,
      lastUsed: updatedAt,
    })),
    passkeys: passkeys.map(({ name, made_at_ms, used_at_ms }) => ({
      name,
      made: instant(made_at_ms),
      lastUsed: used_at_ms === null ? null : instant(used_at_ms),
    })),
    signInServices: subjects.map(({ issuer, subject, tied_at_ms }) => ({
      issuer,
      subject,
      tied: instant(tied_at_ms),
    })),
    mail: wishes.map(({ user_id: _, ...wish }) => wish),
    acts: record.by,
  };
}
