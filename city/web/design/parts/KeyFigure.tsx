import type { ReactNode } from "react";
import { CoverageMeter, type CoverageMeterProps } from "./CoverageMeter.tsx";

export interface KeyFigureProps {
  readonly label: string;
  /** The number as text in the page's language, or why there is none: a missing figure is never a zero. */
  readonly figure:
    | { readonly value: string; readonly unit?: string | undefined }
    | { readonly missing: string };
  /** "90 % interval: 12–34 MWh" */
  readonly interval?: ReactNode;
  readonly coverage?: CoverageMeterProps | undefined;
  /** Method, period, factor: what the figure rests on. */
  readonly note?: ReactNode;
}

export function KeyFigure({ label, figure, interval, coverage, note }: KeyFigureProps): ReactNode {
  return (
    <div className="key-figure">
      <dt>{label}</dt>
      <dd>
        {"missing" in figure ? (
          <p className="key-figure-missing">{figure.missing}</p>
        ) : (
          <p className="key-figure-value">
            {figure.value}
            {figure.unit === undefined ? null : (
              <span className="key-figure-unit">{`\u00a0${figure.unit}`}</span>
            )}
          </p>
        )}
        {interval === undefined ? null : <p className="key-figure-interval">{interval}</p>}
        {coverage === undefined ? null : <CoverageMeter {...coverage} />}
        {note === undefined ? null : <p className="key-figure-note">{note}</p>}
      </dd>
    </div>
  );
}

/** Key figures side by side, as many as fit. */
export function KeyFigures({ children }: { readonly children: ReactNode }): ReactNode {
  return <dl className="key-figures">{children}</dl>;
}
