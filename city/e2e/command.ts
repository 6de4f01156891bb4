import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Readable } from "node:stream";

const HUSTING = join(import.meta.dirname, "../bin/husting.ts");

export type Started = ChildProcessByStdio<null, Readable, Readable>;

/** Starts the real command in a process of its own. */
export function start(...args: string[]): Started {
  return startIn("en", ...args);
}

/** As `start`, for a reader of another language. */
export function startIn(language: string, ...args: string[]): Started {
  return spawn(process.execPath, [HUSTING, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, HUSTING_LANGUAGE: language, NODE_ENV: "production" },
  });
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real command to its end. */
export async function husting(...args: string[]): Promise<Ended> {
  return ended(start(...args));
}

export async function ended(command: Started): Promise<Ended> {
  const [stdout, stderr, [code]] = await Promise.all([
    text(command.stdout),
    text(command.stderr),
    once(command, "close"),
  ]);
  return { code, stdout, stderr };
}

/** Resolves with the first part of what a command prints that fits; fails when the command ends before. */
export function printed(command: Started, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let all = "";
    let complaints = "";
    command.stderr.on("data", (chunk) => {
      complaints += chunk;
    });
    command.stdout.on("data", (chunk) => {
      all += chunk;
      const found = pattern.exec(all);
      if (found !== null) resolve(found);
    });
    command.on("close", (code) => reject(new Error(`ended with ${code}: ${all}${complaints}`)));
  });
}

async function text(stream: Readable): Promise<string> {
  let all = "";
  for await (const chunk of stream) all += chunk;
  return all;
}
