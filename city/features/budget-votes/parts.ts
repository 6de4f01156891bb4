import type { BallotBox } from "../../stores/ballots/box.ts";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { ActLog } from "../log/index.ts";
import type { FloodGate } from "../moderation/index.ts";
import type { CivicDesk, ProposalRegister } from "../proposals/index.ts";
import type { BallotDesk } from "./casting.ts";
import type { IdentityWay } from "./identity/routes.ts";
import type { RollHashes } from "./roll-hashes.ts";
import type { TokenKeys } from "./token-key.ts";

/** What budgets stand on. */
export interface BudgetParts {
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  readonly box: BallotBox;
  readonly desk: BallotDesk;
  readonly keys: TokenKeys;
  readonly hashes: RollHashes;
  readonly gate: FloodGate;
  /** Writes what the public sends. */
  readonly together: CivicDesk;
  readonly proposals: Pick<ProposalRegister, "find" | "setBecame" | "tell">;
  /** Signing in with an e-identity; null where the city is registered with no such service. */
  readonly identity: IdentityWay | null;
  /** Names the city in what is published. */
  readonly city: string;
  readonly zone: string;
  readonly nowMs: () => number;
}
