import { fingerprint } from "@husting/openness";
import { fetchCard, findDraft, release } from "../features/exchange/index.ts";
import type { Person } from "../features/people/index.ts";
import { demoAddress } from "../node/demo-accounts.ts";
import { prepareAsked, yearsOver } from "../node/exchange-pages.ts";
import type { CityNode } from "../node/node.ts";

/** Verdicts that the simulated officers have told each other about: one of each city, so that there are others left to tell. */
const TOLD = 1;

/**
 * Pairs the simulated city with the other one and tells it a few things, as its officers would: every step by the same verbs as theirs, on
 * record. Nothing is done that somebody has done before.
 * @returns whether it is done; not while the other city does not answer.
 */
export async function pairDemo(node: CityNode, otherAddress: string): Promise<boolean> {
  const { partners } = node.exchange;
  const officer = await officerOf(node);
  if (officer === undefined || (await partners.all()).some(({ state }) => state !== "proposed")) return true;
  const card = await fetchCard(otherAddress, node.exchange.address);
  const proposed = card.ok ? await partners.propose(card.sealed) : card;
  if (!proposed.ok) return false;
  const partner = await partners.find(proposed.city);
  if (partner === undefined) return false;
  const groups = fingerprint(partner.pendingKey ?? partner.key).split(" ");
  const said = partner.askedGroups.map((group) => groups[group - 1]).join(" ");
  if ((await partners.confirm(partner.city, said, officer)) !== null) return false;
  const [year] = await yearsOver(node);
  const verified = (await node.measures.all()).filter(({ state }) => state === "verified").slice(0, TOLD);
  const wanted = [
    "city-profile",
    ...(year === undefined ? [] : [`year:${year}`]),
    ...verified.map(({ slug }) => `measure:${slug}`),
  ];
  for (const what of wanted) {
    const prepared = await prepareAsked(node, partner.city, what, officer);
    const draft = prepared.ok ? await findDraft(node.exchange, prepared.id) : undefined;
    if (draft === undefined) continue;
    const reason = "Simulated release of the demo";
    await release(node.exchange, draft, { sha256: draft.sha256, read: true, reason }, officer);
  }
  return true;
}

async function officerOf(node: CityNode): Promise<Person | undefined> {
  const email = demoAddress("international", node.city.id);
  return (await node.signIn.people()).find((person) => person.email === email);
}
