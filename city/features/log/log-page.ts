import type { LogEntry, SignedHead } from "@husting/openness";

export interface LogPage {
  readonly head: SignedHead | null;
  readonly keyId: string;
  readonly fingerprint: string;
  /** The newest entries, newest first. */
  readonly entries: readonly LogEntry[];
}
