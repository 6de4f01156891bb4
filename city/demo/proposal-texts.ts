import type { Role } from "../features/people/index.ts";
import type { Language } from "../web/language/index.ts";

/** One thing that simulated people do with a proposal: an official by a form of theirs, or the author who appeals. */
export type DemoAct =
  | {
      readonly role: Role;
      readonly form: "state" | "appeal" | "translate" | "easy" | "measure";
      readonly fields: Readonly<Record<string, string>>;
      readonly into?: Language;
    }
  | { readonly appeal: string }
  /** Case number of the simulated decision that carries it. */
  | { readonly decision: string };

export interface DemoProposal {
  readonly language: Language;
  readonly title: string;
  /** Says that it is simulated. */
  readonly body: string;
  /** Slug; the whole city without. */
  readonly building?: string;
  /** Shown with it. */
  readonly name?: string;
  /** Before the @ of the author's address. */
  readonly email?: string;
  /** Where the paper lies; without it, it came by mail. */
  readonly paperAt?: string;
  readonly endorsements: number;
  /** How many days before the simulation's end it came, and each act was done. */
  readonly daysAgo: readonly [number, ...number[]];
  readonly acts: readonly DemoAct[];
}

const state = (role: Role, to: string, reason: string): DemoAct => ({
  role,
  form: "state",
  fields: { to, reason },
});

export const demoProposals: Readonly<Record<"umea" | "chanba", readonly DemoProposal[]>> = {
  umea: [
    {
      language: "sv",
      title: "Ta vara på värmen i skolans ventilation",
      body: "Fläktarna i Älgkronans skola blåser ut varm luft hela dagen. Byt till ventilation som tar vara på värmen, och täta fönstren som drar.\n\nBarnen ska inte få det kallare. (Simulerat förslag.)",
      building: "algkronan-skola",
      name: "Föräldraföreningen (simulerad)",
      email: "parents",
      endorsements: 4,
      daysAgo: [800, 790, 780, 770, 720, 711, 650, 570],
      acts: [
        {
          role: "adviser",
          form: "easy",
          fields: {
            body: "Skolan släpper ut varm luft.\nEn ny fläkt kan spara värmen.\nRummen ska inte bli kallare.",
          },
        },
        {
          role: "international",
          form: "translate",
          into: "zh",
          fields: {
            title: "回收学校通风系统的热量",
            body: "麋冠学校的风机整天把热空气排到室外。请更换带热回收的通风系统，并密封漏风的窗户。\n\n孩子们不应因此受冻。（模拟提案）",
          },
        },
        state("officer", "under-review", "Vi tittar på husets mätare och rum. (Simulerat.)"),
        state(
          "elected",
          "accepted",
          "Fläktarna går för fullt även när få är där, och fönstren är från 1960-talet. Åtgärden ska bedömas så att den bara räknas om rummen höll. (Simulerat.)",
        ),
        { role: "adviser", form: "measure", fields: { measure: "algkronan-ventilation" } },
        state(
          "adviser",
          "planned",
          "Arbetet är upphandlat som en åtgärd med plan för hur den bedöms. (Simulerat.)",
        ),
        state(
          "officer",
          "done",
          "Arbetet är gjort. Om det gjorde nytta säger åtgärdens omdöme. (Simulerat.)",
        ),
      ],
    },
    {
      language: "sv",
      title: "Låt sporthallens fläktar vila när hallen är tom",
      body: "Fläktarna i Renhornet går lika fort på natten som under matcherna. Låt dem följa bokningarna i stället.\n\nDet får inte bli kvavt för dem som tränar. (Simulerat förslag.)",
      building: "renhornet-sporthall",
      name: "Innebandyföreningen (simulerad)",
      email: "floorball",
      endorsements: 5,
      daysAgo: [700, 690, 650, 640, 630, 570],
      acts: [
        state("adviser", "under-review", "Vi jämför driften med bokningarna. (Simulerat.)"),
        { decision: "KS-SIM/0519" },
        { role: "adviser", form: "measure", fields: { measure: "renhornet-drifttider" } },
        state("adviser", "planned", "Driften ställs om i sommar. (Simulerat.)"),
        state("officer", "done", "Driften är omställd. Löftet besvaras av åtgärdens omdöme. (Simulerat.)"),
      ],
    },
    {
      language: "sv",
      title: "Stäng av ventilationen i biblioteket nattetid",
      body: "Bokälvens bibliotek är tomt på natten. Stäng av ventilationen helt då, för att spara el. (Simulerat förslag, inlämnat på papper.)",
      building: "bokalven-bibliotek",
      paperAt: "Servicedisken, pärm 3, blad 12 (simulerad)",
      endorsements: 1,
      daysAgo: [90, 80, 60, 50, 30],
      acts: [
        state("adviser", "under-review", "Vi frågar fastighetsförvaltningen. (Simulerat.)"),
        state(
          "officer",
          "declined",
          "Samlingarna tål inte den fukt som blir när luften står stilla. Nattflödet är redan lägsta möjliga. (Simulerat.)",
        ),
        { appeal: "Kan man inte stänga av i läsesalarna, där inga böcker står? (Simulerat.)" },
        {
          role: "elected",
          form: "appeal",
          fields: {
            answer: "rejected",
            reason:
              "Läsesalarna delar fläkt med magasinet. Frågan tas upp igen när fläkten byts. (Simulerat.)",
          },
        },
      ],
    },
    {
      language: "zh",
      title: "洗衣房请改用低温程序",
      body: "住宅楼的洗衣房默认使用六十度。建议默认改为四十度，并张贴说明。（模拟提案）",
      email: "tenant",
      endorsements: 2,
      daysAgo: [12],
      acts: [],
    },
    {
      language: "en",
      title: "Show the room's temperature where people meet",
      body: "A small display by the door of each meeting room would let people see whether it is the room or themselves. (Simulated proposal.)",
      email: "visitor",
      endorsements: 3,
      daysAgo: [25, 9],
      acts: [state("adviser", "under-review", "We ask what a display would use itself. (Simulated.)")],
    },
  ],
  chanba: [
    {
      language: "zh",
      title: "学校夜间和周末请降低供暖",
      body: "白鹿遥小学放学后和周末仍然很热，没有人使用教室。建议夜间与周末降低供暖温度，早晨提前恢复。\n\n上课时教室不能变冷。（模拟提案）",
      building: "bailuyao-primary",
      name: "家长委员会（模拟）",
      email: "parents",
      endorsements: 4,
      daysAgo: [640, 630, 620, 580, 561, 500],
      acts: [
        {
          role: "international",
          form: "translate",
          into: "sv",
          fields: {
            title: "Sänk värmen i skolan på natten och helgen",
            body: "Det är varmt i grundskolan efter skoltid och på helgen, när ingen är där. Sänk värmen då och höj den i god tid på morgonen.\n\nKlassrummen får inte bli kalla under lektionerna. (Simulerat förslag.)",
          },
        },
        state("officer", "under-review", "正在核对该校的计量和室温数据。（模拟）"),
        state("elected", "accepted", "空置时间供暖确有余量。措施须经综合评判：室内不变差才算节能。（模拟）"),
        { role: "adviser", form: "measure", fields: { measure: "bailuyao-night-setback" } },
        state("adviser", "planned", "已登记为措施，并事先确定评判办法。（模拟）"),
      ],
    },
    {
      language: "zh",
      title: "办公楼的旧灯又暗又费电，请更换",
      body: "霁虹坞办公楼走廊的日光灯整天开着，桌面却不够亮。建议换成高效灯具并分区控制。\n\n换灯后房间不能变冷。（模拟提案）",
      building: "jihongwu-offices",
      name: "职工代表（模拟）",
      email: "staff",
      endorsements: 5,
      daysAgo: [870, 860, 830, 700, 690, 470],
      acts: [
        state("adviser", "under-review", "正在测量照度和用电。（模拟）"),
        { decision: "浐灞模拟〔01〕12号" },
        { role: "adviser", form: "measure", fields: { measure: "jihongwu-led" } },
        state("adviser", "planned", "已招标，分层更换。（模拟）"),
        state("officer", "done", "已全部更换，承诺由措施的结论答复。（模拟）"),
      ],
    },
    {
      language: "zh",
      title: "图书馆阅览室请整夜供暖",
      body: "清早到图书馆时阅览室很冷，希望夜间不要降温。（模拟提案，纸质提交）",
      building: "tingyuhe-library",
      paperAt: "服务台第2号文件夹第5页（模拟）",
      endorsements: 1,
      daysAgo: [70, 62, 45, 40, 20],
      acts: [
        state("adviser", "under-review", "正在核对清晨室温。（模拟）"),
        state("officer", "declined", "开馆前一小时室温已达标，整夜供暖会多用热量而无人受益。（模拟）"),
        { appeal: "我说的是开馆时，靠北窗的座位仍然冷。（模拟）" },
        {
          role: "elected",
          form: "appeal",
          fields: { answer: "upheld", reason: "北侧座位没有传感器，应先测量再决定。（模拟）" },
        },
      ],
    },
    {
      language: "sv",
      title: "Skyltar på fler språk i receptionerna",
      body: "Som gästforskare vill jag kunna läsa hur huset mår. (Simulerat förslag.)",
      email: "visitor",
      endorsements: 2,
      daysAgo: [15],
      acts: [],
    },
  ],
};
