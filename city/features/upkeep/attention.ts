import type { NodeState } from "./node-state.ts";

/** Something that an administrator should look at: what it is, and what stands in its sentence. */
export interface Attention {
  readonly what: AttentionKind;
  /** `act`: people are without something, or something could be lost. `look`: it can wait until tomorrow. */
  readonly grave: "act" | "look";
  /** Bytes, counts and instants, by the names that the sentence uses. */
  readonly facts: Readonly<Record<string, string | number>>;
}

/** Everything that can need somebody, in the order in which it is told. */
export const ATTENTION = [
  "cannot-write",
  "disk-full-soon",
  "backup-broken",
  "backup-none",
  "backup-old",
  "mail-nowhere",
  "mail-failing",
  "job-failed",
  "job-stuck",
  "errors-lately",
  "public-url-missing",
  "public-url-open",
  "secret-missing",
  "letters-failed",
  "source-silent",
  "partner-silent",
  "backup-unverified",
  "delay-long",
  "responsible-missing",
  "responsible-unreachable",
  "administrator-alone",
  "accounts-unused",
] as const;
export type AttentionKind = (typeof ATTENTION)[number];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const GIGABYTE = 1e9;
/** Less room than this, in bytes or as a share of the disk, is little. */
const LITTLE_BYTES = 2 * GIGABYTE;
const LITTLE_SHARE = 0.05;
const BACKUP_OLD_MS = 2 * DAY_MS;
const SOURCE_SILENT_MS = DAY_MS;
const PARTNER_FAILURES = 10;
const DELAY_LONG_MS = 500;
/** A round that takes so many times its interval, and at least an hour, hangs. */
const STUCK_INTERVALS = 10;

/** What of a node's state needs somebody, the gravest first. A simulated city sends no mail, and nobody backs it up. */
export function attentionOf(state: NodeState): Attention[] {
  const found: Attention[] = [];
  const act = (what: AttentionKind, facts: Attention["facts"] = {}): void =>
    void found.push({ what, grave: "act", facts });
  const look = (what: AttentionKind, facts: Attention["facts"] = {}): void =>
    void found.push({ what, grave: "look", facts });
  const { nowMs, disk, mail, simulated, backups } = state;

  if (!state.canWrite) act("cannot-write");
  if (disk.freeBytes < Math.min(LITTLE_BYTES, disk.wholeBytes * LITTLE_SHARE))
    act("disk-full-soon", { freeBytes: disk.freeBytes });
  const [backup] = backups;
  if (backup === undefined) {
    if (!simulated) act("backup-none");
  } else if (backup.fault !== null) act("backup-broken", { madeAtMs: backup.madeAtMs });
  else if (nowMs - backup.madeAtMs > BACKUP_OLD_MS && !simulated)
    act("backup-old", { madeAtMs: backup.madeAtMs });
  else if (backup.verifiedAtMs === null) look("backup-unverified", { madeAtMs: backup.madeAtMs });
  if (mail.way === "console") act("mail-nowhere");
  else if (mail.lastFailedAtMs !== null && mail.lastFailedAtMs > (mail.lastSentAtMs ?? 0))
    act("mail-failing", { failedAtMs: mail.lastFailedAtMs });
  for (const { what, everyMs, lastFailed, runningSinceMs } of state.jobs) {
    if (lastFailed) act("job-failed", { job: what });
    const patienceMs = Math.max(HOUR_MS, STUCK_INTERVALS * everyMs);
    if (runningSinceMs !== null && nowMs - runningSinceMs > patienceMs)
      act("job-stuck", { job: what, sinceMs: runningSinceMs });
  }
  const errors = state.errors.find(({ where }) => where === "pages")?.lately ?? 0;
  if (errors > 0) act("errors-lately", { count: errors });
  if (!simulated && state.publicUrl === null) act("public-url-missing");
  if (!simulated && state.publicUrl?.startsWith("http://") === true) act("public-url-open");
  for (const { use, hasSecret } of state.keys.services) if (!hasSecret) act("secret-missing", { use });
  const failed = state.queues.find(({ what }) => what === "letters-failed")?.waiting ?? 0;
  if (failed > 0) look("letters-failed", { count: failed });
  for (const { name, heardAtMs, addedAtMs } of state.sources)
    if (nowMs - (heardAtMs ?? addedAtMs) > SOURCE_SILENT_MS) look("source-silent", { source: name });
  for (const { city, failures } of state.partners)
    if (failures >= PARTNER_FAILURES) look("partner-silent", { city, count: failures });
  if (state.delay.p99Ms > DELAY_LONG_MS) look("delay-long", { ms: Math.round(state.delay.p99Ms) });
  if (state.responsible === "missing") look("responsible-missing");
  if (state.responsible === "unreachable") look("responsible-unreachable");
  const administrators = state.accounts.roles.find(({ role }) => role === "administrator")?.count ?? 0;
  if (administrators < 2 && !simulated) look("administrator-alone", { count: administrators });
  if (state.accounts.unused > 0) look("accounts-unused", { count: state.accounts.unused });
  return found.sort((a, b) => ATTENTION.indexOf(a.what) - ATTENTION.indexOf(b.what));
}
