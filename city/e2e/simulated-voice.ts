import { nothingSaid } from "../features/proposals/index.ts";
import type { RunningCity } from "./running-city.ts";

/** A proposal of a test, and the keys that people have to it. */
export interface SimulatedVoice {
  readonly proposal: number;
  readonly authorKey: string;
  readonly stopKey: string;
  /** Where a code is waited for. */
  readonly pending: string;
}

/** The newest letter to an address: the code in its subject, and its text. */
export async function newestLetter(
  { node }: Pick<RunningCity, "node">,
  to: string,
): Promise<{ readonly subject: string; readonly text: string; readonly code: string }> {
  await node.proposals.teller.idle();
  const letter = await node.civic
    .selectFrom("demo_mail")
    .select(["subject", "body"])
    .where("to_address", "=", to)
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  const code = /\b\d{6}\b/u.exec(letter.subject)?.[0] ?? "";
  return { subject: letter.subject, text: letter.body, code };
}

/** Proposes as somebody with an address would. */
export async function giveItAVoice(city: RunningCity): Promise<SimulatedVoice> {
  const { desk, keys, pending } = city.node.proposals;
  const said = {
    ...nothingSaid,
    title: "Bänkar vid hållplatsen 停车站的长椅 Benches at the stop",
    body: "Människor väntar länge.",
  };
  const email = "voice@proposals.example";
  const asked = await desk.propose(said, { email, deskCode: "" }, "sv", "test");
  const waiting = asked.ok && asked.kind === "confirm" ? await pending.find(asked.id) : undefined;
  const confirmed = waiting && (await desk.confirm(waiting, (await newestLetter(city, email)).code));
  if (!confirmed?.ok || confirmed.kind !== "proposed") throw new Error("no proposal could be made");
  const { proposalId } = confirmed;
  const follower = await city.node.civic
    .selectFrom("proposal_follower")
    .select("id")
    .where("proposal_id", "=", proposalId)
    .executeTakeFirstOrThrow();
  const left = await desk.endorse(proposalId, { email, deskCode: "" }, "sv", "test");
  return {
    proposal: proposalId,
    authorKey: confirmed.authorKey,
    stopKey: keys.stopKey(follower.id),
    pending: left.ok && left.kind === "confirm" ? left.id : "",
  };
}
