import { createHash } from "node:crypto";
import type { GroupCommit } from "../../stores/group-commit.ts";
import type { CastOpinion, OpinionStore, OpinionVote } from "../../stores/opinions/opinions.ts";
import type { Language } from "../../web/language/index.ts";
import { hasPlace } from "../moderation/index.ts";
import type { ClientLimiter } from "../votes/index.ts";
import { pointedAt, readCode } from "../votes/index.ts";
import type { ConversationBook } from "./book.ts";
import type { ConversationFault, ConversationRow, Statement } from "./model.ts";
import { newKey, type Participants } from "./participants.ts";

export interface TakingPartParts {
  readonly book: ConversationBook;
  readonly store: OpinionStore;
  readonly votes: GroupCommit<CastOpinion, undefined>;
  readonly participants: Participants;
  /** New browsers of one client, and statements of one client. */
  readonly comers: ClientLimiter;
  readonly writers: ClientLimiter;
}

/** New participants from one address in ten minutes: a library has one for all of its visitors. */
const MOST_COMERS = 60;
/** Statements from one address in ten minutes. */
const MOST_WRITTEN = 10;

const VOTES = { agree: 1, pass: 0, disagree: -1 } as const satisfies Record<string, OpinionVote>;
export type VoteWord = keyof typeof VOTES;

export const voteWords = ["agree", "disagree", "pass"] as const satisfies readonly VoteWord[];

export function wordOf(vote: OpinionVote): VoteWord {
  return vote === 1 ? "agree" : vote === -1 ? "disagree" : "pass";
}

export function isVoteWord(said: string): said is VoteWord {
  return Object.hasOwn(VOTES, said);
}

export function voteOf(word: VoteWord): OpinionVote {
  return VOTES[word];
}

export interface SaidVote {
  readonly statement: number;
  readonly vote: string;
}

export type TookPart =
  | { readonly ok: true; readonly key: string }
  | { readonly ok: false; readonly fault: ConversationFault };

/** What people without an account do in a conversation. */
export class TakingPart {
  readonly #parts: TakingPartParts;
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(parts: TakingPartParts) {
    this.#parts = parts;
  }

  /** Lets somebody in by the code they were given; it is their key from then on, wherever they type it. */
  enter(conversation: ConversationRow, typed: string, client: string): TookPart {
    const { store, participants } = this.#parts;
    if (typed.trim() === "") return refused({ code: "code-missing" });
    const code = readCode(typed);
    if (store.isInvited(conversation.id, participants.codeHash(conversation.id, code)))
      return { ok: true, key: code };
    return refused({
      code: hasPlace(this.#parts.comers, MOST_COMERS, client) ? "code-unknown" : "too-often",
    });
  }

  /** Takes a vote; a further one on the same statement replaces it. Resolves when it is durable. @throws TooManyWaiting */
  vote(slug: string, key: string | undefined, said: SaidVote, client: string): Promise<TookPart> {
    return this.underWay(() => this.#vote(slug, key, said, client));
  }

  /** Does what takes answers; `quiet` waits for it. */
  underWay<Outcome>(work: () => Promise<Outcome>): Promise<Outcome> {
    const going = work();
    this.#underWay.add(going);
    const done = (): void => void this.#underWay.delete(going);
    going.then(done, done);
    return going;
  }

  /** Resolves when no vote is on its way that had been taken when this was asked: what was open then is counted. */
  async quiet(): Promise<void> {
    await Promise.allSettled([...this.#underWay]);
  }

  async #vote(slug: string, key: string | undefined, said: SaidVote, client: string): Promise<TookPart> {
    const known = await this.#parts.book.view(slug);
    if (known?.conversation.state !== "open") return refused({ code: "not-open" });
    const { conversation, statements } = known;
    if (!isVoteWord(said.vote)) return refused({ code: "vote-unknown" });
    if (!statements.some(({ number, state }) => number === said.statement && state === "shown"))
      return refused({ code: "statement-unknown" });
    const own = this.#keyOf(conversation, key, client);
    if (!own.ok) return own;
    await this.#parts.votes.put({
      conversation: conversation.id,
      participant: this.#parts.participants.traceOf(conversation.id, own.key),
      statement: said.statement,
      vote: voteOf(said.vote),
    });
    return own;
  }

  /** Puts a statement of somebody's before the others, or before whoever reads it first. */
  async write(
    slug: string,
    key: string | undefined,
    said: string,
    language: Language,
    client: string,
  ): Promise<TookPart> {
    const conversation = await this.#parts.book.find(slug);
    if (conversation?.state !== "open") return refused({ code: "not-open" });
    // What points at somebody is told to whoever wrote it, who can take it out: nobody else has read it yet.
    if (pointedAt(said).length > 0) return refused({ code: "points-at-person" });
    const own = this.#keyOf(conversation, key, client);
    if (!own.ok) return own;
    if (!hasPlace(this.#parts.writers, MOST_WRITTEN, client)) return refused({ code: "too-often" });
    const fault = await this.#parts.book.write(slug, said, language, false);
    return fault === null ? own : refused(fault);
  }

  /** Whether a key is one of the codes that were given out. */
  isInvited(conversation: ConversationRow, key: string | undefined): boolean {
    const { store, participants } = this.#parts;
    return key !== undefined && store.isInvited(conversation.id, participants.codeHash(conversation.id, key));
  }

  /** What somebody has said so far, by statement. */
  said(conversation: ConversationRow, key: string | undefined): Map<number, OpinionVote> {
    if (key === undefined) return new Map();
    const { store, participants } = this.#parts;
    return store.votesBy(conversation.id, participants.traceOf(conversation.id, key));
  }

  /** Erases all that somebody has said, as long as it can be told apart. @returns how much it was. */
  forget(conversation: ConversationRow, key: string): number {
    const { store, participants } = this.#parts;
    return store.forget(conversation.id, participants.traceOf(conversation.id, key));
  }

  /**
   * The statement somebody is asked next: one they have said nothing of, in an order of their own, so that every statement is
   * met as often as every other and the first is not everybody's.
   */
  next(
    conversation: ConversationRow,
    statements: readonly Statement[],
    key: string | undefined,
    said: ReadonlyMap<number, OpinionVote>,
  ): Statement | undefined {
    const open = statements.filter(({ number, state }) => state === "shown" && !said.has(number));
    // Whoever has no key yet gets one with the first answer; until then each look draws anew.
    const drawnBy = key ?? newKey();
    const place = (number: number): string =>
      createHash("sha256").update(`${conversation.id}/${drawnBy}/${number}`).digest("hex");
    return open.toSorted((a, b) => (place(a.number) < place(b.number) ? -1 : 1))[0];
  }

  #keyOf(conversation: ConversationRow, key: string | undefined, client: string): TookPart {
    const { comers } = this.#parts;
    if (conversation.access === "code")
      return key !== undefined && this.isInvited(conversation, key)
        ? { ok: true, key }
        : refused({ code: "code-missing" });
    // A key that has said nothing yet counts as new: whoever makes keys up is held back like whoever drops them.
    if (key !== undefined && this.said(conversation, key).size > 0) return { ok: true, key };
    if (!hasPlace(comers, MOST_COMERS, client)) return refused({ code: "too-often" });
    return { ok: true, key: key ?? newKey() };
  }
}

const refused = (fault: ConversationFault): TookPart => ({ ok: false, fault });
