import type { PublicKeyJwk } from "@husting/openness";
import { BuildingRegistry } from "../features/buildings/index.ts";
import { CarbonTeller, type CityFactors, ClaimBook, cityFactors } from "../features/carbon/index.ts";
import { co2LimitPpm, recomputeClimate } from "../features/climate/index.ts";
import {
  answerByVerdict,
  codeLetter,
  DecisionBook,
  type DecisionMailParts,
  type DecisionParts,
  QuestionBook,
  sendDecisionMail,
} from "../features/decisions/index.ts";
import { type ExchangeParts, PartnerBook } from "../features/exchange/index.ts";
import { ActLog, openCityKey } from "../features/log/index.ts";
import { MeasureRegister } from "../features/measures/index.ts";
import { closeGone, type FloodLimits } from "../features/moderation/index.ts";
import { openSignIn, type SignIn, signInLetter, watching } from "../features/people/index.ts";
import { AlarmBook, type NoticeParts, WishBook } from "../features/quality/index.ts";
import {
  AnswerBook,
  createWeatherClient,
  IntakeDesk,
  MappingBook,
  openMeteo,
  PointDirectory,
  SourceRegister,
  StationBook,
  smhi,
  type WeatherParts,
} from "../features/readings/index.ts";
import { CaseBook } from "../features/records/index.ts";
import { offersStatement } from "../features/refund/index.ts";
import { type RecomputeOptions, recomputeStale, type TrialDesk } from "../features/savings/index.ts";
import { HelpDesk } from "../features/service-desk/index.ts";
import { FaultBook } from "../features/site/index.ts";
import { ErrorTally, MailWatch } from "../features/upkeep/index.ts";
import { judgeDue, VerdictBook } from "../features/verdicts/index.ts";
import {
  ClientLimiter,
  CommentBook,
  RoomBook,
  RoomSensors,
  RoundBook,
  type TapParts,
  Teller,
  VoteDesk,
} from "../features/votes/index.ts";
import { WorkBook } from "../features/workday/index.ts";
import { type CivicDatabase, openCivic } from "../stores/civic/database.ts";
import type { ReadingStore } from "../stores/readings/contract.ts";
import { openDuckdbReadings } from "../stores/readings/duckdb.ts";
import { Tally } from "../stores/votes/tally.ts";
import { accountParts, type NodeAccounts } from "./account-parts.ts";
import { budgetParts, type NodeBudgets } from "./budget-parts.ts";
import { conversationParts, type NodeConversations } from "./conversation-parts.ts";
import { type DataDirectory, DataDirectoryError, openDataDirectory } from "./data-directory.ts";
import { conversationsToDecide, followByConversation } from "./decided-conversations.ts";
import { followDecision, proposalsToDecide } from "./decided-proposals.ts";
import { type HeardNodeParts, openHeard } from "./heard-parts.ts";
import { migrations } from "./migrations.ts";
import { floodParts, type ModerationDesk, moderationDesk } from "./moderation-parts.ts";
import { houseNewsParts, type NodeHouseNews } from "./news-parts.ts";
import { openPost } from "./post.ts";
import type { CityProfile } from "./profile.ts";
import { type ProposalParts, proposalParts } from "./proposal-parts.ts";
import { RecomputeSchedule } from "./recompute-schedule.ts";
import { type RecordParts, recordParts } from "./record-parts.ts";
import { type NodeSchools, schoolParts } from "./school-parts.ts";
import { clearScratch } from "./scratch.ts";
import { type NodeScreens, screenParts } from "./screen-parts.ts";
import { trialDesk } from "./trial-pages.ts";
import { type NodeUpkeep, upkeepParts, watchedPost } from "./upkeep-parts.ts";
import { UploadShelf } from "./uploads.ts";

export interface NodeRecomputeOptions extends RecomputeOptions {
  /** How far the climate of buildings is, which comes after the results of their points. */
  readonly onRooms?: RecomputeOptions["onProgress"];
}

/** One city's node with its stores open: everything a server or a command needs. */
export interface CityNode {
  readonly directory: DataDirectory;
  readonly city: CityProfile;
  readonly civic: CivicDatabase;
  readonly readings: ReadingStore;
  readonly registry: BuildingRegistry;
  readonly measures: MeasureRegister;
  readonly log: ActLog;
  /** The register of cases. */
  readonly cases: CaseBook;
  readonly logKey: PublicKeyJwk;
  readonly signIn: SignIn;
  /** Passkeys, and the service that staff sign in with. */
  readonly accounts: NodeAccounts;
  readonly sources: SourceRegister;
  readonly points: PointDirectory;
  /** How MQTT messages are read. */
  readonly mappings: MappingBook;
  /** Where readings that are sent to the node become durable. */
  readonly desk: IntakeDesk;
  readonly answers: AnswerBook;
  /** The weather services and the stations fetched from them. */
  readonly weather: WeatherParts;
  /** How readings stand, and who is told. */
  readonly quality: NoticeParts;
  /** What people say of rooms: how it is taken, counted and told. */
  readonly votes: Omit<TapParts, "clientOf" | "city" | "baseUrl"> & {
    readonly tally: Tally;
    readonly rounds: RoundBook;
  };
  /** What staff did with several things of their inbox at once. */
  readonly work: WorkBook;
  /** What measures came to, judged from meters, rooms and people together. */
  readonly verdicts: VerdictBook;
  /** By which factors the city's energy is counted as carbon. */
  readonly factors: CityFactors;
  /** What measures have avoided of carbon, as it was claimed with each verdict. */
  readonly claims: ClaimBook;
  /** What elected bodies decided and promised, and what became of it. */
  readonly decisions: DecisionBook;
  /** "Why not?", asked of decisions. */
  readonly questions: QuestionBook;
  /** Sends what offices and askers wait for. */
  sendDecisionMail(): Promise<void>;
  /** The same, waited for by nobody. */
  tellAnswers(): void;
  /** What is told to partner cities, and what they tell. */
  readonly exchange: ExchangeParts & { readonly everyMs: number };
  /** Tells pages of those. */
  readonly carbon: CarbonTeller;
  /** What people propose, and what becomes of it. */
  readonly proposals: ProposalParts;
  /** What may stand in their texts, and who looks after it. */
  readonly moderation: ModerationDesk;
  /** Closes what waits to be looked at of texts that are gone. */
  closeGone(): Promise<void>;
  /** Who takes part in what, as far as they say so, and how it is told. */
  readonly heard: HeardNodeParts;
  /** Who follows houses by mail. */
  readonly houseNews: NodeHouseNews;
  /** Who is helped at a service desk, at which browser. */
  readonly helping: HelpDesk;
  /** Exports of cases, what is kept of people, and what is erased when. */
  readonly records: RecordParts;
  /** What people say of statements, and how it is told. */
  readonly conversations: NodeConversations;
  /** How the node itself stands. */
  readonly upkeep: NodeUpkeep;
  /** What people share out by voting. */
  readonly budgets: NodeBudgets;
  /** What people report that keeps them from using the site. */
  readonly faults: FaultBook;
  /** Displays in lobbies, and the children's works that hang on them. */
  readonly screens: NodeScreens;
  /** Classes that try something with their school's building. */
  readonly schools: NodeSchools;
  /** Files people have sent and not imported yet. */
  readonly uploads: UploadShelf;
  /** Anyone tries what a meter's file says. */
  readonly trial: TrialDesk;
  readonly nowMs: () => number;
  /** Another text once anything that public pages show has changed. */
  readonly contentVersion: () => string;
  /** Brings results of points and the climate of buildings up to date. @returns how many points were computed. */
  recompute(options?: NodeRecomputeOptions): Promise<number>;
  /** Judges the measures whose time has come. @returns how many verdicts are new. */
  judge(): Promise<number>;
  close(): Promise<void>;
}

export interface NodeOptions {
  readonly profile?: CityProfile;
  /** Address people reach the node at. */
  readonly baseUrl?: string;
  readonly nowMs?: () => number;
  /** How much the public may send; the usual limits unless given. */
  readonly floodLimits?: FloodLimits;
}

/** A result whose day under way goes on is computed anew at most so often while readings stream in. */
export const OPEN_DAY_PATIENCE_MS = 3_600_000;

/** A sentence to the manager may follow another after so long. */
const BETWEEN_COMMENTS_MS = 5 * 60_000;

/** "Why not?" may be asked of one decision by one client once in so long. */
const BETWEEN_QUESTIONS_MS = 60_000;

/** @throws DataDirectoryError when the directory is not a city's, or another process has it open. */
export async function openNode(path: string, options: NodeOptions = {}): Promise<CityNode> {
  const nowMs = options.nowMs ?? Date.now;
  const directory = openDataDirectory(path, options.profile);
  const { city, sessionSecret, mail, weather = {} } = directory.config;
  const readings = await openDuckdbReadings(directory.readings).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    if (!why.includes("lock")) throw error;
    throw new DataDirectoryError(
      `${path} is in use by another process: stop the node first, or let it do the work.`,
    );
  });
  await clearScratch(path);
  const civic = await openCivic(directory.civic, migrations);
  const key = openCityKey(directory.logKey);
  const { signer } = key;
  const log = new ActLog(city.id, signer, nowMs);
  const form = city.records.caseNumbers;
  const cases = new CaseBook({ civic: civic.db, log, zone: city.zone, form, nowMs });
  await cases.numberEarlier();
  const registry = new BuildingRegistry(civic.db);
  const measures = new MeasureRegister(civic.db);
  const errors = new ErrorTally(nowMs);
  const mailWatch = new MailWatch(
    city.simulated ? "mailbox" : mail === undefined ? "console" : "server",
    nowMs,
  );
  const send = watchedPost(openPost(civic.db, city.simulated, mail, nowMs), mailWatch, errors);
  const upkeep = upkeepParts({ directory, civic: civic.db, mail: mailWatch, errors, nowMs });
  const baseUrl = directory.config.publicUrl ?? options.baseUrl ?? "http://localhost";
  const signIn = await openSignIn({
    connection: civic.connection,
    db: civic.db,
    log,
    secret: sessionSecret,
    baseUrl,
    nowMs,
    zone: city.zone,
    isBounded: !city.simulated,
    deliver: (to, codes) => send(to, signInLetter(codes, city.names[city.language])),
  });
  const parts = {
    civic: civic.db,
    readings,
    registry,
    measures,
    zone: city.zone,
    country: city.country,
    rules: city.rules,
    nowMs,
  };
  const points = await PointDirectory.open(registry);
  const tally = new Tally(directory.tally);
  const voteDesk = new VoteDesk(tally);
  const rooms = new RoomBook(civic.db, registry, log, nowMs);
  const votes: CityNode["votes"] = {
    tally,
    rooms,
    desk: voteDesk,
    rounds: new RoundBook({ civic: civic.db, tally, desk: voteDesk, log }, city.zone, nowMs),
    teller: new Teller(tally, rooms, city.zone, nowMs),
    sensors: new RoomSensors(readings, registry, nowMs),
    comments: new CommentBook(civic.db, log, city.zone, nowMs),
    votesOf: new ClientLimiter(nowMs),
    commentsOf: new ClientLimiter(nowMs, BETWEEN_COMMENTS_MS),
    co2LimitPpm: (room) => co2LimitPpm({ civic: civic.db, rules: city.rules, zone: city.zone, nowMs }, room),
    offersStatement: (room) =>
      offersStatement({ civic: civic.db, rules: city.rules, zone: city.zone, nowMs }, room),
  };
  const exchangeAddress = directory.config.publicUrl ?? options.baseUrl ?? null;
  const factors = cityFactors(city);
  const claims = new ClaimBook({ civic: civic.db, log, factors, zone: city.zone, nowMs });
  const flood = floodParts(nowMs, options.floodLimits);
  const proposals = proposalParts({
    civic: civic.db,
    registry,
    log,
    cases,
    city,
    secret: sessionSecret,
    baseUrl,
    send,
    flood,
    nowMs,
  });
  const heard = await openHeard({
    ...{ path: directory.heard, civic: civic.db, log, city, secret: sessionSecret, nowMs },
  });
  const conversations = conversationParts({
    ...{ civic: civic.db, log, city, nowMs },
    ...{ secret: sessionSecret, path: directory.opinions },
  });
  const budgets = await budgetParts({
    ...{ directory, civic: civic.db, log, city, secret: sessionSecret, proposals, send, nowMs },
    limits: options.floodLimits,
  });
  const [byProposal, byConversation] = [
    followDecision(proposals.register),
    followByConversation(conversations),
  ];
  const decisionParts: DecisionParts = {
    ...{ civic: civic.db, log, cases, measures, zone: city.zone, nowMs },
    proposals: proposalsToDecide(proposals.register),
    conversations: conversationsToDecide(conversations),
    onDecided: (transaction, decided) =>
      (decided.about.kind === "conversation" ? byConversation : byProposal)(transaction, decided),
    afterDecided: () => proposals.register.tell(),
  };
  const decisions = new DecisionBook(decisionParts);
  const questions = new QuestionBook({
    ...decisionParts,
    secret: sessionSecret,
    limiter: new ClientLimiter(nowMs, BETWEEN_QUESTIONS_MS),
    ...flood,
    sendCode: (to, sent, language) =>
      send(to, codeLetter({ language, cityNames: city.names, baseUrl, zone: city.zone }, sent)),
  });
  const decisionMail: DecisionMailParts = {
    ...decisionParts,
    ...{ questions, cityNames: city.names, language: city.language, baseUrl, send },
  };
  const accounts = accountParts({
    ...{ directory, civic: civic.db, log, secret: sessionSecret, baseUrl, send, nowMs },
  });
  let mailed: Promise<void> = Promise.resolve();
  const mailDecisions = (): Promise<void> => {
    // One at a time: two would tell the same thing twice.
    const next = mailed.then(() => sendDecisionMail(decisionMail));
    mailed = next.catch((error: unknown) => console.error("letters about decisions failed", error));
    return next;
  };
  const tellAnswers = (): void => void mailDecisions().catch(() => {});
  const moderation = moderationDesk({
    ...{ civic: civic.db, log, city, rooms, flood, nowMs },
    changed: () => {
      proposals.teller.now();
      tellAnswers();
    },
  });
  const faults = new FaultBook({
    ...{
      civic: civic.db,
      log,
      gate: flood.gate,
      cityNames: city.names,
      zone: city.zone,
      baseUrl,
      send,
      nowMs,
    },
  });
  const verdicts = new VerdictBook(civic.db, log, nowMs, async (transaction, verdict) => {
    await claims.freeze(transaction, verdict);
    await answerByVerdict(decisionParts, transaction, verdict);
  });
  const houseNews = houseNewsParts({
    ...{ civic: civic.db, registry, measures, verdicts, decisions, city, baseUrl, send, nowMs },
    ...{ together: proposals.together, gate: flood.gate, secret: sessionSecret },
  });
  let judged: Promise<unknown> = Promise.resolve();
  const judge: CityNode["judge"] = () => {
    // One at a time: two would find the same verdict due.
    const due = async (): Promise<number> => {
      const fresh = await judgeDue({ ...parts, votes, verdicts });
      await claims.freezeMissing(verdicts);
      return fresh;
    };
    const next = judged.then(due, due);
    judged = next;
    return next;
  };
  const bringUpToDate = async ({ onRooms, ...options }: NodeRecomputeOptions = {}): Promise<number> => {
    try {
      return await recomputeStale(parts, options);
    } finally {
      // A meter that cannot be computed is no reason to leave rooms as they were.
      await recomputeClimate(parts, { ...options, onProgress: onRooms ?? (() => {}) });
    }
  };
  const schedule = new RecomputeSchedule(async () => {
    await bringUpToDate({ patienceMs: OPEN_DAY_PATIENCE_MS });
    await judge();
  });
  const recompute: CityNode["recompute"] = async (options) => {
    const computed = await bringUpToDate(options);
    // Nobody waits for verdicts that what has changed may bring.
    schedule.changed();
    return computed;
  };
  const isSecure = baseUrl.startsWith("https://");
  const helping = new HelpDesk({ civic: civic.db, log, nowMs, isSecure });
  const desk = new IntakeDesk(readings, nowMs, () => schedule.changed());
  return {
    directory,
    city,
    civic: civic.db,
    readings,
    registry,
    measures,
    log,
    cases,
    logKey: signer.publicKey,
    signIn,
    accounts,
    nowMs,
    sources: new SourceRegister(civic.db, log, nowMs),
    points,
    mappings: await MappingBook.open(civic.db, log, nowMs),
    desk,
    answers: new AnswerBook(civic.db, nowMs),
    weather: {
      providers: {
        smhi: smhi(weather.smhiUrl),
        "open-meteo": openMeteo(weather.openMeteoUrl, weather.openMeteoKey),
      },
      client: createWeatherClient(),
      stations: new StationBook(civic.db, log, nowMs),
      desk,
      points,
      nowMs,
    },
    quality: {
      civic: civic.db,
      readings,
      registry,
      alarms: new AlarmBook(civic.db),
      wishes: new WishBook(civic.db),
      zone: city.zone,
      nowMs,
      cityNames: city.names,
      baseUrl,
      roles: watching,
      send,
    },
    votes,
    work: new WorkBook({ civic: civic.db, log, comments: votes.comments, zone: city.zone, nowMs }),
    verdicts,
    factors,
    claims,
    decisions,
    questions,
    sendDecisionMail: mailDecisions,
    faults,
    tellAnswers,
    exchange: {
      civic: civic.db,
      log,
      city,
      key,
      address: exchangeAddress,
      partners: new PartnerBook(
        civic.db,
        log,
        { city: city.id, names: city.names, key: signer.publicKey, address: exchangeAddress },
        nowMs,
      ),
      nowMs,
      everyMs: 60_000 * (directory.config.exchange?.everyMinutes ?? (city.simulated ? 0.5 : 15)),
    },
    carbon: new CarbonTeller({ claims, verdicts, factors, zone: city.zone, nowMs }),
    proposals,
    moderation,
    closeGone: () => closeGone(moderation),
    heard,
    houseNews,
    helping,
    records: recordParts({
      ...{ civic: civic.db, log, cases, questions, city, send, nowMs },
      keys: proposals.keys,
    }),
    conversations,
    budgets,
    upkeep,
    screens: screenParts({
      ...{ civic: civic.db, readings, registry, measures, log, city, verdicts, votes, nowMs },
    }),
    schools: schoolParts({ ...parts, log, city: city.id, baseUrl: proposals.baseUrl }),
    uploads: new UploadShelf(path, nowMs),
    trial: trialDesk({ directory: path, registry, readings, city, nowMs }),
    contentVersion: () =>
      [civic, tally, heard.counts, conversations.store].map(({ changes }) => changes()).join(" "),
    recompute,
    judge,
    async close() {
      upkeep.close();
      await desk.idle();
      await helping.close();
      await voteDesk.idle();
      await mailed;
      await accounts.invitations.idle();
      await proposals.together.idle();
      await proposals.teller.idle();
      await houseNews.teller.idle();
      await budgets.close();
      await schedule.close();
      await readings.close();
      tally.close();
      heard.desk.write();
      heard.counts.close();
      await conversations.close();
      await civic.close();
    },
  };
}

/** The year it is in the city. */
export function localYear({ city, nowMs }: Pick<CityNode, "city" | "nowMs">): number {
  return Temporal.Instant.fromEpochMilliseconds(nowMs()).toZonedDateTimeISO(city.zone).year;
}
