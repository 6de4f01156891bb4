import type { Transaction } from "kysely";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { ActLog } from "../log/index.ts";
import { isRole, type Role } from "./roles.ts";

/** Why a role was not given, or not given back. */
export type GrantFault = "address-malformed" | "last-administrator" | "nobody-there" | "nothing-to-undo";

/** Whether a role was given, or why not. */
export type Granted = { readonly ok: true } | { readonly ok: false; readonly fault: GrantFault };

/** How it came that a role was given, where nobody simply gave it. */
export type GrantedHow = "taken-away" | "undone" | "by-claim";

/** A change of role that can be undone for so long. */
export const UNDONE_WITHIN_MS = 7 * 86_400_000;

/**
 * Gives an account a role and puts that on record: the log says which role was given by whom, and holds the address only as a
 * commitment.
 */
export async function giveRole(
  transaction: Transaction<CivicTables>,
  log: ActLog,
  nowMs: number,
  { id, email }: { readonly id: string; readonly email: string },
  role: Role,
  by: { readonly id: string; readonly role: Role } | null,
  how?: GrantedHow,
): Promise<Granted> {
  if (role !== "administrator" && (await isLastAdministrator(transaction, id)))
    return { ok: false, fault: "last-administrator" };
  const before = await roleOf(transaction, id);
  await transaction
    .insertInto("account_role")
    .values({ user_id: id, role, granted_at_ms: nowMs })
    .onConflict((conflict) => conflict.column("user_id").doUpdateSet({ role, granted_at_ms: nowMs }))
    .execute();
  // What was undone is not undone again: it would only go to and fro.
  if (before !== role && how !== "undone")
    await transaction
      .insertInto("role_change")
      .values({ user_id: id, role, role_before: before, at_ms: nowMs, undone: 0 })
      .execute();
  await log.append(transaction, {
    act: "role.granted",
    role: by?.role ?? "node",
    personId: by?.id ?? null,
    subject: "people",
    facts: how === undefined ? { role } : { role, how },
    secret: { person: email },
  });
  return { ok: true };
}

/** Gives the role back that the newest change of an account took, once, while that is still within reach. */
export async function undoRole(
  transaction: Transaction<CivicTables>,
  log: ActLog,
  nowMs: number,
  account: { readonly id: string; readonly email: string },
  by: { readonly id: string; readonly role: Role },
): Promise<Granted> {
  const change = await undoable(transaction, nowMs, account.id);
  if (change === undefined || !isRole(change.role_before)) return { ok: false, fault: "nothing-to-undo" };
  const given = await giveRole(transaction, log, nowMs, account, change.role_before, by, "undone");
  if (given.ok)
    await transaction.updateTable("role_change").set({ undone: 1 }).where("id", "=", change.id).execute();
  return given;
}

/** The newest change of an account's role, where it can be undone. */
export async function undoable(transaction: Transaction<CivicTables>, nowMs: number, userId: string) {
  const newest = await transaction
    .selectFrom("role_change")
    .select(["id", "role", "role_before", "at_ms", "undone"])
    .where("user_id", "=", userId)
    .orderBy("id", "desc")
    .executeTakeFirst();
  return newest?.undone === 0 && nowMs - newest.at_ms < UNDONE_WITHIN_MS ? newest : undefined;
}

/** The role of an account; whoever was given none is a resident. */
export async function roleOf(
  db: Pick<Transaction<CivicTables>, "selectFrom">,
  userId: string,
): Promise<Role> {
  const row = await db
    .selectFrom("account_role")
    .select("role")
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return row !== undefined && isRole(row.role) ? row.role : "resident";
}

/** Whether an account is the only administrator: without one nobody could give a role any more. */
export async function isLastAdministrator(
  db: Pick<Transaction<CivicTables>, "selectFrom">,
  userId: string | undefined,
): Promise<boolean> {
  const administrators = await db
    .selectFrom("account_role")
    .select("user_id")
    .where("role", "=", "administrator")
    .execute();
  return administrators.length === 1 && administrators[0]!.user_id === userId;
}
