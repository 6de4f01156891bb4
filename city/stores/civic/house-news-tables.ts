import type { Generated } from "kysely";

/** Whoever gets letters about a house; the row goes when they end them. */
interface HouseFollowerTable {
  id: Generated<number>;
  building_id: number;
  email: string;
  language: string;
  /** What came on record until then has been told, or was there before. */
  told_until_ms: number;
  /** Local day of the last letter: one goes out a day. */
  last_letter: string | null;
}

/** Somebody's wish to follow a house that waits for the code of its letter. */
interface HousePendingTable {
  id: string;
  building_id: number;
  email: string;
  language: string;
  code_hash: string;
  tries: number;
  made_at_ms: number;
}

/** A letter that is to be sent: what came on record between two instants. What it says is told anew when it goes. */
interface HouseLetterTable {
  follower_id: number;
  after_ms: number;
  until_ms: number;
  failed_at_ms: number | null;
}

/** Tables of who follows houses by mail. */
export interface HouseNewsTables {
  house_follower: HouseFollowerTable;
  house_pending: HousePendingTable;
  house_letter: HouseLetterTable;
}
