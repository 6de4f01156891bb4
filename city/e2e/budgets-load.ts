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
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  /** What came back; undefined where nothing did, or the node refused. */
  post(path: string, said: object): Promise<Readonly<Record<string, unknown>> | undefined> {
    const body = JSON.stringify(said, (_, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString("base64url") : value,
    );
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    return new Promise((resolve) => {
      const asked = request(
        { port: this.#port, path, method: "POST", agent: this.#agent, headers },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          const done = () => {
            const text = Buffer.concat(chunks).toString("utf8");
            resolve(answer.statusCode === 200 ? JSON.parse(text || "{}") : undefined);
          };
          answer.on("end", done);
          answer.on("error", () => resolve(answer.statusCode === 200 ? {} : undefined));
        },
      );
      asked.on("error", () => resolve(undefined));
      asked.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
