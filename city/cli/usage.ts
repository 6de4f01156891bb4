import { type ParseArgsConfig, parseArgs } from "node:util";

/** The command line itself was wrong; its message is shown with the command's usage. */
export class UsageError extends Error {}

type Options = NonNullable<ParseArgsConfig["options"]>;

/** `parseArgs`, with its complaints as usage errors. */
export function readArguments<const T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

export function required(value: string | undefined, flag: string): string {
  if (value === undefined || value === "") throw new UsageError(`--${flag} is missing.`);
  return value;
}

/** An ISO 8601 instant with its offset, such as 2016-12-26T00:00Z. */
export function instant(value: string | undefined, flag: string): number {
  const text = required(value, flag);
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    throw new UsageError(
      `--${flag} ${text} is no instant; write it with its offset, such as 2016-12-26T00:00Z.`,
    );
  }
}

export function oneOf<const T extends string>(value: string, flag: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined)
    throw new UsageError(`--${flag} ${value} is not known; use one of ${allowed.join(", ")}.`);
  return found;
}
