import type { Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import type { StaffDecisionPage, WhySection } from "../decisions/index.ts";
import { heldOf, type PointedOut, pointedOut } from "../moderation/index.ts";
import type { Person, Role } from "../people/index.ts";
import { codeCounts, type DeskCodeFault } from "./desk-codes.ts";
import type { ProposalKeys } from "./keys.ts";
import { type ListedProposal, type ListParts, listed } from "./list-page.ts";
import { type ProposalPage, type ProposalPageParts, proposalPage } from "./proposal-page.ts";
import { countProposals, listProposals, type ProposalText, textsOf } from "./proposals.ts";
import { appealOf, type StateFault } from "./state-changes.ts";
import {
  ANSWERING,
  isOpenForEndorsement,
  isProposalState,
  openStates,
  PROPOSAL_STATES,
  type ProposalState,
} from "./states.ts";
import type { WordingFault } from "./wording.ts";

export interface StaffProposalsPage {
  readonly state: ProposalState | null;
  readonly counts: readonly { readonly state: ProposalState; readonly count: number }[];
  readonly proposals: readonly ListedProposal[];
  /** Numbers of those whose appeal waits for an answer. */
  readonly appealed: readonly number[];
  /** How many proposals that can still be endorsed have no easy words, by language. */
  readonly easyMissing: Readonly<Record<Language, number>>;
}

const MOST_LISTED = 100;

export async function staffProposalsPage(
  parts: ListParts,
  language: Language,
  asked: string | null,
): Promise<StaffProposalsPage> {
  const state = isProposalState(asked) ? asked : null;
  const found = await listProposals(parts.civic, {
    ...(state === null ? {} : { state }),
    limit: MOST_LISTED,
  });
  const declined = found.filter((proposal) => proposal.state === "declined");
  const appeals = await Promise.all(declined.map(({ id }) => appealOf(parts.civic, id)));
  return {
    state,
    counts: await Promise.all(
      PROPOSAL_STATES.map(async (of) => ({
        state: of,
        count: await countProposals(parts.civic, { state: of }),
      })),
    ),
    proposals: await listed(parts, language, found),
    appealed: declined.filter((_, index) => appeals[index]?.isAnswered === false).map(({ id }) => id),
    easyMissing: await easyMissing(parts),
  };
}

async function easyMissing({ civic }: ListParts): Promise<StaffProposalsPage["easyMissing"]> {
  const open = PROPOSAL_STATES.filter(isOpenForEndorsement);
  const { all } = await civic
    .selectFrom("proposal")
    .select(({ fn }) => fn.countAll<number>().as("all"))
    .where("state", "in", open)
    .executeTakeFirstOrThrow();
  const written = await civic
    .selectFrom("proposal_text")
    .innerJoin("proposal", "proposal.id", "proposal_text.proposal_id")
    .select(["proposal_text.language"])
    .select(({ fn }) => fn.count<number>("proposal_text.proposal_id").distinct().as("count"))
    .where("kind", "=", "easy")
    .where("proposal_text.body", "is not", null)
    .where("state", "in", open)
    .groupBy("proposal_text.language")
    .execute();
  const missing = (of: Language): number =>
    all - (written.find(({ language }) => language === of)?.count ?? 0);
  return { sv: missing("sv"), zh: missing("zh"), en: missing("en") };
}

export type StaffForm = "state" | "appeal" | "correct" | "translate" | "easy" | "erase" | "measure";

/** What was filled in, and why it was not taken. */
export interface StaffAttempt {
  readonly form: StaffForm;
  readonly said: Readonly<Record<string, string>>;
  readonly fault: StateFault | WordingFault | { readonly code: "measure-unknown" };
}

export interface StaffProposalPage {
  readonly page: ProposalPage;
  /** As it was written, with what is kept from view, for whoever may correct it. */
  readonly wording: { readonly title: string; readonly body: string };
  /** Version of the wording that stands. */
  readonly version: number;
  /** What of it is likely to point at a person. */
  readonly pointed: PointedOut | null;
  /** The author's name, shown or not; empty where they gave none. */
  readonly authorName: string;
  /** Where the reader's role may take it. */
  readonly open: readonly ProposalState[];
  /** Whether the reader may answer the appeal that stands; null where none waits. */
  readonly appeal: "open" | "another-official" | "another-role" | null;
  /** Texts that can be erased: all but the wording that stands. */
  readonly erasable: readonly {
    readonly id: number;
    readonly kind: ProposalText["kind"];
    readonly version: number;
    readonly language: Language;
  }[];
  readonly measures: readonly { readonly slug: string; readonly titles: Names }[];
  /** What the reader's role may do beside deciding. */
  readonly mayDo: readonly WritingForm[];
  /** The author's key of what has just come on paper, to print and hand over; null otherwise. */
  readonly slip: string | null;
  /** The city's address. */
  readonly slipBase: string;
  readonly attempt: StaffAttempt | null;
}

/** The page with the questions asked of it, where it was declined. */
export interface StaffProposalView extends StaffProposalPage {
  readonly why: WhySection | null;
  readonly answering: StaffDecisionPage["answering"];
}

/** Whoever enters a paper prints the slip then; later the author's key is the author's alone. */
const SLIP_MS = 3_600_000;

export async function staffProposalPage(
  parts: ProposalPageParts & {
    readonly keys: ProposalKeys;
    readonly baseUrl: string;
    readonly nowMs: () => number;
  },
  id: number,
  language: Language,
  person: Person,
  attempt: StaffAttempt | null = null,
): Promise<StaffProposalPage | undefined> {
  const page = await proposalPage(parts, id, { language, wanted: "original" });
  if (page === undefined) return undefined;
  const [held, texts, author, appeal, measures] = await Promise.all([
    heldOf(parts.civic, { kind: "proposal", ref: String(id) }),
    textsOf(parts.civic, id),
    parts.civic.selectFrom("proposal_author").select("name").where("proposal_id", "=", id).executeTakeFirst(),
    appealOf(parts.civic, id),
    parts.measures.all(),
  ]);
  const standing = texts.findLast(({ kind }) => kind === "wording");
  const written = (part: "title" | "body"): string =>
    (mayWrite("correct", person.role) ? held.get(`${standing?.id}.${part}`) : undefined) ??
    standing?.[part] ??
    "";
  const wording = { title: written("title"), body: written("body") };
  const waits = page.state === "declined" && appeal?.isAnswered === false;
  return {
    page,
    wording,
    version: standing?.version ?? 1,
    pointed: pointedOut([wording.title, wording.body]),
    authorName: author?.name ?? "",
    open: openStates(page.state, person.role),
    appeal: !waits
      ? null
      : !ANSWERING.includes(person.role)
        ? "another-role"
        : appeal.declinedBy === person.id
          ? "another-official"
          : "open",
    erasable: texts
      .filter((text) => text.id !== standing?.id && text.body !== null)
      .map(({ id: textId, kind, version, language: of }) => ({ id: textId, kind, version, language: of })),
    measures: measures.map(({ slug, titles }) => ({ slug, titles })),
    mayDo: (Object.keys(WRITING) as WritingForm[]).filter((form) => mayWrite(form, person.role)),
    slipBase: parts.baseUrl,
    slip:
      page.channel === "paper" && author !== undefined && parts.nowMs() - page.madeAtMs < SLIP_MS
        ? parts.keys.authorKey(id)
        : null,
    attempt,
  };
}

/** Who may do what with a proposal beside deciding on it. */
const WRITING = {
  translate: ["officer", "adviser", "international"],
  easy: ["officer", "adviser", "international"],
  correct: ["officer", "adviser"],
  erase: ["officer", "adviser"],
  measure: ["officer", "adviser"],
} as const satisfies Partial<Record<StaffForm, readonly Role[]>>;
export type WritingForm = keyof typeof WRITING;

export function isWritingForm(form: string): form is WritingForm {
  return Object.hasOwn(WRITING, form);
}

export function mayWrite(form: WritingForm, role: Role): boolean {
  return (WRITING[form] as readonly Role[]).includes(role);
}

export interface DeskPage {
  readonly counts: { readonly made: number; readonly used: number };
  /** Shown this once. */
  readonly codes: readonly string[];
  readonly fault: DeskCodeFault | null;
}

export async function deskPage(
  { civic }: ListParts,
  outcome: Pick<DeskPage, "codes" | "fault"> = { codes: [], fault: null },
): Promise<DeskPage> {
  return { counts: await codeCounts(civic), ...outcome };
}
