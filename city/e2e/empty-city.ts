import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CityNode, openNode } from "../node/node.ts";
import { demoProfile } from "../node/profile.ts";
import { createServer, listen } from "../node/server.ts";

/** A simulated city in which nothing has happened yet, served on loopback: quick to make. */
export interface EmptyCity {
  readonly baseUrl: string;
  readonly directory: string;
  readonly node: CityNode;
  close(): Promise<void>;
}

export async function runEmptyCity(nowMs?: () => number): Promise<EmptyCity> {
  const directory = mkdtempSync(join(tmpdir(), "husting-empty-"));
  const options = { profile: demoProfile("umea"), ...(nowMs === undefined ? {} : { nowMs }) };
  const node = await openNode(directory, options);
  const server = await listen(await createServer(node), 0);
  return {
    baseUrl: `http://127.0.0.1:${server.port}`,
    directory,
    node,
    async close() {
      await server.close();
      await node.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
