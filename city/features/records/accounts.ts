import { sql, type Transaction } from "kysely";
import type { CivicTables } from "../../stores/civic/tables.ts";

/**
 * Erases an account with everything that leads to it: its sessions and codes, what it wanted to be told, who stands behind its
 * acts in the log. The acts stay, by role; so do texts that were put on record with them.
 */
export async function eraseAccount(
  transaction: Transaction<CivicTables>,
  { id, email }: { readonly id: string; readonly email: string },
): Promise<void> {
  await sql`DELETE FROM session WHERE userId = ${id}`.execute(transaction);
  await sql`DELETE FROM account WHERE userId = ${id}`.execute(transaction);
  await transaction.deleteFrom("sign_in_code").where("email", "=", email).execute();
  await transaction.deleteFrom("notice_wish").where("user_id", "=", id).execute();
  await transaction.deleteFrom("notice_told").where("user_id", "=", id).execute();
  for (const table of ["passkey", "account_subject", "account_use", "role_change", "invitation"] as const)
    await transaction.deleteFrom(table).where("user_id", "=", id).execute();
  await transaction.deleteFrom("account_role").where("user_id", "=", id).execute();
  await transaction
    .deleteFrom("log_opening")
    .where("name", "=", "actor")
    .where("person_id", "=", id)
    .execute();
  await transaction
    .deleteFrom("log_opening")
    .where("name", "=", "person")
    .where("value", "=", email)
    .execute();
  await transaction.updateTable("log_opening").set({ person_id: null }).where("person_id", "=", id).execute();
  await transaction
    .updateTable("proposal_entry")
    .set({ person_id: null })
    .where("person_id", "=", id)
    .execute();
  await transaction.updateTable("work").set({ submitted_by: null }).where("submitted_by", "=", id).execute();
  await transaction.updateTable("work_act").set({ person_id: null }).where("person_id", "=", id).execute();
  // Nobody else could take a class back that waits for its teacher.
  await transaction
    .deleteFrom("school_class")
    .where("person_id", "=", id)
    .where("begun_entry", "is", null)
    .execute();
  await transaction
    .updateTable("school_class")
    .set({ person_id: null })
    .where("person_id", "=", id)
    .execute();
  await transaction.deleteFrom("user").where("id", "=", id).execute();
}
