import { readFileSync } from "node:fs";
import { join } from "node:path";
import { visibleText } from "../web/language/visible.ts";
import { UsageError } from "./usage.ts";

/** What a command is given and where it may write; it gives its exit code. */
export interface Command {
  readonly summary: string;
  readonly usage: string;
  run(args: readonly string[]): Promise<number>;
}

/** Each command is loaded when it is called: `husting savings` must not wait for the server's parts. */
const commands: Record<string, () => Promise<{ command: Command }>> = {
  savings: () => import("./savings.ts"),
  placebo: () => import("./placebo.ts"),
  portfolio: () => import("./portfolio.ts"),
  budget: () => import("./budget.ts"),
  opinions: () => import("./opinions.ts"),
  import: () => import("./import.ts"),
  serve: () => import("./serve.ts"),
  "verify-log": () => import("./verify-log.ts"),
  "verify-case": () => import("./verify-case.ts"),
  explain: () => import("./explain.ts"),
  export: () => import("./export.ts"),
  backup: () => import("./backup.ts"),
  admin: () => import("./admin.ts"),
  source: () => import("./source.ts"),
  point: () => import("./point.ts"),
  building: () => import("./building.ts"),
};

/** Runs one command line; 0 success, 1 the answer is no, 2 the call or its input was wrong. */
export async function run(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--version") {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8"));
    console.log(version);
    return 0;
  }
  const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    await printOverview(name);
    return name === undefined || name === "--help" || name === "help" ? 0 : 2;
  }
  const { command } = await load();
  if (rest.includes("--help")) {
    console.log(`${command.summary}\n\n${command.usage}`);
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    // What was typed is part of the message, and must not steer the terminal it is shown on.
    const message = error.message.split("\n").map(visibleText).join("\n");
    console.error(`husting ${name}: ${message}\n\n${command.usage}`);
    return 2;
  }
}

async function printOverview(unknown: string | undefined): Promise<void> {
  if (unknown !== undefined && unknown !== "--help" && unknown !== "help") {
    console.error(`husting: there is no command "${visibleText(unknown)}".\n`);
  }
  console.log("husting COMMAND [--help]\n");
  for (const [name, load] of Object.entries(commands)) {
    const { command } = await load();
    console.log(`  ${name.padEnd(12)} ${command.summary}`);
  }
}
