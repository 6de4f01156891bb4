import {
  type AskForm,
  answerQuestion,
  type QuestionSubject,
  type StaffDecisionPage,
  withholdWords,
} from "../features/decisions/index.ts";
import { maskedAddress, type Person } from "../features/people/index.ts";
import type { Language } from "../web/language/index.ts";
import { idNumber, text } from "./fields.ts";
import type { CityNode } from "./node.ts";
import type { ActionOutcome, Asked } from "./pages.ts";

/** What "why not?" is asked of, and the page it stands on. */
interface Askable {
  readonly about: QuestionSubject;
  /** Of the page, without the language. */
  readonly path: string;
  readonly answerDays: number;
  /** The page again, with the form as it was filled in. */
  readonly again: (ask: AskForm) => Promise<unknown>;
}

/** Asks, or confirms with the code of the letter what was asked; for somebody who is helped at a desk, at once. */
export async function askWhy(
  { node, language, client, headers, visit }: Asked & { readonly client: string },
  form: FormData,
  { about, path, answerDays, again }: Askable,
): Promise<ActionOutcome | undefined> {
  const said = {
    text: text(form, "text"),
    sameAs: text(form, "sameAs"),
    email: text(form, "email"),
    wantsAnswer: text(form, "wantsAnswer") === "yes",
    seen: text(form, "seen"),
  };
  const shown = async (ask: Omit<AskForm, "said">, status?: 200): Promise<ActionOutcome | undefined> => {
    const data = await again({ said, ...ask });
    return data === undefined
      ? undefined
      : { kind: "again", data, ...(status === undefined ? {} : { status }) };
  };
  const asked: ActionOutcome = { kind: "go", to: `/${language}${path}?done=asked#why` };
  const dueDate = Temporal.PlainDate.from(node.decisions.bodies.today).add({ days: answerDays }).toString();
  if (text(form, "do") === "confirm") {
    const sent = text(form, "question");
    const codeFault = await node.questions.confirm(about, sent, text(form, "code"), { dueDate, client });
    return codeFault === null ? asked : shown({ fault: null, sent, codeFault });
  }
  if (visit !== null && said.email === "") {
    const who = `helped ${visit.secret}`;
    const put = await node.questions.askAtDesk(about, said, {
      language,
      dueDate,
      who,
      paperAt: null,
      by: null,
    });
    if (!put.ok) return shown({ fault: put.fault, sent: null, codeFault: null });
    visit.counts.questions++;
    return asked;
  }
  const browser = { address: client, browser: headers.get("user-agent") ?? "" };
  const sent = await node.questions.ask(about, said, language, browser);
  return sent.ok
    ? shown({ fault: null, sent: sent.value.key, codeFault: null }, 200)
    : shown({ fault: sent.fault, sent: null, codeFault: null });
}

/** The form for the code of a question, at the address that stands in its letter; null where no code is awaited. */
export async function awaitedWhy(
  { node, query }: Pick<Asked, "node" | "query">,
  about: QuestionSubject,
): Promise<AskForm | null> {
  const sent = query.get("question");
  const email = sent === null ? undefined : await node.questions.awaited(about, sent);
  if (sent === null || email === undefined) return null;
  const said = { text: "", sameAs: "", email: maskedAddress(email), wantsAnswer: false };
  return { said, fault: null, sent, codeFault: null };
}

/** Answers a question, or takes its words down. */
export async function answerWhy(
  node: CityNode,
  about: QuestionSubject,
  form: FormData,
  language: Language,
  by: Person,
): Promise<
  | { readonly ok: true; readonly done: "answered" | "withheld" }
  | { readonly ok: false; readonly answering: NonNullable<StaffDecisionPage["answering"]> }
> {
  const number = idNumber(text(form, "question"));
  const said = text(form, "answer");
  const refused = (fault: NonNullable<StaffDecisionPage["answering"]>["fault"]) =>
    ({ ok: false, answering: { question: number, said, fault } }) as const;
  const question = (await node.questions.about(about)).find(
    ({ id, sameAs }) => id === number && sameAs === null,
  );
  if (question === undefined) return refused("question-unknown");
  const isWithheld = text(form, "do") === "withhold";
  const fault = isWithheld
    ? await withholdWords(node, question, text(form, "why"), by)
    : await answerQuestion(node, question, said, node.decisions.bodies.today, language, by);
  if (fault !== null) return refused(fault);
  if (!isWithheld) node.tellAnswers();
  return { ok: true, done: isWithheld ? "withheld" : "answered" };
}
