import type { Generated } from "kysely";
import type { AccountTables } from "./account-tables.ts";
import type { BudgetTables } from "./budgets-tables.ts";
import type { ConversationTables } from "./conversation-tables.ts";
import type { HeardTables } from "./heard-tables.ts";
import type { HouseNewsTables } from "./house-news-tables.ts";
import type { InclusionTables } from "./inclusion-tables.ts";
import type { ModerationTables } from "./moderation-tables.ts";
import type { RecordsTables } from "./records-tables.ts";
import type { SchoolTables } from "./school-tables.ts";
import type { ScreensTables } from "./screens-tables.ts";
import type { SiteTables } from "./site-tables.ts";
import type { WorkdayTables } from "./workday-tables.ts";

/**
 * The rows of a city's civic state, one interface per table. The statements that make them stand in the migrations of
 * the feature that owns the table. Names in three languages are JSON `{sv, zh, en}`; instants are UTC milliseconds.
 */

export interface BuildingTable {
  id: Generated<number>;
  slug: string;
  names: string;
  use: string;
  year_built: number | null;
  floor_area_m2: number | null;
  floor_area_kind: string | null;
  storeys: number | null;
}

export interface RoomTable {
  id: Generated<number>;
  building_id: number;
  slug: string;
  names: string;
}

/** A metering point: the place where something is measured, whatever meter hangs there. */
export interface PointTable {
  id: Generated<number>;
  /** Stable identifier, e.g. `umea-school-north/district-heat`. */
  key: string;
  building_id: number | null;
  room_id: number | null;
  carrier: string;
  kind: "cumulative" | "interval" | "instantaneous";
  unit: string;
  step_minutes: number;
  register_width: number | null;
  /** How often something was declared of it: an exchange of meters, an answer. */
  declaration: Generated<number>;
}

export interface InstallationTable {
  id: Generated<number>;
  point_id: number;
  serial: string;
  from_ms: number;
  to_ms: number | null;
  /** Registers and multiplier are decimals as text, digit for digit. */
  opening_register: string;
  closing_register: string | null;
  multiplier: string;
  register_width: number | null;
  rated_power_kw: number | null;
}

export interface MeasureTable {
  id: Generated<number>;
  slug: string;
  carrier: string;
  titles: string;
  kind: string;
  state: string;
  owner: string;
  cost_minor: number | null;
  /** JSON: how it will be judged. */
  plan: string;
  plan_fixed_at_ms: number | null;
  plan_entry: number | null;
  baseline_end_ms: number | null;
  reporting_start_ms: number | null;
  /** Only in a simulated city: the share of use that the measure truly saves. */
  true_effect_share: number | null;
}

export interface MeasureBuildingTable {
  measure_id: number;
  building_id: number;
}

/** Each change of a measure's state, with its number in the log. */
export interface MeasureStepTable {
  id: Generated<number>;
  measure_id: number;
  state: string;
  at_ms: number;
  log_entry: number;
  /** The decision that an approval names. */
  decision_id?: number | null;
}

/** What was computed for one metering point, and from which deliveries. */
export interface ResultTable {
  point_id: number;
  building_id: number | null;
  computed_at_ms: number;
  /** Newest commit of the point's readings that the result has seen. */
  input_version: number;
  /** Newest commit of any outdoor temperature it has seen; null in a result of before it was kept. */
  weather_version: number | null;
  /** The first instant it counts, and up to where every day is over; null for a result without days. */
  first_ms: number | null;
  whole_until_ms: number | null;
  method_version: string;
  /** JSON small enough to read for every building of a city. */
  summary: string;
  /** JSON with the columns a building's page draws. */
  detail: string;
  /** The point's declarations that it has seen. */
  declaration: Generated<number>;
  /** JSON: hours measured in each of the last months; null in a result of before they were counted. */
  measured: string | null;
  /** JSON: questions and suspect times; null in a result of before they were kept. */
  attention: string | null;
  /** JSON: what was used in each local calendar year; null in a result of before they were kept. */
  years: string | null;
}

/** What people say of a building for the inventory; `facts` is JSON. Saying it again replaces it. */
export interface BuildingFactsTable {
  building_id: number;
  facts: string;
  role: string;
  at_ms: number;
  log_entry: number;
}

/** As `BuildingFactsTable`, of the city: one row. */
export interface CityFactsTable {
  id: number;
  facts: string;
  role: string;
  at_ms: number;
  log_entry: number;
}

export interface LogEntryTable {
  sequence: number;
  line: string;
  head_line: string;
}

/** Everything needed to append to the log: one row. */
export interface LogPositionTable {
  id: number;
  position: string;
}

/** What a commitment in the log stands for. Erasing the row leaves the log's proof as it was. */
export interface LogOpeningTable {
  commitment: string;
  sequence: number;
  name: string;
  salt: Uint8Array;
  value: string;
  /** Account whose erasure erases this row, where there is one. */
  person_id: string | null;
}

export interface AccountRoleTable {
  user_id: string;
  role: string;
  granted_at_ms: number;
}

/** A message that could not be sent by mail because the city is a demo: readable on its mailbox page. */
export interface DemoMailTable {
  id: Generated<number>;
  sent_at_ms: number;
  to_address: string;
  subject: string;
  body: string;
}

/** Kept by the sign-in library; read here to show who holds which role. */
export interface UserTable {
  id: string;
  name: string;
  email: string;
  emailVerified: number;
  createdAt: string;
  updatedAt: string;
}

/** What sends readings by itself, with the hash of its token. */
export interface SourceTable {
  id: Generated<number>;
  name: string;
  scope: string;
  token_hash: string;
  created_at_ms: number;
  revoked_at_ms: number | null;
}

/** What was answered to a request with an Idempotency-Key. */
export interface IdempotentRequestTable {
  source_id: number;
  key: string;
  body_hash: string;
  status: number;
  answer: string;
  at_ms: number;
}

/** How messages of some senders are read; `spec` is JSON. */
export interface PayloadMappingTable {
  name: string;
  spec: string;
  changed_at_ms: number;
}

/** What a person answered about a break in a register. */
export interface AnswerTable {
  id: Generated<number>;
  point_id: number;
  question_id: string;
  choice: string;
  answered_at_ms: number;
}

/** A figure about a measure as it was published; a later one has a higher version. */
export interface PublishedFigureTable {
  point_id: number;
  measure: string;
  version: number;
  published_at_ms: number;
  from_date: string;
  to_date: string;
  avoided_kwh: number;
  band_kwh: number;
  observed_kwh: number;
  readings_commit: number;
  weather_commit: number;
  declaration: number;
  method_version: string;
  cause: string | null;
  changed_from_ms: number | null;
  changed_to_ms: number | null;
}

/** A place whose weather is fetched from a service. */
export interface WeatherStationTable {
  id: Generated<number>;
  provider: "smhi" | "open-meteo";
  code: string;
  name: string;
  latitude: number;
  longitude: number;
  /** First day wanted, as 2019-01-01. */
  from_date: string;
  point_id: number;
  whole_ms: number | null;
  recent_ms: number | null;
  newest_ms: number | null;
  not_before_ms: Generated<number>;
  fault: "no-answer" | "not-found" | "too-many-requests" | "refused" | "too-large" | "not-understood" | null;
}

/** Trouble with readings, from when it was noticed until it is over. */
export interface AlarmTable {
  id: Generated<number>;
  kind: "source-silent" | "building-silent" | "questions";
  subject: string;
  /** JSON: numbers of the points concerned. */
  points: string;
  since_ms: number;
  opened_at_ms: number;
  closed_at_ms: number | null;
}

/** What somebody wants to be told of by mail. */
export interface NoticeWishTable {
  user_id: string;
  language: string;
  digest_hour: number | null;
  at_once: number;
  quiet_from_hour: number;
  quiet_to_hour: number;
  /** Local date of the last digest. */
  last_digest: string | null;
  failed_at_ms: number | null;
}

/** Which alarms somebody has been told of. */
export interface NoticeToldTable {
  alarm_id: number;
  user_id: string;
  kind: string;
  told_at_ms: number;
}

/** A measure judged: each time it is judged otherwise than before, a further version. */
export interface VerdictTable {
  id: Generated<number>;
  measure_id: number;
  /** 1, 2, … within its measure. */
  version: number;
  look_days: number;
  is_final: number;
  outcome: string;
  /** The document's own text, canonical JSON. */
  document: string;
  /** Its SHA-256, as the log has it. */
  sha256: string;
  /** What it was made of: JSON, gzip. It holds answers and hours of rooms, and is never shown. */
  inputs: Uint8Array;
  judged_at_ms: number;
  log_entry: number;
}

/** What a version of a verdict has avoided of carbon, as it was claimed. */
export interface CarbonClaimTable {
  measure_id: number;
  verdict_version: number;
  /** The claim's own text, canonical JSON. */
  document: string;
  /** Its SHA-256, as the log has it. */
  sha256: string;
  frozen_at_ms: number;
  log_entry: number;
}

/** Under which signs a home stands in public documents. */
export interface VerdictHomeTable {
  room_id: number;
  signs: string;
}

/** How far the judging of a measure has seen its inputs. */
export interface VerdictSeenTable {
  measure_id: number;
  /** JSON. */
  seen: string;
  /** JSON: why there is no verdict; null where there is one. */
  refused: string | null;
}

/** What a room is for, where that was said of the room itself. */
export interface RoomUseTable {
  room_id: number;
  use: string;
  sensitive_people: number;
}

/** What was computed of one building's rooms and advised on it, and from which commits. */
export interface ClimateResultTable {
  building_id: number;
  computed_at_ms: number;
  /** Newest commit of any of the building's points that it has seen. */
  input_version: number;
  /** Newest commit of any outdoor temperature that it has seen. */
  weather_version: number;
  method_version: string;
  /** What was declared of its points and rooms, as a fingerprint. */
  declared: string;
  /** The first instant it may count, and up to where every day is over; null without readings. */
  first_ms: number | null;
  whole_until_ms: number | null;
  /** JSON small enough to read for every building of a city. */
  summary: string;
  /** JSON with every room's figures. */
  detail: string;
  /** JSON: findings, and why detectors were silent. */
  advice: string;
}

/** One room's figures of its building's climate, for ranking; null where there is no figure. */
export interface ClimateRoomTable {
  room_id: number;
  building_id: number;
  /** 1 for a room that somebody lives in. */
  home: number;
  outside_share: number | null;
  too_cold_share: number | null;
  too_warm_share: number | null;
  co2_share: number | null;
  degree_hours: number | null;
  coverage: number | null;
}

/** Advice that somebody has set aside, and the figure it stood on then. */
export interface AdviceDismissalTable {
  id: Generated<number>;
  building_id: number;
  code: string;
  /** JSON: slugs. */
  rooms: string;
  figure: number;
  reason: string;
  role: string;
  at_ms: number;
  log_entry: number;
}

/** A measure that was made of an advice. */
export interface AdviceMeasureTable {
  measure_id: number;
  building_id: number;
  code: string;
  /** JSON: slugs. */
  rooms: string;
}

/** What a manager said of a room's people, for how its votes may be told. */
export interface VoteRoomTable {
  room_id: number;
  regular_users: number | null;
  zone: string | null;
}

/** A code on a poster in a room; a replaced one leads nowhere. */
export interface VoteCodeTable {
  code: string;
  room_id: number;
  made_at_ms: number;
  replaced_at_ms: number | null;
  /** What was measured before then is of people who lived there before, and not opened by it; null: nothing is. */
  opens_from_ms: number | null;
}

/** A sentence somebody wrote about a room; `week` is the Monday of its week. */
export interface VoteCommentTable {
  id: string;
  room_id: number;
  week: string;
  text: string;
  seen: number;
  published: string | null;
}

/** A round of invited answers, in one season, with one wording. */
export interface VoteRoundTable {
  id: Generated<number>;
  /** Slug of the measure it is about; null where there is none. */
  measure: string | null;
  period: "before" | "after" | "other";
  season: string;
  wording: number;
  from_date: string;
  to_date: string;
  made_at_ms: number;
}

export interface VoteRoundRoomTable {
  round_id: number;
  room_id: number;
}

/** Another city, and how far the two have come. */
export interface PartnerTable {
  id: Generated<number>;
  city: string;
  /** Its newest card, sealed, and what stands on it. */
  card: string;
  names: string;
  country: string;
  language: string;
  /** JSON Web Key, public. */
  key: string;
  /** JSON: keys it was believed by before it got another. */
  old_keys: string;
  address: string | null;
  state: string;
  /** A card that has come and whose key nobody has compared; what stands above is of the last one that was. */
  pending_card: string | null;
  /** JSON: which groups of the fingerprint the other officer is asked for. */
  asked_groups: string;
  proposed_at_ms: number;
  paired_at_ms: number | null;
  log_entry: number | null;
  /** When it was last tried to fetch from it, and when that went well. */
  tried_at_ms: number | null;
  fetched_at_ms: number | null;
  failures: Generated<number>;
  /** JSON: why the last try failed. */
  fault: string | null;
  /** By how much its clock was ahead of ours at the last fetch. */
  clock_ahead_ms: number | null;
  /** JSON: the growing edge of its log and the last head that fitted. */
  log_copy: string | null;
  log_seen_at_ms: number | null;
  /** JSON: how its log contradicts what it signed before. */
  log_fault: string | null;
}

/** Bytes prepared for an official to look at; nothing has left. */
export interface ExchangeDraftTable {
  id: Generated<number>;
  partner_id: number;
  kind: string;
  subject: string;
  text: string;
  sha256: string;
  made_at_ms: number;
  /** JSON: what the disclosure guard has to remember once it is released. */
  guard_record: string | null;
}

/** What was released to a partner; of what was withdrawn only the hash is left. */
export interface ExchangeReleaseTable {
  partner_id: number;
  sequence: number;
  kind: string;
  subject: string;
  sha256: string;
  text: string | null;
  sealed: string | null;
  released_at_ms: number;
  log_entry: number;
  withdrawn_by: number | null;
  guard_record: string | null;
}

/** What came from a partner under a seal that holds. */
export interface ExchangeReceivedTable {
  partner_id: number;
  sequence: number;
  sha256: string;
  kind: string;
  subject: string;
  sealed: string | null;
  state: "waiting" | "accepted" | "withdrawn";
  way: string;
  received_at_ms: number;
  log_entry: number | null;
  withdrawn_by: number | null;
}

/** What was not taken, with the reason, once however often it comes. */
export interface ExchangeRefusedTable {
  id: Generated<number>;
  partner_id: number;
  sha256: string;
  text: string;
  /** JSON. */
  reason: string;
  way: string;
  first_at_ms: number;
  last_at_ms: number;
  times: Generated<number>;
}

/** Heads that one city signed and the other saw: lines as `coSignHead` makes them. */
export interface CoSignatureTable {
  partner_id: number;
  /** Whose head it is. */
  whose: "ours" | "theirs";
  size: number;
  line: string;
}

/** An elected body; the address of its office is told to nobody. */
export interface ElectedBodyTable {
  id: Generated<number>;
  slug: string;
  /** JSON. */
  names: string;
  office: string;
  office_email: string | null;
  answer_days: number;
  from_date: string;
  to_date: string | null;
  successor_id: number | null;
}

export interface BodyTermTable {
  id: Generated<number>;
  body_id: number;
  from_date: string;
  to_date: string;
}

/** Somebody in office; name and party can be erased. */
export interface OfficeHolderTable {
  id: Generated<number>;
  term_id: number;
  name: string | null;
  party: string | null;
  side: string;
  seat: "member" | "substitute";
  from_date: string;
  to_date: string;
  log_entry: number;
}

export interface DecisionTable {
  id: Generated<number>;
  body_id: number;
  meeting_date: string;
  case_number: string;
  about_kind: "measure" | "proposal" | "conversation" | "free";
  /** Slug of the measure or the conversation, or what the proposal is called where proposals are kept. */
  about_ref: string | null;
  /** JSON. */
  titles: string;
  language: string;
  outcome: string;
  reasons: string;
  cost_minor: number | null;
  covers: string | null;
  voting: "recorded" | "acclamation";
  reservations: string | null;
  recorded_at_ms: number;
  log_entry: number;
}

export interface DecisionVoteTable {
  decision_id: number;
  holder_id: number;
  vote: string;
}

/** Stands beside what it corrects. */
export interface DecisionCorrectionTable {
  id: Generated<number>;
  decision_id: number;
  field: string;
  text: string;
  reason: string;
  language: string;
  corrected_at_ms: number;
  log_entry: number;
}

export interface PromiseTable {
  id: Generated<number>;
  decision_id: number;
  text: string;
  measurable: string | null;
  language: string;
  due_date: string;
  office: string;
  office_email: string | null;
  by_verdict: number;
  /** The measure whose verdict answers it; null also while a proposal has not become one. */
  measure_id: number | null;
  log_entry: number;
}

export interface PromiseAnswerTable {
  id: Generated<number>;
  promise_id: number;
  state: string;
  text: string | null;
  language: string;
  evidence_kind: string | null;
  evidence: string | null;
  done_date: string | null;
  answered_at_ms: number;
  by_role: string;
  verdict_version: number | null;
  verdict_outcome: string | null;
  verdict_sha256: string | null;
  log_entry: number;
}

export interface PromiseReminderTable {
  promise_id: number;
  kind: string;
  sent_at_ms: number;
}

/** "Why not?"; text and address can be erased. */
export interface WhyQuestionTable {
  id: Generated<number>;
  about_kind: "decision" | "proposal";
  about_ref: string;
  text: string | null;
  /** Why its text is not shown. */
  withheld: string | null;
  language: string;
  same_as: number | null;
  email: string | null;
  wants_answer: number;
  /** Of the code that confirms the address; null once it is confirmed. */
  code_hash: string | null;
  code_until_ms: number | null;
  tries: Generated<number>;
  /** Null until it is confirmed. */
  asked_at_ms: number | null;
  due_date: string | null;
  /** Tells two questions of one address apart from one of two; not the address. */
  asker_hash: string | null;
  /** The newest answer that was told by mail. */
  told_answer: number | null;
  log_entry: number | null;
}

export interface WhyAnswerTable {
  id: Generated<number>;
  question_id: number;
  text: string;
  language: string;
  answered_at_ms: number;
  by_role: string;
  log_entry: number;
}

/** What somebody proposed, and how far it has come. Its texts, its author and who follows it stand in rows of their own. */
export interface ProposalTable {
  id: Generated<number>;
  state: string;
  /** Of the wording as it was written. */
  language: string;
  channel: "mail" | "desk" | "paper";
  /** Slugs; both null where it is about a street or the city. */
  building: string | null;
  room: string | null;
  street: string | null;
  /** Where the paper lies; null where there is none. */
  paper_at: string | null;
  merged_into: number | null;
  endorsements: number;
  made_at_ms: number;
  changed_at_ms: number;
}

/** A wording, a translation or an easy summary of a proposal; title and body are null once erased. */
export interface ProposalTextTable {
  id: Generated<number>;
  proposal_id: number;
  kind: "wording" | "translation" | "easy";
  /** Of a wording its own; of what is made beside it, the wording's it was made of. */
  version: number;
  language: string;
  title: string | null;
  body: string | null;
  /** Why the staff changed it. */
  reason: string | null;
  role: string;
  at_ms: number;
  log_entry: number;
}

/** What happened to a proposal, as it stands in its thread. */
export interface ProposalEntryTable {
  id: Generated<number>;
  proposal_id: number;
  kind: "state" | "appeal" | "appeal-answer" | "took-in" | "became" | "moderated";
  state: string | null;
  reason: string | null;
  language: string;
  /** What else it is about: another proposal's number, a measure's slug. */
  about: string | null;
  role: string;
  /** Account of the official, so that an appeal is answered by another one. */
  person_id: string | null;
  at_ms: number;
  log_entry: number;
}

/** Who wrote a proposal, as far as they said so. The row goes when they ask for it. */
export interface ProposalAuthorTable {
  proposal_id: number;
  name: string;
  shows_name: number;
}

/** Who is told by mail of what happens to a proposal. */
export interface ProposalFollowerTable {
  id: Generated<number>;
  proposal_id: number;
  email: string;
  language: string;
  is_author: number;
  /** The proposal whose author it is, where that was merged into the one that is followed. */
  author_of: number | null;
}

/** A letter that is still to be sent. */
export interface ProposalNoticeTable {
  entry_id: number;
  follower_id: number;
  failed_at_ms: number | null;
}

/** That somebody has endorsed a proposal: a keyed hash, no address and no time. */
export interface ProposalEndorsementTable {
  proposal_id: number;
  trace: string;
}

/** What waits for the code that was sent by mail. */
export interface ProposalPendingTable {
  id: string;
  kind: "proposal" | "endorsement" | "follow";
  proposal_id: number | null;
  email: string;
  language: string;
  /** JSON: what was written. */
  said: string | null;
  code_hash: string;
  tries: number;
  made_at_ms: number;
}

/** A code printed at a service desk; what it was used for is not kept. */
export interface DeskCodeTable {
  code_hash: string;
  used: number;
}

/** What a proposal became: a measure, and what later parts of the city add. */
export interface ProposalBecameTable {
  proposal_id: number;
  kind: string;
  subject: string;
}

/** FTS5 index of proposals; `rowid` is the proposal's number. */
export interface ProposalSearchTable {
  rowid: number;
  grams: string;
}

export interface CivicTables
  extends AccountTables,
    BudgetTables,
    ConversationTables,
    HeardTables,
    HouseNewsTables,
    InclusionTables,
    ModerationTables,
    RecordsTables,
    SchoolTables,
    ScreensTables,
    SiteTables,
    WorkdayTables {
  elected_body: ElectedBodyTable;
  body_term: BodyTermTable;
  office_holder: OfficeHolderTable;
  decision: DecisionTable;
  decision_vote: DecisionVoteTable;
  decision_correction: DecisionCorrectionTable;
  promise: PromiseTable;
  promise_answer: PromiseAnswerTable;
  promise_reminder: PromiseReminderTable;
  why_question: WhyQuestionTable;
  why_answer: WhyAnswerTable;
  proposal: ProposalTable;
  proposal_text: ProposalTextTable;
  proposal_entry: ProposalEntryTable;
  proposal_author: ProposalAuthorTable;
  proposal_follower: ProposalFollowerTable;
  proposal_notice: ProposalNoticeTable;
  proposal_endorsement: ProposalEndorsementTable;
  proposal_pending: ProposalPendingTable;
  desk_code: DeskCodeTable;
  proposal_became: ProposalBecameTable;
  proposal_search: ProposalSearchTable;
  partner: PartnerTable;
  exchange_draft: ExchangeDraftTable;
  exchange_release: ExchangeReleaseTable;
  exchange_received: ExchangeReceivedTable;
  exchange_refused: ExchangeRefusedTable;
  co_signature: CoSignatureTable;
  building_facts: BuildingFactsTable;
  city_facts: CityFactsTable;
  verdict: VerdictTable;
  carbon_claim: CarbonClaimTable;
  verdict_seen: VerdictSeenTable;
  verdict_home: VerdictHomeTable;
  room_use: RoomUseTable;
  climate_result: ClimateResultTable;
  climate_room: ClimateRoomTable;
  advice_dismissal: AdviceDismissalTable;
  advice_measure: AdviceMeasureTable;
  vote_room: VoteRoomTable;
  vote_code: VoteCodeTable;
  vote_comment: VoteCommentTable;
  vote_round: VoteRoundTable;
  vote_round_room: VoteRoundRoomTable;
  alarm: AlarmTable;
  notice_wish: NoticeWishTable;
  notice_told: NoticeToldTable;
  weather_station: WeatherStationTable;
  published_figure: PublishedFigureTable;
  answer: AnswerTable;
  payload_mapping: PayloadMappingTable;
  source: SourceTable;
  idempotent_request: IdempotentRequestTable;
  building: BuildingTable;
  room: RoomTable;
  point: PointTable;
  installation: InstallationTable;
  measure: MeasureTable;
  measure_building: MeasureBuildingTable;
  measure_step: MeasureStepTable;
  result: ResultTable;
  log_entry: LogEntryTable;
  log_position: LogPositionTable;
  log_opening: LogOpeningTable;
  account_role: AccountRoleTable;
  demo_mail: DemoMailTable;
  user: UserTable;
}
