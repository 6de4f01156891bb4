import { createRandom } from "@husting/building";
import type { Person } from "../features/people/index.ts";
import { demoAddress } from "../node/demo-accounts.ts";
import type { CityNode } from "../node/node.ts";
import type { CastOpinion, OpinionVote } from "../stores/opinions/opinions.ts";
import { languages } from "../web/language/index.ts";
import { type DemoConversation, demoConversations } from "./conversation-texts.ts";

/** What simulated people say of statements, by the same verbs as people use; their votes come in one commit. */
export async function simulateConversations(node: CityNode): Promise<void> {
  const email = demoAddress("officer", node.city.id);
  const officer = (await node.signIn.people()).find((person) => person.email === email);
  if (officer === undefined) return;
  const known = (await node.conversations.book.all()).map(({ titles }) => titles.en);
  for (const conversation of demoConversations)
    if (!known.includes(conversation.titles.en)) await simulate(node, conversation, officer);
}

async function simulate(node: CityNode, demo: DemoConversation, officer: Person): Promise<void> {
  const { book, store, participants, releases } = node.conversations;
  const own = node.city.language;
  const said = {
    ...Object.fromEntries(languages.map((language) => [`title-${language}`, demo.titles[language]])),
    ...Object.fromEntries(languages.map((language) => [`question-${language}`, demo.questions[language]])),
    ...{ moderation: "strict", access: "anyone", shows: demo.shows },
  };
  const made = await book.make(said, officer);
  if (!made.ok) throw new Error(`the demo's conversation was refused: ${made.fault.code}`);
  const { slug } = made;
  for (const [index, statement] of demo.statements.entries()) {
    held(await book.seed(slug, statement[own], own, officer));
    for (const language of languages)
      if (language !== own)
        held(await book.translate(slug, { number: index + 1, language, text: statement[language] }, officer));
  }
  held(await book.open(slug, officer));
  if (demo.waiting !== undefined) held(await book.write(slug, demo.waiting, "sv", true));
  const conversation = (await book.find(slug))!;
  store.take(votesOf(demo, conversation.id, (key) => participants.traceOf(conversation.id, key)));
  if (demo.isClosed) held(await releases.close(slug, officer));
  else await releases.tellDue();
}

/** Each person is of one of three kinds, and a little of their own; most answer most of the statements. */
function votesOf(
  demo: DemoConversation,
  conversation: number,
  traceOf: (key: string) => string,
): CastOpinion[] {
  const random = createRandom(`conversation/${demo.titles.en}`);
  return Array.from({ length: demo.people }, (_, person) => {
    const kind = random.integer(0, 2);
    const patience = 0.6 + 0.4 * random.uniform();
    return demo.statements.flatMap(({ leanings }, index): CastOpinion[] => {
      if (random.uniform() > patience) return [];
      const leaning = leanings[kind]! + 0.45 * random.normal();
      const vote: OpinionVote = leaning > 0.15 ? 1 : leaning < -0.15 ? -1 : 0;
      return [{ conversation, participant: traceOf(`simulated-${person}`), statement: index + 1, vote }];
    });
  }).flat();
}

function held(fault: { readonly code: string } | null): void {
  if (fault !== null) throw new Error(`the demo's conversation was refused: ${fault.code}`);
}
