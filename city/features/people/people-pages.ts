import type { Role } from "./roles.ts";
import type { PersonRow, SignInFault } from "./sign-in.ts";

export interface SignInPage {
  readonly next: string | null;
  /** Address the code went to; null before that. */
  readonly sentTo: string | null;
  readonly fault: SignInFault | null;
  /** One account per role, in a demo city only. */
  readonly demoAccounts: readonly { readonly role: Role; readonly email: string }[];
}

export interface MailboxPage {
  readonly letters: readonly {
    readonly sentAtMs: number;
    readonly to: string;
    readonly subject: string;
    readonly body: string;
  }[];
}

export interface PeoplePage {
  readonly people: readonly PersonRow[];
  readonly roles: readonly Role[];
  readonly fault: SignInFault | "role-unknown" | null;
}
