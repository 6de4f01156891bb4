import type { ChildProcess } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";

/** Keeps a process running that others do not depend on: what falls is started again, a bounded number of times. */

/** Exit code of a command that has said in words why it cannot run: starting it again would not mend that. */
const CANNOT_RUN = 2;

export interface Kept {
  readonly name: string;
  start(): ChildProcess;
}

export interface KeepOptions {
  /** How often it is started again; counted anew once it has run for `soundMs`. */
  readonly restarts: number;
  readonly soundMs: number;
  readonly pauseMs: number;
  readonly say: (line: string) => void;
  /** Aborted when everything is to stop; a process that runs is told to end. */
  readonly signal: AbortSignal;
}

/** @returns the exit code when the process has ended for good: 0 when it ended by itself or was told to, else its own, or 1. */
export async function keepRunning(
  { name, start }: Kept,
  { restarts, soundMs, pauseMs, say, signal }: KeepOptions,
): Promise<number> {
  let left = restarts;
  for (;;) {
    const startedMs = performance.now();
    const { code, by } = await ended(start(), signal);
    if (code === 0 || signal.aborted) return code ?? 0;
    const how = by === null ? `with exit code ${code}` : `by ${by}`;
    if (code === CANNOT_RUN) {
      say(`${name} is not running: it ended ${how}. What else was started goes on.`);
      return code;
    }
    if (performance.now() - startedMs >= soundMs) left = restarts;
    if (left-- === 0) {
      say(`${name} has ended ${how} again and is not started any more. What else was started goes on.`);
      return code ?? 1;
    }
    say(`${name} has ended ${how}; it is started again.`);
    // Told to stop meanwhile, it is not started again.
    const waited = await pause(pauseMs, true, { signal }).catch(() => false);
    if (!waited) return 0;
  }
}

function ended(
  child: ChildProcess,
  signal: AbortSignal,
): Promise<{ readonly code: number | null; readonly by: NodeJS.Signals | null }> {
  return new Promise((resolve) => {
    const stop = (): void => void child.kill("SIGTERM");
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    child.once("exit", (code, by) => {
      signal.removeEventListener("abort", stop);
      resolve({ code, by });
    });
  });
}
