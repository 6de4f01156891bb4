import type { Language } from "../../web/language/index.ts";
import type { BuildingRegistry, Names } from "../buildings/index.ts";
import type { CaseBook, ShownCase } from "../records/index.ts";
import { type ListedProposal, type ListParts, searched } from "./list-page.ts";
import type { SaidProposal } from "./making.ts";
import type { Pending } from "./pending.ts";
import { findProposal, type Proposal } from "./proposals.ts";
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
    similar: at.stage === "send" ? await searched(parts, language, `${said.title} ${said.body}`) : [],
  };
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
  return { id, kind, email, fault };
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
  readonly attempt: MyAttempt | null;
}

export interface MyAttempt {
  readonly form: "edit" | "appeal";
  readonly title: string;
  readonly body: string;
  readonly reason: string;
  readonly fault: StateFault | WordingFault;
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
      .where("proposal_id", "=", proposalId)
      .where("is_author", "=", 1)
      .executeTakeFirst(),
    civic
      .selectFrom("proposal_entry")
      .select("id")
      .where("proposal_id", "=", proposalId)
      .where("kind", "=", "appeal")
      .executeTakeFirst(),
  ]);
  if (proposal === undefined || author === undefined) return undefined;
  return {
    key,
    case: await cases.shownOf("proposal", proposalId),
    proposal,
    name: author.name,
    showsName: author.shows_name === 1,
    isTold: told !== undefined,
    canEdit: proposal.state === "received",
    canAppeal: proposal.state === "declined" && appealed === undefined,
    attempt,
  };
}
