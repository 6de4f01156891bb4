import type { ReactNode } from "react";

/** Things to choose from, side by side where there is room. */
export function Cards({ children }: { readonly children: ReactNode }): ReactNode {
  return <ul className="cards">{children}</ul>;
}

export interface CardProps {
  readonly title: string;
  /** Where the title leads; left out where what is under the text does. */
  readonly href?: string | undefined;
  readonly text?: ReactNode;
  readonly level?: 2 | 3 | undefined;
  readonly children?: ReactNode;
}

/** One thing to choose: what it is, a sentence about it, and the way there. */
export function Card({ title, href, text, level = 3, children }: CardProps): ReactNode {
  const Level = `h${level}` as const;
  return (
    <li className="card">
      <Level className="card-title">{href === undefined ? title : <a href={href}>{title}</a>}</Level>
      {text === undefined ? null : <p>{text}</p>}
      {children}
    </li>
  );
}
