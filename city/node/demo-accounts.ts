import { usualUse } from "../features/climate/index.ts";
import { type Role, roles } from "../features/people/index.ts";
import type { RoomBook } from "../features/votes/index.ts";
import type { CityProfile } from "./profile.ts";

/** The demo's account of a role. The domain is reserved for examples (RFC 2606): no letter can leave. */
export function demoAddress(role: Role, city: string): string {
  return `${role}@${city}.example`;
}

/** One account a role, in a simulated city only. */
export function demoAccounts({ simulated, id }: CityProfile): { role: Role; email: string }[] {
  return simulated ? roles.map((role) => ({ role, email: demoAddress(role, id) })) : [];
}

/** Code of a room that people work or learn in, in a simulated city only: what stands on its wall, for whoever cannot stand before it. */
export async function demoRoom({
  city,
  votes,
}: {
  readonly city: CityProfile;
  readonly votes: { readonly rooms: RoomBook };
}): Promise<string | null> {
  if (!city.simulated) return null;
  const rooms = [...(await votes.rooms.all()).values()];
  const shown = rooms.find(({ building }) => usualUse(building.use).use !== "dwelling");
  return shown?.code ?? null;
}

/** How many simulated people stand on the roll of a demo's budget that is being voted on. */
export const DEMO_VOTERS = 200;

/** Address of one of them, from 1. */
export function demoVoter(city: string, voter: number): string {
  return `voter-${voter}@${city}.example`;
}

/** All of them, as a page says it. */
export function demoVoters(city: string): string {
  return `${demoVoter(city, 1)} … ${demoVoter(city, DEMO_VOTERS)}`;
}
