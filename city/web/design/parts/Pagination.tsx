import type { ReactNode } from "react";

export interface PaginationProps {
  readonly label: string;
  /** "Page 2 of 7" */
  readonly position: string;
  readonly previous?: { readonly href: string; readonly label: string } | undefined;
  readonly next?: { readonly href: string; readonly label: string } | undefined;
}

export function Pagination({ label, position, previous, next }: PaginationProps): ReactNode {
  return (
    <nav className="pagination" aria-label={label}>
      {previous === undefined ? null : (
        <a className="button" data-variant="secondary" rel="prev" href={previous.href}>
          <span aria-hidden="true">←</span> {previous.label}
        </a>
      )}
      <span className="pagination-position" aria-current="page">
        {position}
      </span>
      {next === undefined ? null : (
        <a className="button" data-variant="secondary" rel="next" href={next.href}>
          {next.label} <span aria-hidden="true">→</span>
        </a>
      )}
    </nav>
  );
}
