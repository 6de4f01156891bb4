type Cell = string | number | null | undefined;

/**
 * A table as CSV (RFC 4180), in UTF-8 with a mark, for spreadsheets take it for something else without one. What a spreadsheet would
 * take for a formula is told that it is text.
 */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(cellText).join(",")}\r\n`).join("")}`;
}

function cellText(value: Cell): string {
  const text = String(value ?? "");
  // Spaces before it are passed over by some spreadsheets, and a wide sign is read as a narrow one.
  const plain = typeof value === "string" && /^\s*[=+\-@＝＋－＠\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
