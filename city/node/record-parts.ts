import type { QuestionBook } from "../features/decisions/index.ts";
import type { ActLog } from "../features/log/index.ts";
import { FloodGate, USUAL_LIMITS } from "../features/moderation/index.ts";
import { isOpenForEndorsement, isProposalState, type ProposalKeys } from "../features/proposals/index.ts";
import {
  type CaseBook,
  DataDesk,
  LogTree,
  type RequestParts,
  RetentionJob,
} from "../features/records/index.ts";
import type { CivicDatabase } from "../stores/civic/database.ts";
import type { SendLetter } from "./post.ts";
import type { CityProfile } from "./profile.ts";

/** The register's exports, what is kept of people, and what is erased. */
export interface RecordParts {
  readonly tree: LogTree;
  readonly retention: RetentionJob;
  /** Where people ask by themselves. */
  readonly desk: DataDesk;
  readonly requests: RequestParts;
}

/** Letters to one address and to one client in ten minutes: a code opens more than a proposal's does. */
const LIMITS = { ...USUAL_LIMITS, letters: 20, lettersTo: 4, lettersToFromAll: 12 };

export function recordParts(parts: {
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  readonly cases: CaseBook;
  readonly keys: ProposalKeys;
  readonly questions: QuestionBook;
  readonly city: CityProfile;
  readonly send: SendLetter;
  readonly nowMs: () => number;
}): RecordParts {
  const { civic, log, cases, keys, questions, city, send, nowMs } = parts;
  return {
    tree: new LogTree(civic),
    retention: new RetentionJob(civic, log, nowMs),
    desk: new DataDesk({ gate: new FloodGate(nowMs, LIMITS), send, cityNames: city.names, nowMs }),
    requests: {
      civic,
      log,
      cases,
      traceOf: (proposalId, email) => keys.endorserTrace(proposalId, `mail/${email}`),
      askedBy: (email) => questions.askedBy(email),
      isOpenForEndorsement: (state) => isProposalState(state) && isOpenForEndorsement(state),
      proposalOfAuthor: (key) => keys.proposalOfAuthor(key),
    },
  };
}
