import { envelope, heatRegisterKwh, hourlyKwh } from "../parts.ts";

/** Sized for the cold days of a Xi'an winter; radiators of the city network. */
export const curve = { designOutdoorC: -5, balanceOutdoorC: 18, ratedExcessK: 30, steepness: 1, shiftK: 0 };

/** Walls, windows, roofs and floors as the codes of their time asked for. */
export const walls1980s = envelope([1.45, 3.8, 1.1, 0.55], 0.5, 0.34, 260);
export const walls1990s = envelope([1.35, 3.6, 0.95, 0.5], 0.5, 0.34, 260);
export const walls2000s = envelope([0.65, 2.8, 0.55, 0.4], 0.35, 0.3, 260);
export const walls2010s = envelope([0.6, 2.7, 0.48, 0.4], 0.36, 0.28, 260);

export const meters = { heat: heatRegisterKwh, electricity: hourlyKwh };
export const evenWindows = { north: 0.22, east: 0.08, south: 0.32, west: 0.08 };

/** Split units as people buy them; outside the heating season they warm as well. */
export const splitUnits = { coolToC: 26, heatToC: 17, performance: 3 };
