import { useRouteLoaderData } from "react-router";
import type { Shell } from "./context.ts";
import { type Formats, formats } from "./language/index.ts";

/** The shell of the page being drawn, with formats for its language and its city's zone, and where its pages and the log's entries are. */
export function useFrame(): Shell & {
  readonly format: Formats;
  readonly address: (path: string) => string;
  readonly logAddress: (entry: number) => string;
} {
  const shell = useRouteLoaderData<Shell>("root");
  if (shell === undefined) throw new Error("a page was drawn without its shell");
  return {
    ...shell,
    format: formats(shell.language, shell.zone),
    address: (path) => `/${shell.language}${path}`,
    logAddress: (entry) => `/${shell.language}/log?entry=${entry}#entry-${entry}`,
  };
}
