import { localDate } from "@husting/series";
import type { Transaction } from "kysely";
import type { CivicTables } from "../../stores/civic/tables.ts";
import { slugOf } from "../../web/slug.ts";
import type { Person } from "../people/index.ts";
import { holderOf } from "./holders.ts";
import { type Body, type Holder, overlap, type Term } from "./office.ts";
import { attempt, type Outcome, Refused, type SaidOffice, taken } from "./office-forms.ts";
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
  readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  get today(): string {
    return localDate(this.parts.zone, this.parts.nowMs());
  }

  async register(db: Pick<Transaction<CivicTables>, "selectFrom"> = this.parts.civic): Promise<Register> {
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
    return attempt(this.parts.civic, async (transaction) => {
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
      const known = await transaction.selectFrom("elected_body").select(["slug", "names"]).execute();
      const stem = slugOf(names.en);
      const isNamed = known.some((body) => JSON.parse(body.names).en === names.en);
      if (isNamed || (stem !== "" && known.some((body) => body.slug === stem)))
        throw new Refused("nameEn", "name-taken");
      // A name in Chinese alone gives no address: such bodies are numbered.
      let number = known.length + 1;
      while (known.some((body) => body.slug === `body-${number}`)) number++;
      const slug = stem || `body-${number}`;
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
      await this.parts.log.append(transaction, {
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
    return attempt(this.parts.civic, async (transaction) => {
      const toDate = taken("to", readDate(said.to ?? ""));
      const { bodies } = await this.register(transaction);
      const now = bodies.find(({ id }) => id === body.id);
      if (now === undefined || now.toDate !== null) throw new Refused("to", "already-dissolved");
      if (toDate < now.fromDate) throw new Refused("to", "dates-reversed");
      const wanted = said.successor ?? "";
      const successor = bodies.find(({ slug, id }) => slug === wanted && id !== body.id);
      if (wanted !== "" && successor === undefined) throw new Refused("successor", "successor-unknown");
      const decided = await transaction
        .selectFrom("decision")
        .select("id")
        .where("body_id", "=", body.id)
        .where("meeting_date", ">", toDate)
        .executeTakeFirst();
      if (decided !== undefined) throw new Refused("to", "decided-after");
      await transaction
        .updateTable("elected_body")
        .set({ to_date: toDate, successor_id: successor?.id ?? null })
        .where("id", "=", body.id)
        .execute();
      await this.parts.log.append(transaction, {
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
    return attempt(this.parts.civic, async (transaction) => {
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
      await this.parts.log.append(transaction, {
        act: "term.opened",
        role: by?.role ?? "node",
        personId: by?.id ?? null,
        subject: `body/${body.slug}`,
        facts: { from: fromDate, to: toDate },
      });
      return id;
    });
  }
}
