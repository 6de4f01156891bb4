import type { RunningCity } from "./running-city.ts";
import { newestLetter } from "./simulated-voice.ts";

/** Somebody who follows a house of a test, and somebody who has not confirmed yet. */
export interface SimulatedFollower {
  readonly stopKey: string;
  /** Where a code is waited for. */
  readonly pending: string;
}

/** Follows a house as somebody with an address would. */
export async function giveItAFollower(city: RunningCity): Promise<SimulatedFollower> {
  const { desk, keys } = city.node.houseNews;
  const email = "follower@houses.example";
  const ask = async (): Promise<string> => {
    const asked = await desk.ask("algkronan-skola", email, "sv", "test");
    if (!asked?.ok) throw new Error("no house could be followed");
    return asked.id;
  };
  const confirmed = await desk.confirm(await ask(), (await newestLetter(city, email)).code, "test");
  if (!confirmed?.ok) throw new Error("a house could not be followed");
  const { id } = await city.node.civic
    .selectFrom("house_follower")
    .select("id")
    .where("email", "=", email)
    .executeTakeFirstOrThrow();
  return { stopKey: keys.keyOf("stop", id), pending: await ask() };
}
