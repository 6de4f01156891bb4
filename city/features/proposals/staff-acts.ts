import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Language } from "../../web/language/index.ts";
import type { ActLog } from "../log/index.ts";
import type { MeasureRegister } from "../measures/index.ts";
import type { Person } from "../people/index.ts";
import type { Doer } from "./entries.ts";
import type { ProposalRegister } from "./register.ts";
import { isWritingForm, mayWrite, type StaffAttempt, type StaffForm } from "./staff-pages.ts";
import { answerAppeal } from "./state-changes.ts";
import { isProposalState } from "./states.ts";
import { correct, eraseText, seenVersion, type WordingOutcome, writeBeside } from "./wording.ts";

export interface StaffActParts {
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  readonly nowMs: () => number;
  readonly proposals: ProposalRegister;
  readonly measures: MeasureRegister;
}

/** What an official's form asks to be done with a proposal, as it was sent. */
export interface StaffSaid {
  readonly form: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Of the page it was written on: reasons are read in it. */
  readonly language: Language;
  /** Language a translation or an easy summary is in. */
  readonly into: Language;
}

/** What was done; or what was filled in and why it was not taken. */
export type StaffDone = { readonly ok: true } | { readonly ok: false; readonly attempt: StaffAttempt };

const forms: readonly StaffForm[] = ["state", "appeal", "correct", "translate", "easy", "erase", "measure"];

/** Carries out what an official asks for. */
export async function staffAct(
  parts: StaffActParts,
  proposalId: number,
  { form: asked, fields, language, into }: StaffSaid,
  by: Person,
): Promise<StaffDone> {
  const form = forms.find((known) => known === asked) ?? "state";
  const done = (fault: StaffAttempt["fault"] | null): StaffDone =>
    fault === null ? { ok: true } : { ok: false, attempt: { form, said: fields, fault } };
  const field = (name: string): string => fields[name] ?? "";
  const reason = field("reason");
  if (form === "state") {
    const [expected, to] = [field("expected"), field("to")];
    if (!isProposalState(expected) || !isProposalState(to)) return done({ code: "edge-not-open" });
    // Nothing is guessed of what is no number: merging into another proposal than was meant cannot be undone.
    const target = Number(/^#?([1-9]\d{0,8})$/.exec(field("into"))?.[1] ?? 0);
    const change = {
      proposalId,
      expected,
      to,
      reason,
      language,
      ...(to === "merged" ? { into: target } : {}),
    };
    const outcome = await parts.proposals.setState(change, by);
    return done(outcome.ok ? null : outcome.fault);
  }
  if (form === "appeal") {
    const answer = { proposalId, upheld: field("answer") === "upheld", reason, language };
    const outcome = await parts.civic
      .transaction()
      .execute((transaction) => answerAppeal(transaction, parts, answer, by));
    if (outcome.ok) parts.proposals.tell();
    return done(outcome.ok ? null : outcome.fault);
  }
  if (!isWritingForm(form) || !mayWrite(form, by.role)) return done({ code: "role-may-not" });
  if (form === "measure") {
    const measure = await parts.measures.bySlug(field("measure"));
    if (measure === undefined) return done({ code: "measure-unknown" });
    await parts.civic
      .transaction()
      .execute((transaction) =>
        parts.proposals.setBecame(
          transaction,
          proposalId,
          { kind: "measure", subject: measure.slug },
          by,
          language,
        ),
      );
    parts.proposals.tell();
    return done(null);
  }
  const doer: Doer = { role: by.role, personId: by.id };
  const written = { title: field("title"), body: field("body"), seen: seenVersion(field("version")) };
  const fault: WordingOutcome = await parts.civic.transaction().execute((transaction) => {
    if (form === "correct") return correct(transaction, parts, proposalId, { ...written, reason }, doer);
    if (form === "erase")
      return eraseText(transaction, parts, proposalId, Number(field("text")) || 0, reason, doer);
    const kind = form === "easy" ? "easy" : "translation";
    return writeBeside(transaction, parts, proposalId, { ...written, kind, language: into }, doer);
  });
  return done(fault);
}
