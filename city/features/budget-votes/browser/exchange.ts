import {
  type BlindKey,
  blindMessage,
  finalizeSignature,
  isSignedBy,
  prepareMessage,
  toHex,
} from "@husting/openness";
import { receiptOf } from "../publication.ts";
import { fromBase64Url, type Store, toBase64Url } from "./store.ts";

/** Names of the faults that the page has words for; `no-answer` where the node did not answer. */
export type Done = { readonly ok: true } | { readonly ok: false; readonly fault: string };

const TOKEN_BYTES = 32;

function random(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** Has a token signed blindly: made up here, never shown to the node together with who asks. */
export async function takeToken(
  store: Store,
  key: BlindKey,
  place: string,
  said: { readonly activation: string; readonly code: string },
): Promise<Done> {
  const kept = store.get();
  let { asked } = kept;
  if (asked === undefined) {
    const prepared = prepareMessage(random(TOKEN_BYTES), random);
    const blinded = blindMessage(key, prepared, random);
    asked = {
      prepared: toBase64Url(prepared),
      blinded: toBase64Url(blinded.message),
      inverse: blinded.inverse.toString(16),
    };
    store.put({ ...kept, asked });
  }
  const answer = await post(`${place}/token`, { ...said, blinded: asked.blinded });
  if (!answer.ok) return answer;
  const prepared = fromBase64Url(asked.prepared);
  const signature = fromBase64Url(String(answer.said.signature ?? ""));
  const finished = finalizeSignature(key, prepared, signature, BigInt(`0x${asked.inverse}`));
  if (!finished.ok) return { ok: false, fault: "signature-invalid" };
  store.put({ token: { prepared: asked.prepared, signature: toBase64Url(finished.signature) } });
  return { ok: true };
}

/** Casts a vote with the token that is kept; the newest counts. */
export async function castVote(
  store: Store,
  place: string,
  choices: Readonly<Record<string, number>>,
): Promise<Done> {
  const kept = store.get();
  if (kept.token === undefined) return { ok: false, fault: "token-forged" };
  const version = (kept.version ?? 0) + 1;
  const nonce = toHex(random(16));
  const receipt = receiptOf({ choices, nonce });
  const { prepared: token, signature } = kept.token;
  const answer = await post(`${place}/ballot`, { token, signature, version, choices, nonce });
  if (answer.ok) {
    // The receipt is worked out here: the node's word alone would prove nothing.
    if (answer.said.receipt !== receipt) return { ok: false, fault: "receipt-differs" };
    store.put({ ...kept, version, vote: { choices, nonce, receipt } });
    return { ok: true };
  }
  // Voted from another device meanwhile: the next press comes after that vote.
  if (answer.fault === "vote-older") store.put({ ...kept, version: Number(answer.said.version) });
  else if (answer.fault === "no-answer") store.put({ ...kept, version });
  return answer;
}

/** A token as text, to keep on paper or carry to another device. */
export function tokenText(store: Store): string {
  const { token, version } = store.get();
  return token === undefined ? "" : [token.prepared, token.signature, version ?? 0].join(".");
}

/** Takes in a token that was kept as text. */
export function restoreToken(store: Store, key: BlindKey, text: string): Done {
  const [prepared = "", signature = "", version = "0"] = text.replaceAll(/\s/g, "").split(".");
  if (!isSignedBy(key, fromBase64Url(prepared), fromBase64Url(signature)))
    return { ok: false, fault: "token-forged" };
  store.put({ token: { prepared, signature }, version: Number(version) || 0 });
  return { ok: true };
}

type Answer =
  | { readonly ok: true; readonly said: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly fault: string; readonly said: Readonly<Record<string, unknown>> };

async function post(address: string, said: unknown): Promise<Answer> {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(said),
      // Who is signed in has no part in this.
      credentials: "omit",
    });
    const answer = await response.json();
    return response.ok
      ? { ok: true, said: answer }
      : { ok: false, fault: String(answer.fault ?? "no-answer"), said: answer };
  } catch {
    return { ok: false, fault: "no-answer", said: {} };
  }
}
