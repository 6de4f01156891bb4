/** The number of a case: the year it was opened in, and its place in that year. */
export interface CaseNumber {
  readonly year: number;
  readonly number: number;
}

/** How a city writes its case numbers, such as `HUS {year}:{number}`; `{number:4}` pads with zeros to four digits. */
export type CaseForm = string;

const NUMBER_PLACE = /\{number(?::([2-9]))?\}/;

/** Whether a form says where year and number stand, each once, in signs that a title and a header may hold. */
export function isCaseForm(form: string): boolean {
  const rest = form.replace("{year}", "").replace(NUMBER_PLACE, "");
  const hasBoth = form.includes("{year}") && NUMBER_PLACE.test(form);
  return hasBoth && form.indexOf("{year}") < form.search(NUMBER_PLACE) && /^[^{}\d\p{C}]{0,40}$/u.test(rest);
}

/** A case number as the city writes it: `HUS 2026:17`. */
export function caseLabel(form: CaseForm, { year, number }: CaseNumber): string {
  return form
    .replace("{year}", String(year))
    .replace(NUMBER_PLACE, (_, digits?: string) => String(number).padStart(Number(digits ?? 1), "0"));
}

/** A case number as it stands in addresses, file names and the log: `2026-17`. */
export function caseAddress({ year, number }: CaseNumber): string {
  return `${year}-${number}`;
}

/** The case an address names; undefined for everything that is not exactly one. */
export function readCaseAddress(text: string): CaseNumber | undefined {
  const found = /^([12]\d{3})-([1-9]\d{0,8})$/.exec(text);
  return found ? { year: Number(found[1]), number: Number(found[2]) } : undefined;
}

/** A case number as people write it: in the city's form, or just `2026:17` or `2026-0017`. */
export function readCaseNumber(text: string): CaseNumber | undefined {
  const found = /^[^\d]{0,40}([12]\d{3})[^\d]{1,3}0{0,8}([1-9]\d{0,8})[^\d]{0,10}$/u.exec(text.trim());
  return found ? { year: Number(found[1]), number: Number(found[2]) } : undefined;
}
