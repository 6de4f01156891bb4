import { isAddressOfAuthor } from "../../stores/civic/author-address.ts";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Language } from "../../web/language/index.ts";
import type { BuildingRegistry } from "../buildings/index.ts";
import type { ActLog } from "../log/index.ts";
import { type FloodAct, type FloodGate, forgetHeld, type RepeatWatch } from "../moderation/index.ts";
import { type Person, readAddress } from "../people/index.ts";
import type { CaseBook } from "../records/index.ts";
import { readCode } from "../votes/index.ts";
import { canBeEndorsed, type Endorsed, endorse, follow } from "./backing.ts";
import { type CodeUse, spendCode, spendFreshCode } from "./desk-codes.ts";
import { AUTHOR, type Doer } from "./entries.ts";
import type { CivicDesk } from "./group-commit.ts";
import type { ProposalKeys } from "./keys.ts";
import { codeLetter, type LetterContext } from "./letters.ts";
import {
  addProposal,
  enteredBefore,
  type MakingFault,
  type MakingParts,
  readProposal,
  type SaidProposal,
} from "./making.ts";
import type { Pending, PendingBook } from "./pending.ts";
import { findProposal } from "./proposals.ts";
import { appeal, type StateOutcome } from "./state-changes.ts";
import { isOpenForEndorsement, isOpenForFollowing } from "./states.ts";
import type { ProposalTeller, SendLetter } from "./telling.ts";
import { readText } from "./texts.ts";
import { editByAuthor, type WordingOutcome, type WrittenBeside } from "./wording.ts";

export interface PublicDeskParts {
  readonly civic: CivicDatabase;
  readonly registry: BuildingRegistry;
  readonly log: ActLog;
  readonly cases: CaseBook;
  readonly keys: ProposalKeys;
  readonly gate: FloodGate;
  readonly repeats: RepeatWatch;
  readonly pending: PendingBook;
  readonly together: CivicDesk;
  readonly teller: ProposalTeller;
  readonly letters: LetterContext;
  readonly send: SendLetter;
  readonly nowMs: () => number;
}

export type ContactFault =
  | { readonly code: "address-malformed" }
  | { readonly code: "contact-missing" }
  | { readonly code: "desk-code-unknown" }
  | { readonly code: "desk-code-used" }
  | { readonly code: "desk-code-mistyped" }
  | { readonly code: "desk-code-elsewhere" }
  | { readonly code: "too-many" }
  | { readonly code: "letter-not-sent" };

export type PublicFault =
  | MakingFault
  | ContactFault
  | { readonly code: "code-wrong" }
  | { readonly code: "code-spent" }
  | { readonly code: "not-open" };

/** How somebody shows that they are one person: an address, or a code of a desk. */
export interface Contact {
  readonly email: string;
  readonly deskCode: string;
  /** Who sits at a desk and is helped there needs neither: this tells them from others, as long as they sit there. */
  readonly helped?: string | null;
}

export type Asked =
  /** A letter with a code is on its way; it is confirmed under this address. */
  | { readonly ok: true; readonly kind: "confirm"; readonly id: string }
  | { readonly ok: true; readonly kind: "proposed"; readonly proposalId: number; readonly authorKey: string }
  | { readonly ok: true; readonly kind: "endorsed"; readonly proposalId: number; readonly endorsed: Endorsed }
  | { readonly ok: true; readonly kind: "follows"; readonly proposalId: number }
  | { readonly ok: false; readonly fault: PublicFault };

const refused = (fault: PublicFault): Asked => ({ ok: false, fault });

type CivicTransaction = Parameters<typeof spendCode>[0];

const CODE_FAULTS = {
  "used-before": "desk-code-used",
  "for-another": "desk-code-elsewhere",
  mistyped: "desk-code-mistyped",
  unknown: "desk-code-unknown",
} as const satisfies Record<Exclude<CodeUse, "taken">, ContactFault["code"]>;

/** Whether somebody is helped who gave no address: then none is needed. */
function isHelped({ email, helped }: Contact): boolean {
  return email === "" && helped != null;
}

/** What anybody does without an account. Whoever it is, nothing is kept of them but what they wrote and where to tell them. */
export class PublicDesk {
  readonly #parts: PublicDeskParts;

  constructor(parts: PublicDeskParts) {
    this.#parts = parts;
  }

  /** Whether it could be proposed as it is written. */
  check(said: SaidProposal): ReturnType<typeof readProposal> {
    return readProposal(this.#parts.registry, said);
  }

  /** Proposes with a code of a desk at once, or with an address once the letter's code comes back. */
  async propose(said: SaidProposal, contact: Contact, language: Language, client: string): Promise<Asked> {
    const read = await readProposal(this.#parts.registry, said);
    if (!read.ok) return read;
    if (!this.#parts.gate.admits("propose", client)) return refused({ code: "too-many" });
    const atDesk = async (transaction: CivicTransaction): Promise<Asked> => {
      const made = { ...read.value, language, channel: "desk", paperAt: null, email: null } as const;
      return this.#proposed(await addProposal(transaction, this.#entryParts, made, AUTHOR));
    };
    if (contact.deskCode !== "") return this.#withCode(contact.deskCode, null, client, atDesk);
    if (isHelped(contact)) return this.#helped(atDesk);
    return this.#letter(
      { kind: "proposal", proposalId: null, language, said: JSON.stringify(read.value) },
      contact.email,
      client,
      read.value.title,
    );
  }

  async endorse(proposalId: number, contact: Contact, language: Language, client: string): Promise<Asked> {
    const proposal = await findProposal(this.#parts.civic, proposalId);
    // A code is not used up for nothing.
    if (proposal === undefined || !isOpenForEndorsement(proposal.state)) return refused({ code: "not-open" });
    const { deskCode, helped } = contact;
    const counted = async (transaction: CivicTransaction, who: string): Promise<Asked> => {
      const trace = this.#parts.keys.endorserTrace(proposalId, who);
      const endorsed = await endorse(transaction, proposalId, trace);
      return { ok: true, kind: "endorsed", proposalId, endorsed };
    };
    if (deskCode !== "")
      return this.#withCode(deskCode, proposalId, client, (transaction) =>
        counted(transaction, `desk/${readCode(deskCode)}`),
      );
    if (isHelped(contact)) return this.#helped((transaction) => counted(transaction, `helped/${helped}`));
    const asked = { kind: "endorsement", proposalId, language, said: null } as const;
    return this.#letter(asked, contact.email, client, proposal.title ?? "");
  }

  async follow(proposalId: number, email: string, language: Language, client: string): Promise<Asked> {
    const proposal = await findProposal(this.#parts.civic, proposalId);
    if (proposal === undefined || !isOpenForFollowing(proposal.state)) return refused({ code: "not-open" });
    return this.#letter(
      { kind: "follow", proposalId, language, said: null },
      email,
      client,
      proposal.title ?? "",
    );
  }

  /** Carries out what was asked for, once the code of the letter is right; once only, however often it is sent. */
  async confirm(pending: Pending, code: string, client: string | null = null): Promise<Asked> {
    const { together, keys, pending: book } = this.#parts;
    if (!this.#admits("confirm", client)) return refused({ code: "too-many" });
    const opened = await book.open(pending, code);
    if (!opened.ok) return refused({ code: opened.fault });
    const { id, kind, email, language, proposalId, said } = pending;
    return this.#afterwards(
      await together.do(async (transaction): Promise<Asked> => {
        const taken = await transaction
          .deleteFrom("proposal_pending")
          .where("id", "=", id)
          .executeTakeFirst();
        if (taken.numDeletedRows !== 1n) return refused({ code: "code-spent" });
        if (kind === "proposal") {
          const made = {
            ...JSON.parse(said ?? "{}"),
            language,
            channel: "mail",
            paperAt: null,
            email,
          } as const;
          return this.#proposed(await addProposal(transaction, this.#entryParts, made, AUTHOR));
        }
        if (proposalId === null) return refused({ code: "not-open" });
        if (kind === "follow")
          return (await follow(transaction, proposalId, email, language))
            ? { ok: true, kind: "follows", proposalId }
            : refused({ code: "not-open" });
        const trace = keys.endorserTrace(proposalId, `mail/${email}`);
        return {
          ok: true,
          kind: "endorsed",
          proposalId,
          endorsed: await endorse(transaction, proposalId, trace),
        };
      }, client ?? ""),
    );
  }

  /** Enters what came on paper; whoever enters it stands in the log, and the paper's place on the page. */
  async enterPaper(
    said: SaidProposal,
    paper: { readonly paperAt: string; readonly email: string; readonly language: Language },
    by: Person,
  ): Promise<Asked> {
    const read = await readProposal(this.#parts.registry, said);
    if (!read.ok) return read;
    const paperAt = readText("paperAt", paper.paperAt);
    if (!paperAt.ok) return paperAt;
    const email = paper.email.trim() === "" ? null : readAddress(paper.email);
    if (email === undefined) return refused({ code: "address-malformed" });
    const doer: Doer = { role: by.role, personId: by.id };
    return this.#afterwards(
      await this.#parts.together.do(async (transaction) => {
        const { language } = paper;
        const known = await enteredBefore(transaction, paperAt.text, read.value);
        if (known !== undefined) return this.#proposed(known);
        const made = { ...read.value, language, channel: "paper", paperAt: paperAt.text, email } as const;
        return this.#proposed(await addProposal(transaction, this.#entryParts, made, doer));
      }),
    );
  }

  async edit(proposalId: number, said: WrittenBeside, client: string | null = null): Promise<WordingOutcome> {
    if (!this.#admits("edit", client, proposalId)) return { code: "too-many" };
    return this.#parts.together.do(
      (transaction) => editByAuthor(transaction, this.#entryParts, proposalId, said, AUTHOR),
      client ?? "",
    );
  }

  async appeal(
    proposalId: number,
    reason: string,
    language: Language,
    client: string | null = null,
  ): Promise<StateOutcome> {
    if (!this.#admits("appeal", client)) return { ok: false, fault: { code: "too-many" } };
    const outcome = await this.#parts.together.do(
      (transaction) => appeal(transaction, this.#entryParts, { proposalId, reason, language }, AUTHOR),
      client ?? "",
    );
    if (outcome.ok) this.#parts.teller.now();
    return outcome;
  }

  /** Whether the author's name is shown. @returns false where there is none to show, and where it was changed too often. */
  async showName(proposalId: number, shows: boolean, client: string | null = null): Promise<boolean> {
    if (!this.#admits("name", client, proposalId)) return false;
    const changed = await this.#parts.civic
      .updateTable("proposal_author")
      .set({ shows_name: shows ? 1 : 0 })
      .where("proposal_id", "=", proposalId)
      .where("name", "!=", "")
      .executeTakeFirst();
    return changed.numUpdatedRows === 1n;
  }

  /** Erases who wrote a proposal; the proposal stays. Their page leads nowhere from then on. */
  async forgetAuthor(proposalId: number): Promise<void> {
    await this.#parts.civic.transaction().execute(async (transaction) => {
      await transaction.deleteFrom("proposal_author").where("proposal_id", "=", proposalId).execute();
      await forgetHeld(transaction, { kind: "name", ref: String(proposalId) });
      await transaction.deleteFrom("proposal_follower").where(isAddressOfAuthor(proposalId)).execute();
    });
  }

  /** Ends the letters to one follower and erases their address. A key that leads to nobody is answered alike. */
  async stop(key: string): Promise<void> {
    const id = this.#parts.keys.followerOfStop(key);
    if (id !== undefined)
      await this.#parts.civic.deleteFrom("proposal_follower").where("id", "=", id).execute();
  }

  /** @param client null for what does not come over the web: it is no flood. */
  #admits(act: FloodAct, client: string | null, proposalId?: number): boolean {
    const { gate } = this.#parts;
    if (client === null) return true;
    return gate.admits(act, client) && (proposalId === undefined || gate.admitsChange(proposalId));
  }

  get #entryParts(): MakingParts {
    return this.#parts;
  }

  #proposed(proposalId: number): Asked {
    return { ok: true, kind: "proposed", proposalId, authorKey: this.#parts.keys.authorKey(proposalId) };
  }

  async #withCode(
    typed: string,
    proposalId: number | null,
    client: string,
    work: (transaction: CivicTransaction) => Promise<Asked>,
  ): Promise<Asked> {
    const asked = await this.#parts.together.do(async (transaction) => {
      // Looked at again where nothing can come between: a code is not used up for a proposal that has just moved on.
      if (proposalId !== null && !(await canBeEndorsed(transaction, proposalId)))
        return refused({ code: "not-open" });
      const use = await spendCode(transaction, typed, proposalId);
      return use === "taken" ? work(transaction) : use;
    }, client);
    if (typeof asked !== "string") return this.#afterwards(asked);
    return refused({ code: this.#parts.gate.admitsWrongCode(client) ? CODE_FAULTS[asked] : "too-many" });
  }

  /** Somebody at a desk: a code is made and used up with what they do. */
  async #helped(work: (transaction: CivicTransaction) => Promise<Asked>): Promise<Asked> {
    return this.#afterwards(
      await this.#parts.together.do(async (transaction) => {
        const asked = await work(transaction);
        if (asked.ok && !(asked.kind === "endorsed" && asked.endorsed !== "counted"))
          await spendFreshCode(transaction);
        return asked;
      }),
    );
  }

  async #letter(
    asked: Omit<Pending, "id" | "email">,
    said: string,
    client: string,
    title: string,
  ): Promise<Asked> {
    const { gate, pending, letters, send } = this.#parts;
    if (said.trim() === "") return refused({ code: "contact-missing" });
    const email = readAddress(said);
    if (email === undefined) return refused({ code: "address-malformed" });
    if (!gate.admitsLetter(client, email)) return refused({ code: "too-many" });
    const { id, code } = await pending.keep({ ...asked, email });
    try {
      await send(email, codeLetter(letters, { ...asked, id }, code, title));
    } catch (error) {
      console.error("a code could not be sent:", error instanceof Error ? error.message : error);
      return refused({ code: "letter-not-sent" });
    }
    return { ok: true, kind: "confirm", id };
  }

  #afterwards(asked: Asked): Asked {
    if (asked.ok && asked.kind === "proposed") this.#parts.teller.now();
    return asked;
  }
}
