import { monitorEventLoopDelay } from "node:perf_hooks";
import {
  BackupBook,
  type ErrorTally,
  JobBook,
  type MailWatch,
  type Where,
} from "../features/upkeep/index.ts";
import type { CivicDatabase } from "../stores/civic/database.ts";
import type { DataDirectory } from "./data-directory.ts";
import { type Health, healthOf } from "./health.ts";
import type { SendLetter } from "./post.ts";

/** What a node knows of how it stands itself. */
export interface NodeUpkeep {
  readonly startedAtMs: number;
  readonly jobs: JobBook;
  readonly errors: ErrorTally;
  readonly mail: MailWatch;
  readonly backups: BackupBook;
  readonly health: () => Health;
  /** Counts something that went wrong. */
  failed(where: Where): void;
  /** How late the process was since this was last asked, in milliseconds. */
  delay(): { readonly typicalMs: number; readonly p99Ms: number; readonly longestMs: number };
  close(): void;
}

const RESOLUTION_MS = 20;
const MS = 1e6;

/** Sends letters by another's means and counts how that goes. */
export function watchedPost(send: SendLetter, mail: MailWatch, errors: ErrorTally): SendLetter {
  return async (to, letter) => {
    try {
      await send(to, letter);
      mail.sent();
    } catch (error) {
      mail.failed();
      errors.add("mail");
      throw error;
    }
  };
}

export function upkeepParts(parts: {
  readonly directory: DataDirectory;
  readonly civic: CivicDatabase;
  readonly mail: MailWatch;
  readonly errors: ErrorTally;
  readonly nowMs: () => number;
}): NodeUpkeep {
  const { directory, civic, mail, errors, nowMs } = parts;
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  return {
    startedAtMs: nowMs(),
    jobs: new JobBook(nowMs),
    errors,
    mail,
    backups: new BackupBook(civic, nowMs),
    health: healthOf(directory),
    failed: (where) => errors.add(where),
    delay() {
      // The timer itself waits its resolution; what it waited beyond is the delay.
      const beyond = (nanoseconds: number): number =>
        Number.isFinite(nanoseconds) ? Math.max(0, nanoseconds / MS - RESOLUTION_MS) : 0;
      const said = {
        typicalMs: beyond(delays.percentile(50)),
        p99Ms: beyond(delays.percentile(99)),
        longestMs: beyond(delays.max),
      };
      delays.reset();
      return said;
    },
    close: () => void delays.disable(),
  };
}
