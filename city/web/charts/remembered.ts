/**
 * A drawing function that keeps what it drew last. Charts are the dearest part of a page and the same for every reader
 * until a figure changes; the same input, member for member, gives the same drawing.
 * @param most how many drawings are kept; the one that was asked for longest ago goes first.
 */
export function remembered<Input, Drawing>(
  draw: (input: Input) => Drawing,
  most = 300,
): (input: Input) => Drawing {
  const kept = new Map<string, Drawing>();
  return (input) => {
    const key = JSON.stringify(input);
    const drawing = kept.get(key) ?? draw(input);
    kept.delete(key);
    kept.set(key, drawing);
    if (kept.size > most) kept.delete(kept.keys().next().value!);
    return drawing;
  };
}
