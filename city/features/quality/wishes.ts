import type { CivicDatabase } from "../../stores/civic/database.ts";
import { isLanguage, type Language } from "../../web/language/index.ts";

/** What somebody wants to be told of by mail, and when not. */
export interface NoticeWish {
  readonly language: Language;
  /** Hour of the day at which a digest is sent when there is something to say; null for none. */
  readonly digestHour: number | null;
  /** Whether new alarms are sent as they come. */
  readonly atOnce: boolean;
  /** No mail at once from this hour to the other, across midnight where the first is later. Equal: never quiet. */
  readonly quietFromHour: number;
  readonly quietToHour: number;
}

/** Whose wish it is, and what has been done about it. */
export interface StandingWish extends NoticeWish {
  readonly userId: string;
  readonly email: string;
  /** Local date of the last digest. */
  readonly lastDigest: string | null;
  readonly failedAtMs: number | null;
}

export const usualWish = { digestHour: null, atOnce: false, quietFromHour: 21, quietToHour: 7 } as const;

export class WishBook {
  readonly #db: CivicDatabase;

  constructor(db: CivicDatabase) {
    this.#db = db;
  }

  async of(userId: string): Promise<(NoticeWish & { readonly failedAtMs: number | null }) | undefined> {
    const row = await this.#db
      .selectFrom("notice_wish")
      .selectAll()
      .where("user_id", "=", userId)
      .executeTakeFirst();
    return row && { ...wishOf(row), failedAtMs: row.failed_at_ms };
  }

  async put(userId: string, wish: NoticeWish): Promise<void> {
    const row = {
      language: wish.language,
      digest_hour: wish.digestHour,
      at_once: wish.atOnce ? 1 : 0,
      quiet_from_hour: wish.quietFromHour,
      quiet_to_hour: wish.quietToHour,
    };
    await this.#db
      .insertInto("notice_wish")
      .values({ user_id: userId, ...row, last_digest: null, failed_at_ms: null })
      .onConflict((conflict) => conflict.column("user_id").doUpdateSet(row))
      .execute();
  }

  /** Every wish of somebody who may see the inbox: who has lost the role is told no more. */
  async standing(roles: readonly string[]): Promise<StandingWish[]> {
    const rows = await this.#db
      .selectFrom("notice_wish")
      .innerJoin("user", "user.id", "notice_wish.user_id")
      .innerJoin("account_role", "account_role.user_id", "notice_wish.user_id")
      .selectAll("notice_wish")
      .select("user.email")
      .where("account_role.role", "in", roles)
      .orderBy("user.email")
      .execute();
    return rows.map((row) => ({
      ...wishOf(row),
      userId: row.user_id,
      email: row.email,
      lastDigest: row.last_digest,
      failedAtMs: row.failed_at_ms,
    }));
  }

  async digestSent(userId: string, localDate: string): Promise<void> {
    await this.#change(userId, { last_digest: localDate, failed_at_ms: null });
  }

  async failed(userId: string, atMs: number | null): Promise<void> {
    await this.#change(userId, { failed_at_ms: atMs });
  }

  async #change(userId: string, row: { last_digest?: string; failed_at_ms: number | null }): Promise<void> {
    await this.#db.updateTable("notice_wish").set(row).where("user_id", "=", userId).execute();
  }
}

/** Whether an hour of the day lies in somebody's quiet hours. */
export function isQuiet(
  { quietFromHour, quietToHour }: Pick<NoticeWish, "quietFromHour" | "quietToHour">,
  hour: number,
): boolean {
  if (quietFromHour <= quietToHour) return hour >= quietFromHour && hour < quietToHour;
  return hour >= quietFromHour || hour < quietToHour;
}

function wishOf(row: {
  language: string;
  digest_hour: number | null;
  at_once: number;
  quiet_from_hour: number;
  quiet_to_hour: number;
}): NoticeWish {
  return {
    language: isLanguage(row.language) ? row.language : "en",
    digestHour: row.digest_hour,
    atOnce: row.at_once === 1,
    quietFromHour: row.quiet_from_hour,
    quietToHour: row.quiet_to_hour,
  };
}
