import type { ReactNode } from "react";

export interface DefinitionListProps {
  readonly items: readonly { readonly term: string; readonly description: ReactNode }[];
}

/** What is known about one thing, term by term. */
export function DefinitionList({ items }: DefinitionListProps): ReactNode {
  return (
    <dl className="definition-list">
      {items.map((item) => (
        <div key={item.term} className="definition">
          <dt>{item.term}</dt>
          <dd>{item.description}</dd>
        </div>
      ))}
    </dl>
  );
}
