import type { LogEntry, SignedHead } from "@husting/openness";
import type { Names } from "../buildings/index.ts";

export interface LogPage {
  readonly head: SignedHead | null;
  readonly keyId: string;
  readonly fingerprint: string;
  /** The entry that was asked for; null where none was. */
  readonly asked: number | null;
  /** The newest entries, or those around the one that was asked for; newest first. */
  readonly entries: readonly LogEntry[];
  /** Names for what the entries speak of, by slug. The entries themselves stay as they were signed. */
  readonly buildings: Readonly<Record<string, Names>>;
  readonly measures: Readonly<Record<string, { readonly titles: Names; readonly building: string }>>;
}
