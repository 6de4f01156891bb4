/** Without a press for so long, help at a desk ends by itself: somebody has walked away. */
export const IDLE_MINUTES = 20;
