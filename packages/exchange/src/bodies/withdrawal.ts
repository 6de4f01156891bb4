import { z } from "zod";
import type { ExchangeDocument } from "../document.ts";
import { language, sequenceNumber, sha256Hex } from "../shapes.ts";

/** `kind` of a document that takes another back. */
export const WITHDRAWAL = "withdrawal";

const withdrawalSchema = z.strictObject({
  /** The document that is withdrawn. */
  sequence: sequenceNumber,
  sha256: sha256Hex,
  /** In the words of whoever withdrew it, and the language they are in. */
  reason: z.strictObject({ language, text: z.string().min(1).max(2_000) }),
});

/** A document is withdrawn: whoever holds it erases its content and keeps its place, its hash and this reason. */
export type Withdrawal = z.infer<typeof withdrawalSchema>;

/** Undefined when a document is no withdrawal, or one of a form that is not understood. */
export function readWithdrawal({ kind, kindVersion, body }: ExchangeDocument): Withdrawal | undefined {
  if (kind !== WITHDRAWAL || kindVersion !== 1) return undefined;
  const parsed = withdrawalSchema.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}
