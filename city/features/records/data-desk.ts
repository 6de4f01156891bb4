import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import type { FloodGate } from "../moderation/index.ts";
import { readAddress } from "../people/index.ts";
import { randomDigits } from "../votes/index.ts";
import { recordMessages } from "./messages.ts";

export type DataDeskFault =
  | "address-malformed"
  | "too-many"
  | "letter-not-sent"
  | "code-wrong"
  | "code-spent";

export interface DataDeskParts {
  readonly gate: FloodGate;
  readonly send: (to: string, letter: { readonly subject: string; readonly text: string }) => Promise<void>;
  readonly cityNames: Names;
  readonly nowMs: () => number;
}

interface Waiting {
  readonly email: string;
  readonly codeHash: Buffer;
  readonly untilMs: number;
  tries: number;
}

const CODE_MS = 30 * 60_000;
const MOST_TRIES = 5;
const MOST_WAITING = 10_000;

/**
 * Where anybody asks what is kept of their address. That somebody has asked is kept in memory only, for half an hour; a node that
 * is started anew has forgotten it. Every address is answered alike, whether anything is kept of it or not.
 */
export class DataDesk {
  readonly #parts: DataDeskParts;
  readonly #waiting = new Map<string, Waiting>();

  constructor(parts: DataDeskParts) {
    this.#parts = parts;
  }

  /** Sends a code to an address. @returns under what the code is awaited. */
  async ask(
    said: string,
    language: Language,
    client: string,
  ): Promise<
    { readonly ok: true; readonly id: string } | { readonly ok: false; readonly fault: DataDeskFault }
  > {
    const { gate, send, cityNames, nowMs } = this.#parts;
    const email = readAddress(said);
    if (email === undefined) return { ok: false, fault: "address-malformed" };
    this.#forgetOld();
    if (this.#waiting.size >= MOST_WAITING || !gate.admitsLetter(client, email))
      return { ok: false, fault: "too-many" };
    const id = randomBytes(16).toString("base64url");
    // Eight digits: what it opens is more than one proposal.
    const code = randomDigits(8);
    this.#waiting.set(id, { email, codeHash: hashed(id, code), untilMs: nowMs() + CODE_MS, tries: 0 });
    const t = recordMessages.t(language);
    const city = cityNames[language];
    try {
      await send(email, {
        subject: t("my.letter-subject", { code, city }),
        text: `${t("my.letter", { code, city })}\n\n${t("my.letter-not-you")}\n`,
      });
    } catch (error) {
      this.#waiting.delete(id);
      console.error("a code could not be sent:", error instanceof Error ? error.message : error);
      return { ok: false, fault: "letter-not-sent" };
    }
    return { ok: true, id };
  }

  /** The address that a code opens. It opens it again for half an hour; five wrong ones end it. */
  open(
    id: string,
    code: string,
  ): { readonly ok: true; readonly email: string } | { readonly ok: false; readonly fault: DataDeskFault } {
    this.#forgetOld();
    const waiting = this.#waiting.get(id);
    if (waiting === undefined || waiting.tries >= MOST_TRIES) return { ok: false, fault: "code-spent" };
    if (!timingSafeEqual(waiting.codeHash, hashed(id, code.replaceAll(/\D/gu, "")))) {
      waiting.tries += 1;
      return { ok: false, fault: "code-wrong" };
    }
    return { ok: true, email: waiting.email };
  }

  /** Ends a code, once everything of its address is erased. */
  close(id: string): void {
    this.#waiting.delete(id);
  }

  #forgetOld(): void {
    const nowMs = this.#parts.nowMs();
    for (const [id, { untilMs }] of this.#waiting) if (untilMs < nowMs) this.#waiting.delete(id);
  }
}

function hashed(id: string, code: string): Buffer {
  return createHash("sha256").update(`${id}/${code}`).digest();
}
