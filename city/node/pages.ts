import { fingerprint, keyIdOf } from "@husting/openness";
import { localDate } from "@husting/series";
import { buildingPage, cityPage, findPage, type Order, orders } from "../features/buildings/index.ts";
import { carbonPage } from "../features/carbon/index.ts";
import { decisionsOfMeasure } from "../features/decisions/index.ts";
import type { LogPage } from "../features/log/log-page.ts";
import {
  checkedMeasurePage,
  isStep,
  type Measure,
  measurePage,
  measuresPage,
  newMeasurePage,
  registerMeasure,
  type SaidMeasure,
  takeStep,
} from "../features/measures/index.ts";
import { carryOut, meterPage, metersPage } from "../features/meters/index.ts";
import type { Person, RouteKey, Viewer } from "../features/people/index.ts";
import type { MailboxPage } from "../features/people/people-pages.ts";
import { buildingQualityPage, qualityPage } from "../features/quality/index.ts";
import { mappingsPage, storedAsSaid, tryMapping } from "../features/readings/mappings-page.ts";
import {
  DELIVERIES_PER_PAGE,
  type DeliveryPage,
  type ExportPage,
  type ImportsPage,
  type ListedPoint,
} from "../features/readings/readings-pages.ts";
import {
  addStation,
  type SaidStation,
  type StationFault,
  type WeatherPage,
  weatherPage,
} from "../features/readings/weather/weather-page.ts";
import { fieldAt, type ImportFilePage, type WizardAnswers } from "../features/readings/wizard.ts";
import { type MethodPage, RESULT_VERSION } from "../features/savings/index.ts";
import type { Visit } from "../features/service-desk/index.ts";
import { takePartPage } from "../features/take-part/index.ts";
import { planAsk, verdictSection } from "../features/verdicts/index.ts";
import type { Language } from "../web/language/index.ts";
import { accountActions, accountPages } from "./account-pages.ts";
import { budgetActions, budgetPages } from "./budget-pages.ts";
import { climateActions, climatePages } from "./climate-pages.ts";
import { conversationActions, conversationPages } from "./conversation-pages.ts";
import { dataPages } from "./data-pages.ts";
import { decisionActions, decisionPages } from "./decision-pages.ts";
import { demoAccounts, demoRoom } from "./demo-accounts.ts";
import { exchangeActions, exchangePages } from "./exchange-pages.ts";
import { idNumber, pageNumber, text } from "./fields.ts";
import { heardActions, heardPages } from "./heard-pages.ts";
import { inventoryActions, inventoryPages } from "./inventory-pages.ts";
import { measureOfProposal, originOf, tieTo } from "./measure-of-proposal.ts";
import { moderationActions, moderationPages } from "./moderation-pages.ts";
import { newsActions, newsPages } from "./news-pages.ts";
import { type CityNode, localYear } from "./node.ts";
import { overviewPages } from "./overview-pages.ts";
import type { PageScripts } from "./page-scripts.ts";
import { weatherPoint } from "./points.ts";
import { proposalActions, proposalPages } from "./proposal-pages.ts";
import { recordActions, recordPages } from "./record-pages.ts";
import { schoolActions, schoolPages } from "./school-pages.ts";
import { screenActions, screenPages } from "./screen-pages.ts";
import { serviceDeskActions, serviceDeskPages } from "./service-desk-pages.ts";
import { siteActions, sitePages } from "./site-pages.ts";
import { trialActions, trialPages } from "./trial-pages.ts";
import { upkeepPages } from "./upkeep-pages.ts";
import { voteActions, votePages } from "./vote-pages.ts";
import { columnsPage, runWizard } from "./wizard.ts";
import { workdayActions, workdayPages } from "./workday-pages.ts";

/** What a page or a verb is asked with; permission has been checked before. */
export interface Asked {
  readonly node: CityNode;
  readonly language: Language;
  readonly viewer: Viewer;
  readonly person: Person | null;
  readonly headers: Headers;
  /** Whom tries are counted by: an address, of IPv6 its net. */
  readonly client: string;
  readonly query: URLSearchParams;
  /** Last part of the path: a slug or a number. */
  readonly last: string;
  /** Who is helped here by a member of staff; null where nobody is. */
  readonly visit: Visit | null;
  /** By which session somebody is signed in; null where nobody is. */
  readonly session: string | null;
  readonly scripts: PageScripts;
}

export type ActionOutcome =
  | {
      readonly kind: "go";
      readonly to: string;
      readonly cookies?: readonly string[];
      /** Whether the browser is to forget what it has kept of this site's pages. */
      readonly clears?: boolean;
    }
  /** A file to keep. */
  | {
      readonly kind: "file";
      readonly bytes?: Uint8Array<ArrayBuffer>;
      readonly text?: string;
      readonly type: string;
      readonly name: string;
    }
  /** The same page again, with what was wrong; or, with its status, with what comes next. */
  | {
      readonly kind: "again";
      readonly data: unknown;
      readonly status?: 200;
      readonly cookies?: readonly string[];
    };

export type Page = (asked: Asked) => Promise<unknown>;
/** Undefined where there is no such thing. */
export type Action = (asked: Asked, form: FormData) => Promise<ActionOutcome | undefined>;

/** The data of each page; undefined where there is no such thing. */
export const pages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang": async ({ node, query }) => {
    const order = orders.find((known) => known === query.get("order")) ?? ("use" satisfies Order);
    return cityPage(node, order, { demoAccounts: demoAccounts(node.city), demoRoom: await demoRoom(node) });
  },
  "GET /:lang/buildings/:slug": ({ node, last }) => buildingPage(node, last),
  "GET /:lang/find": ({ node, query }) => findPage(node, query.get("q") ?? ""),
  "GET /:lang/take-part": ({ node, language }) => {
    const { civic, registry, nowMs } = node;
    const { baseUrl } = node.houseNews;
    const parts = { ...node, budgets: { civic }, proposals: { civic, registry }, baseUrl, nowMs };
    return takePartPage(parts, language, localDate(node.city.zone, nowMs()));
  },
  "GET /:lang/measures": ({ node }) => measuresPage(node),
  "GET /:lang/measures/:slug": ({ node, last, viewer }) => measurePage(measureParts(node), last, viewer),
  "GET /:lang/staff/measures": async ({ node, query }) => {
    const id = idNumber(query.get("proposal") ?? "");
    const said = await measureOfProposal(node, id);
    const page = await newMeasurePage(node.registry, node.city.country, said);
    return { ...page, origin: await originOf(node, id) };
  },
  "GET /:lang/method": async (): Promise<MethodPage> => ({ methodVersion: RESULT_VERSION }),
  "GET /:lang/carbon": async ({ node }) => {
    const metered = (await node.registry.points()).map(({ carrier }) => carrier);
    return carbonPage(node.factors, localYear(node), new Set(metered));
  },
  "GET /:lang/style": async () => ({}),
  "GET /:lang/log": ({ node, query }) => logPage(node, idNumber(query.get("entry") ?? "")),
  "GET /:lang/demo/mailbox": ({ node }) => mailboxPage(node),
  "GET /:lang/staff/quality": ({ node, person, query }) =>
    qualityPage(node.quality, person?.id ?? "", pageNumber(query.get("page"))),
  "GET /:lang/staff/quality/:slug": ({ node, last }) => buildingQualityPage(node.quality, last),
  "GET /:lang/staff/import": async (): Promise<ImportFilePage> => ({ fault: null }),
  "GET /:lang/staff/import/:id": async ({ node, last }) => {
    const upload = await node.uploads.find(last);
    return upload && columnsPage(node, upload);
  },
  "GET /:lang/staff/imports": ({ node, query }) => importsPage(node, query.get("page")),
  "GET /:lang/staff/imports/:id": ({ node, last }) => deliveryPage(node, Number(last)),
  "GET /:lang/staff/mappings": async ({ node, query }) => {
    const said = storedAsSaid(node.mappings, query.get("edit") ?? "");
    return mappingsPage(node.mappings, { said, fault: null, trial: null });
  },
  "GET /:lang/staff/weather": ({ node }) => weather(node),
  "GET /:lang/staff/export": async ({ node }): Promise<ExportPage> => ({
    buildings: (await node.registry.buildings()).map(({ slug, names }) => ({ slug, names })),
  }),
  "GET /:lang/staff/meters": ({ node }) => metersPage(node),
  "GET /:lang/staff/meters/:id": ({ node, last }) => meterPage(node, idNumber(last)),
  ...accountPages,
  ...upkeepPages,
  ...workdayPages,
  ...overviewPages,
  ...dataPages,
  ...climatePages,
  ...inventoryPages,
  ...trialPages,
  ...sitePages,
  ...conversationPages,
  ...votePages,
  ...exchangePages,
  ...decisionPages,
  ...proposalPages,
  ...moderationPages,
  ...heardPages,
  ...newsPages,
  ...serviceDeskPages,
  ...recordPages,
  ...screenPages,
  ...budgetPages,
  ...schoolPages,
};

/** The verbs: each authorised by the matrix, validated here or below, carried out in one transaction with its log entry. */
export const actions: Partial<Record<RouteKey, Action>> = {
  "POST /:lang/staff/quality": async ({ node, language, person }, form) => {
    if (person === null) return undefined;
    const hour = (name: string): number | null => {
      const said = text(form, name);
      return /^([01]?\d|2[0-3])$/.test(said) ? Number(said) : null;
    };
    await node.quality.wishes.put(person.id, {
      language,
      digestHour: hour("digest"),
      atOnce: text(form, "atOnce") === "yes",
      quietFromHour: hour("quietFrom") ?? 21,
      quietToHour: hour("quietTo") ?? 7,
    });
    return { kind: "go", to: `/${language}/staff/quality?done=wish` };
  },
  "POST /:lang/staff/import": async ({ node, language }, form) => {
    const file = form.get("file");
    const again = (fault: ImportFilePage["fault"]) => ({ kind: "again", data: { fault } }) as const;
    if (!(file instanceof File) || file.size === 0) return again("no-file");
    const kept = await node.uploads.keep(file.name, new Uint8Array(await file.arrayBuffer()));
    if (!kept.ok) return again(kept.fault);
    return { kind: "go", to: `/${language}/staff/import/${kept.id}` };
  },
  "POST /:lang/staff/import/:id": async ({ node, last }, form) => {
    const upload = await node.uploads.find(last);
    if (upload === undefined) return undefined;
    const answers = Object.fromEntries(
      Object.values(fieldAt).map((field) => [field, text(form, field)]),
    ) as unknown as WizardAnswers;
    const outcome = await runWizard(node, upload, answers, text(form, "do") !== "import");
    const data = await columnsPage(node, upload, answers, outcome);
    return outcome.fault === null ? { kind: "again", data, status: 200 } : { kind: "again", data };
  },
  "POST /:lang/staff/mappings": async ({ node, language, person }, form) => {
    const page = `/${language}/staff/mappings`;
    if (person === null) return undefined;
    if (text(form, "do") === "remove") {
      await node.mappings.remove(text(form, "name"), person);
      return { kind: "go", to: `${page}?done=removed` };
    }
    const said = {
      name: text(form, "name"),
      spec: text(form, "spec"),
      sampleTopic: text(form, "sampleTopic"),
      sample: text(form, "sample"),
    };
    const { mapping, outcome } = tryMapping(said, node.points.book, node.nowMs());
    // A trial needs no name yet.
    if (text(form, "do") !== "keep" && outcome.fault?.field !== "spec")
      return { kind: "again", data: mappingsPage(node.mappings, { ...outcome, fault: null }), status: 200 };
    if (mapping === null) return { kind: "again", data: mappingsPage(node.mappings, outcome) };
    await node.mappings.put(said.name, mapping, person);
    return { kind: "go", to: `${page}?done=mapping` };
  },
  "POST /:lang/staff/weather": async ({ node, language, person }, form) => {
    if (person === null) return undefined;
    if (text(form, "do") === "remove")
      await node.weather.stations.remove(idNumber(text(form, "station")), person);
    else {
      const said = { provider: text(form, "provider"), code: text(form, "code"), from: text(form, "from") };
      const fault = await addStation(node.weather, said, (name) => weatherPoint(node, name), person);
      if (fault !== null) return { kind: "again", data: await weather(node, said, fault) };
    }
    return { kind: "go", to: `/${language}/staff/weather` };
  },
  "POST /:lang/staff/meters/:id": async ({ node, language, person, last }, form) => {
    const pointId = idNumber(last);
    const point = (await node.registry.points()).find(
      ({ id, kind }) => id === pointId && kind !== "instantaneous",
    );
    if (point === undefined || person === null) return undefined;
    const asked = {
      do: text(form, "do"),
      question: text(form, "question"),
      choice: text(form, "choice"),
      confirmed: text(form, "confirmed"),
      exchange: text(form, "exchange"),
      said: {
        at: text(form, "at"),
        closingRegister: text(form, "closingRegister"),
        serial: text(form, "serial"),
        openingRegister: text(form, "openingRegister"),
        multiplier: text(form, "multiplier"),
        registerWidth: text(form, "registerWidth"),
        hanging: text(form, "hanging"),
        meant: text(form, "meant"),
      },
    };
    const attempt = await carryOut({ ...node, zone: node.city.zone }, point, asked, person);
    if (attempt !== null) {
      const data = await meterPage(node, pointId, attempt);
      return attempt.confirm === null ? { kind: "again", data } : { kind: "again", data, status: 200 };
    }
    // The page that follows shows the total as it is now.
    await node.recompute();
    return { kind: "go", to: `/${language}/staff/meters/${pointId}` };
  },
  "POST /:lang/staff/measures": async ({ node, language, person }, form) => {
    if (person === null) return undefined;
    const said = saidMeasure(form);
    const origin = await originOf(node, idNumber(text(form, "proposal")));
    if (text(form, "do") === "check") {
      const { ok, page } = await checkedMeasurePage(
        node.registry,
        node.city.country,
        said,
        (buildings, carrier, plan) => {
          const { zone, country, rules } = node.city;
          return planAsk({ ...node, zone, country, rules }, buildings, carrier, plan);
        },
      );
      const data = { ...page, origin };
      return ok ? { kind: "again", data, status: 200 } : { kind: "again", data };
    }
    const tie = origin === null ? undefined : tieTo(node, origin, language, person);
    const made = await registerMeasure({ ...node, zone: node.city.zone }, said, person, tie);
    if (made.ok) {
      node.proposals.register.tell();
      return { kind: "go", to: `/${language}/measures/${made.slug}` };
    }
    const page = await newMeasurePage(node.registry, node.city.country, said, made.fault);
    return { kind: "again", data: { ...page, origin } };
  },
  "POST /:lang/measures/:slug": async ({ node, language, person, last }, form) => {
    const step = text(form, "do");
    const named = text(form, "decision");
    // A number that is none names no decision, and is refused as one.
    const decision = named === "" ? null : idNumber(named);
    const measure = await node.measures.bySlug(last);
    if (measure === undefined || person === null) return undefined;
    const parts = { ...node, zone: node.city.zone };
    const done = isStep(step)
      ? await takeStep(parts, measure, step, text(form, "date"), person, decision)
      : ({ ok: false, fault: { code: "step-not-open" } } as const);
    if (!done.ok) {
      const data = await measurePage(measureParts(node), last, person.role, done.fault);
      return { kind: "again", data };
    }
    await node.recompute();
    return { kind: "go", to: `/${language}/measures/${measure.slug}` };
  },
  ...accountActions,
  ...workdayActions,
  ...climateActions,
  ...inventoryActions,
  ...trialActions,
  ...siteActions,
  ...conversationActions,
  ...voteActions,
  ...exchangeActions,
  ...decisionActions,
  ...proposalActions,
  ...moderationActions,
  ...heardActions,
  ...newsActions,
  ...serviceDeskActions,
  ...recordActions,
  ...screenActions,
  ...budgetActions,
  ...schoolActions,
};

function texts(form: FormData, name: string): string[] {
  return form.getAll(name).filter((value) => typeof value === "string");
}

/** What the page of a measure is made with. */
export function measureParts(node: CityNode) {
  return {
    ...node,
    country: node.city.country,
    judgedOf: (measure: Measure) => verdictSection(node, measure),
    decidedOf: ({ slug }: Measure) => decisionsOfMeasure(node.decisions, slug),
    proposalsOf: async ({ slug }: Measure) =>
      (await node.proposals.register.origins({ kind: "measure", subject: slug })).map(
        ({ id, title, language }) => ({ id, title, language }),
      ),
  };
}

function saidMeasure(form: FormData): SaidMeasure {
  return {
    titleSv: text(form, "titleSv"),
    titleZh: text(form, "titleZh"),
    titleEn: text(form, "titleEn"),
    kind: text(form, "kind"),
    carrier: text(form, "carrier"),
    buildings: texts(form, "buildings"),
    // A box that is not ticked is not sent: that rooms were offered says that none is meant.
    rooms: text(form, "roomsOffered") === "yes" ? texts(form, "rooms") : null,
    owner: text(form, "owner"),
    cost: text(form, "cost"),
    method: text(form, "method"),
    expected: text(form, "expected"),
    leastWorthwhile: text(form, "leastWorthwhile"),
    roomsMargin: text(form, "roomsMargin"),
    peopleMargin: text(form, "peopleMargin"),
  };
}

function weather(node: CityNode, said?: SaidStation, fault?: StationFault): Promise<WeatherPage> {
  const lastMs = async (pointId: number): Promise<number | null> =>
    (await node.readings.current(pointId, node.nowMs() - 40 * 86_400_000)).atMs.at(-1) ?? null;
  return weatherPage({ ...node.weather, lastMs }, said, fault);
}

async function mailboxPage(node: CityNode): Promise<MailboxPage> {
  const rows = await node.civic.selectFrom("demo_mail").selectAll().orderBy("id", "desc").limit(10).execute();
  return {
    letters: rows.map((row) => ({
      sentAtMs: row.sent_at_ms,
      to: row.to_address,
      subject: row.subject,
      body: row.body,
    })),
  };
}

/** A page beyond the last is the last. */
async function importsPage(node: CityNode, asked: string | null): Promise<ImportsPage> {
  const pages = Math.max(1, Math.ceil((await node.readings.deliveryCount()) / DELIVERIES_PER_PAGE));
  const page = Math.min(pageNumber(asked), pages);
  const [deliveries, points] = await Promise.all([
    node.readings.deliveries(DELIVERIES_PER_PAGE, (page - 1) * DELIVERIES_PER_PAGE),
    listedPoints(node),
  ]);
  return {
    page,
    pages,
    deliveries: deliveries.map((receipt) => ({
      ...receipt,
      point: points.get(receipt.pointId ?? 0) ?? null,
    })),
  };
}

async function deliveryPage(node: CityNode, id: number): Promise<DeliveryPage | undefined> {
  if (!Number.isInteger(id) || id < 1 || id > 2 ** 31 - 1) return undefined;
  const receipt = await node.readings.delivery(id);
  if (receipt === undefined) return undefined;
  const points = await listedPoints(node);
  return {
    receipt: { ...receipt, point: points.get(receipt.pointId ?? 0) ?? null },
    rejections: await node.readings.rejections(id, 500),
  };
}

async function listedPoints(node: CityNode): Promise<Map<number, ListedPoint>> {
  const [points, buildings, rooms] = await Promise.all([
    node.registry.points(),
    node.registry.buildings(),
    node.registry.rooms(),
  ]);
  const buildingNames = new Map(buildings.map(({ id, names }) => [id, names]));
  const roomNames = new Map(rooms.map(({ id, names }) => [id, names]));
  return new Map(
    points.map(({ id, key, carrier, buildingId, roomId }) => [
      id,
      {
        key,
        carrier,
        building: buildingNames.get(buildingId ?? 0) ?? null,
        room: roomNames.get(roomId ?? 0) ?? null,
      },
    ]),
  );
}

/** So many entries stand on a page of the log. */
const LOG_ENTRIES = 50;

/** @param asked the entry that somebody wants to see, with those around it; what is no entry gives the newest. */
async function logPage(node: CityNode, asked: number): Promise<LogPage> {
  const newest = await node.civic
    .selectFrom("log_entry")
    .select(["sequence", "head_line"])
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  const size = newest?.sequence ?? 0;
  const isThere = asked >= 1 && asked <= size;
  const until = isThere ? Math.min(size, Math.max(asked + LOG_ENTRIES / 2, LOG_ENTRIES)) : size;
  const [rows, buildings, measures] = await Promise.all([
    node.civic
      .selectFrom("log_entry")
      .select("line")
      .where("sequence", "<=", until)
      .orderBy("sequence", "desc")
      .limit(LOG_ENTRIES)
      .execute(),
    node.registry.buildings(),
    node.measures.all(),
  ]);
  const slugs = new Map(buildings.map((building) => [building.id, building.slug]));
  return {
    head: newest === undefined ? null : JSON.parse(newest.head_line),
    asked: isThere ? asked : null,
    keyId: keyIdOf(node.logKey),
    fingerprint: fingerprint(node.logKey),
    entries: rows.map((row) => JSON.parse(row.line)),
    buildings: Object.fromEntries(buildings.map((building) => [building.slug, building.names])),
    measures: Object.fromEntries(
      measures.map((measure) => [
        measure.slug,
        { titles: measure.titles, building: slugs.get(measure.buildingIds[0] ?? 0) ?? "" },
      ]),
    ),
  };
}
