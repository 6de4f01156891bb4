/** Reads what people write into the forms of the inventory. Every reader says what is wrong by a name that has words. */

export type SaidText = Readonly<Record<string, string>>;

export type FigureFault =
  | "name-missing"
  | "number-ambiguous"
  | "text-not-usable"
  | "use-unknown"
  | "choice-unknown"
  | "year-not-possible"
  | "storeys-not-possible"
  | "area-not-possible"
  | "areas-far-apart"
  | "percent-not-possible"
  | "percents-not-hundred"
  | "figure-not-possible"
  | "source-missing"
  | "figure-missing"
  | "thresholds-out-of-order"
  | "certificate-incomplete"
  | "date-not-readable";

export interface FieldFault {
  readonly field: string;
  readonly code: FigureFault;
}

const TEXT_AT_MOST = 200;
// Control characters, and those that turn the direction of the text around them.
const NOT_USABLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Read one way it has a fraction, read another its comma or point stands between thousands; null for any other number. */
export function ambiguousNumber(said: string): { readonly decimal: number; readonly whole: string } | null {
  const plain = said.trim().replace(",", ".");
  return /^[1-9]\d*\.\d{3}$/.test(plain) ? { decimal: Number(plain), whole: plain.replace(".", "") } : null;
}

/** Collects what is wrong while fields are read, so that a form tells all of it at once. */
export class FieldReader {
  readonly faults: FieldFault[] = [];
  readonly #said: SaidText;

  constructor(said: SaidText) {
    this.#said = said;
  }

  text(field: string): string {
    const text = (this.#said[field] ?? "").trim();
    if (text.length > TEXT_AT_MOST || NOT_USABLE.test(text)) this.fault(field, "text-not-usable");
    return text;
  }

  /**
   * A number as people write it, with a point or a comma and at most spaces between thousands, within bounds; null where
   * nothing stands.
   */
  number(field: string, least: number, most: number, code: FigureFault): number | null {
    const text = (this.#said[field] ?? "").trim();
    const isInGroups = /^\d{1,3}(?:[\s\u00a0\u202f]\d{3})+(?:[.,]\d+)?$/.test(text);
    const plain = (isInGroups ? text.replaceAll(/[\s\u00a0\u202f]/g, "") : text).replace(",", ".");
    if (plain === "") return null;
    // "12,000" is twelve to one reader and twelve thousand to another.
    if (!isInGroups && ambiguousNumber(text) !== null) {
      this.fault(field, "number-ambiguous");
      return null;
    }
    const value = /^\d{1,9}(\.\d{1,4})?$/.test(plain) ? Number(plain) : Number.NaN;
    if (value >= least && value <= most) return value;
    this.fault(field, code);
    return null;
  }

  whole(field: string, least: number, most: number, code: FigureFault): number | null {
    const value = this.number(field, least, most, code);
    if (value === null || Number.isInteger(value)) return value;
    this.fault(field, code);
    return null;
  }

  /** One of some answers; null for none. */
  choice<Answer extends string>(field: string, answers: readonly Answer[], code: FigureFault): Answer | null {
    const text = (this.#said[field] ?? "").trim();
    if (text === "") return null;
    const answer = answers.find((one) => one === text);
    if (answer === undefined) this.fault(field, code);
    return answer ?? null;
  }

  /** A number with where it was read: neither without the other. */
  figure(
    field: string,
    sourceField: string,
    least: number,
    most: number,
  ): { readonly value: number; readonly source: string } | null {
    const value = this.number(field, least, most, "figure-not-possible");
    const source = this.text(sourceField);
    if (value === null) {
      if (source !== "" && !this.#isFaulty(field)) this.fault(field, "figure-missing");
      return null;
    }
    if (source !== "") return { value, source };
    this.fault(sourceField, "source-missing");
    return null;
  }

  fault(field: string, code: FigureFault): void {
    if (!this.#isFaulty(field)) this.faults.push({ field, code });
  }

  #isFaulty(field: string): boolean {
    return this.faults.some((fault) => fault.field === field);
  }
}
