import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Role } from "../features/people/index.ts";
import { watchReadings } from "../features/quality/index.ts";
import type { Language } from "../web/language/index.ts";
import { launchBrowser } from "./browser.ts";
import { browserCookies, type RunningCity, runCity } from "./running-city.ts";
import { giveItAPartner } from "./simulated-partner.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 300_000 });

/** Nobody should have to follow more links than this to what they came for. */
const MOST_CLICKS = 3;

type Words = Readonly<Record<"sv" | "zh", RegExp>>;

/** One errand of design/PRODUCT.md. Whoever builds pages for a role adds its rows here. */
interface Errand {
  readonly who: string;
  /** Signed in as this role, who starts at /staff; "public" starts at the city's own page, "code" at the code on a wall, "screen" at a lobby's display. */
  readonly from: Role | "public" | "code" | "screen";
  readonly errand: string;
  /** Words of the links that are followed, in this order. */
  readonly clicks: readonly Words[];
  /** What stands there then. */
  readonly finds: Words;
}

const words = (sv: RegExp, zh: RegExp): Words => ({ sv, zh });
/** A display speaks each language in turn. */
const THE_SCHOOL = /Älgkronan|Moose Crown|麋冠/;
const HOUSE = words(/^Älgkronans skola/, /^麋冠学校|^麋冠|学校$/);

const errands: readonly Errand[] = [
  {
    who: "resident",
    from: "public",
    errand: "how is my house doing",
    clicks: [HOUSE],
    finds: words(/Inomhus|inomhus/, /室内/),
  },
  {
    who: "resident",
    from: "code",
    errand: "say too cold in one tap",
    clicks: [],
    finds: words(/Alldeles för kallt/, /冷得受不了/),
  },
  {
    who: "resident",
    from: "public",
    errand: "propose something",
    clicks: [words(/^Delta$/, /^参与$/), words(/^Skriv ett förslag$/, /^写一项提案$/)],
    finds: words(/Rubrik|förslag/i, /提案|标题/),
  },
  {
    who: "resident",
    from: "public",
    errand: "vote on money",
    clicks: [
      words(/^Delta$/, /^参与$/),
      words(/^Ersboda väljer/, /^埃什布达自己选/),
      words(/[Rr]östa/, /投票/),
    ],
    finds: words(/Få en kod|kod/, /代码|验证码|码/),
  },
  {
    who: "resident",
    from: "public",
    errand: "what came of it",
    clicks: [words(/^Beslut$/, /^决定$/), words(/[Ll]öften/, /承诺/)],
    finds: words(/Hållet|Obesvarat|Öppet/, /已兑现|未答复|未到期|进行/),
  },
  {
    who: "resident",
    from: "public",
    errand: "follow the house by e-mail",
    clicks: [HOUSE, words(/^Följ huset med e-post$/, /^用电子邮件关注这栋楼$/)],
    finds: words(/Skicka mig|e-post/i, /给我发邮件/),
  },
  {
    who: "resident",
    from: "public",
    errand: "say what stops somebody from using the site",
    clicks: [words(/^Tillgänglighets\u00adredogörelse$/, /^无障碍声明$/)],
    finds: words(/Anmäl det som hindrar dig/, /反映您遇到的障碍/),
  },
  {
    who: "pupil",
    from: "public",
    errand: "type in the class's code",
    clicks: [words(/^Skolor$/, /^学校$/), words(/klasskod$/, /班级码$/)],
    finds: words(/Klasskod/, /班级码/),
  },
  {
    who: "teacher",
    from: "teacher",
    errand: "make a class, and what it found",
    clicks: [words(/[Kk]lasser/, /班级/)],
    finds: words(/Älgkronans skola/, /麋冠学校/),
  },
  {
    who: "teacher",
    from: "public",
    errand: "a sheet for a lesson",
    clicks: [
      words(/^Skolor$/, /^学校$/),
      words(/[Gg]rad/, /度/),
      words(/^Lektionsblad för läraren/, /^教师用课堂单/),
    ],
    finds: words(/[Ll]äroplan|[Kk]ursplan/, /课程/),
  },
  {
    who: "passer-by",
    from: "screen",
    errand: "this house now",
    clicks: [],
    finds: words(THE_SCHOOL, THE_SCHOOL),
  },
  {
    who: "passer-by",
    from: "public",
    errand: "what the screen in a lobby shows",
    clicks: [HOUSE, words(/^På husets skärmar$/, /^楼内屏幕$/), words(/Huvudentrén/, /Huvudentrén/)],
    finds: words(THE_SCHOOL, THE_SCHOOL),
  },
  {
    who: "adviser",
    from: "adviser",
    errand: "find the buildings to act on",
    clicks: [words(/Råd$/, /建议$/)],
    finds: words(/Visa rådet/, /查看建议/),
  },
  {
    who: "adviser",
    from: "adviser",
    errand: "register a measure",
    clicks: [words(/^Registrera en åtgärd/, /登记.*措施|措施.*登记/)],
    finds: words(/Namn på svenska[\s\S]*Metod/, /瑞典语名称[\s\S]*方法/),
  },
  {
    who: "adviser",
    from: "adviser",
    errand: "see verdicts",
    clicks: [words(/^Åtgärder$/, /^措施$/)],
    finds: words(/Inte avgjort|Verifierad/, /未有定论|已核实/),
  },
  {
    who: "manager",
    from: "manager",
    errand: "the data quality inbox",
    clicks: [words(/^Datakvalitet/, /数据质量/)],
    finds: words(/Larm/, /警报|告警|报警/),
  },
  {
    who: "manager",
    from: "manager",
    errand: "all that waits, in one list",
    clicks: [words(/^Dagens lista/, /^今日清单/)],
    finds: words(/Jag tar hand om dem/, /由我负责/),
  },
  {
    who: "manager",
    from: "manager",
    errand: "a meter swap",
    clicks: [
      words(/^Mätare: frågor och byten/, /^计量表：问题与更换/),
      // Heat is counted by a register; which other meters stand first depends on the day's questions.
      words(/Fjärrvärme/, /热/),
    ],
    finds: words(/byte|byt/i, /更换|换表/),
  },
  {
    who: "officer",
    from: "officer",
    errand: "rooms against the limits of this country, and who sits in the worst",
    clicks: [words(/^Inomhusklimat i alla rum/, /室内/)],
    finds: words(/Gränserna[\s\S]*HSLF-FS/, /HSLF-FS/),
  },
  {
    who: "officer",
    from: "officer",
    errand: "proposals that wait",
    clicks: [words(/Förslag att ta vidare/, /待推进的提案/)],
    finds: words(/Mottaget/, /已收到|收到/),
  },
  {
    who: "elected",
    from: "elected",
    errand: "what was promised, what happened, what it costs, what people want",
    clicks: [words(/^Läget i kommunen/, /^全市概览/)],
    finds: words(
      /Vad som lovades[\s\S]*Pengar[\s\S]*Vad folk vill/,
      /承诺及其现状[\s\S]*资金[\s\S]*人们想要什么/,
    ),
  },
  {
    who: "elected",
    from: "elected",
    errand: "decide with reasons, on record",
    clicks: [words(/^För in ett beslut/, /登记.*决定|决定/)],
    finds: words(/Skäl|skäl/, /理由/),
  },
  {
    who: "researcher",
    from: "researcher",
    errand: "open data with methods and a citation",
    clicks: [words(/^Öppna data/, /^开放数据/)],
    finds: words(/Datamängder[\s\S]*husting-daily|Citera[\s\S]*Datamängder/, /引用[\s\S]*数据集/),
  },
  {
    who: "researcher",
    from: "researcher",
    errand: "energy signatures of a building",
    clicks: [words(/^Åtgärder$/, /^措施$/), words(/^LED i klassrum/, /LED/)],
    finds: words(/[Bb]aslinje/, /基线/),
  },
  {
    who: "international officer",
    from: "international",
    errand: "drafts to release",
    clicks: [words(/^Vad som lämnar staden/, /^对外发布/)],
    finds: words(/Vad som lämnar staden[\s\S]*innan du har sett/, /对外发布[\s\S]*原始字节/),
  },
  {
    who: "international officer",
    from: "international",
    errand: "what the partner tells",
    clicks: [words(/^Partnerstaden/, /^伙伴城市/)],
    finds: words(/Chan-Ba/, /浐灞/),
  },
  {
    who: "international officer",
    from: "international",
    errand: "the year in energy and emissions, for the report",
    clicks: [words(/^Utsläpp/, /^排放/)],
    finds: words(/2025/, /2025/),
  },
  {
    who: "administrator",
    from: "administrator",
    errand: "who has which role",
    clicks: [words(/^Personer och roller/, /人员|角色/)],
    finds: words(/officer@umea\.example/, /officer@umea\.example/),
  },
  {
    who: "administrator",
    from: "administrator",
    errand: "whether the node is well, its backups and keys",
    clicks: [words(/^Noden|[Nn]oden/, /节点/)],
    finds: words(/[Ss]äkerhetskopi[\s\S]*[Nn]yck/, /备份[\s\S]*密钥/),
  },
  {
    who: "administrator",
    from: "administrator",
    errand: "where readings come from",
    clicks: [words(/^Importer och vad/, /^数据导入与拒绝记录/)],
    finds: words(/Importer och vad|[Mm]ottaget|[Kk]älla/, /接收时间/),
  },
];

let city: RunningCity;
let browser: Browser;
let code: string;
let screen: string;

beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  await watchReadings(city.node.quality);
  await giveItAPartner(city);
  screen = (await city.node.screens.screens.all())[0]!.code;
  code = [...(await city.node.votes.rooms.all()).values()][0]!.code;
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

describe.each([
  ["in Swedish", "sv", { viewport: { width: 1280, height: 900 } }],
  [
    "in Chinese, without scripts, on a screen 320 pixels wide",
    "zh",
    { viewport: { width: 320, height: 640 }, javaScriptEnabled: false },
  ],
] as const)("%s", (_, language, options) => {
  const contexts = new Map<Errand["from"], BrowserContext>();
  afterAll(async () => {
    for (const context of contexts.values()) await context.close();
  });

  async function contextOf(from: Errand["from"]): Promise<BrowserContext> {
    const known = contexts.get(from);
    if (known !== undefined) return known;
    const locale = language === "sv" ? "sv-SE" : "zh-CN";
    const context = await browser.newContext({ ...options, locale });
    if (from !== "public" && from !== "code" && from !== "screen")
      await context.addCookies(browserCookies(await city.signInAs(from), city.baseUrl));
    contexts.set(from, context);
    return context;
  }

  it.each(errands.map((errand) => [errand.who, errand.errand, errand] as const))(
    "%s: %s, within three clicks",
    async (_who, _errand, errand) => {
      expect(errand.clicks.length).toBeLessThanOrEqual(MOST_CLICKS);
      const page = await (await contextOf(errand.from)).newPage();
      try {
        await page.goto(startOf(errand.from, language));
        for (const click of errand.clicks) await follow(page, click[language]);
        expect(await page.locator("body").innerText()).toMatch(errand.finds[language]);
        expect(page.url()).not.toContain("/sign-in");
        await expectNoSideways(page);
      } finally {
        await page.close();
      }
    },
  );
});

function startOf(from: Errand["from"], language: Language): string {
  if (from === "screen") return `${city.baseUrl}/screen/${screen}`;
  if (from === "code") return `${city.baseUrl}/v/${code}`;
  return `${city.baseUrl}/${language}${from === "public" ? "" : "/staff"}`;
}

/** Follows the first link whose visible words fit: those in the page before those of the menu. */
async function follow(page: Page, wanted: RegExp): Promise<void> {
  for (const part of ["main", "body"]) {
    const links = page.locator(`${part} a`);
    const texts = (await links.allInnerTexts()).map((text) => text.replaceAll(/\s+/gu, " ").trim());
    for (const [at, text] of texts.entries()) {
      if (!wanted.test(text) || !(await links.nth(at).isVisible())) continue;
      // A part of the same page is there at once.
      const isHere = (await links.nth(at).getAttribute("href"))?.startsWith("#") === true;
      await Promise.all([isHere ? undefined : page.waitForEvent("load"), links.nth(at).click()]);
      return;
    }
  }
  const all = (await page.locator("a").allInnerTexts()).join(" | ");
  throw new Error(`no link ${wanted} on ${page.url()}: ${all}`);
}

/** Tables scroll within themselves; a page does not. */
async function expectNoSideways(page: Page): Promise<void> {
  const box = await page.locator("body").boundingBox();
  expect(box!.width).toBeLessThanOrEqual(page.viewportSize()!.width);
}
