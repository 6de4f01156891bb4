/** A progress line on a terminal; elsewhere one line every two seconds. Quiet for work that ends before that. */
export function progressLine() {
  const startedMs = performance.now();
  const terminal = process.stderr.isTTY === true;
  let lastMs = 0;
  let shown = false;
  return {
    show(text: string, share: number): void {
      const nowMs = performance.now();
      if (nowMs - startedMs < 500 || nowMs - lastMs < (terminal ? 100 : 2_000)) return;
      lastMs = nowMs;
      shown = true;
      const filled = Math.round(Math.min(1, share) * 24);
      const line = `${"█".repeat(filled)}${"░".repeat(24 - filled)} ${text}`;
      process.stderr.write(terminal ? `\r\u001b[2K${line}` : `${line}\n`);
    },
    clear(): void {
      if (terminal && shown) process.stderr.write("\r\u001b[2K");
    },
    end(): void {
      this.clear();
    },
  };
}
