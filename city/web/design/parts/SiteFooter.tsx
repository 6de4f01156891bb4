import type { ReactNode } from "react";

export interface FooterLink {
  readonly href: string;
  readonly label: string;
  /** Media type where it is not a page, e.g. `application/json`. */
  readonly type?: string | undefined;
}

export interface SiteFooterProps {
  /** The sentence the product stands for. */
  readonly claim: string;
  readonly label: string;
  readonly links: readonly FooterLink[];
  /** Further lines, e.g. who answers for the site, version. */
  readonly children?: ReactNode;
}

export function SiteFooter({ claim, label, links, children }: SiteFooterProps): ReactNode {
  return (
    <footer className="site-footer">
      <div className="site-footer-row">
        <p className="site-footer-claim">{claim}</p>
        <nav aria-label={label}>
          <ul className="site-footer-list">
            {links.map((link) => (
              <li key={link.href}>
                <a href={link.href} type={link.type}>
                  {link.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {children === undefined ? null : <div className="site-footer-more">{children}</div>}
      </div>
    </footer>
  );
}
