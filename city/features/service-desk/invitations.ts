import { type Language, languages } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import { type Way, wayTo } from "./print-pages.ts";
import { MOST_WIDTH, shorten } from "./shortening.ts";

/** What a budget's poster says of it. */
export interface BudgetInvited {
  readonly amountMinor: number;
  readonly currency: string;
  readonly opensAtMs: number;
  readonly closesAtMs: number;
}

/** What a poster invites to. */
export interface Invited {
  readonly kind: "conversation" | "budget";
  readonly number: number;
  /** Of its page for everybody, without the language. */
  readonly path: string;
  readonly titles: Names;
  /** What is asked; its first paragraph stands on the poster. Null where amount and days say it. */
  readonly questions: Names | null;
  readonly budget: BudgetInvited | null;
  readonly standing: "soon" | "open" | "over";
  /** Whether only those take part who were given a code, or stand on a roll. */
  readonly isForSome: boolean;
}

/** A poster in three languages on one page of A4. */
export interface InvitationPage
  extends Pick<Invited, "kind" | "path" | "titles" | "budget" | "standing" | "isForSome"> {
  /** In the languages that say something of their own. */
  readonly said: readonly { readonly language: Language; readonly title: string; readonly text: string }[];
  readonly way: Way;
}

export function invitationPage(invited: Invited, baseUrl: string): InvitationPage {
  const { kind, number, path, titles, questions, budget, standing, isForSome } = invited;
  const own = (language: Language): boolean =>
    languages.find(
      (one) => titles[one] === titles[language] && questions?.[one] === questions?.[language],
    ) === language;
  return {
    ...{ kind, path, titles, budget, standing, isForSome },
    said: languages.filter(own).map((language) => ({
      ...{ language, title: titles[language] },
      text: shorten(questions?.[language].split("\n")[0] ?? "", MOST_WIDTH.invitation).text,
    })),
    way: wayTo(baseUrl, kind, number),
  };
}
