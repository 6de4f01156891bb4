import type { Role } from "../features/people/index.ts";

/** The demo's account of a role. The domain is reserved for examples (RFC 2606): no letter can leave. */
export function demoAddress(role: Role, city: string): string {
  return `${role}@${city}.example`;
}
