import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { BallotScript } from "../features/budget-votes/index.ts";

/** The one script there is, as the build left it, with the hash a browser holds it to. */
export function ballotScript(build: string): BallotScript {
  const [file] = globSync("assets/ballot-*.js", { cwd: join(build, "client") });
  if (file === undefined) throw new Error(`${build} holds no script for ballots; npm start builds it.`);
  const hash = createHash("sha384")
    .update(readFileSync(join(build, "client", file)))
    .digest("base64");
  return { src: `/${file}`, integrity: `sha384-${hash}` };
}
