import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, type OutgoingHttpHeaders, request } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { openNode } from "../node/node.ts";
import { ensureMeteringPoint } from "../node/points.ts";
import { cityProfiles } from "../node/profile.ts";

const ROOMS = 20;

/** What lets people answer: the codes of rooms, and invitations to a round about the first of them. */
export interface Ways {
  readonly codes: readonly string[];
  readonly round: number;
  readonly invitations: readonly string[];
}

/** Makes a city with rooms to vote in, and a round that is open today. */
export async function cityWithRooms(directory: string): Promise<Ways> {
  const node = await openNode(directory, { profile: cityProfiles.umea });
  try {
    for (let room = 0; room < ROOMS; room++)
      await ensureMeteringPoint(node.registry, {
        building: "hall",
        room: `room-${room}`,
        carrier: "indoor-temperature",
        kind: "instantaneous",
        unit: "°C",
        stepMinutes: 60,
        registerWidth: null,
      });
    node.votes.rooms.forget();
    const rooms = [...(await node.votes.rooms.all()).values()];
    // Each room is counted by itself, so that what was lost of one cannot hide in another.
    for (const { roomId } of rooms) await node.votes.rooms.set(roomId, { regularUsers: "30", zone: "" });
    const { rounds } = node.votes;
    const today = { fromDate: rounds.today, toDate: rounds.today };
    const roomIds = [rooms[0]!.roomId];
    const made = await rounds.create({ measure: null, period: "other", ...today, roomIds }, null);
    const round = made.ok ? made.value : 0;
    const invitations = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const some = rounds.makeCodes((await rounds.find(round))!, 500);
        return some.ok ? some.value : [];
      }),
    );
    return { codes: rooms.map(({ code }) => code), round, invitations: invitations.flat() };
  } finally {
    await node.close();
  }
}

/** A node of its own in a process of its own. */
export async function serveApart(directory: string): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "intake.child.ts"), directory], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  return { child, port: JSON.parse(line).http };
}

/** Sends votes as telephones would, each with another name of a browser: the limit counts them as many clients. */
export class Crowd {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 128 });
  readonly #port: number;
  readonly #run: string;
  #sent = 0;

  /** @param run makes this crowd's clients others than those of another. */
  constructor(port: number, run: string) {
    this.#port = port;
    this.#run = run;
  }

  /** Taps an answer; gives the page that came back, undefined where none came. */
  tap(path: string, fields: Readonly<Record<string, string>>): Promise<string | undefined> {
    const body = new URLSearchParams(fields).toString();
    const origin = `http://127.0.0.1:${this.#port}`;
    const headers = {
      origin,
      "content-type": "application/x-www-form-urlencoded",
      "content-length": Buffer.byteLength(body),
      "user-agent": `Telephone/${this.#run}.${this.#sent++}`,
      "accept-language": "en",
    };
    return this.#send(path, body, headers, false);
  }

  #send(
    path: string,
    body: string,
    headers: OutgoingHttpHeaders,
    isAgain: boolean,
  ): Promise<string | undefined> {
    const origin = `http://127.0.0.1:${this.#port}`;
    return new Promise((resolve) => {
      const asked = request(`${origin}${path}`, { method: "POST", agent: this.#agent, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        // The status is sent when the vote is durable; a body cut off by the kill takes nothing back.
        const done = () =>
          resolve(answer.statusCode === 200 ? Buffer.concat(chunks).toString("utf8") : undefined);
        answer.on("end", done);
        answer.on("error", done);
      });
      asked.on("error", (error) => {
        // The node closes a connection that has been idle for seconds, and a request may just be on its way: as a
        // browser does, it is sent once more over another (Node's documentation, request.reusedSocket).
        const isStale = asked.reusedSocket && "code" in error && error.code === "ECONNRESET";
        resolve(isStale && !isAgain ? this.#send(path, body, headers, true) : undefined);
      });
      asked.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
