import type { Generated } from "kysely";

/** Made by the sign-in library. Instants are ISO texts, by the node's clock; `expiresAt` alone is by the library's own. */
export interface SessionTable {
  id: string;
  userId: string;
  /** When it began. */
  createdAt: string;
  /** When it was last used, to some minutes. */
  updatedAt: string;
  /** The kind of browser and system, and nothing more of what the browser says of itself. */
  userAgent: string | null;
}

/** A letter with codes to sign in with; what was used is gone. */
export interface SignInCodeTable {
  id: Generated<number>;
  email: string;
  /** Hash of the secret in the cookie of the browser that asked. */
  asker: string;
  /** Hash of the short code with that secret: what lies here cannot be tried out without it. */
  code_hash: string;
  long_hash: string;
  tries: number;
  made_at_ms: number;
}

/** On which day an account was last used. */
export interface AccountUseTable {
  user_id: string;
  last_day: string;
}

/** A role that was given, and the one before it, so that it can be given back. */
export interface RoleChangeTable {
  id: Generated<number>;
  user_id: string;
  role: string;
  role_before: string;
  at_ms: number;
  undone: number;
}

/** That somebody was invited together with others, for as long as that can be withdrawn. */
export interface InvitationTable {
  batch: number;
  user_id: string;
  role: string;
  language: "sv" | "zh" | "en";
  at_ms: number;
  letter: "waiting" | "sent" | "failed";
}

/** A passkey: the public half of a key that its owner's device keeps. */
export interface PasskeyTable {
  credential_id: string;
  user_id: string;
  /** COSE, as the authenticator gave it. */
  public_key: Uint8Array;
  counter: number;
  /** JSON: how the authenticator can be reached, as it says itself. */
  transports: string;
  name: string;
  made_at_ms: number;
  used_at_ms: number | null;
}

/** Whom a sign-in service calls what, where an administrator has tied the two. */
export interface AccountSubjectTable {
  issuer: string;
  subject: string;
  user_id: string;
  tied_at_ms: number;
}

/** A copy of the data directory that was made, and whether it was opened and found whole. */
export interface BackupTable {
  id: Generated<number>;
  made_at_ms: number;
  seconds: number;
  bytes: number;
  log_entries: number;
  /** Null where it was not verified. */
  verified_at_ms: number | null;
  fault: string | null;
}

export interface AccountTables {
  session: SessionTable;
  sign_in_code: SignInCodeTable;
  account_use: AccountUseTable;
  role_change: RoleChangeTable;
  invitation: InvitationTable;
  passkey: PasskeyTable;
  account_subject: AccountSubjectTable;
  backup: BackupTable;
}
