import type { Formats, Language } from "../../web/language/index.ts";
import { type AnswerOutcome, outcomes } from "./answer-document.ts";
import type { ClassFault } from "./class-book.ts";
import { type ExperimentId, experiments, isExperiment } from "./experiments.ts";
import { schoolMessages } from "./messages.ts";

type Part = "title" | "question" | "why" | "picture" | "se" | "cn";

/** What there is to say of an experiment. */
export function experimentText(language: Language, id: ExperimentId, part: Part): string {
  return schoolMessages.t(language)(`exp.${id}.${part}`);
}

const counted = { step: "steps", care: "cares", hint: "hints" } as const;

/** The steps of an experiment, what to keep in mind, or what helps to guess. */
export function experimentList(language: Language, id: ExperimentId, part: keyof typeof counted): string[] {
  const t = schoolMessages.t(language);
  return Array.from({ length: experiments[id][counted[part]] }, (_, index) => {
    const key = `exp.${id}.${part}.${index + 1}`;
    if (!schoolMessages.has(key)) throw new Error(`${key} has no words`);
    return t(key);
  });
}

/** A saved share in words: "3.1 % less", "2 % more". */
export function shareText(language: Language, format: Formats, share: number): string {
  const t = schoolMessages.t(language);
  return t(share < 0 ? "share.more" : "share.less", { share: format.percent(Math.abs(share), 1) });
}

export function outcomeText(language: Language, outcome: AnswerOutcome): string {
  return schoolMessages.t(language)(`outcome.${outcome}`);
}

export function classFaultText(language: Language, format: Formats, fault: ClassFault): string {
  const t = schoolMessages.t(language);
  const date = (iso: string): string => format.plainDate(iso);
  if (fault.code === "building-busy")
    return t("fault.building-busy", { from: date(fault.from), to: date(fault.to) });
  if (fault.code === "from-not-ahead") return t("fault.from-not-ahead", { earliest: date(fault.earliest) });
  if (fault.code === "from-too-far") return t("fault.from-too-far", { latest: date(fault.latest) });
  if (fault.code === "most-out-of-range" || fault.code === "text-too-long")
    return t(`fault.${fault.code}`, { most: fault.most });
  return t(`fault.${fault.code}`);
}

/** A fact of the log in words, where it is one of ours. */
export function schoolFact(language: Language, name: string, value: string): string | undefined {
  if (name === "experiment" && isExperiment(value)) return experimentText(language, value, "title");
  if (name === "answer" && (outcomes as readonly string[]).includes(value))
    return outcomeText(language, value as AnswerOutcome);
  return undefined;
}
