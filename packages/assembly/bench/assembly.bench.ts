/** Times of everything by which people come to a common view. Called by `npm run bench -- assembly`. */
import opinionsBench from "./opinions.ts";

const parts = [opinionsBench];

export default async function assemblyBench(): Promise<{ readonly held: boolean }> {
  let held = true;
  for (const part of parts) held = (await part()).held && held;
  return { held };
}
