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
  readonly groups: readonly { readonly title: string; readonly links: readonly FooterLink[] }[];
  /** The page's own data. */
  readonly data?: FooterLink | undefined;
  /** Further lines, e.g. who answers for the site, version. */
  readonly children?: ReactNode;
}

/** The foot of every page: what the product stands for, and every place one can go, group by group. */
export function SiteFooter({ claim, label, groups, data, children }: SiteFooterProps): ReactNode {
  return (
    <footer className="site-footer">
      <div className="site-footer-row">
        <p className="site-footer-claim">{claim}</p>
        <nav className="site-footer-groups" aria-label={label}>
          {groups.map(({ title, links }) => (
            <div key={title}>
              <h2 className="site-footer-title">{title}</h2>
              <ul className="site-footer-list">
                {links.map((link) => (
                  <li key={link.href}>
                    <a href={link.href}>{link.label}</a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
        <div className="site-footer-more">
          {data === undefined ? null : (
            <p>
              <a href={data.href} type={data.type}>
                {data.label}
              </a>
            </p>
          )}
          {children}
        </div>
      </div>
    </footer>
  );
}
