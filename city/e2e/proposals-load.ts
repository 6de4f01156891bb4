import { readFileSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { nothingSaid } from "../features/proposals/index.ts";
import { codeHash } from "../features/proposals/keys.ts";
import { randomCode } from "../features/votes/index.ts";
import { openNode } from "../node/node.ts";
import { cityProfiles } from "../node/profile.ts";

const PROPOSALS = 20;

/** Makes a city with proposals to endorse, and codes of a desk to do it with. */
export async function cityWithCodes(directory: string, count: number): Promise<string[]> {
  const node = await openNode(directory, { profile: cityProfiles.umea });
  try {
    const codes = Array.from({ length: count + PROPOSALS }, () => randomCode(12));
    for (let from = 0; from < codes.length; from += 500)
      await node.civic
        .insertInto("desk_code")
        .values(codes.slice(from, from + 500).map((code) => ({ code_hash: codeHash(code), used: 0 })))
        .execute();
    for (let made = 0; made < PROPOSALS; made++) {
      const said = { ...nothingSaid, title: `Förslag ${made}`, body: "Att stödja." };
      await node.proposals.desk.propose(said, { email: "", deskCode: codes.pop()! }, "sv", `bench ${made}`);
    }
    return codes;
  } finally {
    await node.close();
    // Behind a proxy: its crowd comes from as many places as the header names.
    const file = join(directory, "husting.json");
    const config = { ...JSON.parse(readFileSync(file, "utf8")), publicUrl: "https://umea.example" };
    writeFileSync(file, JSON.stringify(config));
  }
}

/** What came back: what was counted, or what was made; undefined where nothing was acknowledged. */
export type Acknowledged = string | undefined;

/** Endorses and proposes as people with codes do, over connections that stay open. */
export class CodeHolders {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 128 });
  readonly #port: number;
  #sent = 0;

  constructor(port: number) {
    this.#port = port;
  }

  /** @returns where it led to; undefined where it was not counted. */
  endorse(proposal: number, deskCode: string): Promise<Acknowledged> {
    return this.#post(`/sv/proposals/${proposal}`, { do: "endorse", email: "", deskCode }, /done=counted$/);
  }

  propose(title: string, deskCode: string): Promise<Acknowledged> {
    const said = { do: "send", title, body: "Därför att det behövs i hela staden.", about: "city", deskCode };
    return this.#post("/sv/propose", said, /\/my-proposal\//);
  }

  close(): void {
    this.#agent.destroy();
  }

  #post(path: string, fields: Readonly<Record<string, string>>, leadsTo: RegExp): Promise<Acknowledged> {
    // A crowd from everywhere: no two of 65,536 in a row come from one network, which may propose only so often.
    this.#sent += 1;
    const from = `10.${(this.#sent >> 8) & 255}.${this.#sent & 255}.1`;
    const body = new URLSearchParams(fields).toString();
    const origin = `http://127.0.0.1:${this.#port}`;
    const headers = {
      origin,
      "content-type": "application/x-www-form-urlencoded",
      "content-length": Buffer.byteLength(body),
      "x-forwarded-for": from,
    };
    return new Promise((resolve) => {
      const asked = request(`${origin}${path}`, { method: "POST", agent: this.#agent, headers }, (answer) => {
        const { location = "" } = answer.headers;
        // The redirect is sent when it is durable; what follows it takes nothing back.
        const done = (): void => resolve(leadsTo.test(location) ? location : undefined);
        answer.on("error", done);
        answer.on("end", done);
        answer.resume();
      });
      asked.on("error", () => resolve(undefined));
      asked.end(body);
    });
  }
}
