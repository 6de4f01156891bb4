import type { ReactNode } from "react";

export interface EmptyStateProps {
  readonly title: string;
  /** Why there is nothing here yet, and what would bring it. */
  readonly children: ReactNode;
  /** The next step, a `LinkButton`. */
  readonly action?: ReactNode;
}

export function EmptyState({ title, children, action }: EmptyStateProps): ReactNode {
  return (
    <div className="empty-state">
      <p className="empty-state-title">{title}</p>
      <div className="empty-state-text">{children}</div>
      {action}
    </div>
  );
}
