import type { Transaction } from "kysely";
import type { CivicTables } from "../../stores/civic/tables.ts";

/**
 * The account of an address, which is made where there is none.
 * @param address as it is kept.
 * @param isVerified whether somebody has shown to hold it.
 */
export async function accountAt(
  transaction: Transaction<CivicTables>,
  address: string,
  nowMs: number,
  isVerified = false,
): Promise<{ readonly id: string; readonly email: string }> {
  const known = await transaction
    .selectFrom("user")
    .select("id")
    .where("email", "=", address)
    .executeTakeFirst();
  if (known !== undefined) return { id: known.id, email: address };
  const id = crypto.randomUUID();
  const now = new Date(nowMs).toISOString();
  await transaction
    .insertInto("user")
    .values({
      id,
      name: "",
      email: address,
      emailVerified: isVerified ? 1 : 0,
      createdAt: now,
      updatedAt: now,
    })
    .execute();
  return { id, email: address };
}
