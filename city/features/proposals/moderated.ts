import { sql, type Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { Language } from "../../web/language/index.ts";
import type { KeptField, TextKeeper, Told } from "../moderation/index.ts";
import { addToThread, type Doer } from "./entries.ts";
import { findProposal, textsOf } from "./proposals.ts";
import { indexLine } from "./similar.ts";

type Reads = CivicDatabase | Transaction<CivicTables>;

/** What stands in the place of a street that is not shown: a proposal about nowhere would be one about the city. */
const NO_STREET = "[…]";

/** The texts of proposals as moderation deals with them. */
export function proposalKeepers(
  nowMs: () => number,
): Readonly<Record<"proposal" | "name" | "appeal", TextKeeper>> {
  const told = async (
    transaction: Transaction<CivicTables>,
    proposalId: number,
    kind: string,
    { event, rule, reason, language, role, personId, logEntry }: Told,
  ): Promise<void> => {
    await addToThread(
      transaction,
      nowMs(),
      {
        ...{ proposalId, kind: "moderated", state: null, reason, language },
        about: `${event}/${rule}/${kind}`,
        by: { role: role as Doer["role"], personId },
      },
      logEntry,
    );
  };
  return {
    proposal: {
      async find(db, ref) {
        const proposal = await findProposal(db, Number(ref));
        if (proposal === undefined) return undefined;
        const texts = await textsOf(db, proposal.id);
        const standing = texts.findLast(({ kind }) => kind === "wording");
        const fields = texts.flatMap(({ id, title, body, logEntry, kind }): KeptField[] => {
          const isStanding = id === standing?.id;
          const field = (part: "title" | "body", text: string | null): KeptField => ({
            ...{ field: `${id}.${part}`, part, text, isStanding },
            opening: { sequence: logEntry, name: part === "title" ? "title" : "text" },
          });
          // Easy words have no title.
          return kind === "easy" ? [field("body", body)] : [field("title", title), field("body", body)];
        });
        const { place } = proposal;
        if (place.kind === "street")
          fields.push({
            field: "street",
            part: "street",
            text: place.street,
            isStanding: true,
            opening: null,
          });
        return {
          path: `/proposals/${ref}`,
          language: proposal.language,
          fields,
          canAppeal: await hasAuthor(db, proposal.id),
          isPublic: true,
        };
      },
      write: (transaction, ref, texts) => write(transaction, Number(ref), texts),
      async redact(transaction, ref, texts, { reason, role, logEntry }) {
        const id = Number(ref);
        const standing = (await textsOf(transaction, id)).findLast(({ kind }) => kind === "wording");
        if (standing === undefined) return;
        const [title, body] = [texts.get(`${standing.id}.title`), texts.get(`${standing.id}.body`)];
        // Earlier wordings that held a passage are erased whole: what changed from them would tell what it was.
        const erased = new Map<string, string | null>(texts);
        for (const { id: textId, kind } of await textsOf(transaction, id)) {
          if (kind !== "wording" || !(texts.has(`${textId}.title`) || texts.has(`${textId}.body`))) continue;
          erased.set(`${textId}.title`, null).set(`${textId}.body`, null);
        }
        await write(transaction, id, erased);
        if (title === undefined && body === undefined) return;
        await transaction
          .insertInto("proposal_text")
          .values({
            ...{
              proposal_id: id,
              kind: "wording",
              version: standing.version + 1,
              language: standing.language,
            },
            ...{ title: title ?? standing.title, body: body ?? standing.body, reason, role },
            ...{ at_ms: nowMs(), log_entry: logEntry },
          })
          .execute();
        await reindex(transaction, id);
      },
      tell: (transaction, ref, event) => told(transaction, Number(ref), "proposal", event),
    },
    name: {
      async find(db, ref) {
        const row = await db
          .selectFrom("proposal_author")
          .innerJoin("proposal", "proposal.id", "proposal_author.proposal_id")
          .select(["proposal_author.name", "proposal.language", "shows_name"])
          .where("proposal_id", "=", Number(ref))
          .executeTakeFirst();
        if (row === undefined) return undefined;
        const text = row.name === "" ? null : row.name;
        return {
          ...{ path: `/proposals/${ref}`, language: row.language as Language, canAppeal: true },
          // A name that is taken out of sight while it is looked at comes back as it was left.
          isPublic: row.shows_name === 1,
          fields: [{ field: "name", part: "name", text, isStanding: true, opening: null }],
        };
      },
      async write(transaction, ref, texts) {
        for (const text of texts.values())
          await transaction
            .updateTable("proposal_author")
            .set({ name: text ?? "" })
            .where("proposal_id", "=", Number(ref))
            .execute();
      },
      redact(transaction, ref, texts) {
        return this.write(transaction, ref, texts);
      },
      tell: (transaction, ref, event) => told(transaction, Number(ref), "name", event),
    },
    appeal: {
      async find(db, ref) {
        const row = await db
          .selectFrom("proposal_entry")
          .selectAll()
          .where("id", "=", Number(ref))
          .where("kind", "=", "appeal")
          .executeTakeFirst();
        return (
          row && {
            path: `/proposals/${row.proposal_id}#entry-${row.id}`,
            language: row.language as Language,
            canAppeal: await hasAuthor(db, row.proposal_id),
            isPublic: true,
            fields: [
              {
                ...{ field: "reason", part: "reason", text: row.reason, isStanding: true },
                opening: { sequence: row.log_entry, name: "reason" },
              },
            ],
          }
        );
      },
      async write(transaction, ref, texts) {
        for (const reason of texts.values())
          await transaction
            .updateTable("proposal_entry")
            .set({ reason })
            .where("id", "=", Number(ref))
            .execute();
      },
      redact(transaction, ref, texts) {
        return this.write(transaction, ref, texts);
      },
      async tell(transaction, ref, event) {
        const row = await transaction
          .selectFrom("proposal_entry")
          .select("proposal_id")
          .where("id", "=", Number(ref))
          .executeTakeFirst();
        if (row !== undefined) await told(transaction, row.proposal_id, "appeal", event);
      },
    },
  };
}

/** Whether somebody has the key to the author's page. */
async function hasAuthor(db: Reads, proposalId: number): Promise<boolean> {
  const row = await db
    .selectFrom("proposal_author")
    .select("proposal_id")
    .where("proposal_id", "=", proposalId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Sets fields such as `45.body`, and the index with them. */
async function write(
  transaction: Transaction<CivicTables>,
  proposalId: number,
  texts: ReadonlyMap<string, string | null>,
): Promise<void> {
  for (const [field, text] of texts) {
    const [, id, part] = /^(\d+)\.(title|body)$/.exec(field) ?? [];
    if (id !== undefined)
      await transaction
        .updateTable("proposal_text")
        .set(part === "title" ? { title: text } : { body: text })
        .where("id", "=", Number(id))
        .where("proposal_id", "=", proposalId)
        .execute();
    else if (field === "street")
      await transaction
        .updateTable("proposal")
        .set({ street: text ?? NO_STREET })
        .where("id", "=", proposalId)
        .execute();
  }
  await reindex(transaction, proposalId);
}

/** The index holds what everybody may read of the wording that stands. */
async function reindex(transaction: Transaction<CivicTables>, proposalId: number): Promise<void> {
  const proposal = await findProposal(transaction, proposalId);
  const line = indexLine(proposal?.title ?? "", proposal?.body ?? "");
  await sql`UPDATE proposal_search SET grams = ${line} WHERE rowid = ${proposalId}`.execute(transaction);
}
