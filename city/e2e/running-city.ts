import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { inject } from "vitest";
import { generateDemo } from "../demo/create.ts";
import type { Role } from "../features/people/index.ts";
import type { NodeConfig } from "../node/data-directory.ts";
import { demoAddress } from "../node/demo-accounts.ts";
import { type CityNode, openNode } from "../node/node.ts";
import { demoProfile, type KnownCity } from "../node/profile.ts";
import { createServer, listen } from "../node/server.ts";

export const simulatedUmea = demoProfile("umea");

/** A node that serves the simulated Umeå on loopback, with its own copy of the data. */
export interface RunningCity {
  readonly baseUrl: string;
  readonly directory: string;
  readonly node: CityNode;
  /** Signs in through the forms, as a person would; gives the cookie to send. */
  signInAs(role: Role): Promise<string>;
  signIn(email: string): Promise<string>;
  close(): Promise<void>;
}

/** @param config lines of husting.json beside those of the simulated city. */
export async function runCity(config: Partial<NodeConfig> = {}): Promise<RunningCity> {
  const directory = await filledDirectory();
  const file = join(directory, "husting.json");
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), ...config }));
  const node = await openNode(directory);
  const server = await listen(await createServer(node), 0);
  const baseUrl = `http://127.0.0.1:${server.port}`;
  const signIn = (email: string): Promise<string> => signInAt({ node, baseUrl }, email);
  return {
    baseUrl,
    directory,
    node,
    signIn,
    signInAs: (role) => signIn(demoAddress(role, node.city.id)),
    async close() {
      await server.close();
      await node.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Signs in through the forms of a city that is served, as a person would; gives the cookie to send. */
export async function signInAt(
  { node, baseUrl }: Pick<RunningCity, "node" | "baseUrl">,
  email: string,
): Promise<string> {
  const asked = await postForm(`${baseUrl}/en/sign-in`, { email });
  const code = await newestCode(node, email);
  if (asked.status !== 200 || code === undefined)
    throw new Error(`no code was sent to ${email}: ${asked.status}`);
  const entered = await postForm(`${baseUrl}/en/sign-in`, { email, code }, { cookie: cookiesOf(asked) });
  const cookie = cookiesOf(entered);
  if (entered.status !== 303 || cookie === "") throw new Error(`${email} was not let in: ${entered.status}`);
  return cookie;
}

/** A cookie header as a browser's context takes it. */
export function browserCookies(header: string, url: string): { name: string; value: string; url: string }[] {
  return header.split("; ").map((cookie) => {
    const at = cookie.indexOf("=");
    return { name: cookie.slice(0, at), value: cookie.slice(at + 1), url };
  });
}

/** Six digits, or the nine that a ballot asks for. */
const CODE_SUBJECTS = ["______ · %", "___ ___ ___ · %"];

/** The code last sent to an address, from the demo city's mailbox. */
export async function newestCode(node: CityNode, email: string): Promise<string | undefined> {
  const letter = await node.civic
    .selectFrom("demo_mail")
    .select("subject")
    .where("to_address", "=", email)
    .where(({ eb, or }) => or(CODE_SUBJECTS.map((form) => eb("subject", "like", form))))
    .orderBy("id", "desc")
    .executeTakeFirst();
  return letter?.subject.split(" · ")[0]?.replaceAll(" ", "");
}

/** Posts a form the way a browser does from the site's own page; a redirect is given, not followed. */
export function postForm(
  url: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(url, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { origin: new URL(url).origin, ...headers },
    redirect: "manual",
  });
}

export function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

/** A fresh copy of a simulated city's data directory; simulated once for the whole run. */
export async function filledDirectory(city: KnownCity = "umea"): Promise<string> {
  const home = inject("cityHome");
  const filled = join(home, `filled-${city}`);
  const failed = join(home, `failed-${city}`);
  if (!existsSync(filled) && claimed(join(home, `filling-${city}`))) {
    try {
      const making = join(home, `making-${city}`);
      await fill(making, city);
      renameSync(making, filled);
    } catch (error) {
      writeFileSync(failed, String(error));
      throw error;
    }
  }
  // Another test file fills it meanwhile; the hook's own time limit ends a wait that is in vain.
  while (!existsSync(filled)) {
    if (existsSync(failed))
      throw new Error(`the simulated city could not be made: ${readFileSync(failed, "utf8")}`);
    await pause(100);
  }
  const copy = mkdtempSync(join(home, "city-"));
  cpSync(filled, copy, { recursive: true });
  return copy;
}

async function fill(directory: string, city: KnownCity): Promise<void> {
  const node = await openNode(directory, { profile: demoProfile(city) });
  await generateDemo(node, () => {});
  await node.recompute();
  await node.judge();
  await node.close();
}

/** Making a directory succeeds for one process only. */
function claimed(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch {
    return false;
  }
}
