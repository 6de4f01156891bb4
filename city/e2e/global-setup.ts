import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { buildPages } from "../../scripts/build.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Folder of this run in which the first test that needs a filled city leaves one for the others to copy. */
    cityHome: string;
  }
}

/** Builds the pages once, and gives the run a folder that goes away with it. */
export default function setup(project: TestProject): () => void {
  buildPages();
  const home = mkdtempSync(join(tmpdir(), "husting-e2e-"));
  project.provide("cityHome", home);
  return () => rmSync(home, { recursive: true, force: true });
}
