import type { ReactNode } from "react";
import { useFrame } from "../../../web/frame.ts";
import { colonOf } from "../../../web/language/index.ts";
import type { ShownCase } from "../case-book.ts";
import { recordMessages } from "../messages.ts";

/** A line of a definition list that says under which number something stands in the register; none where it has none. */
export function registered(
  shown: ShownCase | null,
  { language, address }: Pick<ReturnType<typeof useFrame>, "language" | "address">,
): { readonly term: string; readonly description: ReactNode }[] {
  if (shown === null) return [];
  return [
    {
      term: recordMessages.t(language)("case.in-register"),
      description: <a href={address(`/cases/${shown.address}`)}>{shown.label}</a>,
    },
  ];
}

/** The same as a sentence of its own. */
export function Registered({ shown }: { readonly shown: ShownCase | null }): ReactNode {
  const frame = useFrame();
  return registered(shown, frame).map(({ term, description }) => (
    <span key={term}>
      {term}
      {colonOf[frame.language]}
      {description}
    </span>
  ));
}
