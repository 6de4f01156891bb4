import { Agent, request } from "node:http";
import { keyCookie } from "../features/conversations/index.ts";
import { openNode } from "../node/node.ts";
import { cityProfiles } from "../node/profile.ts";

export const LOADED = "a-loaded-conversation";
const STATEMENTS = 40;

/** Makes a city with an open conversation and codes to it. @returns the codes. */
export async function cityWithConversation(directory: string, people: number): Promise<string[]> {
  const node = await openNode(directory, { profile: cityProfiles.umea });
  try {
    const { book, store, participants } = node.conversations;
    await node.signIn.grant("officer@umea.example", "officer", null);
    const officer = (await node.signIn.people())[0]!;
    const said = { "title-en": "A loaded conversation", "question-en": "What do you say?" };
    await book.make({ ...said, moderation: "strict", access: "code", shows: "when-closed" }, officer);
    for (let number = 1; number <= STATEMENTS; number++)
      await book.seed(LOADED, `Statement ${number} is one of many`, "en", officer);
    const fault = await book.open(LOADED, officer);
    if (fault !== null) throw new Error(`the conversation did not open: ${fault.code}`);
    const { id } = (await book.find(LOADED))!;
    const codes = Array.from({ length: people }, (_, at) => `SIMULATED${String(at).padStart(6, "0")}`);
    store.invite(
      id,
      codes.map((code) => participants.codeHash(id, code)),
    );
    return codes;
  } finally {
    await node.close();
  }
}

/** Says things as browsers would; each vote is acknowledged when it is durable. */
export class OpinionCrowd {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 128 });
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  /** @returns whether the vote was acknowledged. */
  vote(code: string, statement: number, vote: string, isAgain = false): Promise<boolean> {
    const body = new URLSearchParams({ do: "vote", statement: String(statement), vote }).toString();
    const origin = `http://127.0.0.1:${this.#port}`;
    const headers = {
      origin,
      "content-type": "application/x-www-form-urlencoded",
      "content-length": Buffer.byteLength(body),
      cookie: keyCookie(LOADED, code, false).split(";")[0]!,
    };
    return new Promise((resolve) => {
      const asked = request(
        `${origin}/en/conversations/${LOADED}`,
        { method: "POST", agent: this.#agent, headers },
        (answer) => {
          answer.resume();
          const done = (): void => resolve(answer.statusCode === 303);
          answer.on("end", done);
          answer.on("error", done);
        },
      );
      asked.on("error", (error) => {
        // An idle connection that the node has just closed: as a browser does, it is sent once more.
        const isStale = asked.reusedSocket && "code" in error && error.code === "ECONNRESET";
        resolve(isStale && !isAgain ? this.vote(code, statement, vote, true) : false);
      });
      asked.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** A vote of the loaded conversation, all its own: who, on what, what. */
export function* plannedVotes(
  codes: readonly string[],
  random: () => number,
): Generator<readonly [code: string, statement: number, vote: "agree" | "disagree" | "pass"]> {
  for (const code of codes)
    for (let statement = 1; statement <= STATEMENTS; statement++) {
      const drawn = random();
      yield [code, statement, drawn < 0.45 ? "agree" : drawn < 0.9 ? "disagree" : "pass"];
    }
}
