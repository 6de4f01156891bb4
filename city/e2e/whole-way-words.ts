import { insulate, recoverHeat, together, ventilateBy } from "../demo/measures.ts";
import { type PlannedMeasure, week } from "../demo/plan.ts";
import type { DemoCityName } from "../demo/types.ts";
import type { Language } from "../web/language/index.ts";

/** What people say and do on the whole way of a proposal in one demo city, in that city's language. */
export interface Way {
  readonly city: DemoCityName;
  readonly language: Language;
  readonly building: { readonly slug: string; readonly name: string };
  readonly carrier: "district-heat" | "gas";
  /** What the work changes in the simulated building. */
  readonly change: PlannedMeasure["change"];
  readonly byWeb: { readonly title: string; readonly body: string; readonly name: string };
  readonly onPaper: { readonly title: string; readonly body: string; readonly paperAt: string };
  readonly refused: { readonly title: string; readonly body: string };
  readonly body: string;
  readonly decided: {
    readonly title: string;
    readonly reasons: string;
    readonly promise: string;
    readonly office: string;
    /** In the order of the proposals: the one of the web, and the one on paper. */
    readonly caseNumbers: readonly [string, string];
  };
  readonly measure: { readonly title: string; readonly slug: string };
  readonly reasons: {
    readonly review: string;
    readonly planned: string;
    readonly done: string;
    readonly declined: string;
    readonly appeal: string;
    readonly answer: string;
  };
}

export const swedishWay: Way = {
  city: "umea",
  language: "sv",
  building: { slug: "snolyktan-forskola", name: "Förskolan Snölyktefen" },
  carrier: "district-heat",
  // Rooms to the south get too warm behind tight walls unless the air is changed more often.
  change: together(
    insulate({ windowU: 0.8, infiltrationAch: 0.05, wallU: 0.1, roofU: 0.08 }, 0.88),
    recoverHeat(0.86, 1.5),
    ventilateBy(week(0.15, 1.2, { weekdays: [5, 18] })),
  ),
  byWeb: {
    title: "Täta och isolera förskolan så att golven slutar dra",
    body: "Det drar kallt längs golvet i Harens lya, och ändå är elementen heta.\n\nIsolera väggar och tak, och byt luften oftare när barnen är där.",
    name: "Märta Sjöström",
  },
  onPaper: {
    title: "Byt fönstren i Ateljén",
    body: "Imman fryser på insidan. Med nya fönster kan man sitta vid dem.",
    paperAt: "Servicedisken i Stadshuset, pärm 7, blad 31",
  },
  refused: {
    title: "Låt lamporna lysa hela natten på gården",
    body: "Det känns tryggare när man hämtar sin cykel sent.",
  },
  body: "Miljö- och hälsoskyddsnämnden",
  decided: {
    title: "Isolering, fönster och ventilation i Snölyktefen",
    reasons:
      "Golven drar och fönstren är slut. Nämnden vill att mätarna och rummen får avgöra om det lyckades.",
    promise: "Förskolan använder mindre fjärrvärme, och rummen blir inte sämre.",
    office: "Fastighet",
    caseNumbers: ["MHN-2026/01207", "MHN-2026/01208"],
  },
  measure: {
    title: "Isolering, fönster och ventilation i Snölyktefen",
    slug: "isolering-fonster-och-ventilation-i-snolyktefen",
  },
  reasons: {
    review: "Vi mäter draget och räknar på väggarna.",
    planned: "Arbetet är upphandlat och börjar i december.",
    done: "Arbetet är gjort. Omdömet om åtgärden säger vad det gav.",
    declined: "Lamporna stör de boende intill, och rörelsevakter finns redan.",
    appeal: "Rörelsevakterna ser inte cykelstället bakom förrådet.",
    answer: "Cykelstället får en egen rörelsevakt i vår; gården lyser inte hela natten.",
  },
};

export const chineseWay: Way = {
  city: "chanba",
  language: "zh",
  building: { slug: "liudisheng-kindergarten", name: "柳笛声幼儿园" },
  carrier: "gas",
  change: together(
    insulate({ windowU: 1.4, infiltrationAch: 0.15, wallU: 0.3, roofU: 0.25 }, 0.75),
    recoverHeat(0.75, 1.2),
  ),
  byWeb: {
    title: "给幼儿园的外墙和窗户做保温",
    body: "蜻蜓班靠窗的地方冬天很冷，锅炉却一直开着。\n\n建议做外墙保温、换窗户，并回收排风的热量。",
    name: "王秀兰",
  },
  onPaper: {
    title: "午睡室窗户漏风，请更换",
    body: "孩子午睡时头靠窗，风从缝里进来。",
    paperAt: "社区服务台第三号文件夹第十二页",
  },
  refused: { title: "院子里的灯请整夜开着", body: "晚上接孩子时院子太黑。" },
  body: "浐灞管理委员会（模拟）",
  decided: {
    title: "柳笛声幼儿园保温与换窗",
    reasons: "围护结构差、耗气多。是否见效由燃气表和房间数据判断。",
    promise: "幼儿园用气减少，房间不变差。",
    office: "建筑科",
    caseNumbers: ["浐灞〔2026〕71号", "浐灞〔2026〕72号"],
  },
  measure: { title: "柳笛声幼儿园保温与换窗", slug: "measure" },
  reasons: {
    review: "正在核对燃气表和室温数据。",
    planned: "工程已招标，十二月开工。",
    done: "工程已完成，效果见措施的结论。",
    declined: "整夜照明影响周围住户，院子已有感应灯。",
    appeal: "感应灯照不到后门的台阶。",
    answer: "后门台阶将加装感应灯；院灯不整夜开启。",
  },
};
