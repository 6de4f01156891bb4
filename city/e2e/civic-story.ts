import { expect } from "vitest";
import {
  answerPromise,
  answerQuestion,
  checkedMark,
  enterOffice,
  eraseName,
  promisesOf,
  type SaidDecision,
  withholdWords,
} from "../features/decisions/index.ts";
import type { Person, Role } from "../features/people/index.ts";
import { issueCodes, nothingSaid, staffAct } from "../features/proposals/index.ts";
import type { CityNode } from "../node/node.ts";

/** Everything in the story that is somebody's: none of it may stand in the log. */
export const STORY_SECRETS = {
  author: "Tuva Åkerblom-Vinterljus",
  authorAddress: "tuva.akerblom@vinterljus.example",
  phone: "070-174 06 05",
  personnummer: "19850709-9805",
  title: "Belysning längs Kvarnstigen vid Backenskolan",
  body: "Barnen går i mörker. Ring mig på 070-174 06 05, jag är 19850709-9805.",
  secondBody: "Barnen går i mörker hela vintern mellan busstorget och skolan.",
  follower: "following.person@granne.example",
  backer: "backer.person@granne.example",
  paperAuthor: "Holger Quist-Sandelin",
  paperAt: "Pärm 7, Stadsbiblioteket, hylla Qz",
  paperText: "桥边的长椅太少了，老人没有地方休息。",
  deskAuthor: "Xenia Wallengren-Ödberg",
  reason: "Skälet är att sträckan saknar stolpar enligt gatuchefens anteckning.",
  appeal: "Jag överklagar eftersom stolparna redan är inköpta, se kvittot.",
  member: "Fredrika Zettervall-Nyblom",
  otherMember: "Ivar Möllerström-Quant",
  party: "Norrskenspartiet",
  decided: "Nämnden finner att belysningen ska byggas under hösten.",
  promise: "Gatukontoret sätter upp tolv stolpar före nyår.",
  promiseOffice: "Gatukontorets belysningsgrupp",
  officeAddress: "belysning@gatukontoret.example",
  question: "Varför byggs inte hela sträckan fram till ån?",
  asker: "asker.person@fragvis.example",
  answer: "Den sista biten ligger på kyrkans mark och utreds för sig.",
  resident: "resident.person@konto.example",
} as const;

/** What the story left behind, by number. */
export interface Story {
  readonly proposal: number;
  readonly paper: number;
  readonly desk: number;
  readonly decision: number;
  readonly question: number;
  readonly officials: Readonly<
    Record<"officer" | "second" | "elected" | "administrator" | "adviser", Person>
  >;
  readonly authorKey: string;
}

/**
 * The whole civic way in one city: proposals by mail, at a desk and on paper, endorsed, followed, reworded, declined, appealed, decided
 * with votes and promises, promised and answered, asked and answered. What is erased of it, `eraseStory` erases.
 */
export async function tellStory(node: CityNode): Promise<Story> {
  const officials = {
    officer: await given(node, "officer.one@office.example", "officer"),
    second: await given(node, "officer.two@office.example", "officer"),
    elected: await given(node, "elected.one@office.example", "elected"),
    administrator: await given(node, "administrator.one@office.example", "administrator"),
    adviser: await given(node, "adviser.one@office.example", "adviser"),
  };
  await given(node, STORY_SECRETS.resident, "resident");
  const { desk } = node.proposals;
  const said = {
    ...nothingSaid,
    title: STORY_SECRETS.title,
    body: STORY_SECRETS.body,
    name: STORY_SECRETS.author,
  };
  const made = await byMail(node, STORY_SECRETS.authorAddress, () =>
    desk.propose(said, { email: STORY_SECRETS.authorAddress, deskCode: "" }, "sv", "story"),
  );
  if (made.kind !== "proposed") throw new Error(made.kind);
  const { proposalId: proposal, authorKey } = made;
  await byMail(node, STORY_SECRETS.backer, () =>
    desk.endorse(proposal, { email: STORY_SECRETS.backer, deskCode: "" }, "sv", "story"),
  );
  await byMail(node, STORY_SECRETS.follower, () =>
    desk.follow(proposal, STORY_SECRETS.follower, "zh", "story"),
  );
  expect(await desk.edit(proposal, { title: said.title, body: STORY_SECRETS.secondBody })).toBeNull();
  await act(node, proposal, "received", "under-review", officials.officer);
  await act(node, proposal, "under-review", "declined", officials.officer);
  expect((await desk.appeal(proposal, STORY_SECRETS.appeal, "sv")).ok).toBe(true);
  const answered = await staffAct(
    { ...node, proposals: node.proposals.register },
    proposal,
    {
      form: "appeal",
      fields: { answer: "upheld", reason: STORY_SECRETS.reason },
      language: "sv",
      into: "sv",
    },
    officials.second,
  );
  expect(answered.ok).toBe(true);
  const decision = await decided(node, proposal, officials.officer);
  const question = await asked(node, decision, officials.officer);
  const paper = await onPaper(node, officials.adviser);
  const [code] = (await codes(node, officials.adviser)) as [string];
  const atDesk = await desk.propose(
    {
      ...nothingSaid,
      title: "Fler papperskorgar",
      body: "Vid torget.",
      name: STORY_SECRETS.deskAuthor,
      showName: true,
    },
    { email: "", deskCode: code },
    "en",
    "story",
  );
  if (!atDesk.ok || atDesk.kind !== "proposed") throw new Error("no proposal at the desk");
  await node.proposals.teller.idle();
  return { proposal, paper, desk: atDesk.proposalId, decision, question, officials, authorKey };
}

/** Erases what people and officials can erase of the story: a wording, a name in office, words of a question, an author. */
export async function eraseStory(node: CityNode, story: Story): Promise<void> {
  const { officials } = story;
  const earlier = await node.civic
    .selectFrom("proposal_text")
    .select("id")
    .where("proposal_id", "=", story.proposal)
    .where("version", "=", 1)
    .executeTakeFirstOrThrow();
  const erased = await staffAct(
    { ...node, proposals: node.proposals.register },
    story.proposal,
    {
      form: "erase",
      fields: { text: String(earlier.id), reason: STORY_SECRETS.reason },
      language: "sv",
      into: "sv",
    },
    officials.adviser,
  );
  expect(erased.ok).toBe(true);
  const [body] = (await node.decisions.bodies.register()).bodies;
  const holder = (await node.decisions.bodies.register()).holders.find(
    ({ name }) => name === STORY_SECRETS.otherMember,
  );
  const named = await eraseName(
    node.decisions.bodies,
    body!,
    { holder: String(holder?.id) },
    officials.officer,
  );
  expect(named.ok).toBe(true);
  const question = (await node.questions.all()).find(({ id }) => id === story.question)!;
  expect(await withholdWords(node.decisions.parts, question, "personal-data", officials.officer)).toBeNull();
  await node.proposals.desk.forgetAuthor(story.desk);
}

async function given(node: CityNode, email: string, role: Role): Promise<Person> {
  expect((await node.signIn.grant(email, role, null)).ok).toBe(true);
  const row = (await node.signIn.people()).find((person) => person.email === email)!;
  return { id: row.id, email, role };
}

async function byMail(
  node: CityNode,
  email: string,
  ask: () => ReturnType<CityNode["proposals"]["desk"]["propose"]>,
) {
  const { desk, pending } = node.proposals;
  const sent = await ask();
  if (!sent.ok || sent.kind !== "confirm") throw new Error(JSON.stringify(sent));
  const waiting = (await pending.find(sent.id))!;
  const confirmed = await desk.confirm(waiting, await newestDigits(node, email));
  if (!confirmed.ok) throw new Error(JSON.stringify(confirmed));
  return confirmed;
}

/** The digits at the head of the newest letter to an address. */
export async function newestDigits(node: CityNode, email: string): Promise<string> {
  const letter = await node.civic
    .selectFrom("demo_mail")
    .select("subject")
    .where("to_address", "=", email)
    .where("subject", "like", "%·%")
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  return /\d{6,8}/.exec(letter.subject)?.[0] ?? "";
}

async function act(
  node: CityNode,
  proposalId: number,
  expected: "received" | "under-review",
  to: "under-review" | "declined",
  by: Person,
) {
  const change = { proposalId, expected, to, reason: STORY_SECRETS.reason, language: "sv" } as const;
  expect((await node.proposals.register.setState(change, by)).ok).toBe(true);
}

async function decided(node: CityNode, proposal: number, by: Person): Promise<number> {
  const { bodies } = node.decisions;
  const made = await bodies.create(
    { nameEn: "Street board", office: STORY_SECRETS.promiseOffice, from: "2020-01-01" },
    by,
  );
  expect(made.ok).toBe(true);
  const [body] = (await bodies.register()).bodies;
  const term = await bodies.addTerm(body!, { from: "2020-01-01", to: "2030-12-31" }, by);
  for (const [name, side] of [
    [STORY_SECRETS.member, "majority"],
    [STORY_SECRETS.otherMember, "opposition"],
  ] as const)
    await enterOffice(
      bodies,
      body!,
      { term: String(term.ok && term.value), name, party: STORY_SECRETS.party, side },
      by,
    );
  const { holders } = await bodies.register();
  const said: SaidDecision = {
    ...{ body: body!.slug, date: bodies.today, caseNumber: "GN 12:3", about: `proposal:${proposal}` },
    ...{ titleSv: STORY_SECRETS.title, titleZh: "", titleEn: "", outcome: "accepted" },
    ...{ reasons: STORY_SECRETS.decided, cost: "120000", covers: "Tolv stolpar", reservations: "" },
    ...{
      voting: "recorded",
      votes: holders.map(({ id }, at) => [String(id), at === 0 ? "for" : "against"] as const),
    },
    promises: [
      {
        ...{ text: STORY_SECRETS.promise, measurable: "Antal stolpar", due: bodies.today },
        ...{
          office: STORY_SECRETS.promiseOffice,
          officeEmail: STORY_SECRETS.officeAddress,
          byVerdict: false,
        },
      },
    ],
  };
  const recorded = await node.decisions.record(said, checkedMark(said), "sv", by);
  if (!recorded.ok) throw new Error(JSON.stringify(recorded.fault));
  const [promise] = await promisesOf(node);
  const answer = {
    ...{ state: "kept", doneDate: bodies.today, text: STORY_SECRETS.answer },
    ...{ evidenceKind: "document", evidence: "Besiktning" },
  };
  expect(await answerPromise(node.decisions.parts, promise!, answer, bodies.today, "sv", by)).toBeNull();
  return recorded.value;
}

async function asked(node: CityNode, decision: number, by: Person): Promise<number> {
  const about = { kind: "decision", ref: String(decision) } as const;
  const said = { text: STORY_SECRETS.question, sameAs: "", email: STORY_SECRETS.asker, wantsAnswer: true };
  const sent = await node.questions.ask(about, said, "sv", { address: "story", browser: "" });
  if (!sent.ok) throw new Error(JSON.stringify(sent.fault));
  const code = await newestDigits(node, STORY_SECRETS.asker);
  const due = { dueDate: node.decisions.bodies.today, client: "story" };
  expect(await node.questions.confirm(about, sent.value.key, code, due)).toBeNull();
  const question = (await node.questions.all()).find(({ id }) => id === sent.value.id)!;
  const { today } = node.decisions.bodies;
  expect(
    await answerQuestion(node.decisions.parts, question, STORY_SECRETS.answer, today, "sv", by),
  ).toBeNull();
  return sent.value.id;
}

async function onPaper(node: CityNode, by: Person): Promise<number> {
  const said = {
    ...nothingSaid,
    title: "长椅",
    body: STORY_SECRETS.paperText,
    name: STORY_SECRETS.paperAuthor,
  };
  const entered = await node.proposals.desk.enterPaper(
    said,
    { paperAt: STORY_SECRETS.paperAt, email: "", language: "zh" },
    by,
  );
  if (!entered.ok || entered.kind !== "proposed") throw new Error("the paper was not entered");
  return entered.proposalId;
}

async function codes(node: CityNode, by: Person): Promise<string[]> {
  const made = await issueCodes(node, 1, by);
  return made.ok ? made.codes : [];
}
