import type { Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import type { DecidedAbout, WhySection } from "../decisions/index.ts";
import type { MeasureRegister, MeasureState } from "../measures/index.ts";
import { type Standing, type Subject, standingsOf, subjectName, UNMODERATED } from "../moderation/index.ts";
import type { CaseBook, ShownCase } from "../records/index.ts";
import type { VerdictBook, VerdictVersion } from "../verdicts/index.ts";
import { differing, type Piece } from "./differing.ts";
import { type ListedProposal, type ListParts, listed, type NamedPlace, placeNames } from "./list-page.ts";
import {
  findProposal,
  listProposals,
  type Proposal,
  type ProposalText,
  type ThreadEntry,
  textsOf,
  threadOf,
} from "./proposals.ts";
import type { PublicFault } from "./public-desk.ts";
import type { ProposalRegister } from "./register.ts";
import { isOpenForEndorsement, isOpenForFollowing } from "./states.ts";

export interface ProposalPageParts extends ListParts {
  readonly proposals: ProposalRegister;
  readonly measures: MeasureRegister;
  readonly verdicts: Pick<VerdictBook, "newest">;
  readonly decidedOf: (proposalId: number) => Promise<DecidedAbout>;
  readonly cases: Pick<CaseBook, "shownOf">;
}

/** A text to read, and who wrote it. */
export interface ShownText {
  readonly kind: "wording" | "translation" | "easy";
  readonly language: Language;
  readonly title: string | null;
  readonly body: string | null;
  readonly role: string;
  readonly atMs: number;
  /** Whether the wording was changed after it. */
  readonly isOlder: boolean;
}

/** What stands in the thread: what happened to the proposal, and the steps of the measure it became. */
export type ThreadLine =
  | { readonly kind: "entry"; readonly entry: ThreadEntry; readonly other: Related | null }
  | {
      readonly kind: "measure-step";
      readonly slug: string;
      readonly titles: Names;
      readonly state: MeasureState;
      readonly atMs: number;
      readonly logEntry: number;
    };

/** What else an entry is about. */
export type Related =
  | {
      readonly kind: "proposal";
      readonly id: number;
      readonly title: string | null;
      readonly language: Language;
    }
  | { readonly kind: "measure"; readonly slug: string; readonly titles: Names }
  | { readonly kind: "budget"; readonly budget: number };

export interface BecameMeasure {
  readonly slug: string;
  readonly titles: Names;
  readonly state: MeasureState;
  readonly verdict: Pick<VerdictVersion, "outcome" | "isFinal" | "lookDays"> | null;
}

/** One change of the wording. */
export interface WordingChange {
  readonly version: number;
  readonly role: string;
  readonly reason: string | null;
  readonly atMs: number;
  readonly logEntry: number;
  /** Null where one of the two was erased. */
  readonly title: readonly Piece[] | null;
  readonly body: readonly Piece[] | null;
}

export interface ProposalPage {
  readonly id: number;
  readonly case: ShownCase | null;
  readonly state: Proposal["state"];
  readonly language: Language;
  readonly channel: Proposal["channel"];
  readonly paperAt: string | null;
  readonly place: NamedPlace;
  readonly endorsements: number;
  readonly madeAtMs: number;
  /** Null where the author did not choose to be named. */
  readonly author: string | null;
  /** What a house rule did to its words, its author's name and the reasons of appeals. */
  readonly moderation: ModeratedParts;
  readonly shown: ShownText;
  /** Other languages it can be read in, the original among them. */
  readonly readable: readonly { readonly language: Language; readonly isOriginal: boolean }[];
  readonly easy: ShownText | null;
  readonly thread: readonly ThreadLine[];
  readonly changes: readonly WordingChange[];
  readonly mergedInto: ListedProposal | null;
  readonly tookIn: readonly ListedProposal[];
  readonly measures: readonly BecameMeasure[];
  /** What elected bodies decided about it, and what was promised. */
  readonly decided: DecidedAbout;
  readonly canEndorse: boolean;
  readonly canFollow: boolean;
  /** What was filled in, and why it was not taken. */
  readonly attempt: Attempt | null;
}

export interface ModeratedParts {
  readonly wording: Standing;
  readonly name: Standing;
  /** By the entry's number; those of which there is nothing to say are missing. */
  readonly appeals: Readonly<Record<number, Standing>>;
}

/** The page with "why not?" on it, where it was declined. */
export interface WholeProposalPage extends ProposalPage {
  readonly why: WhySection | null;
}

export interface Attempt {
  readonly form: "endorse" | "follow";
  readonly email: string;
  readonly deskCode: string;
  readonly fault: PublicFault;
}

/** @param wanted "original" shows it as it was written; a language, its translation; else the reader's own where there is one. */
export async function proposalPage(
  parts: ProposalPageParts,
  id: number,
  reader: { readonly language: Language; readonly wanted: string | null },
  attempt: Attempt | null = null,
): Promise<ProposalPage | undefined> {
  const { civic } = parts;
  const proposal = await findProposal(civic, id);
  if (proposal === undefined) return undefined;
  const entries = await threadOf(civic, id);
  const [texts, moderation, author, measures, decided, nameOf] = await Promise.all([
    textsOf(civic, id),
    moderatedParts(civic, id, entries),
    civic.selectFrom("proposal_author").selectAll().where("proposal_id", "=", id).executeTakeFirst(),
    measuresOf(parts, id),
    parts.decidedOf(id),
    placeNames(parts.registry),
  ]);
  const standing = texts.findLast(({ kind }) => kind === "wording");
  if (standing === undefined) return undefined;
  const translations = newestOfEach(texts, "translation");
  const asked = reader.wanted === "original" ? undefined : (reader.wanted ?? reader.language);
  const shown = translations.find(({ language }) => language === asked) ?? standing;
  const easy = newestOfEach(texts, "easy");
  const into = proposal.mergedInto === null ? [] : await listProposals(civic, { ids: [proposal.mergedInto] });
  const tookInIds = entries.filter(({ kind }) => kind === "took-in").map(({ about }) => Number(about));
  const tookIn = tookInIds.length === 0 ? [] : await listProposals(civic, { ids: tookInIds });
  const related = await listed(parts, reader.language, [...into, ...tookIn]);
  const steps = measures.flatMap(({ slug, titles, steps: own }) =>
    own.map((step): ThreadLine => ({ kind: "measure-step", slug, titles, ...step })),
  );
  const lines = entries.map(
    (entry): ThreadLine => ({ kind: "entry", entry, other: relatedTo(entry, related, measures) }),
  );
  const atOf = (line: ThreadLine): number => (line.kind === "entry" ? line.entry.atMs : line.atMs);
  return {
    id,
    case: await parts.cases.shownOf("proposal", id),
    state: proposal.state,
    language: proposal.language,
    channel: proposal.channel,
    paperAt: proposal.paperAt,
    place: nameOf(proposal.place),
    endorsements: proposal.endorsements,
    madeAtMs: proposal.madeAtMs,
    author: author?.shows_name === 1 && author.name !== "" ? author.name : null,
    moderation,
    shown: shownOf(shown, standing),
    readable: [
      { language: proposal.language, isOriginal: true },
      ...translations.map(({ language }) => ({ language, isOriginal: false })),
    ].filter(({ language }) => language !== shown.language),
    easy:
      easy.map((text) => shownOf(text, standing)).find(({ language }) => language === reader.language) ??
      null,
    thread: [...lines, ...steps].sort((a, b) => atOf(a) - atOf(b)),
    changes: changesOf(
      proposal.language,
      texts.filter(({ kind }) => kind === "wording"),
    ),
    mergedInto: related.find((one) => one.id === proposal.mergedInto) ?? null,
    tookIn: related.filter((one) => tookInIds.includes(one.id)),
    measures: measures.map(({ steps: _, ...measure }) => measure),
    decided,
    canEndorse: isOpenForEndorsement(proposal.state),
    canFollow: isOpenForFollowing(proposal.state),
    attempt,
  };
}

/** How the texts that people wrote stand for their readers. */
export async function moderatedParts(
  civic: ListParts["civic"],
  id: number,
  entries: readonly ThreadEntry[],
): Promise<ModeratedParts> {
  const [wording, name]: [Subject, Subject] = [
    { kind: "proposal", ref: String(id) },
    { kind: "name", ref: String(id) },
  ];
  const appeals = entries
    .filter(({ kind }) => kind === "appeal")
    .map((entry) => ({ entry, subject: { kind: "appeal", ref: String(entry.id) } as const }));
  const standings = await standingsOf(civic, [wording, name, ...appeals.map(({ subject }) => subject)]);
  const of = (subject: Subject): Standing => standings.get(subjectName(subject)) ?? UNMODERATED;
  return {
    wording: of(wording),
    name: of(name),
    appeals: Object.fromEntries(appeals.map(({ entry, subject }) => [entry.id, of(subject)])),
  };
}

/** The newest text of a kind in each language, but for those that were erased. */
function newestOfEach(texts: readonly ProposalText[], kind: ProposalText["kind"]): ProposalText[] {
  const newest = new Map<Language, ProposalText>();
  for (const text of texts) if (text.kind === kind) newest.set(text.language, text);
  return [...newest.values()].filter(({ body }) => body !== null);
}

function shownOf(text: ProposalText, standing: ProposalText): ShownText {
  const { kind, language, title, body, role, atMs } = text;
  return { kind, language, title, body, role, atMs, isOlder: text.version < standing.version };
}

/** Each change against the wording before it, newest first. */
function changesOf(language: Language, wordings: readonly ProposalText[]): WordingChange[] {
  return wordings
    .slice(1)
    .map((after, index): WordingChange => {
      const before = wordings[index]!;
      const both = (of: "title" | "body"): Piece[] | null => {
        const [was, is] = [before[of], after[of]];
        return was === null || is === null ? null : differing(language, was, is);
      };
      const { version, role, reason, atMs, logEntry } = after;
      return { version, role, reason, atMs, logEntry, title: both("title"), body: both("body") };
    })
    .reverse();
}

async function measuresOf({ proposals, measures, verdicts }: ProposalPageParts, id: number) {
  const slugs = (await proposals.became(id)).filter(({ kind }) => kind === "measure");
  if (slugs.length === 0) return [];
  const newest = await verdicts.newest();
  const found = await Promise.all(slugs.map(({ subject }) => measures.bySlug(subject)));
  return Promise.all(
    found
      .filter((measure) => measure !== undefined)
      .map(async (measure) => {
        const verdict = newest.get(measure.id);
        return {
          slug: measure.slug,
          titles: measure.titles,
          state: measure.state,
          verdict:
            verdict === undefined
              ? null
              : { outcome: verdict.outcome, isFinal: verdict.isFinal, lookDays: verdict.lookDays },
          steps: await measures.steps(measure.id),
        };
      }),
  );
}

function relatedTo(
  { kind, about }: ThreadEntry,
  proposals: readonly ListedProposal[],
  measures: readonly { readonly slug: string; readonly titles: Names }[],
): Related | null {
  if (about === null) return null;
  if (kind === "became") {
    const budget = /^budget-project\/(\d+)-\d+$/.exec(about)?.[1];
    if (budget !== undefined) return { kind: "budget", budget: Number(budget) };
    const measure = measures.find(({ slug }) => about === `measure/${slug}`);
    return measure === undefined ? null : { kind: "measure", slug: measure.slug, titles: measure.titles };
  }
  const proposal = proposals.find(({ id }) => String(id) === about);
  return proposal === undefined
    ? null
    : { kind: "proposal", id: proposal.id, title: proposal.title, language: proposal.language };
}
