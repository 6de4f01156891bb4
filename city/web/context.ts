import { createContext, data, type RouterContextProvider } from "react-router";
import type { Language } from "./language/index.ts";

/** What every page needs to draw its frame. */
export interface Shell {
  readonly language: Language;
  readonly cityNames: Readonly<Record<Language, string>>;
  readonly zone: string;
  readonly simulated: boolean;
  /** Path without the language: "/buildings/x" of "/sv/buildings/x". */
  readonly path: string;
  readonly search: string;
  /** Null when nobody is signed in. */
  readonly person: { readonly email: string; readonly role: string } | null;
  /** Whether a member of staff helps somebody here: the page is theirs, and nothing of it is kept. */
  readonly helping: boolean;
  /** Where the site is reached from outside, without a slash at its end. */
  readonly baseUrl: string;
  /** Whether this page also stands at its address + ".json". */
  readonly hasJson: boolean;
}

/** `refused`: a form that another site sent. `tooLarge`: more than is read. `noForm`: what was sent is no form. `strayed`: somebody led back from a
 * sign-in that was not begun here. `tooOften`: one asker sends more than their share. `full`: as much is on its way as there is room for. */
export type Failure =
  | "forbidden"
  | "refused"
  | "notFound"
  | "tooLarge"
  | "noForm"
  | "strayed"
  | "tooOften"
  | "full"
  | "server";

export const failureStatus = {
  forbidden: 403,
  refused: 403,
  notFound: 404,
  tooLarge: 413,
  noForm: 415,
  strayed: 400,
  tooOften: 429,
  full: 503,
  server: 500,
} as const satisfies Record<Failure, number>;

export interface PageRequest {
  readonly shell: Shell;
  readonly data: unknown;
  /** Why the page cannot be shown; null when it can. */
  readonly failure: Failure | null;
}

/** Set by the server for each request; the server takes it from the build, so both hold the same one. */
export const pageContext = createContext<PageRequest>();

/** The page's data as the server prepared it: the very object its `.json` address serves. */
export function pageData<Page>(context: Readonly<RouterContextProvider>): Page {
  const { data: prepared, failure } = context.get(pageContext);
  if (failure !== null) throw data({ failure }, { status: failureStatus[failure] });
  return prepared as Page;
}
