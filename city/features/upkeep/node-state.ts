import type { Names } from "../buildings/index.ts";
import type { Role } from "../people/index.ts";
import type { Attention } from "./attention.ts";
import type { BackupShown } from "./backups.ts";
import type { Job, MailState, Where } from "./watch.ts";

/** How a node stands, as it sees itself. Bytes, milliseconds and instants in UTC milliseconds. */
export interface NodeState {
  readonly version: string;
  readonly startedAtMs: number;
  readonly nowMs: number;
  readonly canWrite: boolean;
  readonly simulated: boolean;
  /** Address people reach it at; null where it was told none. */
  readonly publicUrl: string | null;
  /** Whether the accessibility statement can name who answers for the site, and how to reach them. */
  readonly responsible: "named" | "unreachable" | "missing";
  readonly disk: { readonly freeBytes: number; readonly wholeBytes: number };
  readonly files: readonly {
    readonly name: string;
    readonly bytes: number;
    /** What was written and not yet brought into the file itself; null for a file without a journal. */
    readonly journalBytes: number | null;
  }[];
  /** How long the process was late for what it had to do, since the page was last asked for. */
  readonly delay: { readonly typicalMs: number; readonly p99Ms: number; readonly longestMs: number };
  readonly errors: readonly {
    readonly where: Where;
    readonly lately: number;
    readonly day: number;
    readonly lastAtMs: number | null;
  }[];
  readonly jobs: readonly Job[];
  readonly queues: readonly { readonly what: Queue; readonly waiting: number }[];
  readonly mail: MailState;
  readonly sources: readonly {
    readonly name: string;
    readonly addedAtMs: number;
    /** When it last sent something; null where it is not among the last deliveries. */
    readonly heardAtMs: number | null;
  }[];
  readonly partners: readonly {
    readonly city: string;
    readonly names: Names;
    readonly fingerprint: string;
    readonly fetchedAtMs: number | null;
    readonly failures: number;
  }[];
  readonly backups: readonly BackupShown[];
  readonly accounts: {
    readonly roles: readonly { readonly role: Role; readonly count: number }[];
    readonly passkeys: number;
    readonly sessions: number;
    /** With a role beyond resident, and not used for half a year. */
    readonly unused: number;
  };
  readonly keys: {
    readonly log: { readonly keyId: string; readonly fingerprint: string };
    /** Services that the city is registered with; no secret is among what is told of them. */
    readonly services: readonly {
      readonly use: "voting" | "staff";
      readonly issuer: string;
      readonly clientId: string;
      readonly hasSecret: boolean;
    }[];
    /** How many budgets have a key that signs tokens on disk. */
    readonly budgetKeys: number;
  };
}

export const QUEUES = ["letters", "letters-failed", "reports", "codes", "uploads"] as const;
export type Queue = (typeof QUEUES)[number];

export interface NodePage extends NodeState {
  /** What needs somebody, the gravest first. */
  readonly attention: readonly Attention[];
}
