import type { ReactNode } from "react";

/** Signs differ in outline, so that they are told apart without their colour. */
const drawings = {
  info: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1.2 8.6h2.4V17h-2.4Zm0-3.8h2.4v2.4h-2.4Z",
  success: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1.5 14.3-4-4 1.7-1.7 2.3 2.3 5.4-5.4 1.7 1.7Z",
  warn: "M12 2.2 23 21.3H1Zm-1.2 7.3v5.8h2.4V9.5Zm0 7.2v2.3h2.4v-2.3Z",
  error:
    "M7.9 2h8.2L22 7.9v8.2L16.1 22H7.9L2 16.1V7.9Zm.2 4.6-1.5 1.5L10.4 12l-3.8 3.9 1.5 1.5L12 13.6l3.9 3.8 1.5-1.5-3.8-3.9 3.8-3.9-1.5-1.5L12 10.4Z",
  neutral: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm-4.5 7.8h9v2.4h-9Z",
} as const;

export type IconName = keyof typeof drawings;

/** A sign beside a word that says the same; hidden from screen readers. */
export function Icon({ name }: { readonly name: IconName }): ReactNode {
  return (
    <svg className="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <path fillRule="evenodd" d={drawings[name]} />
    </svg>
  );
}
