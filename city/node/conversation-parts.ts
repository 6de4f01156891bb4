import {
  ConversationBook,
  type ConversationParts,
  Participants,
  Releases,
  TakingPart,
} from "../features/conversations/index.ts";
import type { ActLog } from "../features/log/index.ts";
import { ClientLimiter } from "../features/votes/index.ts";
import type { CivicDatabase } from "../stores/civic/database.ts";
import { GroupCommit } from "../stores/group-commit.ts";
import { type CastOpinion, OpinionStore } from "../stores/opinions/opinions.ts";
import type { CityProfile } from "./profile.ts";

/** In so long one client's newcomers, and its statements, are counted. */
const WINDOW_MS = 600_000;

/** What people say of statements, and how it is told. */
export interface NodeConversations extends ConversationParts {
  readonly store: OpinionStore;
  readonly participants: Participants;
  /** Waits for what is on its way, and closes the file. */
  close(): Promise<void>;
}

export function conversationParts(parts: {
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  readonly city: CityProfile;
  readonly secret: string;
  /** Where opinions lie. */
  readonly path: string;
  readonly nowMs: () => number;
}): NodeConversations {
  const { civic, log, city, nowMs } = parts;
  const store = new OpinionStore(parts.path);
  const votes = new GroupCommit(
    (batch: readonly CastOpinion[]) => {
      store.take(batch);
      return batch.map(() => undefined);
    },
    () => store.forgetOrder(),
  );
  const book = new ConversationBook({ civic, log });
  const participants = new Participants(parts.secret);
  const takingPart = new TakingPart({
    ...{ book, store, votes, participants },
    comers: new ClientLimiter(nowMs, WINDOW_MS),
    writers: new ClientLimiter(nowMs, WINDOW_MS),
  });
  const quiet = (): Promise<void> => takingPart.quiet();
  return {
    ...{ book, store, participants, takingPart },
    releases: new Releases({ civic, log, book, store, quiet, city: city.id, zone: city.zone, nowMs }),
    async close() {
      await takingPart.quiet();
      await votes.idle();
      store.close();
    },
  };
}
