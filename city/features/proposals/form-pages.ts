import { isAddressOfAuthor } from "../../stores/civic/author-address.ts";
import type { Language } from "../../web/language/index.ts";
import type { BuildingRegistry, Names } from "../buildings/index.ts";
import type { AboutYouPage } from "../heard/index.ts";
import { type AppealFault, heldOf, type PointedOut, pointedOut } from "../moderation/index.ts";
import { maskedAddress } from "../people/index.ts";
import type { CaseBook, ShownCase } from "../records/index.ts";
import { type ListedProposal, type ListParts, searched } from "./list-page.ts";
import type { SaidProposal } from "./making.ts";
import type { Pending } from "./pending.ts";
import { type ModeratedParts, moderatedParts } from "./proposal-page.ts";
import { findProposal, type Proposal, textsOf, threadOf } from "./proposals.ts";
import type { Contact, PublicFault } from "./public-desk.ts";
import type { StateFault } from "./state-changes.ts";
import type { WordingFault } from "./wording.ts";

interface Choice {
  readonly slug: string;
  readonly names: Names;
}

/** The form of a new proposal. */
export interface ProposeForm {
  readonly said: SaidProposal;
  readonly buildings: readonly Choice[];
  /** Of the building that was chosen. */
  readonly rooms: readonly Choice[];
  readonly fault: PublicFault | null;
}

export interface ProposePage extends ProposeForm {
  /** Written first, then looked at beside what is like it, and sent. */
  readonly stage: "write" | "send";
  readonly contact: Contact;
  readonly similar: readonly ListedProposal[];
  /** What of it others would read of somebody, told before it is sent. */
  readonly pointed: PointedOut | null;
}

export interface PaperPage extends ProposeForm {
  readonly paperAt: string;
  readonly email: string;
  readonly language: Language;
}

/** The paper form, with the code that leads to the page it can be filled in on instead. */
export interface PrintedForm {
  readonly address: string;
  readonly qr: { readonly size: number; readonly path: string };
  readonly names: Names;
  /** Of the slip that goes with it. */
  readonly questions: AboutYouPage["questions"];
  /** What a desk types in to enter one that was filled in. */
  readonly code: string;
}

export const nothingSaid: SaidProposal = {
  title: "",
  body: "",
  about: "city",
  building: "",
  room: "",
  street: "",
  name: "",
  showName: false,
};

export const noContact: Contact = { email: "", deskCode: "" };

export async function proposeForm(
  registry: BuildingRegistry,
  said: SaidProposal,
  fault: PublicFault | null = null,
): Promise<ProposeForm> {
  const buildings = await registry.buildings();
  const chosen = buildings.find(({ slug }) => slug === said.building);
  const rooms =
    chosen === undefined ? [] : (await registry.rooms()).filter(({ buildingId }) => buildingId === chosen.id);
  const choice = ({ slug, names }: Choice): Choice => ({ slug, names });
  return { said, buildings: buildings.map(choice), rooms: rooms.map(choice), fault };
}

export async function proposePage(
  parts: ListParts,
  language: Language,
  said: SaidProposal,
  at: {
    readonly stage: ProposePage["stage"];
    readonly contact?: Contact;
    readonly fault?: PublicFault;
  } = { stage: "write" },
): Promise<ProposePage> {
  return {
    ...(await proposeForm(parts.registry, said, at.fault ?? null)),
    stage: at.stage,
    contact: at.contact ?? noContact,
    pointed: at.stage === "send" ? pointedOut(saidTexts(said)) : null,
    similar: at.stage === "send" ? await searched(parts, language, `${said.title} ${said.body}`) : [],
  };
}

/** What of a form everybody would read. */
export function saidTexts({ title, body, about, street, name }: SaidProposal): string[] {
  return [title, body, ...(about === "street" ? [street] : []), name];
}

/** Where the code of a letter is written. */
export interface ConfirmPage {
  readonly id: string;
  readonly kind: Pending["kind"];
  /** Enough of the address to know which mailbox to look into. */
  readonly email: string;
  readonly fault: PublicFault | null;
}

export function confirmPage({ id, kind, email }: Pending, fault: PublicFault | null = null): ConfirmPage {
  return { id, kind, email: maskedAddress(email), fault };
}

export interface StopPage {
  readonly key: string;
  readonly isStopped: boolean;
}

/** The author's own page: what they can still do with their proposal. */
export interface MyProposalPage {
  readonly key: string;
  readonly case: ShownCase | null;
  readonly proposal: Proposal;
  readonly name: string;
  readonly showsName: boolean;
  /** Whether letters go to an address. */
  readonly isTold: boolean;
  readonly canEdit: boolean;
  readonly canAppeal: boolean;
  /** The wording as its author wrote it, with what is kept from others' view. */
  readonly wording: { readonly title: string; readonly body: string };
  /** Version of it. */
  readonly version: number;
  readonly moderation: ModeratedParts;
  readonly attempt: MyAttempt | null;
}

export interface MyAttempt {
  readonly form: "edit" | "appeal" | "moderation" | "forget";
  /** Which text the appeal of a moderation is about. */
  readonly subject: string;
  readonly title: string;
  readonly body: string;
  readonly reason: string;
  /** Null where the author is only told what was pointed at. */
  readonly fault: StateFault | WordingFault | AppealFault | { readonly code: "not-sure" } | null;
  readonly pointed: PointedOut | null;
}

export async function myProposalPage(
  { civic, cases }: ListParts & { readonly cases: Pick<CaseBook, "shownOf"> },
  key: string,
  proposalId: number | undefined,
  attempt: MyAttempt | null = null,
): Promise<MyProposalPage | undefined> {
  if (proposalId === undefined) return undefined;
  const [proposal, author, told, appealed] = await Promise.all([
    findProposal(civic, proposalId),
    civic.selectFrom("proposal_author").selectAll().where("proposal_id", "=", proposalId).executeTakeFirst(),
    civic
      .selectFrom("proposal_follower")
      .select("id")
      .where(isAddressOfAuthor(proposalId))
      .executeTakeFirst(),
    civic
      .selectFrom("proposal_entry")
      .select("id")
      .where("proposal_id", "=", proposalId)
      .where("kind", "=", "appeal")
      .executeTakeFirst(),
  ]);
  if (proposal === undefined || author === undefined) return undefined;
  const [held, texts, entries] = await Promise.all([
    heldOf(civic, { kind: "proposal", ref: String(proposalId) }),
    textsOf(civic, proposalId),
    threadOf(civic, proposalId),
  ]);
  const moderation = await moderatedParts(civic, proposalId, entries);
  const standing = texts.findLast(({ kind }) => kind === "wording");
  const written = (part: "title" | "body"): string =>
    held.get(`${standing?.id}.${part}`) ?? standing?.[part] ?? "";
  const isHidden = moderation.wording.tombstone?.standing === "hidden";
  return {
    key,
    wording: { title: written("title"), body: written("body") },
    version: standing?.version ?? 1,
    moderation,
    case: await cases.shownOf("proposal", proposalId),
    proposal,
    name: author.name,
    showsName: author.shows_name === 1,
    isTold: told !== undefined,
    canEdit: proposal.state === "received" && !isHidden,
    canAppeal: proposal.state === "declined" && appealed === undefined,
    attempt,
  };
}
