import { hasHiddenCharacters, isLanguage, type Language } from "../../../web/language/index.ts";

/** How old a child is, at most; no more is asked of who made a work. */
export const ages = ["not-said", "preschool", "school-younger", "school-older", "upper-secondary"] as const;
export type Age = (typeof ages)[number];

export type WorkState = "waiting" | "published" | "declined" | "taken-back";

/** A child's picture or poem. */
export interface Work {
  readonly id: number;
  readonly kind: "picture" | "poem";
  readonly state: WorkState;
  readonly age: Age;
  /** Of title, poem and what the picture shows. */
  readonly language: Language;
  readonly title: string | null;
  readonly body: string | null;
  readonly alternative: string | null;
  readonly picture: { readonly sha256: string; readonly width: number; readonly height: number } | null;
  /** Local dates, both included. */
  readonly fromDate: string | null;
  readonly untilDate: string | null;
  readonly screenIds: readonly number[];
  readonly submittedBy: string | null;
  readonly changedAtMs: number;
  readonly logEntry: number;
}

/** The most that can be read on a wall. A Chinese sign takes the room of two letters, and is counted as two. */
export const MOST = { title: 40, body: 360, lines: 10, alternative: 300 } as const;
/** What a telephone makes, and twice as much. */
export const MOST_PICTURE_MB = 12;
/** They unfold to 200 MB of memory. */
export const MOST_PICTURE_MEGAPIXELS = 50;
/** So long after its last day a work is erased; the rule stands in features/records. */
export const WORK_KEPT_DAYS = 30;
/** A work hangs no longer: it was a child's for a season. */
export const MOST_DAYS = 180;

/** A work's form as it was filled in. */
export interface SaidWork {
  readonly kind: string;
  readonly language: string;
  readonly age: string;
  readonly title: string;
  readonly body: string;
  readonly alternative: string;
  readonly agreed: string;
  readonly nameless: string;
}

export const nothingSaid: SaidWork = {
  ...{ kind: "", language: "", age: "not-said", title: "", body: "" },
  ...{ alternative: "", agreed: "", nameless: "" },
};

export type WorkFault =
  | "kind-unknown"
  | "language-unknown"
  | "age-unknown"
  | "title-too-long"
  | "characters"
  | "body-missing"
  | "body-too-long"
  | "body-too-many-lines"
  | "alternative-missing"
  | "alternative-too-long"
  | "not-agreed"
  | "not-nameless"
  | "picture-and-poem";

/** What a work is made of, checked; its picture comes apart. */
export type CheckedWork = Pick<Work, "kind" | "language" | "age" | "title" | "body" | "alternative">;

/** Checks a form; the picture is looked at by `readPicture`. */
export function readWork(
  said: SaidWork,
):
  | { readonly ok: true; readonly work: CheckedWork }
  | { readonly ok: false; readonly fault: { readonly field: keyof SaidWork; readonly code: WorkFault } } {
  const fault = (field: keyof SaidWork, code: WorkFault) => ({ ok: false, fault: { field, code } }) as const;
  const { kind, language } = said;
  if (kind !== "picture" && kind !== "poem") return fault("kind", "kind-unknown");
  if (!isLanguage(language)) return fault("language", "language-unknown");
  const age = ages.find((one) => one === said.age);
  if (age === undefined) return fault("age", "age-unknown");
  const title = said.title.trim();
  const body = said.body.replaceAll(/\r\n?/gu, "\n").trim();
  const alternative = said.alternative.trim();
  if (lettersOf(title) > MOST.title) return fault("title", "title-too-long");
  for (const [field, text] of [
    ["title", title],
    ["body", body],
    ["alternative", alternative],
  ] as const)
    if (hasHiddenCharacters(text.replaceAll("\n", " "))) return fault(field, "characters");
  if (kind === "picture") {
    if (body !== "") return fault("body", "picture-and-poem");
    if (alternative === "") return fault("alternative", "alternative-missing");
    if (lettersOf(alternative) > MOST.alternative) return fault("alternative", "alternative-too-long");
  } else {
    if (body === "") return fault("body", "body-missing");
    if (lettersOf(body) > MOST.body) return fault("body", "body-too-long");
    if (rowsOf(body) > MOST.lines) return fault("body", "body-too-many-lines");
  }
  if (said.nameless !== "yes") return fault("nameless", "not-nameless");
  if (said.agreed !== "yes") return fault("agreed", "not-agreed");
  return {
    ok: true,
    work: {
      ...{ kind, language, age, title: title === "" ? null : title },
      body: kind === "poem" ? body : null,
      alternative: kind === "picture" ? alternative : null,
    },
  };
}

/** How much room a text takes, in letters. */
export function lettersOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (/[\u1100-\uffdc]|\p{Script=Han}/u.test(sign) ? 2 : 1), 0);
}

/** As many letters stand on one line of a display that lies. */
const LETTERS_OF_A_LINE = 50;

/** How many lines a poem takes on a display, those that are broken counted as often as they are. */
function rowsOf(body: string): number {
  return body
    .split("\n")
    .reduce((rows, line) => rows + Math.max(1, Math.ceil(lettersOf(line) / LETTERS_OF_A_LINE)), 0);
}

export type PublishFault =
  | "own-work"
  | "not-waiting"
  | "not-hanging"
  | "screens-none"
  | "dates-not-usable"
  | "dates-backwards"
  | "dates-past"
  | "dates-too-long";

const DATE = /^\d{4}-\d\d-\d\d$/;
const DAY_MS = 86_400_000;

/** Checks from when until when a work hangs. @param today the local date it is. */
export function readDates(from: string, until: string, today: string): PublishFault | null {
  const days = [from, until].map((date) => (DATE.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN));
  const [first = Number.NaN, last = Number.NaN] = days;
  // A day that a month does not have is another one for Date.
  const isReal = [from, until].every(
    (date, at) => !Number.isNaN(days[at]!) && new Date(days[at]!).toISOString().startsWith(date),
  );
  if (!isReal) return "dates-not-usable";
  if (last < first) return "dates-backwards";
  if (until < today) return "dates-past";
  if ((last - first) / DAY_MS + 1 > MOST_DAYS) return "dates-too-long";
  return null;
}

export function isShownOn(
  { state, fromDate, untilDate }: Pick<Work, "state" | "fromDate" | "untilDate">,
  today: string,
): boolean {
  return (
    state === "published" &&
    fromDate !== null &&
    untilDate !== null &&
    fromDate <= today &&
    today <= untilDate
  );
}
