/**
 * Every public address that gives data, with what is in it. A test asks each of them and holds the answer to what stands here:
 * media type, columns of a table, keys of a document. Whoever adds an address adds it here.
 */

/** What an address is about where it is of one thing: `/buildings/{building}.json`. */
export const placeholders = [
  "language",
  "building",
  "measure",
  "proposal",
  "process",
  "conversation",
  "budget",
  "partner",
  "case",
] as const;
export type Placeholder = (typeof placeholders)[number];

export const mediaTypes = {
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  json: "application/json",
  ndjson: "application/x-ndjson",
  atom: "application/atom+xml",
  pb: "text/csv",
  jose: "application/jose",
  zip: "application/zip",
} as const;
export type DataFormat = keyof typeof mediaTypes;

/** How often it changes. */
export const rhythms = ["act", "readings", "verdict", "release", "count", "year", "month"] as const;
export type Rhythm = (typeof rhythms)[number];

/** By which rule something is left out of it; the rules stand in docs/. */
export const disclosures = [
  "nothing",
  "homes",
  "votes",
  "heard",
  "opinions",
  "ballots",
  "commitments",
] as const;
export type Disclosure = (typeof disclosures)[number];

export interface Address {
  readonly path: string;
  readonly format: DataFormat;
  /** Columns of a table, keys of a document or of each line; those of a feed are Atom's (RFC 4287), and are not listed. */
  readonly fields: readonly string[];
}

export interface Dataset {
  readonly id: string;
  readonly rhythm: Rhythm;
  readonly disclosure: Disclosure;
  /** Units of figures, by the names of fields or of what lies in them. */
  readonly units: readonly (readonly [field: string, unit: string])[];
  readonly addresses: readonly Address[];
  /** Page of docs/ that explains it. */
  readonly docs: string;
}

const json = (path: string, fields: string): Address => ({ path, format: "json", fields: fields.split(" ") });
const csv = (path: string, fields: string): Address => ({
  path: `${path}?language={language}`,
  format: "csv",
  fields: fields === "" ? [] : fields.split(" "),
});
const ndjson = (path: string, fields: string): Address => ({
  path,
  format: "ndjson",
  fields: fields.split(" "),
});
const atom = (path: string): Address => ({ path, format: "atom", fields: [] });

export const datasets = [
  {
    id: "energy",
    rhythm: "readings",
    disclosure: "homes",
    units: [
      ["yearKwh", "kWh"],
      ["kwh", "kWh"],
      ["interval90", "kWh"],
      ["share", "1"],
      ["kg", "kg"],
    ],
    addresses: [
      json("/{language}.json", "order totals buildings demoAccounts demoRoom"),
      json(
        "/{language}/buildings/{building}.json",
        "building address story meters submeters rooms homes emissions carbon climate news screens said",
      ),
      atom("/feeds/{language}/houses/{building}.atom"),
    ],
    docs: "savings",
  },
  {
    id: "measures",
    rhythm: "verdict",
    disclosure: "homes",
    units: [
      ["avoidedKwh", "kWh"],
      ["lowerKwh", "kWh"],
      ["upperKwh", "kWh"],
      ["kg", "kg"],
      ["costMinor", "1/100 SEK, CNY"],
    ],
    addresses: [
      json("/{language}/measures.json", "measures"),
      json(
        "/{language}/measures/{measure}.json",
        "slug titles kind carrier state buildings reportingStartMs effect verdict carbon owner costMinor currency plan planFixed plannedAfterwards baselineEndMs trueEffectShare steps overlaps claims open fault decided judged carbonClaim proposals",
      ),
      json(
        "/measures/{measure}/verdicts/1.json",
        "confidence energy format inputSha256 measure methodVersion outcome people periods plan rooms settle start unsettled version",
      ),
      json("/measures/{measure}/carbon/1.json", "claim format period verdict version"),
    ],
    docs: "verdict",
  },
  {
    id: "inventory",
    rhythm: "year",
    disclosure: "homes",
    units: [
      ["kwh", "kWh"],
      ["annual_energy_*_kwh", "kWh"],
      ["total_useful_floor_area_m2", "m²"],
      ["kg", "kg"],
      ["gramsPerKwh", "g/kWh"],
    ],
    addresses: [
      json(
        "/{language}/inventory.json",
        "years olderYears year missing kind kinds buildings page pages path isBound",
      ),
      csv(
        "/inventory/public-buildings.csv",
        "building_id building_name building_use public_body_tenure total_useful_floor_area_m2 floor_area_conversion reporting_year",
      ),
      csv(
        "/inventory/public-buildings-not-listed.csv",
        "building_id building_name reporting_year reason_code reason",
      ),
      { path: "/inventory/public-buildings.xlsx?language={language}", format: "xlsx", fields: [] },
      json("/{language}/carbon.json", "place year used own records openDatabase attributions"),
    ],
    docs: "inventory",
  },
  {
    id: "decisions",
    rhythm: "act",
    disclosure: "commitments",
    units: [["costMinor", "1/100 SEK, CNY"]],
    addresses: [
      json("/{language}/decisions.json", "bodies body decisions page pages"),
      json("/{language}/promises.json", "today page pages all bodies"),
      csv(
        "/promises.csv",
        "body termFrom termTo decision caseNumber decided promise text measurable office due state done answeredAt evidenceKind evidence verdictSha256 logEntry",
      ),
      atom("/decisions.atom?language={language}"),
      atom("/promises.atom?language={language}"),
      atom("/feeds/{language}/city.atom"),
    ],
    docs: "decisions",
  },
  {
    id: "overview",
    rhythm: "act",
    disclosure: "heard",
    units: [
      ["kwh", "kWh"],
      ["lowKwh", "kWh"],
      ["highKwh", "kWh"],
      ["costMinor", "1/100 SEK, CNY"],
    ],
    addresses: [
      json(
        "/{language}/overview.json",
        "period before offered today isUnderWay figures figuresBefore promises verdicts money heard districts wanted uniting budgets notJudged",
      ),
    ],
    docs: "roles",
  },
  {
    id: "proposals",
    rhythm: "act",
    disclosure: "commitments",
    units: [],
    addresses: [
      json("/{language}/proposals.json", "proposals page pages count state search"),
      atom("/feeds/{language}/proposals.atom"),
      atom("/feeds/{language}/proposals/{proposal}.atom"),
    ],
    docs: "proposals",
  },
  {
    id: "conversations",
    rhythm: "release",
    disclosure: "opinions",
    units: [],
    addresses: [
      json("/{language}/conversations.json", "conversations"),
      json(
        "/{language}/conversation-results/{conversation}.json",
        "slug titles questions state release statements decided",
      ),
    ],
    docs: "conversations",
  },
  {
    id: "budgets",
    rhythm: "count",
    disclosure: "ballots",
    units: [["amountMinor", "1/100 SEK, CNY"]],
    addresses: [
      json("/{language}/budgets.json", "budgets"),
      json("/{language}/budget-result/{budget}.json", "budget result asked"),
      ndjson("/budgets/{budget}/ballots.ndjson", "choices nonce"),
      { path: "/budgets/{budget}/ballots.pb", format: "pb", fields: ["META"] },
      json(
        "/budgets/{budget}/result",
        "amountMinor ballotsRoot cost decimals endowment projects projectsSha256 rule ties version voters winners",
      ),
    ],
    docs: "participatory-budgets",
  },
  {
    id: "heard",
    rhythm: "release",
    disclosure: "heard",
    units: [
      ["share", "1"],
      ["ratio", "1"],
    ],
    addresses: [
      json("/{language}/heard.json", "processes districts"),
      csv(
        "/heard/{process}.csv",
        "process period until participants dimension group name heard share population populationShare ratio ratioLow ratioHigh standing source asOf sha256 logEntry",
      ),
    ],
    docs: "heard",
  },
  {
    id: "moderation",
    rhythm: "month",
    disclosure: "commitments",
    units: [["medianDays", "d"]],
    addresses: [
      json("/{language}/moderation.json", "months waiting oldestDays waitingAppeals"),
      csv(
        "/moderation.csv",
        "month rule ruleName reports found left redacted hidden appeals restoredOnAppeal medianDays",
      ),
    ],
    docs: "moderation",
  },
  {
    id: "cases",
    rhythm: "act",
    disclosure: "commitments",
    units: [],
    addresses: [
      json("/{language}/cases.json", "years year search cases count page pages"),
      // The headings of the register are words of the reader's language.
      csv("/cases.csv", ""),
      { path: "/cases/{case}.zip?language={language}", format: "zip", fields: [] },
    ],
    docs: "records",
  },
  {
    id: "exchange",
    rhythm: "release",
    disclosure: "homes",
    units: [],
    addresses: [
      json("/{language}/partner.json", "own ownFingerprint partners sister nowMs"),
      { path: "/exchange/card", format: "jose", fields: [] },
      { path: "/exchange/for/{partner}", format: "ndjson", fields: [] },
      { path: "/exchange/witnessed/{partner}", format: "ndjson", fields: [] },
    ],
    docs: "exchange",
  },
  {
    id: "log",
    rhythm: "act",
    disclosure: "commitments",
    units: [],
    addresses: [
      ndjson("/log/entries.ndjson", "act actor at commitments facts sequence subject version"),
      ndjson("/log/heads.ndjson", "at city keyId kind root signature size version"),
      json("/log/keys.json", "city keys"),
      json("/{language}/log.json", "head asked keyId fingerprint entries buildings measures"),
    ],
    docs: "records",
  },
  {
    id: "method",
    rhythm: "release",
    disclosure: "nothing",
    units: [],
    addresses: [
      json("/{language}/method.json", "methodVersion"),
      json("/api/v1/openapi.json", "openapi info servers components paths webhooks"),
    ],
    docs: "accuracy",
  },
] as const satisfies readonly Dataset[];

export type DatasetId = (typeof datasets)[number]["id"];

/** What each placeholder stands for in this city; missing where there is nothing of the kind. */
export type Examples = Readonly<Partial<Record<Placeholder, string>>>;

/** An address of this city as an example; null where it has nothing of the kind. */
export function exampleOf(path: string, examples: Examples): string | null {
  let isWhole = true;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = examples[name as Placeholder];
    if (value === undefined) isWhole = false;
    return value ?? "";
  });
  return isWhole ? filled : null;
}
