import type { Browser, BrowserContext, Page } from "playwright-core";
import { type Language, languages } from "../web/language/index.ts";
import { launchBrowser } from "./browser.ts";
import { browserCookies, type RunningCity, runCity } from "./running-city.ts";
import { giveItAFollower } from "./simulated-follower.ts";
import { giveItAPartner } from "./simulated-partner.ts";
import { giveItAVoice } from "./simulated-voice.ts";

/** Every page there is, and a simulated city in which each of them has something to show. */

export const BUILDING = "/buildings/algkronan-skola";
export const publicPages = [
  "",
  BUILDING,
  "/find",
  "/find?q=2",
  "/take-part",
  "/glossary",
  "/accessibility",
  "/method",
  "/data",
  "/try",
  "/carbon",
  "/measures",
  "/measures/algkronan-led",
  "/proposals",
  "/proposals?state=received",
  "/proposals/PROPOSAL",
  "/propose",
  "/proposal-form",
  "/confirm/PENDING",
  "/my-proposal/AUTHOR",
  "/stop/FOLLOWER",
  "/house-news/algkronan-skola",
  "/confirm-following/WAITING",
  "/stop-following/HOUSE",
  "/calendar",
  "/house-rules",
  "/moderation",
  "/report/proposal-PROPOSAL",
  "/heard",
  "/heard/proposals",
  "/heard/consultation-on-heating-in-schools-and-homes",
  "/about-you",
  "/print/proposals/PROPOSAL",
  "/print/decisions/1",
  "/print/why/decisions-1",
  "/print/conversations/the-yard-between-the-houses",
  "/print/conversation-form/the-yard-between-the-houses",
  "/print/budgets/2",
  "/print/author/AUTHOR",
  "/code",
  "/help",
  "/conversations",
  "/conversations/the-yard-between-the-houses",
  "/conversation-results/how-warm-shall-we-have-it-together",
  "/budgets",
  "/budgets/1",
  "/budgets/2",
  "/ballot/2",
  "/ballots/1",
  "/ballots/2",
  "/budget-result/1",
  "/schools",
  "/schools/one-degree",
  "/print/teacher-sheet/airing",
  "/print/pupil-sheet/standby-hunt",
  "/class",
  "/class/ANSWERED",
  "/class/GUESSING",
  "/print/diploma/ANSWERED",
  "/inventory",
  "/inventory/public-buildings",
  "/log",
  "/log?entry=60",
  "/overview",
  "/overview?period=2025",
  "/decisions",
  "/decisions/1",
  "/promises",
  "/why/STOP",
  "/cases",
  "/cases/CASE",
  "/retention",
  "/my-data",
  "/partner",
  "/received/HASH",
  "/released/HASH",
  "/style",
  "/sign-in",
  "/sign-in?fault=issuer-untied",
  "/demo/mailbox",
  "/nowhere",
] as const;
const staffPages = [
  "/staff",
  "/account",
  "/staff/node",
  "/staff/day",
  "/staff/export",
  "/staff/buildings",
  "/staff/buildings/algkronan-skola",
  "/staff/accessibility",
  "/staff/mappings",
  "/staff/import",
  "/staff/imports",
  "/staff/imports/1",
  "/staff/meters",
  "/staff/meters/2",
  "/staff/measures",
  "/staff/people",
  "/staff/quality",
  "/staff/quality/algkronan-skola",
  "/staff/climate",
  "/staff/climate?by=buildings",
  "/staff/advice",
  "/staff/advice/humlevilan-aldreboende",
  "/staff/weather",
  "/staff/rooms",
  "/staff/rooms/algkronan-skola",
  "/staff/posters/algkronan-skola",
  "/staff/screens",
  "/staff/screens/1",
  "/staff/works",
  "/staff/works/1",
  "/staff/comments",
  "/staff/rounds",
  "/staff/rounds/1",
  "/staff/bodies",
  "/staff/bodies/municipal-council",
  "/staff/decisions",
  "/staff/decisions/1",
  "/staff/promises",
  "/staff/promises/1",
  "/staff/proposals",
  "/staff/proposals/paper",
  "/staff/proposals/PROPOSAL",
  "/staff/budgets",
  "/staff/budgets/1",
  "/staff/budgets/2",
  "/staff/budget-desk/2",
  "/staff/desk",
  "/staff/moderation",
  "/staff/moderation/1",
  "/staff/participation",
  "/staff/participation/proposals",
  "/staff/population",
  "/staff/slips/PROPOSAL",
  "/staff/endorsements/PROPOSAL",
  "/staff/questions/decisions-1",
  "/staff/cases",
  "/staff/cases/CASE",
  "/staff/data",
  "/staff/conversations",
  "/staff/conversations/how-warm-shall-we-have-it-together",
  "/staff/conversation-papers/the-yard-between-the-houses",
  "/staff/classes",
  "/staff/classes/1",
  "/staff/partners",
  "/staff/partners/chanba",
  "/staff/releases",
  "/staff/releases/DRAFT",
] as const;
export const everyPage = [...publicPages, ...staffPages];
export const inEveryLanguage = languages.flatMap((language) =>
  everyPage.map((path) => [language, path] as const),
);

export interface CityOfPages {
  readonly city: RunningCity;
  readonly browser: Browser;
  /** Where a page of the lists stands: some are addressed by what was made in this city. */
  address(language: Language, path: string): string;
  /** A browser of somebody signed in as the administrator, who may open every page. */
  signedIn(options: Parameters<Browser["newContext"]>[0]): Promise<BrowserContext>;
  close(): Promise<void>;
}

export async function openCityOfPages(): Promise<CityOfPages> {
  const [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  const partner = await giveItAPartner(city);
  const stop = city.node.questions.stopToken((await city.node.questions.all())[0]!.id);
  const voice = await giveItAVoice(city);
  const follower = await giveItAFollower(city);
  const registered = (await city.node.cases.shownOf("decision", 1))!.address;
  const classes = await city.node.schools.classes.all();
  const codeOf = (isAnswered: boolean): string => classes.find(({ id }) => (id === 1) === isAnswered)!.code;
  const cookies = browserCookies(await city.signInAs("administrator"), city.baseUrl);
  // Pages of documents are addressed by what their documents hash to.
  const place = (path: string): string =>
    path
      .replace("received/HASH", `received/${partner.received}`)
      .replace("released/HASH", `released/${partner.released}`)
      .replace("why/STOP", `why/${stop}`)
      .replace("ANSWERED", codeOf(true))
      .replace("GUESSING", codeOf(false))
      .replace("DRAFT", String(partner.draft))
      .replace("CASE", registered)
      .replace("PROPOSAL", String(voice.proposal))
      .replace("following/WAITING", `following/${follower.pending}`)
      .replace("following/HOUSE", `following/${follower.stopKey}`)
      .replace("PENDING", voice.pending)
      .replace("AUTHOR", voice.authorKey)
      .replace("FOLLOWER", voice.stopKey);
  return {
    city,
    browser,
    address: (language, path) => `${city.baseUrl}/${language}${place(path)}`,
    async signedIn(options) {
      const context = await browser.newContext(options);
      await context.addCookies(cookies);
      return context;
    },
    async close() {
      await browser.close();
      await city.close();
    },
  };
}

export async function withPage<T>(context: BrowserContext, use: (page: Page) => Promise<T>): Promise<T> {
  const page = await context.newPage();
  try {
    return await use(page);
  } finally {
    await page.close();
  }
}

/**
 * A tab that pages are opened in one after the other, for a new one takes longer than most pages. What failed may have
 * broken its tab: the next page gets a new one.
 */
export function tabOf(context: BrowserContext): <T>(use: (page: Page) => Promise<T>) => Promise<T> {
  let tab: Page | undefined;
  return async (use) => {
    tab ??= await context.newPage();
    try {
      return await use(tab);
    } catch (error) {
      await tab.close();
      tab = undefined;
      throw error;
    }
  };
}
