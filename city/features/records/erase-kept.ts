import { sql, type Transaction } from "kysely";
import { isAddressOfAuthor } from "../../stores/civic/author-address.ts";
import { emptyJournal } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { ActLog } from "../log/index.ts";
import { forgetHeld } from "../moderation/index.ts";
import { eraseAccount } from "./accounts.ts";
import { endorsedBy, type FindParts, findKept, type Subject, writtenBy } from "./find-kept.ts";
import { countKinds, isErasable, type KeptItem } from "./kept-items.ts";

export interface EraseParts extends FindParts {
  readonly log: ActLog;
  /** Whether one can still endorse a proposal in this state: then an endorsement that is taken back is counted no more. */
  readonly isOpenForEndorsement: (state: string) => boolean;
}

/** Who asked, as it stands in the log: the person by themselves, or an official for them, with why. */
export type Asker =
  | { readonly kind: "person" }
  | { readonly kind: "official"; readonly role: string; readonly personId: string; readonly reason: string };

/**
 * Erases what is kept of somebody and may be erased, in one transaction with its entry in the log: rows, and what opens the log's
 * commitments; never an entry. The entry says how much, and nothing of whom.
 * @returns what was erased, and what stays.
 */
export async function eraseKept(
  parts: EraseParts,
  subject: Subject,
  asker: Asker,
): Promise<{ readonly erased: readonly KeptItem[]; readonly stays: readonly KeptItem[] }> {
  const found = await findKept(parts, subject);
  const erased = found.filter(isErasable);
  const endorsed = subject.kind === "address" ? await endorsedBy(parts, subject.email) : [];
  const asked = subject.kind === "address" ? await parts.askedBy(subject.email) : [];
  if (erased.length > 0)
    await parts.civic.transaction().execute(async (transaction) => {
      if (subject.kind === "address") {
        await eraseAddress(transaction, subject.email);
        for (const id of asked)
          await transaction
            .updateTable("why_question")
            .set({ asker_hash: null })
            .where("id", "=", id)
            .execute();
        for (const id of endorsed) await takeBack(transaction, parts, id, subject.email);
      } else if (subject.of === "proposal") await eraseAuthor(transaction, subject.subject);
      else await forgetAsker(transaction, subject.subject);
      await parts.log.append(transaction, {
        act: "personal-data.erased",
        role: asker.kind === "person" ? "public" : asker.role,
        personId: asker.kind === "person" ? null : asker.personId,
        subject: "records",
        facts: countKinds(erased),
        ...(asker.kind === "person" ? {} : { secret: { reason: asker.reason } }),
      });
    });
  await emptyJournal(parts.civic);
  return { erased, stays: found.filter((item) => !isErasable(item)) };
}

async function eraseAddress(transaction: Transaction<CivicTables>, email: string): Promise<void> {
  for (const table of ["proposal_pending", "house_pending", "house_follower"] as const)
    await transaction.deleteFrom(table).where("email", "=", email).execute();
  const follows = await transaction
    .selectFrom("proposal_follower")
    .select(["proposal_id", "is_author", "author_of"])
    .where("email", "=", email)
    .execute();
  for (const id of writtenBy(follows)) await eraseAuthor(transaction, id);
  await transaction.deleteFrom("proposal_follower").where("email", "=", email).execute();
  await transaction
    .deleteFrom("why_question")
    .where("email", "=", email)
    .where("asked_at_ms", "is", null)
    .execute();
  await transaction
    .updateTable("why_question")
    .set({ email: null, wants_answer: 0 })
    .where("email", "=", email)
    .execute();
  await transaction
    .updateTable("elected_body")
    .set({ office_email: null })
    .where("office_email", "=", email)
    .execute();
  await transaction
    .updateTable("promise")
    .set({ office_email: null })
    .where("office_email", "=", email)
    .execute();
  await transaction
    .updateTable("accessibility_fault")
    .set({ email: null, page: "", text: "", answer: null, letter_due: 0 })
    .where("email", "=", email)
    .execute();
  await transaction.deleteFrom("demo_mail").where("to_address", "=", email).execute();
  const accounts = await transaction
    .selectFrom("user")
    .leftJoin("account_role", "account_role.user_id", "user.id")
    .select(["user.id", "user.email", "account_role.role"])
    .where("user.email", "=", email)
    .execute();
  for (const { id, role } of accounts)
    if (role === null || role === "resident") await eraseAccount(transaction, { id, email });
}

async function eraseAuthor(transaction: Transaction<CivicTables>, proposalId: number): Promise<void> {
  await transaction.deleteFrom("proposal_author").where("proposal_id", "=", proposalId).execute();
  await forgetHeld(transaction, { kind: "name", ref: String(proposalId) });
  await transaction.deleteFrom("proposal_follower").where(isAddressOfAuthor(proposalId)).execute();
}

async function forgetAsker(transaction: Transaction<CivicTables>, question: number): Promise<void> {
  await transaction
    .updateTable("why_question")
    .set({ email: null, wants_answer: 0 })
    .where("id", "=", question)
    .execute();
}

/** Where one could endorse again, the count goes down with the trace; else it would count twice. */
async function takeBack(
  transaction: Transaction<CivicTables>,
  { isOpenForEndorsement, traceOf }: EraseParts,
  proposalId: number,
  email: string,
): Promise<void> {
  const gone = await transaction
    .deleteFrom("proposal_endorsement")
    .where("proposal_id", "=", proposalId)
    .where("trace", "=", traceOf(proposalId, email))
    .executeTakeFirst();
  if (gone.numDeletedRows !== 1n) return;
  const row = await transaction
    .selectFrom("proposal")
    .select("state")
    .where("id", "=", proposalId)
    .executeTakeFirstOrThrow();
  if (isOpenForEndorsement(row.state))
    await sql`UPDATE proposal SET endorsements = endorsements - 1 WHERE id = ${proposalId}`.execute(
      transaction,
    );
}
