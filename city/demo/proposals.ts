import type { Person, Role } from "../features/people/index.ts";
import { nothingSaid, type ProposalState, staffAct } from "../features/proposals/index.ts";
import { demoAddress } from "../node/demo-accounts.ts";
import type { CityNode } from "../node/node.ts";
import type { Language } from "../web/language/index.ts";
import { decideOnProposal } from "./decisions.ts";
import { type DemoProposal, demoProposals } from "./proposal-texts.ts";

const DAY_MS = 24 * 3_600_000;

/** What simulated people proposed, and what the simulated officials made of it: by the same verbs as theirs, on record. */
export async function simulateProposals(node: CityNode, endMs: number): Promise<void> {
  const city = node.city.id === "chanba" ? "chanba" : "umea";
  const people = await node.signIn.people();
  const official = (role: Role): Person => {
    const email = demoAddress(role, node.city.id);
    return people.find((person) => person.email === email)!;
  };
  const known = new Set((await node.proposals.register.list()).map(({ title }) => title));
  // An interrupted demo goes on, and proposes nothing twice.
  for (const proposal of demoProposals[city])
    if (!known.has(proposal.title)) await simulateProposal(node, proposal, endMs, official);
  // What was made ready by an interrupted demo goes out too.
  node.proposals.teller.now();
  await node.proposals.teller.idle();
  // The mailbox is for whoever tries the demo: it begins empty.
  await node.civic.deleteFrom("demo_mail").execute();
}

async function simulateProposal(
  node: CityNode,
  proposal: DemoProposal,
  endMs: number,
  official: (role: Role) => Person,
): Promise<void> {
  const beganMs = node.nowMs();
  const { desk, register } = node.proposals;
  const { title, body, language } = proposal;
  const about = proposal.building === undefined ? "city" : "building";
  const said = {
    ...nothingSaid,
    title,
    body,
    about,
    building: proposal.building ?? "",
    name: proposal.name ?? "",
    showName: true,
  };
  const email =
    proposal.paperAt === undefined ? `${proposal.email ?? "resident"}@${node.city.id}.example` : "";
  const id =
    proposal.paperAt === undefined
      ? await proposedByMail(node, said, email, language)
      : await enteredFromPaper(node, said, proposal.paperAt, language, official("adviser"));
  for (let backer = 1; backer <= proposal.endorsements; backer++)
    await endorsedBy(node, id, `backer-${backer}`, language);
  const parts = { ...node, proposals: register };
  await dateBack(node, id, endMs - proposal.daysAgo[0] * DAY_MS, beganMs);
  for (const [index, act] of proposal.acts.entries()) {
    if ("appeal" in act) await desk.appeal(id, act.appeal, language);
    else if ("decision" in act) await decideOnProposal(node, act.decision, id);
    else {
      const { role, form, fields, into = language } = act;
      const expected: ProposalState | undefined = (await register.find(id))?.state;
      const done = await staffAct(
        parts,
        id,
        { form, fields: { expected: expected ?? "", ...fields }, language, into },
        official(role),
      );
      if (!done.ok)
        throw new Error(`the simulated ${form} of "${title}" was refused: ${done.attempt.fault.code}`);
    }
    await dateBack(node, id, endMs - (proposal.daysAgo[index + 1] ?? 0) * DAY_MS, beganMs);
  }
}

/**
 * What has just been done stands on the page on its simulated day, as the steps of simulated measures do. The log keeps the day on which
 * it was simulated.
 */
export async function dateBack(node: CityNode, id: number, atMs: number, sinceMs: number): Promise<void> {
  for (const table of ["proposal_entry", "proposal_text"] as const)
    await node.civic
      .updateTable(table)
      .set({ at_ms: atMs })
      .where("proposal_id", "=", id)
      .where("at_ms", ">=", sinceMs)
      .execute();
  await node.civic.updateTable("proposal").set({ changed_at_ms: atMs }).where("id", "=", id).execute();
  await node.civic
    .updateTable("proposal")
    .set({ made_at_ms: atMs })
    .where("id", "=", id)
    .where("made_at_ms", ">=", sinceMs)
    .execute();
}

export async function proposedByMail(
  node: CityNode,
  said: typeof nothingSaid,
  email: string,
  language: Language,
): Promise<number> {
  const asked = await node.proposals.desk.propose(said, { email, deskCode: "" }, language, "demo");
  return confirmed(node, asked.ok && asked.kind === "confirm" ? asked.id : "", email);
}

async function enteredFromPaper(
  node: CityNode,
  said: typeof nothingSaid,
  paperAt: string,
  language: Language,
  by: Person,
): Promise<number> {
  const entered = await node.proposals.desk.enterPaper(said, { paperAt, email: "", language }, by);
  if (!entered.ok || entered.kind !== "proposed")
    throw new Error(`no simulated paper: ${JSON.stringify(entered)}`);
  return entered.proposalId;
}

async function endorsedBy(node: CityNode, id: number, who: string, language: Language): Promise<void> {
  const email = `${who}@${node.city.id}.example`;
  const asked = await node.proposals.desk.endorse(id, { email, deskCode: "" }, language, `demo ${who} ${id}`);
  await confirmed(node, asked.ok && asked.kind === "confirm" ? asked.id : "", email);
}

/** Reads the code in the letter, as whoever got it would. */
async function confirmed(node: CityNode, pendingId: string, email: string): Promise<number> {
  const { pending, desk } = node.proposals;
  const waiting = await pending.find(pendingId);
  const letter = await node.civic
    .selectFrom("demo_mail")
    .select("subject")
    .where("to_address", "=", email)
    .orderBy("id", "desc")
    .executeTakeFirst();
  const code = /\b\d{6}\b/u.exec(letter?.subject ?? "")?.[0] ?? "";
  const outcome = waiting && (await desk.confirm(waiting, code));
  if (!outcome?.ok || outcome.kind === "confirm") throw new Error(`${email} could not confirm`);
  return outcome.proposalId;
}
