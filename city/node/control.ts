import { constants, rmSync } from "node:fs";
import { access, stat } from "node:fs/promises";
import { createServer, request } from "node:http";
import { dirname } from "node:path";
import { z } from "zod";
import { type RemovalOrder, type Removed, remove } from "../features/buildings/index.ts";
import { type Granted, type Role, roles } from "../features/people/index.ts";
import { exportPoints } from "../features/readings/export.ts";
import { mappingSchema } from "../features/readings/intake/mapping.ts";
import { BACKUP_FAULTS } from "../features/upkeep/index.ts";
import { type Explained, explainVerdict } from "../features/verdicts/index.ts";
import { type BackupAnswer, type BackupOrder, makeBackup } from "./backup.ts";
import { type ImportEvent, type ImportRequest, importIntoNode } from "./import-files.ts";
import type { CityNode } from "./node.ts";

/**
 * The way commands reach a running node: HTTP over a Unix socket in its data directory. A process that may open the
 * socket could as well read the stores, so the directory's permission (0700) is the authorisation.
 */

const importSchema = z.strictObject({
  files: z.array(z.string()),
  mapping: mappingSchema,
  reason: z.string(),
  dryRun: z.boolean(),
});
const sourceSchema = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("add"), name: z.string(), scope: z.string() }),
  z.strictObject({ do: z.literal("revoke"), name: z.string() }),
  z.strictObject({ do: z.literal("list") }),
]);
export type SourceOrder = z.infer<typeof sourceSchema>;

/** Carries an order about sources out; the same for a running node and for a command that opens the directory itself. */
export async function orderSource(node: Pick<CityNode, "sources" | "registry">, order: SourceOrder) {
  if (order.do === "add") {
    const added = await node.sources.add(order.name, order.scope);
    return added.ok ? { ...added, unknownBuildings: await unknownOf(node.registry, order.scope) } : added;
  }
  if (order.do === "revoke") return node.sources.revoke(order.name);
  return { ok: true as const, sources: await node.sources.all() };
}

/** Names in a source's scope that nothing is called yet; stations of the city's weather stand in keys as buildings do. */
async function unknownOf(registry: CityNode["registry"], scope: string): Promise<string[]> {
  if (scope === "*") return [];
  const known = new Set([
    ...(await registry.buildings()).map(({ slug }) => slug),
    ...(await registry.points()).map(({ key }) => key.slice(0, key.indexOf("/"))),
  ]);
  return scope.split(",").filter((name) => !known.has(name));
}

export type SourceAnswer = Awaited<ReturnType<typeof orderSource>>;

const exportSchema = z.strictObject({
  path: z.string(),
  form: z.enum(["parquet", "csv"]),
  buildings: z.array(z.string()),
  carriers: z.array(z.string()),
  fromMs: z.number(),
  toMs: z.number(),
  versions: z.enum(["all", "newest"]),
});
export type ExportOrder = z.infer<typeof exportSchema>;
export type ExportAnswer =
  | { readonly ok: true; readonly points: number; readonly rows: number }
  /** The file cannot be written there; nothing was. */
  | { readonly ok: false; readonly fault: "folder-not-found" | "folder-not-writable" | "path-is-a-folder" };

/** Writes an export; the same for a running node and for a command that opens the directory itself. */
export async function orderExport(
  node: Pick<CityNode, "registry" | "readings">,
  { path, buildings, carriers, ...request }: ExportOrder,
): Promise<ExportAnswer> {
  const fault = await placeFault(path);
  if (fault !== null) return { ok: false, fault };
  const points = await exportPoints(node.registry, { buildings, carriers });
  const rows = await node.readings.export(path, { points, ...request });
  return { ok: true, points: points.length, rows };
}

/** Why no file can be written at a path. */
async function placeFault(path: string): Promise<(ExportAnswer & { ok: false })["fault"] | null> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return "path-is-a-folder";
  const folder = dirname(path);
  const isFolder = await stat(folder).then(
    (there) => there.isDirectory(),
    () => false,
  );
  if (!isFolder) return "folder-not-found";
  return access(folder, constants.W_OK | constants.X_OK).then(
    () => null,
    () => "folder-not-writable" as const,
  );
}

const removalSchema = z.discriminatedUnion("what", [
  z.strictObject({ what: z.literal("point"), key: z.string() }),
  z.strictObject({ what: z.literal("building"), slug: z.string() }),
]);

/** Takes a point or a building back; the same for a running node and for a command that opens the directory itself. */
export async function orderRemoval(
  node: Pick<CityNode, "civic" | "readings" | "registry" | "log" | "points" | "votes">,
  order: RemovalOrder,
): Promise<Removed> {
  const { desk, rooms, tally } = node.votes;
  // What people have just said is counted first.
  await desk.idle();
  const removed = await remove({ ...node, tally }, order);
  rooms.forget();
  await node.points.refresh();
  return removed;
}

const explainSchema = z.strictObject({ text: z.string() });

/** Computes a verdict again; the same for a running node and for a command that opens the directory itself. */
export function orderExplanation(
  node: CityNode,
  { text }: z.infer<typeof explainSchema>,
): Promise<Explained> {
  const { zone, country, rules } = node.city;
  return explainVerdict({ ...node, zone, country, rules }, text);
}

const grantSchema = z.strictObject({ email: z.string(), role: z.enum(roles) });

/** Gives a role in the node's own name; the same for a running node and for a command that opens the directory itself. */
export function orderGrant(
  node: Pick<CityNode, "signIn">,
  { email, role }: z.infer<typeof grantSchema>,
): Promise<Granted> {
  return node.signIn.grant(email, role, null);
}

const backupSchema = z.strictObject({ to: z.string() });

/** What came of opening a copy, for the node's page. */
const verifiedSchema = z.strictObject({ id: z.number(), fault: z.enum(BACKUP_FAULTS).nullable() });
export type VerifiedOrder = z.infer<typeof verifiedSchema>;

export async function orderVerified(
  node: Pick<CityNode, "upkeep">,
  { id, fault }: VerifiedOrder,
): Promise<{ readonly ok: true }> {
  await node.upkeep.backups.verified(id, fault);
  return { ok: true };
}

export function openControl(node: CityNode): Promise<{ close: () => Promise<void> }> {
  const { socket } = node.directory;
  rmSync(socket, { force: true });
  const server = createServer(async (incoming, response) => {
    try {
      const body: unknown = JSON.parse(Buffer.concat(await incoming.toArray()).toString("utf8"));
      response.setHeader("content-type", "application/x-ndjson");
      const say = (event: unknown): void => void response.write(`${JSON.stringify(event)}\n`);
      if (incoming.url === "/import") await importIntoNode(node, importSchema.parse(body), say);
      else if (incoming.url === "/grant") say(await orderGrant(node, grantSchema.parse(body)));
      else if (incoming.url === "/source") say(await orderSource(node, sourceSchema.parse(body)));
      else if (incoming.url === "/export") say(await orderExport(node, exportSchema.parse(body)));
      else if (incoming.url === "/remove") say(await orderRemoval(node, removalSchema.parse(body)));
      else if (incoming.url === "/explain") say(await orderExplanation(node, explainSchema.parse(body)));
      else if (incoming.url === "/backup") say(await makeBackup(node, backupSchema.parse(body)));
      else if (incoming.url === "/verified") say(await orderVerified(node, verifiedSchema.parse(body)));
      else response.statusCode = 404;
    } catch (error) {
      console.error(error);
      response.write(
        `${JSON.stringify({ type: "failed", message: error instanceof Error ? error.message : "" })}\n`,
      );
    }
    response.end();
  });
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(socket, () =>
      resolve({
        close: () =>
          new Promise((done) => {
            server.closeAllConnections();
            server.close(() => done());
          }),
      }),
    );
  });
}

/** What a running node can be asked, by path. */
interface Orders {
  "/import": { readonly body: ImportRequest; readonly line: ImportEvent };
  "/grant": { readonly body: { readonly email: string; readonly role: Role }; readonly line: Granted };
  "/source": { readonly body: SourceOrder; readonly line: SourceAnswer };
  "/export": { readonly body: ExportOrder; readonly line: ExportAnswer };
  "/explain": { readonly body: z.infer<typeof explainSchema>; readonly line: Explained };
  "/backup": { readonly body: BackupOrder; readonly line: BackupAnswer };
  "/verified": { readonly body: VerifiedOrder; readonly line: { readonly ok: true } };
  "/remove": { readonly body: RemovalOrder; readonly line: Removed };
}

/** The running node could not do what it was asked; its console says why. */
export interface Failed {
  readonly type: "failed";
  readonly message: string;
}

/** Asks a running node; gives its lines as they come, or undefined when none is running there. */
export function askRunningNode<Path extends keyof Orders>(
  socket: string,
  path: Path,
  body: Orders[Path]["body"],
): Promise<AsyncIterable<Orders[Path]["line"] | Failed> | undefined> {
  return new Promise((resolve, reject) => {
    const asking = request({ socketPath: socket, path, method: "POST" }, (response) =>
      resolve(parsedLines(response) as AsyncIterable<Orders[Path]["line"] | Failed>),
    );
    asking.on("error", (error: NodeJS.ErrnoException) => {
      // No socket, or one left behind by a killed node: nobody is there.
      if (error.code === "ENOENT" || error.code === "ECONNREFUSED") resolve(undefined);
      else reject(error);
    });
    asking.end(JSON.stringify(body));
  });
}

/** The lines of an answer as they come. The stream itself is iterated, since it holds what came before anyone read. */
async function* parsedLines(answer: AsyncIterable<Uint8Array>): AsyncGenerator<unknown> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of answer) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line);
  }
}
