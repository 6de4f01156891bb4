/** A field of a form as text; what is missing or a file is empty. */
export function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

/** A number that names something; 0, which names nothing, where it is none. */
export function idNumber(text: string): number {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0;
}

/** What is no page number is the first. */
export function pageNumber(asked: string | null): number {
  return /^[1-9]\d{0,8}$/.test(asked ?? "") ? Number(asked) : 1;
}
