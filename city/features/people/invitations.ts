import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Language } from "../../web/language/index.ts";
import type { ActLog } from "../log/index.ts";
import { accountAt } from "./account-made.ts";
import { type InvitationList, type InvitedLine, readInvitations } from "./invitation-list.ts";
import { giveRole, roleOf, UNDONE_WITHIN_MS, undoable, undoRole } from "./role-grants.ts";
import { isRole, type Role } from "./roles.ts";
import type { Person } from "./sign-in.ts";

export interface InvitationParts {
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  readonly nowMs: () => number;
  readonly send: (to: string, letter: { readonly subject: string; readonly text: string }) => Promise<void>;
  /** What whoever is invited is told. */
  readonly letter: (role: Role, language: Language) => { readonly subject: string; readonly text: string };
}

/** What would become of a line: a new account, a role for a resident, or nothing, for they have it or another one already. */
export type LineOutcome = "new" | "gets-role" | "has-role" | "has-other";

export interface SeenInvitations extends Pick<InvitationList, "refused" | "tooMany"> {
  readonly lines: readonly (InvitedLine & { readonly outcome: LineOutcome; readonly hasRole: Role | null })[];
}

/** Those who were invited together, for as long as that can be withdrawn. */
export interface InvitedTogether {
  readonly batch: number;
  readonly atMs: number;
  readonly people: number;
  /** Letters that are on their way, and that could not be sent. */
  readonly waiting: number;
  readonly failed: number;
}

export type InvitationFault = "nobody-to-invite" | "nothing-to-withdraw";
type Done = { readonly ok: true } | { readonly ok: false; readonly fault: InvitationFault };

/** Many people are invited at once: each gets a role, on record, and one letter. */
export class InvitationBook {
  readonly #parts: InvitationParts;
  #sending: Promise<void> = Promise.resolve();

  constructor(parts: InvitationParts) {
    this.#parts = parts;
  }

  /** What would happen with a list. Nothing has happened yet. */
  async look(text: string, usual: Role): Promise<SeenInvitations> {
    const { refused, tooMany, lines } = readInvitations(text, usual);
    const accounts = await this.#parts.civic
      .selectFrom("user")
      .leftJoin("account_role", "account_role.user_id", "user.id")
      .select(["user.email", "account_role.role"])
      .where(
        "user.email",
        "in",
        lines.map(({ email }) => email),
      )
      .execute();
    const known = new Map(accounts.map(({ email, role }) => [email, role]));
    return {
      refused,
      tooMany,
      lines: lines.map((line) => {
        const said = known.get(line.email);
        const hasRole = said === undefined ? null : said !== null && isRole(said) ? said : "resident";
        return { ...line, hasRole, outcome: outcomeOf(line.role, hasRole) };
      }),
    };
  }

  /**
   * Invites those of a list who are new or are residents; all or nobody. Who has been invited meanwhile is not invited again: a second
   * press sends no second letter.
   */
  async invite(text: string, usual: Role, language: Language, by: Person): Promise<Done> {
    const { civic, log, nowMs } = this.#parts;
    const { lines } = readInvitations(text, usual);
    const done = await civic.transaction().execute(async (transaction): Promise<Done> => {
      const atMs = nowMs();
      await transaction
        .deleteFrom("invitation")
        .where("at_ms", "<=", atMs - UNDONE_WITHIN_MS)
        .execute();
      const newest = await transaction
        .selectFrom("invitation")
        .select(({ fn }) => fn.max("batch").as("batch"))
        .executeTakeFirst();
      const batch = Number(newest?.batch ?? 0) + 1;
      let invited = 0;
      for (const { email, role } of lines) {
        const known = await transaction
          .selectFrom("user")
          .select("id")
          .where("email", "=", email)
          .executeTakeFirst();
        const outcome = outcomeOf(role, known === undefined ? null : await roleOf(transaction, known.id));
        if (outcome !== "new" && outcome !== "gets-role") continue;
        const account = await accountAt(transaction, email, atMs);
        await giveRole(transaction, log, atMs, account, role, by);
        await transaction
          .insertInto("invitation")
          .values({ batch, user_id: account.id, role, language, at_ms: atMs, letter: "waiting" })
          .execute();
        invited++;
      }
      return invited === 0 ? { ok: false, fault: "nobody-to-invite" } : { ok: true };
    });
    if (done.ok) this.tell();
    return done;
  }

  /** Takes the roles back that were given together, on record, from everybody whose role has not been changed since. */
  async withdraw(batch: number, by: Person): Promise<Done> {
    const { civic, log, nowMs } = this.#parts;
    return civic.transaction().execute(async (transaction) => {
      const rows = await transaction
        .selectFrom("invitation")
        .innerJoin("user", "user.id", "invitation.user_id")
        .select(["user.id", "user.email", "invitation.at_ms", "invitation.role"])
        .where("batch", "=", batch)
        .execute();
      let withdrawn = 0;
      for (const { id, email, at_ms, role } of rows) {
        const change = await undoable(transaction, nowMs(), id);
        if (change?.at_ms !== at_ms || change.role !== role) continue;
        const undone = await undoRole(transaction, log, nowMs(), { id, email }, by);
        if (undone.ok) withdrawn++;
      }
      await transaction.deleteFrom("invitation").where("batch", "=", batch).execute();
      return withdrawn === 0 ? { ok: false, fault: "nothing-to-withdraw" } : { ok: true };
    });
  }

  async together(): Promise<InvitedTogether[]> {
    const rows = await this.#parts.civic
      .selectFrom("invitation")
      .select(["batch", "at_ms", "letter"])
      .where("at_ms", ">", this.#parts.nowMs() - UNDONE_WITHIN_MS)
      .orderBy("batch", "desc")
      .execute();
    return [...Map.groupBy(rows, ({ batch }) => batch)].map(([batch, of]) => ({
      batch,
      atMs: of[0]!.at_ms,
      people: of.length,
      waiting: of.filter(({ letter }) => letter === "waiting").length,
      failed: of.filter(({ letter }) => letter === "failed").length,
    }));
  }

  /** Sends those letters of a group again that could not be sent. */
  async sendAgain(batch: number): Promise<void> {
    await this.#parts.civic
      .updateTable("invitation")
      .set({ letter: "waiting" })
      .where("batch", "=", batch)
      .where("letter", "=", "failed")
      .execute();
    this.tell();
  }

  /** Sends the letters that wait, after what is being sent: no two at once. */
  tell(): void {
    this.#sending = this.#sending
      .then(() => this.#sendWaiting())
      .catch((error: unknown) => console.error("letters of invitation failed", error));
  }

  /** When every letter that waits has been tried. */
  idle(): Promise<void> {
    return this.#sending;
  }

  /** A letter counts as sent before it is: it is better that one is lost in a crash than that somebody is invited twice. */
  async #sendWaiting(): Promise<void> {
    const { civic, send, letter } = this.#parts;
    for (;;) {
      const next = await civic
        .selectFrom("invitation")
        .innerJoin("user", "user.id", "invitation.user_id")
        .select([
          "invitation.batch",
          "invitation.user_id",
          "invitation.role",
          "invitation.language",
          "user.email",
        ])
        .where("letter", "=", "waiting")
        .orderBy("batch")
        .executeTakeFirst();
      if (next === undefined) return;
      const mark = (as: "sent" | "failed") =>
        civic
          .updateTable("invitation")
          .set({ letter: as })
          .where("batch", "=", next.batch)
          .where("user_id", "=", next.user_id)
          .execute();
      await mark("sent");
      // Whose role was taken back meanwhile is not told of it.
      if (!isRole(next.role) || (await roleOf(civic, next.user_id)) !== next.role) continue;
      await send(next.email, letter(next.role, next.language)).catch(() => mark("failed"));
    }
  }
}

function outcomeOf(role: Role, hasRole: Role | null): LineOutcome {
  if (hasRole === null) return "new";
  if (hasRole === role) return "has-role";
  return hasRole === "resident" ? "gets-role" : "has-other";
}
