import type { ReactNode } from "react";

export interface SkipLinkProps {
  readonly label: string;
  /** The id of the main content; `PageShell` uses `content`. */
  readonly target?: string | undefined;
}

/** The first thing the Tab key meets; visible only then. */
export function SkipLink({ label, target = "content" }: SkipLinkProps): ReactNode {
  return (
    <a className="skip-link" href={`#${target}`}>
      {label}
    </a>
  );
}
