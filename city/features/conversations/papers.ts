import { canonicalJson, type JsonValue, sha256, toHex, utf8 } from "@husting/openness";
import type { OpinionStore, OpinionVote } from "../../stores/opinions/opinions.ts";
import type { Names } from "../buildings/index.ts";
import { readCode } from "../votes/index.ts";
import type { ConversationBook } from "./book.ts";
import { type ConversationFault, type ConversationRow, isOver } from "./model.ts";
import { type PublicStatement, publicOf } from "./pages-data.ts";
import { newKey, type Participants } from "./participants.ts";
import { isVoteWord, type TakingPart, voteOf } from "./taking-part.ts";

/** What was typed of a paper: its number or the code on it, and the answers by the number of their statement. */
export interface SaidPaper {
  readonly paper: string;
  readonly votes: Readonly<Record<string, string>>;
}

export interface PaperParts {
  readonly book: ConversationBook;
  readonly store: OpinionStore;
  readonly participants: Participants;
  readonly takingPart: Pick<TakingPart, "isInvited" | "said" | "underWay">;
}

/** The desk where answers on paper are entered. */
export interface EnterPaperPage {
  readonly slug: string;
  readonly titles: Names;
  readonly access: ConversationRow["access"];
  readonly isOpen: boolean;
  readonly statements: readonly PublicStatement[];
  readonly said: SaidPaper;
  readonly fault: ConversationFault | null;
  /** A name for what was typed, once it can be entered as it stands; null before. */
  readonly checked: string | null;
}

/** The paper itself, to print. */
export interface PaperFormPage {
  readonly slug: string;
  readonly titles: Names;
  readonly questions: Names;
  readonly access: ConversationRow["access"];
  readonly isOver: boolean;
  readonly statements: readonly PublicStatement[];
}

export const NOTHING_SAID: SaidPaper = { paper: "", votes: {} };

/** Reads what the desk's form gives. */
export function saidPaper(said: Readonly<Record<string, string>>): SaidPaper {
  const votes = Object.entries(said).flatMap(([name, value]) => {
    const number = /^vote-([1-9]\d{0,5})$/.exec(name)?.[1];
    return number === undefined || value === "" ? [] : [[number, value] as const];
  });
  return { paper: (said.paper ?? "").trim(), votes: Object.fromEntries(votes) };
}

export async function enterPaperPage(
  { book }: Pick<PaperParts, "book">,
  slug: string,
  more: Partial<Pick<EnterPaperPage, "said" | "fault" | "checked">> = {},
): Promise<EnterPaperPage | undefined> {
  const conversation = await book.find(slug);
  if (conversation === undefined) return undefined;
  const { titles, access, state } = conversation;
  return {
    ...{ slug, titles, access, isOpen: state === "open" },
    statements: await shownIn(book, conversation.id),
    ...{ said: NOTHING_SAID, fault: null, checked: null },
    ...more,
  };
}

/** A draft has no paper: what it asks may still change. */
export async function paperFormPage(
  { book }: Pick<PaperParts, "book">,
  slug: string,
): Promise<PaperFormPage | undefined> {
  const conversation = await book.find(slug);
  if (conversation === undefined || conversation.state === "draft") return undefined;
  const { id, titles, questions, access, state } = conversation;
  return { slug, titles, questions, access, isOver: isOver(state), statements: await shownIn(book, id) };
}

async function shownIn(book: ConversationBook, conversationId: number): Promise<PublicStatement[]> {
  const statements = await book.statements(conversationId);
  return statements.filter(({ state }) => state === "shown").map(publicOf);
}

type Read =
  | {
      readonly ok: true;
      readonly conversation: ConversationRow;
      readonly paper: string;
      readonly votes: ReadonlyMap<number, OpinionVote>;
    }
  | { readonly ok: false; readonly fault: ConversationFault };

const refused = (fault: ConversationFault) => ({ ok: false, fault }) as const;

/** Looks whether what was typed can be entered. @returns a name for it, for `enterPaper`. */
export async function checkPaper(
  parts: PaperParts,
  slug: string,
  said: SaidPaper,
): Promise<
  { readonly ok: true; readonly mark: string } | { readonly ok: false; readonly fault: ConversationFault }
> {
  const read = await readPaper(parts, slug, said);
  return read.ok ? { ok: true, mark: markOf(said) } : read;
}

/**
 * Enters a paper as it was looked at. From then on it is like anybody's answers: under a key that is thrown away at once, so that not even the paper's
 * number leads to them; or under the code that was on it, whose owner finds and changes them on the web.
 * @param checked what `checkPaper` has given for it.
 */
export function enterPaper(
  parts: PaperParts,
  slug: string,
  said: SaidPaper,
  checked: string,
): Promise<ConversationFault | null> {
  return parts.takingPart.underWay(async () => {
    if (checked !== markOf(said)) return { code: "not-checked" };
    const read = await readPaper(parts, slug, said);
    if (!read.ok) return read.fault;
    const { conversation, paper, votes } = read;
    const { store, participants } = parts;
    const key = conversation.access === "code" ? paper : newKey();
    const isNew = store.takePaper(
      participants.paperHash(conversation.id, paper),
      conversation.id,
      participants.traceOf(conversation.id, key),
      votes,
    );
    store.forgetOrder();
    return isNew ? null : { code: "paper-known" };
  });
}

async function readPaper(
  { book, store, participants, takingPart }: PaperParts,
  slug: string,
  said: SaidPaper,
): Promise<Read> {
  const known = await book.view(slug);
  if (known?.conversation.state !== "open") return refused({ code: "not-open" });
  const { conversation, statements } = known;
  const paper = paperIn(conversation, said.paper);
  if (paper === undefined)
    return refused({ code: conversation.access === "code" ? "code-missing" : "paper-unnumbered" });
  if (conversation.access === "code") {
    if (!takingPart.isInvited(conversation, paper)) return refused({ code: "code-unknown" });
    // Whoever has answered on the web has said it themselves.
    if (takingPart.said(conversation, paper).size > 0) return refused({ code: "paper-known" });
  }
  const votes = new Map<number, OpinionVote>();
  for (const [number, word] of Object.entries(said.votes)) {
    if (!isVoteWord(word)) return refused({ code: "vote-unknown" });
    if (!statements.some((one) => String(one.number) === number && one.state === "shown"))
      return refused({ code: "statement-unknown" });
    votes.set(Number(number), voteOf(word));
  }
  if (votes.size === 0) return refused({ code: "paper-empty" });
  if (store.hasPaper(conversation.id, participants.paperHash(conversation.id, paper)))
    return refused({ code: "paper-known" });
  return { ok: true, conversation, paper, votes };
}

/** The number that the city has written on a paper, or the code that somebody was given. */
function paperIn({ access }: ConversationRow, typed: string): string | undefined {
  if (access === "code") return typed === "" ? undefined : readCode(typed);
  return /^[1-9]\d{0,5}$/.test(typed) ? typed : undefined;
}

const markOf = (said: SaidPaper): string =>
  toHex(sha256(utf8(canonicalJson(said as unknown as JsonValue)))).slice(0, 32);
