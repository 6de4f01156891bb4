import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import { type MessageIntake, takeMessage } from "./intake.ts";

/** A broker elsewhere that the node takes readings from. */
export interface ConnectionOptions {
  /** Name under which its readings stand on the imports page. */
  readonly name: string;
  /** mqtt:// or mqtts:// */
  readonly url: string;
  readonly protocol: "3.1.1" | "5";
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** PEM of the authority that signed the broker's certificate, where it is not a public one. */
  readonly ca?: string | undefined;
  /** Unique at the broker, and the same after a restart: the broker keeps what was not acknowledged under it. */
  readonly clientId: string;
  readonly scope: string;
}

export interface Connection {
  /** Subscribes anew to what the mappings name. */
  readonly subscribe: () => void;
  readonly state: () => "connected" | "connecting" | { readonly failed: string };
  close(): Promise<void>;
}

/** Messages under way at once: enough for a commit's time at ten thousand a second. */
const IN_FLIGHT = 2000;
const SESSION_S = 7 * 24 * 3600;

/** What of the client this module holds back. */
interface Sending {
  _sendPacket(packet: { cmd: string; messageId?: number }, done?: () => void, ...rest: unknown[]): void;
}

/**
 * Subscribes to what the mappings name, in a session the broker keeps while the node is away. A message is acknowledged
 * when what it says is durable.
 *
 * The client acknowledges a message before it looks at the next one; with a commit between the two it would take fifty
 * a second. So its acknowledgements are held back here until the message's commit, in the order they were made (MQTT
 * 3.1.1 and 5, 4.6), while it goes on reading. It has no setting for this; the method it sends packets with is wrapped.
 */
export function openConnection(options: ConnectionOptions, intake: MessageIntake): Connection {
  const settings: IClientOptions = {
    clientId: options.clientId,
    clean: false,
    protocolVersion: options.protocol === "5" ? 5 : 4,
    reconnectPeriod: 2000,
    connectTimeout: 10_000,
    resubscribe: true,
    ...(options.username === undefined ? {} : { username: options.username }),
    ...(options.password === undefined ? {} : { password: options.password }),
    ...(options.ca === undefined ? {} : { ca: options.ca }),
    ...(options.protocol === "5"
      ? { properties: { receiveMaximum: IN_FLIGHT, sessionExpiryInterval: SESSION_S } }
      : {}),
  };
  const client: MqttClient = mqtt.connect(options.url, settings);
  const source = { name: options.name, scope: options.scope };
  let state: ReturnType<Connection["state"]> = "connecting";
  const acknowledgements = holdAcknowledgements(client);

  const subscribe = (): void => {
    const filters = [...new Set(intake.mappings().map(({ subscription }) => subscription))];
    client.subscribe(filters, { qos: 1 }, (error) => {
      if (error !== null) state = { failed: error.message };
    });
  };
  client.on("connect", () => {
    state = "connected";
    acknowledgements.forget();
    subscribe();
  });
  client.on("error", (error) => {
    state = { failed: error.message };
  });
  client.on("close", () => {
    if (state === "connected") state = "connecting";
  });
  client.on("message", (topic, payload, packet) => {
    const release = acknowledgements.hold(packet.qos === 1 ? packet.messageId : undefined);
    takeMessage(intake, source, topic, payload, release, (error) => {
      // Not acknowledged: the broker sends it again when the connection is made anew.
      state = { failed: error instanceof Error ? error.message : String(error) };
      client.reconnect();
    });
  });
  return {
    subscribe: () => {
      if (client.connected) subscribe();
    },
    state: () => state,
    close: () => client.endAsync(),
  };
}

/** Holds back each PUBACK until it is released, and sends them in the order in which the messages came. */
function holdAcknowledgements(client: MqttClient) {
  interface Held {
    readonly messageId: number;
    isReleased: boolean;
    send: (() => void) | undefined;
  }
  const sending = client as unknown as Sending;
  const send = sending._sendPacket.bind(client);
  let held: Held[] = [];
  const flush = (): void => {
    let sent = 0;
    while (sent < held.length && held[sent]!.isReleased && held[sent]!.send !== undefined)
      held[sent++]!.send!();
    if (sent > 0) held = held.slice(sent);
  };
  sending._sendPacket = (packet, done, ...rest) => {
    // The client makes the acknowledgement right after it has told of the message, so it is the newest one's.
    const newest = packet.cmd === "puback" ? held.at(-1) : undefined;
    const found = newest?.messageId === packet.messageId && newest?.send === undefined ? newest : undefined;
    if (found === undefined) return send(packet, done, ...rest);
    found.send = () => send(packet);
    // The client goes on to the next message at once.
    done?.();
    flush();
  };
  return {
    hold(messageId: number | undefined): () => void {
      if (messageId === undefined) return () => {};
      const entry: Held = { messageId, isReleased: false, send: undefined };
      held.push(entry);
      return () => {
        entry.isReleased = true;
        flush();
      };
    },
    /** A new connection: what was not acknowledged on the old one comes again under another number. */
    forget(): void {
      held = [];
    },
  };
}
