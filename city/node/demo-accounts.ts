import { type Role, roles } from "../features/people/index.ts";
import type { CityProfile } from "./profile.ts";

/** The demo's account of a role. The domain is reserved for examples (RFC 2606): no letter can leave. */
export function demoAddress(role: Role, city: string): string {
  return `${role}@${city}.example`;
}

/** One account a role, in a simulated city only. */
export function demoAccounts({ simulated, id }: CityProfile): { role: Role; email: string }[] {
  return simulated ? roles.map((role) => ({ role, email: demoAddress(role, id) })) : [];
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
