import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A node of its own in a process of its own. */
export async function serveBudgets(directory: string): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "intake.child.ts"), directory], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  return { child, port: JSON.parse(line).http };
}

/** Sends what the ballot's page sends. */
export class Browsers {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 512 });
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  /** What came back; undefined where nothing did, or the node refused. */
  post(path: string, said: object): Promise<Readonly<Record<string, unknown>> | undefined> {
    const body = JSON.stringify(said, (_, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString("base64url") : value,
    );
    return this.#send(path, body, false);
  }

  #send(path: string, body: string, isAgain: boolean): ReturnType<Browsers["post"]> {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const options = { port: this.#port, path, method: "POST", agent: this.#agent, headers };
    return new Promise((resolve) => {
      const asked = request(options, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          resolve(answer.statusCode === 200 ? JSON.parse(text || "{}") : undefined);
        });
        // The status is sent when all is durable; a body cut off by a kill takes nothing back.
        answer.on("error", () => resolve(answer.statusCode === 200 ? {} : undefined));
      });
      asked.on("error", (error) => {
        // The node closes a connection that has been idle for seconds, and a request may just be on its way: as a browser
        // does, it is sent once more over another (Node's documentation, request.reusedSocket).
        const isStale = asked.reusedSocket && "code" in error && error.code === "ECONNRESET";
        resolve(isStale && !isAgain ? this.#send(path, body, true) : undefined);
      });
      asked.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
