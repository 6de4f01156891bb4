import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A script as the build left it, with the hash a browser holds it to. */
export interface PageScript {
  readonly src: string;
  readonly integrity: string;
}

/** The scripts there are: of the ballot's page, of the pages where somebody signs in or has passkeys, of lobby displays, and of the day's list. */
export interface PageScripts {
  readonly ballot: PageScript;
  readonly passkey: PageScript;
  readonly screen: PageScript;
  readonly day: PageScript;
}

export function pageScripts(build: string): PageScripts {
  return {
    ballot: scriptIn(build, "ballot"),
    passkey: scriptIn(build, "passkey"),
    screen: scriptIn(build, "screen"),
    day: scriptIn(build, "day"),
  };
}

function scriptIn(build: string, name: string): PageScript {
  const [file] = globSync(`assets/${name}-*.js`, { cwd: join(build, "client") });
  if (file === undefined) throw new Error(`${build} holds no script ${name}; npm start builds it.`);
  const hash = createHash("sha384")
    .update(readFileSync(join(build, "client", file)))
    .digest("base64");
  return { src: `/${file}`, integrity: `sha384-${hash}` };
}
