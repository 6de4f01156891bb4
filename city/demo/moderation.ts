import {
  act,
  answer,
  appeal,
  casePage,
  readMark,
  report,
  type Subject,
  subjectName,
} from "../features/moderation/index.ts";
import type { Person, Role } from "../features/people/index.ts";
import { nothingSaid } from "../features/proposals/index.ts";
import { demoAddress } from "../node/demo-accounts.ts";
import type { CityNode } from "../node/node.ts";
import type { Language } from "../web/language/index.ts";
import { dateBack, proposedByMail } from "./proposals.ts";

const DAY_MS = 24 * 3_600_000;

/** A proposal of a simulated resident that somebody reports, and what simulated officials make of that. */
interface DemoModerated {
  readonly language: Language;
  readonly title: string;
  readonly body: string;
  readonly email: string;
  readonly rule: string;
  /** What who reported it wrote. */
  readonly words: string;
  /** How many days before the simulation's end it came, was reported, decided on, appealed and answered. */
  readonly daysAgo: readonly number[];
  readonly act: {
    readonly role: Role;
    readonly act: "hidden" | "redacted";
    readonly reason: string;
    readonly passages?: string;
  } | null;
  readonly appeal: { readonly reason: string; readonly answer: string } | null;
}

const moderated: Readonly<Record<"umea" | "chanba", readonly DemoModerated[]>> = {
  umea: [
    {
      language: "sv",
      title: "Trapphuset på Björkgatan är kallt",
      body: "Det drar från porten hela vintern. Min granne Karin på andra våningen har mätt 15 grader, hon nås på 070-174 06 05. Täta porten! (Simulerat förslag.)",
      email: "stairs",
      rule: "personal-data",
      words: "En grannes namn och nummer står där.",
      daysAgo: [41, 40, 38],
      act: {
        role: "adviser",
        act: "redacted",
        reason: "En privatpersons namn och telefonnummer ska inte stå här. Förslaget står kvar. (Simulerat.)",
        passages: "Karin på andra våningen\n070-174 06 05",
      },
      appeal: null,
    },
    {
      language: "sv",
      title: "Värmepump till halva priset",
      body: "Beställ före söndag! Våra värmepumpar är billigast i länet, vi kommer hem till dig. (Simulerat förslag.)",
      email: "seller",
      rule: "advertising",
      words: "Reklam.",
      daysAgo: [75, 74, 71, 66, 60],
      act: {
        role: "officer",
        act: "hidden",
        reason: "Det är ett erbjudande från ett företag och inte ett förslag till kommunen. (Simulerat.)",
      },
      appeal: {
        reason: "Värmepumpar sparar energi, alltså handlar det om kommunens hus.",
        answer:
          "Ett förslag om värmepumpar i kommunens hus är välkommet. Det här säljer till privatpersoner, och står därför inte kvar. (Simulerat.)",
      },
    },
    {
      language: "sv",
      title: "Fler laddstolpar vid simhallen",
      body: "Det finns två stolpar och de är alltid upptagna. Sätt upp fler när taket ändå byggs om. (Simulerat förslag.)",
      email: "driver",
      rule: "off-topic",
      words: "Det handlar om bilar, inte om hus.",
      daysAgo: [9, 4],
      act: null,
      appeal: null,
    },
  ],
  chanba: [
    {
      language: "zh",
      title: "三单元楼道冬天太冷",
      body: "单元门关不严，整个冬天都灌风。邻居王师傅住在402室，他量过只有13度，电话 029-8888 0000。请修好单元门。（模拟提案）",
      email: "stairs",
      rule: "personal-data",
      words: "写了邻居的住址和电话。",
      daysAgo: [37, 36, 35],
      act: {
        role: "adviser",
        act: "redacted",
        reason: "私人的称呼、住址和电话不应公开。提案保留。（模拟）",
        passages: "王师傅住在402室\n029-8888 0000",
      },
      appeal: null,
    },
    {
      language: "zh",
      title: "节能空调团购最后三天",
      body: "全市最低价，送货上门，团购满十台再打九折。（模拟提案）",
      email: "seller",
      rule: "advertising",
      words: "这是广告。",
      daysAgo: [68, 67, 65, 61, 55],
      act: {
        role: "officer",
        act: "hidden",
        reason: "这是商家的促销信息，不是向城市提交的提案。（模拟）",
      },
      appeal: {
        reason: "空调节能，与建筑有关。",
        answer: "欢迎提交公共建筑更换空调的提案。本文是向个人推销，因此维持隐藏。（模拟）",
      },
    },
    {
      language: "zh",
      title: "自行车棚请装灯",
      body: "晚上车棚很暗，请装感应灯，既省电又安全。（模拟提案）",
      email: "cyclist",
      rule: "off-topic",
      words: "和建筑能耗没有关系。",
      daysAgo: [8, 3],
      act: null,
      appeal: null,
    },
  ],
};

/** One text that waits for an official, one with parts taken out, and one hidden whose author has appealed: by the same verbs as theirs. */
export async function simulateModeration(node: CityNode, endMs: number): Promise<void> {
  const people = await node.signIn.people();
  const official = (role: Role): Person => {
    const email = demoAddress(role, node.city.id);
    return people.find((person) => person.email === email)!;
  };
  const city = node.city.id === "chanba" ? "chanba" : "umea";
  for (const one of moderated[city]) await simulateOne(node, one, endMs, official);
  node.proposals.teller.now();
  await node.proposals.teller.idle();
  // The mailbox is for whoever tries the demo: it begins empty.
  await node.civic.deleteFrom("demo_mail").execute();
}

async function simulateOne(
  node: CityNode,
  one: DemoModerated,
  endMs: number,
  official: (role: Role) => Person,
): Promise<void> {
  const { moderation } = node;
  const { language, title, body, rule, words } = one;
  const dayMs = (step: number): number => endMs - (one.daysAgo[step] ?? 0) * DAY_MS;
  const known = (await node.proposals.register.list()).find((proposal) => proposal.title === title);
  // An interrupted demo goes on, and does nothing twice: what is hidden has no title any more.
  if (known === undefined && one.act !== null && (await isDone(node, one.act.act, rule))) return;
  const beganMs = node.nowMs();
  const email = `${one.email}@${node.city.id}.example`;
  const id = known?.id ?? (await proposedByMail(node, { ...nothingSaid, title, body }, email, language));
  if (known === undefined) await dateBack(node, id, dayMs(0), beganMs);
  const subject: Subject = { kind: "proposal", ref: String(id) };
  const name = subjectName(subject);
  const last = await node.civic
    .selectFrom("moderation_case")
    .select(["id", "reports", "closed_at_ms"])
    .where("subject", "=", name)
    .executeTakeFirst();
  if (last?.closed_at_ms != null) return;
  if ((last?.reports ?? 0) === 0) {
    const kept = (await moderation.keepers.proposal.find(node.civic, subject.ref))!;
    const mark = readMark(kept);
    const from = { client: `demo ${one.email}`, language };
    held(await report(moderation, moderation.house, subject, kept, { rule, words, mark }, from), title);
  }
  const caseId = (
    await node.civic
      .selectFrom("moderation_case")
      .select("id")
      .where("subject", "=", name)
      .executeTakeFirstOrThrow()
  ).id;
  await node.civic
    .updateTable("moderation_case")
    .set({ opened_at_ms: dayMs(1) })
    .where("id", "=", caseId)
    .execute();
  await node.civic
    .updateTable("moderation_report")
    .set({ at_ms: dayMs(1) })
    .where("case_id", "=", caseId)
    .execute();
  if (one.act !== null) await simulateAct(node, one, subject, caseId, official, dayMs);
}

async function simulateAct(
  node: CityNode,
  { act: decided, rule, language, title, appeal: appealed }: DemoModerated,
  subject: Subject,
  caseId: number,
  official: (role: Role) => Person,
  dayMs: (step: number) => number,
): Promise<void> {
  if (decided === null) return;
  const { moderation } = node;
  const beganMs = node.nowMs();
  const by = official(decided.role);
  const { mark } = (await casePage(moderation, moderation.house, caseId, by))!;
  const done = await act(
    moderation,
    moderation.house,
    caseId,
    { ...decided, rule, language, mark, passages: decided.passages ?? "" },
    by,
  );
  held(done.ok ? null : done.fault, title);
  await dateBack(node, Number(subject.ref), dayMs(2), beganMs);
  await node.civic
    .updateTable("moderation_case")
    .set({ closed_at_ms: dayMs(2) })
    .where("id", "=", caseId)
    .execute();
  const { id: actId } = await node.civic
    .updateTable("moderation_act")
    .set({ at_ms: dayMs(2) })
    .where("case_id", "=", caseId)
    .returning("id")
    .executeTakeFirstOrThrow();
  if (appealed === null) return;
  const appealedMs = node.nowMs();
  held(await appeal(moderation, subject, appealed.reason, language), title);
  await dateBack(node, Number(subject.ref), dayMs(3), appealedMs);
  const answeredMs = node.nowMs();
  const said = { answer: "rejected", reason: appealed.answer, language };
  held(await answer(moderation, actId, said, official("elected")), title);
  await dateBack(node, Number(subject.ref), dayMs(4), answeredMs);
  await node.civic
    .updateTable("moderation_appeal")
    .set({ at_ms: dayMs(3), answered_at_ms: dayMs(4) })
    .where("act_id", "=", actId)
    .execute();
}

async function isDone(node: CityNode, what: string, rule: string): Promise<boolean> {
  const row = await node.civic
    .selectFrom("moderation_act")
    .select("id")
    .where("act", "=", what)
    .where("rule", "=", rule)
    .executeTakeFirst();
  return row !== undefined;
}

function held(fault: { readonly code: string } | null, title: string): void {
  if (fault !== null) throw new Error(`the simulated moderation of "${title}" was refused: ${fault.code}`);
}
