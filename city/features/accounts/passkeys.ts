import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { z } from "zod";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import { hasHiddenCharacters } from "../../web/language/index.ts";
import type { Person } from "../people/index.ts";
import { Challenges } from "./challenges.ts";

/** Where the node is reached, as browsers and authenticators know it. */
export interface RelyingParty {
  /** A domain: passkeys are bound to it. */
  readonly id: string;
  readonly origin: string;
}

export type PasskeyFault =
  /** Signed by another key, for another site, for another challenge, or without having asked who is there. */
  | "passkey-refused"
  /** The challenge was used already, or is older than five minutes. */
  | "passkey-stale"
  | "passkey-unknown"
  | "passkey-too-many"
  | "passkey-name"
  | "too-many-tries";

export interface PasskeyShown {
  readonly id: string;
  readonly name: string;
  readonly madeAtMs: number;
  /** Null where nobody has signed in with it yet. */
  readonly usedAtMs: number | null;
}

type Refused = { readonly ok: false; readonly fault: PasskeyFault };
const refused = (fault: PasskeyFault): Refused => ({ ok: false, fault });

const base64Url = z.string().regex(/^[A-Za-z0-9_-]{1,8192}$/);
const common = { id: base64Url, rawId: base64Url, type: z.literal("public-key") };
const extensions = { clientExtensionResults: z.record(z.string(), z.unknown()).default({}) };
/** What browsers send of a new key (`PublicKeyCredential.toJSON()`); what else they tell of the device is not read. */
const addedSchema = z.object({
  ...common,
  ...extensions,
  response: z.object({
    clientDataJSON: base64Url,
    attestationObject: base64Url,
    transports: z.array(z.string().max(40)).max(10).default([]),
  }),
});
const signedSchema = z.object({
  ...common,
  ...extensions,
  response: z.object({
    clientDataJSON: base64Url,
    authenticatorData: base64Url,
    signature: base64Url,
    userHandle: base64Url.nullish(),
  }),
});
const clientDataSchema = z.object({ challenge: base64Url });

const MOST_PASSKEYS = 20;
const MOST_NAME = 60;
/** COSE: ECDSA with P-256, RSA with SHA-256, and Ed25519, which all that is in use knows one of. */
const ALGORITHMS = [-7, -257, -8];

/** Passkeys of accounts: how they are added, how they let somebody in, and how they are taken away. */
export class PasskeyBook {
  readonly #db: CivicDatabase;
  readonly #cityName: string;
  readonly #nowMs: () => number;
  readonly #challenges: Challenges;

  /** @param cityName what an authenticator shows the key under. */
  constructor(db: CivicDatabase, cityName: string, nowMs: () => number) {
    this.#db = db;
    this.#cityName = cityName;
    this.#nowMs = nowMs;
    this.#challenges = new Challenges(nowMs);
  }

  async of(userId: string): Promise<PasskeyShown[]> {
    const rows = await this.#db
      .selectFrom("passkey")
      .select(["credential_id", "name", "made_at_ms", "used_at_ms"])
      .where("user_id", "=", userId)
      .orderBy("made_at_ms")
      .execute();
    return rows.map((row) => ({
      id: row.credential_id,
      name: row.name,
      madeAtMs: row.made_at_ms,
      usedAtMs: row.used_at_ms,
    }));
  }

  /** What a browser makes a new key by. Keys that the account has are named, so that no device makes a second one. */
  async beginAdding(party: RelyingParty, { id, email }: Person) {
    const known = await this.of(id);
    if (known.length >= MOST_PASSKEYS) return refused("passkey-too-many");
    const options = await generateRegistrationOptions({
      rpName: `Husting ${this.#cityName}`,
      rpID: party.id,
      userName: email,
      userDisplayName: email,
      userID: Uint8Array.from(Buffer.from(id)),
      challenge: bytesOf(this.#challenges.give({ to: "add", userId: id })),
      attestationType: "none",
      excludeCredentials: known.map((passkey) => ({ id: passkey.id })),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      supportedAlgorithmIDs: ALGORITHMS,
    });
    return { ok: true, options } as const;
  }

  async add(
    party: RelyingParty,
    person: Person,
    said: { readonly name: string; readonly response: unknown },
  ): Promise<{ readonly ok: true } | Refused> {
    const name = readName(said.name);
    if (name === undefined) return refused("passkey-name");
    const response = addedSchema.safeParse(said.response).data;
    const challenge = response && challengeIn(response.response.clientDataJSON);
    if (response === undefined || challenge === undefined) return refused("passkey-refused");
    const asked = this.#challenges.take(challenge);
    if (asked?.to !== "add" || asked.userId !== person.id) return refused("passkey-stale");
    const verified = await verifyRegistrationResponse({
      response: response as Parameters<typeof verifyRegistrationResponse>[0]["response"],
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    }).catch(() => undefined);
    if (verified?.verified !== true) return refused("passkey-refused");
    const { id, publicKey, counter } = verified.registrationInfo.credential;
    if ((await this.of(person.id)).length >= MOST_PASSKEYS) return refused("passkey-too-many");
    const { numInsertedOrUpdatedRows } = await this.#db
      .insertInto("passkey")
      .values({
        credential_id: id,
        user_id: person.id,
        public_key: publicKey,
        counter,
        transports: JSON.stringify(response.response.transports),
        name,
        made_at_ms: this.#nowMs(),
        used_at_ms: null,
      })
      // A key that is somebody's already stays theirs.
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n ? { ok: true } : refused("passkey-refused");
  }

  /** What a browser asks for any of its keys by. No account is named: who has one is nobody's business. */
  beginSigningIn(party: RelyingParty) {
    return generateAuthenticationOptions({
      rpID: party.id,
      challenge: bytesOf(this.#challenges.give({ to: "sign-in" })),
      userVerification: "required",
    });
  }

  /** The account whose key has signed what was given to be signed. */
  async signIn(
    party: RelyingParty,
    said: unknown,
  ): Promise<{ readonly ok: true; readonly userId: string } | Refused> {
    const response = signedSchema.safeParse(said).data;
    const challenge = response && challengeIn(response.response.clientDataJSON);
    if (response === undefined || challenge === undefined) return refused("passkey-refused");
    if (this.#challenges.take(challenge)?.to !== "sign-in") return refused("passkey-stale");
    const passkey = await this.#db
      .selectFrom("passkey")
      .selectAll()
      .where("credential_id", "=", response.id)
      .executeTakeFirst();
    if (passkey === undefined) return refused("passkey-unknown");
    // A key found by the device says whose it is; another's name on it is made up.
    const handle = response.response.userHandle;
    if (handle != null && bytesOf(handle).toString() !== passkey.user_id) return refused("passkey-refused");
    const verified = await verifyAuthenticationResponse({
      response: response as Parameters<typeof verifyAuthenticationResponse>[0]["response"],
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: {
        id: passkey.credential_id,
        publicKey: Uint8Array.from(passkey.public_key),
        counter: passkey.counter,
      },
    }).catch(() => undefined);
    if (verified?.verified !== true) return refused("passkey-refused");
    const { newCounter } = verified.authenticationInfo;
    // Two copies of a key that sign at once must not both be taken: the counter has to be the one that was looked at.
    const { numUpdatedRows } = await this.#db
      .updateTable("passkey")
      .set({ counter: newCounter, used_at_ms: this.#nowMs() })
      .where("credential_id", "=", passkey.credential_id)
      .where("counter", "=", passkey.counter)
      .executeTakeFirst();
    return numUpdatedRows === 1n ? { ok: true, userId: passkey.user_id } : refused("passkey-refused");
  }

  async rename(userId: string, id: string, said: string): Promise<{ readonly ok: true } | Refused> {
    const name = readName(said);
    if (name === undefined) return refused("passkey-name");
    const { numUpdatedRows } = await this.#db
      .updateTable("passkey")
      .set({ name })
      .where("user_id", "=", userId)
      .where("credential_id", "=", id)
      .executeTakeFirst();
    return numUpdatedRows === 1n ? { ok: true } : refused("passkey-unknown");
  }

  async remove(userId: string, id: string): Promise<{ readonly ok: true } | Refused> {
    const { numDeletedRows } = await this.#db
      .deleteFrom("passkey")
      .where("user_id", "=", userId)
      .where("credential_id", "=", id)
      .executeTakeFirst();
    return numDeletedRows === 1n ? { ok: true } : refused("passkey-unknown");
  }
}

function readName(said: string): string | undefined {
  const name = said.trim();
  return name === "" || name.length > MOST_NAME || hasHiddenCharacters(name) ? undefined : name;
}

function bytesOf(text: string): Buffer<ArrayBuffer> {
  return Buffer.from(text, "base64url");
}

/** The challenge that was signed, as the browser says; undefined where it says nothing of the kind. */
function challengeIn(clientData: string): string | undefined {
  try {
    return clientDataSchema.safeParse(JSON.parse(bytesOf(clientData).toString("utf8"))).data?.challenge;
  } catch {
    return undefined;
  }
}
