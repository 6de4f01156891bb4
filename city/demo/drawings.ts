/**
 * Drawings as children might make them, for the simulated cities: drawn for Husting, by no child. The node takes them in as it takes a
 * photograph of a drawing, by its pixels.
 */

const paper = (body: string, tint: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900" viewBox="0 0 1200 900"><rect width="1200" height="900" fill="${tint}"/>${body}</svg>`;

/** A stroke of a crayon: wide, round and not quite even. */
const crayon = (path: string, colour: string, width = 16): string =>
  `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" opacity=".92"/><path d="${path}" fill="none" stroke="#fff" stroke-width="${width / 5}" stroke-dasharray="3 17" stroke-linecap="round" opacity=".55"/>`;

const fill = (path: string, colour: string): string => `<path d="${path}" fill="${colour}" opacity=".9"/>`;

const hatched = (x: number, y: number, width: number, height: number, colour: string, gap = 22): string =>
  crayon(
    Array.from({ length: Math.floor(width / gap) }, (_, i) => {
      const at = x + i * gap + ((i * 37) % 9);
      return `M${at} ${y + ((i * 29) % 13)}L${at + 12} ${y + height - ((i * 17) % 15)}`;
    }).join(""),
    colour,
    13,
  );

/** A red house by the river, two cranes above it, and smoke that is a heart. */
export const houseByTheRiver = paper(
  [
    fill("M0 640C200 600 420 690 640 650S1020 610 1200 660V900H0Z", "#7fb0c9"),
    crayon("M40 730c60 -26 120 26 180 0s120 26 180 0", "#3f7fa3"),
    crayon("M520 790c60 -26 120 26 180 0s120 26 180 0", "#3f7fa3"),
    crayon("M820 720c50 -22 100 22 150 0s100 22 150 0", "#3f7fa3"),
    hatched(360, 350, 420, 280, "#b23b34"),
    crayon("M350 640V350H790V640Z", "#7d241f"),
    fill("M320 360L570 180L820 360Z", "#4c4a57"),
    crayon("M320 360L570 180L820 360Z", "#2f2d38"),
    fill("M420 420h110v90h-110zM610 420h110v90h-110z", "#f4d35e"),
    crayon("M420 420h110v90h-110zM475 420v90M610 420h110v90h-110zM665 420v90", "#fdfaf0", 12),
    fill("M530 540h90v100h-90z", "#e0a04a"),
    crayon("M530 640V540h90v100", "#7a4a12", 12),
    crayon("M700 240V170h50v105", "#5a2a26"),
    crayon("M730 140c-40 -34 -64 8 -18 44c46 -22 44 -76 18 -44z", "#8c8794", 12),
    crayon("M150 190q50 -50 90 0q40 -50 90 0", "#2f2d38", 14),
    crayon("M900 150q40 -40 72 0q34 -40 74 0", "#2f2d38", 12),
    fill("M1010 330a70 70 0 1 0 .1 0z", "#e9a23b"),
    crayon("M1010 290v-40M1090 400h46M930 400h-46M1068 344l30 -30M952 344l-30 -30", "#e9a23b", 14),
  ].join(""),
  "#f7f1e3",
);

/** A classroom in a jersey: the radiator is turned down, and nobody minds. */
export const classroomInJerseys = paper(
  [
    fill("M0 700H1200V900H0Z", "#d8b98a"),
    crayon("M0 700H1200", "#8a6534", 14),
    fill("M120 120h360v280h-360z", "#bcd7e6"),
    crayon("M120 120h360v280h-360zM300 120v280M120 260h360", "#8a6534", 18),
    crayon(
      "M170 200l12 12M240 170l12 12M380 190l12 12M430 320l12 12M210 330l12 12M350 340l12 12",
      "#ffffff",
      14,
    ),
    crayon(
      "M140 470v150M200 470v150M260 470v150M320 470v150M380 470v150M440 470v150M120 470h350M120 620h350",
      "#8c8794",
      18,
    ),
    ...[640, 820, 1000].map((x, i) =>
      [
        fill(`M${x} 330a62 62 0 1 0 .1 0z`, ["#e8c39e", "#c98f62", "#f0d1b0"][i]!),
        hatched(x - 80, 460, 160, 180, ["#99263c", "#285a86", "#c9831f"][i]!),
        crayon(`M${x - 80} 470h160v170h-160z`, ["#6d1527", "#17395a", "#8a5610"][i]!, 12),
        crayon(`M${x - 24} 380v6M${x + 22} 380v6`, "#2f2d38", 14),
        crayon(`M${x - 28} 412q28 26 54 0`, "#2f2d38", 9),
        crayon(`M${x - 40} 650v90M${x + 40} 650v90`, "#2f2d38", 20),
      ].join(""),
    ),
  ].join(""),
  "#fbf5ea",
);

/** A pagoda, a kite and the two rivers. */
export const kiteOverTwoRivers = paper(
  [
    fill("M0 690C260 640 420 760 700 700S1060 660 1200 700V900H0Z", "#d9b77c"),
    fill(
      "M0 760C220 720 460 800 700 750S1040 720 1200 770V820C980 780 760 840 520 810S160 800 0 830Z",
      "#6fa9b8",
    ),
    fill("M0 850C300 820 620 880 1200 840V880C800 900 300 880 0 900Z", "#4f8ea3"),
    ...[0, 1, 2, 3].map((floor) => {
      const [y, half] = [600 - floor * 120, 170 - floor * 28];
      return [
        fill(`M${330 - half} ${y + 90}h${half * 2}v-80h-${half * 2}z`, "#c9694a"),
        fill(`M${290 - half} ${y + 14}Q330 ${y - 46} ${370 + half} ${y + 14}Z`, "#4c4a57"),
        crayon(`M${290 - half} ${y + 14}Q330 ${y - 46} ${370 + half} ${y + 14}`, "#2f2d38", 12),
        crayon(`M${330 - half / 2} ${y + 30}v50M${330 + half / 2} ${y + 30}v50`, "#f4d35e", 20),
      ].join("");
    }),
    crayon("M330 160v-60", "#2f2d38", 14),
    fill("M860 130L960 250L860 400L760 250Z", "#99263c"),
    crayon("M860 130L960 250L860 400L760 250ZM860 130V400M760 250H960", "#5e1222", 12),
    crayon("M860 400c40 60 -50 90 -10 150s-60 80 -120 150", "#c9831f", 10),
    crayon("M846 470l36 -18M826 560l40 -12M790 640l40 -10", "#285a86", 14),
    fill("M1080 120a60 60 0 1 0 .1 0z", "#e9a23b"),
  ].join(""),
  "#f3ecdb",
);

/** A window with a warm light, snow outside, and a cat that has found the radiator. */
export const catOnTheRadiator = paper(
  [
    fill("M280 90h640v420h-640z", "#22384a"),
    ...Array.from({ length: 34 }, (_, i) =>
      crayon(`M${310 + ((i * 173) % 580)} ${120 + ((i * 97) % 360)}l6 6`, "#f4f6f5", 12),
    ),
    fill("M300 420q150 -70 300 0t300 0v90h-600z", "#e4eaee"),
    crayon("M280 90h640v420h-640zM600 90v420M280 300h640", "#b5762c", 26),
    crayon(
      "M240 560v220M330 560v220M420 560v220M510 560v220M600 560v220M690 560v220M780 560v220M870 560v220M960 560v220M210 560h780M210 780h780",
      "#a9a5b0",
      26,
    ),
    fill("M430 545q-30 -150 150 -150q210 -10 240 150z", "#c9831f"),
    fill("M400 440a86 80 0 1 0 .1 0zM335 480l-14 -90l70 40zM440 430l60 -40l0 90z", "#c9831f"),
    crayon("M372 512v5M428 512v5", "#2f2d38", 16),
    crayon("M384 545q16 16 32 0", "#2f2d38", 9),
    crayon("M330 535l-60 -12M330 552l-60 8M470 535l60 -12M470 552l60 8", "#fdfaf0", 6),
    crayon("M810 540q120 20 100 -90", "#c9831f", 40),
  ].join(""),
  "#efe3d0",
);
