import { type ConversationParts, isOver, textFor } from "../features/conversations/index.ts";
import type { ConversationPort, DecisionParts, UnitingStatement } from "../features/decisions/index.ts";
import { type Language, languages } from "../web/language/index.ts";

type Parts = Pick<ConversationParts, "book" | "releases">;

/** Conversations that a decision can be about: those that are over and told, with what unites all groups. */
export function conversationsToDecide({ book, releases }: Parts): ConversationPort {
  return {
    async open() {
      const over = (await book.all()).filter(({ state }) => isOver(state));
      const told = await Promise.all(
        over.map(async ({ id, slug, titles }) =>
          (await releases.newest(id))?.document.isFinal ? [{ ref: slug, titles }] : [],
        ),
      );
      return told.flat();
    },
    async find(ref) {
      const conversation = await book.find(ref);
      if (conversation === undefined || !isOver(conversation.state)) return undefined;
      const { id, slug, titles } = conversation;
      const [release, statements] = await Promise.all([releases.newest(id), book.statements(id)]);
      return {
        titles,
        path: `/conversations/${slug}`,
        report: `/conversation-results/${slug}`,
        uniting: (release?.document.uniting ?? []).flatMap(({ statement: number, side }) => {
          // What was hidden since is shown nowhere, here neither.
          const statement = statements.find((one) => one.number === number && one.state === "shown");
          if (statement === undefined) return [];
          const said = languages.map((language) => {
            const { text, language: written } = textFor(statement, language);
            return [language, { text: text ?? "", language: written }] as const;
          });
          const texts = Object.fromEntries(said) as Record<Language, { text: string; language: Language }>;
          return [{ number, side, texts } satisfies UnitingStatement];
        }),
      };
    },
  };
}

/** Carries a conversation on with a decision that accepted or declined, in the decision's own transaction. */
export function followByConversation({ book }: Pick<Parts, "book">): NonNullable<DecisionParts["onDecided"]> {
  return async (transaction, { decisionId, about, outcome }) => {
    if (about.kind !== "conversation" || about.ref === null || outcome === "returned") return "followed";
    const followed = await book.decide(transaction, about.ref, { decision: decisionId, outcome });
    return followed ? "followed" : "cannot-follow";
  };
}
