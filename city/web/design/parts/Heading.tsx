import type { ReactNode } from "react";

export interface PageHeadingProps {
  readonly title: string;
  /** A word over the title: what kind of thing this is. */
  readonly kicker?: string | undefined;
  /** One or two sentences: the answer the page gives. */
  readonly lead?: ReactNode;
  /** Tags beside the title's lead. */
  readonly children?: ReactNode;
}

/** The one first-level heading of a page. */
export function PageHeading({ title, kicker, lead, children }: PageHeadingProps): ReactNode {
  const description =
    typeof lead === "string" ? lead : [title, ...(kicker === undefined ? [] : [kicker])].join(" · ");
  return (
    <div className="page-heading">
      {/* React puts these into the head: what a search or a link that is passed on shows. */}
      <meta property="og:title" content={title} />
      <meta name="description" content={description} />
      <meta property="og:description" content={description} />
      {kicker === undefined ? null : <p className="kicker">{kicker}</p>}
      <h1>{title}</h1>
      {lead === undefined ? null : <p className="lead">{lead}</p>}
      {children === undefined ? null : <div className="page-heading-more">{children}</div>}
    </div>
  );
}

export interface SectionProps {
  readonly title: string;
  /** Also the anchor of the section; must be unique on the page. */
  readonly id: string;
  readonly level?: 2 | 3 | 4 | undefined;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page that has a heading and is named by it. */
export function Section({ title, id, level = 2, lead, children }: SectionProps): ReactNode {
  const Level = `h${level}` as const;
  return (
    <section className="section" id={id} aria-labelledby={`${id}-heading`}>
      <Level id={`${id}-heading`}>{title}</Level>
      {lead === undefined ? null : <p className="section-lead">{lead}</p>}
      {children}
    </section>
  );
}
