import { randomBytes } from "node:crypto";
import { blindMessage, finalizeSignature, prepareMessage, readBlindKey } from "@husting/openness";
import {
  type BudgetParts,
  type Choices,
  deskCode,
  findBudget,
  type SaidVote,
  takeToken,
} from "../features/budget-votes/index.ts";

const random = (length: number) => new Uint8Array(randomBytes(length));

/** What a voter's browser holds: a token, and nothing that says whose. */
export interface Token {
  readonly token: Uint8Array;
  readonly signature: Uint8Array;
}

/** A token made up and not signed yet. */
export interface BlindedToken {
  readonly blinded: Uint8Array;
  finish(signature: Uint8Array): Token;
}

/** Does what the ballot's page does in a browser: makes a token up and blinds it. */
export async function blindToken(parts: Pick<BudgetParts, "civic">, budgetId: number): Promise<BlindedToken> {
  const key = readBlindKey((await findBudget(parts.civic, budgetId))?.tokenKey);
  if (!key.ok) throw new Error(`budget ${budgetId} has no key: ${key.reason.code}`);
  const token = prepareMessage(random(32), random);
  const { message: blinded, inverse } = blindMessage(key.key, token, random);
  return {
    blinded,
    finish(signature) {
      const done = finalizeSignature(key.key, token, signature, inverse);
      if (!done.ok) throw new Error(`the signature: ${done.reason.code}`);
      return { token, signature: done.signature };
    },
  };
}

/** Takes a token as somebody who has come to a desk. */
export async function tokenAtDesk(parts: BudgetParts, budgetId: number, reference: string): Promise<Token> {
  const given = await deskCode(parts, budgetId, reference);
  if (!given.ok) throw new Error(`${reference}: ${given.fault.code}`);
  const made = await blindToken(parts, budgetId);
  const said = { activation: "", code: given.code, blinded: made.blinded };
  const taken = await takeToken(parts, budgetId, said, "simulation");
  if (!taken.ok) throw new Error(`${reference}: ${taken.fault.code}`);
  return made.finish(taken.signature);
}

/** A vote with a token. */
export function voteWith({ token, signature }: Token, choices: Choices, version = 1): SaidVote {
  return { token, signature, version, choices, nonce: randomBytes(16).toString("hex") };
}
