import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { languages } from "../../web/language/index.ts";
import { glossary, type Term } from "./glossary.ts";
import { siteMessages } from "./messages.ts";

const terms = Object.values(glossary).flat() as Term[];
const SHARED = join(import.meta.dirname, "../../../../shared/data/facts/glossary.csv");

test("every word has one entry, and a meaning in each language that is not the word again", () => {
  expect(new Set(terms).size).toBe(terms.length);
  for (const language of languages)
    for (const term of terms) {
      const t = siteMessages.t(language);
      expect(t(`meaning.${term}`).length, term).toBeGreaterThan(t(`term.${term}`).length / 2);
    }
});

/** Words that the shared glossary does not have: settled here, since people asked what they mean. */
const settledHere: ReadonlySet<Term> = new Set(["meter", "verdict"]);

test.skipIf(!existsSync(SHARED))("the words are those of the shared glossary", () => {
  const rows: { key: string; en: string; sv: string; zh: string }[] = parse(readFileSync(SHARED), {
    columns: true,
  });
  const plain = (text: string): string => text.replaceAll("（", "(").replaceAll("）", ")");
  for (const term of terms) {
    const row = rows.find(({ key }) => key === term);
    if (settledHere.has(term)) {
      expect(row, `${term} is in the shared glossary by now`).toBeUndefined();
      continue;
    }
    for (const language of languages) {
      const shown = plain(siteMessages.t(language)(`term.${term}`));
      // What stands in brackets there is a note on the word.
      expect([row?.[language], row?.[language].replace(/\(.*\)$/u, "")], term).toContain(shown);
    }
  }
});

interface Abandoned {
  readonly other: RegExp;
  /** The word that stands for the thing everywhere. */
  readonly word: string;
  /** Messages in which the other word means another thing: where (`feature key`, or its beginning and `*`), and what it means there. */
  readonly unless?: Readonly<Record<string, string>>;
}

const paper = {
  "heard measure.invite": "comes on paper",
  "conversations invite.lead": "a letter may be of paper",
  "take-part paper.text": "comes on paper",
};

/** Words that the glossary has another word for; a page that used both would seem to speak of two things. */
const instead: Readonly<Record<(typeof languages)[number], readonly Abandoned[]>> = {
  zh: [
    { other: /采暖/u, word: "供暖" },
    { other: /区域供热/u, word: "集中供热" },
    { other: /使用者体验/u, word: "热感觉投票" },
    { other: /个人数据/u, word: "个人信息" },
    { other: /可及性/u, word: "无障碍" },
    {
      other: /评定/u,
      word: "结论, 评判",
      unless: { "inventory lacking.requirement": "a building's energy class" },
    },
    { other: /(?:最终|措施的|由)评判(?:答复|为|已)/u, word: "结论" },
    {
      other: /建议/u,
      word: "提案",
      unless: {
        "climate *": "advice on a building",
        "log act.advice.dismissed": "advice on a building",
        "log fact.advice*": "advice on a building",
        "people staff.advice": "advice on a building",
        "workday *": "advice on a building",
        "open-data terms.usual": "terms that are recommended",
      },
    },
    { other: /仪表|(?<!计量)表计(?!数)/u, word: "计量表" },
    { other: /计量表数器/u, word: "计数器" },
    { other: /服务窗口/u, word: "服务台" },
    { other: /案号/u, word: "登记号" },
    { other: /公共档案|公开档案|公共记录/u, word: "政府信息" },
    { other: /账号/u, word: "账户" },
    { other: /说法/u, word: "观点", unless: { "site glossary.*": "how a language says it" } },
    { other: /基准期|基准模型/u, word: "基期, 基线模型" },
    { other: /供暖季/u, word: "供暖期" },
    { other: /裕度/u, word: "容许幅度" },
    { other: /等额份额/u, word: "均等份额" },
    { other: /瑞典文/u, word: "瑞典语" },
    { other: /物业管理员|物业管理人员/u, word: "物业经理" },
    { other: /作用温度/u, word: "操作温度" },
    {
      other: /电表/u,
      word: "计量表",
      unless: {
        "inventory lacking.electricity-meter": "the meter of the electricity",
        "readings cause.estimates-replaced": "the grid company's meters of electricity",
      },
    },
    {
      other: /信件|信箱|来信|此信|信中/u,
      word: "邮件, 邮箱",
      unless: {
        "conversations invite.lead": paper["conversations invite.lead"],
        "take-part paper.text": paper["take-part paper.text"],
      },
    },
  ],
  sv: [
    { other: /värmegraddagar/iu, word: "graddagar" },
    { other: /deltagarbudget/iu, word: "medborgarbudget" },
    { other: /persondata|personuppgiftsdata/iu, word: "personuppgift" },
    { other: /tillgänglighetsutlåtande/iu, word: "tillgänglighetsredogörelse" },
    { other: /operativtemperatur/iu, word: "operativ temperatur" },
    { other: /(?<!\p{L})(?:utslag|utlåtande)/iu, word: "omdöme" },
    {
      other: /(?<!\p{L})försök(?:en|et|ens|ets|)(?!\p{L}| igen)/iu,
      word: "experiment",
      unless: {
        "accounts fault.too-many-tries": "tries to sign in",
        "people fault.too-many-tries": "tries to sign in",
        "exchange partner-fault.cut-off": "a try to fetch",
      },
    },
    { other: /(?<!\p{L})brev(?:en|et|)(?!\p{L})/iu, word: "mejl", unless: paper },
    { other: /mejladress|mejlserver/iu, word: "e-postadress, e-postserver" },
    { other: /(?<!\p{L})sensor/iu, word: "givare" },
    { other: /(?<!\p{L})avläsning/iu, word: "mätvärde" },
    { other: /rapportperiod/iu, word: "uppföljningsperiod" },
    { other: /servicekontor/iu, word: "servicedisk" },
    { other: /tjänstem[aä]n/iu, word: "tjänsteperson" },
    { other: /valsed/iu, word: "röstsedel" },
    { other: /pappret/iu, word: "papperet" },
    { other: /bemannad/iu, word: "brukstimmar" },
    { other: /vänort/iu, word: "partnerstad" },
    {
      other: /hela staden|stadens logg/iu,
      word: "kommunen",
      unless: { "exchange *": "the other city, which is no kommun" },
    },
  ],
  en: [
    { other: /normali[sz]ed consumption/iu, word: "adjusted baseline" },
    { other: /draft(?=s? of air)/iu, word: "draught" },
    { other: /participative budget/iu, word: "participatory budgeting" },
    { other: /accessibility declaration/iu, word: "accessibility statement" },
    {
      other: /(?<![{\p{L}])letters?(?!\p{L})/iu,
      word: "e-mail",
      unless: {
        ...paper,
        "conversations *": "of the alphabet",
        "proposals contact.desk-code-hint": "of the alphabet",
        "readings *": "of the alphabet",
        "schools code.hint": "of the alphabet",
        "screens *": "of the alphabet",
        "service-desk *": "of the alphabet",
        "site meaning.energy_class": "of the alphabet",
        "votes *": "of the alphabet",
      },
    },
  ],
};

test.each(languages)("no message in %s uses another word where the glossary has one", (language) => {
  const found: string[] = [];
  const needed = new Set<string>();
  for (const { feature, messages } of messageFiles(language))
    for (const [key, text] of Object.entries(messages))
      for (const { other, word, unless = {} } of instead[language]) {
        if (!other.test(text)) continue;
        const at = `${feature} ${key}`;
        const exception = Object.keys(unless).find((where) =>
          where.endsWith("*") ? at.startsWith(where.slice(0, -1)) : at === where,
        );
        if (exception === undefined) found.push(`${at}: "${text}" (${word})`);
        else needed.add(`${word}: ${exception}`);
      }
  expect(found).toEqual([]);
  const allowed = instead[language].flatMap(({ word, unless = {} }) =>
    Object.keys(unless).map((where) => `${word}: ${where}`),
  );
  expect(allowed.filter((exception) => !needed.has(exception))).toEqual([]);
});

function messageFiles(language: string): { feature: string; messages: Record<string, string> }[] {
  const city = join(import.meta.dirname, "../..");
  const files = ["features", "web"].flatMap((folder) =>
    readdirSync(join(city, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(`messages/${language}.json`))
      .map((path) => ({
        feature: path.split(/[/\\]/u).at(-3) ?? folder,
        messages: JSON.parse(readFileSync(join(city, folder, path), "utf8")) as Record<string, string>,
      })),
  );
  expect(files.length).toBeGreaterThan(20);
  return files;
}
