import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import mqtt from "mqtt";

/** Debian's Mosquitto on a loopback port, for as long as a test needs it. */

const PLACES = ["/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto"];
export const mosquittoPath = PLACES.find((path) => existsSync(path));

export interface Mosquitto {
  readonly url: string;
  stop(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== "object" || address === null) throw new Error("no port is free");
  return address.port;
}

export interface MosquittoOptions {
  /** Where its configuration and its store go. */
  readonly directory: string;
  readonly port: number;
  readonly certificate?: { readonly certFile: string; readonly keyFile: string };
}

export async function startMosquitto({ directory, port, certificate }: MosquittoOptions): Promise<Mosquitto> {
  if (mosquittoPath === undefined) throw new Error("Mosquitto is not installed");
  const configuration = join(directory, "mosquitto.conf");
  const lines = [
    `listener ${port} 127.0.0.1`,
    "allow_anonymous true",
    "persistence true",
    `persistence_location ${directory}/`,
    "max_inflight_messages 2000",
    "max_queued_messages 100000",
    ...(certificate === undefined
      ? []
      : [`certfile ${certificate.certFile}`, `keyfile ${certificate.keyFile}`]),
    ...(process.getuid?.() === 0 ? ["user root"] : []),
  ];
  writeFileSync(configuration, `${lines.join("\n")}\n`);
  const child: ChildProcess = spawn(mosquittoPath, ["-c", configuration], { stdio: "ignore" });
  const url = `${certificate === undefined ? "mqtt" : "mqtts"}://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    try {
      const client = await mqtt.connectAsync(url, { rejectUnauthorized: false, reconnectPeriod: 0 }, false);
      await client.endAsync();
      break;
    } catch (error) {
      if (tries > 50 || child.exitCode !== null) throw error;
      await pause(100);
    }
  }
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill("SIGTERM");
      }),
  };
}
