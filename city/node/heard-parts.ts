import {
  type HeardParts,
  PopulationBook,
  PROPOSALS,
  ProcessBook,
  quarterOf,
  ReleaseBook,
  StatementDesk,
} from "../features/heard/index.ts";
import type { ActLog } from "../features/log/index.ts";
import { ClientLimiter } from "../features/votes/index.ts";
import type { CivicDatabase } from "../stores/civic/database.ts";
import { HeardCounts } from "../stores/heard/counts.ts";
import type { Language } from "../web/language/index.ts";
import type { CityProfile } from "./profile.ts";

/** Who was heard: what people take part in, what they say of themselves, and how it is told. */
export interface HeardNodeParts extends HeardParts {
  readonly counts: HeardCounts;
  readonly desk: StatementDesk;
  readonly log: ActLog;
  readonly cityLanguage: Language;
  /** The day it is in the city. */
  readonly today: () => string;
}

const DAY_MS = 86_400_000;

export async function openHeard(parts: {
  readonly path: string;
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  readonly city: CityProfile;
  readonly secret: string;
  readonly nowMs: () => number;
}): Promise<HeardNodeParts> {
  const { civic, log, city, secret, nowMs } = parts;
  const today = (): string =>
    Temporal.Instant.fromEpochMilliseconds(nowMs()).toZonedDateTimeISO(city.zone).toPlainDate().toString();
  const counts = new HeardCounts(parts.path);
  counts.forgetSpentBefore(today());
  const processes = new ProcessBook(civic, log, city.language);
  const population = new PopulationBook(civic, log, nowMs, today);
  if (await processes.ensureStanding(today())) await countEarlier(civic, counts, processes, today());
  // One ticket a day and process for one address, however often it takes part.
  const given = new ClientLimiter(nowMs, DAY_MS);
  const mayState = (who: string, process: number): boolean => given.admit(process, who, "") !== undefined;
  return {
    ...{ civic, log, counts, processes, population, today, cityLanguage: city.language },
    desk: new StatementDesk(counts, secret, today, mayState),
    releases: new ReleaseBook({ civic, log, counts, processes, population, secret, today }),
  };
}

/** What people proposed and endorsed before it was counted, in a city that is older than this part of it. */
async function countEarlier(
  civic: CivicDatabase,
  counts: HeardCounts,
  processes: ProcessBook,
  today: string,
): Promise<void> {
  const standing = await processes.bySlug(PROPOSALS);
  const row = await civic
    .selectFrom("proposal")
    .select(({ fn }) => [fn.countAll<number>().as("made"), fn.sum<number>("endorsements").as("endorsed")])
    .executeTakeFirstOrThrow();
  const times = Number(row.made) + Number(row.endorsed ?? 0);
  if (standing !== undefined && times > 0)
    counts.addTakingPart([{ process: standing.id, quarter: quarterOf(today), times }]);
}
