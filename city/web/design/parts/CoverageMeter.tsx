import type { ReactNode } from "react";

export interface CoverageMeterProps {
  /** Share of the hours that were measured, 0–1. */
  readonly share: number;
  /** What is covered: "Heat, the last year". */
  readonly label: string;
  /** The share in words: "97 % measured". Stands beside the meter and is what a screen reader says. */
  readonly text: string;
  /** The label is read aloud but not shown, where a column heading already says it. */
  readonly labelHidden?: boolean | undefined;
}

/** How much of a total was measured. What was not is hatched, as in the charts. */
export function CoverageMeter({ share, label, text, labelHidden = false }: CoverageMeterProps): ReactNode {
  const measured = Math.round(Math.min(1, Math.max(0, share)) * 1000) / 1000;
  return (
    <div className="coverage">
      {labelHidden ? null : (
        <span className="coverage-label" aria-hidden="true">
          {label}
        </span>
      )}
      {/* The element says it, the drawing shows it: browsers do not agree on how a meter may look. */}
      <meter
        className="visually-hidden"
        aria-label={label}
        aria-valuetext={text}
        min={0}
        max={1}
        value={measured}
      />
      <svg
        className="coverage-meter"
        viewBox="0 0 100 8"
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        <rect width={Math.round(measured * 1000) / 10} height="8" />
      </svg>
      <span className="coverage-text" aria-hidden="true">
        {text}
      </span>
    </div>
  );
}
