import { existsSync, readdirSync, readFileSync, statfsSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { fingerprint, keyIdOf } from "@husting/openness";
import { localDate } from "@husting/series";
import { sql } from "kysely";
import { isRole, type RouteKey } from "../features/people/index.ts";
import { attentionOf, type NodePage, type NodeState, WHERE } from "../features/upkeep/index.ts";
import { issuerSettings, staffIssuerSettings } from "./identity-settings.ts";
import type { CityNode } from "./node.ts";
import type { Page } from "./pages.ts";

export const upkeepPages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/staff/node": ({ node }) => nodePage(node),
};

/** So many of the newest deliveries are looked through for when a source was last heard. */
const DELIVERIES_LOOKED_AT = 500;
const SHOWN_BACKUPS = 5;
const UNUSED_MS = 182 * 86_400_000;

/** How a node stands, and what of that needs somebody. */
export async function nodePage(node: CityNode): Promise<NodePage> {
  const state = await stateOf(node);
  return { ...state, attention: attentionOf(state) };
}

async function stateOf(node: CityNode): Promise<NodeState> {
  const { directory, upkeep, city, nowMs } = node;
  const { bavail, blocks, bsize } = statfsSync(directory.path);
  return {
    version: versionOf(),
    startedAtMs: upkeep.startedAtMs,
    nowMs: nowMs(),
    canWrite: upkeep.health().ok,
    simulated: city.simulated,
    publicUrl: directory.config.publicUrl ?? null,
    responsible: responsibleOf(city),
    disk: { freeBytes: bavail * bsize, wholeBytes: blocks * bsize },
    files: filesOf(node),
    delay: upkeep.delay(),
    errors: WHERE.map((where) => ({ where, ...upkeep.errors.of(where) })),
    jobs: upkeep.jobs.all,
    queues: await queuesOf(node),
    mail: upkeep.mail.state,
    sources: await sourcesOf(node),
    partners: await partnersOf(node),
    backups: await upkeep.backups.newest(SHOWN_BACKUPS),
    accounts: await accountsOf(node),
    keys: keysOf(node),
  };
}

function responsibleOf({ responsible }: CityNode["city"]): NodeState["responsible"] {
  if (responsible === null) return "missing";
  const { telephone, email, post } = responsible;
  return telephone === undefined && email === undefined && post === undefined ? "unreachable" : "named";
}

function versionOf(): string {
  return JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")).version;
}

function filesOf({ directory }: CityNode): NodeState["files"] {
  const { civic, tally, heard, opinions, ballots, readings } = directory;
  return [civic, tally, heard, opinions, ballots, readings].filter(existsSync).map((file) => ({
    name: basename(file),
    bytes: statSync(file).size,
    journalBytes: sizeOf(`${file}${file === readings ? ".wal" : "-wal"}`),
  }));
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

async function queuesOf({ civic, directory }: CityNode): Promise<NodeState["queues"]> {
  const { rows } = await sql<{ letters: number; failed: number; reports: number; codes: number }>`SELECT
    (SELECT COUNT(*) FROM proposal_notice WHERE failed_at_ms IS NULL)
      + (SELECT COUNT(*) FROM moderation_notice WHERE failed_at_ms IS NULL) AS letters,
    (SELECT COUNT(*) FROM proposal_notice WHERE failed_at_ms IS NOT NULL)
      + (SELECT COUNT(*) FROM moderation_notice WHERE failed_at_ms IS NOT NULL) AS failed,
    (SELECT COUNT(*) FROM moderation_case WHERE closed_at_ms IS NULL) AS reports,
    (SELECT COUNT(*) FROM proposal_pending) AS codes`.execute(civic);
  const { letters, failed, reports, codes } = rows[0]!;
  const uploads = join(directory.path, "uploads");
  return [
    { what: "letters", waiting: letters },
    { what: "letters-failed", waiting: failed },
    { what: "reports", waiting: reports },
    { what: "codes", waiting: codes },
    { what: "uploads", waiting: existsSync(uploads) ? readdirSync(uploads).length : 0 },
  ];
}

async function sourcesOf({ sources, readings }: CityNode): Promise<NodeState["sources"]> {
  const heard = new Map<string, number>();
  for (const { source, receivedAtMs } of await readings.deliveries(DELIVERIES_LOOKED_AT))
    heard.set(source, Math.max(receivedAtMs, heard.get(source) ?? 0));
  return (await sources.all())
    .filter(({ revokedAtMs }) => revokedAtMs === null)
    .map(({ name, createdAtMs }) => ({ name, addedAtMs: createdAtMs, heardAtMs: heard.get(name) ?? null }));
}

async function partnersOf({ exchange, civic }: CityNode): Promise<NodeState["partners"]> {
  const asked = await civic.selectFrom("partner").select(["city", "fetched_at_ms", "failures"]).execute();
  return (await exchange.partners.paired()).map(({ city, names, key }) => {
    const row = asked.find((one) => one.city === city);
    return {
      city,
      names,
      fingerprint: fingerprint(key),
      fetchedAtMs: row?.fetched_at_ms ?? null,
      failures: row?.failures ?? 0,
    };
  });
}

async function accountsOf({ civic, city, nowMs }: CityNode): Promise<NodeState["accounts"]> {
  const unusedSince = localDate(city.zone, nowMs() - UNUSED_MS);
  const roles = await sql<{ role: string; count: number }>`
    SELECT COALESCE(account_role.role, 'resident') AS role, COUNT(*) AS count
    FROM user LEFT JOIN account_role ON account_role.user_id = user.id GROUP BY 1 ORDER BY 1`.execute(civic);
  const counts = await sql<{ passkeys: number; sessions: number; unused: number }>`SELECT
    (SELECT COUNT(*) FROM passkey) AS passkeys, (SELECT COUNT(*) FROM session) AS sessions,
    (SELECT COUNT(*) FROM user JOIN account_role ON account_role.user_id = user.id AND role != 'resident'
      WHERE COALESCE((SELECT last_day FROM account_use WHERE user_id = user.id), substr(createdAt, 1, 10))
        < ${unusedSince}) AS unused`.execute(civic);
  return {
    roles: roles.rows.flatMap(({ role, count }) => (isRole(role) ? [{ role, count }] : [])),
    ...counts.rows[0]!,
  };
}

function keysOf({ logKey, directory }: CityNode): NodeState["keys"] {
  const voting = issuerSettings(directory);
  const staff = staffIssuerSettings(directory);
  const told = (use: "voting" | "staff", settings: typeof voting | typeof staff) =>
    settings === null
      ? []
      : [
          {
            use,
            issuer: settings.issuer,
            clientId: settings.clientId,
            hasSecret: settings.clientSecret !== "",
          },
        ];
  const budgetKeys = join(directory.path, "budget-keys");
  return {
    log: { keyId: keyIdOf(logKey), fingerprint: fingerprint(logKey) },
    services: [...told("voting", voting), ...told("staff", staff)],
    budgetKeys: existsSync(budgetKeys) ? readdirSync(budgetKeys).length : 0,
  };
}
