import type { RuleId } from "./retention-rules.ts";

/**
 * Every column of the civic database: under the rule it is kept by, or as `free` of personal data. A test walks the database
 * itself: a table or a column that is not here fails it. Whoever adds one decides here how long it is kept.
 */
export const civicColumns: Readonly<
  Record<string, { readonly [Rule in RuleId | "free"]?: readonly string[] | undefined }>
> = columnsOf({
  // What people propose.
  proposal: {
    texts:
      "id state language channel building room street paper_at merged_into endorsements made_at_ms changed_at_ms",
  },
  proposal_text: { texts: "id proposal_id kind version language title body reason role at_ms log_entry" },
  proposal_entry: {
    texts: "id proposal_id kind state reason language about role at_ms log_entry",
    official: "person_id",
  },
  proposal_author: { author: "proposal_id name shows_name" },
  proposal_follower: { followers: "id proposal_id email language is_author author_of" },
  proposal_notice: { letters: "entry_id follower_id failed_at_ms" },
  proposal_endorsement: { "counted-once": "proposal_id trace" },
  proposal_pending: { pending: "id kind proposal_id email language said code_hash tries made_at_ms" },
  proposal_became: { texts: "proposal_id kind subject" },
  proposal_search: { texts: "grams" },
  proposal_beside_search: { texts: "grams" },
  desk_code: { free: "code_hash used" },
  slip_code: { free: "code_hash proposal_id" },
  // What was reported, hidden or masked.
  held_text: { "held-texts": "subject field text" },
  moderation_case: { texts: "id subject rule found reports opened_at_ms closed_at_ms" },
  moderation_report: { texts: "id case_id rule language at_ms", "report-words": "words" },
  moderation_act: {
    texts: "id case_id subject act rule reason language role at_ms log_entry",
    official: "person_id",
  },
  moderation_appeal: {
    texts:
      "act_id reason language at_ms log_entry upheld answer answer_language answer_role answered_at_ms answer_log_entry",
  },
  moderation_standing: { texts: "subject standing act_id" },
  moderation_notice: { letters: "act_id kind failed_at_ms" },
  // Votes on budgets; ballots stand sealed in a file of their own.
  budget: {
    decided:
      "id names area amount_minor currency ballot most rule state opens_at_ms closes_at_ms roll_until token_key box_key seed papers_printed made_at_ms activation",
  },
  budget_project: { decided: "id budget_id names cost_minor feasible reason reason_language proposal_id" },
  budget_roll: { "voting-roll": "id budget_id reference_hash email_hash used blinded_hash identity_hash" },
  budget_activation: { "voting-codes": "id budget_id roll_id code_hash tries made_at_ms" },
  budget_paper: { decided: "budget_id serial reading choices", official: "person_id" },
  budget_publication: { told: "budget_id ballots root reconciliation result" },
  // Conversations; what people say of statements stands in a file of its own, under hashes that join nothing.
  conversation: { decided: "id slug titles questions moderation access shows state log_entry" },
  conversation_statement: { texts: "id conversation_id number origin state language reason log_entry" },
  conversation_wording: { texts: "statement_id language text log_entry" },
  conversation_release: { told: "id conversation_id day document sha256 participants log_entry" },
  // Classes; of pupils there is nothing but counts.
  school_class: {
    classes: "id code building_id name experiment from_date to_date most stopped begun_entry log_entry",
    official: "person_id",
  },
  school_prediction: { classes: "class_id band count" },
  school_answer: {
    told: "id class_id building_id experiment from_date to_date outcome document sha256 answered_at_ms log_entry",
  },
  // Who was heard: of people only counts, in a file of their own.
  heard_process: { decided: "id slug names kind level about change decides answer from_date to_date" },
  heard_district: { free: "id key names" },
  population_table: { free: "id source licence as_of imported_at_ms persons younger sha256 log_entry" },
  population_row: { free: "table_id district_id sex band persons" },
  heard_release: { told: "id process_id period until_date body guard_record log_entry" },
  heard_outreach: {
    decided: "id process_id on_date dimension category measure text language role log_entry",
  },
  heard_batch: { free: "form_key" },
  // Who follows houses by mail; their news are derived and lie nowhere.
  house_follower: { "house-followers": "id building_id email language told_until_ms last_letter" },
  house_pending: { pending: "id building_id email language code_hash tries made_at_ms" },
  house_letter: { letters: "follower_id after_ms until_ms failed_at_ms" },
  // What bodies decide and promise, and what is asked of them.
  elected_body: {
    decided: "id slug names office answer_days from_date to_date successor_id",
    "office-address": "office_email",
  },
  body_term: { decided: "id body_id from_date to_date" },
  office_holder: {
    decided: "id term_id from_date to_date log_entry",
    "office-holder": "name party side seat",
  },
  decision: {
    decided:
      "id body_id meeting_date case_number about_kind about_ref titles language outcome reasons cost_minor covers voting reservations recorded_at_ms log_entry",
  },
  decision_vote: { decided: "decision_id holder_id vote" },
  decision_correction: {
    decided: "id decision_id field text reason language corrected_at_ms log_entry",
  },
  promise: {
    decided: "id decision_id text measurable language due_date office measure_id log_entry by_verdict",
    "office-address": "office_email",
  },
  promise_answer: {
    decided:
      "id promise_id state text language evidence_kind evidence done_date answered_at_ms by_role verdict_version verdict_outcome verdict_sha256 log_entry",
  },
  promise_reminder: { free: "promise_id kind sent_at_ms" },
  why_question: {
    decided: "id about_kind about_ref text withheld language same_as asked_at_ms due_date log_entry",
    "question-address": "email wants_answer told_answer",
    "question-pending": "code_hash code_until_ms tries",
    "counted-once": "asker_hash",
  },
  why_channel: { decided: "question_id channel paper_at" },
  why_reminder: { free: "question_id kind sent_at_ms" },
  easy_words: { decided: "id about_kind about_id language body role at_ms log_entry" },
  why_answer: { decided: "id question_id text language answered_at_ms by_role log_entry" },
  // What is reported of this site.
  accessibility_fault: {
    "accessibility-report": "page text email answer",
    free: "id language made_at_ms state public_text answered_at_ms letter_due",
  },
  // The register and the log.
  case_number: { log: "year number kind subject opened_at_ms log_entry" },
  retention_tally: { free: "rule erased logged last_at_ms" },
  log_entry: { log: "sequence line head_line" },
  log_position: { log: "id position" },
  log_opening: { openings: "commitment sequence name salt value person_id" },
  // Accounts.
  user: { account: "id name email emailVerified image createdAt updatedAt" },
  account: {
    account:
      "id accountId providerId userId accessToken refreshToken idToken accessTokenExpiresAt refreshTokenExpiresAt scope password createdAt updatedAt",
  },
  account_role: { official: "user_id role granted_at_ms" },
  account_use: { account: "user_id last_day" },
  account_subject: { official: "issuer subject user_id tied_at_ms" },
  passkey: {
    account: "credential_id user_id public_key counter transports name made_at_ms used_at_ms",
  },
  role_change: { official: "id user_id role role_before at_ms undone" },
  invitation: { official: "batch user_id role language at_ms letter" },
  session: { "sign-in": "id expiresAt token createdAt updatedAt ipAddress userAgent userId" },
  sign_in_code: { "sign-in": "id email asker code_hash long_hash tries made_at_ms" },
  verification: { "sign-in": "id identifier value expiresAt createdAt updatedAt" },
  rateLimit: { "sign-in": "id key count lastRequest" },
  notice_wish: {
    official: "user_id language digest_hour at_once quiet_from_hour quiet_to_hour last_digest failed_at_ms",
  },
  notice_told: { official: "alarm_id user_id kind told_at_ms" },
  demo_mail: { "demo-mail": "id sent_at_ms to_address subject body" },
  // What people say of rooms; counts of it stand in a file of their own, without anybody's trace.
  vote_comment: { "room-words": "id room_id week text seen published" },
  vote_room: { free: "room_id regular_users zone" },
  vote_code: { free: "code room_id made_at_ms replaced_at_ms opens_from_ms" },
  vote_round: { free: "id measure period season wording from_date to_date made_at_ms" },
  vote_round_room: { free: "round_id room_id" },
  // Measures, and what came of them.
  measure: {
    told: "id slug carrier titles kind state owner cost_minor plan plan_fixed_at_ms plan_entry baseline_end_ms reporting_start_ms true_effect_share",
  },
  measure_building: { told: "measure_id building_id" },
  measure_step: { told: "id measure_id state at_ms log_entry decision_id" },
  verdict: {
    told: "id measure_id version look_days is_final outcome document sha256 inputs judged_at_ms log_entry",
  },
  verdict_home: { free: "room_id signs" },
  verdict_seen: { free: "measure_id seen refused" },
  carbon_claim: { told: "measure_id verdict_version document sha256 frozen_at_ms log_entry" },
  published_figure: {
    told: "point_id measure version published_at_ms from_date to_date avoided_kwh band_kwh observed_kwh readings_commit weather_commit declaration method_version cause changed_from_ms changed_to_ms",
  },
  // What partner cities tell each other.
  partner: {
    told: "id city card names country language key old_keys address state pending_card asked_groups proposed_at_ms paired_at_ms log_entry tried_at_ms fetched_at_ms failures fault clock_ahead_ms log_copy log_seen_at_ms log_fault",
  },
  exchange_draft: { told: "id partner_id kind subject text sha256 made_at_ms guard_record" },
  exchange_release: {
    told: "partner_id sequence kind subject sha256 text sealed released_at_ms log_entry withdrawn_by guard_record",
  },
  exchange_received: {
    told: "partner_id sequence sha256 kind subject sealed state way received_at_ms log_entry withdrawn_by",
  },
  exchange_refused: { told: "id partner_id sha256 text reason way first_at_ms last_at_ms times" },
  co_signature: { log: "partner_id whose size line" },
  // Buildings, meters and what is computed of them.
  building: { free: "id slug names use year_built floor_area_m2 floor_area_kind storeys" },
  building_facts: { free: "building_id facts role at_ms log_entry" },
  city_facts: { free: "id facts role at_ms log_entry" },
  room: { free: "id building_id slug names" },
  room_use: { free: "room_id use sensitive_people" },
  point: { free: "id key building_id room_id carrier kind unit step_minutes register_width declaration" },
  installation: {
    free: "id point_id serial from_ms to_ms opening_register closing_register multiplier register_width rated_power_kw",
  },
  answer: { free: "id point_id question_id choice answered_at_ms" },
  result: {
    free: "point_id building_id computed_at_ms input_version method_version summary detail declaration measured weather_version first_ms whole_until_ms attention years",
  },
  climate_result: {
    free: "building_id computed_at_ms input_version weather_version method_version declared first_ms whole_until_ms summary detail advice",
  },
  climate_room: {
    free: "room_id building_id home outside_share too_cold_share too_warm_share co2_share degree_hours coverage",
  },
  advice_dismissal: { free: "id building_id code rooms figure reason role at_ms log_entry" },
  advice_measure: { free: "measure_id building_id code rooms" },
  // Displays in lobbies; of when one asked, ten minutes and nothing of from where.
  screen: {
    free: "id code building_id place languages pages look seconds night_from night_to removed_at_ms log_entry",
  },
  screen_seen: { free: "screen_id seen_at_ms" },
  work: {
    works:
      "id kind state age title body alternative language picture from_date until_date changed_at_ms log_entry",
    official: "submitted_by",
  },
  work_picture: { works: "sha256 bytes width height" },
  work_screen: { works: "work_id screen_id" },
  work_act: {
    official: "person_id",
    free: "id act reason until_date role at_ms log_entry undone_at_ms undone_role undone_entry",
  },
  work_item: { free: "act_id item kind figure" },
  alarm: { free: "id kind subject points since_ms opened_at_ms closed_at_ms" },
  weather_station: {
    free: "id provider code name latitude longitude from_date point_id whole_ms recent_ms newest_ms not_before_ms fault",
  },
  source: { free: "id name scope token_hash created_at_ms revoked_at_ms" },
  payload_mapping: { free: "name spec changed_at_ms" },
  idempotent_request: { free: "source_id key body_hash status answer at_ms" },
  // How the node itself is kept.
  backup: { free: "id made_at_ms seconds bytes log_entries verified_at_ms fault" },
  // Kept by the database for itself.
  kysely_migration: { free: "name timestamp" },
  kysely_migration_lock: { free: "id is_locked" },
  sqlite_sequence: { free: "name seq" },
});

/** The tables a rule holds for, with the columns of each. */
export function columnsUnder(
  rule: RuleId,
): { readonly table: string; readonly columns: readonly string[] }[] {
  return Object.entries(civicColumns).flatMap(([table, rules]) => {
    const columns = rules[rule];
    return columns === undefined ? [] : [{ table, columns }];
  });
}

function columnsOf(
  written: Readonly<Record<string, { readonly [Rule in RuleId | "free"]?: string }>>,
): typeof civicColumns {
  return Object.fromEntries(
    Object.entries(written).map(([table, rules]) => [
      table,
      Object.fromEntries(Object.entries(rules).map(([rule, columns]) => [rule, columns.split(" ")])),
    ]),
  );
}
