import type { Language } from "../web/language/index.ts";

type Texts = Readonly<Record<Language, string>>;

export interface DemoConversation {
  readonly titles: Texts;
  readonly questions: Texts;
  readonly shows: "when-closed" | "while-open";
  readonly isClosed: boolean;
  readonly people: number;
  /** With how the three kinds of simulated people lean, from −1 to 1. */
  readonly statements: readonly (Texts & { readonly leanings: readonly [number, number, number] })[];
  /** Written by somebody, and not read yet. */
  readonly waiting?: string;
}

const statement = (sv: string, zh: string, en: string, ...leanings: [number, number, number]) => ({
  ...{ sv, zh, en },
  leanings,
});

/** Conversations that were never held, about questions that both cities have. */
export const demoConversations: readonly DemoConversation[] = [
  {
    titles: {
      sv: "Hur varmt ska vi ha det tillsammans?",
      zh: "公共建筑该有多暖？",
      en: "How warm shall we have it together?",
    },
    questions: {
      sv: "Skolor, bibliotek och trapphus värms av oss alla. Hur vill du ha det?\nNämnden för miljö och hälsa beslutar om riktlinjer efter samtalet och svarar på det som förenar alla grupper.",
      zh: "学校、图书馆和楼道由大家共同供暖。您希望怎样？\n对话结束后，主管机构将据此决定指导原则，并回应所有群体的共识。",
      en: "Schools, libraries and stairwells are heated by all of us. How do you want it?\nThe committee decides on guidelines after the conversation, and answers what unites all groups.",
    },
    shows: "when-closed",
    isClosed: true,
    people: 500,
    statements: [
      statement(
        "Ingen ska behöva ha jacka på sig i klassrummet.",
        "谁都不该在教室里穿着外套。",
        "Nobody should have to wear a jacket in a classroom.",
        0.9,
        0.7,
        0.8,
      ),
      statement(
        "Den som mår dåligt av kyla ska få säga till, och det ska hjälpa.",
        "怕冷的人应能提出来，而且要管用。",
        "Whoever suffers from cold should be able to say so, and it should help.",
        0.9,
        0.8,
        0.8,
      ),
      statement(
        "En grad lägre på natten märker ingen.",
        "夜里低一度没人察觉。",
        "One degree less at night is noticed by nobody.",
        0.8,
        0.5,
        -0.2,
      ),
      statement(
        "Trapphus behöver inte vara varma.",
        "楼道不必很暖。",
        "Stairwells need not be warm.",
        0.8,
        0.6,
        -0.6,
      ),
      statement(
        "Jag tar hellre på mig en tröja än betalar mer.",
        "我宁愿多穿一件毛衣，也不愿多付钱。",
        "I would rather put on a jumper than pay more.",
        0.6,
        0.9,
        -0.7,
      ),
      statement(
        "Värmen är dyr nog: inga fler försök.",
        "供暖已经够贵了，不要再试验。",
        "Heat is dear enough: no more experiments.",
        -0.8,
        0.7,
        0.5,
      ),
      statement(
        "Klimatet är viktigare än min bekvämlighet.",
        "气候比我的舒适更重要。",
        "The climate matters more than my comfort.",
        0.9,
        -0.5,
        -0.4,
      ),
      statement(
        "De sämsta husen ska rustas först, också om de är dyrast.",
        "最差的房子应先改造，即使最贵。",
        "The worst houses should be mended first, even if they are the dearest.",
        0.8,
        -0.1,
        0.7,
      ),
      statement(
        "Pengar ska läggas där de sparar mest.",
        "钱应花在最节能的地方。",
        "Money should go where it saves most.",
        0.1,
        0.9,
        -0.3,
      ),
      statement(
        "Äldreboenden ska vara varmare än skolor.",
        "养老院应比学校更暖。",
        "Homes for the elderly should be warmer than schools.",
        0.4,
        0.2,
        0.9,
      ),
      statement(
        "Jag vill se vad mitt hus använder.",
        "我想看到自己楼里的用能。",
        "I want to see what my house uses.",
        0.8,
        0.7,
        0.6,
      ),
      statement(
        "Det är värmebolagets sak, inte min.",
        "这是供热公司的事，不是我的事。",
        "That is the heat company's business, not mine.",
        -0.9,
        -0.1,
        0.6,
      ),
      statement(
        "Fönstren ska gå att öppna, också med ny ventilation.",
        "装了新风也应能开窗。",
        "Windows should open, also with new ventilation.",
        0.3,
        0.3,
        0.9,
      ),
      statement(
        "Biblioteket kan stänga en dag i veckan i januari.",
        "图书馆一月份可以每周关一天。",
        "The library can close one day a week in January.",
        -0.1,
        0.5,
        -0.9,
      ),
      statement(
        "Den som sparar ska få behålla en del av pengarna.",
        "谁节约，谁就该得到一部分钱。",
        "Whoever saves should keep some of the money.",
        0.5,
        0.8,
        0.6,
      ),
      statement(
        "Solpaneler på alla skolor, även om det tar tid att få igen pengarna.",
        "所有学校都装太阳能板，哪怕回本慢。",
        "Solar panels on every school, even if the money comes back slowly.",
        0.9,
        -0.4,
        0.2,
      ),
    ],
  },
  {
    titles: {
      sv: "Gården mellan husen",
      zh: "楼间的院子",
      en: "The yard between the houses",
    },
    questions: {
      sv: "Vad ska gården vara bra för? Svaren går till den som ritar den i vår.",
      zh: "院子应该用来做什么？回答将交给明年春天设计院子的人。",
      en: "What should the yard be good for? The answers go to whoever draws it in spring.",
    },
    shows: "while-open",
    isClosed: false,
    people: 34,
    statements: [
      statement(
        "Fler träd, för skuggans skull.",
        "多种树，为了树荫。",
        "More trees, for their shade.",
        0.9,
        0.7,
        0.8,
      ),
      statement(
        "Bilarna ska stå någon annanstans.",
        "汽车应停到别处。",
        "Cars should stand somewhere else.",
        0.9,
        -0.7,
        0.2,
      ),
      statement(
        "En plats att sitta på, också för den som inte kan gå långt.",
        "要有坐的地方，也为走不远的人。",
        "Somewhere to sit, also for those who cannot walk far.",
        0.8,
        0.6,
        0.9,
      ),
      statement(
        "Barnen ska få spela boll.",
        "孩子们应能踢球。",
        "Children should be able to play ball.",
        0.6,
        0.5,
        -0.6,
      ),
      statement(
        "Odlingslådor är mer arbete än nytta.",
        "种植箱费工多、用处少。",
        "Planting boxes are more work than use.",
        -0.7,
        0.6,
        0.3,
      ),
      statement(
        "Lampor som bara lyser när någon går förbi.",
        "有人经过才亮的灯。",
        "Lamps that shine only when somebody passes.",
        0.7,
        0.6,
        -0.3,
      ),
      statement(
        "Cyklarna ska stå under tak.",
        "自行车应有棚。",
        "Bicycles should stand under a roof.",
        0.8,
        0.2,
        0.4,
      ),
      statement("Det är bra som det är.", "现在这样就好。", "It is good as it is.", -0.8, 0.5, 0.3),
    ],
    waiting: "Katterna behöver också någonstans att vara.",
  },
];
