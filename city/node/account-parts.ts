import { openStaffWay, PasskeyBook, StaffIdentities, type StaffWay } from "../features/accounts/index.ts";
import type { ActLog } from "../features/log/index.ts";
import { InvitationBook, invitationLetter } from "../features/people/index.ts";
import type { CivicDatabase } from "../stores/civic/database.ts";
import type { DataDirectory } from "./data-directory.ts";
import { staffIssuerSettings } from "./identity-settings.ts";
import type { SendLetter } from "./post.ts";

/** How people get into their accounts beside the code by mail. */
export interface NodeAccounts {
  readonly passkeys: PasskeyBook;
  /** The service that staff sign in with; null where the city is registered with none. */
  readonly staffWay: StaffWay | null;
  readonly invitations: InvitationBook;
  readonly send: SendLetter;
}

export function accountParts(parts: {
  readonly directory: DataDirectory;
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  readonly secret: string;
  readonly baseUrl: string;
  readonly send: SendLetter;
  readonly nowMs: () => number;
}): NodeAccounts {
  const { directory, civic, log, send, nowMs } = parts;
  const { city } = directory.config;
  const settings = staffIssuerSettings(directory);
  const invitations = new InvitationBook({
    ...{ civic, log, nowMs, send },
    letter: (role, language) =>
      invitationLetter({ cityNames: city.names, baseUrl: parts.baseUrl }, role, language),
  });
  // What a crash has left waiting.
  invitations.tell();
  return {
    passkeys: new PasskeyBook(civic, city.names[city.language], nowMs),
    staffWay:
      settings === null
        ? null
        : openStaffWay({ ...parts, identities: new StaffIdentities(settings, civic, log, nowMs) }),
    invitations,
    send,
  };
}
