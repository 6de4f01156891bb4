import { join } from "node:path";
import {
  BallotDesk,
  type BudgetParts,
  CALLBACK_PATH,
  clearClosed,
  IdentityCookies,
  type IdentityWay,
  PaperSerials,
  ResultTeller,
  RollHashes,
  TokenKeys,
} from "../features/budget-votes/index.ts";
import { OidcIssuer } from "../features/identity/index.ts";
import type { ActLog } from "../features/log/index.ts";
import { FloodGate, type FloodLimits } from "../features/moderation/index.ts";
import { BallotBox } from "../stores/ballots/box.ts";
import type { CivicDatabase } from "../stores/civic/database.ts";
import type { DataDirectory } from "./data-directory.ts";
import { issuerSettings } from "./identity-settings.ts";
import type { SendLetter } from "./post.ts";
import type { CityProfile } from "./profile.ts";
import type { ProposalParts } from "./proposal-parts.ts";

/** Participatory budgets: how they are set up, voted in, closed and told. */
export interface NodeBudgets extends BudgetParts {
  readonly serials: PaperSerials;
  readonly results: ResultTeller;
  readonly cityNames: CityProfile["names"];
  readonly baseUrl: string;
  readonly send: SendLetter;
  close(): Promise<void>;
}

export async function budgetParts(parts: {
  readonly directory: DataDirectory;
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  readonly city: CityProfile;
  readonly secret: string;
  readonly proposals: ProposalParts;
  readonly send: SendLetter;
  readonly limits: FloodLimits | undefined;
  readonly nowMs: () => number;
}): Promise<NodeBudgets> {
  const { directory, civic, log, city, secret, proposals, send, nowMs } = parts;
  const box = new BallotBox(directory.ballots);
  const desk = new BallotDesk(civic, box, nowMs);
  const keys = new TokenKeys(join(directory.path, "budget-keys"));
  await clearClosed({ civic, box, keys });
  return {
    civic,
    log,
    box,
    desk,
    keys,
    hashes: new RollHashes(secret),
    gate: new FloodGate(nowMs, parts.limits),
    together: proposals.together,
    proposals: proposals.register,
    identity: identityWay(directory, secret, proposals.baseUrl, nowMs),
    city: city.id,
    zone: city.zone,
    nowMs,
    serials: new PaperSerials(secret),
    results: new ResultTeller({ civic }),
    cityNames: city.names,
    baseUrl: proposals.baseUrl,
    send,
    async close() {
      await desk.idle();
      box.close();
    },
  };
}

function identityWay(
  directory: DataDirectory,
  secret: string,
  baseUrl: string,
  nowMs: () => number,
): IdentityWay | null {
  const settings = issuerSettings(directory);
  if (settings === null) return null;
  return {
    issuer: new OidcIssuer(settings, nowMs),
    claim: settings.claim,
    cookies: new IdentityCookies(secret, baseUrl.startsWith("https:"), nowMs),
    redirectUri: new URL(CALLBACK_PATH, baseUrl).href,
  };
}
