/** To so many decimals: what a chart shows need not be stored to the last bit. */
export function round(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}
