/**
 * How large letters on a wall must be. ISO 9241-303:2011, 5.5.4: characters of 20 to 22 minutes of arc are preferred, and 16 is the
 * least (known from secondary sources, to be checked in the standard). The height that counts is that of a capital letter, which
 * is about 0.7 of the font's size in the fonts that systems have.
 *
 * At 5 m, 16' are 23.3 mm of letter and 33 mm of font size; 20' are 29 mm and 41.5 mm. The usual lobby display measures 55 inches: 1218 by
 * 685 mm. So of the shorter side, whichever way it hangs, the least is 33/685, a twentieth (1/20.6), and what is read first has
 * a sixteenth (1/16.5). A display of 43 inches is legible to the same rule from 3.9 m, one of 65 inches from 5.9 m.
 */
const MOST_DISTANCE_MM = 5000;
const LEAST_MINUTES_OF_ARC = 16;
const CAPITAL_SHARE = 0.7;
/** The shorter side of a display of 55 inches, 16:9. */
const SHORTER_SIDE_MM = 685;

/** The least font size on a screen, as a share of its shorter side. */
export function leastFontShare(): number {
  const letterMm = MOST_DISTANCE_MM * Math.tan((LEAST_MINUTES_OF_ARC / 60) * (Math.PI / 180));
  return letterMm / CAPITAL_SHARE / SHORTER_SIDE_MM;
}
