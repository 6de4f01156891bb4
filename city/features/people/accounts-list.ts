import { sql } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Language } from "../../web/language/index.ts";
import { UNDONE_WITHIN_MS } from "./role-grants.ts";
import { isRole, type Role, roles } from "./roles.ts";
import { roleName } from "./words.ts";

/** An account as administrators see it. */
export interface PersonRow {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  /** Null where it was never used. */
  readonly lastDay: string | null;
  readonly sessions: number;
  /** The role it would have again if the newest change were undone; null where none can be. */
  readonly undoTo: Role | null;
}

export interface AccountsAsked {
  /** A part of an address or of a role's name; empty for all. */
  readonly search: string;
  /** In which roles are named. */
  readonly language: Language;
  /** From 1. */
  readonly page: number;
}

export const ACCOUNTS_PER_PAGE = 50;

/** The accounts that an administrator looks for, those found by their address first, with how many there are of them in all. */
export async function findAccounts(
  db: CivicDatabase,
  nowMs: number,
  { search, language, page }: AccountsAsked,
): Promise<{ readonly people: PersonRow[]; readonly count: number }> {
  const wanted = search.trim().toLowerCase();
  const named = roles.filter(
    (role) => role === wanted || roleName(language, role).toLowerCase().includes(wanted),
  );
  const byAddress = sql`instr(lower(user.email), ${wanted}) > 0`;
  const byRole = sql`COALESCE(account_role.role, 'resident') IN (SELECT value FROM json_each(${JSON.stringify(named)}))`;
  const from = sql`FROM user LEFT JOIN account_role ON account_role.user_id = user.id WHERE ${byAddress} OR ${byRole}`;
  const { rows } = await sql<{
    id: string;
    email: string;
    role: string | null;
    last_day: string | null;
    sessions: number;
    before: string | null;
  }>`SELECT user.id, user.email, account_role.role,
      (SELECT last_day FROM account_use WHERE user_id = user.id) AS last_day,
      (SELECT COUNT(*) FROM session WHERE userId = user.id) AS sessions,
      (SELECT CASE WHEN undone = 0 AND at_ms > ${nowMs - UNDONE_WITHIN_MS} THEN role_before END
        FROM role_change WHERE user_id = user.id ORDER BY id DESC LIMIT 1) AS before
    ${from} ORDER BY ${byAddress} DESC, user.email LIMIT ${ACCOUNTS_PER_PAGE} OFFSET ${(page - 1) * ACCOUNTS_PER_PAGE}`.execute(
    db,
  );
  const counted = await sql<{ count: number }>`SELECT COUNT(*) AS count ${from}`.execute(db);
  return {
    count: counted.rows[0]?.count ?? 0,
    people: rows.map((row) => ({
      id: row.id,
      email: row.email,
      role: row.role !== null && isRole(row.role) ? row.role : "resident",
      lastDay: row.last_day,
      sessions: row.sessions,
      undoTo: row.before !== null && isRole(row.before) ? row.before : null,
    })),
  };
}
