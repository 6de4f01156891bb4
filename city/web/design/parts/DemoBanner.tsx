import type { ReactNode } from "react";

export interface DemoBannerProps {
  readonly title: string;
  readonly text: string;
}

/** Stands over every page of a city whose data is simulated, on paper too. */
export function DemoBanner({ title, text }: DemoBannerProps): ReactNode {
  return (
    <aside className="demo-banner" aria-label={title}>
      <p>
        <strong>{title}</strong> {text}
      </p>
    </aside>
  );
}
