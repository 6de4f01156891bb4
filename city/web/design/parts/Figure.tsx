import { type ReactNode, useId } from "react";
import type { Chart, LegendEntry } from "../../charts/chart.ts";
import { DataTable } from "./DataTable.tsx";

export interface FigureProps {
  readonly chart: Chart;
  readonly caption: ReactNode;
  /** Heading of the fold-out table: "The figures behind the chart". */
  readonly tableLabel: string;
  /** Names the table's scrolling region. */
  readonly scrollLabel: string;
  /** Names the list that explains the chart's signs. */
  readonly legendLabel: string;
  /** Where the numbers come from, in small print. */
  readonly source?: ReactNode;
}

/**
 * A chart that can be seen, heard and read as numbers. Two drawings of the same chart are sent, one for a telephone's
 * width; the style sheet shows one, and what it hides is hidden from screen readers too.
 */
export function Figure({
  chart,
  caption,
  tableLabel,
  scrollLabel,
  legendLabel,
  source,
}: FigureProps): ReactNode {
  const captionId = useId();
  return (
    <figure className="figure" aria-labelledby={captionId}>
      <figcaption id={captionId}>{caption}</figcaption>
      {chart.legend.length === 0 ? null : (
        <ul className="legend" aria-label={legendLabel}>
          {chart.legend.map((entry) => (
            <li key={entry.label}>
              <Swatch entry={entry} />
              {entry.label}
            </li>
          ))}
        </ul>
      )}
      <Drawing className="chart-wide" svg={chart.svg} />
      <Drawing className="chart-narrow" svg={chart.svgNarrow} />
      {source === undefined ? null : <p className="figure-source">{source}</p>}
      <details className="figure-data">
        <summary>{tableLabel}</summary>
        <DataTable
          caption={chart.title}
          captionHidden
          scrollLabel={scrollLabel}
          narrow="scroll"
          columns={chart.table.headers.map((header, column) => ({
            key: String(column),
            header: header.label,
            align: header.align,
            cell: (row: readonly string[]) => row[column],
          }))}
          rows={chart.table.rows}
          rowKey={(row) => row[0] ?? ""}
        />
      </details>
    </figure>
  );
}

/** A chart's drawing. The text in it was escaped where it was drawn (`charts/svg.ts`), and only charts come here. */
export function Drawing({ svg, className }: { readonly svg: string; readonly className: string }): ReactNode {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: see above; svg.test.ts puts hostile labels through it
  return <div className={className} dangerouslySetInnerHTML={{ __html: svg }} />;
}

function Swatch({ entry }: { readonly entry: LegendEntry }): ReactNode {
  return (
    <svg
      className="swatch"
      data-tone={entry.tone}
      viewBox="0 0 24 14"
      width="24"
      height="14"
      aria-hidden="true"
      focusable="false"
    >
      {entry.sign === "bar" ? <rect x="5" y="1" width="14" height="12" className="swatch-fill" /> : null}
      {entry.sign === "cell" ? <rect x="5" y="1" width="14" height="12" className="swatch-fill" /> : null}
      {entry.sign === "partial" ? (
        <path d="M5 1H19V13H5ZM5 9 13 1M9 13 19 3" className="swatch-line swatch-thin" />
      ) : null}
      {entry.sign === "band" ? <rect y="2" width="24" height="10" className="swatch-band" /> : null}
      {entry.sign === "line" ? <path d="M0 7H24" className="swatch-line" /> : null}
      {entry.sign === "dashed" ? <path d="M0 7H24" className="swatch-line swatch-dashed" /> : null}
      {entry.sign === "dot" ? <circle cx="12" cy="7" r="4" className="swatch-fill" /> : null}
      {entry.sign === "square" ? <rect x="8.5" y="3.5" width="7" height="7" className="swatch-fill" /> : null}
      {entry.sign === "whisker" ? <path d="M2 7H22M2 2V12M22 2V12" className="swatch-line" /> : null}
      {entry.sign === "marker" ? <path d="M12 0V14" className="swatch-line" /> : null}
      {entry.sign === "hatch" ? (
        <path d="M1 13 7 1M7 13 13 1M13 13 19 1M19 13 23 5" className="swatch-line swatch-thin" />
      ) : null}
    </svg>
  );
}
