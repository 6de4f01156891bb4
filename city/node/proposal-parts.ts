import type { BuildingRegistry } from "../features/buildings/index.ts";
import type { ActLog } from "../features/log/index.ts";
import type { FloodGate, RepeatWatch } from "../features/moderation/index.ts";
import {
  CivicDesk,
  PendingBook,
  ProposalKeys,
  ProposalRegister,
  ProposalTeller,
  PublicDesk,
} from "../features/proposals/index.ts";
import type { CaseBook } from "../features/records/index.ts";
import type { CivicDatabase } from "../stores/civic/database.ts";
import { followBecame } from "./decided-proposals.ts";
import type { SendLetter } from "./post.ts";
import type { CityProfile } from "./profile.ts";

/** What people propose, how it is taken in and how it is told. */
export interface ProposalParts {
  readonly register: ProposalRegister;
  readonly desk: PublicDesk;
  readonly pending: PendingBook;
  readonly teller: ProposalTeller;
  readonly keys: ProposalKeys;
  readonly together: CivicDesk;
  readonly gate: FloodGate;
  readonly baseUrl: string;
}

export function proposalParts(parts: {
  readonly civic: CivicDatabase;
  readonly registry: BuildingRegistry;
  readonly log: ActLog;
  readonly cases: CaseBook;
  readonly city: CityProfile;
  readonly secret: string;
  readonly baseUrl: string;
  readonly send: SendLetter;
  readonly flood: { readonly gate: FloodGate; readonly repeats: RepeatWatch };
  readonly nowMs: () => number;
}): ProposalParts {
  const { civic, registry, log, cases, city, baseUrl, send, nowMs } = parts;
  const keys = new ProposalKeys(parts.secret);
  const letters = { cityNames: city.names, baseUrl };
  const teller = new ProposalTeller({ civic, cases, keys, letters, send, nowMs });
  const together = new CivicDesk(civic);
  const pending = new PendingBook(civic, nowMs);
  return {
    register: new ProposalRegister(civic, log, nowMs, () => teller.now(), followBecame({ log, nowMs })),
    desk: new PublicDesk({
      civic,
      registry,
      log,
      cases,
      keys,
      ...parts.flood,
      pending,
      together,
      teller,
      letters,
      send,
      nowMs,
    }),
    pending,
    teller,
    keys,
    together,
    gate: parts.flood.gate,
    baseUrl,
  };
}
