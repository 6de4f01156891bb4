import type { ReactNode } from "react";

export interface HelpBandProps {
  readonly label: string;
  readonly text: string;
  /** Where a visitor begins. */
  readonly choices: { readonly href: string; readonly label: string };
  /** A POST form that finishes. */
  readonly end: { readonly action: string; readonly label: string };
}

/** Over every page while a member of staff helps somebody: that they do, that nothing is kept, and how to finish. */
export function HelpBand({ label, text, choices, end }: HelpBandProps): ReactNode {
  return (
    <aside className="help-band" aria-label={label}>
      <p>{text}</p>
      <a href={choices.href}>{choices.label}</a>
      <form method="post" action={end.action}>
        <button type="submit" className="button" data-variant="secondary">
          {end.label}
        </button>
      </form>
    </aside>
  );
}
