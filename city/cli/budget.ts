import {
  type Count,
  type CountRule,
  count,
  Explanation,
  mergeBallots,
  type PabulibElection,
  readPabulib,
} from "@husting/assembly";
import {
  budgetMessages,
  countReasonText,
  electionFaultText,
  electionNoticeText,
  endowmentText,
  fileFaultText,
  moneyText,
  outcomeText,
  ruleText,
  tieText,
  voterText,
} from "../features/budgets/index.ts";
import { formats, visibleText } from "../web/language/index.ts";
import { readElectionText } from "./budget-file.ts";
import { budgetJson } from "./budget-json.ts";
import { columnsOf } from "./figures.ts";
import type { Command } from "./main.ts";
import { oneOf, readArguments, UsageError } from "./usage.ts";
import { commandLanguage } from "./words.ts";

const FAULTS_SHOWN = 20;
const NAME_LENGTH = 48;

export const command: Command = {
  summary: "count the vote on a budget from a Pabulib file, exactly, and say why each project won or lost",
  usage: `husting budget FILE.pb[.gz] [--rule NAME] [--utility NAME] [--completion NAME] [--voter ID] [--json]
  FILE             a Pabulib file (https://pabulib.org/format), plain or gzip: approvals or points
  --rule           equal-shares (default), greedy, phragmen
  --utility        what a project is worth to whoever supports it: cost (default) or cardinality for approvals, additive for points
                   (default there); not with phragmen
  --completion     how Equal Shares goes on when nothing is affordable: none (default), add1, add1-exhaustive, greedy
  --voter ID       say what this voter's share bought instead
  --json           one JSON object with stable keys (docs/budgets.md)
Money is counted in whole numbers and shares in exact fractions. Of equals, the project whose id comes first in the order of Unicode is taken.`,
  async run(args) {
    const { values, positionals } = readArguments(args, {
      rule: { type: "string", default: "equal-shares" },
      utility: { type: "string" },
      completion: { type: "string" },
      voter: { type: "string" },
      json: { type: "boolean", default: false },
    });
    const [path] = positionals;
    if (path === undefined || positionals.length > 1) throw new UsageError("name one file.");
    if (values.json && values.voter !== undefined)
      throw new UsageError("--voter and --json do not go together: the JSON holds every kind of ballot.");
    const ruleOf = ruleNamed(values.rule, values.utility, values.completion);
    const language = commandLanguage();
    const file = visibleText(path);

    const read = await readElectionText(path);
    if (!read.ok) {
      if (values.json) console.log(JSON.stringify({ ok: false, faults: [read.fault], count: 1 }, null, 2));
      else console.error(fileFaultText(language, file, read.fault));
      return 2;
    }
    const parsed = readPabulib(read.text);
    if (!parsed.ok) {
      const { first, count: all } = parsed.reason;
      if (values.json) console.log(JSON.stringify({ ok: false, faults: first, count: all }, null, 2));
      else {
        for (const fault of first.slice(0, FAULTS_SHOWN))
          console.error(electionFaultText(language, file, fault));
        const more = all - Math.min(first.length, FAULTS_SHOWN);
        if (more > 0) console.error(budgetMessages.t(language)("more", { file, n: more }));
      }
      return 2;
    }
    const { election } = parsed.value;
    const counted = count(mergeBallots(election), ruleOf(election.form === "points"));
    if (!counted.ok) {
      if (values.json) console.log(JSON.stringify({ ok: false, reason: counted.reason }, null, 2));
      else console.error(countReasonText(language, file, counted.reason));
      return 1;
    }
    const explanation = new Explanation(counted.value);
    if (values.json) {
      console.log(JSON.stringify(budgetJson(parsed.value, counted.value, explanation), null, 2));
      return 0;
    }
    if (values.voter !== undefined) {
      const voter = parsed.value.voterIds.indexOf(values.voter);
      if (voter < 0) {
        console.error(budgetMessages.t(language)("voter.unknown", { voter: visibleText(values.voter) }));
        return 2;
      }
      const [head, ...lines] = voterText(language, election, values.voter, explanation.voter(voter));
      console.log([head, ...lines.map((line) => `  ${line}`)].join("\n"));
      return 0;
    }
    for (const notice of parsed.value.notices) console.error(electionNoticeText(language, file, notice));
    console.log(report(parsed.value, counted.value, explanation));
    return 0;
  },
};

/** The rule that was asked for; the utility's default depends on what the ballots are. */
function ruleNamed(
  ruleText: string,
  utilityText: string | undefined,
  completionText: string | undefined,
): (points: boolean) => CountRule {
  const rule = oneOf(ruleText, "rule", ["equal-shares", "greedy", "phragmen"]);
  if (completionText !== undefined && rule !== "equal-shares")
    throw new UsageError(`--completion is for --rule equal-shares; ${rule} needs none.`);
  if (rule === "phragmen") {
    if (utilityText !== undefined)
      throw new UsageError("--utility is not for --rule phragmen, which knows none.");
    return () => ({ rule });
  }
  const asked =
    utilityText === undefined ? null : oneOf(utilityText, "utility", ["cost", "cardinality", "additive"]);
  const utilityFor = (points: boolean) => asked ?? (points ? "additive" : "cost");
  if (rule === "greedy") return (points) => ({ rule, utility: utilityFor(points) });
  const completion = oneOf(completionText ?? "none", "completion", [
    "none",
    "add1",
    "add1-exhaustive",
    "greedy",
  ]);
  return (points) => ({ rule, utility: utilityFor(points), completion });
}

/** Winners with what was paid, the others with what was missing, and ties. */
function report(
  { election, names, selected }: PabulibElection,
  counted: Count,
  explanation: Explanation,
): string {
  const language = commandLanguage();
  const t = budgetMessages.t(language);
  const { profile, winners, ties, cost } = counted;
  const { projects, budget, voters } = election;
  const money = (smallest: number): string => moneyText(language, election, smallest);
  const lost = projects.map((_, p) => p).filter((p) => !winners.includes(p));
  // The nearest to winning first: most supporters.
  lost.sort((a, b) => profile.supporters[b]! - profile.supporters[a]! || profile.rank[a]! - profile.rank[b]!);
  const row = (project: number, place: string): string[] => {
    const { supporters, outcome } = explanation.project(project);
    return [
      titleOf(projects[project]!.id, names[project]!),
      place,
      money(projects[project]!.cost),
      String(supporters),
      `  ${outcomeText(language, election, outcome)}`,
    ];
  };
  const columns = (["project", "place", "cost", "supporters"] as const).map((name) => t(`column.${name}`));
  const table = (rows: readonly string[][]): string =>
    columnsOf(
      [[...columns, `  ${t("column.why")}`], ...rows].map((cells) => cells.slice(0, -1)),
      1,
    )
      .split("\n")
      .map((line, i) => `${line}${i === 0 ? `  ${t("column.why")}` : (rows[i - 1]!.at(-1) ?? "")}`)
      .join("\n");
  const endowment = explanation.endowment();
  return [
    ruleText(language, counted.rule),
    t("head.counted", { voters, kinds: profile.kinds, budget: money(budget) }),
    ...(endowment === null ? [] : [endowmentText(language, election, endowment)]),
    "",
    t("head.result", { n: winners.length, cost: money(cost), budget: money(budget) }),
    ...(selected === null ? [] : [selectedText(election, counted, selected)]),
    ...(winners.length === 0
      ? []
      : ["", t("heading.won"), table(winners.map((project, i) => row(project, String(i + 1))))]),
    ...(lost.length === 0 ? [] : ["", t("heading.lost"), table(lost.map((project) => row(project, "")))]),
    "",
    t("heading.ties"),
    ...(ties.length === 0 ? [t("tie.none")] : ties.map((tie) => tieText(language, counted, tie))),
    ...(ties.length === 0 ? [] : [t("tie.rule")]),
  ].join("\n");
}

function selectedText(
  { projects }: PabulibElection["election"],
  { winners }: Count,
  selected: readonly string[],
): string {
  const language = commandLanguage();
  const t = budgetMessages.t(language);
  const here = winners.map((project) => projects[project]!.id);
  const listed = (ids: readonly string[]): string =>
    ids.length === 0 ? t("nobody") : formats(language, "UTC").list(ids.map(visibleText));
  const onlyThere = selected.filter((id) => !here.includes(id));
  const onlyHere = here.filter((id) => !selected.includes(id));
  return onlyThere.length + onlyHere.length === 0
    ? t("head.selected-same")
    : t("head.selected-differs", { there: listed(onlyThere), here: listed(onlyHere) });
}

function titleOf(id: string, name: string): string {
  const title = visibleText(name === id ? id : `${id} ${name}`);
  return title.length > NAME_LENGTH ? `${title.slice(0, NAME_LENGTH - 1)}…` : title;
}
