import type { ReactNode } from "react";

/** Running text: the measure of a line, and space between paragraphs, lists and quotations. */
export function Prose({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className="prose">{children}</div>;
}
