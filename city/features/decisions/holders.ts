import type { Selectable, Transaction } from "kysely";
import type { CivicTables, OfficeHolderTable } from "../../stores/civic/tables.ts";
import type { Person } from "../people/index.ts";
import type { BodyBook } from "./bodies.ts";
import { type Body, type Holder, isSeat, isSide, overlap, type Side } from "./office.ts";
import { attempt, type Outcome, Refused, type SaidOffice, taken } from "./office-forms.ts";
import { optional, readDate, readLine } from "./read-text.ts";

/** Somebody enters office in a term: on its first day and until its last, unless other days are named. */
export function enterOffice(
  book: BodyBook,
  body: Body,
  said: SaidOffice,
  by: Person | null,
): Promise<Outcome<number>> {
  return attempt(book.parts.civic, async (transaction) => {
    const { terms, holders } = await book.register(transaction);
    const term = terms.find(({ id, bodyId }) => String(id) === said.term && bodyId === body.id);
    if (term === undefined) throw new Refused("term", "term-unknown");
    const name = taken("name", readLine(said.name ?? ""));
    const party = taken("party", optional(said.party ?? "", readLine));
    const side = said.side ?? "";
    if (!isSide(side)) throw new Refused("side", "side-unknown");
    const seat = said.seat || "member";
    if (!isSeat(seat)) throw new Refused("seat", "seat-unknown");
    const fromDate = taken("from", optional(said.from ?? "", readDate)) ?? term.fromDate;
    const toDate = taken("to", optional(said.to ?? "", readDate)) ?? term.toDate;
    if (toDate < fromDate) throw new Refused("to", "dates-reversed");
    if (fromDate < term.fromDate) throw new Refused("from", "outside-term");
    if (toDate > term.toDate) throw new Refused("to", "outside-term");
    const before = holders.find(
      (other) => other.termId === term.id && other.name === name && overlap(other, { fromDate, toDate }),
    );
    if (before !== undefined) throw new Refused("name", "already-in-office");
    const { entry } = await book.parts.log.append(transaction, {
      act: "office.entered",
      role: by?.role ?? "node",
      personId: by?.id ?? null,
      subject: `body/${body.slug}`,
      facts: { from: fromDate, to: toDate, seat },
      secret: { name, party: party ?? "", side },
    });
    const { id } = await transaction
      .insertInto("office_holder")
      .values({
        ...{ term_id: term.id, name, party, side, seat },
        ...{ from_date: fromDate, to_date: toDate, log_entry: entry.sequence },
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    return id;
  });
}

/** Somebody leaves office before the term is over. Nobody can have voted after the last day. */
export function leaveOffice(
  book: BodyBook,
  body: Body,
  said: SaidOffice,
  by: Person | null,
): Promise<Outcome<null>> {
  return attempt(book.parts.civic, async (transaction) => {
    const holder = await namedHolder(transaction, body, said.holder ?? "");
    const toDate = taken("to", readDate(said.to ?? ""));
    if (toDate < holder.fromDate) throw new Refused("to", "dates-reversed");
    if (toDate > holder.toDate) throw new Refused("to", "outside-term");
    const voted = await transaction
      .selectFrom("decision_vote")
      .innerJoin("decision", "decision.id", "decision_vote.decision_id")
      .select("decision.id")
      .where("decision_vote.holder_id", "=", holder.id)
      .where("decision.meeting_date", ">", toDate)
      .executeTakeFirst();
    if (voted !== undefined) throw new Refused("to", "voted-after");
    await transaction
      .updateTable("office_holder")
      .set({ to_date: toDate })
      .where("id", "=", holder.id)
      .execute();
    await book.parts.log.append(transaction, {
      act: "office.left",
      role: by?.role ?? "node",
      personId: by?.id ?? null,
      subject: `body/${body.slug}`,
      facts: { to: toDate, enteredBy: holder.logEntry },
    });
    return null;
  });
}

/** Erases who somebody in office was, in the register and in what opens the log; how the office voted stands. */
export function eraseName(
  book: BodyBook,
  body: Body,
  said: SaidOffice,
  by: Person | null,
): Promise<Outcome<null>> {
  return attempt(book.parts.civic, async (transaction) => {
    const holder = await namedHolder(transaction, body, said.holder ?? "");
    await transaction
      .updateTable("office_holder")
      .set({ name: null, party: null })
      .where("id", "=", holder.id)
      .execute();
    await transaction
      .deleteFrom("log_opening")
      .where("sequence", "=", holder.logEntry)
      .where("name", "in", ["name", "party", "side"])
      .execute();
    await book.parts.log.append(transaction, {
      act: "office.name-erased",
      role: by?.role ?? "node",
      personId: by?.id ?? null,
      subject: `body/${body.slug}`,
      facts: { enteredBy: holder.logEntry },
    });
    return null;
  });
}

async function namedHolder(
  transaction: Transaction<CivicTables>,
  body: Body,
  id: string,
): Promise<Holder & { readonly logEntry: number }> {
  const row = /^[1-9]\d{0,8}$/.test(id)
    ? await transaction
        .selectFrom("office_holder")
        .innerJoin("body_term", "body_term.id", "office_holder.term_id")
        .selectAll("office_holder")
        .where("office_holder.id", "=", Number(id))
        .where("body_term.body_id", "=", body.id)
        .executeTakeFirst()
    : undefined;
  if (row === undefined) throw new Refused("holder", "holder-unknown");
  return { ...holderOf(row), logEntry: row.log_entry };
}

export function holderOf(row: Selectable<OfficeHolderTable>): Holder {
  return {
    id: row.id,
    termId: row.term_id,
    name: row.name,
    party: row.party,
    side: row.side as Side,
    seat: row.seat,
    fromDate: row.from_date,
    toDate: row.to_date,
  };
}
