/** Forms that hold no readings as text, told by their first bytes, so that a person hears it before any question. */

export type ForeignForm = "is-picture" | "is-pdf" | "is-old-office" | "is-zip" | "is-parquet";

const MARKS: readonly (readonly [ForeignForm, readonly number[]])[] = [
  ["is-picture", [0x89, 0x50, 0x4e, 0x47]],
  ["is-picture", [0xff, 0xd8, 0xff]],
  ["is-picture", [0x47, 0x49, 0x46, 0x38]],
  ["is-pdf", [0x25, 0x50, 0x44, 0x46]],
  // Compound files: .xls, .doc and the like of before 2007.
  ["is-old-office", [0xd0, 0xcf, 0x11, 0xe0]],
  ["is-zip", [0x50, 0x4b, 0x03, 0x04]],
  ["is-parquet", [0x50, 0x41, 0x52, 0x31]],
];

/** Bytes that tell every form. */
export const MARK_BYTES = 4;

/** @returns null for what may be text or gzip. */
export function foreignForm(bytes: Uint8Array): ForeignForm | null {
  for (const [form, mark] of MARKS) if (mark.every((byte, i) => bytes[i] === byte)) return form;
  return null;
}
