import { localDate } from "@husting/series";
import type { Selectable, Transaction } from "kysely";
import type { CivicTables, OfficeHolderTable } from "../../stores/civic/tables.ts";
import type { Person } from "../people/index.ts";
import { type Body, type Holder, isSide, overlap, type Side, type Term } from "./office.ts";
import { type Outcome, Refused, type SaidOffice, taken } from "./office-forms.ts";
import type { DecisionParts } from "./parts.ts";
import { optional, readAddress, readDate, readLine } from "./read-text.ts";

/** Everything the register of bodies holds. */
export interface Register {
  readonly bodies: readonly Body[];
  readonly terms: readonly Term[];
  readonly holders: readonly Holder[];
}

export const USUAL_ANSWER_DAYS = 30;

type Parts = Pick<DecisionParts, "civic" | "log" | "nowMs" | "zone">;

/** The elected bodies of a city, their terms, and who held office in them from when to when. */
export class BodyBook {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get today(): string {
    return localDate(this.#parts.zone, this.#parts.nowMs());
  }

  async register(db: Pick<Transaction<CivicTables>, "selectFrom"> = this.#parts.civic): Promise<Register> {
    const bodies = await db.selectFrom("elected_body").selectAll().orderBy("id").execute();
    const terms = await db.selectFrom("body_term").selectAll().orderBy("from_date").execute();
    const holders = await db.selectFrom("office_holder").selectAll().orderBy("id").execute();
    return {
      bodies: bodies.map((row) => ({
        id: row.id,
        slug: row.slug,
        names: JSON.parse(row.names),
        office: row.office,
        officeEmail: row.office_email,
        answerDays: row.answer_days,
        fromDate: row.from_date,
        toDate: row.to_date,
        successorId: row.successor_id,
      })),
      terms: terms.map((row) => ({
        id: row.id,
        bodyId: row.body_id,
        fromDate: row.from_date,
        toDate: row.to_date,
      })),
      holders: holders.map(holderOf),
    };
  }

  /** A new body, as a city founds one. @returns its slug. */
  create(said: SaidOffice, by: Person | null): Promise<Outcome<string>> {
    return this.#attempt(async (transaction) => {
      const given = { en: said.nameEn ?? "", sv: said.nameSv ?? "", zh: said.nameZh ?? "" };
      const first = given.en.trim() || given.sv.trim() || given.zh.trim();
      const name = (language: keyof typeof given): string =>
        taken(`name${language[0]!.toUpperCase()}${language[1]}`, readLine(given[language] || first));
      const names = { sv: name("sv"), zh: name("zh"), en: name("en") };
      const office = taken("office", readLine(said.office ?? ""));
      const officeEmail = taken("officeEmail", optional(said.officeEmail ?? "", readAddress));
      const fromDate = taken("from", readDate(said.from ?? ""));
      const days = (said.answerDays ?? "") || String(USUAL_ANSWER_DAYS);
      if (!/^[1-9]\d{0,2}$/.test(days)) throw new Refused("answerDays", "days-malformed");
      const slug = slugOf(names.en);
      const known = await transaction
        .selectFrom("elected_body")
        .select("id")
        .where("slug", "=", slug)
        .executeTakeFirst();
      if (known !== undefined) throw new Refused("nameEn", "name-taken");
      await transaction
        .insertInto("elected_body")
        .values({
          slug,
          names: JSON.stringify(names),
          office,
          office_email: officeEmail,
          answer_days: Number(days),
          from_date: fromDate,
          to_date: null,
          successor_id: null,
        })
        .execute();
      await this.#parts.log.append(transaction, {
        act: "body.founded",
        role: by?.role ?? "node",
        personId: by?.id ?? null,
        subject: `body/${slug}`,
        facts: { from: fromDate, answerDays: Number(days) },
        secret: { name: names.en, office },
      });
      return slug;
    });
  }

  /** A body comes to its end; another may go on with what it had. */
  dissolve(body: Body, said: SaidOffice, by: Person | null): Promise<Outcome<null>> {
    return this.#attempt(async (transaction) => {
      const toDate = taken("to", readDate(said.to ?? ""));
      const { bodies } = await this.register(transaction);
      const now = bodies.find(({ id }) => id === body.id);
      if (now === undefined || now.toDate !== null) throw new Refused("to", "already-dissolved");
      if (toDate < now.fromDate) throw new Refused("to", "dates-reversed");
      const wanted = said.successor ?? "";
      const successor = bodies.find(({ slug, id }) => slug === wanted && id !== body.id);
      if (wanted !== "" && successor === undefined) throw new Refused("successor", "successor-unknown");
      await transaction
        .updateTable("elected_body")
        .set({ to_date: toDate, successor_id: successor?.id ?? null })
        .where("id", "=", body.id)
        .execute();
      await this.#parts.log.append(transaction, {
        act: "body.dissolved",
        role: by?.role ?? "node",
        personId: by?.id ?? null,
        subject: `body/${body.slug}`,
        facts: { to: toDate, successor: successor?.slug ?? null },
      });
      return null;
    });
  }

  addTerm(body: Body, said: SaidOffice, by: Person | null): Promise<Outcome<number>> {
    return this.#attempt(async (transaction) => {
      const fromDate = taken("from", readDate(said.from ?? ""));
      const toDate = taken("to", readDate(said.to ?? ""));
      if (toDate < fromDate) throw new Refused("to", "dates-reversed");
      if (fromDate < body.fromDate) throw new Refused("from", "outside-term");
      const { terms } = await this.register(transaction);
      if (terms.some((term) => term.bodyId === body.id && overlap(term, { fromDate, toDate })))
        throw new Refused("from", "terms-overlap");
      const { id } = await transaction
        .insertInto("body_term")
        .values({ body_id: body.id, from_date: fromDate, to_date: toDate })
        .returning("id")
        .executeTakeFirstOrThrow();
      await this.#parts.log.append(transaction, {
        act: "term.opened",
        role: by?.role ?? "node",
        personId: by?.id ?? null,
        subject: `body/${body.slug}`,
        facts: { from: fromDate, to: toDate },
      });
      return id;
    });
  }

  /** Somebody enters office in a term: on its first day and until its last, unless other days are named. */
  addHolder(body: Body, said: SaidOffice, by: Person | null): Promise<Outcome<number>> {
    return this.#attempt(async (transaction) => {
      const { terms, holders } = await this.register(transaction);
      const term = terms.find(({ id, bodyId }) => String(id) === said.term && bodyId === body.id);
      if (term === undefined) throw new Refused("term", "term-unknown");
      const name = taken("name", readLine(said.name ?? ""));
      const party = taken("party", optional(said.party ?? "", readLine));
      const side = said.side ?? "";
      if (!isSide(side)) throw new Refused("side", "side-unknown");
      const fromDate = taken("from", optional(said.from ?? "", readDate)) ?? term.fromDate;
      const toDate = taken("to", optional(said.to ?? "", readDate)) ?? term.toDate;
      if (toDate < fromDate) throw new Refused("to", "dates-reversed");
      if (fromDate < term.fromDate) throw new Refused("from", "outside-term");
      if (toDate > term.toDate) throw new Refused("to", "outside-term");
      const before = holders.find(
        (other) => other.termId === term.id && other.name === name && overlap(other, { fromDate, toDate }),
      );
      if (before !== undefined) throw new Refused("name", "already-in-office");
      const { entry } = await this.#parts.log.append(transaction, {
        act: "office.entered",
        role: by?.role ?? "node",
        personId: by?.id ?? null,
        subject: `body/${body.slug}`,
        facts: { from: fromDate, to: toDate },
        secret: { name, party: party ?? "", side },
      });
      const { id } = await transaction
        .insertInto("office_holder")
        .values({
          ...{ term_id: term.id, name, party, side },
          ...{ from_date: fromDate, to_date: toDate, log_entry: entry.sequence },
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      return id;
    });
  }

  /** Somebody leaves office before the term is over. Nobody can have voted after the last day. */
  leave(body: Body, said: SaidOffice, by: Person | null): Promise<Outcome<null>> {
    return this.#attempt(async (transaction) => {
      const holder = await this.#holderOf(transaction, body, said.holder ?? "");
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
      await this.#parts.log.append(transaction, {
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
  erase(body: Body, said: SaidOffice, by: Person | null): Promise<Outcome<null>> {
    return this.#attempt(async (transaction) => {
      const holder = await this.#holderOf(transaction, body, said.holder ?? "");
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
      await this.#parts.log.append(transaction, {
        act: "office.name-erased",
        role: by?.role ?? "node",
        personId: by?.id ?? null,
        subject: `body/${body.slug}`,
        facts: { enteredBy: holder.logEntry },
      });
      return null;
    });
  }

  async #holderOf(
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

  /** One transaction; what is refused within it leaves nothing. */
  async #attempt<Value>(
    act: (transaction: Transaction<CivicTables>) => Promise<Value>,
  ): Promise<Outcome<Value>> {
    try {
      return { ok: true, value: await this.#parts.civic.transaction().execute(act) };
    } catch (error) {
      if (error instanceof Refused) return { ok: false, fault: error.refusal };
      throw error;
    }
  }
}

function holderOf(row: Selectable<OfficeHolderTable>): Holder {
  return {
    id: row.id,
    termId: row.term_id,
    name: row.name,
    party: row.party,
    side: row.side as Side,
    fromDate: row.from_date,
    toDate: row.to_date,
  };
}

function slugOf(name: string): string {
  return (
    name
      .normalize("NFKD")
      .replaceAll(/\p{M}/gu, "")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
      .replaceAll(/^-|-$/g, "")
      .slice(0, 60) || "body"
  );
}
