import type { Answer } from "@husting/metering";
import type { ClaimEvent, LeftOut } from "./claims/events.ts";
import type { KeptEvent } from "./results.ts";

/** What people have said of stretches that weather and calendar do not explain. They are answers like those to questions
 * about registers, under ids that name their days: `event/2025-03-01/2025-04-02`. */

const EVENT = /^event\/(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})$/;

interface EventAnswer extends LeftOut {
  readonly kind: "real" | "left-out";
}

/** A point's answers, apart: those about its register, and the last word about each event. */
export function separated(answers: readonly Answer[]): {
  readonly ofRegister: readonly Answer[];
  readonly ofEvents: readonly EventAnswer[];
} {
  const ofRegister: Answer[] = [];
  const last = new Map<string, EventAnswer | undefined>();
  for (const answer of answers) {
    const [, from, to] = EVENT.exec(answer.questionId) ?? [];
    if (from === undefined || to === undefined) {
      ofRegister.push(answer);
      continue;
    }
    const { kind } = answer.choice;
    last.set(answer.questionId, kind === "real" || kind === "left-out" ? { from, to, kind } : undefined);
  }
  return { ofRegister, ofEvents: [...last.values()].filter((answer) => answer !== undefined) };
}

/** The days that a claim leaves out because a person said so. */
export function leftOutOf(answers: readonly EventAnswer[]): LeftOut[] {
  return answers.filter(({ kind }) => kind === "left-out").map(({ from, to }) => ({ from, to }));
}

/**
 * Events with what was said of them. New readings, and leaving days out, move an event's days a little: an answer holds
 * for the event that shares most of its days, and that event is told by the days the answer was about.
 */
export function keptEvents(events: readonly ClaimEvent[], answers: readonly EventAnswer[]): KeptEvent[] {
  return events.map((event): KeptEvent => {
    const answer = answers.find((candidate) => sharesMost(event, candidate));
    if (answer === undefined) return { ...event, id: idOf(event), answer: null };
    const { from, to, kind } = answer;
    const treatment = kind === "left-out" ? "left-out" : event.treatment;
    return { ...event, from, to, treatment, id: idOf(answer), answer: kind };
  });
}

function idOf({ from, to }: LeftOut): string {
  return `event/${from}/${to}`;
}

function sharesMost(event: LeftOut, answer: LeftOut): boolean {
  const shared = daysIn(later(event.from, answer.from), earlier(event.to, answer.to));
  return shared > Math.max(daysIn(event.from, event.to), daysIn(answer.from, answer.to)) / 2;
}

function daysIn(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
}

// ISO dates are in order as text.
const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);
