import { createHash } from "node:crypto";
import type { JsonObject } from "@husting/openness";
import { isBallotKind } from "./ballot.ts";
import { countBallots, resultDocument } from "./counting.ts";
import { projectsHash } from "./opening.ts";
import { checkPublication, type PublicationFault } from "./publication.ts";
import { readRule } from "./rule.ts";

/** Facts of the log about one budget, by what they were recorded with. */
export interface BudgetOnRecord {
  readonly made?: JsonObject;
  readonly voting?: JsonObject;
  readonly closed?: JsonObject;
  readonly counted?: JsonObject;
}

/** What is published beside the log. */
export interface PublishedBudget {
  readonly ballots: string;
  /** What was voted on. */
  readonly projects: readonly { readonly id: number; readonly costMinor: number }[];
}

export type RecountFault =
  | PublicationFault
  /** The log does not say what it was to be counted by. */
  | { readonly code: "record-incomplete" }
  | { readonly code: "projects-differ" }
  | { readonly code: "ballots-differ-in-number"; readonly have: number; readonly logged: unknown }
  /** More were cast than tokens were signed and papers handed out to people on the roll. */
  | { readonly code: "more-ballots-than-voters" }
  | { readonly code: "result-differs" };

export type Recounted =
  | { readonly ok: true; readonly ballots: number; readonly won: number; readonly isCounted: boolean }
  | { readonly ok: false; readonly fault: RecountFault };

/** Counts published ballots again by the rule on record, and compares with what the log holds of ballots and result. */
export function recountBudget(record: BudgetOnRecord, { ballots, projects }: PublishedBudget): Recounted {
  const fail = (fault: RecountFault): Recounted => ({ ok: false, fault });
  const { made = {}, voting = {}, closed = {}, counted } = record;
  const kind = String(made.ballot);
  if (!isBallotKind(kind) || typeof made.amountMinor !== "number") return fail({ code: "record-incomplete" });
  const [countRule, utility, completion] = [made.countRule, made.utility, made.completion].map(String);
  const rule = readRule(kind, { rule: countRule!, utility: utility!, completion: completion! });
  if (rule === undefined) return fail({ code: "record-incomplete" });
  if (projectsHash(projects) !== voting.projectsSha256) return fail({ code: "projects-differ" });
  const most = typeof made.most === "number" ? made.most : null;
  const rules = { kind, most, projects: projects.map(({ id }) => id) };
  const checked = checkPublication(ballots, String(closed.ballotsRoot), rules);
  if (!checked.ok) return checked;
  const have = checked.ballots.length;
  if (have !== closed.ballots)
    return fail({ code: "ballots-differ-in-number", have, logged: closed.ballots ?? 0 });
  const [tokens, papers, online, onPaper, onRoll] = [
    closed.tokensIssued,
    closed.papersHandedOut,
    closed.ballotsOnline,
    closed.papersCounted,
    closed.onRoll,
  ].map(Number) as [number, number, number, number, number];
  if (!(online <= tokens && onPaper <= papers && tokens + papers <= onRoll && online + onPaper === have))
    return fail({ code: "more-ballots-than-voters" });
  const budget = { amountMinor: made.amountMinor, ballot: kind, rule, projects };
  const result = countBallots(budget, checked.ballots);
  if (counted !== undefined) {
    const document = resultDocument(budget, String(closed.ballotsRoot), result);
    const hash = createHash("sha256").update(document).digest("hex");
    if (hash !== counted.resultSha256) return fail({ code: "result-differs" });
  }
  return { ok: true, ballots: have, won: result.winners.length, isCounted: counted !== undefined };
}
