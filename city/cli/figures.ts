/** Seven significant digits: one more than published tables have. */
export function digits(value: number): string {
  return Number(value.toPrecision(7)).toString();
}

/** A share in percent with one decimal. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** Signs that take two columns of a terminal: Chinese, Japanese and Korean ones and their punctuation. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

function widthOf(cell: string): number {
  return cell.length + (cell.match(WIDE)?.length ?? 0);
}

/** Rows in columns as wide as their widest cell; numbers, and what stands for them, to the right. */
export function columnsOf(rows: readonly (readonly string[])[], leftColumns: number): string {
  const widths = rows.reduce<number[]>(
    (found, row) => row.map((cell, k) => Math.max(found[k] ?? 0, widthOf(cell))),
    [],
  );
  return rows
    .map((row) =>
      row
        .map((cell, k) => {
          const space = " ".repeat(widths[k]! - widthOf(cell));
          return k < leftColumns ? cell + space : space + cell;
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
