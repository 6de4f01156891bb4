import type { ReactNode } from "react";

export interface ErrorPageProps {
  /** HTTP status, shown small. */
  readonly status: number;
  readonly title: string;
  readonly text: ReactNode;
  /** What the reader can do now. */
  readonly todo: ReactNode;
  readonly reference?: { readonly label: string; readonly value: string } | undefined;
  /** The only heading of its page; lower where it is shown inside another. */
  readonly level?: 1 | 2 | 3 | undefined;
  /** `LinkButton`s. */
  readonly actions?: ReactNode;
}

/** The content of a page that could not be shown, inside the ordinary shell. */
export function ErrorPage({
  status,
  title,
  text,
  todo,
  reference,
  level = 1,
  actions,
}: ErrorPageProps): ReactNode {
  const Level = `h${level}` as const;
  return (
    <div className="error-page">
      <p className="error-page-status">{status}</p>
      <Level className="error-page-title">{title}</Level>
      <p className="lead">{text}</p>
      <p>{todo}</p>
      {reference === undefined ? null : (
        <p className="error-page-reference">
          {reference.label} <code>{reference.value}</code>
        </p>
      )}
      {actions === undefined ? null : <div className="actions">{actions}</div>}
    </div>
  );
}
