import type { ReactNode } from "react";

export interface BreadcrumbsProps {
  readonly label: string;
  /** From the start page down; the last one is this page and has no address. */
  readonly items: readonly { readonly label: string; readonly href?: string | undefined }[];
}

export function Breadcrumbs({ label, items }: BreadcrumbsProps): ReactNode {
  return (
    <nav className="breadcrumbs" aria-label={label}>
      <ol className="breadcrumbs-list">
        {items.map((item) => (
          <li key={item.label}>
            {item.href === undefined ? (
              <span aria-current="page">{item.label}</span>
            ) : (
              <a href={item.href}>{item.label}</a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
