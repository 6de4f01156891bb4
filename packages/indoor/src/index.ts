export * from "./adaptive.ts";
export * from "./elevatedairspeed.ts";
export * from "./outdoors.ts";
export * from "./pmv.ts";
export * from "./standardeffective.ts";
