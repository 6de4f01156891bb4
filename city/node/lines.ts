import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  type Broker,
  type Connection,
  type MessageIntake,
  openBroker,
  openConnection,
} from "../features/readings/index.ts";
import { DeviceVotes } from "../features/votes/index.ts";
import { DataDirectoryError } from "./data-directory.ts";
import type { CityNode } from "./node.ts";

/** The MQTT lines of a serving node: its own broker and its connections to others. */
export interface Lines {
  readonly broker: Broker | undefined;
  readonly connections: ReadonlyMap<string, Connection>;
  close(): Promise<void>;
}

/** How a node takes messages, from whichever line they come. */
export function messageIntake(
  node: Pick<CityNode, "desk" | "points" | "mappings" | "nowMs" | "votes">,
): MessageIntake {
  return {
    desk: node.desk,
    points: () => node.points.book,
    mappings: () => node.mappings.compiled,
    nowMs: node.nowMs,
    votes: new DeviceVotes({ ...node.votes, nowMs: node.nowMs }),
  };
}

/** @throws DataDirectoryError when a file that husting.json names cannot be read. */
export async function openLines(node: CityNode): Promise<Lines> {
  const { path, config } = node.directory;
  const intake = messageIntake(node);
  const pem = (file: string): string => {
    try {
      return readFileSync(resolve(path, file), "utf8");
    } catch (error) {
      throw new DataDirectoryError(
        `husting.json, mqtt: ${file}: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  };
  const wanted = config.mqtt?.broker;
  const { certificateFile, keyFile } = wanted ?? {};
  const tls =
    certificateFile === undefined || keyFile === undefined
      ? undefined
      : { cert: pem(certificateFile), key: pem(keyFile) };
  const connections = new Map<string, Connection>();
  for (const { name, authorityFile, buildings, ...connection } of config.mqtt?.connections ?? []) {
    const ca = authorityFile === undefined ? undefined : pem(authorityFile);
    const scope = buildings === undefined ? "*" : buildings.join(",");
    const clientId = `husting-${node.city.id}-${name}`.replaceAll(/[^A-Za-z0-9-]/g, "-");
    connections.set(name, openConnection({ ...connection, name, ca, scope, clientId }, intake));
  }
  const stopListening = node.mappings.onChange(() => {
    for (const connection of connections.values()) connection.subscribe();
  });
  const broker =
    wanted === undefined ? undefined : await openBroker({ ...wanted, tls }, node.sources, intake);
  return {
    broker,
    connections,
    async close() {
      stopListening();
      await Promise.all([...connections.values()].map((connection) => connection.close()));
      await broker?.close();
    },
  };
}
