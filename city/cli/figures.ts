/** Seven significant digits: one more than published tables have. */
export function digits(value: number): string {
  return Number(value.toPrecision(7)).toString();
}

/** A share in percent with one decimal. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** Rows in columns as wide as their widest cell; numbers, and what stands for them, to the right. */
export function columnsOf(rows: readonly (readonly string[])[], leftColumns: number): string {
  const widths = rows.reduce<number[]>(
    (found, row) => row.map((cell, k) => Math.max(found[k] ?? 0, cell.length)),
    [],
  );
  return rows
    .map((row) =>
      row
        .map((cell, k) => (k < leftColumns ? cell.padEnd(widths[k]!) : cell.padStart(widths[k]!)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
