import type { OpinionVote } from "../../stores/opinions/opinions.ts";
import type { Names } from "../buildings/index.ts";
import type { DecidedAbout } from "../decisions/index.ts";
import type { ConversationBook } from "./book.ts";
import type { OpinionDocument } from "./document.ts";
import type { ConversationFault, ConversationRow, Statement } from "./model.ts";
import type { Release, Releases } from "./releases.ts";
import { type TakingPart, type VoteWord, wordOf } from "./taking-part.ts";

export interface ConversationParts {
  readonly book: ConversationBook;
  readonly takingPart: TakingPart;
  readonly releases: Releases;
}

/** Gives what elected bodies decided about a conversation, wherever decisions are kept. */
export interface DecidedOf {
  readonly decidedOf: (slug: string) => Promise<DecidedAbout>;
}

/** What everybody may read of a statement; a hidden one keeps its number and its reason. */
export type PublicStatement = Pick<Statement, "number" | "origin" | "language" | "texts" | "reason"> & {
  readonly isHidden: boolean;
};

export interface ListedConversation extends Pick<ConversationRow, "slug" | "titles" | "state" | "access"> {
  readonly statements: number;
  /** As it was told last; null where nothing was. */
  readonly told: Pick<OpinionDocument, "day" | "participants" | "isFinal"> | null;
}

export interface ConversationsPage {
  readonly conversations: readonly ListedConversation[];
}

export async function conversationsPage({ book, releases }: ConversationParts): Promise<ConversationsPage> {
  const public_ = (await book.all()).filter(({ state }) => state !== "draft");
  return { conversations: await Promise.all(public_.map((one) => listed({ book, releases }, one))) };
}

async function listed(
  { book, releases }: Pick<ConversationParts, "book" | "releases">,
  conversation: ConversationRow,
): Promise<ListedConversation> {
  const { slug, titles, state, access } = conversation;
  const [statements, release] = await Promise.all([
    book.statements(conversation.id),
    releases.newest(conversation.id),
  ]);
  return {
    ...{ slug, titles, state, access },
    statements: statements.filter((one) => one.state === "shown").length,
    told: release === undefined ? null : tellingOf(release.document),
  };
}

const tellingOf = ({ day, participants, isFinal }: OpinionDocument) => ({ day, participants, isFinal });

export interface ConversationAttempt {
  readonly form: "vote" | "write" | "enter";
  readonly said: string;
  readonly fault: ConversationFault;
}

export interface ConversationPage {
  readonly slug: string;
  readonly titles: Names;
  readonly questions: Names;
  readonly state: ConversationRow["state"];
  readonly moderation: ConversationRow["moderation"];
  readonly access: ConversationRow["access"];
  readonly shows: ConversationRow["shows"];
  /** Whether this browser has a key that lets it in. */
  readonly isIn: boolean;
  readonly statements: number;
  /** What is asked now; null where everything has been answered, or nothing can be. */
  readonly next: (PublicStatement & { readonly before: VoteWord | null }) | null;
  /** What this browser has said so far. */
  readonly said: readonly (PublicStatement & { readonly vote: VoteWord })[];
  readonly told: Pick<OpinionDocument, "day" | "participants" | "isFinal"> | null;
  readonly decided: DecidedAbout;
  readonly attempt: ConversationAttempt | null;
}

/** @param wanted the number of a statement that somebody wants to answer anew; null for the next one. */
export async function conversationPage(
  { book, takingPart, releases, decidedOf }: ConversationParts & DecidedOf,
  slug: string,
  key: string | undefined,
  wanted: number | null,
  attempt: ConversationAttempt | null = null,
): Promise<ConversationPage | undefined> {
  const conversation = await book.find(slug);
  if (conversation === undefined || conversation.state === "draft") return undefined;
  const [statements, release] = await Promise.all([
    book.statements(conversation.id),
    releases.newest(conversation.id),
  ]);
  const isIn = conversation.access === "anyone" || takingPart.isInvited(conversation, key);
  const said = takingPart.said(conversation, key);
  const shown = statements.filter(({ state }) => state === "shown");
  const again = shown.find(({ number }) => number === wanted);
  const next =
    conversation.state === "open" && isIn
      ? (again ?? takingPart.next(conversation, statements, key, said))
      : undefined;
  const { titles, questions, state, moderation, access, shows } = conversation;
  return {
    ...{ slug, titles, questions, state, moderation, access, shows, isIn },
    statements: shown.length,
    next: next === undefined ? null : { ...publicOf(next), before: wordBefore(said.get(next.number)) },
    said: shown.flatMap((statement) => {
      const vote = said.get(statement.number);
      return vote === undefined ? [] : [{ ...publicOf(statement), vote: wordOf(vote) }];
    }),
    told: release === undefined ? null : tellingOf(release.document),
    decided: await decidedOf(slug),
    attempt,
  };
}

const wordBefore = (vote: OpinionVote | undefined): VoteWord | null =>
  vote === undefined ? null : wordOf(vote);

/** What everybody may read of a statement. */
export function publicOf({ number, origin, language, texts, reason, state }: Statement): PublicStatement {
  const isHidden = state !== "shown";
  return { number, origin, language, texts: isHidden ? {} : texts, reason, isHidden };
}

export interface ResultsPage {
  readonly slug: string;
  readonly titles: Names;
  readonly questions: Names;
  readonly state: ConversationRow["state"];
  readonly release: Release | null;
  readonly statements: readonly PublicStatement[];
  readonly decided: DecidedAbout;
}

export async function resultsPage(
  { book, releases, decidedOf }: Pick<ConversationParts, "book" | "releases"> & DecidedOf,
  slug: string,
): Promise<ResultsPage | undefined> {
  const conversation = await book.find(slug);
  if (conversation === undefined || conversation.state === "draft") return undefined;
  const [statements, release] = await Promise.all([
    book.statements(conversation.id),
    releases.newest(conversation.id),
  ]);
  const { titles, questions, state } = conversation;
  return {
    ...{ slug, titles, questions, state },
    release: release ?? null,
    statements: statements.filter((one) => one.state !== "waiting").map(publicOf),
    decided: await decidedOf(slug),
  };
}
