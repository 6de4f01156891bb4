/** How somebody on the roll shows that they may vote online. A code from a desk, and a paper, are there beside each. */
export const ACTIVATION_WAYS = ["mail", "identity", "mail-identity"] as const;
export type ActivationWays = (typeof ACTIVATION_WAYS)[number];

/** By a code that is sent to the address on the roll. */
export function offersMail(ways: ActivationWays): boolean {
  return ways !== "identity";
}

/** By signing in with an e-identity. */
export function offersIdentity(ways: ActivationWays): boolean {
  return ways !== "mail";
}
