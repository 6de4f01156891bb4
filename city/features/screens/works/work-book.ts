import { createHash } from "node:crypto";
import { localDate } from "@husting/series";
import { type Selectable, sql, type Transaction } from "kysely";
import { type CivicDatabase, emptyJournal } from "../../../stores/civic/database.ts";
import type { ScreensTables } from "../../../stores/civic/screens-tables.ts";
import type { CivicTables } from "../../../stores/civic/tables.ts";
import { isLanguage } from "../../../web/language/index.ts";
import type { ActLog } from "../../log/index.ts";
import { forgetRest } from "./erasing.ts";
import { type Actor, type Hanging, hangUp, moveWork, readHanging } from "./hanging.ts";
import type { Picture } from "./picture.ts";
import { ages, type CheckedWork, isShownOn, type PublishFault, type Work } from "./work.ts";

export interface WorkBookParts {
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  readonly zone: string;
  readonly nowMs: () => number;
}

/** Children's pictures and poems: brought by one adult, published by another, taken back by any of them at once. */
export class WorkBook {
  readonly #parts: WorkBookParts;

  constructor(parts: WorkBookParts) {
    this.#parts = parts;
  }

  /** The local date it is. */
  get today(): string {
    return localDate(this.#parts.zone, this.#parts.nowMs());
  }

  /** The newest first; what is taken back or declined stands there empty. */
  async all(): Promise<Work[]> {
    const { civic } = this.#parts;
    const [rows, pictures, places] = await Promise.all([
      civic.selectFrom("work").selectAll().orderBy("id", "desc").execute(),
      civic.selectFrom("work_picture").select(["sha256", "width", "height"]).execute(),
      civic.selectFrom("work_screen").selectAll().execute(),
    ]);
    const sizes = new Map(pictures.map((picture) => [picture.sha256, picture]));
    const screens = Map.groupBy(places, ({ work_id }) => work_id);
    return rows.map((row) => workOf(row, sizes.get(row.picture ?? ""), screens.get(row.id) ?? []));
  }

  async find(id: number): Promise<Work | undefined> {
    return (await this.all()).find((work) => work.id === id);
  }

  /** What hangs on a screen today, the one that was published last first. */
  async on(screenId: number): Promise<Work[]> {
    const { today } = this;
    return (await this.all()).filter((work) => isShownOn(work, today) && work.screenIds.includes(screenId));
  }

  /** A picture's bytes, and whether it hangs anywhere today: else it is for those who look after works. */
  async picture(
    sha256: string,
  ): Promise<{ readonly bytes: Uint8Array; readonly isShown: boolean } | undefined> {
    const row = await this.#parts.civic
      .selectFrom("work_picture")
      .select("bytes")
      .where("sha256", "=", sha256)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const { today } = this;
    const isShown = (await this.all()).some(
      (work) => work.picture?.sha256 === sha256 && isShownOn(work, today),
    );
    return { bytes: row.bytes, isShown };
  }

  /** Puts a work before a second pair of eyes. The log gets a commitment to it, and nothing of it. */
  async submit(work: CheckedWork, picture: Picture | null, by: Actor): Promise<number> {
    return this.#parts.civic.transaction().execute(async (transaction) => {
      const id = await nextId(transaction);
      const { kind, language, age, title, body, alternative } = work;
      const { entry } = await this.#parts.log.append(transaction, {
        act: "work.submitted",
        role: by?.role ?? "node",
        personId: by?.id ?? null,
        subject: `work/${id}`,
        facts: { workKind: kind, language },
        secret: { work: fingerprintOf(work, picture) },
      });
      if (picture !== null) {
        const { sha256, bytes, width, height } = picture;
        await transaction
          .insertInto("work_picture")
          .values({ sha256, bytes, width, height })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
      await transaction
        .insertInto("work")
        .values({
          ...{ id, kind, language, age, title, body, alternative, picture: picture?.sha256 ?? null },
          ...{ state: "waiting", from_date: null, until_date: null, submitted_by: by?.id ?? null },
          ...{ changed_at_ms: this.#parts.nowMs(), log_entry: entry.sequence },
        })
        .execute();
      return id;
    });
  }

  /** A second person hangs a work up; null when it hangs. */
  async publish(workId: number, hanging: Hanging, by: Actor): Promise<PublishFault | null> {
    return (
      readHanging(hanging, this.today) ??
      this.#parts.civic
        .transaction()
        .execute((transaction) => hangUp(transaction, this.#parts, workId, hanging, by))
    );
  }

  /** Another than who brought it hangs what hangs elsewhere, or for other days; null when it does. */
  async move(workId: number, hanging: Hanging, by: Actor): Promise<PublishFault | null> {
    const { today } = this;
    return (
      readHanging(hanging, today) ??
      this.#parts.civic
        .transaction()
        .execute((transaction) => moveWork(transaction, this.#parts, today, workId, hanging, by))
    );
  }

  /**
   * Takes a work back, or declines one that waits: it is off the screens with the next page they turn, and its words and pixels
   * are erased in the same transaction.
   * @returns whether there was something to take back.
   */
  async takeBack(workId: number, by: Actor): Promise<boolean> {
    const done = await this.#parts.civic.transaction().execute(async (transaction) => {
      const row = await transaction
        .selectFrom("work")
        .selectAll()
        .where("id", "=", workId)
        .executeTakeFirst();
      if (row === undefined || row.state === "taken-back" || row.state === "declined") return false;
      const state = row.state === "waiting" ? "declined" : "taken-back";
      await this.#parts.log.append(transaction, {
        act: `work.${state}`,
        role: by?.role ?? "node",
        personId: by?.id ?? null,
        subject: `work/${workId}`,
        facts: { workKind: row.kind },
      });
      await transaction
        .updateTable("work")
        .set({
          ...{ state, title: null, body: null, alternative: null, picture: null },
          changed_at_ms: this.#parts.nowMs(),
        })
        .where("id", "=", workId)
        .execute();
      await transaction.deleteFrom("work_screen").where("work_id", "=", workId).execute();
      await forgetRest(transaction, [row.log_entry]);
      return true;
    });
    if (done) await emptyJournal(this.#parts.civic);
    return done;
  }
}

/** Numbers are never given again: an entry of the log names one work. */
async function nextId(transaction: Transaction<CivicTables>): Promise<number> {
  const { rows } = await sql<{ seq: number }>`SELECT seq FROM sqlite_sequence WHERE name = 'work'`.execute(
    transaction,
  );
  return (rows[0]?.seq ?? 0) + 1;
}

/** What the log's commitment is to: a hash of what was submitted, so that what opens it tells nothing of it. */
function fingerprintOf({ title, body, alternative }: CheckedWork, picture: Picture | null): string {
  const said = JSON.stringify([title, body, alternative, picture?.sha256 ?? null]);
  return createHash("sha256").update(said).digest("hex");
}

function workOf(
  row: Selectable<ScreensTables["work"]>,
  size: { readonly width: number; readonly height: number } | undefined,
  places: readonly { readonly screen_id: number }[],
): Work {
  return {
    ...{ id: row.id, kind: row.kind, state: row.state, title: row.title, body: row.body },
    ...{ alternative: row.alternative, fromDate: row.from_date, untilDate: row.until_date },
    age: ages.find((age) => age === row.age) ?? "not-said",
    language: isLanguage(row.language) ? row.language : "en",
    picture:
      row.picture === null || size === undefined
        ? null
        : { sha256: row.picture, width: size.width, height: size.height },
    screenIds: places.map(({ screen_id }) => screen_id),
    ...{ submittedBy: row.submitted_by, changedAtMs: row.changed_at_ms, logEntry: row.log_entry },
  };
}
