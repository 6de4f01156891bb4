import { createRandom, type Random } from "@husting/building";
import {
  addProject,
  advance,
  BallotDesk,
  type BudgetParts,
  type Choices,
  closeVoting,
  countBudget,
  enterPaper,
  handOutPaper,
  importRoll,
  judgeProject,
  makeBudget,
  openVoting,
  PaperSerials,
  prepareVoting,
  printPapers,
} from "../features/budget-votes/index.ts";
import type { Person, Role } from "../features/people/index.ts";
import { demoAddress, demoVoter } from "../node/demo-accounts.ts";
import type { CityNode } from "../node/node.ts";
import { type DemoBudget, demoBudgets } from "./budget-texts.ts";
import { tokenAtDesk, voteWith } from "./voter.ts";

const DAY_MS = 24 * 3_600_000;
/** One of so many votes on paper, and one of so many once more. */
const ON_PAPER = 40;
const TWICE = 25;
/** So many come to a desk at the same time. */
const AT_ONCE = 100;

/** One budget that has been counted, and one that is being voted on: set up and voted in by the same verbs as any other. */
export async function simulateBudgets(node: CityNode, endMs: number, seed: string): Promise<void> {
  const random = createRandom(`${seed}/budgets`);
  const people = await node.signIn.people();
  const official = (role: Role): Person => {
    const email = demoAddress(role, node.city.id);
    return people.find((person) => person.email === email)!;
  };
  const [counted, open] = demoBudgets[node.city.id === "chanba" ? "chanba" : "umea"];
  const officer = official("officer");
  const past = await setUp(node, counted, endMs, officer);
  const papers = Math.ceil(counted.votes / ON_PAPER);
  const printed = await printPapers(past.parts, past.id, papers, officer);
  if (!printed.ok) throw new Error(`the demo's papers: ${printed.fault.code}`);
  for (let voter = 1; voter <= papers; voter++) {
    const handedOut = await handOutPaper(past.parts, past.id, referenceOf(voter));
    if (!handedOut.ok) throw new Error(`the demo's paper ${voter}: ${handedOut.fault.code}`);
  }
  for (let from = papers; from < counted.votes; from += AT_ONCE)
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, counted.votes - from) }, async (_, index) => {
        const voter = from + index + 1;
        // Drawn before anything is waited for: the same every time.
        const drawn = Array.from({ length: voter % TWICE === 0 ? 2 : 1 }, () =>
          wishes(past.projects, random),
        );
        const token = await tokenAtDesk(past.parts, past.id, referenceOf(voter));
        for (const [at, chosen] of drawn.entries())
          await past.parts.desk.cast(past.id, voteWith(token, chosen, at + 1));
      }),
    );
  const after: BudgetParts = { ...past.parts, nowMs: () => endMs + counted.days[1] * DAY_MS + 1 };
  const serials = new PaperSerials(node.directory.config.sessionSecret);
  await enterPapers({ ...after, serials }, past, papers, [officer, official("adviser")], random);
  const closed = await closeVoting(after, past.id, past.closingCode, officer);
  if (!closed.ok) throw new Error(`the demo's budget could not be closed: ${closed.fault.code}`);
  await past.parts.desk.idle();
  await countBudget(after, past.id, officer);
  await setUp(node, open, endMs, officer);
}

/** When voting has ended two officials enter each paper. */
async function enterPapers(
  after: BudgetParts & { readonly serials: PaperSerials },
  { id, projects }: SetUp,
  count: number,
  officials: readonly [Person, Person],
  random: Random,
): Promise<void> {
  for (let serial = 1; serial <= count; serial++) {
    const chosen = wishes(projects, random);
    for (const person of officials) {
      const entered = await enterPaper(after, id, after.serials.text(id, serial), chosen, person);
      if (!entered.ok) throw new Error(`the demo's paper ${serial}: ${entered.fault.code}`);
    }
  }
}

interface SetUp {
  readonly id: number;
  /** As they are while voting goes on. */
  readonly parts: BudgetParts;
  readonly closingCode: string;
  readonly projects: readonly { readonly id: number; readonly appeal: number }[];
}

async function setUp(
  { budgets, city, civic }: CityNode,
  { names, area, amount, vote, days, projects, roll }: DemoBudget,
  endMs: number,
  by: Person,
): Promise<SetUp> {
  const [opensAtMs, closesAtMs] = days.map((day) => endMs + day * DAY_MS) as [number, number];
  const local = (ms: number): string =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(city.zone).toPlainDateTime().toString();
  const nowMs = (): number => opensAtMs + DAY_MS / 2;
  const parts = { ...budgets, nowMs, desk: new BallotDesk(civic, budgets.box, nowMs) };
  const made = await makeBudget(
    { ...parts, nowMs: () => opensAtMs },
    {
      nameSv: names.sv,
      nameZh: names.zh,
      nameEn: names.en,
      area,
      activation: "mail",
      amount,
      ...vote,
      opens: local(opensAtMs).slice(0, 16),
      closes: local(closesAtMs).slice(0, 16),
      rollUntil: local(closesAtMs + 90 * DAY_MS).slice(0, 10),
    },
    city.country === "CN" ? "CNY" : "SEK",
    by,
  );
  if (!made.ok) throw new Error(`the demo's budget could not be made: ${made.fault.code}`);
  const id = made.value;
  await advance(parts, id, "draft", by);
  const added: { id: number; appeal: number }[] = [];
  for (const { names: of, appeal } of projects) {
    const said = { nameSv: of.sv, nameZh: of.zh, nameEn: of.en, proposal: "" };
    const project = await addProject(parts, id, said, city.language, by);
    if (!project.ok) throw new Error(`a project of the demo: ${project.fault.code}`);
    added.push({ id: project.value, appeal });
  }
  await advance(parts, id, "intake", by);
  for (const [index, { cost, reason = "" }] of projects.entries()) {
    const said = {
      project: added[index]!.id,
      feasible: cost === null ? "no" : "yes",
      cost: cost ?? "",
      reason,
    };
    const judged = await judgeProject(parts, id, said, city.language, by);
    if (!judged.ok) throw new Error(`a project of the demo: ${judged.fault.code}`);
  }
  await importRoll(parts, id, rollFile(city.id, roll), by);
  const prepared = await prepareVoting(parts, id, by);
  if (!prepared.ok) throw new Error(`the demo's voting: ${prepared.fault.code}`);
  const opened = await openVoting(parts, id, prepared.closingCode, by);
  if (!opened.ok) throw new Error(`the demo's voting: ${opened.fault.code}`);
  const voted = added.filter((_, index) => projects[index]!.cost !== null);
  return { id, parts, closingCode: prepared.closingCode, projects: voted };
}

function rollFile(city: string, people: number): Uint8Array {
  const rows = Array.from({ length: people }, (_, at) => `${referenceOf(at + 1)};${demoVoter(city, at + 1)}`);
  return new TextEncoder().encode(["reference;email", ...rows, ""].join("\n"));
}

function referenceOf(voter: number): string {
  return `SIM-${String(voter).padStart(4, "0")}`;
}

/** What somebody votes for, by how much each project is wanted; the first where nothing else is. */
function wishes(projects: SetUp["projects"], random: Random): Choices {
  const chosen = projects.filter(({ appeal }) => random.uniform() * 100 < appeal);
  return Object.fromEntries((chosen.length === 0 ? projects.slice(0, 1) : chosen).map(({ id }) => [id, 1]));
}
