import { envelope, hourlyKwh, registerMwh } from "../parts.ts";

/** Sized for the coldest days of an Umeå winter; 55/45 °C water. */
export const curve = { designOutdoorC: -24, balanceOutdoorC: 17, ratedExcessK: 30, steepness: 1, shiftK: 0 };

/** Walls, windows, roofs and floors as they were built then, with what has been renewed since. */
export const walls1929 = envelope([0.55, 2.1, 0.35, 0.35], 0.25, 0.3, 260);
export const walls1960s = envelope([0.4, 1.9, 0.25, 0.3], 0.18, 0.3, 165);
export const walls1980s = envelope([0.26, 1.8, 0.17, 0.25], 0.14, 0.28, 165);
export const walls2000s = envelope([0.19, 1.3, 0.13, 0.18], 0.1, 0.26, 165);
export const walls2010s = envelope([0.17, 1.1, 0.11, 0.14], 0.1, 0.24, 165);

export const meters = { heat: registerMwh, electricity: hourlyKwh };
export const evenWindows = { north: 0.2, east: 0.12, south: 0.25, west: 0.12 };
