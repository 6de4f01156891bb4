import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";

/**
 * Files that are needed for a moment: what a workbook became, an export on its way to a browser. They lie in the data
 * directory, which one process has open at a time, so that the next start clears away what a killed one left.
 */

function scratchHome(dataDirectory: string): string {
  return join(dataDirectory, "scratch");
}

/** To be called when a data directory has been opened, before anything is put there. */
export async function clearScratch(dataDirectory: string): Promise<void> {
  await rm(scratchHome(dataDirectory), { recursive: true, force: true });
}

/** Gives a folder of its own to a piece of work and takes it away afterwards, however it ended. */
export async function withScratch<Result>(
  dataDirectory: string,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const home = scratchHome(dataDirectory);
  await mkdir(home, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(home, "work-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
