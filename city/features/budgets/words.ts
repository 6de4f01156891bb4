import type {
  At,
  Count,
  CountReason,
  CountRule,
  Election,
  EndowmentExplanation,
  Fraction,
  Outcome,
  PabulibFault,
  PabulibNotice,
  Payers,
  Tie,
  VoterExplanation,
} from "@husting/assembly";
import { compareFractions, decimalText, fraction } from "@husting/assembly";
import { formats, type Language, visibleText } from "../../web/language/index.ts";
import { budgetMessages } from "./messages.ts";

/** What is wrong with the bytes of an election's file, before its text is read. */
export type ElectionFileFault =
  | { readonly code: "not-found" | "not-readable" | "gzip-cut-off" | "gzip-damaged" }
  | { readonly code: "too-large"; readonly megabytes: number }
  | { readonly code: "not-utf-8"; readonly line: number };

export function fileFaultText(language: Language, file: string, fault: ElectionFileFault): string {
  const t = budgetMessages.t(language);
  const { code, ...facts } = fault;
  return t("at.file", { file, what: t(`file.${code}`, facts) });
}

/** "FILE, line 3: …" */
export function electionFaultText(language: Language, file: string, fault: At<PabulibFault>): string {
  const t = budgetMessages.t(language);
  const { line, ...facts } = fault;
  const shown = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === "string" ? shortened(value) : value,
    ]),
  );
  const what =
    fault.code === "too-large" ? t(`fault.too-large.${fault.what}`) : t(`fault.${fault.code}`, shown);
  return line === null ? t("at.file", { file, what }) : t("at.line", { file, line: String(line), what });
}

export function electionNoticeText(language: Language, file: string, notice: PabulibNotice): string {
  const t = budgetMessages.t(language);
  const facts =
    "ids" in notice
      ? { n: notice.ids.length, ids: listed(language, notice.ids) }
      : "voters" in notice
        ? { voters: notice.voters }
        : {};
  return t("at.file", { file, what: t(`notice.${notice.code}`, facts) });
}

export function countReasonText(language: Language, file: string, reason: CountReason): string {
  const t = budgetMessages.t(language);
  const what =
    reason.code === "utility-does-not-fit"
      ? t(`reason.utility-does-not-fit.${reason.form}`)
      : reason.code === "too-many-steps"
        ? t("reason.too-many-steps", { steps: reason.steps })
        : t(`reason.${reason.code}`);
  return t("at.file", { file, what });
}

export function ruleText(language: Language, rule: CountRule): string {
  const t = budgetMessages.t(language);
  if (rule.rule === "phragmen") return t("rule.phragmen");
  const utility = t(`utility.${rule.utility}`);
  return rule.rule === "greedy"
    ? t("rule.greedy", { utility })
    : t("rule.equal-shares", { utility, completion: t(`completion.${rule.completion}`) });
}

/** An amount in units of currency, to the hundredth where it is not whole. */
export function moneyText(language: Language, { decimals }: Election, smallest: Fraction | number): string {
  const exact = typeof smallest === "number" ? fraction(BigInt(smallest)) : smallest;
  const amount = fraction(exact.numerator, exact.denominator * 10n ** BigInt(decimals));
  const places = amount.denominator === 1n ? 0 : Math.max(2, Math.min(decimals, 6));
  return formats(language, "UTC").decimal(decimalText(amount, places));
}

/** How the voters' endowment came about, a sentence or two. */
export function endowmentText(
  language: Language,
  election: Election,
  { equalPart, counted, beyond }: EndowmentExplanation,
): string {
  const t = budgetMessages.t(language);
  const [part, had] = [moneyText(language, election, equalPart), moneyText(language, election, counted)];
  if (beyond === null) {
    return compareFractions(equalPart, counted) === 0
      ? t("endowment.equal", { part })
      : t("endowment.added-full", { part, counted: had });
  }
  const next = t("endowment.beyond", {
    endowment: moneyText(language, election, beyond.endowment),
    project: shortened(election.projects[beyond.project]!.id),
    cost: moneyText(language, election, beyond.cost),
  });
  const sentences = [t("endowment.added", { part, counted: had }), next];
  return language === "zh" ? sentences.join("") : sentences.join(" ");
}

/** Why a project won or lost, in a phrase. */
export function outcomeText(language: Language, election: Election, outcome: Outcome): string {
  const t = budgetMessages.t(language);
  const money = (smallest: Fraction | number): string => moneyText(language, election, smallest);
  switch (outcome.code) {
    case "bought": {
      const main = t(`outcome.bought.${election.form}`, { share: money(outcome.share) });
      return [main, ...othersText(language, election, outcome.payers)].join(language === "zh" ? "；" : "; ");
    }
    case "earned":
      return t("outcome.earned", { load: money(outcome.load) });
    case "fitted":
      return t(outcome.completion ? "outcome.filled" : "outcome.fitted", { left: money(outcome.left) });
    case "too-little-left": {
      const facts = { had: money(outcome.had), missing: money(outcome.missing) };
      return outcome.left === null
        ? t("outcome.too-little-left", facts)
        : t("outcome.too-little-left-unfilled", { ...facts, left: money(outcome.left) });
    }
    case "did-not-fit":
      return t("outcome.did-not-fit", { left: money(outcome.left) });
    case "count-ended":
      return t("outcome.count-ended", { load: money(outcome.load) });
    default:
      return t(`outcome.${outcome.code}`);
  }
}

/** Of a project's supporters, those who paid less than the share or nothing. */
function othersText(language: Language, election: Election, { last, nothingLeft }: Payers): string[] {
  const t = budgetMessages.t(language);
  const texts: string[] = [];
  if (last !== null) {
    const [least, most] = [
      moneyText(language, election, last.least),
      moneyText(language, election, last.most),
    ];
    texts.push(
      least === most
        ? t("outcome.last-same", { voters: last.voters, each: least })
        : t("outcome.last", { voters: last.voters, least, most }),
    );
  }
  if (nothingLeft > 0) texts.push(t("outcome.nothing-left", { voters: nothingLeft }));
  return texts;
}

/** Between which projects there was a tie, which was taken, and which of them lost for good. */
export function tieText(language: Language, { profile, winners }: Count, tie: Tie): string {
  const t = budgetMessages.t(language);
  const idOf = (project: number): string => shortened(profile.election.projects[project]!.id);
  const [taken, ...others] = tie.projects;
  const text = t(`tie.${tie.stage}`, {
    taken: idOf(taken!),
    others: formats(language, "UTC").list(others.map(idOf)),
  });
  const lost = tie.projects.filter((project) => !winners.includes(project));
  if (lost.length === 0) return text;
  return [text, t("tie.not-elected", { ids: listed(language, lost.map(idOf)) })].join(
    language === "zh" ? "" : " ",
  );
}

/** What a voter's share bought, a line for each thing. */
export function voterText(
  language: Language,
  election: Election,
  voter: string,
  explained: VoterExplanation,
): string[] {
  const t = budgetMessages.t(language);
  const { voters, endowment, paid, wonUnpaid, lost, left } = explained;
  const idOf = (project: number): string => shortened(election.projects[project]!.id);
  const name = shortened(voter);
  const lines = [
    endowment === null
      ? t("voter.head", { voter: name, voters })
      : t("voter.head-endowment", {
          voter: name,
          voters,
          endowment: moneyText(language, election, endowment),
        }),
  ];
  for (const { project, amount, full } of paid)
    lines.push(
      t(full ? "voter.paid" : "voter.paid-last", {
        amount: moneyText(language, election, amount),
        project: idOf(project),
      }),
    );
  if (wonUnpaid.length > 0)
    lines.push(t("voter.won-unpaid", { projects: listed(language, wonUnpaid.map(idOf)) }));
  if (lost.length > 0) lines.push(t("voter.lost", { projects: listed(language, lost.map(idOf)) }));
  if (paid.length + wonUnpaid.length + lost.length === 0) lines.push(t("voter.empty"));
  if (left !== null && left.numerator > 0n)
    lines.push(t("voter.left", { left: moneyText(language, election, left) }));
  return lines;
}

function listed(language: Language, ids: readonly string[]): string {
  const shown = ids.slice(0, 20).map(shortened);
  return `${shown.join(language === "zh" ? "、" : ", ")}${ids.length > shown.length ? " …" : ""}`;
}

/** What stands in a file, on one line of a terminal or a page. */
function shortened(text: string): string {
  return visibleText(text.length > 80 ? `${text.slice(0, 79)}…` : text);
}
