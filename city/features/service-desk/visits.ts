import { randomBytes } from "node:crypto";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { ActLog } from "../log/index.ts";
import type { Person } from "../people/index.ts";
import { IDLE_MINUTES } from "./waiting.ts";

/** What somebody does while they are helped. */
export type HelpedWith = "proposals" | "endorsed" | "questions" | "appeals";

/**
 * Somebody who is helped at a desk. All of it lies in memory alone, and is gone when the help ends: who helped, what was typed, and the
 * proposal that is the visitor's own.
 */
export interface Visit {
  /** Tells this visitor from others, as long as they sit there. */
  readonly secret: string;
  /** The proposal that the visitor has just made, or opened with their slip. */
  proposalId: number | null;
  /** The last form that has to be shown again, by the page it stands on: no form is kept in the browser's history. */
  kept: { readonly path: string; readonly data: unknown } | null;
  readonly counts: Record<HelpedWith, number>;
}

interface Seat extends Visit {
  readonly personId: string;
  readonly role: Person["role"];
  lastMs: number;
}

/** How a request stands to help at a desk. `over`: the browser believes in help that has ended. */
export type Seated =
  | { readonly kind: "none" }
  | { readonly kind: "over" }
  | { readonly kind: "open"; readonly visit: Visit };

const COOKIE = "husting.helping";

/** Who is being helped, at which browser. A restart of the node ends all of it. */
export class HelpDesk {
  readonly #parts: {
    readonly civic: CivicDatabase;
    readonly log: ActLog;
    readonly nowMs: () => number;
    /** Whether people reach the node by https. */
    readonly isSecure: boolean;
  };
  readonly #seats = new Map<string, Seat>();

  constructor(parts: {
    readonly civic: CivicDatabase;
    readonly log: ActLog;
    readonly nowMs: () => number;
    readonly isSecure: boolean;
  }) {
    this.#parts = parts;
  }

  /** Begins to help; who helps somebody already has finished with them. @returns the cookie to set. */
  async begin(person: Person): Promise<string> {
    for (const [token, seat] of this.#seats) if (seat.personId === person.id) await this.#end(token, seat);
    await this.#endForgotten();
    const token = randomBytes(24).toString("base64url");
    this.#seats.set(token, {
      ...{ secret: randomBytes(24).toString("base64url"), proposalId: null, kept: null },
      counts: { proposals: 0, endorsed: 0, questions: 0, appeals: 0 },
      ...{ personId: person.id, role: person.role, lastMs: this.#parts.nowMs() },
    });
    return this.#cookie(token);
  }

  /** Looks whether a request comes from somebody who is helped, by the member of staff who is signed in there. */
  async seat(cookies: string | undefined, person: Person | null): Promise<Seated> {
    const token = tokenIn(cookies);
    if (token === undefined) return { kind: "none" };
    const seat = this.#seats.get(token);
    if (seat === undefined || seat.personId !== person?.id) return { kind: "over" };
    if (this.#isForgotten(seat)) {
      await this.#end(token, seat);
      return { kind: "over" };
    }
    seat.lastMs = this.#parts.nowMs();
    return { kind: "open", visit: seat };
  }

  /** Finishes. @returns the cookie that takes the browser's away. */
  async finish(cookies: string | undefined): Promise<string> {
    const token = tokenIn(cookies);
    const seat = token === undefined ? undefined : this.#seats.get(token);
    if (token !== undefined && seat !== undefined) await this.#end(token, seat);
    return this.noCookie;
  }

  get noCookie(): string {
    return `${this.#cookie("")}; Max-Age=0`;
  }

  /** Ends all of it, before the node closes. */
  async close(): Promise<void> {
    for (const [token, seat] of this.#seats) await this.#end(token, seat);
  }

  async #endForgotten(): Promise<void> {
    for (const [token, seat] of this.#seats) if (this.#isForgotten(seat)) await this.#end(token, seat);
  }

  #isForgotten({ lastMs }: Seat): boolean {
    return this.#parts.nowMs() - lastMs > IDLE_MINUTES * 60_000;
  }

  /** Forgets a visitor. The log gets counts and the helper's role: neither who helped, nor with what. */
  async #end(token: string, { counts, role }: Seat): Promise<void> {
    if (!this.#seats.delete(token)) return;
    if (Object.values(counts).every((count) => count === 0)) return;
    const { civic, log } = this.#parts;
    await civic.transaction().execute((transaction) =>
      log.append(transaction, {
        act: "desk.helped",
        role,
        personId: null,
        subject: "service-desk",
        facts: Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
      }),
    );
  }

  #cookie(token: string): string {
    return `${COOKIE}=${token}; Path=/; HttpOnly; SameSite=Lax${this.#parts.isSecure ? "; Secure" : ""}`;
  }
}

function tokenIn(cookies: string | undefined): string | undefined {
  return /(?:^|;\s*)husting\.helping=([\w-]{32})(?:;|$)/.exec(cookies ?? "")?.[1];
}
