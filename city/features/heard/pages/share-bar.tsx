import type { ReactNode } from "react";

const WIDTH = 100;
const HEIGHT = 12;

/** A bar for the share of those heard, with a line where the population's share lies. The numbers stand beside it. */
export function ShareBar({
  share,
  mark,
  most,
  label,
}: {
  readonly share: number;
  /** Null where there is no population to compare with. */
  readonly mark: number | null;
  /** Largest share of the table, which is as long as the bar can be. */
  readonly most: number;
  readonly label: string;
}): ReactNode {
  const place = (of: number): number => Math.round((of / (most || 1)) * (WIDTH - 2) * 10) / 10;
  return (
    <svg
      className="share-bar"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      focusable="false"
    >
      <rect className="share-bar-heard" y="3" width={place(share)} height="6" />
      {mark === null ? null : <rect className="share-bar-mark" x={place(mark)} width="1.5" height={HEIGHT} />}
    </svg>
  );
}
