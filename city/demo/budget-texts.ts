import type { SaidBudget } from "../features/budget-votes/index.ts";
import { DEMO_VOTERS } from "../node/demo-accounts.ts";
import { alidhemProjects } from "./alidhem-projects.ts";
import { say } from "./parts.ts";

type Names = ReturnType<typeof say>;

export interface DemoProject {
  readonly names: Names;
  /** In the currency's units; null for one that cannot be done. */
  readonly cost: string | null;
  /** In the city's language. */
  readonly reason?: string;
  /** How many of a hundred simulated people want it. */
  readonly appeal: number;
}

export interface DemoBudget {
  readonly names: Names;
  readonly area: string;
  readonly amount: string;
  readonly vote: Pick<SaidBudget, "ballot" | "most" | "rule" | "utility" | "completion">;
  /** Days from the simulation's end at which voting opens and closes. */
  readonly days: readonly [opens: number, closes: number];
  readonly projects: readonly DemoProject[];
  /** How many simulated people stand on the roll, and how many of them vote. */
  readonly roll: number;
  readonly votes: number;
}

const shares = { rule: "equal-shares", utility: "cost", completion: "add1-exhaustive" } as const;

/** The first is counted, the second being voted on. */
export const demoBudgets: Readonly<Record<"umea" | "chanba", readonly [DemoBudget, DemoBudget]>> = {
  umea: [
    {
      names: say(
        "Ett varmare Ålidhem (simulerad)",
        "A warmer Ålidhem (simulated)",
        "更温暖的奥利德海姆（模拟）",
      ),
      area: "Ålidhem",
      amount: "1 500 000",
      vote: { ballot: "approval", most: "", ...shares },
      days: [-60, -30],
      projects: alidhemProjects,
      roll: 7_400,
      votes: 3_000,
    },
    {
      names: say("Ersboda väljer (simulerad)", "Ersboda chooses (simulated)", "埃什布达自己选（模拟）"),
      area: "Ersboda",
      amount: "400 000",
      vote: { ballot: "up-to-k", most: "3", ...shares },
      days: [-1, 21],
      roll: DEMO_VOTERS,
      votes: 0,
      projects: [
        {
          names: say(
            "Cykelpump och verktyg vid torget",
            "Bicycle pump and tools on the square",
            "广场自行车打气筒和工具",
          ),
          cost: "35 000",
          appeal: 0,
        },
        {
          names: say(
            "Isolerad port till återbruket",
            "An insulated door for the reuse centre",
            "再利用中心保温门",
          ),
          cost: "110 000",
          appeal: 0,
        },
        {
          names: say("Värmestuga vid isbanan", "A warm hut by the ice rink", "溜冰场旁的暖屋"),
          cost: "140 000",
          appeal: 0,
        },
        {
          names: say("Träd som ger skugga vid skolan", "Trees that shade the school yard", "校园遮阴树木"),
          cost: "90 000",
          appeal: 0,
        },
        {
          names: say("Bänkar längs stigen", "Benches along the path", "小径长椅"),
          cost: "55 000",
          appeal: 0,
        },
      ],
    },
  ],
  chanba: [
    {
      names: say(
        "Ett friskare Guangyuntan (simulerad)",
        "A fresher Guangyuntan (simulated)",
        "更清爽的广运潭（模拟）",
      ),
      area: "广运潭",
      amount: "480 000",
      vote: { ballot: "approval", most: "", ...shares },
      days: [-60, -30],
      roll: 640,
      votes: 180,
      projects: [
        {
          names: say("Skuggtak vid lekplatsen", "A shade roof at the playground", "游乐场遮阳棚"),
          cost: "90 000",
          appeal: 55,
        },
        {
          names: say("Dämpad belysning i trapphusen", "Lights on demand in the stairwells", "楼道感应照明"),
          cost: "65 000",
          appeal: 45,
        },
        {
          names: say("Solceller på grannhuset", "Solar cells on the community house", "社区中心太阳能板"),
          cost: "180 000",
          appeal: 40,
        },
        {
          names: say("Laddplatser för elcyklar", "Charging places for electric bicycles", "电动自行车充电处"),
          cost: "120 000",
          appeal: 50,
        },
        { names: say("Takodling", "A roof garden", "屋顶菜园"), cost: "75 000", appeal: 25 },
        {
          names: say("Luftmätare att låna", "Air meters to borrow", "可借用的空气检测仪"),
          cost: "20 000",
          appeal: 30,
        },
        {
          names: say("Bytesdagar för hushållssaker", "Swap days for household things", "家居用品交换日"),
          cost: "15 000",
          appeal: 20,
        },
        {
          names: say("Konstgjord sjö", "An artificial lake", "人工湖"),
          cost: null,
          reason: "用地不在社区范围内。",
          appeal: 0,
        },
      ],
    },
    {
      names: say("Pärlängen väljer (simulerad)", "Pearl Meadow chooses (simulated)", "明珠苑自己选（模拟）"),
      area: "明珠苑",
      amount: "300 000",
      vote: {
        ballot: "cumulative",
        most: "10",
        rule: "equal-shares",
        utility: "",
        completion: "add1-exhaustive",
      },
      days: [-1, 21],
      roll: DEMO_VOTERS,
      votes: 0,
      projects: [
        {
          names: say("Vattenautomat på gården", "A water point in the yard", "院内直饮水点"),
          cost: "80 000",
          appeal: 0,
        },
        {
          names: say("Isolerade entrédörrar", "Insulated entrance doors", "单元保温门"),
          cost: "150 000",
          appeal: 0,
        },
        {
          names: say("Bänkar under träden", "Benches under the trees", "树荫长椅"),
          cost: "40 000",
          appeal: 0,
        },
        { names: say("Lekhörna inomhus", "An indoor play corner", "室内儿童角"), cost: "70 000", appeal: 0 },
      ],
    },
  ],
};
