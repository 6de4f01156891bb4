import type { ReactNode } from "react";

export interface ExplainedProps {
  readonly title: string;
  /** Each word with what it means, in one sentence. */
  readonly words: readonly { readonly word: string; readonly means: string }[];
}

/** What the words of a page mean, closed until somebody wants to know. */
export function Explained({ title, words }: ExplainedProps): ReactNode {
  return (
    <details className="explained">
      <summary>{title}</summary>
      <dl>
        {words.map(({ word, means }) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
