import { PROPOSALS, quarterOf, recordOutreach, type SaidProcess } from "../features/heard/index.ts";
import type { CityNode } from "../node/node.ts";
import { demoConsultation, demoMeeting, heardPlans } from "./heard-plans.ts";

/**
 * Who was heard in a simulated city: a population, a consultation that many took part in and a meeting, told quarter by quarter by
 * the same guard as in a real one. An interrupted demo goes on, and counts nothing twice.
 */
export async function simulateHeard(node: CityNode, endMs: number): Promise<void> {
  const { heard } = node;
  const today = Temporal.Instant.fromEpochMilliseconds(endMs)
    .toZonedDateTimeISO(node.city.zone)
    .toPlainDate();
  await importPopulation(node, today.year - 1);
  await countProposals(node, today.toString());
  const consultation = await opened(node, demoConsultation, today.subtract({ months: 13 }), {
    to: today.subtract({ weeks: 5 }),
  });
  if (heard.counts.takingPart(consultation).length === 0)
    for (const [index, share] of [0.5, 0.3, 0.2].entries()) {
      const quarter = today.subtract({ months: 12 - 5 * index });
      count(node, consultation, quarterOf(quarter.toString()), share, index === 2);
    }
  const met = today.subtract({ weeks: 7 });
  const meeting = await opened(node, demoMeeting, met, { to: met });
  if (heard.counts.takingPart(meeting).length === 0) countMeeting(node, meeting, quarterOf(met.toString()));
  // As the days would have come.
  for (let months = 12; months >= 0; months -= 3)
    await heard.releases.makeDue(today.subtract({ months }).toString());
  await recordDemoOutreach(node, today.subtract({ weeks: 3 }).toString());
}

async function importPopulation(node: CityNode, year: number): Promise<void> {
  const { population } = node.heard;
  if ((await population.tables()).length > 0) return;
  const taken = await population.take(
    new TextEncoder().encode(populationCsv(node)),
    {
      source: "Husting demo: simulated figures, no real population · simulerade siffror · 模拟数据",
      licence: "CC0 1.0",
      asOf: `${year}-12-31`,
      ...{ total: "", newDistricts: "" },
    },
    null,
  );
  if (!taken.ok)
    throw new Error(`the simulated population was refused: ${taken.faults.map(({ code }) => code).join()}`);
}

/** The table as a statistical office would give it: districts, sexes and ages in rows. */
function populationCsv(node: CityNode): string {
  const plan = planOf(node);
  const { language } = node.city;
  const rows = plan.districts.flatMap((district) =>
    Object.entries(plan.ages).flatMap(([age, perTenThousand]) =>
      (["woman", "man"] as const).map((sex) => {
        const persons = Math.round((district.persons * perTenThousand) / 20_000);
        const { sv, zh, en } = district;
        return [district[language], sv, zh, en, sex, age, persons].join(",");
      }),
    ),
  );
  return ["district,district_sv,district_zh,district_en,sex,age,persons", ...rows].join("\n");
}

/** What simulated people proposed and endorsed, which was done by the desk and not on a page. */
async function countProposals(node: CityNode, today: string): Promise<void> {
  const standing = await node.heard.processes.bySlug(PROPOSALS);
  if (standing === undefined || node.heard.counts.takingPart(standing.id).length > 0) return;
  const proposals = await node.proposals.register.list();
  const times = proposals.reduce((sum, { endorsements }) => sum + 1 + endorsements, 0);
  node.heard.counts.addTakingPart([{ process: standing.id, quarter: quarterOf(today), times }]);
}

/** @returns the number of the process, which is opened unless it is there. */
async function opened(
  node: CityNode,
  said: SaidProcess,
  from: Temporal.PlainDate,
  { to }: { readonly to: Temporal.PlainDate },
): Promise<number> {
  const { processes } = node.heard;
  const there = (await processes.all()).find(({ names }) => names.en === said.nameEn);
  if (there !== undefined) return there.id;
  const made = await processes.open({ ...said, from: from.toString(), to: to.toString() }, null);
  const process = made.ok ? await processes.bySlug(made.slug) : undefined;
  if (process === undefined) throw new Error(`the simulated process ${said.nameEn} was refused`);
  return process.id;
}

/** A share of all answers, or with the last of them what is left by rounding. */
function count(node: CityNode, process: number, quarter: string, share: number, isLast: boolean): void {
  const plan = planOf(node);
  const { counts } = node.heard;
  const before = counts.stated(process);
  const part = (dimension: string, category: string, all: number): number => {
    const sofar = before
      .filter((one) => one.dimension === dimension && one.category === category)
      .reduce((sum, { times }) => sum + times, 0);
    return isLast ? all - sofar : Math.round(share * all);
  };
  const districts = plan.districts.map(({ heard }, index) => [String(index + 1), heard] as const);
  counts.add(
    [
      ...Object.entries(plan.sex).map((one) => ["sex", ...one] as const),
      ...Object.entries(plan.age).map((one) => ["age", ...one] as const),
      ...districts.map((one) => ["district", ...one] as const),
    ]
      .map(([dimension, category, all]) => ({
        ...{ process, quarter, dimension, category },
        times: part(dimension, category, all),
      }))
      .filter(({ times }) => times > 0),
  );
  counts.addTakingPart([{ process, quarter, times: Math.round(share * plan.participants) }]);
}

/** Sixty people came to the meeting, and some of them ticked a slip. */
function countMeeting(node: CityNode, process: number, quarter: string): void {
  const slips = {
    sex: { woman: 21, man: 17 },
    age: { "30-44": 6, "45-64": 15, "65-79": 14 },
  };
  node.heard.counts.add(
    Object.entries(slips).flatMap(([dimension, groups]) =>
      Object.entries(groups).map(([category, times]) => ({ process, quarter, dimension, category, times })),
    ),
  );
  node.heard.counts.addTakingPart([{ process, quarter, times: 60 }]);
}

async function recordDemoOutreach(node: CityNode, day: string): Promise<void> {
  const { processes, population, civic } = node.heard;
  const process = (await processes.all()).find(({ names }) => names.en === demoConsultation.nameEn);
  const already = await civic.selectFrom("heard_outreach").select("id").executeTakeFirst();
  if (process === undefined || already !== undefined) return;
  const texts = {
    sv: "Två kvällar på ungdomens hus och ett möte i stadsdelens bibliotek. (Simulerat.)",
    zh: "在青年活动中心开展了两个晚上的活动，并在社区图书馆举行了一次座谈。（模拟）",
    en: "Two evenings at the youth centre and a meeting in the district's library. (Simulated.)",
  };
  const { language } = node.city;
  const districts = await population.districts();
  const faults = await recordOutreach(
    node.heard,
    process,
    { day, group: language === "zh" ? "age 30-44" : "age 15-29", measure: "go-there", text: texts[language] },
    { language, cityLanguage: language, districts },
    null,
  );
  if (faults.length > 0) throw new Error(`the simulated outreach was refused: ${faults[0]?.code}`);
}

function planOf(node: CityNode): (typeof heardPlans)["umea"] {
  return heardPlans[node.city.id === "chanba" ? "chanba" : "umea"];
}
