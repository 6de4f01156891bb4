import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { OpinionStore } from "../../stores/opinions/opinions.ts";
import { isLanguage, type Language } from "../../web/language/index.ts";
import type { ActLog } from "../log/index.ts";
import type { Person } from "../people/index.ts";
import { randomCode } from "../votes/index.ts";
import type { SaidConversation } from "./book.ts";
import { type ConversationFault, type ConversationRow, isOver, type Statement } from "./model.ts";
import type { ConversationParts } from "./pages-data.ts";
import type { Participants } from "./participants.ts";

export interface StaffParts extends ConversationParts {
  readonly store: OpinionStore;
  readonly participants: Participants;
  readonly civic: CivicDatabase;
  readonly log: ActLog;
}

export interface StaffConversationsPage {
  readonly conversations: readonly (Pick<ConversationRow, "slug" | "titles" | "state"> & {
    readonly waiting: number;
  })[];
  readonly said: SaidConversation;
  readonly fault: ConversationFault | null;
}

export async function staffConversationsPage(
  { book }: Pick<ConversationParts, "book">,
  said: SaidConversation = {},
  fault: ConversationFault | null = null,
): Promise<StaffConversationsPage> {
  const all = await book.all();
  return {
    conversations: await Promise.all(
      all.map(async ({ id, slug, titles, state }) => ({
        ...{ slug, titles, state },
        waiting: (await book.statements(id)).filter((one) => one.state === "waiting").length,
      })),
    ),
    said,
    fault,
  };
}

export interface StaffConversationPage {
  readonly conversation: ConversationRow;
  readonly statements: readonly Statement[];
  /** How many codes were made; those that were made just now, shown this once. */
  readonly invited: number;
  /** Where everybody finds it, with `:lang` where the language stands. */
  readonly link: string;
  readonly codes: readonly string[];
  readonly attempt: {
    readonly form: string;
    readonly said: Readonly<Record<string, string>>;
    readonly fault: ConversationFault;
  } | null;
}

export async function staffConversationPage(
  { book, store, baseUrl }: Pick<StaffParts, "book" | "store"> & { readonly baseUrl: string },
  slug: string,
  more: Partial<Pick<StaffConversationPage, "attempt" | "codes">> = {},
): Promise<StaffConversationPage | undefined> {
  const conversation = await book.find(slug);
  if (conversation === undefined) return undefined;
  return {
    conversation,
    statements: await book.statements(conversation.id),
    invited: store.invited(conversation.id),
    link: `${baseUrl}/:lang/conversations/${encodeURIComponent(slug)}`,
    codes: [],
    attempt: null,
    ...more,
  };
}

const CODE_LENGTH = 12;
const MOST_CODES = 500;

/** One form of the staff page. @returns what is wrong, or the codes that were made. */
export async function staffConversationAct(
  parts: StaffParts,
  slug: string,
  form: string,
  said: Readonly<Record<string, string>>,
  language: Language,
  by: Person,
): Promise<
  | { readonly ok: true; readonly codes: readonly string[] }
  | { readonly ok: false; readonly fault: ConversationFault }
> {
  const { book, releases } = parts;
  const outcome = (fault: ConversationFault | null) =>
    fault === null ? ({ ok: true, codes: [] } as const) : ({ ok: false, fault } as const);
  const number = /^[1-9]\d{0,5}$/.test(said.number ?? "") ? Number(said.number) : 0;
  const wanted = isLanguage(said.language) ? said.language : language;
  switch (form) {
    case "seed":
      return outcome(await book.seed(slug, said.text ?? "", wanted, by));
    case "open":
      return outcome(await book.open(slug, by));
    case "close":
      return outcome(await releases.close(slug, by));
    case "show":
    case "hide": {
      const to = form === "show" ? "shown" : "hidden";
      const asked = { number, expected: said.expected ?? "", to, reason: said.reason ?? "" } as const;
      return outcome(await book.moderate(slug, asked, by));
    }
    case "erase":
      return outcome(await book.erase(slug, number, by));
    case "translate":
      return outcome(await book.translate(slug, { number, language: wanted, text: said.text ?? "" }, by));
    case "codes":
      return makeCodes(parts, slug, Number(said.count), by);
    default:
      return { ok: false, fault: { code: "choice-unknown", field: "do" } };
  }
}

async function makeCodes(
  { book, store, participants, civic, log }: StaffParts,
  slug: string,
  count: number,
  by: Person,
): ReturnType<typeof staffConversationAct> {
  const conversation = await book.find(slug);
  if (conversation?.access !== "code" || isOver(conversation.state))
    return { ok: false, fault: { code: "not-open" } };
  if (!(Number.isInteger(count) && count >= 1 && count <= MOST_CODES))
    return { ok: false, fault: { code: "codes-count" } };
  const codes = Array.from({ length: count }, () => randomCode(CODE_LENGTH));
  store.invite(
    conversation.id,
    codes.map((code) => participants.codeHash(conversation.id, code)),
  );
  await civic.transaction().execute((transaction) =>
    log.append(transaction, {
      act: "conversation.codes-made",
      role: by.role,
      personId: by.id,
      subject: `conversation/${slug}`,
      facts: { number: count },
    }),
  );
  return { ok: true, codes };
}
