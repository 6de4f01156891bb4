import type { Names } from "../buildings/index.ts";

/** What may not stand in a text, by code; each has a name and a sentence in every language. */
export const RULE_CODES = ["unlawful", "threats", "personal-data", "advertising", "off-topic"] as const;
export type RuleCode = (typeof RULE_CODES)[number];

/** A duty of whoever keeps a public board, with how well it is known: V read in its source, S second-hand, M from memory. */
export interface LegalDuty {
  /** As a law is called where it holds. */
  readonly law: Names;
  readonly section: string;
  readonly since: string;
  readonly source: string;
  readonly standing: "V" | "S" | "M";
}

/** The rules of a house as a record: which there are, which comes first when several are named, and what they rest on. */
export interface HouseRules {
  readonly id: string;
  readonly rules: readonly RuleCode[];
  /** What must be removed by law. */
  readonly duties: readonly LegalDuty[];
}

/** Sets of rules. Which holds in a city stands in its profile. */
export const houseRuleSets: readonly HouseRules[] = [
  {
    id: "sweden",
    rules: RULE_CODES,
    duties: [
      {
        law: {
          sv: "lagen (1998:112) om ansvar för elektroniska anslagstavlor",
          zh: "瑞典《电子公告板责任法》（1998:112）",
          en: "Swedish Act (1998:112) on responsibility for electronic bulletin boards",
        },
        section: "5 §",
        since: "1998-05-01",
        source: "SFS 1998:112, SFS 2018:1314",
        standing: "S",
      },
      {
        law: {
          sv: "EU:s dataskyddsförordning (GDPR)",
          zh: "欧盟《通用数据保护条例》（GDPR）",
          en: "EU General Data Protection Regulation (GDPR)",
        },
        section: "art. 5–6, 17",
        since: "2018-05-25",
        source: "Regulation (EU) 2016/679",
        standing: "M",
      },
    ],
  },
  {
    id: "china",
    rules: RULE_CODES,
    duties: [
      {
        law: {
          sv: "Kinas cybersäkerhetslag och bestämmelserna om styrning av innehåll på nätet",
          zh: "《中华人民共和国网络安全法》与《网络信息内容生态治理规定》",
          en: "Cybersecurity Law of China and the Provisions on the Governance of Online Content",
        },
        section: "",
        since: "2020-03-01",
        source: "国家互联网信息办公室令第5号",
        standing: "M",
      },
      {
        law: {
          sv: "Kinas lag om skydd av personuppgifter (PIPL)",
          zh: "《中华人民共和国个人信息保护法》",
          en: "Personal Information Protection Law of China (PIPL)",
        },
        section: "",
        since: "2021-11-01",
        source: "主席令第九十一号",
        standing: "M",
      },
    ],
  },
];

export function isRule({ rules }: HouseRules, said: string): said is RuleCode {
  return (rules as readonly string[]).includes(said);
}

/** The graver of two: what is likely to hurt somebody while it waits comes first. */
export function graver(one: RuleCode, other: RuleCode): RuleCode {
  return gravityOf(one) <= gravityOf(other) ? one : other;
}

/** 0 is the gravest. What is unknown, of a set that held before, comes last. */
export function gravityOf(rule: string): number {
  const place = (RULE_CODES as readonly string[]).indexOf(rule);
  return place < 0 ? RULE_CODES.length : place;
}
