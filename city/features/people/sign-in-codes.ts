import { createHash } from "node:crypto";
import { generateRandomString } from "better-auth/crypto";
import type { CivicDatabase } from "../../stores/civic/database.ts";

/** So long the short code holds, in the browser that asked for it. */
export const CODE_MS = 600_000;
/** So long the long code of a letter holds, in every browser: as long as a letter counts towards the most of a day. */
export const LONG_CODE_MS = 86_400_000;

const CODE_DIGITS = 6;
/** 66 bits: tried a thousand times a second for the day that it holds, it is found once in a million million times. */
const LONG_CODE_DIGITS = 20;

/** So often somebody may mistype a code. */
const MOST_TRIES = 5;
/** So many letters go to one address in ten minutes, and in a day; what was used to sign in is not counted any more. */
const MOST_LETTERS = 8;
const MOST_LETTERS_A_DAY = 24;
const LETTERS_MS = 600_000;

/** What goes out in one letter. */
export interface MailedCodes {
  readonly code: string;
  readonly longCode: string;
}

export type CodeFault = "code-wrong" | "code-elsewhere" | "too-many-tries";

/**
 * Codes to sign in with, mailed to an address. Nobody can keep somebody else from signing in:
 *
 * - the short code is bound to the browser that asked (`asker`, a secret in its cookie), and so are its five tries: a stranger's
 *   guesses and requests touch the stranger's own codes alone;
 * - letters to one address are bounded against mail bombing, and a stranger can use that bound up; then each letter that was
 *   sent has a long code, which holds in every browser for as long as the letter counts. Whoever reads the mail always has one.
 *
 * How far guessing gets, whoever asks, from however many networks: a letter makes one code that can be guessed at, five times.
 * With 24 letters in a day that is at most 24 × 5 / 10^6 = 0.012 % in a day (8 × 5 / 10^6 in ten minutes, 24 × 5 / 10^6 in an
 * hour), five guesses more for each letter that the owner used; and each lies in the owner's mailbox. The counts are rows: a
 * restart does not begin them anew.
 */
export class CodeBook {
  readonly #db: CivicDatabase;
  readonly #nowMs: () => number;

  constructor(db: CivicDatabase, nowMs: () => number) {
    this.#db = db;
    this.#nowMs = nowMs;
  }

  /**
   * New codes for an address. Those that other browsers asked for go on holding; of one browser the newest short code holds.
   * @param isBounded whether letters to one address are bounded.
   * @returns null where no more letters go to this address for now.
   */
  async ask(email: string, asker: string, isBounded: boolean): Promise<MailedCodes | null> {
    const nowMs = this.#nowMs();
    const code = generateRandomString(CODE_DIGITS, "0-9");
    const longCode = generateRandomString(LONG_CODE_DIGITS, "0-9");
    return this.#db.transaction().execute(async (transaction) => {
      const sent = await transaction
        .selectFrom("sign_in_code")
        .select("made_at_ms")
        .where("email", "=", email)
        .where("made_at_ms", ">", nowMs - LONG_CODE_MS)
        .execute();
      const newlySent = sent.filter(({ made_at_ms }) => made_at_ms > nowMs - LETTERS_MS).length;
      if (isBounded && (newlySent >= MOST_LETTERS || sent.length >= MOST_LETTERS_A_DAY)) return null;
      await transaction
        .insertInto("sign_in_code")
        .values({
          email,
          asker: hashOf(asker),
          code_hash: hashOf(`${asker}/${code}`),
          long_hash: hashOf(`${email}/${longCode}`),
          tries: 0,
          made_at_ms: nowMs,
        })
        .execute();
      return { code, longCode };
    });
  }

  /**
   * Takes a code that somebody typed; it holds once, and the letter's other code goes with it.
   * @param asker secret of the browser; undefined where it has none.
   */
  async take(email: string, typed: string, asker: string | undefined): Promise<"taken" | CodeFault> {
    const digits = typed.replaceAll(/\D/gu, "");
    if (digits.length === LONG_CODE_DIGITS) return this.#takeLong(email, digits);
    const asked =
      asker === undefined
        ? undefined
        : await this.#db
            .selectFrom("sign_in_code")
            .select(["id", "made_at_ms"])
            .where("email", "=", email)
            .where("asker", "=", hashOf(asker))
            .orderBy("id", "desc")
            .executeTakeFirst();
    if (asked === undefined) return "code-elsewhere";
    if (this.#nowMs() - asked.made_at_ms >= CODE_MS) return "code-wrong";
    // Counted before it is compared, in one statement: many at once get no more tries than one after the other.
    const counted = await this.#db
      .updateTable("sign_in_code")
      .set(({ eb }) => ({ tries: eb("tries", "+", 1) }))
      .where("id", "=", asked.id)
      .where("tries", "<", MOST_TRIES)
      .returning("code_hash")
      .executeTakeFirst();
    if (counted === undefined) return "too-many-tries";
    if (counted.code_hash !== hashOf(`${asker}/${digits}`)) return "code-wrong";
    const { numDeletedRows } = await this.#db
      .deleteFrom("sign_in_code")
      .where("id", "=", asked.id)
      .executeTakeFirst();
    return numDeletedRows > 0n ? "taken" : "code-wrong";
  }

  async #takeLong(email: string, digits: string): Promise<"taken" | CodeFault> {
    const { numDeletedRows } = await this.#db
      .deleteFrom("sign_in_code")
      .where("email", "=", email)
      .where("long_hash", "=", hashOf(`${email}/${digits}`))
      .where("made_at_ms", ">", this.#nowMs() - LONG_CODE_MS)
      .executeTakeFirst();
    return numDeletedRows > 0n ? "taken" : "code-wrong";
  }
}

function hashOf(what: string): string {
  return createHash("sha256").update(what).digest("hex");
}
