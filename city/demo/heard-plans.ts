import type { SaidProcess } from "../features/heard/index.ts";
import type { DemoCityName } from "./types.ts";

/** A simulated part of a city: how many live there, and how many of those heard said so. */
interface PlannedDistrict {
  readonly sv: string;
  readonly zh: string;
  readonly en: string;
  readonly persons: number;
  readonly heard: number;
}

interface PlannedHeard {
  readonly districts: readonly PlannedDistrict[];
  /** Share of each ten thousand who live there, by age; under 15 first. */
  readonly ages: Readonly<Record<string, number>>;
  /** Of the consultation. Who stated nothing is the rest of those who took part. */
  readonly participants: number;
  readonly sex: Readonly<Record<string, number>>;
  readonly age: Readonly<Record<string, number>>;
}

/** Invented figures, with somebody missing: young people and one part of the city in Umeå, parents and another one in Chan-Ba. */
export const heardPlans: Readonly<Record<DemoCityName, PlannedHeard>> = {
  umea: {
    districts: [
      { sv: "Centrum", zh: "市中心", en: "City centre", persons: 24_000, heard: 118 },
      { sv: "Ålidhem", zh: "奥利德海姆", en: "Ålidhem", persons: 17_000, heard: 38 },
      { sv: "Ersboda", zh: "埃什布达", en: "Ersboda", persons: 19_000, heard: 21 },
      { sv: "Teg", zh: "泰格", en: "Teg", persons: 15_000, heard: 66 },
      { sv: "Holmsund", zh: "霍尔姆松德", en: "Holmsund", persons: 12_000, heard: 47 },
      { sv: "Sävar", zh: "塞瓦尔", en: "Sävar", persons: 8_000, heard: 29 },
    ],
    ages: { "0-14": 1_600, "15-29": 2_600, "30-44": 2_000, "45-64": 2_100, "65-79": 1_200, "80+": 500 },
    participants: 612,
    sex: { woman: 205, man: 158, other: 6 },
    age: { "15-29": 31, "30-44": 84, "45-64": 141, "65-79": 88, "80+": 11 },
  },
  chanba: {
    districts: [
      { sv: "Västra stranden", zh: "河西片区", en: "West Bank", persons: 92_000, heard: 141 },
      { sv: "Östra stranden", zh: "河东片区", en: "East Bank", persons: 108_000, heard: 152 },
      { sv: "Våtmarken", zh: "湿地片区", en: "Wetland", persons: 54_000, heard: 70 },
      { sv: "Mässan", zh: "会展片区", en: "Exhibition", persons: 61_000, heard: 83 },
      { sv: "Hamnen", zh: "港务片区", en: "Port", persons: 75_000, heard: 24 },
    ],
    ages: { "0-14": 1_700, "15-29": 1_900, "30-44": 2_600, "45-64": 2_400, "65-79": 1_100, "80+": 300 },
    participants: 745,
    sex: { woman: 246, man: 241, other: 3 },
    age: { "15-29": 92, "30-44": 71, "45-64": 196, "65-79": 101, "80+": 18 },
  },
};

/** A consultation over most of the year, and a meeting in it. */
export const demoConsultation: SaidProcess = {
  kind: "consultation",
  level: "involve",
  nameSv: "Samråd om värmen i skolor och bostäder",
  nameZh: "关于学校和住宅供暖的征求意见",
  nameEn: "Consultation on heating in schools and homes",
  aboutSv: "Hur varmt det ska vara, när värmen ska sänkas, och vilka hus som ska åtgärdas först.",
  aboutZh: "室内应有多暖、何时降低供暖，以及先改造哪些房屋。",
  aboutEn: "How warm it should be, when heating is turned down, and which houses are mended first.",
  changeSv:
    "Ordningen mellan husen och timmarna för nattsänkning sätts efter det som sägs här. Gränserna för inneklimatet ligger fast.",
  changeZh: "房屋改造的先后顺序和夜间降温的时段将根据这里的意见确定。室内环境的限值不变。",
  changeEn:
    "The order of the houses and the hours of night setback are set by what is said here. The limits for rooms stand.",
  decidesSv: "Tekniska nämnden, efter att tjänstepersonerna har skrivit samman det som sagts.",
  decidesZh: "由技术委员会决定，工作人员事先汇总大家的意见。",
  decidesEn: "The technical committee, after officials have written down what was said.",
  answerSv: "Inom åtta veckor efter sista dagen, på sidan för beslut.",
  answerZh: "在截止日期后八周内，在“决定”页面公布。",
  answerEn: "Within eight weeks of the last day, on the page of decisions.",
};

export const demoMeeting: SaidProcess = {
  kind: "meeting",
  level: "consult",
  nameSv: "Kvällsmöte om bibliotekets inneklimat",
  nameZh: "图书馆室内环境晚间座谈会",
  nameEn: "Evening meeting on the library's indoor climate",
  aboutSv: "Drag, ljud och temperatur i bibliotekets läsesal.",
  aboutZh: "图书馆阅览室的穿堂风、噪声和温度。",
  aboutEn: "Draught, noise and temperature in the library's reading room.",
  changeSv: "Det som sägs går till förvaltaren som väljer åtgärd.",
  changeZh: "大家的意见会转交给选择措施的物业经理。",
  changeEn: "What is said goes to the manager, who chooses a measure.",
  decidesSv: "Fastighetsförvaltaren.",
  decidesZh: "物业经理。",
  decidesEn: "The property manager.",
  answerSv: "Anteckningar inom en vecka, besked inom två månader.",
  answerZh: "一周内公布记录，两个月内答复。",
  answerEn: "Notes within a week, an answer within two months.",
};
