import type { BuildingRegistry } from "../features/buildings/index.ts";
import { FollowDesk, type NewsParts, NewsTeller, PendingFollows } from "../features/house-news/index.ts";
import type { FloodGate } from "../features/moderation/index.ts";
import { KeyedNumbers } from "../features/people/index.ts";
import type { CivicDesk } from "../features/proposals/index.ts";
import type { SendLetter } from "./post.ts";
import type { CityProfile } from "./profile.ts";

/** Who follows houses by mail, and how they are told. */
export interface NodeHouseNews {
  readonly desk: FollowDesk;
  readonly pending: PendingFollows;
  readonly keys: KeyedNumbers;
  readonly teller: NewsTeller;
  readonly baseUrl: string;
}

export function houseNewsParts(
  parts: NewsParts & {
    readonly registry: BuildingRegistry;
    readonly city: CityProfile;
    readonly together: CivicDesk;
    readonly gate: FloodGate;
    readonly secret: string;
    readonly baseUrl: string;
    readonly send: SendLetter;
    readonly nowMs: () => number;
  },
): NodeHouseNews {
  const { civic, city, baseUrl, nowMs } = parts;
  const keys = new KeyedNumbers(parts.secret, "house-news");
  const letters = { cityNames: city.names, zone: city.zone, baseUrl };
  const pending = new PendingFollows(civic, nowMs);
  return {
    ...{ pending, keys, baseUrl },
    desk: new FollowDesk({ ...parts, pending, keys, letters }),
    teller: new NewsTeller({ ...parts, keys, letters }),
  };
}
