import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Language } from "../../web/language/index.ts";
import type { BuildingRegistry } from "../buildings/index.ts";
import type { FloodGate } from "../moderation/index.ts";
import { type KeyedNumbers, readAddress } from "../people/index.ts";
import { type CivicDesk, CivicDeskIsFull } from "../proposals/index.ts";
import { codeLetter, type LetterContext, type SendLetter } from "./letters.ts";
import { type PendingFollows, takePending } from "./pending.ts";

export interface FollowDeskParts {
  readonly civic: CivicDatabase;
  readonly registry: Pick<BuildingRegistry, "building" | "buildings">;
  readonly gate: Pick<FloodGate, "admits" | "admitsLetter">;
  readonly pending: PendingFollows;
  /** What the public sends is written by group commit. */
  readonly together: Pick<CivicDesk, "do">;
  readonly keys: KeyedNumbers;
  readonly letters: LetterContext;
  readonly send: SendLetter;
  readonly nowMs: () => number;
}

export type FollowFault =
  | "contact-missing"
  | "address-malformed"
  | "too-many"
  | "letter-not-sent"
  | "code-wrong"
  | "code-spent";

export type Followed<Of> = ({ readonly ok: true } & Of) | { readonly ok: false; readonly fault: FollowFault };

/** What a stop link is a key for. */
export const STOP = "stop";

const refused = (fault: FollowFault) => ({ ok: false, fault }) as const;

/**
 * Takes in who wants letters about a house. Nobody is told whether an address follows it already: a letter goes out and is answered
 * alike, and whoever has the code has the address.
 */
export class FollowDesk {
  readonly #parts: FollowDeskParts;

  constructor(parts: FollowDeskParts) {
    this.#parts = parts;
  }

  /** Sends a code. @returns where it is waited for; undefined where there is no such house. */
  async ask(
    slug: string,
    said: string,
    language: Language,
    client: string,
  ): Promise<Followed<{ readonly id: string }> | undefined> {
    const { registry, gate, pending, letters, send } = this.#parts;
    const building = await registry.building(slug);
    if (building === undefined) return undefined;
    if (said.trim() === "") return refused("contact-missing");
    const email = readAddress(said);
    if (email === undefined) return refused("address-malformed");
    if (!gate.admitsLetter(client, email)) return refused("too-many");
    const { id, code } = await pending.keep({ buildingId: building.id, email, language });
    try {
      await send(email, codeLetter(letters, { language, names: building.names, id, code }));
    } catch (error) {
      console.error("a code could not be sent:", error instanceof Error ? error.message : error);
      return refused("letter-not-sent");
    }
    return { ok: true, id };
  }

  /** Begins the letters once the code is right. @returns the house; undefined where nothing waits under this address. */
  async confirm(
    id: string,
    code: string,
    client: string,
  ): Promise<Followed<{ readonly slug: string }> | undefined> {
    const { registry, gate, pending, together, nowMs } = this.#parts;
    const asked = await pending.find(id);
    if (asked === undefined) return undefined;
    if (!gate.admits("confirm", client)) return refused("too-many");
    const opened = await pending.opens(asked, code);
    if (opened !== "opened") return refused(opened);
    const { buildingId, email, language } = asked;
    const slug = (await registry.buildings()).find((building) => building.id === buildingId)?.slug;
    if (slug === undefined) return undefined;
    try {
      return await together.do(async (transaction): Promise<Followed<{ readonly slug: string }>> => {
        if (!(await takePending(transaction, id))) return refused("code-spent");
        await transaction
          .insertInto("house_follower")
          .values({
            ...{ building_id: buildingId, email, language },
            ...{ told_until_ms: nowMs(), last_letter: null },
          })
          // Who follows already may have chosen another language.
          .onConflict((conflict) => conflict.columns(["building_id", "email"]).doUpdateSet({ language }))
          .execute();
        return { ok: true, slug };
      }, client);
    } catch (error) {
      if (error instanceof CivicDeskIsFull) return refused("too-many");
      throw error;
    }
  }

  /** Ends the letters to one follower and erases their address. A key that leads to nobody is answered alike. */
  async stop(key: string): Promise<void> {
    const id = this.#parts.keys.numberOf(STOP, key);
    if (id !== undefined) await this.#parts.civic.deleteFrom("house_follower").where("id", "=", id).execute();
  }
}
