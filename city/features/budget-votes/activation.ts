import { createHash, randomBytes } from "node:crypto";
import type { Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import type { IssuerFault } from "../identity/index.ts";
import { readAddress } from "../people/index.ts";
import { CivicDeskIsFull } from "../proposals/index.ts";
import { randomCode, randomDigits, readCode } from "../votes/index.ts";
import { type Budget, findBudget } from "./budgets.ts";
import { activationLetter } from "./letters.ts";
import type { BudgetParts } from "./parts.ts";
import type { TokenKeyJwk } from "./token-key.ts";
import { offersMail } from "./ways.ts";

export type ActivationFault =
  | { readonly code: "not-voting" }
  | { readonly code: "address-malformed" }
  | { readonly code: "too-many" }
  | { readonly code: "too-many-letters" }
  | { readonly code: "reference-unknown" }
  | { readonly code: "code-wrong" }
  | { readonly code: "code-spent" }
  | { readonly code: "blinded-malformed" }
  /** Another token was signed for this person. */
  | { readonly code: "token-taken" }
  /** This person was handed a paper ballot. */
  | { readonly code: "paper-taken" }
  /** This budget is not activated that way. */
  | { readonly code: "way-not-offered" }
  /** Signed in, and not on the roll by that. */
  | { readonly code: "identity-unknown" }
  | { readonly code: IssuerFault };

type Refused = { readonly ok: false; readonly fault: ActivationFault };
const refused = (code: ActivationFault["code"]): Refused => ({ ok: false, fault: { code } });

const MAILED_CODE_MS = 24 * 3_600_000;
/** Nobody waits for a letter after signing in. */
const IDENTITY_MS = 15 * 60_000;
/** Of activations by an e-identity. */
export const IDENTITY_PREFIX = "identity-";
const MOST_TRIES = 5;
/** Voting goes on for weeks, and whoever knows an address can have codes sent to it and guess: six digits would be too few. */
const MAILED_CODE_DIGITS = 9;
/** Sixty random bits: of a code that stands for its activation by itself, from a desk or in a letter. */
const WHOLE_CODE_SIGNS = 12;

export interface PostParts {
  readonly cityNames: Names;
  readonly baseUrl: string;
  readonly send: (to: string, letter: { readonly subject: string; readonly text: string }) => Promise<void>;
}

/** Whether people can take tokens and vote. */
export function isOpen(budget: Pick<Budget, "state" | "opensAtMs" | "closesAtMs">, nowMs: number): boolean {
  return budget.state === "voting" && budget.opensAtMs <= nowMs && nowMs < budget.closesAtMs;
}

/**
 * Sends codes to an address that stands on the roll. Whether it does is not told: an address that is not there gets the same
 * answer, and no letter. The short code holds on the page that asked. A stranger who knows the address can use up the letters
 * it may be sent; then whoever reads them has a whole code in each, which holds on any page.
 * @returns the activation its short code is typed in under.
 */
export async function askByMail(
  parts: Pick<BudgetParts, "civic" | "hashes" | "gate" | "nowMs"> & PostParts,
  budgetId: number,
  said: string,
  language: Language,
  client: string,
): Promise<{ readonly ok: true; readonly activation: string } | Refused> {
  const { civic, hashes, gate, nowMs } = parts;
  const budget = await findBudget(civic, budgetId);
  if (budget === undefined || !isOpen(budget, nowMs())) return refused("not-voting");
  if (!offersMail(budget.activation)) return refused("way-not-offered");
  const address = readAddress(said);
  if (address === undefined) return refused("address-malformed");
  if (!gate.admitsLetter(client, `${budgetId}/${address}`)) return refused("too-many-letters");
  const person = await civic
    .selectFrom("budget_roll")
    .select("id")
    .where("budget_id", "=", budgetId)
    .where("email_hash", "=", hashes.address(budgetId, address))
    .executeTakeFirst();
  const activation = randomBytes(16).toString("base64url");
  const [code, wholeCode] = [randomDigits(MAILED_CODE_DIGITS), randomCode(WHOLE_CODE_SIGNS)];
  const row = (id: string, held: string) => ({
    id,
    budget_id: budgetId,
    roll_id: person?.id ?? null,
    // Where nobody is to have a code, it is one that nobody has.
    code_hash: hashes.code(budgetId, id, person === undefined ? randomCode(WHOLE_CODE_SIGNS) : held),
    tries: 0,
    made_at_ms: nowMs(),
  });
  await civic
    .insertInto("budget_activation")
    .values([
      row(activation, code),
      row(wholeCodeActivation("letter", hashes, budgetId, wholeCode), wholeCode),
    ])
    .execute();
  // Sent without being waited for: how long the answer takes does not tell whether a letter goes out.
  if (person !== undefined)
    void parts
      .send(address, activationLetter(parts, budget, language, { code, wholeCode }))
      .catch((error: unknown) =>
        console.error("a code could not be sent:", error instanceof Error ? error.message : error),
      );
  return { ok: true, activation };
}

/**
 * A code handed over at a desk to somebody who has shown who they are; it holds until voting ends, and the one before it no
 * longer. No entry in the log: entries would tell, before closing, how many came.
 */
export async function deskCode(
  { civic, hashes, nowMs }: Pick<BudgetParts, "civic" | "hashes" | "nowMs">,
  budgetId: number,
  reference: string,
): Promise<{ readonly ok: true; readonly code: string } | Refused> {
  const budget = await findBudget(civic, budgetId);
  if (budget?.state !== "voting" || nowMs() >= budget.closesAtMs) return refused("not-voting");
  return civic.transaction().execute(async (transaction) => {
    const person = await transaction
      .selectFrom("budget_roll")
      .select(["id", "used"])
      .where("budget_id", "=", budgetId)
      .where("reference_hash", "=", hashes.reference(budgetId, reference))
      .executeTakeFirst();
    if (person === undefined) return refused("reference-unknown");
    if (person.used !== null) return refused(person.used === "token" ? "token-taken" : "paper-taken");
    await transaction
      .deleteFrom("budget_activation")
      .where("roll_id", "=", person.id)
      .where("id", "like", "desk-%")
      .execute();
    const code = randomCode(WHOLE_CODE_SIGNS);
    const id = wholeCodeActivation("desk", hashes, budgetId, code);
    const hash = hashes.code(budgetId, id, code);
    await transaction
      .insertInto("budget_activation")
      .values({
        id,
        budget_id: budgetId,
        roll_id: person.id,
        code_hash: hash,
        tries: 0,
        made_at_ms: nowMs(),
      })
      .execute();
    return { ok: true, code };
  });
}

/** The activation that a whole code stands for by itself. */
function wholeCodeActivation(
  from: "desk" | "letter",
  hashes: BudgetParts["hashes"],
  budgetId: number,
  code: string,
): string {
  return `${from}-${hashes.code(budgetId, from, code)}`;
}

export interface SaidActivation {
  /** Empty for a whole code. */
  readonly activation: string;
  readonly code: string;
  readonly blinded: Uint8Array;
}

/**
 * Signs a blinded token for whoever has the code or has signed in, and marks them on the roll in one transaction that is durable before the
 * signature leaves. The same blinded token is signed again, so that an answer lost on its way costs nobody their vote.
 */
export async function takeToken(
  parts: Pick<BudgetParts, "civic" | "hashes" | "keys" | "gate" | "together" | "nowMs">,
  budgetId: number,
  { activation, code, blinded }: SaidActivation,
  client: string,
): Promise<{ readonly ok: true; readonly signature: Uint8Array } | Refused> {
  const { hashes, keys, gate, together, nowMs } = parts;
  const isWhole = activation === "";
  const isByIdentity = activation.startsWith(IDENTITY_PREFIX);
  const typed = isWhole ? readCode(code) : code.replaceAll(/\D/gu, "");
  const deskId = isWhole ? wholeCodeActivation("desk", hashes, budgetId, typed) : null;
  const timedId = isWhole ? wholeCodeActivation("letter", hashes, budgetId, typed) : activation;
  const madeSinceMs = nowMs() - (isByIdentity ? IDENTITY_MS : MAILED_CODE_MS);
  const blindedHash = createHash("sha256").update(blinded).digest("base64url");
  type Marked = { readonly ok: true; readonly tokenKey: TokenKeyJwk } | Refused;
  const work = together.do(async (transaction): Promise<Marked> => {
    const budget = await findBudget(transaction, budgetId);
    const tokenKey = budget?.tokenKey ?? null;
    if (budget === undefined || tokenKey === null || !isOpen(budget, nowMs())) return refused("not-voting");
    const modulus = Buffer.from(tokenKey.n, "base64url");
    if (blinded.length !== modulus.length || Buffer.compare(blinded, modulus) >= 0)
      return refused("blinded-malformed");
    const row = await transaction
      .updateTable("budget_activation")
      .set(({ eb }) => ({ tries: eb("tries", "+", 1) }))
      .where(({ eb, or, and }) =>
        or([eb("id", "=", deskId), and([eb("id", "=", timedId), eb("made_at_ms", ">=", madeSinceMs)])]),
      )
      .where("budget_id", "=", budgetId)
      .where("tries", "<", MOST_TRIES)
      .returning(["id", "roll_id", "code_hash"])
      .executeTakeFirst();
    if (row === undefined)
      return refused(isWhole ? "code-wrong" : isByIdentity ? "identity-stale" : "code-spent");
    if (row.roll_id === null || row.code_hash !== hashes.code(budgetId, row.id, typed))
      return refused("code-wrong");
    const person = await transaction
      .selectFrom("budget_roll")
      .select(["used", "blinded_hash"])
      .where("id", "=", row.roll_id)
      .executeTakeFirstOrThrow();
    if (person.used === "paper") return refused("paper-taken");
    if (person.used === "token")
      return person.blinded_hash === blindedHash ? { ok: true, tokenKey } : refused("token-taken");
    await transaction
      .updateTable("budget_roll")
      .set({ used: "token", blinded_hash: blindedHash })
      .where("id", "=", row.roll_id)
      .execute();
    return { ok: true, tokenKey };
  });
  const marked = await work.catch((error: unknown) => {
    if (error instanceof CivicDeskIsFull) return refused("too-many");
    throw error;
  });
  if (!marked.ok) {
    const isGuess = isWhole && marked.fault.code === "code-wrong";
    return isGuess && !gate.admitsWrongCode(client) ? refused("too-many") : marked;
  }
  const signature = keys.sign(budgetId, marked.tokenKey, blinded);
  return signature === undefined ? refused("blinded-malformed") : { ok: true, signature };
}

/** Hands a paper ballot to somebody on the roll who has taken neither token nor paper. Which one it was is not kept. */
export async function handOutPaper(
  { civic, hashes, nowMs }: Pick<BudgetParts, "civic" | "hashes" | "nowMs">,
  budgetId: number,
  reference: string,
): Promise<{ readonly ok: true } | Refused> {
  const budget = await findBudget(civic, budgetId);
  if (budget === undefined || !isOpen(budget, nowMs())) return refused("not-voting");
  const hash = hashes.reference(budgetId, reference);
  const marked = await civic
    .updateTable("budget_roll")
    .set({ used: "paper" })
    .where("budget_id", "=", budgetId)
    .where("reference_hash", "=", hash)
    .where("used", "is", null)
    .executeTakeFirst();
  if (marked.numUpdatedRows === 1n) return { ok: true };
  const person = await civic
    .selectFrom("budget_roll")
    .select("used")
    .where("budget_id", "=", budgetId)
    .where("reference_hash", "=", hash)
    .executeTakeFirst();
  if (person === undefined) return refused("reference-unknown");
  return refused(person.used === "token" ? "token-taken" : "paper-taken");
}
