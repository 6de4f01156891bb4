import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";
import { identitySchema, staffIdentitySchema } from "./identity-schema.ts";
import { type CityProfile, profileSchema } from "./profile.ts";

/** A data directory holds everything of one city: back it up as a whole. */
export interface DataDirectory {
  readonly path: string;
  readonly civic: string;
  /** Counts of what people say of rooms. */
  readonly tally: string;
  /** Counts of who was heard. */
  readonly heard: string;
  /** What people say of statements in conversations. */
  readonly opinions: string;
  /** Sealed ballots of budgets that are being voted on. */
  readonly ballots: string;
  readonly readings: string;
  readonly logKey: string;
  /** Socket on which commands reach a running node; who may open it is the directory's permission. */
  readonly socket: string;
  readonly config: NodeConfig;
}

const configSchema = z.strictObject({
  version: z.literal(1),
  city: profileSchema,
  /** Signs session cookies. */
  sessionSecret: z.string().min(32),
  /** Address people reach the node at, where it is not http://localhost:PORT. */
  publicUrl: z.url().optional(),
  mail: z
    .strictObject({
      host: z.string(),
      port: z.number().int(),
      from: z.string(),
      user: z.string().optional(),
      password: z.string().optional(),
    })
    .optional(),
  /** Where weather is fetched from, where it is not from the services' own addresses (docs/weather.md). */
  weather: z
    .strictObject({
      smhiUrl: z.url().optional(),
      openMeteoUrl: z.url().optional(),
      /** Of a customer of Open-Meteo. */
      openMeteoKey: z.string().optional(),
    })
    .optional(),
  /** With which e-identity people show that they may vote (docs/administration.md). */
  identity: identitySchema.optional(),
  /** With which service the city's own people sign in (docs/accounts.md). */
  staffIdentity: staffIdentitySchema.optional(),
  /** How often partner cities are asked for what they have released (docs/exchange.md). */
  exchange: z.strictObject({ everyMinutes: z.number().min(0.05).max(1_440) }).optional(),
  /** Where readings come in over MQTT (docs/sending.md). */
  mqtt: z
    .strictObject({
      /** The node's own broker. */
      broker: z
        .strictObject({
          port: z.number().int().min(0).max(65_535),
          host: z.string().default("127.0.0.1"),
          /** PEM files, relative to the data directory. */
          certificateFile: z.string().optional(),
          keyFile: z.string().optional(),
        })
        .refine(
          ({ certificateFile, keyFile }) => (certificateFile === undefined) === (keyFile === undefined),
          {
            error: "certificateFile and keyFile go together",
          },
        )
        .optional(),
      /** Brokers elsewhere. */
      connections: z
        .array(
          z.strictObject({
            name: z.string().min(1).max(60),
            url: z.url({ protocol: /^mqtts?$/ }),
            protocol: z.enum(["3.1.1", "5"]).default("3.1.1"),
            username: z.string().optional(),
            password: z.string().optional(),
            authorityFile: z.string().optional(),
            buildings: z.array(z.string()).optional(),
          }),
        )
        .default([]),
    })
    .optional(),
});
export type NodeConfig = z.infer<typeof configSchema>;

/** The directory is not what it should be; the message says what to do. */
export class DataDirectoryError extends Error {}

/** Opens a city's data directory, made with this profile if it is new. */
export function openDataDirectory(path: string, profile?: CityProfile): DataDirectory {
  const file = join(path, "husting.json");
  if (!existsSync(file)) {
    if (profile === undefined) {
      throw new DataDirectoryError(
        `${path} is no data directory of a city yet. Make one by starting a node: npm start -- --city umea --data ${path}`,
      );
    }
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const fresh: NodeConfig = {
      version: 1,
      city: profile,
      sessionSecret: randomBytes(32).toString("base64url"),
    };
    writeFileSync(file, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600, flag: "wx", flush: true });
  }
  const parsed = configSchema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new DataDirectoryError(`${file}: ${issue?.path.join(".")}: ${issue?.message}`);
  }
  if (profile !== undefined && parsed.data.city.id !== profile.id) {
    throw new DataDirectoryError(
      `${path} belongs to the city ${parsed.data.city.id}, not ${profile.id}; choose another --data directory.`,
    );
  }
  return {
    path,
    civic: join(path, "civic.sqlite"),
    tally: join(path, "votes.sqlite"),
    heard: join(path, "heard.sqlite"),
    opinions: join(path, "opinions.sqlite"),
    ballots: join(path, "ballots.sqlite"),
    readings: join(path, "readings.duckdb"),
    logKey: join(path, "log-key.json"),
    socket: socketPath(path),
    config: parsed.data,
  };
}

/** Unix sockets take no more than 107 bytes of path; a deeper directory gets one in the system's own place. */
function socketPath(path: string): string {
  const beside = join(path, "node.sock");
  if (Buffer.byteLength(resolve(beside)) <= 100) return beside;
  const name = createHash("sha256").update(resolve(path)).digest("hex").slice(0, 24);
  return join(tmpdir(), `husting-${name}.sock`);
}
