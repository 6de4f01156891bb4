/** What a room is for, as far as limits and hours of use go. */
export const roomUses = [
  "classroom",
  "preschool",
  "office",
  "dwelling",
  "care",
  "shop",
  "gym",
  "culture",
  "restaurant",
] as const;

export type RoomUse = (typeof roomUses)[number];
