import type { Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { ActLog } from "../log/index.ts";
import type { Person } from "../people/index.ts";
import { randomCode, readCode } from "../votes/index.ts";
import { codeHash } from "./keys.ts";

/** Sixty random bits. */
const LENGTH = 12;
const MOST_AT_ONCE = 200;

export type DeskCodeFault = "codes-count";

/** Makes codes for people without e-mail, to print and hand out. They are given this once: what is kept of one is its hash. */
export async function issueCodes(
  { civic, log }: { readonly civic: CivicDatabase; readonly log: ActLog },
  count: number,
  by: Person,
): Promise<
  { readonly ok: true; readonly codes: string[] } | { readonly ok: false; readonly fault: DeskCodeFault }
> {
  if (!(count >= 1 && count <= MOST_AT_ONCE)) return { ok: false, fault: "codes-count" };
  const codes = Array.from({ length: count }, () => randomCode(LENGTH));
  await civic.transaction().execute(async (transaction) => {
    await transaction
      .insertInto("desk_code")
      .values(codes.map((code) => ({ code_hash: codeHash(code), used: 0 })))
      .execute();
    await log.append(transaction, {
      act: "desk-codes.issued",
      role: by.role,
      personId: by.id,
      subject: "proposals",
      facts: { number: count },
    });
  });
  return { ok: true, codes };
}

/** Uses a code up. @returns false where it is none, or was used before. */
export async function useCode(transaction: Transaction<CivicTables>, typed: string): Promise<boolean> {
  const used = await transaction
    .updateTable("desk_code")
    .set({ used: 1 })
    .where("code_hash", "=", codeHash(readCode(typed)))
    .where("used", "=", 0)
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}

export async function codeCounts(
  db: CivicDatabase,
): Promise<{ readonly made: number; readonly used: number }> {
  const row = await db
    .selectFrom("desk_code")
    .select(({ fn }) => [fn.countAll<number>().as("made"), fn.sum<number>("used").as("used")])
    .executeTakeFirstOrThrow();
  return { made: row.made, used: row.used ?? 0 };
}
