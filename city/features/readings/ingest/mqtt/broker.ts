import { createServer as createTcpServer, type Server } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { Aedes, type Client } from "aedes";
import type { Source, SourceRegister } from "../sources.ts";
import { type MessageIntake, takeMessage } from "./intake.ts";

export interface BrokerOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** PEM; without it the broker speaks plain TCP and belongs on loopback or behind a TLS proxy. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
}

export interface Broker {
  readonly port: number;
  close(): Promise<void>;
}

/** No reading takes more; what is larger would only fill memory. */
const LONGEST_MESSAGE = 256 * 1024;

/**
 * The node's own MQTT broker (3.1.1), for a city without one. It takes readings and gives nothing out. PUBACK is sent
 * when what the message says is durable: the publish is authorised only then.
 */
export async function openBroker(
  options: BrokerOptions,
  sources: SourceRegister,
  intake: MessageIntake,
): Promise<Broker> {
  const senders = new WeakMap<Client, Source>();
  const aedes = await Aedes.createBroker({ concurrency: 1000, maxTopicLevels: 12 });
  aedes.authenticate = (client, _username, password, answer) => {
    sources.withToken(password?.toString("utf8") ?? "").then(
      (source) => {
        if (source !== undefined) senders.set(client, source);
        answer(null, source !== undefined);
      },
      (error: unknown) =>
        answer(Object.assign(new Error("sign-in failed", { cause: error }), { returnCode: 3 }), false),
    );
  };
  aedes.authorizeSubscribe = (_client, _subscription, answer) => answer(null, null);
  aedes.authorizePublish = (client, packet, answer) => {
    const source = client === null ? undefined : senders.get(client);
    if (source === undefined) return answer(new Error("nobody has signed in"));
    if (packet.payload.length > LONGEST_MESSAGE) return answer(new Error("the message is too long"));
    // Nobody may subscribe, so nothing needs to be kept for later.
    packet.retain = false;
    takeMessage(
      intake,
      source,
      packet.topic,
      Buffer.from(packet.payload),
      () => answer(null),
      (error) => answer(new Error("the readings could not be written", { cause: error })),
    );
  };
  const server: Server =
    options.tls === undefined ? createTcpServer(aedes.handle) : createTlsServer(options.tls, aedes.handle);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : options.port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
      await closed;
    },
  };
}
