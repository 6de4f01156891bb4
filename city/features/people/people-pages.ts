import type { Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import type { PersonRow } from "./accounts-list.ts";
import type { InvitationFault, InvitedTogether, SeenInvitations } from "./invitations.ts";
import type { GrantFault } from "./role-grants.ts";
import type { Role } from "./roles.ts";
import type { SignInFault } from "./sign-in.ts";

/** What can go wrong at the service that staff sign in with; told on the sign-in page, to which they are led back. */
export const SERVICE_FAULTS = [
  "identity-declined",
  "identity-down",
  "identity-stale",
  "identity-refused",
  "identity-weak",
  "identity-nameless",
  "issuer-unverified",
  "issuer-domain",
  "issuer-untied",
  "too-many-tries",
] as const;
export type ServiceFault = (typeof SERVICE_FAULTS)[number];

export function isSignInFault(fault: string): fault is ServiceFault {
  return (SERVICE_FAULTS as readonly string[]).includes(fault);
}

export interface SignInPage {
  readonly next: string | null;
  /** Address the code went to; null before that. */
  readonly sentTo: string | null;
  readonly fault: SignInFault | ServiceFault | null;
  /** One account per role, in a demo city only. */
  readonly demoAccounts: readonly { readonly role: Role; readonly email: string }[];
  /** Code of one of its rooms, in a demo city only. */
  readonly demoRoom: string | null;
  /** The service that staff sign in with; null where there is none. */
  readonly service: { readonly names: Names; readonly host: string } | null;
  readonly script: { readonly src: string; readonly integrity: string };
}

export interface MailboxPage {
  readonly letters: readonly {
    readonly sentAtMs: number;
    readonly to: string;
    readonly subject: string;
    readonly body: string;
  }[];
}

/** What was done, for the page to say. */
export type PeopleDone =
  | "grant"
  | "take-role"
  | "undo"
  | "end-sessions"
  | "tied"
  | "invite"
  | "withdraw"
  | "send-again";

export interface PeoplePage {
  readonly people: readonly PersonRow[];
  /** How many there are of those looked for. */
  readonly count: number;
  readonly search: string;
  readonly page: number;
  readonly pages: number;
  readonly roles: readonly Role[];
  /** Who came by the service and is tied to no account; null where nobody has to be tied. */
  readonly untied:
    | readonly { readonly subject: string; readonly email: string; readonly atMs: number }[]
    | null;
  /** What was written, after a refused attempt. */
  readonly email: string;
  readonly subject: string;
  readonly invitation: {
    /** What was written of a list that was looked at. */
    readonly said: { readonly list: string; readonly role: Role; readonly language: Language };
    /** What would happen with it; null where no list was sent. */
    readonly seen: SeenInvitations | null;
    readonly together: readonly InvitedTogether[];
    /** So many at once. */
    readonly most: number;
  };
  readonly fault:
    | GrantFault
    | InvitationFault
    | "list-empty"
    | "role-unknown"
    | "subject-malformed"
    | "subject-taken"
    | null;
}
