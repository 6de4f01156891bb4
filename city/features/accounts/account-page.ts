import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { ActLog } from "../log/index.ts";
import {
  isLastAdministrator,
  type Person,
  type Role,
  type SessionShown,
  type SignIn,
  sessionLimit,
} from "../people/index.ts";
import { eraseAccount } from "../records/index.ts";
import { recordOf } from "./account-file.ts";
import type { PasskeyBook, PasskeyFault, PasskeyShown } from "./passkeys.ts";

/** Where a script lies, and the hash a browser holds it to. */
export interface PageScript {
  readonly src: string;
  readonly integrity: string;
}

export type AccountFault = PasskeyFault | "not-sure" | "last-administrator" | "session-unknown";

export interface AccountPage {
  readonly email: string;
  readonly role: Role;
  readonly passkeys: readonly PasskeyShown[];
  readonly sessions: readonly SessionShown[];
  /** How long a session of this role holds, unused and at all. */
  readonly limit: { readonly idleMs: number; readonly wholeMs: number };
  /** How many acts on record the account stands behind: they stay. */
  readonly acts: number;
  readonly fault: AccountFault | null;
  /** Of the passkey that the fault is about. */
  readonly faultAt: string | null;
  readonly script: PageScript;
}

export interface AccountParts {
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  readonly signIn: SignIn;
  readonly passkeys: PasskeyBook;
}

export async function accountPage(
  { civic, signIn, passkeys }: AccountParts,
  person: Person,
  session: string | null,
  script: PageScript,
  { fault, faultAt = null }: { readonly fault: AccountFault | null; readonly faultAt?: string | null },
): Promise<AccountPage> {
  const { id, email, role } = person;
  return {
    email,
    role,
    passkeys: await passkeys.of(id),
    sessions: await signIn.sessions.of(id, role, session),
    limit: sessionLimit(role),
    acts: (await recordOf(civic, person)).by.length,
    fault,
    faultAt,
    script,
  };
}

/**
 * Erases an account because its owner wants it, on record. The log keeps what was done in a role, and no longer who did it.
 */
export async function eraseOwn(
  { civic, log }: Pick<AccountParts, "civic" | "log">,
  { id, email, role }: Person,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly fault: "last-administrator" }> {
  return civic.transaction().execute(async (transaction) => {
    if (await isLastAdministrator(transaction, id)) return { ok: false, fault: "last-administrator" };
    await log.append(transaction, {
      act: "account.erased",
      role,
      personId: null,
      subject: "people",
      facts: { role },
    });
    await eraseAccount(transaction, { id, email });
    return { ok: true };
  });
}
