import { accountMigrations } from "../features/accounts/index.ts";
import { budgetMigrations } from "../features/budget-votes/index.ts";
import { buildingMigrations } from "../features/buildings/index.ts";
import { carbonMigrations, inventoryMigrations } from "../features/carbon/index.ts";
import { climateMigrations, climateResultMigrations } from "../features/climate/index.ts";
import { conversationMigrations } from "../features/conversations/index.ts";
import { decisionMigrations } from "../features/decisions/index.ts";
import { exchangeMigrations } from "../features/exchange/index.ts";
import { heardMigrations } from "../features/heard/index.ts";
import { newsMigrations } from "../features/house-news/index.ts";
import { logMigrations } from "../features/log/index.ts";
import { measureMigrations } from "../features/measures/index.ts";
import { meterMigrations } from "../features/meters/index.ts";
import { moderationMigrations } from "../features/moderation/index.ts";
import { peopleMigrations } from "../features/people/index.ts";
import { proposalMigrations } from "../features/proposals/index.ts";
import { qualityMigrations } from "../features/quality/index.ts";
import { readingMigrations, weatherMigrations } from "../features/readings/index.ts";
import { recordMigrations } from "../features/records/index.ts";
import { savingsMigrations } from "../features/savings/index.ts";
import { schoolMigrations } from "../features/schools/index.ts";
import { screenMigrations } from "../features/screens/index.ts";
import { siteMigrations } from "../features/site/index.ts";
import { upkeepMigrations } from "../features/upkeep/index.ts";
import { verdictMigrations } from "../features/verdicts/index.ts";
import { voteMigrations } from "../features/votes/index.ts";
import { workdayMigrations } from "../features/workday/index.ts";

/**
 * How the civic database came to be, step by step. A directory takes the steps it has not taken yet, in the order of their
 * names: a new step's name sorts after all that were ever taken anywhere.
 */
export const migrations = {
  ...buildingMigrations,
  ...measureMigrations,
  ...savingsMigrations,
  ...logMigrations,
  ...peopleMigrations,
  ...accountMigrations,
  ...readingMigrations,
  ...weatherMigrations,
  ...meterMigrations,
  ...qualityMigrations,
  ...voteMigrations,
  ...climateMigrations,
  ...verdictMigrations,
  ...climateResultMigrations,
  ...carbonMigrations,
  ...inventoryMigrations,
  ...exchangeMigrations,
  ...decisionMigrations,
  ...proposalMigrations,
  ...moderationMigrations,
  ...heardMigrations,
  ...newsMigrations,
  ...recordMigrations,
  ...conversationMigrations,
  ...budgetMigrations,
  ...siteMigrations,
  ...upkeepMigrations,
  ...screenMigrations,
  ...schoolMigrations,
  ...workdayMigrations,
};
