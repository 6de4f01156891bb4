import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { openNode } from "../node/node.ts";
import { ensureMeteringPoint } from "../node/points.ts";
import { cityProfiles } from "../node/profile.ts";

const ROOMS = 20;

/** Makes a city with rooms to vote in; gives their codes. */
export async function cityWithRooms(directory: string): Promise<string[]> {
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
    return rooms.map(({ code }) => code);
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
      asked.on("error", () => resolve(undefined));
      asked.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
