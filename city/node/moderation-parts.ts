import { questionKeeper } from "../features/decisions/index.ts";
import type { ActLog } from "../features/log/index.ts";
import {
  FloodGate,
  type FloodLimits,
  type HouseRules,
  houseRuleSets,
  type ModerationParts,
  RepeatWatch,
} from "../features/moderation/index.ts";
import { proposalKeepers } from "../features/proposals/index.ts";
import { commentKeeper, type RoomBook } from "../features/votes/index.ts";
import type { CivicDatabase } from "../stores/civic/database.ts";
import type { CityProfile } from "./profile.ts";

/** What may stand in texts, who looks after it, and what holds floods of them back. */
export interface ModerationDesk extends ModerationParts {
  readonly house: HouseRules;
  readonly gate: FloodGate;
  readonly repeats: RepeatWatch;
}

/** What the public sends is counted in one place for all features. */
export function floodParts(
  nowMs: () => number,
  limits?: FloodLimits,
): Pick<ModerationDesk, "gate" | "repeats"> {
  return { gate: new FloodGate(nowMs, limits), repeats: new RepeatWatch(nowMs) };
}

export function moderationDesk(parts: {
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  readonly city: CityProfile;
  readonly rooms: RoomBook;
  readonly flood: ReturnType<typeof floodParts>;
  readonly nowMs: () => number;
  readonly changed: () => void;
}): ModerationDesk {
  const { civic, log, city, rooms, flood, nowMs, changed } = parts;
  return {
    civic,
    log,
    nowMs,
    changed,
    ...flood,
    // The profile's schema knows no other.
    house: houseRuleSets.find(({ id }) => id === city.houseRules) ?? houseRuleSets[0]!,
    keepers: {
      ...proposalKeepers(nowMs),
      question: questionKeeper(),
      comment: commentKeeper(rooms),
    },
  };
}
