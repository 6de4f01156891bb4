import type { Transaction } from "kysely";
import type { CivicTables } from "../../stores/civic/tables.ts";

/** A row of the sign-in library's for somebody who has not signed in yet. */
export function newUser(id: string, email: string, nowMs: number) {
  const now = new Date(nowMs).toISOString();
  return { id, name: "", email, emailVerified: 0, createdAt: now, updatedAt: now };
}

/** The account of an address, which is made where there is none. @param address as it is kept. */
export async function accountAt(
  transaction: Transaction<CivicTables>,
  address: string,
  nowMs: number,
): Promise<{ readonly id: string; readonly email: string }> {
  const known = await transaction
    .selectFrom("user")
    .select("id")
    .where("email", "=", address)
    .executeTakeFirst();
  if (known !== undefined) return { id: known.id, email: address };
  const id = crypto.randomUUID();
  await transaction
    .insertInto("user")
    .values(newUser(id, address, nowMs))
    .execute();
  return { id, email: address };
}
