import { type ReactNode, useId } from "react";

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  /** Numbers are set flush right with figures of one width. */
  readonly align?: "text" | "number" | undefined;
  readonly cell: (row: Row) => ReactNode;
  /** A bar behind the number, as a share 0–1 of the longest; null draws "not measured". It only repeats the number. */
  readonly bar?: ((row: Row) => number | null) | undefined;
  /** A heading that sorts: where it leads, what it does in words, and how the table is sorted now. */
  readonly sort?:
    | {
        readonly href: string;
        readonly label: string;
        readonly direction: "ascending" | "descending" | "none";
      }
    | undefined;
}

export interface DataTableProps<Row> {
  readonly caption: string;
  /** Where a heading above already says the same. */
  readonly captionHidden?: boolean | undefined;
  /** Names the region that scrolls on a narrow screen: "Buildings. The table can be scrolled sideways." */
  readonly scrollLabel: string;
  /** The first column is the heading of its row and stays in place when the others scroll. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** A last row, by column key: sums that say what share was measured. */
  readonly totals?: Readonly<Record<string, ReactNode>> | undefined;
  /**
   * On a telephone: "stack" makes a card of each row, every value under its column's name, so that nothing lies off the
   * screen; "scroll" keeps the columns side by side, for numbers that are compared down a column.
   */
  readonly narrow?: "stack" | "scroll" | undefined;
  /** Shown instead of rows where there are none. */
  readonly empty?: ReactNode;
}

export function DataTable<Row>({
  caption,
  captionHidden = false,
  scrollLabel,
  columns,
  rows,
  rowKey,
  totals,
  narrow = "stack",
  empty,
}: DataTableProps<Row>): ReactNode {
  const captionId = useId();
  return (
    // A region that scrolls must be reachable by the keyboard (WCAG 2.1.1), so it takes the focus and has a name.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className="table-scroll" aria-label={scrollLabel} tabIndex={0}>
      <table className="data-table" data-narrow={narrow} aria-labelledby={captionId}>
        <caption id={captionId} className={captionHidden ? "visually-hidden" : undefined}>
          <span className="caption-text">{caption}</span>
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                data-align={column.align}
                data-sort={column.sort === undefined ? undefined : ""}
                aria-sort={column.sort?.direction === "none" ? undefined : column.sort?.direction}
              >
                {column.sort === undefined ? (
                  column.header
                ) : (
                  <a className="sort-link" href={column.sort.href} title={column.sort.label}>
                    {column.header}
                    <SortArrow direction={column.sort.direction} />
                  </a>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 && empty !== undefined ? (
            <tr>
              <td className="table-empty" colSpan={columns.length}>
                {empty}
              </td>
            </tr>
          ) : null}
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, position) =>
                position === 0 ? (
                  <th key={column.key} scope="row" data-align={column.align}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} data-align={column.align} data-label={column.header}>
                    {column.cell(row)}
                    {column.bar === undefined ? null : <CellBar share={column.bar(row)} />}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {totals === undefined ? null : (
          <tfoot>
            <tr>
              {columns.map((column, position) =>
                position === 0 ? (
                  <th key={column.key} scope="row" data-align={column.align}>
                    {totals[column.key]}
                  </th>
                ) : (
                  <td key={column.key} data-align={column.align} data-label={column.header}>
                    {totals[column.key]}
                  </td>
                ),
              )}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}

/** Repeats the number beside it for the eye; the width is an attribute because the page allows no inline style. */
function CellBar({ share }: { readonly share: number | null }): ReactNode {
  const width = share === null ? 100 : Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
  return (
    <svg
      className={share === null ? "cell-bar cell-bar-gap" : "cell-bar"}
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {share === null ? null : <rect width={width} height="4" />}
    </svg>
  );
}

function SortArrow({ direction }: { readonly direction: "ascending" | "descending" | "none" }): ReactNode {
  const paths = {
    ascending: "M2 8 6 3 10 8Z",
    descending: "M2 4 6 9 10 4Z",
    none: "M3 5 6 1.5 9 5ZM3 7 6 10.5 9 7Z",
  };
  return (
    <svg
      className="sort-arrow"
      viewBox="0 0 12 12"
      width="12"
      height="12"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[direction]} />
    </svg>
  );
}
